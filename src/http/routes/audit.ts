import { createRoute, z } from '@hono/zod-openapi'
import { readEvents, verifyEvents } from '../../db/events.ts'
import { needs } from '../access.ts'
import { answers, viewerOf } from '../request.ts'
import type { AddRoutes } from '../request.ts'

const Head = z.strictObject({ seq: z.int(), hash: z.string() }).openapi('Head')
const Event = z
  .strictObject({
    seq: z.int(),
    at: z.string(),
    kind: z.string(),
    subject: z.string(),
    actor: z.string(),
    data: z.record(z.string(), z.unknown()),
    prev: z.string(),
    hash: z.string(),
  })
  .openapi('Event')

const verify = createRoute({
  method: 'get',
  path: '/api/audit/verification',
  middleware: needs('audit.read'),
  summary: 'Walk the whole log: is every event there, and unchanged?',
  request: {
    query: z.object({
      seq: z.coerce.number().int().min(0).optional(),
      hash: z.string().optional(),
      as: z.string().optional(),
    }),
  },
  responses: answers(
    'the end of the log, or its first broken event',
    z.union([
      z.strictObject({ ok: z.literal(true), head: Head }),
      z.strictObject({ ok: z.literal(false), seq: z.int(), why: z.string() }),
    ]),
  ),
})

const events = createRoute({
  method: 'get',
  path: '/api/events',
  middleware: needs('audit.read'),
  summary: 'The log in its order',
  request: {
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(1000),
      subject: z.string().optional(),
      bare: z.enum(['true', 'false']).default('false'),
      as: z.string().optional(),
    }),
  },
  responses: answers('events after the given one', z.strictObject({ events: z.array(Event) })),
})

export const auditRoutes: AddRoutes = (app, services) => {
  app.openapi(verify, async (context) => {
    const { seq, hash } = context.req.valid('query')
    const known = seq === undefined || hash === undefined ? undefined : { seq, hash }
    const viewer = await viewerOf(context, services)
    return context.json(await services.database.as(viewer, (trx) => verifyEvents(trx, known)), 200)
  })
  app.openapi(events, async (context) => {
    const { after, limit, subject, bare } = context.req.valid('query')
    const viewer = await viewerOf(context, services)
    const only = { after, limit, bare: bare === 'true', ...(subject !== undefined && { subject }) }
    const found = await services.database.as(viewer, (trx) => readEvents(trx, only))
    return context.json({ events: found }, 200)
  })
}
