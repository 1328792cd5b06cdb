import type { Brief, Evidence } from './brief.ts'
import { STYLE } from './html-style.ts'
import { broken, linkParts, visible } from './inert.ts'
import { fold } from './clause.ts'
import { pageOf, type Block, type Page, type PageOptions, type SourceNote, type Span, type Text } from './page.ts'

/** The policy that the page carries itself: nothing is loaded, nothing runs, nothing is sent anywhere. */
export const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/**
 * One self-contained page. Every line opens to the exact words behind it; the numbered sources are at its end.
 * The only links are ours, to those numbers; nothing from outside is ever markup.
 */
export function renderHtml(brief: Brief, options: PageOptions = {}): string {
  const page = pageOf(brief, options)
  const draw: Drawing = {
    evidence: brief.evidence,
    labels: new Map((brief.sources ?? []).map((source) => [source.item, source.label])),
  }
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${escape(page.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${outside(page.title)}</h1>
${page.meta.map((text) => `<p class="meta">${inline(text, true)}</p>`).join('\n')}
<div class="meeting">${openable(page.meeting, draw)}</div>
</header>
${sections(page, draw)}
<section aria-labelledby="sources">
<h2 id="sources">Sources</h2>
<ol class="sources">
${page.sources.map(source).join('\n')}
</ol>
</section>
<footer>${escape(page.foot)}</footer>
</main>
</body>
</html>
`
}

/** Quotes by key and what each item is called, for lines that open. */
type Drawing = { evidence: Record<string, Evidence>; labels: Map<string, string> }

function sections(page: Page, draw: Drawing): string {
  let open = false
  const parts = page.blocks.map((block) => {
    if (block.type !== 'heading') return drawBlock(block, draw)
    const start = `${open ? '</section>\n' : ''}<section class="${block.part}">\n<h2>${outside(block.text)}</h2>`
    open = true
    return start
  })
  return `${parts.join('\n')}${open ? '\n</section>' : ''}`
}

function drawBlock(block: Exclude<Block, { type: 'heading' }>, draw: Drawing): string {
  switch (block.type) {
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul'
      return `<${tag}>\n${block.items.map((item) => `<li${classOf(item)}>${openable(item, draw)}</li>`).join('\n')}\n</${tag}>`
    }
    case 'table':
      return table(block, draw)
    case 'text':
    default:
      return `<div class="${['text', ...(block.text.kind === 'fact' ? [] : [block.text.kind])].join(' ')}">${openable(block.text, draw)}</div>`
  }
}

/** Cells carry their column's name: on a phone a row becomes a card, and the head of the table is not seen. */
function table(block: Extract<Block, { type: 'table' }>, draw: Drawing): string {
  const short = block.columns.map((_, index) =>
    block.rows.every((cells) => lengthOf(cells[index]) <= (index < 2 ? SHORT_LEAD : SHORT)),
  )
  const head = block.columns.map((column) => `<th scope="col">${escape(column)}</th>`).join('')
  const rows = block.rows.map((cells) => {
    const drawn = cells.map((cell, index) => {
      const label = escape(block.columns[index] ?? '')
      const classes = [short[index] ? 'short' : '', cell.kind === 'fact' ? '' : cell.kind].filter((one) => one !== '')
      const classed = classes.length > 0 ? ` class="${classes.join(' ')}"` : ''
      return `<td${classed}${label === '' ? '' : ` data-label="${label}"`}>${lengthOf(cell) === 0 ? '' : openable(cell, draw)}</td>`
    })
    const today = cells[0]?.spans.some((one) => one.text.endsWith(', today')) ? ' class="today"' : ''
    return `<tr${today}>${drawn.join('')}</tr>`
  })
  return `<div class="scroll"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table></div>`
}

/** Characters up to which a column stays on one line: a day, a name, a state. */
const SHORT_LEAD = 18
const SHORT = 12

function lengthOf(text: Text | undefined): number {
  return text?.spans.reduce((sum, one) => sum + one.text.length, 0) ?? 0
}

/** A line that opens to its words, each with who said it, when and where; one without evidence is only a line. */
function openable(text: Text, draw: Drawing): string {
  const quotes = text.evidence.flatMap((key) => {
    const entry = draw.evidence[key]
    return entry ? [entry] : []
  })
  if (quotes.length === 0) return inline(text, true)
  const items = [...new Set(quotes.map((entry) => entry.item))]
  const sheets = items.map((item, index) => {
    const number = text.cites[index]
    const link = number === undefined ? '' : ` <a href="#s${number}">[${number}]</a>`
    const words = quotes.filter((entry) => entry.item === item).map((entry) => sheetWords(entry))
    return `<span class="sheet"><span class="from">${outside(draw.labels.get(item) ?? item)}${link}</span>${words.join('')}</span>`
  })
  return `<details><summary>${inline(text, false)}</summary><span class="open">${sheets.join('')}</span></details>`
}

function sheetWords(entry: Evidence): string {
  // Thousandths of a second help nobody to find the words.
  const cue = entry.cue?.replace(/(:\d\d)[.,]\d{3}$/, '$1') ?? null
  const where = [entry.byName ?? null, entry.field ?? null, cue].filter((part) => part !== null)
  const lead = where.length === 0 ? '' : `<span class="by">${where.map(outside).join(', ')}</span> `
  const secret = entry.handling.includes('in_confidence') ? '<strong>in confidence</strong> ' : ''
  return `<span class="said" dir="auto">${secret}${lead}<q class="words">${outside(fold(entry.quote))}</q></span>`
}

function classOf(text: Text): string {
  return text.kind === 'fact' ? '' : ` class="${text.kind}"`
}

/** `linked`: numbers lead to the sources; in the head of a line that opens they are only seen, its sheets hold the links. */
function inline(text: Text, linked: boolean): string {
  const by = text.kind === 'human' && text.by !== null ? ` <span class="by"><bdi>${outside(text.by)}</bdi></span>` : ''
  const cites = text.cites.map((number) => (linked ? `<a href="#s${number}">[${number}]</a>` : `[${number}]`)).join(' ')
  return `${text.spans.map(span).join('')}${by}${cites === '' ? '' : ` <span class="cites">${cites}</span>`}`
}

function span(one: Span): string {
  const text = outside(one.text)
  if (one.voice === 'strong') return `<strong>${text}</strong>`
  return one.voice === 'source' ? `<bdi class="words">${text}</bdi>` : text
}

function source(note: SourceNote): string {
  const path = note.path === null ? '' : ` <span class="path">${outside(note.path)}</span>`
  const quotes = note.quotes.map((quote) => {
    const where = [quote.cue, quote.field, quote.by].filter((part) => part !== null).map((part) => `${outside(part)} `)
    const secret = quote.confidential ? '<strong>in confidence</strong> ' : ''
    return `<p dir="auto">${secret}${where.join('')}<q class="words">${outside(quote.text)}</q></p>`
  })
  return `<li id="s${note.number}"><span class="n">[${note.number}]</span><bdi>${outside(note.label)}</bdi>${path}${quotes.join('')}</li>`
}

/** Outside words: escaped, with every sign that a viewer could take for a link set apart. */
function outside(text: string): string {
  return linkParts(visible(text))
    .map((part) => (part.link ? `<span>${escape(broken(part.text))}</span>` : escape(part.text)))
    .join('')
}

function escape(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
