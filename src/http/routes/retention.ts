import { createRoute, z } from '@hono/zod-openapi'
import { changeRetention, planRetention, readRetention, runRetention } from '../../privacy/retention.ts'
import { needs } from '../access.ts'
import { answers, jsonBody, viewerOf } from '../request.ts'
import type { AddRoutes } from '../request.ts'

const who = z.object({ as: z.string().optional() })
const days = z.int().min(1).max(36_500).nullable()
const Kept = z.strictObject({ text: days, drafts: days, deals: days, jobs: days }).openapi('Retention')
const Gone = z.strictObject({ gone: z.record(z.string(), z.int()) }).openapi('Expired')

const read = createRoute({
  method: 'get',
  path: '/api/data/retention',
  middleware: needs('data.forget'),
  summary: 'How many days what is kept; null: for ever',
  request: { query: who },
  responses: answers('by kind', Kept),
})

const change = createRoute({
  method: 'post',
  path: '/api/data/retention',
  middleware: needs('data.forget'),
  summary: 'Say how long what is kept',
  request: { query: who, body: jsonBody(Kept.partial()) },
  responses: answers('by kind, as it is now', Kept),
})

const plan = createRoute({
  method: 'post',
  path: '/api/data/retention/plan',
  middleware: needs('data.forget'),
  summary: 'What would go now; nothing is changed',
  request: { query: who, body: jsonBody(z.strictObject({})) },
  responses: answers('rows by table', Gone),
})

const run = createRoute({
  method: 'post',
  path: '/api/data/retention/run',
  middleware: needs('data.forget'),
  summary: 'Let go now what is past its days',
  request: { query: who, body: jsonBody(z.strictObject({})) },
  responses: answers('rows by table', Gone),
})

/** How long what is kept. */
export const retentionRoutes: AddRoutes = (app, services) => {
  const { database } = services
  app.openapi(read, async (context) => {
    const viewer = await viewerOf(context, services)
    return context.json(await database.as(viewer, (trx) => readRetention(trx)), 200)
  })
  app.openapi(change, async (context) => {
    const viewer = await viewerOf(context, services)
    const said = context.req.valid('json')
    return context.json(await database.as(viewer, (trx) => changeRetention(trx, viewer, said)), 200)
  })
  app.openapi(plan, async (context) => context.json({ gone: await planRetention(database) }, 200))
  app.openapi(run, async (context) => {
    const viewer = await viewerOf(context, services)
    return context.json({ gone: await runRetention(database, viewer.person) }, 200)
  })
}
