/** One line of a message: `body` is what stands behind its quote marks, `depth` how many there are. */
export type Line = { start: number; end: number; next: number; depth: number; body: string }

/** Marks beyond this many say nothing more about who spoke: deeper lines count as this deep. */
const DEEPEST = 40

const MARK = /^[ \t\u00a0]{0,8}(?:(?:\p{Lu}{2,3}(?=>(?:[ \t]|$)))?>[ \t\u00a0]?)+/u

/** Some programs mark with a bar instead; only a line that says who wrote tells the bar from a table's edge. */
const BARRED = /^[ \t\u00a0]{0,3}(?:[|>][ \t\u00a0]?)+/
const BEFORE_BARS = /:[ \t]*\r?\n(?:[ \t]*\r?\n)?\|(?![^\n]*\|[ \t]*\r?$)/m

/** Mailboxes in one file write a mark before a line of the body that begins with this word. */
const MAILBOX_FROM = /^From \p{L}/u

/** The lines of `text`. A line on which an attribution follows the reply ("ok On Wed, Apr 4, … wrote:") is cut in two. */
export function linesOf(text: string, quotes: { start: number; end: number }[]): Line[] {
  const lines: Line[] = []
  const within = insideOf(quotes)
  const marks = BEFORE_BARS.test(text) ? BARRED : MARK
  let start = 0
  while (start < text.length) {
    const newline = text.indexOf('\n', start)
    const next = newline === -1 ? text.length : newline + 1
    const end = newline === -1 ? text.length : newline > start && text[newline - 1] === '\r' ? newline - 1 : newline
    const raw = text.slice(start, end)
    const cut = raw.endsWith(':') || raw.endsWith(' ') ? GLUED.exec(raw) : null
    if (cut) {
      const middle = start + cut[1]!.length
      lines.push(lineAt(text, start, middle, middle, within, MARK), lineAt(text, middle, end, next, within, MARK))
    } else lines.push(lineAt(text, start, end, next, within, marks))
    start = next
  }
  unmarkMailbox(lines)
  joinAddresses(lines)
  joinLazy(lines)
  return lines
}

export function blank(line: Line): boolean {
  return line.body.trim() === ''
}

export function nextFilled(lines: Line[], from: number, to: number): number | null {
  for (let i = from; i < to; i++) if (!blank(lines[i]!)) return i
  return null
}

const GLUED = /^(.*?[\p{L}.!?)]\s?)(?=(?:-{3,}\s?| )On \p{Lu}\p{L}{2},? .{6,80} wrote:\s*$)/u

function lineAt(
  text: string,
  start: number,
  end: number,
  next: number,
  within: (at: number) => boolean,
  marks: RegExp,
): Line {
  const raw = text.slice(start, end)
  const mark = (marks === MARK && !raw.includes('>')) || raw.includes('<<<') ? null : marks.exec(raw)
  let depth = mark ? mark[0].replace(/[^|>]+/g, '').length : 0
  const outer = within(start) ? 1 : 0
  depth = Math.min(depth + outer, DEEPEST)
  return { start, end, next, depth, body: mark ? raw.slice(mark[0].length) : raw }
}

/** Says whether a place is inside one of the stretches, which follow each other; to be asked in rising order. */
function insideOf(quotes: { start: number; end: number }[]): (at: number) => boolean {
  const sorted = quotes.toSorted((a, b) => a.start - b.start)
  let next = 0
  return (at) => {
    while (next < sorted.length && sorted[next]!.end <= at) next++
    return next < sorted.length && sorted[next]!.start <= at
  }
}

function unmarkMailbox(lines: Line[]): void {
  lines.forEach((line, i) => {
    if (line.depth !== 1 || line.end - line.start - line.body.length !== 1 || !MAILBOX_FROM.test(line.body)) return
    if ((lines[i - 1]?.depth ?? 0) === 0 && (lines[i + 1]?.depth ?? 0) === 0) line.depth = 0
  })
}

/** The end of an address that a program wrapped ("… <ann@buyer.example⏎> wrote:") looks like a quote mark and is none. */
function joinAddresses(lines: Line[]): void {
  for (let i = 1; i < lines.length; i++) {
    const [before, line] = [lines[i - 1]!, lines[i]!]
    // "Ann Bee wrote:" is short; a long line would be tried in every way of cutting it into words
    if (line.body.length > 80 || line.depth !== before.depth + 1) continue
    if (!/^(?:[\p{L}é]+ ?){0,4}\s?:\s*$/u.test(line.body)) continue
    if (before.body.lastIndexOf('<') <= before.body.lastIndexOf('>') && !/<[^<>]+<[^<>]+>$/.test(before.body)) continue
    line.body = `> ${line.body}`
    line.depth = before.depth
  }
}

/** A long quoted line that a program wrapped without a mark: its tail stands below marked lines and belongs to them. */
function joinLazy(lines: Line[]): void {
  for (let i = 1; i < lines.length; i++) {
    const [before, line, after] = [lines[i - 1]!, lines[i]!, lines[i + 1]]
    if (line.depth >= before.depth || line.depth !== 0 || blank(line)) continue
    const marked = after !== undefined && after.depth >= before.depth
    if (tailOf(before, line, marked)) line.depth = before.depth
  }
}

/** Whether an unmarked line goes on with the marked one above it. */
function tailOf(before: Line, line: Line, marked: boolean): boolean {
  if (/[(<]https?:[^\s)>]*$/.test(before.body) && /^[^\s)>]+[)>]/.test(line.body)) return true
  if (marked && /^\s*[(<]https?:\S+[)>] >+\s*$/.test(line.body)) return true
  if (before.body.length < 60) return false
  if (marked && before.body.length >= 62 && line.body.length <= 40 && !/[.!?:]\s*$/.test(before.body)) return true
  return /[\p{L}\d,;(/-]\s*$/u.test(before.body) && /^\s?[\p{Ll}(/]/u.test(line.body)
}
