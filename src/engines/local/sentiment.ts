import type { SentimentFinding } from '../../findings/finding.ts'
import type { Identity } from '../../signals/corpus.ts'
import type { Passage, Passages } from './passages.ts'

const POSITIVE = 1.6
const NEGATIVE = -1.8

/** How each person of the customer stands, from their own words; those who show neither way are left out (neutral). */
export function readSentiment(passages: Passages, roles: ReadonlyMap<string, ReadonlySet<string>>): SentimentFinding[] {
  const told = new Map<Identity, { score: number; said: { passage: Passage; weight: number }[] }>()
  for (const passage of passages.all) {
    const { speaker, cues } = passage
    if (!speaker || speaker.side === 'seller') continue
    let weight = 0
    if (cues.has('pleased') && !cues.has('negated')) weight += 0.7
    if (cues.has('self.champions')) weight += 0.7
    if (cues.has('upset')) weight -= 0.8
    if (cues.has('self.doubts')) weight -= 0.6
    if (weight === 0) continue
    const later = 0.7 + 0.6 * passage.age
    const known = told.get(speaker) ?? { score: 0, said: [] }
    known.score += weight * later
    known.said.push({ passage, weight: weight * later })
    told.set(speaker, known)
  }
  const found: SentimentFinding[] = []
  for (const identity of passages.corpus.identities) {
    if (identity.side === 'seller') continue
    const held = roles.get(identity.id)
    const known = told.get(identity)
    const score =
      (known?.score ?? 0) +
      (held?.has('champion') ? 1.4 : 0) -
      (held?.has('skeptic') ? (held.has('economic_buyer') ? 0.4 : 1.6) : 0)
    if (score < POSITIVE && score > NEGATIVE) continue
    const side = score > 0 ? 1 : -1
    const said = (known?.said ?? [])
      .filter(({ weight }) => weight * side > 0)
      .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    const sentences = said.slice(0, 2).map(({ passage }) => passage.sentence.id)
    if (sentences.length === 0) sentences.push(...identity.sentences.slice(0, 1))
    if (sentences.length === 0) continue
    found.push({
      kind: 'sentiment',
      identity: identity.id,
      sentiment: side > 0 ? 'positive' : 'negative',
      sentences,
      why: `own words weigh ${score.toFixed(1)}`,
    })
  }
  return found
}
