import type { Brief, CarefulItem, Cell, Evidence, Line, NextItem, Section } from './brief.ts'
import { fold } from './clause.ts'
import { createDays } from './days.ts'
import { listed, plural } from './words.ts'

/**
 * A brief laid out once for every format: who speaks in each stretch, and which numbered item stands behind it.
 * The formats only escape and draw.
 */
export type Span = { voice: 'ours' | 'source' | 'strong'; text: string }

export type Text = {
  spans: Span[]
  /** numbers of the source list */
  cites: number[]
  /** evidence keys, for formats that can open a line to its words */
  evidence: string[]
  kind: Line['kind']
  /** who wrote it, for a person's line */
  by: string | null
}

/** What a stretch of the page is for; formats may set the first three apart. */
export type Part = 'minute' | 'next' | 'careful' | 'section' | 'read'

export type Block =
  | { type: 'heading'; text: string; part: Part }
  | { type: 'list'; ordered: boolean; items: Text[] }
  | { type: 'table'; part: Part; columns: string[]; rows: Text[][] }
  | { type: 'text'; text: Text }

export type SourceNote = {
  number: number
  label: string
  path: string | null
  quotes: { text: string; by: string | null; field: string | null; cue: string | null; confidential: boolean }[]
}

export type Page = { title: string; meta: Text[]; meeting: Text; blocks: Block[]; sources: SourceNote[]; foot: string }

export type PageOptions = {
  /** what the reader must know about its standing; a draft says that it is one */
  state?: string
}

export function pageOf(brief: Brief, options: PageOptions = {}): Page {
  const draw = createPen(brief)
  const days = createDays(brief.asOf, brief.zone)
  const head = brief.head
  const people = [head?.from ?? brief.handoff.from, head?.to ?? brief.handoff.to].map((name) => name ?? 'not named')
  const state = options.state ?? 'draft, not yet approved'
  const meta = draw.plain(people.join(' → '), 'strong')
  meta.spans.push({ voice: 'ours', text: ` · as of ${head?.asOf ?? days.stamp(brief.asOf)} · ${state}` })
  const meeting = head ? draw.line(head.meeting, 'strong') : draw.plain('Next meeting: not found.', 'strong')

  const blocks: Block[] = []
  const add = (part: Part, heading: string, ...rest: Block[]) =>
    blocks.push({ type: 'heading', text: heading, part }, ...rest)
  if (brief.headline.length > 0) {
    add('minute', 'In one minute', {
      type: 'list',
      ordered: true,
      items: brief.headline.map((line) => draw.line(line)),
    })
  }
  const notes = (brief.nextNotes ?? []).map((line): Block => ({ type: 'text', text: draw.line(line) }))
  if (brief.next.length > 0) add('next', 'Next, in date order', nextTable(draw, brief.next), ...notes)
  else add('next', 'Next', { type: 'text', text: draw.plain('No open promise, meeting or step was found.') }, ...notes)
  if (brief.careful.length > 0) {
    add('careful', 'Careful', {
      type: 'list',
      ordered: false,
      items: brief.careful.map((item) => carefulText(draw, item)),
    })
  }
  const empty: string[] = []
  for (const section of brief.sections) {
    if (section.lines.every((line) => line.kind === 'gap') && section.key !== 'ask') empty.push(section.heading)
    else add('section', section.heading, ...sectionBlocks(draw, section))
  }
  if (empty.length > 0) blocks.push({ type: 'text', text: draw.plain(`Not found: ${listed(empty.map(lowerFirst))}.`) })
  add('read', 'What was read', ...readBlocks(brief, draw))
  return {
    title: `${brief.account.name}${head ? ` · ${head.title}` : ''}`,
    meta: [meta],
    meeting,
    blocks,
    sources: draw.sources(),
    foot: `revision ${brief.revision} · content ${brief.contentHash}`,
  }
}

/** Says lines with their citations, and numbers items in the order in which they are first cited. */
type Pen = {
  line: (line: Line, voice?: 'ours' | 'strong') => Text
  cell: (cell: Cell, voice?: 'ours' | 'strong') => Text
  plain: (text: string, voice?: 'ours' | 'strong') => Text
  said: (text: string, evidence: string[]) => Text
  sources: () => SourceNote[]
}

function createPen(brief: Brief): Pen {
  const numbers = new Map<string, number>()
  const used = new Set<string>()
  const quotes = Object.values(brief.evidence).map((entry) => fold(entry.quote))
  const said = (text: string, evidence: string[], voice: 'ours' | 'strong' = 'ours'): Text => {
    const spans = spansOf(text, quotes, voice)
    // What stands in confidence is marked on its line, wherever the line stands.
    const secret = evidence.some((key) => brief.evidence[key]?.handling.includes('in_confidence'))
    if (secret && !/^in confidence/i.test(text)) spans.push({ voice: 'strong', text: ' (in confidence)' })
    return { spans, cites: cite(evidence), evidence, kind: 'fact', by: null }
  }
  const cite = (keys: readonly string[]) => {
    const cites: number[] = []
    for (const key of keys) {
      const entry = brief.evidence[key]
      if (!entry) continue
      used.add(key)
      const number = numbers.get(entry.item) ?? numbers.size + 1
      numbers.set(entry.item, number)
      if (!cites.includes(number)) cites.push(number)
    }
    return cites
  }
  return {
    said: (text, evidence) => said(text, evidence),
    line: (line, voice) => ({ ...said(line.text, line.evidence, voice), kind: line.kind, by: line.by ?? null }),
    cell: (cell, voice) => said(cell.text, cell.evidence, voice),
    plain: (text, voice) => said(text, [], voice),
    sources: () =>
      [...numbers].map(([item, number]): SourceNote => {
        const source = brief.sources?.find((one) => one.item === item)
        const entries = Object.entries(brief.evidence).filter(([key, entry]) => entry.item === item && used.has(key))
        return {
          number,
          label: source?.label ?? item,
          path: source?.path ?? null,
          quotes: entries.map(([, entry]) => noteOf(entry)),
        }
      }),
  }
}

