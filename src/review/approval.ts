import { may } from '../access/roles.ts'
import { standingTo } from '../access/team.ts'
import { loadRevision } from '../briefs/store.ts'
import { readEvents } from '../db/events.ts'
import { lookAs } from '../db/look-as.ts'
import { approvers } from './decisions.ts'
import { loadDispatch } from './dispatch.ts'
import { notSharedWith } from './share.ts'
import { missingOf } from './policy.ts'
import { lockReview, loadReview } from './review.ts'
import type { Trx } from '../db/tables.ts'
import type { Dispatch } from './dispatch.ts'

/** What a delivery may carry, or why it may not be carried. */
export type Approval = { valid: true; dispatch: Dispatch } | { valid: false; why: string }

/**
 * Looks at the approval behind a delivery as if nothing before could be trusted: the review still stands, every stored
 * byte still has the hash that was approved, the decision is in the log, whoever made it is still here and still may, and
 * whoever receives it may still see all that it rests on.
 * Locks the review, so that an undo and a start never pass each other.
 */
export async function approvalOf(
  trx: Trx,
  delivery: { id: string; briefId: string; revision: number; dispatchHash: string; channel: string; target: string },
): Promise<Approval> {
  const { briefId, revision } = delivery
  const no = (why: string): Approval => ({ valid: false, why })
  const { state, revision: current, expired } = await lockReview(trx, briefId)
  if (state !== 'approved' || current !== revision) return no(`the review is ${state} at revision ${current}`)
  if (expired) return no(`it was approved too long ago; undo that and look again: baton undo ${briefId}`)

  const dispatch = await loadDispatch(trx, briefId, revision)
  if (dispatch === null) return no('the dispatch is gone')
  if ('altered' in dispatch) return no(`it is not what was approved: ${dispatch.altered}`)
  const { body } = dispatch
  if (dispatch.hash !== delivery.dispatchHash) return no('it is not what was approved: another dispatch stands there')
  if (body.channel !== delivery.channel || body.target !== delivery.target)
    return no('its channel or target was changed')
  const stored = await loadRevision(trx, briefId, revision)
  if (stored === null || !stored.intact || stored.brief.contentHash !== body.contentHash)
    return no('it is not what was approved: the stored brief was changed')

  const people = await approvers(trx, briefId, revision)
  const { approvalsNeeded } = await loadReview(trx, briefId)
  if (people.size === 0 || missingOf(approvalsNeeded, people, body) > 0) return no('approvals are missing')
  const active = await trx
    .selectFrom('people')
    .select(['email', 'roles'])
    .where('email', 'in', [...people])
    .where('active', '=', true)
    .execute()
  if (active.length < people.size) return no('somebody who approved it is no longer here')
  for (const { email: person, roles } of active) {
    const standing = await lookAs(trx, person, () => standingTo(trx, { person, roles }, { kind: 'brief', id: briefId }))
    if (standing === null || !may(roles, 'review.decide', standing))
      return no(`${person} approved it and may not decide on it any more; undo that, and let somebody else look`)
  }
  const unshared = await notSharedWith(trx, body, stored.brief)
  if (unshared !== null) return no(`${unshared}; share that again and release it, or drop it and draft anew`)
  const logged = await readEvents(trx, { subject: briefId, limit: 10_000 })
  const inLog = logged.some(
    ({ kind, actor, data }) =>
      kind === 'review.approved' &&
      people.has(actor) &&
      data['dispatchHash'] === dispatch.hash &&
      data['delivery'] === delivery.id,
  )
  return inLog ? { valid: true, dispatch } : no('the log knows of no such approval')
}
