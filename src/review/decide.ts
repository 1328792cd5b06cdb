import { sql } from 'kysely'
import { loadRevision } from '../briefs/store.ts'
import { appendEvent } from '../db/events.ts'
import { AppError } from '../lib/errors.ts'
import { approvers, conflict, decisionOf, explain, record, replay } from './decisions.ts'
import { loadDispatch } from './dispatch.ts'
import { shownTo } from './desk.ts'
import { whyNotAnyMore } from './in-the-way.ts'
import { reviewMachine } from './machine.ts'
import { dropQueued, queueDelivery } from './outbox.ts'
import { assertMayDecide, expiresAfter, missingOf, restOf } from './policy.ts'
import { loadReview, lockReview } from './review.ts'
import { assertSeesAll, notSharedWith } from './share.ts'
import type { RawBuilder } from 'kysely'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'
import type { Step } from '../lib/machine.ts'
import type { DecisionName, DecisionOutcome, DecisionRequest } from './decisions.ts'
import type { ReviewState } from './machine.ts'
import type { ReviewPolicy } from './policy.ts'

/** At least this many hex digits of a hash name it. */
export const HASH_PREFIX = 12

/**
 * Approves exactly what was shown: the revision whose dispatch has this hash (whole, or a prefix of twelve hex digits
 * or more). State, event, delivery and its job stand or fall together. Refuses with `forbidden` who may not approve, or may
 * not see all of it.
 */
export async function approve(
  trx: Trx,
  viewer: Viewer,
  request: DecisionRequest & { dispatchHash: string },
  policy: ReviewPolicy,
): Promise<DecisionOutcome> {
  const { briefId, revision } = request
  const prefix = readHash(request.dispatchHash)
  const replayed = await replay(trx, viewer, request, 'approve')
  if (replayed !== null) return replayed
  const why = await whyNotAnyMore(trx, viewer, briefId, await lockReview(trx, briefId))
  const dispatch = await loadDispatch(trx, briefId, revision)
  if (dispatch !== null && 'altered' in dispatch)
    return conflict(trx, briefId, `${briefId} revision ${revision} was changed in the database: ${dispatch.altered}`)
  const { approvalsNeeded } = await loadReview(trx, briefId)
  await assertMayDecide(trx, viewer, dispatch?.body ?? null, approvalsNeeded)
  const hash = dispatch?.hash ?? ''
  if (dispatch === null || !hash.startsWith(prefix)) return explain(trx, viewer, request, 'approve', null)
  if (why !== null) return conflict(trx, briefId, why)
  const stored = await loadRevision(trx, briefId, revision)
  if (stored !== null) {
    await assertSeesAll(trx, viewer, stored.brief)
    const why = await notSharedWith(trx, dispatch.body, stored.brief)
    if (why !== null) return conflict(trx, briefId, `${briefId} revision ${revision}: ${why}; draft it again`)
  }

  const standing = await approvers(trx, briefId, revision)
  if (standing.has(viewer.person)) return explain(trx, viewer, request, 'approve', hash)
  const missing = missingOf(approvalsNeeded, new Set([...standing, viewer.person]), dispatch.body)
  const step = missing > 0 ? reviewMachine.step('approve', 'pending') : reviewMachine.step('approve', 'approved')
  if (!(await turn(trx, request, step))) return explain(trx, viewer, request, 'approve', hash)

  const about = { ...dispatch.body, type: stored?.brief.handoff.type ?? null }
  await renewExpiry(trx, briefId, expiresAfter(policy, about))
  const decisionId = await record(trx, viewer, request, 'approve', hash)
  const delivery = missing > 0 ? null : await queueDelivery(trx, dispatch, decisionId, restOf(policy, about))
  await appendEvent(trx, {
    kind: 'review.approved',
    subject: briefId,
    actor: viewer.person,
    data: {
      revision,
      dispatchHash: hash,
      contentHash: dispatch.body.contentHash,
      approvalsMissing: missing,
      delivery: delivery?.id ?? null,
      shown: await shownTo(trx, viewer, briefId, revision),
    },
  })
  return { outcome: 'decided', decision: await decisionOf(trx, decisionId) }
}

