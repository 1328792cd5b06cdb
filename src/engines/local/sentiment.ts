import type { SentimentFinding } from '../../findings/finding.ts'
import type { Corpus, Identity } from '../../signals/corpus.ts'
import { STANCE_WEIGHTS } from './lexica/stance-weights.ts'
import type { Weights } from './lexica/weights.ts'
import { leaning } from './stance.ts'
import type { StanceSign, Stances } from './stance.ts'

/** What only whoever is against us does, and what only whoever is for us does: how many of each kind were seen says most. */
export const HARD: readonly StanceSign[] = [
  'objects',
  'refuses',
  'claims',
  'limits',
  'blames',
  'threatens',
  'compares',
  'aggrieved',
  'against',
  'rival',
  'doubts',
  'weary',
]
export const SOFT: readonly StanceSign[] = [
  'confides',
  'backs',
  'champions',
  'pleased',
  'vouches',
  'helps',
  'for',
  'warm',
]
/** More of the same says nothing new. */
const MOST = { sign: 2, kinds: 3 }
/** Hard words of this weight and no soft ones leave nothing to weigh. */
const PLAINLY_AGAINST = -1.8

/** Everything that tells how somebody stands, with how strongly it was seen: signs, parts, and how many kinds of signs. */
export function standingOf(identity: Identity, stances: Stances, roles: ReadonlySet<string>): Map<string, number> {
  const seen = new Map<string, number>()
  for (const role of roles) seen.set(`role ${role}`, 1)
  if (identity.left !== null) seen.set('left', 1)
  const signs = new Map<StanceSign, number>()
  for (const { sign, worth } of stances.get(identity) ?? []) signs.set(sign, (signs.get(sign) ?? 0) + Math.abs(worth))
  for (const [sign, strength] of signs) seen.set(`sign ${sign}`, Math.min(MOST.sign, strength))
  for (const [name, family] of [
    ['hard', HARD],
    ['soft', SOFT],
  ] as const) {
    const kinds = family.filter((sign) => signs.has(sign)).length
    if (kinds > 0) seen.set(name, Math.min(MOST.kinds, kinds))
  }
  return seen
}

/** How each person of the customer stands, from their own words, from what others say of them and from their part; neutral is left out. */
export function readSentiment(
  corpus: Corpus,
  stances: Stances,
  roles: ReadonlyMap<string, ReadonlySet<string>>,
  weights: Weights = STANCE_WEIGHTS,
): SentimentFinding[] {
  const found: SentimentFinding[] = []
  for (const identity of corpus.identities) {
    if (identity.side === 'seller') continue
    const seen = standingOf(identity, stances, roles.get(identity.id) ?? new Set())
    let score = 0
    for (const [sign, strength] of seen) score += strength * (weights[sign] ?? 0)
    const positive = score + (weights['positive'] ?? 0) > 0
    const isPlain = !seen.has('soft') && !roles.get(identity.id)?.has('champion')
    const against =
      score + (weights['not negative'] ?? 0) < 0 || (isPlain && leaning(stances, identity) <= PLAINLY_AGAINST)
    if (!positive && !against) continue
    const side = positive ? 1 : -1
    const marks = stances.get(identity) ?? []
    const said = marks.filter(({ worth }) => worth * side > 0).toSorted((a, b) => Math.abs(b.worth) - Math.abs(a.worth))
    const sentences = [...new Set(said.map(({ passage }) => passage.sentence.id))].slice(0, 2)
    if (sentences.length === 0) sentences.push(...identity.sentences.slice(0, 1))
    if (sentences.length === 0) continue
    found.push({
      kind: 'sentiment',
      identity: identity.id,
      sentiment: positive ? 'positive' : 'negative',
      sentences,
      why: `words and part weigh ${score.toFixed(1)}`,
    })
  }
  return found
}
