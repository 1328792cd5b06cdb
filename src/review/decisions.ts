import { deliveryIdOf } from './outbox.ts'
import { DispatchBody } from './dispatch.ts'
import { missingOf } from './policy.ts'
import { loadReview } from './review.ts'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'
import type { ReviewState } from './machine.ts'
import type { Review } from './review.ts'

export type DecisionName = 'approve' | 'edit' | 'return' | 'reject' | 'withdraw' | 'undo' | 'resubmit'

/** One decision that took effect. */
export type Decision = {
  briefId: string
  revision: number
  dispatchHash: string
  decision: DecisionName
  by: string
  at: Date
  /** what the decision led to */
  state: ReviewState
  approvalsMissing: number
  /** what the approval put on its way */
  delivery: { id: string; notBefore: Date } | null
}

/** Every decision ends in one of these. The same press twice gives the same `decided`, word for word. */
export type DecisionOutcome =
  | { outcome: 'decided'; decision: Decision }
  /** somebody else has decided the very same before */
  | { outcome: 'already_decided'; decision: Decision }
  /** something differs from what was seen; nothing happened */
  | { outcome: 'conflict'; why: string; review: Review }

/** What a decision names: what was seen. `requestKey` is the caller's own name for one press of a button. */
export type DecisionRequest = { briefId: string; revision: number; requestKey?: string; reason?: string }

/** Writes the row of a decision that took effect, and answers its id. */
export async function record(
  trx: Trx,
  viewer: Viewer,
  request: DecisionRequest,
  decision: DecisionName,
  dispatchHash: string,
): Promise<number> {
  const { id } = await trx
    .insertInto('decisions')
    .values({
      brief_id: request.briefId,
      revision: request.revision,
      dispatch_hash: dispatchHash,
      decision,
      actor: viewer.person,
      reason: request.reason ?? null,
      request_key: request.requestKey ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The answer that an earlier press of the same button was given, or null where this is the first. */
export async function replay(
  trx: Trx,
  viewer: Viewer,
  { briefId, revision, requestKey }: DecisionRequest,
  decision: DecisionName,
): Promise<DecisionOutcome | null> {
  if (requestKey === undefined) return null
  const row = await trx
    .selectFrom('decisions')
    .select(['id', 'revision', 'decision', 'actor'])
    .where('brief_id', '=', briefId)
    .where('request_key', '=', requestKey)
    .executeTakeFirst()
  if (row === undefined) return null
  if (row.revision !== revision || row.decision !== decision || row.actor !== viewer.person)
    return conflict(trx, briefId, `this request was already used for another decision on ${briefId}; load it again`)
  return { outcome: 'decided', decision: await decisionOf(trx, row.id) }
}

/** `conflict`, with how things stand. */
export async function conflict(trx: Trx, briefId: string, why: string): Promise<DecisionOutcome> {
  return { outcome: 'conflict', why, review: await loadReview(trx, briefId) }
}

/** Why an update touched no row: the same decision stands (then whose), or something differs. */
export async function explain(
  trx: Trx,
  viewer: Viewer,
  { briefId, revision }: DecisionRequest,
  decision: DecisionName,
  dispatchHash: string | null,
): Promise<DecisionOutcome> {
  const review = await loadReview(trx, briefId)
  let query = trx
    .selectFrom('decisions')
    .select(['id', 'actor', 'decision', 'revision', 'dispatch_hash'])
    .where('brief_id', '=', briefId)
  // Among several approvals the caller's own is theirs; of any other decision the last one stands.
  if (decision === 'approve') query = query.where('decision', 'in', ['approve', 'undo'])
  const rows = await query.orderBy('id', 'desc').execute()
  const last = rows[0]
  const undone = rows.findIndex((row) => row.decision === 'undo')
  const standing = undone === -1 ? rows : rows.slice(0, undone)
  const own = standing.find((row) => row.actor === viewer.person && row.decision === decision)
  const same = decision === 'approve' && last?.decision === 'approve' ? (own ?? last) : last
  const stands =
    same !== undefined &&
    same.decision === decision &&
    same.revision === revision &&
    review.revision === revision &&
    (dispatchHash === null ? decision !== 'approve' : same.dispatch_hash === dispatchHash) &&
    (decision !== 'approve' || review.state === 'approved' || review.state === 'pending')
  if (stands) {
    const outcome = same.actor === viewer.person ? 'decided' : 'already_decided'
    return { outcome, decision: await decisionOf(trx, same.id) }
  }
  if (review.revision !== revision)
    return conflict(
      trx,
      briefId,
      `revision ${revision} of ${briefId} is not the current one: that is ${review.revision}`,
    )
  if (decision === 'approve' && dispatchHash === null)
    return conflict(trx, briefId, `the hash is not that of revision ${revision} of ${briefId}; look at it again`)
  return conflict(trx, briefId, `${briefId} is ${review.state}: ${decision} is not possible any more`)
}

/** Who has approved this revision since the last undo. */
export async function approvers(trx: Trx, briefId: string, revision: number, upTo?: number): Promise<Set<string>> {
  let query = trx
    .selectFrom('decisions')
    .select(['decision', 'actor'])
    .where('brief_id', '=', briefId)
    .where('revision', '=', revision)
    .orderBy('id')
  if (upTo !== undefined) query = query.where('id', '<=', upTo)
  const people = new Set<string>()
  for (const { decision, actor } of await query.execute()) {
    if (decision === 'approve') people.add(actor)
    if (decision === 'undo') people.clear()
  }
  return people
}

/** A decision as its answer says it: from stored rows alone, so that asking again gives the same. */
export async function decisionOf(trx: Trx, id: number): Promise<Decision> {
  const row = await trx.selectFrom('decisions').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const delivery = await trx
    .selectFrom('deliveries')
    .select(['id', 'not_before'])
    .where('id', '=', deliveryIdOf(row.dispatch_hash, id))
    .executeTakeFirst()
  const review = await loadReview(trx, row.brief_id)
  const dispatched = await trx
    .selectFrom('dispatches')
    .select('body')
    .where('brief_id', '=', row.brief_id)
    .where('revision', '=', row.revision)
    .executeTakeFirstOrThrow()
  const approved = row.decision === 'approve' ? await approvers(trx, row.brief_id, row.revision, id) : new Set<string>()
  const missing =
    row.decision === 'approve'
      ? missingOf(review.approvalsNeeded, approved, DispatchBody.parse(JSON.parse(dispatched.body)))
      : 0
  return {
    briefId: row.brief_id,
    revision: row.revision,
    dispatchHash: row.dispatch_hash,
    decision: row.decision,
    by: row.actor,
    at: row.decided_at,
    state: row.decision === 'approve' && missing === 0 ? 'approved' : LEADS_TO[row.decision],
    approvalsMissing: missing,
    delivery: delivery === undefined ? null : { id: delivery.id, notBefore: delivery.not_before },
  }
}

const LEADS_TO: Record<DecisionName, ReviewState> = {
  approve: 'pending',
  edit: 'pending',
  return: 'redraft',
  reject: 'rejected',
  withdraw: 'withdrawn',
  undo: 'pending',
  resubmit: 'pending',
}
