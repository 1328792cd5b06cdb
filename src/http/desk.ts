import { z } from '@hono/zod-openapi'
import { changesBetween } from '../review/newer.ts'
import { loadReview } from '../review/review.ts'
import type { Trx } from '../db/open.ts'
import type { Review } from '../review/review.ts'

/** How a review stands among people, and on the clock. */
export const Desk = z
  .strictObject({
    /** until when it may be decided on, or its delivery may start */
    expiresAt: z.string().nullable(),
    /** a later brief of the same handoff, and how many lines differ */
    newer: z.strictObject({ id: z.string(), changes: z.int() }).nullable(),
    taken: z.strictObject({ by: z.string(), until: z.string() }).nullable(),
    assignedTo: z.string().nullable(),
    snoozedUntil: z.string().nullable(),
  })
  .openapi('Desk')
export type Desk = z.infer<typeof Desk>

export async function deskOf(trx: Trx, review: Review): Promise<Desk> {
  const { briefId, expiresAt, newer, taken, assignedTo, snoozedUntil } = review
  return {
    expiresAt: expiresAt?.toISOString() ?? null,
    newer: newer === null ? null : { id: newer, changes: await changesBetween(trx, briefId, newer) },
    taken: taken === null ? null : { by: taken.by, until: taken.until.toISOString() },
    assignedTo,
    snoozedUntil: snoozedUntil?.toISOString() ?? null,
  }
}

/** The state as it is by the clock, also where no decision has noticed it yet. */
export function stateNow({ state, expired, newer, taken }: Review): string {
  if (state !== 'pending') return state
  return expired ? 'lapsed' : newer !== null && taken === null ? 'replaced' : state
}

/** Null where it never was under review. */
export async function reviewOf(trx: Trx, briefId: string): Promise<Review | null> {
  const row = await trx.selectFrom('reviews').select('state').where('brief_id', '=', briefId).executeTakeFirst()
  return row === undefined ? null : loadReview(trx, briefId)
}
