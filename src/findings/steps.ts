import type { Corpus } from '../signals/corpus.ts'
import { holdsPrice } from './commitments-offers.ts'
import type { Commitment, NextStep } from './finding.ts'

const DAY = 86_400_000
/** How long an overdue promise is still a step to take, and how far ahead a reader looks. */
const BACK_DAYS = 5
const AHEAD_DAYS = 150
/** A promise for later than this is a term of the deal rather than the next thing to do, unless little else is to be done. */
const NEAR_DAYS = 30
const FEW = 3
/** What a reader takes in: what is to come first, then what is late, then what has no date. */
const MOST = { ahead: 11, late: 2, undated: 1 }

/** What is to be done next, by date: open promises, meetings to come, open points; nothing twice. */
export function stepsToCome(
  corpus: Corpus,
  commitments: readonly Commitment[],
  found: readonly NextStep[],
): NextStep[] {
  const today = corpus.asOf.slice(0, 10)
  const texts = new Map(corpus.sentences.map(({ id, text }) => [id, text]))
  const promised = commitments.flatMap((commitment): NextStep[] => {
    if (commitment.status !== 'open' || commitment.due === null) return []
    if (holdsPrice(texts.get(commitment.sentences[0] ?? '') ?? '')) return []
    const days = (Date.parse(commitment.due) - Date.parse(today)) / DAY
    if (days < -BACK_DAYS || days > AHEAD_DAYS) return []
    return [
      {
        kind: 'next_step',
        what: commitment.what,
        owner: commitment.by?.email ?? null,
        due: commitment.due,
        sentences: commitment.sentences,
        why: days < 0 ? 'an overdue promise' : 'an open promise with a date',
      },
    ]
  })
  const steps: NextStep[] = []
  const taken = new Set<string>()
  for (const step of [...promised, ...found]) {
    if (step.sentences.some((id) => taken.has(id))) continue
    steps.push(step)
    for (const id of step.sentences) taken.add(id)
  }
  const horizon = new Date(Date.parse(today) + NEAR_DAYS * DAY).toISOString().slice(0, 10)
  const dated = steps.filter((step) => step.due !== null).toSorted((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1))
  const ahead = dated.filter((step) => (step.due ?? '') >= today)
  return [
    ...dated.filter((step) => (step.due ?? '') < today).slice(-MOST.late),
    ...ahead.filter((step, at) => at < FEW || found.includes(step) || (step.due ?? '') <= horizon).slice(0, MOST.ahead),
    ...steps.filter((step) => step.due === null).slice(0, MOST.undated),
  ]
}
