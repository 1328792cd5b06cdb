/** What a message is made of, before it is bytes. Header values stand as they are given: that is where attacks hide. */
export type Message = {
  id: string
  from: string
  to: string
  cc?: string
  subject?: string
  date?: string
  /** more header lines, whole */
  headers?: string[]
  text?: string
  html?: string
  /** everything below the headers, instead of `text` and `html`; its own Content-Type stands in `headers` */
  raw?: string | Uint8Array
  files?: { name: string; type: string; bytes: Uint8Array }[]
}

const BOUNDARY = 'part-of-the-row'

/** A message as the bytes that a server would hand over. */
export function bytesOf(message: Message): Uint8Array {
  const head = [
    `Message-ID: <${message.id}@rows.example>`,
    `From: ${message.from}`,
    `To: ${message.to}`,
    ...(message.cc === undefined ? [] : [`Cc: ${message.cc}`]),
    `Subject: ${message.subject ?? 'Re: Our talk'}`,
    `Date: ${new Date(message.date ?? '2026-02-10T09:00:00Z').toUTCString()}`,
    'MIME-Version: 1.0',
    ...(message.headers ?? []),
  ]
  if (message.raw !== undefined)
    return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), Buffer.from(message.raw as Uint8Array)])
  const words = [
    ...(message.text === undefined ? [] : [part('text/plain; charset=utf-8', Buffer.from(message.text))]),
    ...(message.html === undefined ? [] : [part('text/html; charset=utf-8', Buffer.from(message.html))]),
  ]
  const files = message.files ?? []
  const body =
    files.length === 0
      ? multipart('alternative', BOUNDARY, words)
      : multipart('mixed', `${BOUNDARY}-mixed`, [
          multipart('alternative', BOUNDARY, words),
          ...files.map(({ name, type, bytes }) =>
            part(type, bytes, `Content-Disposition: attachment; filename="${name}"\r\n`),
          ),
        ])
  return Buffer.from(`${head.join('\r\n')}\r\n${body}`)
}

function multipart(kind: string, boundary: string, parts: string[]): string {
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${parts.map((one) => `--${boundary}\r\n${one}`).join('')}--${boundary}--\r\n`
}

function part(type: string, bytes: Uint8Array, more = ''): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  return `Content-Type: ${type}\r\n${more}Content-Transfer-Encoding: base64\r\n\r\n${lines.join('\r\n')}\r\n`
}

/** A header word outside ASCII, as mail programs write it. */
export function encodedWord(text: string): string {
  return `=?utf-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`
}
