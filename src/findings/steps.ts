import type { Corpus } from '../signals/corpus.ts'
import type { Commitment, NextStep } from './finding.ts'

const DAY = 86_400_000
/** How long an overdue promise is still a step to take, and how far ahead a reader looks. */
const BACK_DAYS = 21
const AHEAD_DAYS = 120
const MOST = 11

/** What is to be done next, by date: open promises, meetings to come, open points; nothing twice. */
export function stepsToCome(
  corpus: Corpus,
  commitments: readonly Commitment[],
  found: readonly NextStep[],
): NextStep[] {
  const today = corpus.asOf.slice(0, 10)
  const promised = commitments.flatMap((commitment): NextStep[] => {
    if (commitment.status !== 'open' || commitment.due === null) return []
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
  for (const step of [...promised, ...found]) {
    const known = steps.find((other) => other.sentences.some((id) => step.sentences.includes(id)))
    if (!known) steps.push(step)
  }
  return steps
    .toSorted((a, b) => ((a.due ?? '9999') < (b.due ?? '9999') ? -1 : (a.due ?? '9999') > (b.due ?? '9999') ? 1 : 0))
    .slice(0, MOST)
}
