import { createRoute, z } from '@hono/zod-openapi'
import { localEngine } from '../../engines/local/index.ts'
import { draftFromWorkspace } from '../../storing.ts'
import { answers, jsonBody, viewerOf } from '../request.ts'
import type { AddRoutes } from '../request.ts'

/** `brief` is a `baton.brief/1`; its own schema is the public contract. */
const Draft = z.strictObject({ brief: z.any(), notes: z.array(z.string()), standing: z.string() }).openapi('Draft')

const draft = createRoute({
  method: 'post',
  path: '/api/briefs',
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

export const briefRoutes: AddRoutes = (app, services) => {
  app.openapi(draft, async (context) => {
    const viewer = await viewerOf(context, services)
    return context.json(await draftFromWorkspace(services, viewer, context.req.valid('json'), localEngine), 200)
  })
}