/** Sends it back to be drafted again; `reason` is for the one who drafts. */
export async function sendBack(trx: Trx, viewer: Viewer, request: DecisionRequest): Promise<DecisionOutcome> {
  return decide(trx, viewer, request, 'return', reviewMachine.step('return', 'redraft'), 'review.returned')
}

/** Ends it: this is not handed over by this brief. */
export async function reject(trx: Trx, viewer: Viewer, request: DecisionRequest): Promise<DecisionOutcome> {
  return decide(trx, viewer, request, 'reject', reviewMachine.step('reject', 'rejected'), 'review.rejected')
}

/** Takes it out of review, approved or not, while no delivery has started. */
export async function withdraw(trx: Trx, viewer: Viewer, request: DecisionRequest): Promise<DecisionOutcome> {
  return decide(trx, viewer, request, 'withdraw', reviewMachine.step('withdraw', 'withdrawn'), 'review.withdrawn')
}

/** Takes an approval back, while no delivery has started. */
export async function undo(trx: Trx, viewer: Viewer, request: DecisionRequest): Promise<DecisionOutcome> {
  return decide(trx, viewer, request, 'undo', reviewMachine.step('undo', 'pending'), 'review.undone')
}

/** An approval is good for as long as a decision may wait: what rests or is held for longer wants another one. */
async function renewExpiry(trx: Trx, briefId: string, until: RawBuilder<string>): Promise<void> {
  await trx.updateTable('reviews').set({ expires_at: until }).where('brief_id', '=', briefId).execute()
}

/** The guarded update of R2: only this revision, only from the states that the machine allows. */
async function turn(
  trx: Trx,
  { briefId, revision }: DecisionRequest,
  step: Step<string, ReviewState, ReviewState>,
): Promise<boolean> {
  const turned = await trx
    .updateTable('reviews')
    .set({ state: step.to, changed_at: sql<string>`baton_now()` })
    .where('brief_id', '=', briefId)
    .where('revision', '=', revision)
    .where('state', 'in', step.from)
    .returning('brief_id')
    .executeTakeFirst()
  return turned !== undefined
}

async function decide(
  trx: Trx,
  viewer: Viewer,
  request: DecisionRequest,
  decision: Exclude<DecisionName, 'approve' | 'edit' | 'resubmit'>,
  step: Step<string, ReviewState, ReviewState>,
  kind: `review.${string}`,
): Promise<DecisionOutcome> {
  await assertMayDecide(trx, viewer, null)
  const replayed = await replay(trx, viewer, request, decision)
  if (replayed !== null) return replayed
  const { briefId, revision } = request
  const before = await lockReview(trx, briefId)
  const why = decision === 'return' || decision === 'reject' ? await whyNotAnyMore(trx, viewer, briefId, before) : null
  if (why !== null) return conflict(trx, briefId, why)
  if (before.revision !== revision || !step.from.includes(before.state))
    return explain(trx, viewer, request, decision, null)
  if (before.state === 'approved' && !(await dropQueued(trx, viewer, briefId, decision)))
    return conflict(trx, briefId, `the delivery of ${briefId} has started: it cannot be taken back any more`)
  if (!(await turn(trx, request, step))) return explain(trx, viewer, request, decision, null)
  const { dispatchHash } = await loadReview(trx, briefId)
  const id = await record(trx, viewer, request, decision, dispatchHash)
  await appendEvent(trx, { kind, subject: briefId, actor: viewer.person, data: { revision, dispatchHash } })
  return { outcome: 'decided', decision: await decisionOf(trx, id) }
}

function readHash(given: string): string {
  const hex = given.replace(/^sha256:/, '').toLowerCase()
  if (!/^[0-9a-f]{12,64}$/.test(hex))
    throw new AppError('bad_call', `a hash is named by ${HASH_PREFIX} hex digits or more; copy it from what was shown`)
  return `sha256:${hex}`
}
