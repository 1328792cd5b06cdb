import { closeBlock } from './signature.ts'
import {
  ATTRIBUTION_START,
  FORWARD_LINE,
  FORWARD_SUBJECT,
  HEADER_LABELS,
  INLINE_CUE,
  ORIGINAL_LINE,
  WROTE,
  type HeaderLabel,
} from './segment-lexicon.ts'
import { quoteDate } from './quote-date.ts'
import type { Party, Segment, SegmentRole } from './signal.ts'

/** What segmenting must know of a message besides its text. */
export type MessageFrame = {
  from: Party | null
  subject: string
  at: string | null
  offsetMinutes: number
  /** stretches that came from `<blockquote>` */
  quotes: { start: number; end: number }[]
}

/**
 * Segments cover the text without a gap. `furniture` are the stretches that mail programs wrote (attribution lines,
 * header blocks, separators): no sentence is read there.
 */
export type Segmented = { segments: Segment[]; furniture: { start: number; end: number }[] }

/** Tells who first wrote which stretch of a message's visible text. When in doubt a line stays with the sender. */
export function segmentMessage(text: string, frame: MessageFrame): Segmented {
  const lines = linesOf(text, frame.quotes)
  const labels: Label[] = Array.from({ length: lines.length })
  const own: Speaker = { role: 'authored', by: frame.from, at: frame.at }
  const forward = FORWARD_SUBJECT.test(frame.subject)
  walk({ lines, labels, frame, forward }, { from: 0, to: lines.length, depth: 0, speaker: own, parent: own })
  closeBlocks(lines, labels)
  return merge(text, lines, labels)
}

/** One line of a message: `body` is what stands behind its quote marks, `depth` how many there are. */
export type Line = { start: number; end: number; next: number; depth: number; body: string }

type Speaker = { role: 'authored' | 'quoted' | 'forwarded'; by: Party | null; at: string | null }
type Label = { speaker: Speaker; role: SegmentRole; furniture: boolean }
type Walk = { lines: Line[]; labels: Label[]; frame: MessageFrame; forward: boolean }
type Stretch = { from: number; to: number; depth: number; speaker: Speaker; parent: Speaker }

export function linesOf(text: string, quotes: { start: number; end: number }[]): Line[] {
  const lines: Line[] = []
  let start = 0
  while (start < text.length) {
    const newline = text.indexOf('\n', start)
    const next = newline === -1 ? text.length : newline + 1
    const end = newline === -1 ? text.length : newline > start && text[newline - 1] === '\r' ? newline - 1 : newline
    const raw = text.slice(start, end)
    const mark = /^[ \t\u00a0]{0,3}(?:>[ \t\u00a0]?)+/.exec(raw)
    let depth = mark ? (mark[0].match(/>/g)?.length ?? 0) : 0
    if (quotes.some((quote) => start >= quote.start && start < quote.end)) depth += 1
    lines.push({ start, end, next, depth, body: mark ? raw.slice(mark[0].length) : raw })
    start = next
  }
  return lines
}

function walk(run: Walk, stretch: Stretch): void {
  const { lines, frame } = run
  const { depth, speaker, parent } = stretch
  let quoted: Speaker | null = null
  let i = stretch.from
  while (i < stretch.to) {
    const line = lines[i]!
    if (line.depth > depth) {
      let end = i
      while (
        end < stretch.to &&
        (lines[end]!.depth > depth || (blank(lines[end]!) && deeperNext(lines, end, stretch.to, depth)))
      )
        end++
      quoted ??= { role: 'quoted', by: null, at: null }
      walk(run, { from: i, to: end, depth: depth + 1, speaker: quoted, parent: speaker })
      i = end
      continue
    }
    const separator = separatorAt(lines, i, stretch.to)
    const header = headerAt(lines, separator?.header ?? i, stretch.to)
    if (header) {
      const role = separator?.forward || run.forward ? 'forwarded' : 'quoted'
      const author: Speaker = {
        role,
        by: header.from,
        at: header.sent === null ? null : quoteDate(header.sent, frame.offsetMinutes, frame.at),
      }
      mark(run, i, header.end, author, true)
      body(run, { from: header.end, to: stretch.to, depth, speaker: author, parent: speaker })
      return
    }
    if (separator && separator.alone) {
      const author: Speaker = { role: separator.forward || run.forward ? 'forwarded' : 'quoted', by: null, at: null }
      mark(run, i, separator.header, author, true)
      walk(run, { from: separator.header, to: stretch.to, depth, speaker: author, parent: speaker })
      return
    }
    const attribution = attributionAt(lines, i, stretch.to)
    if (attribution) {
      const role = run.forward && speaker.role === 'forwarded' ? 'forwarded' : 'quoted'
      quoted = { role, by: attribution.by, at: quoteDate(attribution.text, frame.offsetMinutes, frame.at) }
      const first = nextFilled(lines, attribution.end, stretch.to)
      const marked = first !== null && lines[first]!.depth > depth
      if (marked || attribution.sure) {
        mark(run, i, attribution.end, quoted, true)
        if (!marked) {
          walk(run, { from: attribution.end, to: stretch.to, depth, speaker: quoted, parent: speaker })
          return
        }
        i = attribution.end
        continue
      }
      quoted = null
    }
    mark(run, i, i + 1, speaker, false)
    i++
  }
  void parent
}

