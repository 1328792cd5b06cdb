import { sql } from 'kysely'
import { AppError } from '../lib/errors.ts'
import type { Trx } from '../db/tables.ts'
import type { ReviewState } from './machine.ts'

/** A review as it stands. */
export type Review = {
  briefId: string
  revision: number
  state: ReviewState
  dispatchHash: string
  approvalsNeeded: number
  requestedBy: string
  openedAt: Date
  changedAt: Date
  /** pending: decide before; approved: its delivery starts before. `expired`: that has passed, by the database's clock */
  expiresAt: Date | null
  expired: boolean
  /** a later brief of the same handoff, which is to be decided on instead */
  newer: string | null
  /** who reads it now, while the lock lasts */
  taken: { by: string; until: Date } | null
  assignedTo: string | null
  /** while it sleeps */
  snoozedUntil: Date | null
}

/** Throws `not_found` where there is none that the viewer may see. */
export async function loadReview(trx: Trx, briefId: string): Promise<Review> {
  const row = await reviews(trx).where('reviews.brief_id', '=', briefId).executeTakeFirst()
  if (row === undefined) throw notFound(briefId)
  return reviewOf(row)
}

/** What stands in the given states, the longest waiting first. */
export async function listReviews(trx: Trx, states: readonly ReviewState[], limit = 200): Promise<Review[]> {
  const rows = await reviews(trx)
    .where('reviews.state', 'in', states)
    .orderBy('reviews.opened_at')
    .orderBy('reviews.brief_id')
    .limit(limit)
    .execute()
  return rows.map(reviewOf)
}

/** What a decision looks at first. `holder`: who reads it now. */
export type Locked = {
  revision: number
  state: ReviewState
  newer: string | null
  expired: boolean
  holder: string | null
}

/** Locks the review until the transaction ends, so that what is read next is what the decision is about. */
export async function lockReview(trx: Trx, briefId: string): Promise<Locked> {
  const row = await trx
    .selectFrom('reviews')
    .select(['revision', 'state', 'newer', expired, holder])
    .where('brief_id', '=', briefId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound(briefId)
  return row
}

const expired = sql<boolean>`coalesce(expires_at <= baton_now(), false)`.as('expired')
const holder = sql<string | null>`case when taken_until > baton_now() then taken_by end`.as('holder')
const sleeping = sql<Date | null>`case when snoozed_until > baton_now() then snoozed_until end`.as('sleeping')

function reviews(trx: Trx) {
  return trx
    .selectFrom('reviews')
    .innerJoin('dispatches', (join) =>
      join.onRef('dispatches.brief_id', '=', 'reviews.brief_id').onRef('dispatches.revision', '=', 'reviews.revision'),
    )
    .select([
      'reviews.brief_id',
      'reviews.revision',
      'state',
      'dispatch_hash',
      'approvals_needed',
      'requested_by',
      'opened_at',
      'changed_at',
      'expires_at',
      'newer',
      'taken_until',
      'assigned_to',
      expired,
      holder,
      sleeping,
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof reviews>['executeTakeFirstOrThrow']>>

function reviewOf(row: Row): Review {
  return {
    briefId: row.brief_id,
    revision: row.revision,
    state: row.state,
    dispatchHash: row.dispatch_hash,
    approvalsNeeded: row.approvals_needed,
    requestedBy: row.requested_by,
    openedAt: row.opened_at,
    changedAt: row.changed_at,
    expiresAt: row.expires_at,
    expired: row.expired,
    newer: row.newer,
    taken: row.holder === null || row.taken_until === null ? null : { by: row.holder, until: row.taken_until },
    assignedTo: row.assigned_to,
    snoozedUntil: row.sleeping,
  }
}

function notFound(briefId: string): AppError {
  return new AppError('not_found', `nothing under review is called ${briefId}; see what is with: baton queue`)
}
