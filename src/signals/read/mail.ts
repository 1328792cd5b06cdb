import { hashOf, sha256 } from '../../lib/json.ts'
import type { Attachment, EmailSignal, Unread, Warning } from '../signal.ts'
import { readBody } from './body.ts'
import { decodeText } from './charset.ts'
import { takeInlineFiles } from './inline-files.ts'
import { readMailDate } from './mail-date.ts'
import type { MailDate } from './mail-date.ts'
import { headerOf, headerParties, headerText, idsOf, MIME_BOUNDS, readTree, walk } from './mime-tree.ts'
import type { Part } from './mime-tree.ts'
import { visibleUnicode } from './unicode.ts'

/** A file that a message carries, still in bytes. `attachment` is the entry in the signal's list, shared with it. */
export type Carried = { attachment: Attachment; bytes: Uint8Array }

/** One message as read: its signal (no thread and no segments yet) and what it carries. */
export type ReadMail = {
  signal: EmailSignal
  /** files worth reading as documents */
  carried: Carried[]
  /** iCalendar texts that a calendar server or client sent along */
  calendars: { text: string; method: string | null }[]
  unread: Unread[]
  /** what the mailbox says of it: private or not, and whom it went to unseen */
  said: { labels: string[]; sensitivity: string | null; bcc: string[] }
}

const KEPT_HEADERS = [
  'auto-submitted',
  'precedence',
  'list-id',
  'list-unsubscribe',
  'return-path',
  'content-type',
  'feedback-id',
  'sender',
  'reply-to',
  'x-failed-recipients',
  'x-autoreply',
  'x-autorespond',
  'x-auto-response-suppress',
  'x-mailer',
  'authentication-results',
]

/** No message has more files than this for a reader; a flood of parts is cut here and said. */
const MAX_CARRIED = 100

/**
 * Reads one raw message. Rejects only where its structure passes the bounds of `mime-tree`; anything less is read as
 * far as it goes and named in `warnings` or `unread`.
 */
export async function readMail(raw: Uint8Array): Promise<ReadMail> {
  const { root, cut } = await readTree(raw)
  if (root.headers.length === 0 || !root.headers.some(({ key }) => KNOWN_HEADER.test(key)))
    throw new TypeError('it has no message headers')
  const id = messageId(root) ?? sha256(raw).slice(0, 'sha256:'.length + 32)
  const body = readBody(root)
  const { text, files } = takeInlineFiles(body.text)
  const subjectSeen = visibleUnicode(headerText(root, 'subject')?.slice(0, 2000) ?? '')
  const hidden = body.hidden + subjectSeen.hidden
  const date = dateOf(root)
  const senders = headerParties(root, 'from', 10)
  const from = senders[0] ?? headerParties(root, 'sender', 1)[0] ?? null
  const to = headerParties(root, 'to')
  const cc = headerParties(root, 'cc')
  const { carried, attachments, unread } = filesOf(root, body.parts, id)
  for (const file of files) {
    attachments.push({
      name: file.name,
      mediaType: 'application/octet-stream',
      bytes: file.bytes,
      item: null,
      unread: `it stands in the text as ${file.encoding}, which Baton does not unpack`,
    })
  }
  const warnings: Warning[] = []
  const warn = (kind: Warning['kind'], text: string) => warnings.push({ kind, item: id, text })
  if (hidden > 0) warn('hidden_text', `${hidden} letters that no reader of this message would see were left out`)
  if (body.mismatch)
    warn('part_mismatch', 'the plain text and the HTML of this message say different things; the plain text was read')
  if (body.stub) warn('part_mismatch', 'the plain text only asks for another mail program; the HTML was read')
  if (new Set(senders.map(({ email }) => email)).size > 1)
    warn('lookalike', 'this message names more than one sender; the first one is taken')
  for (const name of body.unknownCharsets)
    warn(
      'unread',
      `its character set "${name}" is unknown; it was read as UTF-8 or Windows-1252, and some signs may be wrong`,
    )
  if (cut === 'parts') warn('unread', `this message has more than ${MIME_BOUNDS.parts} parts; the rest was not read`)
  if (body.cut || cut === 'lines') warn('unread', 'this message is very long; only its beginning was read')
  const signal: EmailSignal = {
    kind: 'email',
    id,
    path: null,
    sources: [],
    at: date.at,
    text,
    segments: [],
    bytesHash: sha256(raw),
    contentHash: hashOf({
      at: date.at,
      from,
      to,
      cc,
      subject: subjectSeen.text,
      text,
      attachments: attachments.map(({ name, bytes }) => [name, bytes]),
    }),
    warnings,
    from,
    to,
    cc,
    subject: subjectSeen.text,
    references: referencesOf(root, id),
    thread: id,
    automatic: null,
    attachments,
    offsetMinutes: date.offsetMinutes,
    headers: keptHeaders(root),
    quotes: files.length > 0 ? [] : body.quotes,
  }
  return { signal, carried, calendars: calendarsOf(root), unread, said: saidOf(root) }
}

/** A file that has none of these is no message, whatever its name says. */
const KNOWN_HEADER =
  /^(?:from|to|cc|subject|date|message-id|mime-version|content-type|received|return-path|sender|reply-to|delivered-to|x-[\w-]+)$/