function noteOf(entry: Evidence): SourceNote['quotes'][number] {
  return {
    text: fold(entry.quote),
    by: entry.byName === undefined ? null : `${entry.byName}:`,
    field: entry.field ?? null,
    cue: entry.cue,
    confidential: entry.handling.includes('in_confidence'),
  }
}

/** Splits a line at the stretches in quotation marks that are verbatim in the evidence: those are source words. */
function spansOf(text: string, quotes: readonly string[], voice: 'ours' | 'strong'): Span[] {
  const spans: Span[] = []
  let from = 0
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    const end = closing(text, at, quotes)
    if (end < 0) {
      at += 1
      continue
    }
    if (at > from) spans.push({ voice, text: text.slice(from, at) })
    spans.push({ voice: 'source', text: text.slice(at, end + 1) })
    from = end + 1
    at = from
  }
  if (from < text.length) spans.push({ voice, text: text.slice(from) })
  return spans
}

/** The closing mark that makes the longest verbatim quote; a quote may hold quotation marks of its own. */
function closing(text: string, open: number, quotes: readonly string[]): number {
  for (let end = text.lastIndexOf('"'); end > open; end = text.lastIndexOf('"', end - 1)) {
    const inner = text.slice(open + 1, end)
    if (inner !== '' && quotes.some((quote) => quote.includes(inner))) return end
  }
  return -1
}

function nextTable(draw: Pen, next: readonly NextItem[]): Block {
  const rows = next.map((item) => {
    const today = item.day?.endsWith(', today') ?? false
    return [
      draw.plain(item.day ?? item.when ?? 'No date', today ? 'strong' : 'ours'),
      draw.plain(item.whoName ?? item.who ?? 'not said', item.whoName === 'You' ? 'strong' : 'ours'),
      draw.said(item.what, item.evidence),
      draw.plain(item.note ?? ''),
    ]
  })
  return { type: 'table', part: 'next', columns: ['When', 'Who', 'What', ''], rows }
}

const CAREFUL: Record<CarefulItem['kind'], string> = {
  in_confidence: 'In confidence. ',
  do_not: '',
  heard_as_promise: 'They may count on it; nobody promised it. ',
  corrected: 'Corrected. ',
}

function carefulText(draw: Pen, item: CarefulItem): Text {
  const text = draw.said(item.text, item.evidence)
  const lead = CAREFUL[item.kind]
  if (item.kind === 'in_confidence') text.spans = text.spans.filter((span) => span.text !== ' (in confidence)')
  if (lead !== '') text.spans.unshift({ voice: 'strong', text: lead })
  return text
}

function sectionBlocks(draw: Pen, section: Section): Block[] {
  const { columns } = section
  const rows = columns ? section.lines.filter((line) => line.cells?.length === columns.length) : []
  const rest = section.lines.filter((line) => !rows.includes(line))
  const blocks: Block[] = []
  if (columns && rows.length > 0) {
    const drawn = rows.map((line) =>
      (line.cells ?? []).map((cell, index) => draw.cell(cell, index === 0 && columns[0] === 'Who' ? 'strong' : 'ours')),
    )
    blocks.push({ type: 'table', part: 'section', columns, rows: drawn })
  }
  if (rest.length > 0) blocks.push({ type: 'list', ordered: false, items: rest.map((line) => draw.line(line)) })
  return blocks
}

/** What was not read first; then what was, in one sentence. */
function readBlocks(brief: Brief, draw: Pen): Block[] {
  const blocks: Block[] = []
  const say = (text: string) => blocks.push({ type: 'text', text: draw.plain(text) })
  if (brief.notRead.length > 0) {
    const items = brief.notRead.map((text) => draw.plain(text))
    blocks.push({ type: 'text', text: draw.plain('Not read:', 'strong') }, { type: 'list', ordered: false, items })
  }
  if (brief.readSummary !== undefined) say(brief.readSummary)
  const gaps = brief.coverage.flatMap((one) =>
    one.gaps.filter((gap) => !brief.notRead.includes(gap)).map((gap) => `${one.source}: ${gap}`),
  )
  for (const gap of gaps.slice(0, 5)) say(gap)
  const { lines, evidence } = brief.withheld
  if (lines + evidence > 0) say(`Withheld from you: ${plural(lines, 'line')}, ${plural(evidence, 'quote')}.`)
  const warnings = [...new Set(brief.warnings.map((warning) => warning.text))]
  for (const warning of warnings.slice(0, 5)) say(warning)
  if (warnings.length > 5) say(`And ${plural(warnings.length - 5, 'more warning')}.`)
  return blocks
}

function lowerFirst(text: string): string {
  // "MEDDIC" and "SAP plan" keep their capitals.
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
