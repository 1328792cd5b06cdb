import { requestBefore } from './asks.ts'
import { BY_THEN } from './commitment-score.ts'
import type { Day } from './days.ts'
import type { Reading, Spoken } from './reading.ts'

/** How many sentences back the day may stand that "by then" means. */
const BACK = 3

/** "Den haben Sie bis dahin zurück", "d'ici là": the day named last, before it or in the request that is answered. */
export function thatDay(reading: Reading, spoken: Spoken): Day | null {
  if (!BY_THEN.test(spoken.parsed.lower)) return null
  const items = reading.byItem.get(spoken.sentence.item) ?? []
  const [last, ...earlier] = items.slice(Math.max(0, spoken.position - BACK), spoken.position).toReversed()
  const asked = spoken.signal.kind === 'email' ? requestBefore(reading, spoken, items) : null
  for (const said of [last, asked, ...earlier]) {
    const hit = said?.parsed.dates.findLast(({ preposition }) => preposition !== 'about' && preposition !== 'from')
    if (hit && (spoken.today === null || hit.day >= spoken.today)) return hit.day
  }
  return null
}
