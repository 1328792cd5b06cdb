import { sql } from 'kysely'
import { appendEvent } from '../db/events.ts'
import { reviewMachine } from './machine.ts'
import { dropQueued } from './outbox.ts'
import { lockReview } from './review.ts'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'

/** What lost words while it was under review, and who had asked for it. */
export type Withdrawn = { briefId: string; requestedBy: string }

/**
 * Takes briefs out of review that lost words, approved or not, while no delivery has started: what was approved is no longer
 * what would go out. One that was decided otherwise, or has left, stays as it is. `actor` is whoever had the words taken out.
 */
export async function withdrawStruck(
  trx: Trx,
  viewer: Viewer,
  briefIds: readonly string[],
  actor: string,
): Promise<Withdrawn[]> {
  const step = reviewMachine.step('withdraw', 'withdrawn')
  const withdrawn: Withdrawn[] = []
  for (const briefId of briefIds) {
    const there = await trx
      .selectFrom('reviews')
      .select('requested_by')
      .where('brief_id', '=', briefId)
      .executeTakeFirst()
    if (there === undefined) continue
    const { state, revision } = await lockReview(trx, briefId)
    if (!step.from.includes(state)) continue
    if (!(await dropQueued(trx, viewer, briefId, 'words that it held were taken out'))) continue
    await trx
      .updateTable('reviews')
      .set({ state: step.to, changed_at: sql<string>`baton_now()` })
      .where('brief_id', '=', briefId)
      .execute()
    await appendEvent(trx, {
      kind: 'review.withdrawn',
      subject: briefId,
      actor,
      data: { revision, reason: 'words_taken_out' },
    })
    withdrawn.push({ briefId, requestedBy: there.requested_by })
  }
  return withdrawn
}
