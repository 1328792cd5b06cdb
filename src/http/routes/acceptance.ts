import { createRoute, z } from '@hono/zod-openapi'
import { DECLINE_REASONS, listAcceptances, loadAcceptance } from '../../acceptance/acceptance.ts'
import {
  accept,
  answer,
  answerCommitment,
  decline,
  nurture,
  query,
  reassign,
  reopen,
  withdrawHandoff,
} from '../../acceptance/answer.ts'
import { resubmit } from '../../acceptance/resubmit.ts'
import { Edit } from '../../review/lines.ts'
import { loadReview } from '../../review/review.ts'
import { Answer, shownAnswer } from '../answer.ts'
import { needs } from '../access.ts'
import { answers, jsonBody, refused, viewerOf } from '../request.ts'
import { answered, Decision, withoutAbsent } from './review.ts'
import type { AnswerOutcome, AnswerRequest } from '../../acceptance/answer.ts'
import type { Trx, Viewer } from '../../db/open.ts'
import type { AddRoutes } from '../request.ts'

const id = z.object({ id: z.string().max(80) })
const who = z.object({ as: z.string().optional() })
const day = z.iso.date()
const words = z.string().trim().max(2_000)

/** What an answer names: the revision that was read, and twelve hex digits of its content hash or more. */
const seen = { revision: z.int().min(1), contentHash: z.string().max(80) }

const show = createRoute({
  method: 'get',
  path: '/api/acceptances/{id}',
  middleware: needs('brief.read', 'brief'),
  summary: 'The receiver’s answer to a delivered brief, with the clock that runs',
  request: { params: id, query: who },
  responses: answers('as it stands', Answer),
})

const list = createRoute({
  method: 'get',
  path: '/api/acceptances',
  middleware: needs('queue.read'),
  summary: 'What waits for an answer, the longest waiting first',
  request: { query: who.extend({ receiver: z.string().optional(), sender: z.string().optional() }) },
  responses: answers('waiting and queried', z.strictObject({ acceptances: z.array(Answer) })),
})

const act = <T extends z.ZodType>(action: string, summary: string, schema: T) =>
  createRoute({
    method: 'post',
    path: `/api/acceptances/{id}/${action}`,
    middleware: needs('acceptance.answer', 'brief'),
    summary,
    request: { params: id, query: who, body: jsonBody(schema) },
    responses: answers('as it stands now', Answer),
  })

const again = createRoute({
  method: 'post',
  path: '/api/acceptances/{id}/resubmit',
  middleware: needs('acceptance.answer', 'brief'),
  summary: 'Mend what was declined: the next revision, in review',
  request: {
    params: id,
    query: who,
    body: jsonBody(
      z.strictObject({
        ...seen,
        edits: z.array(Edit).min(1).max(200),
        requestKey: z.string().min(8).max(100).optional(),
      }),
    ),
  },
  responses: answers('the revision that it made', Decision),
})

const ROUTES = {
  accept: act(
    'accept',
    'Take it over',
    z.strictObject({ ...seen, complete: z.boolean(), firstContact: day.nullable(), note: words.optional() }),
  ),
  query: act('query', 'Ask the sender', z.strictObject({ ...seen, questions: z.array(words.min(1)).min(1).max(20) })),
  answer: act(
    'answer',
    'Answer the receiver’s questions',
    z.strictObject({
      ...seen,
      answers: z
        .array(z.strictObject({ question: z.int(), answer: words.min(1) }))
        .min(1)
        .max(20),
    }),
  ),
  decline: act(
    'decline',
    'Send it back with a reason',
    z.strictObject({ ...seen, reason: z.enum(DECLINE_REASONS), note: words.optional() }),
  ),
  commitment: act(
    'commitment',
    'Answer one promise by itself',
    z.strictObject({
      ...seen,
      commitment: z.string().max(20),
      answer: z.enum(['accepted', 'contested', 'renegotiate', 'assigned']),
      person: z.email().toLowerCase().nullable().default(null),
      due: day.nullable().default(null),
      note: words.nullable().default(null),
    }),
  ),
  reassign: act('reassign', 'Name another receiver', z.strictObject({ ...seen, receiver: z.email().toLowerCase() })),
  nurture: act('nurture', 'Back to marketing', z.strictObject(seen)),
  withdraw: act('withdraw', 'Take the handoff back', z.strictObject(seen)),
  reopen: act('reopen', 'Open again what was accepted', z.strictObject(seen)),
}