/** Below a header block: either the quoted message, or answers written between its marked lines. */
function body(run: Walk, stretch: Stretch): void {
  const { lines } = run
  const first = nextFilled(lines, stretch.from, stretch.to)
  const interleaved = first !== null && lines[first]!.depth > stretch.depth
  if (!interleaved) return walk(run, stretch)
  const announced = lines
    .slice(0, stretch.from)
    .some((line, index) => run.labels[index]?.speaker === stretch.parent && INLINE_CUE.test(line.body))
  let plain = 0
  for (let i = stretch.from; i < stretch.to; i++) if (lines[i]!.depth === stretch.depth && !blank(lines[i]!)) plain++
  if (plain === 0 && !announced) return walk(run, stretch)
  // Marked lines are the header's author, the lines between are answers by who wrote above the header.
  const rest = restHeader(lines, stretch)
  for (let i = stretch.from; i < rest; i++) {
    mark(run, i, i + 1, lines[i]!.depth > stretch.depth ? stretch.speaker : stretch.parent, false)
  }
  if (rest < stretch.to) walk(run, { ...stretch, from: rest })
}

function restHeader(lines: Line[], stretch: Stretch): number {
  for (let i = stretch.from; i < stretch.to; i++) {
    if (lines[i]!.depth !== stretch.depth) continue
    const separator = separatorAt(lines, i, stretch.to)
    if (separator?.alone || headerAt(lines, separator?.header ?? i, stretch.to)) return i
  }
  return stretch.to
}

function mark(run: Walk, from: number, to: number, speaker: Speaker, furniture: boolean): void {
  for (let i = from; i < to; i++) run.labels[i] = { speaker, role: speaker.role, furniture }
}

function blank(line: Line): boolean {
  return line.body.trim() === ''
}

function nextFilled(lines: Line[], from: number, to: number): number | null {
  for (let i = from; i < to; i++) if (!blank(lines[i]!)) return i
  return null
}

function deeperNext(lines: Line[], from: number, to: number, depth: number): boolean {
  const next = nextFilled(lines, from, to)
  return next !== null && lines[next]!.depth > depth
}

/** A line that separates: `header` is the index where a header block may begin; `alone`: it says by itself what follows. */
function separatorAt(
  lines: Line[],
  i: number,
  to: number,
): { header: number; forward: boolean; alone: boolean } | null {
  const text = lines[i]!.body.trim()
  if (text === '') return null
  const rule = /^(?:[_]{5,}|[-]{5,}|[=]{5,}|\*{5,})$/.test(text)
  const short = text.length < 100
  const forward = short && FORWARD_LINE.test(text)
  const original = short && !forward && ORIGINAL_LINE.test(text)
  if (!rule && !forward && !original) return null
  const next = nextFilled(lines, i + 1, Math.min(to, i + 4))
  return { header: next ?? i + 1, forward, alone: forward || original }
}

const LABEL_OF = new Map<string, HeaderLabel>(
  Object.entries(HEADER_LABELS).flatMap(([label, words]) => words.map((word) => [word, label as HeaderLabel] as const)),
)
const LABEL_LINE = /^[\s*_]*([\p{L}][\p{L} -]{0,14}?)[\s*_\u00a0]*:[\s*_]*(?=\S|$)(.*)$/u

