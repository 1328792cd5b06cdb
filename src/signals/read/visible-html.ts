import { Parser } from 'htmlparser2'

/** What a reader of an HTML text sees, and how much of it was kept from the reader's eyes. */
export type VisibleHtml = {
  text: string
  /** outermost `<blockquote>` stretches of `text` */
  quotes: { start: number; end: number }[]
  /** characters of text that a browser would not show; 0 where nothing was hidden */
  hidden: number
}

const BLOCK = new Set(
  'address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul body html'.split(
    ' ',
  ),
)
const DROP = new Set(
  'head title script style template noscript select textarea object iframe svg math video audio canvas'.split(' '),
)
const HIDDEN =
  /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])|max-height\s*:\s*0/i

/** The text of an HTML document as a reader sees it, block ends as line breaks. */
export function visibleHtml(html: string): VisibleHtml {
  let text = ''
  let hidden = 0
  const stack: { name: string; hidden: boolean; quote: boolean }[] = []
  const quotes: { start: number; end: number }[] = []
  const breakLine = () => {
    text = text.replace(/ $/, '')
    if (text !== '' && !text.endsWith('\n')) text += '\n'
  }
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'br') text = `${text.replace(/ $/, '')}\n`
      if (BLOCK.has(name)) breakLine()
      const off = DROP.has(name) || 'hidden' in attributes || HIDDEN.test(attributes['style'] ?? '')
      const quote = name === 'blockquote' && !stack.some((element) => element.quote)
      if (quote) quotes.push({ start: text.length, end: text.length })
      stack.push({ name, hidden: off || (stack.at(-1)?.hidden ?? false), quote })
    },
    ontext(data) {
      const top = stack.at(-1)
      if (top?.hidden) {
        if (!stack.some((element) => DROP.has(element.name))) hidden += data.trim().length
        return
      }
      const folded = data.replace(/[ \t\r\n\f]+/g, ' ')
      text += folded.startsWith(' ') && (text === '' || /\s$/.test(text)) ? folded.slice(1) : folded
    },
    onclosetag(name) {
      const top = stack.pop()
      if (BLOCK.has(name)) breakLine()
      if (name === 'td' || name === 'th') text += ' '
      if (top?.quote) (quotes.at(-1) ?? { end: 0 }).end = text.length
    },
  })
  parser.end(html)
  return { text: text.trimEnd(), quotes, hidden }
}
