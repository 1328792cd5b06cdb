import { decodeText } from './charset.ts'
import { joinFlowed } from './flowed.ts'
import type { Part } from './mime-tree.ts'
import { differInSubstance, isStub, sameWords } from './part-mismatch.ts'
import { visibleUnicode } from './unicode.ts'
import { visibleHtml } from './visible-html.ts'

/** A message's visible text and what had to be said about it. */
export type Body = {
  text: string
  /** stretches that came from outermost `<blockquote>` elements */
  quotes: { start: number; end: number }[]
  /** parts that the body took up, so that nobody reads them as attachments too */
  parts: Set<Part>
  /** letters and digits that no reader would see */
  hidden: number
  /** plain text and HTML say different things */
  mismatch: boolean
  /** the plain text only asked for another mail program, so the HTML was read */
  stub: boolean
  /** names of character sets that nobody knows */
  unknownCharsets: string[]
  /** the body passed a bound and was cut */
  cut: boolean
}

/** Longer than any letter; what follows is named as unread. Markup is more than the words in it. */
const MAX_BODY = { plainBytes: 250_000, htmlBytes: 3_000_000, characters: 250_000 }

/**
 * Reads the body from a message's parts. Of alternatives the plain text speaks, else the HTML as it is seen;
 * parts that stand one after the other are read one after the other. Files and nested messages are not the body.
 */
export function readBody(root: Part): Body {
  const body: Body = {
    text: '',
    quotes: [],
    parts: new Set(),
    hidden: 0,
    mismatch: false,
    stub: false,
    unknownCharsets: [],
    cut: false,
  }
  const { text, quotes } = read(root, body)
  if (text.length > MAX_BODY.characters) body.cut = true
  body.text = text.slice(0, MAX_BODY.characters).toWellFormed().trimEnd()
  body.quotes = quotes
    .map(({ start, end }) => ({ start, end: Math.min(end, body.text.length) }))
    .filter(({ start, end }) => end > start)
  return body
}

/** Each part is compared with all before it; a builder that repeats itself does so at once. */
const MOST_COMPARED = 20

type Piece = { text: string; quotes: Body['quotes']; html: boolean }

const NOTHING: Piece = { text: '', quotes: [], html: false }

function read(part: Part, body: Body): Piece {
  if (part.children.length === 0) return leaf(part, body)
  if (part.type === 'multipart/alternative') return alternative(part, body)
  if (part.type === 'multipart/encrypted') return NOTHING
  let joined: Piece = NOTHING
  for (const [at, child] of part.children.entries()) {
    const piece = read(child, body)
    if (piece.text === '') continue
    // a builder that knows no alternatives puts the same words into two parts, one after the other
    if (at < MOST_COMPARED && joined.text !== '' && piece.html !== joined.html && sameWords(piece.text, joined.text)) {
      if (joined.html) joined = piece
      continue
    }
    joined = joined.text === '' ? piece : append(joined, piece)
  }
  return joined
}

function append(before: Piece, after: Piece): Piece {
  const shift = before.text.length + 1
  return {
    text: `${before.text}\n${after.text}`,
    quotes: [...before.quotes, ...after.quotes.map(({ start, end }) => ({ start: start + shift, end: end + shift }))],
    html: before.html,
  }
}

function alternative(part: Part, body: Body): Piece {
  const pieces = part.children.map((child) => read(child, body)).filter(({ text }) => text.trim() !== '')
  const plain = pieces.find(({ html }) => !html)
  const html = pieces.findLast((piece) => piece.html)
  if (plain === undefined || html === undefined) return plain ?? html ?? NOTHING
  if (isStub(plain.text, html.text)) {
    body.stub = true
    return html
  }
  if (differInSubstance(plain.text, html.text)) body.mismatch = true
  return plain
}

function leaf(part: Part, body: Body): Piece {
  if (!isBodyText(part)) return NOTHING
  body.parts.add(part)
  const most = part.type === 'text/html' ? MAX_BODY.htmlBytes : MAX_BODY.plainBytes
  if (part.body.byteLength > most) body.cut = true
  const { text, unknown } = decodeText(part.body.subarray(0, most), part.params['charset'])
  if (unknown !== null && !body.unknownCharsets.includes(unknown)) body.unknownCharsets.push(unknown)
  if (part.type === 'text/html') {
    const seen = visibleHtml(text)
    body.hidden += seen.hidden
    body.cut ||= seen.cut
    return { text: seen.text, quotes: seen.quotes, html: true }
  }
  const written = part.type === 'text/enriched' ? text.replace(/<param>.*?<\/param>|<[^>]*>/gs, '') : text
  const joined =
    part.params['format']?.toLowerCase() === 'flowed'
      ? joinFlowed(written, part.params['delsp']?.toLowerCase() === 'yes')
      : written
  const seen = visibleUnicode(joined)
  body.hidden += seen.hidden
  return { text: withoutEmptyEnd(seen.text), quotes: [], html: false }
}

/** Without the line ends at the end; a pattern would try every run of them in the text. */
function withoutEmptyEnd(text: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === '\n') end--
  return text.slice(0, end)
}

/** Inline text that is not named as a file. AMP pages, calendars and tables are not what a letter says. */
function isBodyText(part: Part): boolean {
  if (part.disposition === 'attachment' || part.fileName !== null) return false
  return (
    part.type === 'text/plain' ||
    part.type === 'text/html' ||
    part.type === 'text/enriched' ||
    part.type === 'text/markdown'
  )
}
