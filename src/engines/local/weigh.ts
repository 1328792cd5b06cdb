import type { Weights } from './lexica/weights.ts'
import { isCustomers } from './passages.ts'
import type { Passage } from './passages.ts'

/** What tells in a passage: its cues, facts about it, and topics of risk that met their danger (`budget pair`). */
export type Signs = ReadonlySet<string>

const PAIRS = ['budget', 'pricing', 'timeline', 'technical', 'legal', 'adoption'] as const
/** What colours the sentences next to it. */
const BESIDE = new Set(
  (
    'fails costs manual late blind harm sunset strain tools money percent duration number rival leaving.talk silent.talk ' +
    'promise question courtesy meeting_talk negated condition good'
  )
    .split(' ')
    .concat(PAIRS.map((kind) => `${kind} pair`)),
)

const HURTS = ['fails', 'costs', 'manual', 'late', 'blind', 'harm', 'sunset', 'strain', 'tools'] as const
const DANGERS = PAIRS.map((kind): string => `${kind} pair`).concat(
  ['timeline.danger', 'technical.danger', 'adoption.danger', 'pricing.danger', 'technical no', 'limited', 'rival'],
  ['leaving.talk', 'competitor.talk', 'silent.talk', 'scope.talk', 'exit.talk', 'self.doubts', 'self.blocks'],
)

/** How many of a family are there: one of them, or more. */
function count(signs: Set<string>, name: string, family: readonly string[]): void {
  const met = family.filter((sign) => signs.has(sign)).length
  if (met >= 1) signs.add(`some ${name}`)
  if (met >= 2) signs.add(`more ${name}`)
}

/** Everything that tells in a passage, with what colours it from the sentences beside it and from its place in the account. */
export function signsOf(passage: Passage, rivals: ReadonlySet<string>): Signs {
  const signs = ownSigns(passage, rivals)
  for (const near of [passage.before, passage.after])
    if (near) for (const sign of ownSigns(near, rivals)) if (BESIDE.has(sign)) signs.add(`beside ${sign}`)
  const side = isCustomers(passage) ? 'customer' : 'seller'
  if (passage.seldom) signs.add(`seldom ${side}`)
  if (passage.signal.kind === 'call') signs.add(`call ${side}`)
  if (passage.place === 0) signs.add('first')
  if (passage.place <= 1) signs.add('opening')
  if (passage.after === null) signs.add('last')
  if (passage.among <= 4) signs.add('brief item')
  if (passage.among >= 14) signs.add('long item')
  if (passage.closing) signs.add('closing')
  if (passage.echoes >= 1) signs.add('echoed')
  if (passage.echoes >= 3) signs.add('echoed often')
  return signs
}

function ownSigns(passage: Passage, rivals: ReadonlySet<string>): Set<string> {
  const { cues, words, signal } = passage
  const signs = new Set<string>(cues.keys())
  signs.add(isCustomers(passage) ? 'customer' : 'seller')
  if (passage.side === 'partner') signs.add('partner')
  if (passage.internal) signs.add('internal')
  if (passage.sentence.forwardedBy !== null) signs.add('forwarded')
  if (signal.kind === 'meeting') signs.add('meeting')
  if (words.money) signs.add('money')
  if (words.percent) signs.add('percent')
  if (words.duration) signs.add('duration')
  if (words.number) signs.add('number')
  if (words.question) signs.add('question')
  const length = words.list.length
  if (length <= 4) signs.add('tiny')
  if (length < 9) signs.add('short')
  if (length > 12) signs.add('whole')
  if (length > 18) signs.add('long')
  if (length > 26) signs.add('winding')
  if (passage.age < 0.33) signs.add('early')
  if (passage.age > 0.66) signs.add('late_on')
  if (words.list.some((word) => rivals.has(word))) signs.add('rival')
  if (signs.has('budget.limit') && (words.money || words.number)) signs.add('limited')
  if (signs.has('technical.core') && signs.has('negated') && !words.question) signs.add('technical no')
  for (const kind of PAIRS) if (signs.has(`${kind}.topic`) && signs.has(`${kind}.danger`)) signs.add(`${kind} pair`)
  count(signs, 'hurt', HURTS)
  count(signs, 'danger', DANGERS)
  return signs
}

/** Weights as they are asked for: what a sign is worth alone, and beside which others it is worth more. */
type Lookup = { bias: number; alone: Map<string, number>; paired: Map<string, { other: string; weight: number }[]> }
const lookups = new WeakMap<Weights, Lookup>()

/** The sum of the weights of the signs that are there. A passage has few signs and the tables are long, so the signs ask. */
export function weigh(signs: Signs, weights: Weights): number {
  let lookup = lookups.get(weights)
  if (lookup === undefined) lookups.set(weights, (lookup = lookupOf(weights)))
  let score = lookup.bias
  for (const sign of signs) {
    score += lookup.alone.get(sign) ?? 0
    for (const { other, weight } of lookup.paired.get(sign) ?? NONE) if (signs.has(other)) score += weight
  }
  return score
}

const NONE: readonly never[] = []

function lookupOf(weights: Weights): Lookup {
  const lookup: Lookup = { bias: weights['bias'] ?? 0, alone: new Map(), paired: new Map() }
  for (const [sign, weight] of Object.entries(weights)) {
    const [one = '', other] = sign.split('+')
    if (other === undefined) lookup.alone.set(sign, weight)
    else lookup.paired.set(one, [...(lookup.paired.get(one) ?? []), { other, weight }])
  }
  lookup.alone.delete('bias')
  return lookup
}

/** The signs that speak for a yes, heaviest first; for `why`. */
export function reasons(signs: Signs, weights: Weights): string {
  return [...signs]
    .filter((sign) => (weights[sign] ?? 0) >= 0.3)
    .toSorted((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || (a < b ? -1 : 1))
    .slice(0, 4)
    .join(', ')
}
