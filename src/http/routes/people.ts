import { createRoute, z } from '@hono/zod-openapi'
import { listAbsences, listEverybody } from '../../access/acting.ts'
import { changePerson, endAbsence, recordAbsence } from '../../access/people.ts'
import { may, Role } from '../../access/roles.ts'
import { joinTeam, leaveTeam, teamOf } from '../../access/team.ts'
import { SYSTEM } from '../../db/viewer.ts'
import { AppError } from '../../lib/errors.ts'
import { findAccount } from '../../signals/accounts.ts'
import { assertMay, needs } from '../access.ts'
import { answers, jsonBody, viewerOf } from '../request.ts'
import type { AddRoutes } from '../request.ts'

const who = z.object({ as: z.string().optional() })
const email = z.email().toLowerCase()
const day = z.iso.date()

const Somebody = z
  .strictObject({
    email: z.string(),
    name: z.string(),
    title: z.string().nullable(),
    roles: z.array(z.string()),
    active: z.boolean(),
    manager: z.string().nullable(),
  })
  .openapi('Somebody')
const Absence = z
  .strictObject({ id: z.int(), person: z.string(), delegate: z.string(), from: z.string(), to: z.string() })
  .openapi('Absence')
const Team = z
  .strictObject({
    account: z.string(),
    team: z.array(z.strictObject({ person: z.string(), part: z.string() })),
  })
  .openapi('Team')

const everybody = createRoute({
  method: 'get',
  path: '/api/everybody',
  middleware: needs('workspace.read'),
  summary: 'Everybody with roles and managers, those who left too, and who is away',
  request: { query: who },
  responses: answers('by address', z.strictObject({ people: z.array(Somebody), absences: z.array(Absence) })),
})

const change = createRoute({
  method: 'post',
  path: '/api/everybody/{email}',
  middleware: needs('people.change', 'person', 'email'),
  summary: 'Change roles or manager, or deactivate: from the next request on they may do nothing',
  request: {
    params: z.object({ email }),
    query: who,
    body: jsonBody(
      z.strictObject({
        roles: z.array(Role).min(1).optional(),
        manager: email.nullable().optional(),
        active: z.boolean().optional(),
      }),
    ),
  },
  responses: answers('everybody now', z.strictObject({ people: z.array(Somebody), absences: z.array(Absence) })),
})

const away = createRoute({
  method: 'post',
  path: '/api/everybody/{email}/absences',
  middleware: needs('absence.change', 'person', 'email'),
  summary: 'Somebody is away, and who stands in',
  request: {
    params: z.object({ email }),
    query: who,
    body: jsonBody(z.strictObject({ delegate: email, from: day, to: day })),
  },
  responses: answers('the absence', Absence),
})

const back = createRoute({
  method: 'post',
  path: '/api/everybody/{email}/back',
  middleware: needs('absence.change', 'person', 'email'),
  summary: 'They are back: nobody stands in any longer',
  request: { params: z.object({ email }), query: who, body: jsonBody(z.strictObject({})) },
  responses: answers('how many absences ended', z.strictObject({ ended: z.int() })),
})

const team = createRoute({
  method: 'get',
  path: '/api/team',
  middleware: needs('account.read', 'named'),
  summary: 'Who works on an account',
  request: { query: who.extend({ account: z.string().max(200) }) },
  responses: answers('by address', Team),
})

const reteam = createRoute({
  method: 'post',
  path: '/api/team',
  middleware: needs('queue.read'),
  summary: 'Put somebody into the team of an account, or take them out',
  request: {
    query: who,
    body: jsonBody(z.strictObject({ account: z.string().max(200), add: email.optional(), remove: email.optional() })),
  },
  responses: answers('the team now', Team),
})

/** People, their roles and absences, and the deal teams. */
export const peopleRoutes: AddRoutes = (app, services) => {
  const { database } = services
  const shown = () =>
    database.as(SYSTEM, async (trx) => ({ people: await listEverybody(trx), absences: await listAbsences(trx) }))
  app.openapi(everybody, async (context) => context.json(await shown(), 200))
  app.openapi(change, async (context) => {
    const viewer = await viewerOf(context, services)
    const { email: person } = context.req.valid('param')
    await database.as(viewer, (trx) => changePerson(trx, person, context.req.valid('json'), viewer.person))
    return context.json(await shown(), 200)
  })
  app.openapi(away, async (context) => {
    const viewer = await viewerOf(context, services)
    const { email: person } = context.req.valid('param')
    const absence = { person, ...context.req.valid('json') }
    const id = await database.as(viewer, (trx) => recordAbsence(trx, absence, viewer.person))
    return context.json({ id, ...absence }, 200)
  })
  app.openapi(back, async (context) => {
    const viewer = await viewerOf(context, services)
    const { email: person } = context.req.valid('param')
    return context.json({ ended: await database.as(viewer, (trx) => endAbsence(trx, person, viewer.person)) }, 200)
  })
  app.openapi(team, async (context) => {
    const viewer = await viewerOf(context, services)
    const { account: wanted } = context.req.valid('query')
    return context.json(
      await database.as(viewer, async (trx) => {
        const account = await findAccount(trx, wanted)
        return { account: account.name, team: await teamOf(trx, account.id) }
      }),
      200,
    )
  })
  app.openapi(reteam, async (context) => {
    const viewer = await viewerOf(context, services)
    const { account: wanted, add, remove } = context.req.valid('json')
    if ((add === undefined) === (remove === undefined))
      throw new AppError('bad_call', 'name one person to add or one to remove')
    // An administrator may put somebody, also themselves, into a team that they do not belong to; the log shows it.
    const anywhere = may(viewer.roles, 'team.change', 'foreign')
    const account = await database.as(anywhere ? SYSTEM : viewer, (trx) => findAccount(trx, wanted))
    if (!anywhere) await assertMay(services, viewer, 'team.change', { kind: 'account', id: account.id })
    const team = await database.as(viewer, async (trx) => {
      if (add !== undefined) await joinTeam(trx, account.id, [{ person: add, part: 'added' }], viewer.person)
      if (remove !== undefined) await leaveTeam(trx, account.id, remove, viewer.person)
      return teamOf(trx, account.id)
    })
    if (add !== undefined && !team.some(({ person }) => person === add))
      throw new AppError('not_found', `${add} is not one of the people here; see baton people`)
    return context.json({ account: account.name, team }, 200)
  })
}
