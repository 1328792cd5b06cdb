import { createRoute, z } from '@hono/zod-openapi'
import { Desk } from '../desk.ts'
import { queueOf } from '../queue.ts'
import { shownBrief } from '../shown.ts'
import { needs } from '../access.ts'
import { answers, jsonBody, viewerOf } from '../request.ts'
import type { AddRoutes } from '../request.ts'

/** `brief` is a `baton.brief/1`; its own schema is the public contract. */
const Draft = z.strictObject({ brief: z.any(), notes: z.array(z.string()), standing: z.string() }).openapi('Draft')

const draft = createRoute({
  method: 'post',
  path: '/api/briefs',
  middleware: needs('brief.draft', 'named'),
  summary: 'Draft a brief of an account from what the workspace holds',
  request: {
    body: jsonBody(
      z.strictObject({
        account: z.string().min(1).max(200),
        handoff: z.string().max(80).optional(),
        deal: z.string().max(200).optional(),
        asOf: z.string().max(40).optional(),
        to: z.email().toLowerCase().optional(),
      }),
    ),
  },
  responses: answers('the brief, and where it stands', Draft),
})

const Waiting = z
  .strictObject({
    id: z.string(),
    revision: z.int(),
    waits: z.enum(['review', 'redraft', 'delivery', 'acceptance', 'answer']),
    account: z.string(),
    deal: z.string().nullable(),
    handoff: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    since: z.string(),
    reason: z.string().nullable(),
    hash: z.string().nullable(),
    inPlaceOf: z.string().nullable(),
    stranded: z.boolean(),
    takenBy: z.string().nullable(),
    assignedTo: z.string().nullable(),
    newer: z.strictObject({ id: z.string(), changes: z.int() }).nullable(),
  })
  .openapi('Waiting')

const queue = createRoute({
  method: 'get',
  path: '/api/queue',
  middleware: needs('queue.read'),
  summary: 'What waits for somebody, the longest waiting first',
  responses: answers(
    'reviews, deliveries to look at, answers of receivers',
    z.strictObject({ queue: z.array(Waiting) }),
  ),
})

const Shown = z
  .strictObject({
    brief: z.any(),
    state: z.string(),
    intact: z.boolean(),
    struck: z.boolean(),
    createdBy: z.string(),
    createdAt: z.string(),
    dispatch: z
      .strictObject({
        hash: z.string(),
        channel: z.string(),
        from: z.string(),
        to: z.array(z.string()),
        subject: z.string(),
      })
      .nullable(),
    deliveries: z.array(
      z.strictObject({ id: z.string(), state: z.string(), channel: z.string(), reason: z.string().nullable() }),
    ),
    acceptance: z.string().nullable(),
    desk: Desk.nullable(),
  })
  .openapi('Shown')

const show = createRoute({
  method: 'get',
  path: '/api/briefs/{id}',
  middleware: needs('brief.read', 'brief'),
  summary: 'One revision of a brief and where it stands',
  request: {
    params: z.object({ id: z.string().max(80) }),
    query: z.object({ revision: z.coerce.number().int().min(1).optional(), as: z.string().optional() }),
  },
  responses: answers('the newest revision where none is named', Shown),
})

export const briefRoutes: AddRoutes = (app, services) => {
  app.openapi(draft, async (context) => {
    const viewer = await viewerOf(context, services)
    // Loaded when they are called, as in imports.
    const [{ draftFromWorkspace }, { localEngine }] = await Promise.all([
      import('../../storing.ts'),
      import('../../engines/local/index.ts'),
    ])
    return context.json(await draftFromWorkspace(services, viewer, context.req.valid('json'), localEngine), 200)
  })
  app.openapi(queue, async (context) => {
    const viewer = await viewerOf(context, services)
    return context.json({ queue: await services.database.as(viewer, (trx) => queueOf(trx, viewer)) }, 200)
  })
  app.openapi(show, async (context) => {
    const viewer = await viewerOf(context, services)
    const { id } = context.req.valid('param')
    const { revision } = context.req.valid('query')
    return context.json(await services.database.as(viewer, (trx) => shownBrief(trx, id, revision)), 200)
  })
}
