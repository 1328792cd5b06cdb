import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import { AppError } from '../lib/errors.ts'
import { assertHeaderSafe } from './recipients.ts'
import type { Recipient } from './recipients.ts'

/** What a mail is made of. `text` comes first in the message; `html` must need nothing from outside. */
export type MailContent = {
  from: Recipient
  to: readonly Recipient[]
  subject: string
  text: string
  html: string | null
  attachments?: readonly { name: string; mediaType: string; bytes: Uint8Array }[]
}

/** Above this many bytes mail servers start to refuse. */
const LARGEST_MAIL = 10_000_000

/**
 * The whole message as it will go out, but for `Message-ID` and `Date`, which only the delivery knows and puts in front.
 * The same content gives the same bytes. Throws `bad_input` for a header that would become two, and for a message
 * that is too large.
 */
export async function composeMail(content: MailContent): Promise<Uint8Array> {
  assertHeaderSafe('the subject', content.subject)
  for (const person of [content.from, ...content.to])
    if (person.name !== null) assertHeaderSafe('the name of a recipient', person.name)
  if (content.to.length === 0) throw new AppError('bad_input', 'a mail without recipients; name at least one')

  const seed = JSON.stringify([content.from, content.to, content.subject, content.text, content.html])
  const composer = new MailComposer({
    from: mailbox(content.from),
    to: content.to.map(mailbox),
    subject: content.subject.toWellFormed(),
    text: content.text.toWellFormed(),
    ...(content.html === null ? {} : { html: content.html.toWellFormed() }),
    attachments: (content.attachments ?? []).map(({ name, mediaType, bytes }) => ({
      filename: name,
      contentType: mediaType,
      content: Buffer.from(bytes),
    })),
    messageId: PLACEHOLDER_ID,
    date: new Date(0),
    baseBoundary: createHash('sha256').update(seed).digest('hex').slice(0, 32),
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const whole = await composer.compile().build()
  const bytes = withoutPlaceholders(whole)
  if (bytes.length > LARGEST_MAIL)
    throw new AppError(
      'bad_input',
      `the mail has ${bytes.length} bytes, ${LARGEST_MAIL} is the limit; send a link instead`,
    )
  return bytes
}

const PLACEHOLDER_ID = '<placeholder@baton.invalid>'
const PLACEHOLDERS = [`Message-ID: ${PLACEHOLDER_ID}\r\n`, 'Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n']

function mailbox({ email, name }: Recipient) {
  return name === null ? email : { name: name.toWellFormed(), address: email }
}

/** The composer insists on both headers; they are taken out of the header block again, or the mail is refused. */
function withoutPlaceholders(whole: Buffer): Uint8Array {
  const end = whole.indexOf('\r\n\r\n')
  let head = whole.subarray(0, end + 2).toString('latin1')
  for (const line of PLACEHOLDERS) {
    const parts = head.split(line)
    if (parts.length !== 2) throw new AppError('internal', 'the composed mail lacks a header that was put there')
    head = parts.join('')
  }
  return Buffer.concat([Buffer.from(head, 'latin1'), whole.subarray(end + 2)])
}