function labelOf(body: string): { label: HeaderLabel; value: string } | null {
  const match = LABEL_LINE.exec(body)
  if (!match) return null
  const label = LABEL_OF.get(match[1]!.toLowerCase().trim())
  return label === undefined ? null : { label, value: match[2]!.replace(/[*_]+$/, '').trim() }
}

/** A block of header lines ("From: … Sent: … To: … Subject: …") in any of the known languages and orders. */
function headerAt(
  lines: Line[],
  i: number,
  to: number,
): { end: number; from: Party | null; sent: string | null } | null {
  const first = lines[i]
  if (!first) return null
  const start = labelOf(first.body)
  if (!start) return null
  const seen = new Map<HeaderLabel, string>()
  let current: HeaderLabel = start.label
  let end = i
  for (let k = i; k < Math.min(to, i + 30); k++) {
    const line = lines[k]!
    if (line.depth !== first.depth) break
    if (blank(line)) {
      // HTML paragraphs and Apple Mail leave blank lines between header lines.
      const next = nextFilled(lines, k, Math.min(to, k + 2))
      const more = next === null ? null : labelOf(lines[next]!.body)
      if (more && !seen.has(more.label) && lines[next!]!.depth === first.depth) continue
      break
    }
    const found = labelOf(line.body)
    if (found && (!seen.has(found.label) || found.label === 'cc')) {
      current = found.label
      seen.set(current, [seen.get(current), found.value].filter(Boolean).join(' '))
    } else if (
      k > i &&
      (current === 'to' || current === 'cc' || current === 'from') &&
      !found &&
      seen.get(current) !== undefined &&
      continues(line.body, current)
    ) {
      seen.set(current, `${seen.get(current)} ${line.body.trim()}`)
    } else break
    end = k + 1
  }
  const others = ['sent', 'to', 'subject'].filter((label) => seen.has(label as HeaderLabel)).length
  const from = seen.get('from')
  if (from === undefined || from === '' || others < 1) return null
  if (others < 2 && !/@/.test(from)) return null
  return { end, from: partyOf(from), sent: seen.get('sent') ?? null }
}

