import { readMail } from '../../../src/signals/read/mail.ts'
import type { ReadMail } from '../../../src/signals/read/mail.ts'

/** Lines to raw bytes; a string is encoded as UTF-8, `latin1` keeps one byte for each sign. */
export function raw(lines: string[], encoding: BufferEncoding = 'utf8'): Uint8Array {
  return Buffer.from(lines.join('\r\n'), encoding)
}

export const HEAD = [
  'From: Marta Ruiz <marta@orchard.example>',
  'To: Tim Vale <tim@lantern.example>',
  'Subject: Delivery',
  'Date: Tue, 3 Jun 2025 10:00:00 +0200',
  'Message-ID: <m1@orchard.example>',
  'MIME-Version: 1.0',
]

export function mailOf(...body: string[]): Promise<ReadMail> {
  return readMail(raw([...HEAD, ...body]))
}

export function htmlMail(html: string): Promise<ReadMail> {
  return mailOf('Content-Type: text/html; charset=utf-8', '', html)
}
