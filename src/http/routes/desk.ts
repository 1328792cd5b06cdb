import { createRoute, z } from '@hono/zod-openapi'
import { assign, comment, commentsOn, haveSeen, release, snooze, take } from '../../review/desk.ts'
import { loadReview } from '../../review/review.ts'
import { needs } from '../access.ts'
import { Desk, deskOf } from '../desk.ts'
import { answers, jsonBody, viewerOf } from '../request.ts'
import type { Trx, Viewer } from '../../db/open.ts'
import type { AddRoutes } from '../request.ts'

const id = z.object({ id: z.string().max(80) })
const who = z.object({ as: z.string().optional() })
const place = z.string().regex(/^[a-z0-9_-]+\.[1-9]\d{0,2}$/, 'a place such as headline.1')

const act = <T extends z.ZodType>(action: string, summary: string, schema: T) =>
  createRoute({
    method: 'post',
    path: `/api/reviews/{id}/${action}`,
    middleware: needs('review.discuss', 'brief'),
    summary,
    request: { params: id, query: who, body: jsonBody(schema) },
    responses: answers('how it stands among people', Desk),
  })

const Nothing = z.strictObject({})
const Assign = z.strictObject({ to: z.email().toLowerCase().nullable() })
const Snooze = z.strictObject({ until: z.iso.datetime({ offset: true }).nullable() })
const Say = z.strictObject({ text: z.string().trim().min(1).max(2_000), at: place.nullable().default(null) })
const Seen = z.strictObject({ revision: z.int().min(1), places: z.array(place).max(500) })

const comments = createRoute({
  method: 'get',
  path: '/api/reviews/{id}/comments',
  middleware: needs('brief.read', 'brief'),
  summary: 'What people said beside it',
  request: { params: id, query: who },
  responses: answers(
    'the oldest first',
    z.strictObject({
      comments: z.array(
        z.strictObject({
          id: z.int(),
          revision: z.int(),
          at: z.string().nullable(),
          text: z.string(),
          by: z.string(),
          writtenAt: z.string(),
        }),
      ),
    }),
  ),
})

/** What people do around a decision. None of it decides anything. */
export const deskRoutes: AddRoutes = (app, services) => {
  const { database } = services
  const then = (viewer: Viewer, briefId: string, work: (trx: Trx) => Promise<unknown>) =>
    database.as(viewer, async (trx) => {
      await work(trx)
      return deskOf(trx, await loadReview(trx, briefId))
    })

  for (const [action, summary, work] of [
    ['take', 'Show others that one reads it, for a quarter of an hour', take],
    ['release', 'Let it go again', release],
  ] as const)
    app.openapi(act(action, summary, Nothing), async (context) => {
      const viewer = await viewerOf(context, services)
      const { id: briefId } = context.req.valid('param')
      return context.json(await then(viewer, briefId, (trx) => work(trx, viewer, briefId)), 200)
    })
  app.openapi(act('assign', 'Say whose turn it is', Assign), async (context) => {
    const viewer = await viewerOf(context, services)
    const { id: briefId } = context.req.valid('param')
    const { to } = context.req.valid('json')
    return context.json(await then(viewer, briefId, (trx) => assign(trx, viewer, briefId, to)), 200)
  })
  app.openapi(act('snooze', 'Keep it out of the queue until a time', Snooze), async (context) => {
    const viewer = await viewerOf(context, services)
    const { id: briefId } = context.req.valid('param')
    const { until } = context.req.valid('json')
    return context.json(await then(viewer, briefId, (trx) => snooze(trx, viewer, briefId, until)), 200)
  })
  app.openapi(act('comment', 'Say something beside it', Say), async (context) => {
    const viewer = await viewerOf(context, services)
    const { id: briefId } = context.req.valid('param')
    const said = context.req.valid('json')
    return context.json(await then(viewer, briefId, (trx) => comment(trx, viewer, briefId, said)), 200)
  })
  app.openapi(act('seen', 'Record what one had before oneself, and which lines one opened', Seen), async (context) => {
    const viewer = await viewerOf(context, services)
    const { id: briefId } = context.req.valid('param')
    const seen = context.req.valid('json')
    return context.json(await then(viewer, briefId, (trx) => haveSeen(trx, viewer, briefId, seen)), 200)
  })
  app.openapi(comments, async (context) => {
    const viewer = await viewerOf(context, services)
    const { id: briefId } = context.req.valid('param')
    const said = await database.as(viewer, async (trx) => {
      await loadReview(trx, briefId)
      return commentsOn(trx, briefId)
    })
    return context.json(
      { comments: said.map(({ writtenAt, ...one }) => ({ ...one, writtenAt: writtenAt.toISOString() })) },
      200,
    )
  })
}
