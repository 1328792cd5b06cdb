import { quoteDate } from './quote-date.ts'
import { FORWARD_SUBJECT, INLINE_CUE } from './segment-lexicon.ts'
import { answersBetween } from './segment-inline.ts'
import { blank, linesOf, nextFilled, type Line } from './segment-lines.ts'
import { attributionAt, headerAt, separatorAt } from './segment-marks.ts'
import type { Party, Segment, SegmentRole } from './signal.ts'
import { nameTokens } from './identity-names.ts'
import { closeBlock, isSignOff, namesAuthor } from './signature.ts'

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
  const run: Walk = {
    lines,
    labels,
    frame,
    forward,
    nested: 0,
    tail: { role: 'quoted', by: null, at: null },
    announcers: new Set(),
    heardTo: 0,
  }
  walk(run, { from: 0, to: lines.length, depth: 0, speaker: own, parent: own })
  giveBackAnswers(lines, labels, own)
  closeBlocks(lines, labels, own)
  keepThanks(lines, labels, own)
  return merge(text, lines, labels)
}

type Speaker = { role: 'authored' | 'quoted' | 'forwarded'; by: Party | null; at: string | null }
type Label = { speaker: Speaker; role: SegmentRole; furniture: boolean }
type Walk = {
  lines: Line[]
  labels: Label[]
  frame: MessageFrame
  forward: boolean
  /** who has announced answers between the lines, in the lines before `heardTo` */
  /** messages found inside this one */
  nested: number
  /** whoever speaks where more messages are nested than anybody reads */
  tail: Speaker
  announcers: Set<Speaker>
  heardTo: number
}
type Stretch = { from: number; to: number; depth: number; speaker: Speaker; parent: Speaker }

/** No thread that a person quotes is longer. What stands below is quoted from nobody in particular. */
const MOST_NESTED = 300

/** Quote marks nest at most `DEEPEST` times, and nothing else calls itself here: a flood of headers is only a longer way. */
function walk(run: Walk, whole: Stretch): void {
  let rest: Stretch | null = whole
  while (rest !== null) rest = walkStretch(run, rest)
}

/** Labels a stretch up to where another message begins; answers with what stands from there on. */
function walkStretch(run: Walk, stretch: Stretch): Stretch | null {
  const { lines, frame } = run
  const { depth, speaker } = stretch
  let quoted: Speaker | null = null
  let said = stretch.from > 0
  let i = stretch.from
  while (i < stretch.to) {
    const line = lines[i]!
    if (line.depth > depth) {
      const end = deeperEnd(lines, i, stretch.to, depth)
      quoted ??= { role: 'quoted', by: null, at: null }
      walk(run, { from: i, to: end, depth: depth + 1, speaker: quoted, parent: speaker })
      i = end
      continue
    }
    if (run.nested >= MOST_NESTED) {
      mark(run, i, i + 1, run.tail, false)
      i++
      continue
    }
    const separator = separatorAt(lines, i, stretch.to)
    const header = headerAt(lines, separator?.header ?? i, stretch.to, separator?.alone)
    if (header) {
      run.nested++
      const role = separator?.forward || run.forward ? 'forwarded' : 'quoted'
      const author: Speaker = {
        role,
        by: header.from,
        at: header.sent === null ? null : quoteDate(header.sent, frame.offsetMinutes, frame.at),
      }
      mark(run, i, header.end, author, true)
      return body(run, { from: header.end, to: stretch.to, depth, speaker: author, parent: speaker })
    }
    if (separator && separator.alone) {
      run.nested++
      const author: Speaker = { role: separator.forward || run.forward ? 'forwarded' : 'quoted', by: null, at: null }
      mark(run, i, separator.header, author, true)
      return body(run, { from: separator.header, to: stretch.to, depth, speaker: author, parent: speaker })
    }
    const attribution = attributionAt(lines, i, stretch.to)
    if (attribution) {
      const role = run.forward && speaker.role === 'forwarded' ? 'forwarded' : 'quoted'
      quoted = { role, by: attribution.by, at: quoteDate(attribution.text, frame.offsetMinutes, frame.at) }
      const first = nextFilled(lines, attribution.end, stretch.to)
      const snipped = first !== null && SNIP.test(lines[first]!.body)
      const marked = snipped || (first !== null && lines[first]!.depth > depth)
      const end = snipped ? first + 1 : attribution.end
      // Below a line that opens the message nothing tells the answer from the quote but marks; where none are, it is the sender's.
      if (!marked && attribution.sure && !said && !run.forward) {
        mark(run, i, attribution.end, quoted, true)
        i = attribution.end
        said = true
        continue
      }
      if (marked || attribution.sure) {
        run.nested++
        mark(run, i, end, quoted, true)
        if (!marked) return { from: end, to: stretch.to, depth, speaker: quoted, parent: speaker }
        i = end
        continue
      }
      quoted = null
    }
    mark(run, i, i + 1, speaker, false)
    said ||= !blank(line)
    i++
  }
  return null
}

