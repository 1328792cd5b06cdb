import type { SentimentFinding } from '../../findings/finding.ts'
import type { Corpus } from '../../signals/corpus.ts'
import type { Stances } from './stance.ts'

const POSITIVE = 1
const NEGATIVE = -1.2

/** What a role tells of its holder's stance when little else is known. */
const PRIOR: Readonly<Record<string, number>> = { champion: 2.4, skeptic: -1.2, executive_sponsor: 0.8 }

/** How much hard words count of those whose trade it is to ask and to bargain, and of who complains because the thing is theirs. */
const HARD_WORDS: Readonly<Record<string, number>> = {
  champion: 0.4,
  economic_buyer: 0.6,
  procurement: 0.6,
  legal: 0.6,
  technical_evaluator: 0.7,
}

/** How each person of the customer stands, from their own words, from what others say of them and from their part; neutral is left out. */
export function readSentiment(
  corpus: Corpus,
  stances: Stances,
  roles: ReadonlyMap<string, ReadonlySet<string>>,
): SentimentFinding[] {
  const found: SentimentFinding[] = []
  for (const identity of corpus.identities) {
    if (identity.side === 'seller') continue
    const held = roles.get(identity.id) ?? new Set<string>()
    const share = Math.min(1, ...[...held].map((role) => HARD_WORDS[role] ?? 1))
    const marks = stances.get(identity) ?? []
    const shown = marks.reduce((sum, { worth }) => sum + (worth < 0 ? share * worth : worth), 0)
    const score = shown + [...held].reduce((sum, role) => sum + (PRIOR[role] ?? 0), 0)
    if (score < POSITIVE && score > NEGATIVE) continue
    const side = score > 0 ? 1 : -1
    const said = marks.filter(({ worth }) => worth * side > 0).toSorted((a, b) => Math.abs(b.worth) - Math.abs(a.worth))
    const sentences = [...new Set(said.map(({ passage }) => passage.sentence.id))].slice(0, 2)
    if (sentences.length === 0) sentences.push(...identity.sentences.slice(0, 1))
    if (sentences.length === 0) continue
    found.push({
      kind: 'sentiment',
      identity: identity.id,
      sentiment: side > 0 ? 'positive' : 'negative',
      sentences,
      why: `words and part weigh ${score.toFixed(1)}`,
    })
  }
  return found
}
