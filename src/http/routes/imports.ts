import { createRoute, z } from '@hono/zod-openapi'
import { stream } from 'hono/streaming'
import { needs } from '../access.ts'
import { actorOf, jsonBody } from '../request.ts'
import { problemOf } from '../problem.ts'
import type { AddRoutes } from '../request.ts'

const imports = createRoute({
  method: 'post',
  path: '/api/imports',
  middleware: needs('import.run'),
  summary: 'Bring an import folder of this machine in',
  request: { body: jsonBody(z.strictObject({ folder: z.string().min(1) })) },
  responses: {
    200: {
      description: 'one JSON object a line: {"progress":…} while it runs, then {"result":…} or {"problem":…}',
      content: { 'application/x-ndjson': { schema: z.string() } },
    },
  },
})

export const importRoutes: AddRoutes = (app, services) => {
  app.openapi(imports, async (context) => {
    const { folder } = context.req.valid('json')
    const actor = await actorOf(context, services)
    context.header('content-type', 'application/x-ndjson')
    const answer = stream(context, async (out) => {
      const say = (line: unknown): Promise<unknown> => out.write(`${JSON.stringify(line)}\n`)
      try {
        // Loaded when it is called: most commands read no folder, and the readers are half of what there is to load.
        const { importFolder } = await import('../../connectors/import.ts')
        const result = await importFolder(services.database, folder, {
          actor,
          onProgress: (progress) => void say({ progress }),
        })
        await say({ result })
      } catch (error) {
        await say({ problem: problemOf(error) })
      }
    })
    // The route's type knows JSON and text only; a stream of lines is neither.
    return answer as never
  })
}