function messageId(root: Part): string | null {
  const value = headerOf(root, 'message-id')
  // an id without brackets, or with signs that belong in none, is kept as it stands
  return idsOf(value)[0] ?? ((value ?? '').replace(/[\s<>]+/g, '').slice(0, 500) || null)
}

/**
 * When it was sent. The server that took it in knows better than a Date that is missing or lies in its future, as spam
 * and wrong clocks write it.
 */
function dateOf(root: Part): MailDate {
  const date = readMailDate(headerOf(root, 'date'))
  const received = readMailDate(headerOf(root, 'received')?.split(';').at(-1) ?? null)
  if (received.at === null) return date
  if (date.at === null) return received
  return Date.parse(date.at) - Date.parse(received.at) > 24 * 3_600_000 ? { ...date, at: received.at } : date
}

function referencesOf(root: Part, id: string): string[] {
  const named = [
    ...idsOf(headerOf(root, 'references')).slice(-200),
    ...idsOf(headerOf(root, 'in-reply-to')).slice(0, 10),
  ]
  return [...new Set(named.toReversed())].toReversed().filter((other) => other !== id)
}

function filesOf(
  root: Part,
  body: Set<Part>,
  id: string,
): { carried: Carried[]; attachments: Attachment[]; unread: Unread[] } {
  const carried: Carried[] = []
  const attachments: Attachment[] = []
  const unread: Unread[] = []
  const report = root.type === 'multipart/report'
  for (const part of walk(root)) {
    if (part.type.startsWith('multipart/')) {
      if (part.type === 'multipart/encrypted')
        unread.push({ item: id, text: 'this message is encrypted and was not read' })
      continue
    }
    if (body.has(part) || part.children.length > 0 || isFurniture(part, report)) continue
    if (part.type === 'message/partial') {
      unread.push({
        item: id,
        text: `this message is a piece (${part.params['number'] ?? '?'} of ${part.params['total'] ?? '?'}) of one that was sent in parts; the whole was not put together`,
      })
      continue
    }
    if (attachments.length >= MAX_CARRIED) {
      unread.push({ item: id, text: `this message has more than ${MAX_CARRIED} attachments; the rest was not read` })
      break
    }
    const name =
      part.fileName ??
      (part.type === 'message/rfc822' ? 'forwarded message.eml' : `attachment ${attachments.length + 1}`)
    const attachment: Attachment = { name, mediaType: part.type, bytes: part.body.byteLength, item: null, unread: null }
    attachments.push(attachment)
    carried.push({ attachment, bytes: part.body })
  }
  return { carried, attachments, unread }
}

/** Parts that are no file for a reader: pictures inside the page, signatures, calendars, the machinery of a bounce. */
function isFurniture(part: Part, report: boolean): boolean {
  if (part.body.byteLength === 0 && part.fileName === null) return true
  if (part.type.startsWith('image/') && part.contentId !== null && part.disposition !== 'attachment') return true
  if (/^application\/(?:x-)?pkcs7-signature$|^application\/pgp-(?:signature|encrypted|keys)$/.test(part.type))
    return true
  if (part.type === 'text/calendar' || part.type === 'application/ics' || part.type === 'text/x-amp-html') return true
  return (
    part.type === 'message/delivery-status' ||
    part.type === 'message/disposition-notification' ||
    part.type === 'message/feedback-report' ||
    (report && (part.type === 'message/rfc822' || part.type === 'text/rfc822-headers'))
  )
}

function calendarsOf(root: Part): ReadMail['calendars'] {
  const calendars: ReadMail['calendars'] = []
  const seen = new Set<string>()
  for (const part of walk(root)) {
    if (part.type !== 'text/calendar' && part.type !== 'application/ics' && !/\.ics$/i.test(part.fileName ?? ''))
      continue
    const { text } = decodeText(part.body.subarray(0, 2_000_000), part.params['charset'] ?? 'utf-8')
    // the same invitation is sent as an alternative and as a file
    const content = text.replace(/\s+/g, '')
    if (seen.has(content)) continue
    seen.add(content)
    calendars.push({ text, method: part.params['method']?.toUpperCase() ?? null })
    if (calendars.length >= 20) break
  }
  return calendars
}

/** Labels as Google's export, IMAP exports and Outlook write them into a message; sensitivity as RFC 4021 does. */
function saidOf(root: Part): ReadMail['said'] {
  const labels = ['x-gmail-labels', 'keywords', 'x-keywords'].flatMap((name) =>
    // a label with a comma in it stands in quotes
    [...(headerText(root, name) ?? '').matchAll(/"([^"]*)"|([^,"]+)/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    ),
  )
  return {
    labels: labels.map((label) => label.trim()).filter((label) => label !== ''),
    sensitivity: headerText(root, 'sensitivity'),
    bcc: headerParties(root, 'bcc', 50).flatMap(({ email }) => email ?? []),
  }
}

function keptHeaders(root: Part): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name of KEPT_HEADERS) {
    const value = headerOf(root, name)
    if (value !== null) kept[name] = value.slice(0, 2000)
  }
  return kept
}