/** Says that something was left out of a quote. */
const SNIP =
  /^\s*[[<(*-]{0,3}\s*(?:\.{3}|…|snip\b|(?:\p{L}+ ){0,3}(?:deleted|omitted|gekürzt|gelöscht)\b)[^\n]{0,30}$/iu

/** Below a header block: either the quoted message, or answers written between its marked lines. Answers as `walkStretch`. */
function body(run: Walk, stretch: Stretch): Stretch | null {
  const { lines } = run
  const first = nextFilled(lines, stretch.from, stretch.to)
  const interleaved = first !== null && lines[first]!.depth > stretch.depth
  if (!interleaved) return stretch
  let at = stretch.from
  while (at < stretch.to && (lines[at]!.depth !== stretch.depth || blank(lines[at]!))) at++
  const plain = at < stretch.to
  if (!plain && !announced(run, stretch)) return stretch
  // Marked lines are the header's author, the lines between are answers by who wrote above the header.
  const rest = restHeader(lines, stretch)
  for (let i = stretch.from; i < rest; i++) {
    mark(run, i, i + 1, lines[i]!.depth > stretch.depth ? stretch.speaker : stretch.parent, false)
  }
  return rest < stretch.to ? { ...stretch, from: rest } : null
}

/** Whether who wrote above the header said that answers stand between the lines. */
function announced(run: Walk, stretch: Stretch): boolean {
  for (; run.heardTo < stretch.from; run.heardTo++) {
    const speaker = run.labels[run.heardTo]?.speaker
    if (speaker && !run.announcers.has(speaker) && INLINE_CUE.test(run.lines[run.heardTo]!.body))
      run.announcers.add(speaker)
  }
  return run.announcers.has(stretch.parent)
}

function restHeader(lines: Line[], stretch: Stretch): number {
  for (let i = stretch.from; i < stretch.to; i++) {
    if (lines[i]!.depth !== stretch.depth) continue
    const separator = separatorAt(lines, i, stretch.to)
    if (separator?.alone || headerAt(lines, separator?.header ?? i, stretch.to, separator?.alone)) return i
  }
  return stretch.to
}

function mark(run: Walk, from: number, to: number, speaker: Speaker, furniture: boolean): void {
  for (let i = from; i < to; i++) run.labels[i] = { speaker, role: speaker.role, furniture }
}

/** Where the lines that are quoted deeper than `depth` end; blank lines between them belong to them. */
function deeperEnd(lines: Line[], from: number, to: number, depth: number): number {
  let end = from
  for (let i = from; i < to; i++) {
    if (lines[i]!.depth > depth) end = i + 1
    else if (!blank(lines[i]!)) break
  }
  return end
}

/** Answers that the sender wrote into the message that is quoted first, without marks. */
function giveBackAnswers(lines: Line[], labels: Label[], own: Speaker): void {
  const header = labels.findIndex((label, i) => label.furniture && label.role === 'quoted' && lines[i]!.depth === 0)
  if (header <= 0) return
  const { speaker } = labels[header]!
  let from = header
  while (from < lines.length && labels[from]!.speaker === speaker && labels[from]!.furniture) from++
  let to = from
  while (to < lines.length && labels[to]!.speaker === speaker && !labels[to]!.furniture) to++
  const above = lines.slice(0, header).flatMap(({ body }, i) => (labels[i]!.speaker === own ? [body] : []))
  for (const [start, end] of answersBetween(lines, from, to, above, own.by?.name ?? null))
    for (let i = start; i < end; i++) labels[i] = { speaker: own, role: 'authored', furniture: false }
}

/** Gives each speaker's last stretch its signature and disclaimer. */
function closeBlocks(lines: Line[], labels: Label[], own: Speaker): void {
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
      // A forward without quote marks ends with the sender's own signature.
      const signed = lines.slice(i, end).filter((_, k) => roles[k] === 'signature')
      const senders =
        label.speaker !== own &&
        lines[i]!.depth === 0 &&
        signsFor(signed, own.by) &&
        !signsFor(signed, label.speaker.by)
      roles.forEach((role, k) => {
        if (role !== null)
          labels[i + k] = { ...labels[i + k]!, role, ...(senders && role === 'signature' ? { speaker: own } : {}) }
      })
    }
    i = end
  }
}

/** "Thank you!" over a name closes a mail, but where nothing else was said it is the mail. */
function keepThanks(lines: Line[], labels: Label[], own: Speaker): void {
  const mine = lines.flatMap((line, i) => (labels[i]!.speaker === own && !blank(line) ? [i] : []))
  const first = mine.find((i) => labels[i]!.role === 'signature')
  if (first === undefined || mine.some((i) => labels[i]!.role === 'authored')) return
  if (isSignOff(lines[first]!.body.trim())) labels[first] = { ...labels[first]!, role: 'authored' }
}

function signsFor(lines: Line[], party: Party | null): boolean {
  return party?.name ? lines.slice(0, 4).some((line) => namesAuthor(line.body.trim(), nameTokens(party.name!))) : false
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
    if (last && (same || (blank(line) && line.depth === 0 && !label.furniture))) last.end = line.next
    else segments.push({ role: label.role, start: line.start, end: line.next, by, at })
  })
  const last = segments.at(-1)
  if (last) last.end = text.length
  return { segments, furniture }
}
