/** One line of a message: `body` is what stands behind its quote marks, `depth` how many there are. */
export type Line = { start: number; end: number; next: number; depth: number; body: string }

/** Marks beyond this many say nothing more about who spoke: deeper lines count as this deep. */
const DEEPEST = 40

const MARK = /^[ \t\u00a0]{0,3}(?:>[ \t\u00a0]?)+/

/** The lines of `text`. A line on which an attribution follows the reply ("ok On Wed, Apr 4, … wrote:") is cut in two. */
export function linesOf(text: string, quotes: { start: number; end: number }[]): Line[] {
  const lines: Line[] = []
  const within = insideOf(quotes)
  let start = 0
  while (start < text.length) {
    const newline = text.indexOf('\n', start)
    const next = newline === -1 ? text.length : newline + 1
    const end = newline === -1 ? text.length : newline > start && text[newline - 1] === '\r' ? newline - 1 : newline
    const raw = text.slice(start, end)
    const cut = GLUED.exec(raw)
    if (cut) {
      const middle = start + cut[1]!.length
      lines.push(lineAt(text, start, middle, middle, within), lineAt(text, middle, end, next, within))
    } else lines.push(lineAt(text, start, end, next, within))
    start = next
  }
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

function lineAt(text: string, start: number, end: number, next: number, within: (at: number) => boolean): Line {
  const raw = text.slice(start, end)
  const mark = raw.includes('<<<') ? null : MARK.exec(raw)
  let depth = mark ? mark[0].split('>').length - 1 : 0
  if (within(start)) depth += 1
  depth = Math.min(depth, DEEPEST)
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

/** A long quoted line that a program wrapped without a mark: its tail stands between marked lines and belongs to them. */
function joinLazy(lines: Line[]): void {
  for (let i = 1; i + 1 < lines.length; i++) {
    const [before, line, after] = [lines[i - 1]!, lines[i]!, lines[i + 1]!]
    if (line.depth >= before.depth || blank(line) || before.body.length < 62 || after.depth < before.depth) continue
    if (line.body.length <= 40 && line.depth === 0 && !/[.!?:]\s*$/.test(before.body)) line.depth = before.depth
  }
}