function continues(body: string, label: HeaderLabel): boolean {
  const text = body.trim()
  if (label === 'from') return /^<?[^\s<>@]+@[^\s<>@]+>?$/.test(text)
  return /[@;<>]/.test(text) || /^[\p{Lu}'"][\p{L}.'" -]+(?:,|;|$)/u.test(text)
}

/** "Name <a@b.c>", "a@b.c", "Name [mailto:a@b.c]", "Name". */
export function partyOf(value: string): Party | null {
  const text = value.replace(/\s+/g, ' ').trim()
  const email = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u.exec(text)?.[0].toLowerCase() ?? null
  const name = text
    .replace(/\[?<?(?:mailto:)?[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+>?\]?/giu, '')
    .replace(/[<>[\]()]+\s*$/g, '')
    .replace(/^["'\s*,;]+|["'\s*,;:]+$/g, '')
    .replace(/\s+via\s+.+$/i, '')
    .trim()
  if (name === '' && email === null) return null
  return { name: name === '' ? null : name, email }
}

/** "On … X wrote:" over up to four lines. `sure`: date and author both stand there, so unmarked text below is quoted. */
function attributionAt(
  lines: Line[],
  i: number,
  to: number,
): { end: number; text: string; by: Party | null; sure: boolean } | null {
  const first = lines[i]!
  if (first.body.trim() === '') return null
  let text = ''
  for (let k = i; k < Math.min(to, i + 4); k++) {
    const line = lines[k]!
    if (line.depth !== first.depth || blank(line)) return null
    text = `${text} ${line.body.trim()}`.trim()
    if (text.length > 400) return null
    if (/[:：]\s*$/.test(text) || (WROTE_END.test(text) && ATTRIBUTION_START.test(text))) {
      const found = readAttribution(text)
      if (found) return { end: k + 1, text, ...found }
      return null
    }
    if (!plausibleStart(text)) return null
  }
  return null
}

const WROTE_END = new RegExp(`\\b${WROTE.source}\\s*$`, 'iu')
const WROTE_WORD = new RegExp(`(?<!\\p{L})${WROTE.source}(?!\\p{L})`, 'iu')
const DATE_HINT = /\b\d{4}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}[:h]\d{2}\b/

function plausibleStart(text: string): boolean {
  return ATTRIBUTION_START.test(text) || /@/.test(text) || DATE_HINT.test(text) || WROTE_WORD.test(text)
}

function readAttribution(text: string): { by: Party | null; sure: boolean } | null {
  const wrote = WROTE_WORD.exec(text)
  const dated = DATE_HINT.test(text)
  const mail = /[^\s<>"]+@[^\s<>"]+/.test(text)
  if (!wrote) {
    // Gmail's old form: "2012/10/16 Name <a@b.c>:"
    if (!(dated && mail && /^\d{4}[-/]\d{1,2}[-/]\d{1,2}\b/.test(text))) return null
    return { by: partyOf(text.replace(/^[\d\s/:.-]+/, '').replace(/:\s*$/, '')), sure: true }
  }
  const starts = ATTRIBUTION_START.test(text)
  if (!starts && !mail && !dated) return null
  if (text.length > 60 && !dated && !mail) return null
  const head = text.slice(0, wrote.index).trim()
  const tail = text
    .slice(wrote.index + wrote[0].length)
    .replace(/[:：]\s*$/, '')
    .trim()
  const by = authorIn(head) ?? authorIn(tail)
  return { by, sure: dated && (starts || mail) && (mail || /\d{1,2}[:h.]\d{2}/.test(text) || /\b\d{4}\b/.test(text)) }
}

/** The author in the part of an attribution that is not the date. */
function authorIn(part: string): Party | null {
  const mail =
    /["“']?([^<>"”']*?)["”']?\s*[<[(]?(?:mailto:)?([\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/u.exec(part)
  const stripped = stripDate(mail ? mail[1]! : part)
  const name = stripped
    .replace(/^(?:(?:um|at|à|a las?|alle|às|kl\.?|om|ore|uhr|heeft|ha|a|hat|por|von|by)(?:\s+|$))+/iu, '')
    .replace(/^[\s,;:"'*]+|[\s,;:"'*<([]+$/g, '')
  if (mail) return { name: name === '' || /\d/.test(name) ? null : name, email: mail[2]!.toLowerCase() }
  return /^\p{Lu}/u.test(name) && !/\d/.test(name) && name.split(' ').length <= 5 ? { name, email: null } : null
}

function stripDate(text: string): string {
  // Everything up to the last digit group belongs to the date: "Tue, 28 Jan 2025 at 16:12, Joanne Birtles".
  const match =
    /^.*(?:\d{1,2}[:h.]\d{2}(?::\d{2})?(?:\s?(?:am|pm|a\.\s?m\.|p\.\s?m\.|uhr|h))?(?:\s*(?:\(?[A-Z]{2,5}\)?|[+-]\d{4}|(?:GMT|UTC)[+-]?[\d:]*))*|\b\d{4}|\d{1,2}\.?)(?=[\s,;]|$)/iu.exec(
      text,
    )
  return (match ? text.slice(match[0].length) : text).trim()
}

/** Gives each speaker's last stretch its signature and disclaimer. */
function closeBlocks(lines: Line[], labels: Label[]): void {
  let i = 0
  while (i < lines.length) {
    const label = labels[i]!
    let end = i
    while (end < lines.length && labels[end]!.speaker === label.speaker && labels[end]!.furniture === label.furniture)
      end++
    if (!label.furniture) {
      const roles = closeBlock(
        lines.slice(i, end).map((line) => line.body),
        label.speaker.by?.name ?? null,
        i === 0,
      )
      roles.forEach((role, k) => {
        if (role !== null) labels[i + k] = { ...labels[i + k]!, role }
      })
    }
    i = end
  }
}

function merge(text: string, lines: Line[], labels: Label[]): Segmented {
  const segments: Segment[] = []
  const furniture: { start: number; end: number }[] = []
  lines.forEach((line, index) => {
    const label = labels[index]!
    if (label.furniture) {
      const last = furniture.at(-1)
      if (last && last.end === line.start) last.end = line.next
      else furniture.push({ start: line.start, end: line.next })
    }
    const last = segments.at(-1)
    const { by, at } = label.speaker
    const same = last && last.role === label.role && last.by === by && last.at === at
    if (last && (same || (blank(line) && !label.furniture))) last.end = line.next
    else segments.push({ role: label.role, start: line.start, end: line.next, by, at })
  })
  const last = segments.at(-1)
  if (last) last.end = text.length
  return { segments, furniture }
}
