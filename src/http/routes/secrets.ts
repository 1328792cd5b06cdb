import { createRoute, z } from '@hono/zod-openapi'
import { countSecrets, rotateSecrets } from '../../access/secrets.ts'
import { SYSTEM } from '../../db/viewer.ts'
import { needs } from '../access.ts'
import { answers, jsonBody, viewerOf } from '../request.ts'
import type { AddRoutes } from '../request.ts'

const count = createRoute({
  method: 'get',
  path: '/api/secrets',
  middleware: needs('workspace.change'),
  summary: 'How many secrets are stored, by the version of the key that reads them',
  responses: answers('by key', z.strictObject({ keys: z.array(z.strictObject({ key: z.int(), secrets: z.int() })) })),
})

const rotate = createRoute({
  method: 'post',
  path: '/api/secrets/rotation',
  middleware: needs('workspace.change'),
  summary: 'Write every secret anew with the newest key',
  request: { body: jsonBody(z.strictObject({})) },
  responses: answers('the key that reads them now', z.strictObject({ key: z.int(), rewritten: z.int() })),
})

/** Values never come out here: whoever looks after the workspace rotates what they may not read. */
export const secretRoutes: AddRoutes = (app, services) => {
  app.openapi(count, async (context) => {
    const keys = await services.database.as(SYSTEM, (trx) => countSecrets(trx))
    return context.json({ keys }, 200)
  })
  app.openapi(rotate, async (context) => {
    const { person } = await viewerOf(context, services)
    const { keys } = services.config
    return context.json(await services.database.as(SYSTEM, (trx) => rotateSecrets(trx, keys, person)), 200)
  })
}
