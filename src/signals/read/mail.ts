import { hashOf, sha256 } from '../../lib/json.ts'
import type { Attachment, EmailSignal, Unread, Warning } from '../signal.ts'
import { decodeText } from './charset.ts'
import { joinFlowed } from './flowed.ts'
import { readMailDate } from './mail-date.ts'
import { headerOf, headerParties, headerText, idsOf, readTree, walk } from './mime-tree.ts'
import type { Part } from './mime-tree.ts'
import { differInSubstance } from './part-mismatch.ts'
import { visibleHtml } from './visible-html.ts'

/** Something a message carries beside its body, still in bytes. */
export type Carried = { attachment: Attachment; bytes: Uint8Array; params: Record<string, string> }

/** One message as read: its signal (no thread and no segments yet) and what it carries. */
export type ReadMail = {
  signal: EmailSignal
  carried: Carried[]
  /** iCalendar texts that a calendar server or client sent along */
  calendars: { text: string; method: string | null }[]
  unread: Unread[]
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
]

/**
 * Reads one raw message. Rejects only where its structure passes the bounds of `mime-tree`; anything less is read as
 * far as it goes and named in `warnings` or `unread`.
 */
export async function readMail(raw: Uint8Array): Promise<ReadMail> {
  const root = await readTree(raw)
  const id = idsOf(headerOf(root, 'message-id'))[0] ?? plainId(root) ?? sha256(raw).slice(0, 'sha256:'.length + 32)
  const warnings: Warning[] = []
  const unread: Unread[] = []
  const body = bodyOf(root, id, warnings)
  const date = readMailDate(headerOf(root, 'date'))
  const from = headerParties(root, 'from')[0] ?? headerParties(root, 'sender')[0] ?? null
  const to = headerParties(root, 'to')
  const cc = headerParties(root, 'cc')
  const subject = headerText(root, 'subject') ?? ''
  const references = [
    ...new Set([...idsOf(headerOf(root, 'references')), ...idsOf(headerOf(root, 'in-reply-to'))]),
  ].filter((other) => other !== id)
  const carried = carriedOf(root, body.parts)
  const signal: EmailSignal = {
    kind: 'email',
    id,
    path: null,
    sources: [],
    at: date.at,
    text: body.text,
    segments: [],
    contentHash: hashOf({
      at: date.at,
      from,
      to,
      cc,
      subject,
      text: body.text,
      attachments: carried.map(({ bytes }) => sha256(bytes)),
    }),
    warnings,
    from,
    to,
    cc,
    subject,
    references,
    thread: references[0] ?? id,
    automatic: null,
    attachments: carried.map(({ attachment }) => attachment),
    offsetMinutes: date.offsetMinutes,
    headers: keptHeaders(root),
    quotes: body.quotes,
  }
  return { signal, carried, calendars: calendarsOf(root), unread }
}

type Body = { text: string; quotes: { start: number; end: number }[]; parts: Set<Part> }

function bodyOf(root: Part, id: string, warnings: Warning[]): Body {
  const plain: Part[] = []
  const html: Part[] = []
  for (const part of bodyParts(root)) (part.type === 'text/html' ? html : plain).push(part)
  const decode = (part: Part) => {
    const { text, unknown } = decodeText(part.body, part.params['charset'])
    if (unknown !== null)
      warnings.push({
        kind: 'unread',
        item: id,
        text: `the character set "${unknown}" is unknown; the text was read as UTF-8 or Windows-1252 and may show wrong signs`,
      })
    return text
  }
  const texts = plain.map((part) => {
    const text = decode(part)
    return part.params['format']?.toLowerCase() === 'flowed'
      ? joinFlowed(text, part.params['delsp']?.toLowerCase() === 'yes')
      : text
  })
  const seen = html.map((part) => visibleHtml(decode(part)))
  const hidden = seen.reduce((sum, { hidden }) => sum + hidden, 0)
  if (hidden > 0)
    warnings.push({
      kind: 'hidden_text',
      item: id,
      text: `${hidden} characters that no reader of this message would see were left out`,
    })
  const parts = new Set([...plain, ...html])
  const joined = texts.filter((text) => text.trim() !== '').join('\n')
  if (joined !== '') {
    const other = seen.map(({ text }) => text).join('\n')
    if (other !== '' && differInSubstance(joined, other)) {
      warnings.push({
        kind: 'part_mismatch',
        item: id,
        text: 'the plain text and the HTML of this message say different things; the plain text was read',
      })
    }
    return { text: joined.replace(/\n+$/, ''), quotes: [], parts }
  }
  let text = ''
  const quotes: Body['quotes'] = []
  for (const part of seen) {
    if (text !== '') text += '\n'
    quotes.push(...part.quotes.map(({ start, end }) => ({ start: start + text.length, end: end + text.length })))
    text += part.text
  }
  return { text, quotes, parts }
}

/** The parts that make up the body: inline text, nothing named as a file, nothing of a nested message. */
function* bodyParts(part: Part): Generator<Part> {
  if (part.children.length > 0) {
    for (const child of part.children) yield* bodyParts(child)
    return
  }
  if (
    (part.type === 'text/plain' || part.type === 'text/html') &&
    part.disposition !== 'attachment' &&
    part.fileName === null
  )
    yield part
}

function carriedOf(root: Part, body: Set<Part>): Carried[] {
  const carried: Carried[] = []
  for (const part of walk(root)) {
    if (part.children.length > 0 || body.has(part) || part.type.startsWith('multipart/')) continue
    if (part.type === 'text/calendar' && part.fileName === null) continue
    const name = part.fileName ?? `part ${carried.length + 1}`
    carried.push({
      attachment: { name, mediaType: part.type, bytes: part.body.byteLength, item: null, unread: null },
      bytes: part.body,
      params: part.params,
    })
  }
  return carried
}

function calendarsOf(root: Part): ReadMail['calendars'] {
  const calendars: ReadMail['calendars'] = []
  const seen = new Set<string>()
  for (const part of walk(root)) {
    if (part.type !== 'text/calendar' && part.type !== 'application/ics') continue
    const { text } = decodeText(part.body, part.params['charset'] ?? 'utf-8')
    if (seen.has(text)) continue
    seen.add(text)
    calendars.push({ text, method: part.params['method']?.toUpperCase() ?? null })
  }
  return calendars
}

/** A Message-ID without angle brackets is kept as it stands. */
function plainId(root: Part): string | null {
  const bare = (headerOf(root, 'message-id') ?? '').replace(/[\s<>]+/g, '')
  return bare === '' ? null : bare
}

function keptHeaders(root: Part): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name of KEPT_HEADERS) {
    const value = headerOf(root, name)
    if (value !== null) kept[name] = value.slice(0, 2000)
  }
  return kept
}
