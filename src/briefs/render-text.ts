import type { Brief } from './brief.ts'
import { broken, linkParts, visible } from './inert.ts'
import { pageOf, type Block, type PageOptions, type SourceNote, type Text } from './page.ts'

export type TextOptions = PageOptions & {
  /** columns of the terminal; the text stays between 60 and 100 */
  width?: number
  /** colours and bold, only for a terminal */
  ansi?: boolean
}

type Style = (text: string, style: 'bold' | 'dim' | 'source' | 'gap') => string

/** The brief for a terminal: wrapped, and without any control character that came from outside. */
export function renderText(brief: Brief, options: TextOptions = {}): string {
  const page = pageOf(brief, options)
  const width = Math.min(100, Math.max(60, options.width ?? 92))
  const style = options.ansi ? colour : (text: string) => text
  const lines = [
    style(safe(page.title), 'bold'),
    ...page.meta.flatMap((text) => flow(text, width, style)),
    ...flow(page.meeting, width, style),
    ...page.blocks.flatMap((block) => drawBlock(block, width, style)),
    '',
    style('Sources', 'bold'),
    ...page.sources.flatMap((note) => drawSource(note, width, style)),
    '',
    ...wrap(style(safe(page.foot), 'dim'), width, ''),
  ]
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

function drawBlock(block: Block, width: number, style: Style): string[] {
  switch (block.type) {
    case 'heading':
      return ['', style(safe(block.text), 'bold')]
    case 'list':
      return block.items.flatMap((item, index) => {
        const mark = block.ordered ? `${index + 1}. ` : '- '
        return flow(item, width, style, mark)
      })
    case 'table':
      return drawTable(block, width, style)
    case 'text':
    default:
      return flow(block.text, width, style)
  }
}

/** Columns as wide as their longest cell within a share of the line; the widest column takes what is left. */
function drawTable(table: Extract<Block, { type: 'table' }>, width: number, style: Style): string[] {
  const rows = table.rows.map((cells) => cells.map((cell) => say(cell, style)))
  const wanted = table.columns.map((column, index) =>
    Math.max(length(column), ...rows.map((cells) => length(cells[index] ?? ''))),
  )
  const widths = shares(wanted, width - 2 * (wanted.length - 1))
  const draw = (cells: string[]) => {
    const columns = cells.map((cell, index) => wrap(cell, widths[index] ?? 8, ''))
    const height = Math.max(...columns.map((column) => column.length))
    return Array.from({ length: height }, (_, line) =>
      columns.map((column, index) => pad(column[line] ?? '', widths[index] ?? 8)).join('  '),
    )
  }
  const head = table.columns.some((column) => column !== '')
    ? draw(table.columns.map((one) => style(safe(one), 'dim')))
    : []
  return [...head, ...rows.flatMap(draw)]
}

/** Takes from the widest columns until all fit; none falls below what a word needs. */
function shares(wanted: number[], room: number): number[] {
  const widths = [...wanted]
  const total = () => widths.reduce((sum, one) => sum + one, 0)
  while (total() > room) {
    const widest = widths.indexOf(Math.max(...widths))
    if ((widths[widest] ?? 0) <= 8) break
    widths[widest] = (widths[widest] ?? 8) - 1
  }
  return widths
}

function drawSource(note: SourceNote, width: number, style: Style): string[] {
  const path = note.path === null ? '' : ` (${safe(note.path)})`
  const label = wrap(`[${note.number}] ${safe(note.label)}${path}`, width, '    ')
  const quotes = note.quotes.flatMap((quote) => {
    const where = [quote.cue, quote.field, quote.by].filter((part) => part !== null).map((part) => `${safe(part)} `)
    const secret = quote.confidential ? 'in confidence: ' : ''
    return wrap(`    ${secret}${where.join('')}${style(`"${safe(quote.text)}"`, 'source')}`, width, '    ')
  })
  return [...label, ...quotes]
}

function flow(text: Text, width: number, style: Style, mark = ''): string[] {
  return wrap(`${mark}${say(text, style)}`, width, ' '.repeat(mark.length))
}

function say(text: Text, style: Style): string {
  const words = text.spans.map((span) => {
    const shown = safe(span.text)
    if (span.voice === 'strong') return style(shown, 'bold')
    if (span.voice === 'source') return style(shown, 'source')
    return text.kind === 'gap' ? style(shown, 'gap') : shown
  })
  const by = text.kind === 'human' && text.by !== null ? ` (${safe(text.by)})` : ''
  const cites = text.cites.length === 0 ? '' : ` ${style(text.cites.map((one) => `[${one}]`).join(' '), 'dim')}`
  return `${words.join('')}${by}${cites}`
}

function safe(text: string): string {
  return linkParts(visible(text))
    .map((part) => (part.link ? broken(part.text) : part.text))
    .join('')
}

const CODES = {
  bold: ['\u001B[1m', '\u001B[22m'],
  dim: ['\u001B[2m', '\u001B[22m'],
  source: ['\u001B[3m', '\u001B[23m'],
  gap: ['\u001B[33m', '\u001B[39m'],
} as const

/** Each word carries its own codes, so that wrapping never leaves a style open at a line's end. */
function colour(text: string, style: keyof typeof CODES): string {
  const [on, off] = CODES[style]
  return text.replaceAll(/\S+/g, (word) => `${on}${word}${off}`)
}

// oxlint-disable-next-line no-control-regex -- our own colour codes, which take no room on the line
const CODE = /\u001B\[\d+m/g

function length(text: string): number {
  return Array.from(text.replaceAll(CODE, '')).length
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - length(text)))
}

function wrap(text: string, width: number, indent: string): string[] {
  const lead = /^ */.exec(text)?.[0] ?? ''
  const lines: string[] = []
  let line = lead
  let empty = true
  for (const word of text.trim().split(/\s+/)) {
    if (!empty && length(line) + 1 + length(word) > width) {
      lines.push(line)
      line = indent
      empty = true
    }
    line += empty ? word : ` ${word}`
    empty = false
  }
  return [...lines, line]
}
