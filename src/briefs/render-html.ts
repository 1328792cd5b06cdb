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
${page.meta.map((text) => `<p class="meta">${inline(text)}</p>`).join('\n')}
<p class="meeting">${inline(page.meeting)}</p>
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
    const start = `${open ? '</section>\n' : ''}<section>\n<h2>${outside(block.text)}</h2>`
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
      return table(block)
    case 'text':
    default:
      return `<p${classOf(block.text)}>${inline(block.text)}</p>`
  }
}

function table(block: Extract<Block, { type: 'table' }>): string {
  const head = block.columns.map((column) => `<th scope="col">${escape(column)}</th>`).join('')
  const rows = block.rows.map(
    (cells) => `<tr>${cells.map((cell) => `<td${classOf(cell)}>${inline(cell)}</td>`).join('')}</tr>`,
  )
  return `<div class="scroll"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table></div>`
}

/** A line that opens to its words; one without evidence is only a line. */
function openable(text: Text, draw: Drawing): string {
  const quotes = text.evidence.flatMap((key) => {
    const entry = draw.evidence[key]
    return entry ? [entry] : []
  })
  if (quotes.length === 0) return inline(text)
  const words = quotes.map((entry) => {
    const where = [draw.labels.get(entry.item) ?? entry.item, entry.byName ?? null, entry.field ?? null, entry.cue]
    const from = where.flatMap((part) => (part === null ? [] : [outside(part)])).join(', ')
    return `<p class="words" dir="auto">${outside(fold(entry.quote))}</p><p class="from">${from}</p>`
  })
  return `<details><summary>${inline(text)}</summary><div class="open">${words.join('')}</div></details>`
}

function classOf(text: Text): string {
  return text.kind === 'fact' ? '' : ` class="${text.kind}"`
}

function inline(text: Text): string {
  const by = text.kind === 'human' && text.by !== null ? ` <span class="by"><bdi>${outside(text.by)}</bdi></span>` : ''
  const cites = text.cites.map((number) => `<a href="#s${number}">[${number}]</a>`).join(' ')
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
    const where = [quote.cue, quote.field, quote.by].filter((part) => part !== null).map((part) => `${escape(part)} `)
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
