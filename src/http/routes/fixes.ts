import { createRoute, z } from '@hono/zod-openapi'
import { FixRequest, proposeFix } from '../../review/fix.ts'
import { needs } from '../access.ts'
import { answers, jsonBody, viewerOf } from '../request.ts'
import { withoutAbsent } from './review.ts'
import type { AddRoutes } from '../request.ts'

const Proposed = z
  .strictObject({
    briefId: z.string(),
    revision: z.int(),
    dispatchHash: z.string(),
    state: z.string(),
    channel: z.string(),
    record: z.string(),
    field: z.string(),
    from: z.string().nullable(),
    to: z.string(),
  })
  .openapi('ProposedFix')

const propose = createRoute({
  method: 'post',
  path: '/api/briefs/{id}/fixes',
  middleware: needs('finding.correct', 'brief'),
  summary: 'Propose to write into the CRM what the words prove; the record’s owner approves it like a brief',
  request: {
    params: z.object({ id: z.string().max(80) }),
    query: z.object({ as: z.string().optional() }),
    body: jsonBody(FixRequest),
  },
  responses: answers('the proposed write, under review', Proposed),
})

export const fixRoutes: AddRoutes = (app, services) => {
  const { database, policy, courier, config } = services
  app.openapi(propose, async (context) => {
    const viewer = await viewerOf(context, services)
    const { id } = context.req.valid('param')
    const request = withoutAbsent(context.req.valid('json'))
    const ports = { fields: config.crmFields, channels: new Set(courier.channels.keys()), policy }
    return context.json(await database.as(viewer, (trx) => proposeFix(trx, viewer, id, request, ports)), 200)
  })
}
