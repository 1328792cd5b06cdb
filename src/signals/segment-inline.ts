import { nameTokens, personName } from './identity-names.ts'
import { ANSWER_MARK, INLINE_CUE, POINTS_BELOW } from './segment-lexicon.ts'
import { blank, type Line } from './segment-lines.ts'
import { isSignOff } from './signature.ts'

/**
 * Lines of a quoted message, from `from` to `to`, that hold answers which the sender wrote into it without any mark, as people
 * do below an Outlook header. `above` is what the sender wrote over the header, `name` how the sender is called.
 * Unannounced, only the sender's own name or initials in brackets tell an answer; announced, also arrows and the like, and
 * where none stand there, what follows a question on a line of its own.
 */
export function answersBetween(
  lines: Line[],
  from: number,
  to: number,
  above: string[],
  name: string | null,
): [from: number, to: number][] {
  const signed = bySender(name)
  const announced = above.some((line) => INLINE_CUE.test(line) && !POINTS_BELOW.test(line))
  const starts: number[] = []
  for (let i = from; i < to; i++) {
    const body = lines[i]!.body.trim()
    if (body !== '' && (signed?.test(body) || (announced && ANSWER_MARK.test(body)))) starts.push(i)
  }
  if (starts.length === 0 && announced) {
    for (let i = from + 1; i < to; i++) if (followsQuestion(lines, i, from)) starts.push(i)
  }
  const begins = new Set(starts)
  return starts.map((start) => {
    let end = start + 1
    while (end < to && !blank(lines[end]!) && !begins.has(end) && !isPoint(lines[end]!.body)) end++
    return [start, end]
  })
}

/** "[Mara]", "[ML:", "Mara>", "ML:" at the start of a line. */
function bySender(name: string | null): RegExp | null {
  const tokens = name === null ? [] : nameTokens(personName(name))
  const first = tokens[0]
  if (first === undefined || first.length < 2) return null
  const initials = tokens.length >= 2 ? tokens.map((token) => token[0]).join('') : first
  return new RegExp(
    `^(?:[[(<{]\\s?(?:${first}|${initials})(?:\\s\\p{L}+)?\\s?[\\]:>)}]|(?:${first}|${initials})\\s?>)`,
    'iu',
  )
}

function followsQuestion(lines: Line[], i: number, from: number): boolean {
  const body = lines[i]!.body.trim()
  if (body === '' || body.endsWith('?') || isPoint(body) || isSignOff(body)) return false
  let above = i - 1
  if (above > from && blank(lines[above]!)) above--
  return above >= from && /\?["”)]?$/.test(lines[above]!.body.trim())
}

/** A point of a list, numbered or not: the quoted author's next question. */
function isPoint(body: string): boolean {
  return /^\s*(?:\(?\d{1,2}[.)]|[a-z][.)]|[-*•–])\s/.test(body) || /\?\s*$/.test(body)
}
