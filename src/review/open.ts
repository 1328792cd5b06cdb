import { sql } from 'kysely'
import { appendEvent } from '../db/events.ts'
import { approve } from './decide.ts'
import { loadDispatch, saveDispatch } from './dispatch.ts'
import { reviewMachine } from './machine.ts'
import { approvalsNeeded, expiresAfter } from './policy.ts'
import { loadReview, lockReview } from './review.ts'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'
import type { Dispatch } from './dispatch.ts'
import type { Hurt } from './what-can-hurt.ts'
import type { ReviewPolicy } from './policy.ts'
import type { Review } from './review.ts'

/** `type`: of the handoff; `hurts`: what can hurt about sending it, which decides how many people look. */
export type Opening = { dispatch: Dispatch; requestedBy: string; type: string | null; hurts: readonly Hurt[] }

export type OpenOutcome =
  | { outcome: 'opened' | 'resubmitted' | 'unchanged'; review: Review }
  /** A revision is never replaced under its reader, nor one that was decided: `why` names the way out. */
  | { outcome: 'conflict'; why: string; review: Review }

/**
 * Puts a stored revision with its dispatch before people. The same again changes nothing; the next revision of
 * something sent back or lapsed goes before people again. What goes to nobody but the person who asked is approved by them
 * at once.
 */
export async function openReview(
  trx: Trx,
  viewer: Viewer,
  { dispatch, requestedBy, type, hurts }: Opening,
  policy: ReviewPolicy,
): Promise<OpenOutcome> {
  const { briefId, revision } = dispatch.body
  // Jobs may open for somebody, but only people approve: what a job opens waits for one.
  const asker = viewer.person === requestedBy ? requestedBy : ''
  const needed = await approvalsNeeded(trx, policy, { body: dispatch.body, type, hurts, requestedBy: asker })
  const expires = expiresAfter(policy, { ...dispatch.body, type })
  const opened = await trx
    .insertInto('reviews')
    .values({
      brief_id: briefId,
      revision,
      state: 'pending',
      approvals_needed: needed,
      requested_by: requestedBy,
      expires_at: expires,
    })
    .onConflict((conflict) => conflict.column('brief_id').doNothing())
    .returning('brief_id')
    .executeTakeFirst()
  if (opened === undefined) {
    const standing = await lockReview(trx, briefId)
    const stored = await loadDispatch(trx, briefId, standing.revision)
    if (standing.revision === revision && stored !== null && !('altered' in stored) && stored.hash === dispatch.hash)
      return { outcome: 'unchanged', review: await loadReview(trx, briefId) }
    const step = reviewMachine.step('resubmit', 'pending')
    const resubmitted = await trx
      .updateTable('reviews')
      .set({
        state: step.to,
        revision,
        approvals_needed: needed,
        changed_at: sql<string>`baton_now()`,
        expires_at: expires,
      })
      .where('brief_id', '=', briefId)
      .where('revision', '<', revision)
      .where('state', 'in', step.from)
      .returning('brief_id')
      .executeTakeFirst()
    if (resubmitted === undefined) {
      const why = `${briefId} is ${standing.state} at revision ${standing.revision}; edit it, or return it first`
      return { outcome: 'conflict', why, review: await loadReview(trx, briefId) }
    }
  }
  await saveDispatch(trx, dispatch)
  const { contentHash, audience, channel } = dispatch.body
  await appendEvent(trx, {
    kind: opened === undefined ? 'review.resubmitted' : 'review.opened',
    subject: briefId,
    actor: viewer.person,
    data: {
      revision,
      contentHash,
      dispatchHash: dispatch.hash,
      audience,
      channel,
      requestedBy,
      approvalsNeeded: needed,
    },
  })
  if (needed === 0) await approve(trx, viewer, { briefId, revision, dispatchHash: dispatch.hash }, policy)
  return { outcome: opened === undefined ? 'resubmitted' : 'opened', review: await loadReview(trx, briefId) }
}
