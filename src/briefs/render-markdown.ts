import type { Brief } from './brief.ts'
import { broken, linkParts, visible } from './inert.ts'
import { pageOf, type Block, type PageOptions, type SourceNote, type Text } from './page.ts'

/** Markdown (GFM) in which outside words are only ever text: no link, image, HTML or markup of theirs survives. */
export function renderMarkdown(brief: Brief, options: PageOptions = {}): string {
  const page = pageOf(brief, options)
  const parts = [
    `# ${escape(page.title)}`,
    [...page.meta, page.meeting].map((text) => inline(text)).join('  \n'),
    ...page.blocks.map(block),
    '---',
    '## Sources',
    ...page.sources.map(source),
    `*${escape(page.foot)}*`,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function block(one: Block): string {
  switch (one.type) {
    case 'heading':
      return `## ${escape(one.text)}`
    case 'list':
      return one.items.map((item, index) => `${one.ordered ? `${index + 1}.` : '-'} ${inline(item)}`).join('\n')
    case 'table':
      return table(one)
    case 'text':
    default:
      return inline(one.text)
  }
}

function table(one: Extract<Block, { type: 'table' }>): string {
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [
    row(one.columns.map(escape)),
    row(one.columns.map(() => '---')),
    ...one.rows.map((cells) => row(cells.map((cell) => inline(cell)))),
  ].join('\n')
}

function inline(text: Text): string {
  const body = text.spans
    .map((span) => {
      const escaped = escape(span.text)
      if (span.voice !== 'strong' || escaped.trim() === '') return escaped
      // Emphasis marks must touch the words they embrace.
      const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(escaped) ?? []
      return `${before}**${words}**${after}`
    })
    .join('')
  const by = text.kind === 'human' && text.by !== null ? ` (${escape(text.by)})` : ''
  const cites = text.cites.map((number) => `\\[${number}\\]`).join(' ')
  return `${body}${by}${cites === '' ? '' : ` ${cites}`}`
}

function source(note: SourceNote): string {
  const path = note.path === null ? '' : ` (${escape(note.path)})`
  const quotes = note.quotes.map((quote) => {
    const where = [quote.cue, quote.field, quote.by].filter((part) => part !== null).map((part) => `${escape(part)} `)
    return `${quote.confidential ? 'in confidence: ' : ''}${where.join('')}"${escape(quote.text)}"`
  })
  return `\\[${note.number}\\] ${escape(note.label)}${path}: ${quotes.join(' ')}`
}

function escape(text: string): string {
  return linkParts(visible(text))
    .map((part) => (part.link ? `\`${broken(part.text).replaceAll(/[`|]/g, "'")}\`` : escapeMarks(part.text)))
    .join('')
}

/** Every character that Markdown or HTML could take for markup, wherever it stands. */
function escapeMarks(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|~!&$^=]/g, String.raw`\$&`).replaceAll(/^(\s*)([-+]|\d+[.)])(?=\s)/g, '$1\\$2')
}
