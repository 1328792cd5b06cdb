import { createRoute, z } from '@hono/zod-openapi'
import { exportData } from '../../privacy/export.ts'
import { forget, liftForgetting, planForgetting } from '../../privacy/forget.ts'
import { needs } from '../access.ts'
import { answers, jsonBody, viewerOf } from '../request.ts'
import type { AddRoutes } from '../request.ts'

const who = z.object({ as: z.string().optional() })
const asked = {
  what: z.string().trim().min(2).max(320),
  also: z.array(z.string().trim().min(3).max(320)).max(50).default([]),
  withMail: z.boolean().default(false),
}
const counts = z.record(z.string(), z.int())

const Plan = z
  .strictObject({
    kind: z.enum(['person', 'account']),
    names: z.array(z.string()),
    counts,
    copies: z.array(
      z.strictObject({
        delivery: z.string(),
        channel: z.string(),
        state: z.enum(['sent', 'unsure', 'sending']),
        recipients: z.array(z.string()),
        canTakeBack: z.boolean(),
      }),
    ),
    stays: z.array(z.string()),
    hash: z.string(),
  })
  .openapi('ForgetPlan')

const plan = createRoute({
  method: 'post',
  path: '/api/data/forgetting/plan',
  middleware: needs('data.forget'),
  summary: 'What would go of a person or an account; nothing is changed',
  request: { query: who, body: jsonBody(z.strictObject(asked)) },
  responses: answers('what would go, and a hash that names exactly this', Plan),
})

const run = createRoute({
  method: 'post',
  path: '/api/data/forgetting',
  middleware: needs('data.forget'),
  summary: 'Erase a person or an account, exactly as the plan of this hash says',
  request: {
    query: who,
    body: jsonBody(z.strictObject({ ...asked, plan: z.string().regex(/^sha256:[0-9a-f]{64}$/) })),
  },
  responses: answers(
    'what went, and where it may still stand',
    z
      .strictObject({
        erasure: z.string(),
        counts,
        copies: z.array(
          z.strictObject({ delivery: z.string(), channel: z.string(), taken: z.boolean(), why: z.string() }),
        ),
        elsewhere: z.array(z.string()),
      })
      .openapi('Forgot'),
  ),
})

const lift = createRoute({
  method: 'post',
  path: '/api/data/forgetting/lift',
  middleware: needs('data.forget'),
  summary: 'Let come back with the next import what was forgotten',
  request: { query: who, body: jsonBody(z.strictObject({ what: asked.what })) },
  responses: answers('how many erasures were lifted', z.strictObject({ lifted: z.int() })),
})

const given = createRoute({
  method: 'post',
  path: '/api/data/exports',
  middleware: needs('data.export'),
  summary: 'All that is held about a person or an account, as far as the asker may see it; leaves an event',
  request: {
    query: who,
    body: jsonBody(
      z.union([
        z.strictObject({ person: z.email().toLowerCase() }),
        z.strictObject({ account: z.string().min(2).max(200) }),
      ]),
    ),
  },
  responses: {
    200: {
      description: 'one JSON object a line; what may not be told stands there by its id, withheld',
      content: { 'application/x-ndjson': { schema: z.string() } },
    },
  },
})

/** What the workspace holds of somebody: told, and erased. */
export const dataRoutes: AddRoutes = (app, services) => {
  app.openapi(plan, async (context) => context.json(await planForgetting(services, context.req.valid('json')), 200))
  app.openapi(run, async (context) => {
    const { plan: hash, ...request } = context.req.valid('json')
    const viewer = await viewerOf(context, services)
    return context.json(await forget(services, viewer, request, hash), 200)
  })
  app.openapi(given, async (context) => {
    const viewer = await viewerOf(context, services)
    const lines = await exportData(services.database, viewer, context.req.valid('json'))
    context.header('content-type', 'application/x-ndjson')
    return context.body(lines.map((line) => `${JSON.stringify(line)}\n`).join('')) as never
  })
  app.openapi(lift, async (context) => {
    const viewer = await viewerOf(context, services)
    return context.json({ lifted: await liftForgetting(services, viewer, context.req.valid('json').what) }, 200)
  })
}
