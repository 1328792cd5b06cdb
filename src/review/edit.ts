import { sql } from 'kysely'
import { joinTeamOfBrief } from '../access/team.ts'
import { sharedWith } from '../briefs/seen.ts'
import { loadRevision, saveRevision } from '../briefs/store.ts'
import { appendEvent } from '../db/events.ts'
import { AppError } from '../lib/errors.ts'
import { conflict, decisionOf, explain, record, replay } from './decisions.ts'
import { loadDispatch, makeDispatch, saveDispatch, senderOf } from './dispatch.ts'
import { nowOf } from '../db/now.ts'
import { whatCanHurt } from './what-can-hurt.ts'
import { lapse, newerInstead, whyNotAnyMore } from './in-the-way.ts'
import { applyEdits } from './lines.ts'
import { reviewMachine } from './machine.ts'
import { dropQueued } from './outbox.ts'
import { approvalsNeeded, assertDecides, expiresAfter } from './policy.ts'
import { parseRecipient } from './recipients.ts'
import { loadReview, lockReview } from './review.ts'
import { assertSeesAll, sightOfReceivers } from './share.ts'
import type { Brief } from '../briefs/brief.ts'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'
import type { DecisionOutcome, DecisionRequest } from './decisions.ts'
import type { Render } from './dispatch.ts'
import type { Edit } from './lines.ts'
import type { PromisesIn } from './what-can-hurt.ts'
import type { ReviewPolicy } from './policy.ts'

export type EditPorts = { render: Render; policy: ReviewPolicy; promisesIn: PromisesIn }

/**
 * Makes the next revision from a person's changes, with a dispatch of its own, pending again; both revisions stay.
 * An approval of the old one is void and what it queued is dropped. Channel and target never change by an edit;
 * recipients only where `recipients` says so. With `resubmit`, what lapsed or was returned goes before people again, changed
 * or, where it lapsed, as it was.
 */
export async function edit(
  trx: Trx,
  viewer: Viewer,
  request: DecisionRequest & {
    edits: readonly Edit[]
    recipients?: readonly { email: string; name?: string | null }[]
    /** the delivered revision was declined, which the caller has checked and locked: a new one may follow it */
    declined?: boolean
    /** drafted anew after people corrected findings: the next revision as it is, instead of edits of the last one */
    redrafted?: Brief
    resubmit?: boolean
  },
  { render, policy, promisesIn }: EditPorts,
): Promise<DecisionOutcome> {
  await assertDecides(trx, viewer)
  const action = request.resubmit === true ? 'resubmit' : 'edit'
  const replayed = await replay(trx, viewer, request, action)
  if (replayed !== null) return replayed
  const { briefId, revision } = request
  const step = reviewMachine.step(action, 'pending')
  const before = await lockReview(trx, briefId)
  const why = action === 'edit' ? await whyNotAnyMore(trx, viewer, briefId, before) : null
  if (why !== null) return conflict(trx, briefId, why)
  if (action === 'resubmit' && before.state === 'pending' && before.expired) {
    await lapse(trx, briefId, revision)
    before.state = 'lapsed'
  }
  if (before.revision !== revision || !step.from.includes(before.state))
    return explain(trx, viewer, request, action, null)
  const unchanged = request.edits.length === 0 && request.recipients === undefined && request.redrafted === undefined
  if (unchanged && before.state !== 'lapsed')
    throw new AppError('bad_call', 'nothing to change; name a line and its new words')
  if (action === 'resubmit' && before.newer !== null) return conflict(trx, briefId, newerInstead(briefId, before.newer))
  const stored = await loadRevision(trx, briefId, revision)
  const dispatch = await loadDispatch(trx, briefId, revision)
  if (stored === null || dispatch === null)
    throw new AppError('not_found', `revision ${revision} of ${briefId} is not there`)
  if (!stored.intact || 'altered' in dispatch)
    return conflict(trx, briefId, `${briefId} revision ${revision} was changed in the database; draft it again`)
  await assertSeesAll(trx, viewer, stored.brief)
  if (dispatch.mediaType !== 'message/rfc822')
    return conflict(
      trx,
      briefId,
      `${briefId} is no mail and is not edited: withdraw it, and propose it anew with baton fix`,
    )
  const blocking = request.declined === true ? (['sending', 'unsure'] as const) : undefined
  if (!(await dropQueued(trx, viewer, briefId, 'edit', blocking)))
    return conflict(trx, briefId, `the delivery of ${briefId} has started: it cannot be changed any more`)

  const { audience, channel } = dispatch.body
  const recipients = (request.recipients ?? dispatch.body.recipients).map(parseRecipient)
  // Whoever is named to receive it becomes one of the team, as by the draft; what they may not see all the same stays out.
  if (audience === 'internal' && request.recipients !== undefined)
    for (const { email } of recipients)
      await joinTeamOfBrief(trx, briefId, { person: email, part: 'handoff' }, viewer.person)
  const sight = await sightOfReceivers(trx, { audience, recipients }, stored.brief)
  const again = unchanged ? { ...stored.brief, revision: revision + 1 } : null
  const changed = request.redrafted ?? again ?? applyEdits(stored.brief, request.edits, viewer.person)
  const edited = sight === null ? changed : sharedWith(changed, sight)
  const next = await makeDispatch(
    edited,
    {
      audience,
      channel,
      sender: await senderOf(dispatch),
      recipients,
    },
    render,
  )
  await saveRevision(trx, stored.handoffId, edited, viewer.person, {
    revision,
    readers: sight === null ? [] : recipients.map(({ email }) => email),
  })
  await saveDispatch(trx, next)
  const { requestedBy } = await loadReview(trx, briefId)
  const { type } = edited.handoff
  const at = (await nowOf(trx)).toISOString()
  const hurts = await whatCanHurt(trx, next, edited, { promisesIn, at })
  const needed = await approvalsNeeded(trx, policy, { body: next.body, type, hurts, requestedBy })
  await trx
    .updateTable('reviews')
    .set({
      state: step.to,
      revision: edited.revision,
      approvals_needed: Math.max(1, needed),
      changed_at: sql<string>`baton_now()`,
      expires_at: expiresAfter(policy, { audience, channel, type }),
    })
    .where('brief_id', '=', briefId)
    .where('revision', '=', revision)
    .where('state', 'in', step.from)
    .executeTakeFirstOrThrow()
  const id = await record(trx, viewer, request, action, dispatch.hash)
  await appendEvent(trx, {
    kind: request.resubmit === true ? 'review.resubmitted' : 'review.edited',
    subject: briefId,
    actor: viewer.person,
    data: {
      revision,
      dispatchHash: dispatch.hash,
      nextRevision: edited.revision,
      nextDispatchHash: next.hash,
      nextContentHash: edited.contentHash,
      changes:
        request.redrafted === undefined
          ? request.edits.map((change) => `${change.op} ${change.op === 'add' ? change.to : change.at}`)
          : ['redrafted'],
      recipientsChanged: request.recipients !== undefined,
    },
  })
  return { outcome: 'decided', decision: await decisionOf(trx, id) }
}