/** The receiver's side, and the sender's answer to it. */
export const acceptanceRoutes: AddRoutes = (app, services) => {
  const { database, render, policy, promisesIn } = services

  app.openapi(show, async (context) => {
    const viewer = await viewerOf(context, services)
    const { id: briefId } = context.req.valid('param')
    return context.json(
      await database.as(viewer, async (trx) => shownAnswer(trx, await loadAcceptance(trx, briefId))),
      200,
    )
  })
  app.openapi(list, async (context) => {
    const viewer = await viewerOf(context, services)
    const { receiver, sender } = withoutAbsent(context.req.valid('query'))
    const found = await database.as(viewer, async (trx) => {
      const all = await listAcceptances(
        trx,
        withoutAbsent({ states: ['waiting', 'queried'] as const, receiver, sender }),
      )
      const out = []
      for (const one of all) out.push(await shownAnswer(trx, one))
      return out
    })
    return context.json({ acceptances: found }, 200)
  })

  /** One transaction: the answer, and how things stand after it. */
  const settle = async <R extends AnswerRequest>(
    viewer: Viewer,
    request: R,
    work: (trx: Trx, viewer: Viewer, request: R) => Promise<AnswerOutcome>,
  ) => {
    const [outcome, now] = await database.as(viewer, async (trx) => {
      const outcome = await work(trx, viewer, request)
      return [outcome, await shownAnswer(trx, outcome.acceptance)] as const
    })
    // The same answer again is an answer, not a failure: nothing was asked for that does not stand.
    if (outcome.outcome === 'conflict') return refused('conflict', outcome.why, { acceptance: now })
    return now
  }

  app.openapi(ROUTES.accept, async (context) => {
    const request = { ...withoutAbsent(context.req.valid('json')), briefId: context.req.valid('param').id }
    return reply(await settle(await viewerOf(context, services), request, accept))
  })
  app.openapi(ROUTES.query, async (context) => {
    const request = { ...context.req.valid('json'), briefId: context.req.valid('param').id }
    return reply(await settle(await viewerOf(context, services), request, query))
  })
  app.openapi(ROUTES.answer, async (context) => {
    const request = { ...context.req.valid('json'), briefId: context.req.valid('param').id }
    return reply(await settle(await viewerOf(context, services), request, answer))
  })
  app.openapi(ROUTES.decline, async (context) => {
    const request = { ...withoutAbsent(context.req.valid('json')), briefId: context.req.valid('param').id }
    return reply(await settle(await viewerOf(context, services), request, decline))
  })
  app.openapi(ROUTES.commitment, async (context) => {
    const request = { ...context.req.valid('json'), briefId: context.req.valid('param').id }
    return reply(await settle(await viewerOf(context, services), request, answerCommitment))
  })
  app.openapi(ROUTES.reassign, async (context) => {
    const request = { ...context.req.valid('json'), briefId: context.req.valid('param').id }
    return reply(await settle(await viewerOf(context, services), request, reassign))
  })
  for (const [route, work] of [
    [ROUTES.nurture, nurture],
    [ROUTES.withdraw, withdrawHandoff],
    [ROUTES.reopen, reopen],
  ] as const)
    app.openapi(route, async (context) => {
      const request = { ...context.req.valid('json'), briefId: context.req.valid('param').id }
      return reply(await settle(await viewerOf(context, services), request, work))
    })
  app.openapi(again, async (context) => {
    const viewer = await viewerOf(context, services)
    const request = { ...withoutAbsent(context.req.valid('json')), briefId: context.req.valid('param').id }
    const [outcome, now] = await database.as(viewer, async (trx) => {
      const outcome = await resubmit(trx, viewer, request, { render, policy, promisesIn })
      return [outcome, await loadReview(trx, request.briefId)] as const
    })
    if (outcome.outcome === 'conflict') return refused('conflict', outcome.why, { review: now })
    return answered(outcome, now)
  })
}

/** A refusal is a whole response already. */
function reply(value: Answer | Response) {
  return (value instanceof Response ? value : Response.json(value)) as never
}
