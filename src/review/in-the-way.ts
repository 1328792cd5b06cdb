import { sql } from 'kysely'
import { appendEvent } from '../db/events.ts'
import { SYSTEM } from '../db/viewer.ts'
import { reviewMachine } from './machine.ts'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'
import type { Locked } from './review.ts'

/**
 * Why nobody may decide on this any more although it waits: its time has passed, which is noticed and written down here, by
 * the clock of the database; or a later brief of the same handoff stands in its place. Whoever had it before them when the
 * later one came may still decide: nothing is replaced under its reader (DESIGN R3). Null: it may be decided on.
 */
export async function whyNotAnyMore(
  trx: Trx,
  viewer: Viewer,
  briefId: string,
  { revision, state, newer, expired, holder }: Locked,
): Promise<string | null> {
  if (state === 'pending' && expired) {
    await lapse(trx, briefId, revision)
    return `nobody decided on ${briefId} in time and it has lapsed; put it before people again: baton resubmit ${briefId}`
  }
  if (state === 'pending' && newer !== null && holder !== viewer.person) return newerInstead(briefId, newer)
  return null
}

/** In words, with the way on. */
export function newerInstead(briefId: string, newer: string): string {
  return `newer: ${newer} stands in the place of ${briefId}; look at that one: baton show ${newer}`
}

/** Nobody decided in time. */
export async function lapse(trx: Trx, briefId: string, revision: number): Promise<void> {
  const step = reviewMachine.step('lapse', 'lapsed')
  await trx
    .updateTable('reviews')
    .set({ state: step.to, changed_at: sql<string>`baton_now()` })
    .where('brief_id', '=', briefId)
    .where('state', 'in', step.from)
    .execute()
  await appendEvent(trx, { kind: 'review.lapsed', subject: briefId, actor: SYSTEM.person, data: { revision } })
}
