import { sql } from 'kysely'
import { AppError } from '../lib/errors.ts'
import type { RawBuilder } from 'kysely'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'
import type { Audience, DispatchBody } from './dispatch.ts'

/** What the company wants before something leaves. Times in milliseconds. */
export type ReviewPolicy = {
  /** how many different people approve what stays inside, and what goes to a customer or into a record */
  approvals: { internal: number; customer: number; record: number }
  /** how long an approved letter rests before its delivery starts (DESIGN R5) */
  letterRest: number
  /** how long a decision may wait, and after an approval the start of its delivery */
  expiry: Record<Audience, number>
}

const DAY = 86_400_000

export const DEFAULT_POLICY: ReviewPolicy = {
  approvals: { internal: 1, customer: 1, record: 1 },
  letterRest: 120_000,
  expiry: { internal: 14 * DAY, customer: 7 * DAY, record: 7 * DAY },
}

/** How many approvals this dispatch needs. None only for what goes to nobody but the person who asked for it, inside. */
export function approvalsNeeded(policy: ReviewPolicy, body: DispatchBody, requestedBy: string): number {
  const toThemselves = body.recipients.length === 1 && body.recipients[0]?.email === requestedBy
  if (body.audience === 'internal' && toThemselves) return 0
  return Math.max(1, policy.approvals[body.audience])
}

/** How long a delivery of this dispatch waits after the approval. */
export function restOf(policy: ReviewPolicy, body: DispatchBody): number {
  return body.audience === 'customer' ? policy.letterRest : 0
}

/** When a decision of this audience is too late, from now on by the database's clock: for `expires_at`. */
export function expiresAfter(policy: ReviewPolicy, audience: Audience): RawBuilder<string> {
  return sql<string>`baton_now() + ${`${policy.expiry[audience]} milliseconds`}::interval`
}

/**
 * Refuses whoever may not decide: `system` and programs, people who are not or no longer there, and for a letter
 * everybody but the one in whose name it goes. Called inside the transaction of the decision, from every entry point.
 */
export async function assertMayDecide(trx: Trx, viewer: Viewer, body: DispatchBody | null): Promise<void> {
  await assertDecides(trx, viewer)
  if (body?.audience === 'customer' && body.target !== viewer.person)
    throw new AppError('forbidden', `${body.briefId} goes out in the name of ${body.target}: only they approve it`)
}

/** The same, and what stands for them may decide: a key may not unless it was made to, an old sign-in not any more (TRUST TA7). */
export async function assertDecides(trx: Trx, viewer: Viewer): Promise<void> {
  if (viewer.decides === false)
    throw new AppError(
      'forbidden',
      'this key or sign-in decides nothing: sign in again, or use a token with the scope decide',
    )
  await assertPerson(trx, viewer)
}

/** Somebody has to act, and it has to be an active person of this workspace (DESIGN P2, TRUST TA7). */
export async function assertPerson(trx: Trx, viewer: Viewer): Promise<void> {
  if (viewer.person === 'system' || viewer.roles.includes('system'))
    throw new AppError('forbidden', 'a job decides nothing; a person has to')
  const person = await trx.selectFrom('people').select('active').where('email', '=', viewer.person).executeTakeFirst()
  if (person?.active !== true)
    throw new AppError('forbidden', `${viewer.person} is not an active person of this workspace; act as one who is`)
}
