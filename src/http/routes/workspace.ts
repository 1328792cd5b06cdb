import { createRoute, z } from '@hono/zod-openapi'
import { listPeople } from '../../access/acting.ts'
import { assertWorkspace, ensurePeople, ensureWorkspace } from '../../access/workspace.ts'
import { SYSTEM } from '../../db/viewer.ts'
import { listAccounts } from '../../signals/accounts.ts'
import { needs } from '../access.ts'
import { actorOf, answers, jsonBody, viewerOf } from '../request.ts'
import type { AddRoutes } from '../request.ts'

const Person = z
  .strictObject({ email: z.string(), name: z.string(), title: z.string().nullable(), roles: z.array(z.string()) })
  .openapi('Person')
const Account = z.strictObject({ id: z.string(), name: z.string(), domains: z.array(z.string()) }).openapi('Account')

const people = createRoute({
  method: 'get',
  path: '/api/people',
  middleware: needs('workspace.read'),
  summary: 'The people of the seller who may act',
  responses: answers('by address', z.strictObject({ people: z.array(Person) })),
})

const accounts = createRoute({
  method: 'get',
  path: '/api/accounts',
  middleware: needs('queue.read'),
  summary: 'The accounts of the workspace',
  responses: answers('by name', z.strictObject({ accounts: z.array(Account) })),
})

const init = createRoute({
  method: 'post',
  path: '/api/workspace',
  middleware: needs('workspace.change'),
  summary: 'Say who the seller is and add people; what is there already is left alone',
  request: {
    body: jsonBody(
      z.strictObject({
        /** left out together where the workspace knows its seller already */
        name: z.string().min(1).max(200).optional(),
        domains: z.array(z.hostname().toLowerCase()).min(1).max(50).optional(),
        people: z
          .array(
            z.strictObject({
              email: z.email().toLowerCase(),
              name: z.string().min(1).max(200),
              title: z.string().max(200).nullable(),
            }),
          )
          .max(500),
      }),
    ),
  },
  responses: answers('who may act now', z.strictObject({ people: z.array(Person) })),
})

export const workspaceRoutes: AddRoutes = (app, services) => {
  const { database } = services
  app.openapi(people, async (context) =>
    context.json({ people: await database.as(SYSTEM, (trx) => listPeople(trx)) }, 200),
  )
  app.openapi(accounts, async (context) => {
    const viewer = await viewerOf(context, services)
    return context.json({ accounts: await database.as(viewer, (trx) => listAccounts(trx)) }, 200)
  })
  app.openapi(init, async (context) => {
    const { name, domains, people } = context.req.valid('json')
    const actor = await actorOf(context, services)
    const added = people.map(({ email, name, title }) => ({ email, name, role: title }))
    const now = await database.as(SYSTEM, async (trx) => {
      if (name !== undefined && domains !== undefined) await ensureWorkspace(trx, { name, domains, people: [] }, actor)
      else await assertWorkspace(trx)
      await ensurePeople(trx, added, actor)
      return listPeople(trx)
    })
    return context.json({ people: now }, 200)
  })
}
