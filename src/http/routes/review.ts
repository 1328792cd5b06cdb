import { createRoute, z } from '@hono/zod-openapi'
import { loadRevision } from '../../briefs/store.ts'
import { deliver } from '../../delivery/deliver.ts'
import { listDeliveries, loadDelivery } from '../../delivery/delivery.ts'
import { recall } from '../../delivery/recall.ts'
import { resolve } from '../../delivery/resolve.ts'
import { AppError } from '../../lib/errors.ts'
import { approve, reject, sendBack, undo, withdraw } from '../../review/decide.ts'
import { loadDispatch, shownOf } from '../../review/dispatch.ts'
import { edit } from '../../review/edit.ts'
import { Edit, placesOf } from '../../review/lines.ts'
import { reviewMachine } from '../../review/machine.ts'
import { loadReview } from '../../review/review.ts'
import { Hurt, whatCanHurt } from '../../review/what-can-hurt.ts'
import { nowOf } from '../../db/now.ts'
import { assertSeesAll } from '../../review/share.ts'
import { needs } from '../access.ts'
import { Desk, deskOf, stateNow } from '../desk.ts'
import { answers, jsonBody, refused, viewerOf } from '../request.ts'
import type { Delivery } from '../../delivery/delivery.ts'
import type { DecisionOutcome } from '../../review/decisions.ts'
import type { AddRoutes } from '../request.ts'

const id = z.object({ id: z.string().max(80) })
const who = z.object({ as: z.string().optional() })
/** The caller's own name for one press of a button: the same press again gets the same answer and decides nothing. */
const requestKey = z.string().min(8).max(100).optional()
const revision = z.int().min(1)
const reason = z.string().trim().max(2_000).optional()

export const Decision = z
  .strictObject({
    briefId: z.string(),
    revision,
    dispatchHash: z.string(),
    decision: z.enum(['approve', 'edit', 'return', 'reject', 'withdraw', 'undo', 'resubmit']),
    by: z.string(),
    at: z.string(),
    state: z.enum(reviewMachine.states as [string, ...string[]]),
    approvalsMissing: z.int(),
    delivery: z.strictObject({ id: z.string(), notBefore: z.string() }).nullable(),
    /** for an edit: the revision that it made and what an approval of it is of */
    next: z.strictObject({ revision, dispatchHash: z.string() }).nullable(),
  })
  .openapi('Decision')

const Carried = z
  .strictObject({
    id: z.string(),
    briefId: z.string(),
    revision,
    channel: z.string(),
    state: z.string(),
    notBefore: z.string(),
    attempts: z.int(),
    ref: z.string().nullable(),
    refused: z.array(z.strictObject({ recipient: z.string(), reason: z.string() })),
    reason: z.string().nullable(),
  })
  .openapi('Delivery')

const Outgoing = z
  .strictObject({
    briefId: z.string(),
    revision,
    state: z.string(),
    dispatchHash: z.string(),
    approvalsNeeded: z.int(),
    audience: z.string(),
    channel: z.string(),
    from: z.string(),
    to: z.array(z.string()),
    subject: z.string(),
    text: z.string(),
    places: z.array(z.strictObject({ at: z.string(), text: z.string() })),
    /** what this very text does: promises, days, prices, legal terms, confidences, differences from the ledger, new people */
    hurts: z.array(Hurt),
    desk: Desk,
  })
  .openapi('Outgoing')

const decided = (summary: string, action: string, schema: z.ZodType) =>
  createRoute({
    method: 'post',
    path: `/api/reviews/{id}/${action}`,
    middleware: needs('review.decide', 'brief'),
    summary,
    request: { params: id, query: who, body: jsonBody(schema) },
    responses: answers('the decision; the same request again gives the same answer', Decision),
  })

const show = createRoute({
  method: 'get',
  path: '/api/reviews/{id}',
  middleware: needs('brief.read', 'brief'),
  summary: 'What an approval would be of, read back from the very bytes that would leave',
  request: { params: id, query: who },
  responses: answers('the current revision', Outgoing),
})

const Approve = z.strictObject({ revision, dispatchHash: z.string().max(80), requestKey })
const Decide = z.strictObject({ revision, reason, requestKey })
const Change = z.strictObject({
  revision,
  edits: z.array(Edit).max(200),
  recipients: z
    .array(z.strictObject({ email: z.string().max(320), name: z.string().max(200).nullable().optional() }))
    .min(1)
    .max(50)
    .optional(),
  requestKey,
})

const list = createRoute({
  method: 'get',
  path: '/api/deliveries',
  middleware: needs('brief.read', 'named'),
  summary: 'Deliveries and how far they came',
  request: { query: who.extend({ brief: z.string().max(80).optional() }) },
  responses: answers('the oldest first', z.strictObject({ deliveries: z.array(Carried) })),
})

const run = createRoute({
  method: 'post',
  path: '/api/deliveries/{id}/run',
  middleware: needs('delivery.run', 'delivery'),
  summary: 'Take an approved delivery as far as it gets now',
  request: { params: id, query: who },
  responses: answers('how it stands', Carried),
})

const settle = createRoute({
  method: 'post',
  path: '/api/deliveries/{id}/resolve',
  middleware: needs('delivery.resolve', 'delivery'),
  summary: 'Say what became of a delivery that cannot tell by itself',
  request: {
    params: id,
    query: who,
    body: jsonBody(z.strictObject({ resolution: z.enum(['retry', 'found', 'release', 'drop']) })),
  },
  responses: answers('how it stands', Carried),
})

const takeBack = createRoute({
  method: 'post',
  path: '/api/deliveries/{id}/recall',
  middleware: needs('delivery.resolve', 'delivery'),
  summary: 'Take back what was delivered, where its channel can',
  request: { params: id, query: who },
  responses: answers('how it stands', Carried),
})

