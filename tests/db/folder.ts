import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A small import folder of its own: one company sells, one buys, two mailboxes hold the same mail. */
export function smallFolder(files: Record<string, string> = SMALL): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-folder-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

export function mail(
  id: string,
  from: string,
  to: string,
  subject: string,
  body: string,
  date = 'Mon, 2 Feb 2026 10:00:00 +0000',
): string {
  return [
    `Message-ID: <${id}>`,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${date}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
    '',
  ].join('\r\n')
}

export const ANNA = 'Anna Seller <anna@seller.example>'
export const BEN = 'Ben Seller <ben@seller.example>'
export const CARA = 'Cara Buyer <cara@buyer.example>'

const OFFER = mail(
  'offer@seller.example',
  ANNA,
  `${CARA}, ${BEN}`,
  'Our offer',
  'Hello Cara,\r\n\r\nI will send the security paper by Friday.\r\n\r\nAnna',
)

export const WORKSPACE = {
  seller: {
    name: 'Seller',
    domains: ['seller.example'],
    people: [
      { name: 'Anna Seller', email: 'anna@seller.example', role: 'SDR' },
      { name: 'Ben Seller', email: 'ben@seller.example', role: 'AE' },
    ],
  },
  account: { name: 'Buyer', domains: ['buyer.example'] },
  handoff: 'sdr-to-ae',
  as_of: '2026-02-06T17:00:00+00:00',
  from: 'anna@seller.example',
  to: 'ben@seller.example',
}

export const SMALL: Record<string, string> = {
  'workspace.json': JSON.stringify(WORKSPACE),
  'mail/anna@seller.example/1.eml': OFFER,
  'mail/ben@seller.example/1.eml': OFFER,
  'mail/anna@seller.example/2.eml': mail(
    'question@buyer.example',
    CARA,
    ANNA,
    'Re: Our offer',
    'Our budget is 40,000 EUR and Dora has to sign it.',
    'Tue, 3 Feb 2026 09:00:00 +0000',
  ),
  'transcripts/call.vtt':
    'WEBVTT\n\nNOTE 2026-02-04T10:00:00Z\n\n00:00:01.000 --> 00:00:05.000\n<v Cara Buyer>The audit in March is what worries us most.\n',
}
