import type { Weights } from './lexica/weights.ts'
import { isCustomers } from './passages.ts'
import type { Passage } from './passages.ts'

/** What tells in a passage: its cues, facts about it, and topics of risk that met their danger (`budget pair`). */
export type Signs = ReadonlySet<string>

const PAIRS = ['budget', 'pricing', 'timeline', 'technical', 'legal', 'adoption'] as const
const TINY = 4
const SHORT = 9
const LONG = 18

export function signsOf(passage: Passage, rivals: ReadonlySet<string>): Signs {
  const { cues, words, signal } = passage
  const signs = new Set<string>(cues.keys())
  if (isCustomers(passage)) signs.add('customer')
  if (passage.side === 'partner') signs.add('partner')
  if (passage.internal) signs.add('internal')
  if (passage.sentence.forwardedBy !== null) signs.add('forwarded')
  if (signal.kind === 'meeting') signs.add('meeting')
  if (words.money) signs.add('money')
  if (words.percent) signs.add('percent')
  if (words.duration) signs.add('duration')
  if (words.number) signs.add('number')
  if (words.question) signs.add('question')
  if (words.list.length <= TINY) signs.add('tiny')
  if (words.list.length < SHORT) signs.add('short')
  if (words.list.length > LONG) signs.add('long')
  if (passage.age < 0.33) signs.add('early')
  if (passage.age > 0.66) signs.add('late_on')
  if (words.list.some((word) => rivals.has(word))) signs.add('rival')
  if (signs.has('budget.limit') && (words.money || words.number)) signs.add('limited')
  if (signs.has('technical.core') && signs.has('negated') && !words.question) signs.add('technical no')
  for (const kind of PAIRS) if (signs.has(`${kind}.topic`) && signs.has(`${kind}.danger`)) signs.add(`${kind} pair`)
  return signs
}

/** The sum of the weights of the signs that are there. */
export function weigh(signs: Signs, weights: Weights): number {
  let score = weights['bias'] ?? 0
  for (const [sign, weight] of Object.entries(weights)) {
    const plus = sign.indexOf('+')
    if (plus < 0 ? signs.has(sign) : signs.has(sign.slice(0, plus)) && signs.has(sign.slice(plus + 1))) score += weight
  }
  return score
}

/** The signs that speak for a yes, heaviest first; for `why`. */
export function reasons(signs: Signs, weights: Weights): string {
  return [...signs]
    .filter((sign) => (weights[sign] ?? 0) >= 0.3)
    .toSorted((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || (a < b ? -1 : 1))
    .slice(0, 4)
    .join(', ')
}