/** Review and delivery. Reading is GET and changes nothing; every decision is a POST that names what was seen. */
export const reviewRoutes: AddRoutes = (app, services) => {
  const { database, render, policy, courier, promisesIn } = services

  app.openapi(show, async (context) => {
    const viewer = await viewerOf(context, services)
    const { id: briefId } = context.req.valid('param')
    const found = await database.as(viewer, async (trx) => {
      const review = await loadReview(trx, briefId)
      const dispatch = await loadDispatch(trx, briefId, review.revision)
      const stored = await loadRevision(trx, briefId, review.revision)
      if (dispatch === null || stored === null || 'altered' in dispatch || !stored.intact)
        throw new AppError(
          'conflict',
          `${briefId} revision ${review.revision} was changed in the database; draft it again`,
        )
      await assertSeesAll(trx, viewer, stored.brief)
      const { audience, channel } = dispatch.body
      const { approvalsNeeded, dispatchHash } = review
      const state = stateNow(review)
      const shown = await shownOf(dispatch)
      const places = placesOf(stored.brief)
      return {
        briefId,
        revision: review.revision,
        state,
        dispatchHash,
        approvalsNeeded,
        audience,
        channel,
        ...shown,
        places,
        hurts: await whatCanHurt(trx, dispatch, stored.brief, { promisesIn, at: (await nowOf(trx)).toISOString() }),
        desk: await deskOf(trx, review),
      }
    })
    return context.json(found, 200)
  })

  app.openapi(decided('Approve exactly what was shown', 'approve', Approve), async (context) => {
    const viewer = await viewerOf(context, services)
    const request = {
      ...(context.req.valid('json') as z.infer<typeof Approve>),
      briefId: context.req.valid('param').id,
    }
    return answered(await database.as(viewer, (trx) => approve(trx, viewer, withoutAbsent(request), policy)))
  })
  for (const [action, decide] of [
    ['return', sendBack],
    ['reject', reject],
    ['withdraw', withdraw],
    ['undo', undo],
  ] as const)
    app.openapi(decided(`Decide: ${action}`, action, Decide), async (context) => {
      const viewer = await viewerOf(context, services)
      const request = {
        ...(context.req.valid('json') as z.infer<typeof Decide>),
        briefId: context.req.valid('param').id,
      }
      return answered(await database.as(viewer, (trx) => decide(trx, viewer, withoutAbsent(request))))
    })
  for (const [action, summary] of [
    ['edit', 'Change lines or recipients: the next revision, pending again'],
    ['resubmit', 'Put what lapsed or was returned before people again, changed or as it was'],
  ] as const)
    app.openapi(decided(summary, action, Change), async (context) => {
      const viewer = await viewerOf(context, services)
      const request = {
        ...(context.req.valid('json') as z.infer<typeof Change>),
        briefId: context.req.valid('param').id,
      }
      return answered(
        ...(await database.as(viewer, async (trx) => {
          const resubmit = action === 'resubmit'
          const outcome = await edit(
            trx,
            viewer,
            { ...withoutAbsent(request), resubmit },
            { render, policy, promisesIn },
          )
          return [outcome, await loadReview(trx, request.briefId)] as const
        })),
      )
    })

  app.openapi(list, async (context) => {
    const viewer = await viewerOf(context, services)
    const { brief } = context.req.valid('query')
    const found = await database.as(viewer, (trx) => listDeliveries(trx, brief === undefined ? {} : { briefId: brief }))
    return context.json({ deliveries: found.map(carried) }, 200)
  })
  app.openapi(run, async (context) => {
    await viewerOf(context, services)
    return context.json(carried(await deliver(courier, context.req.valid('param').id)), 200)
  })
  app.openapi(takeBack, async (context) => {
    const viewer = await viewerOf(context, services)
    return context.json(carried(await recall(courier, viewer, context.req.valid('param').id)), 200)
  })
  app.openapi(settle, async (context) => {
    const viewer = await viewerOf(context, services)
    const { id: delivery } = context.req.valid('param')
    const { resolution } = context.req.valid('json')
    const outcome = await database.as(viewer, (trx) => resolve(trx, viewer, delivery, resolution))
    if (outcome.outcome === 'conflict') return refused('conflict', outcome.why, { delivery: carried(outcome.delivery) })
    return context.json(carried(await database.as(viewer, (trx) => loadDelivery(trx, delivery))), 200)
  })
}

/** 200 with the decision; 409 with the one that stands, or with how the review stands. */
export function answered(outcome: DecisionOutcome, now?: { revision: number; dispatchHash: string }) {
  if (outcome.outcome === 'conflict') return refused('conflict', outcome.why, { review: outcome.review })
  const { decision } = outcome
  if (outcome.outcome === 'already_decided') {
    const why = `${decision.briefId} revision ${decision.revision}: ${decision.decision} was already decided by ${decision.by} at ${decision.at.toISOString()}`
    return refused('already_decided', why, { decision })
  }
  const next =
    (decision.decision === 'edit' || decision.decision === 'resubmit') && now !== undefined
      ? { revision: now.revision, dispatchHash: now.dispatchHash }
      : null
  return Response.json({ ...decision, next }) as never
}

function carried(delivery: Delivery): z.infer<typeof Carried> {
  const { id: name, briefId, channel, state, attempts, ref, reason: why } = delivery
  return {
    id: name,
    briefId,
    revision: delivery.revision,
    channel,
    state,
    notBefore: delivery.notBefore.toISOString(),
    attempts,
    ref,
    refused: [...delivery.refused],
    reason: why,
  }
}

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** Optional fields that were not sent are not there, rather than there and undefined. */
export function withoutAbsent<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Present<T>
}
