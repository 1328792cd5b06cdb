import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinTeam } from '../../src/access/team.ts'
import { COMMANDS } from '../../src/cli/table.ts'
import { readConfig } from '../../src/config.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { assertGated, gatesOf } from '../../src/http/access.ts'
import { buildApp } from '../../src/http/app.ts'
import { reviewPorts } from '../../src/http/open-services.ts'
import { Role } from '../../src/access/roles.ts'
import { INES, openDesk } from '../review/desk.ts'
import type { Standing } from '../../src/access/roles.ts'
import type { App, Services } from '../../src/http/request.ts'
import type { Desk } from '../review/desk.ts'

/**
 * Every route for every role, and for each how the caller stands to the thing: `own` (a side of its handoff), `team`, `foreign`.
 * The table beside this file is what was decided; a route that is not in it fails, and so does one that answers otherwise.
 */
type Row = Record<Role, string>
const DECIDED = JSON.parse(readFileSync(new URL('authorisation.json', import.meta.url), 'utf8')) as {
  routes: Record<string, 'anybody' | 'public' | Row>
  commands: Record<string, string[] | 'local'>
}
const TOKEN = 'a'.repeat(64)
const STANDINGS: readonly Standing[] = ['own', 'team', 'foreign']

let desk: Desk
let app: App
let services: Services
let ids: Record<string, string>

beforeAll(async () => {
  desk = await openDesk()
  await desk.clear()
  const { brief, dispatch } = await desk.open(1)
  ids = await desk.database.as(SYSTEM, async (trx) => {
    const account = await trx.selectFrom('accounts').select('id').executeTakeFirstOrThrow()
    for (const role of Role.options)
      for (const standing of STANDINGS) {
        const email = emailOf(role, standing)
        await trx
          .insertInto('people')
          .values({ email, name: email, roles: [role] })
          .execute()
        if (standing !== 'foreign') await joinTeam(trx, account.id, [{ person: email, part: 'member' }], 'system')
      }
    const delivery = await trx
      .insertInto('deliveries')
      .values({
        id: `d_${'0'.repeat(32)}`,
        brief_id: brief.id,
        revision: 1,
        dispatch_hash: dispatch.hash,
        channel: 'file',
        target: 'x',
        state: 'held',
        not_before: '2026-01-01T00:00:00Z',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await trx
      .insertInto('acceptances')
      .values({
        brief_id: brief.id,
        revision: 1,
        content_hash: brief.contentHash,
        state: 'waiting',
        handoff_type: 'sdr-to-ae',
        sender: null,
        receiver: INES.person,
      })
      .execute()
    return { brief: brief.id, account: account.id, delivery: delivery.id }
  })
  const correction = await desk.database.as(INES, (trx) =>
    trx
      .insertInto('corrections')
      .values({
        account_id: ids['account'] ?? '',
        brief_id: brief.id,
        finding: 'c1',
        kind: 'commitment',
        verdict: 'done',
        value: null,
        about: null,
        deal: null,
        words: '[]',
        other: '[]',
        made_by: INES.person,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  ids['correction'] = String(correction.id)
  services = {
    ...reviewPorts(desk.database, null),
    config: readConfig({}, '/nowhere'),
    courier: { database: desk.database, channels: new Map(), worker: 'test' },
  }
  app = buildApp(services, { token: TOKEN, hosts: null })
})
afterAll(() => desk.close())

test('every route has its row in the table, and every row its route', () => {
  const routes = [...gatesOf(app).keys()].toSorted()
  expect(routes.length).toBeGreaterThan(25)
  expect(Object.keys(DECIDED.routes).toSorted()).toEqual(routes)
})

test('strangers are answered by the rows of the table that say so, and by no others', async () => {
  const answered = []
  for (const [route] of gatesOf(app)) {
    const [method = '', path = ''] = route.split(' ')
    const { status } = await app.request(path.replaceAll(/:\w+/g, 'x'), { method })
    if (status !== 401) answered.push(route)
  }
  expect(answered.toSorted()).toEqual(
    Object.entries(DECIDED.routes)
      .filter(([, row]) => row === 'anybody')
      .map(([route]) => route),
  )
})

test('a route without a gate is refused at the start', () => {
  const bare = buildApp(services, { token: TOKEN, hosts: null })
  bare.get('/bare', (context) => context.text('open to all'))
  expect(() => assertGated(bare)).toThrow(/GET \/bare/)
})

test('every command has its row: the routes that it calls, or that it never opens a workspace', () => {
  expect(Object.keys(DECIDED.commands).toSorted()).toEqual(COMMANDS.map(({ name }) => name).toSorted())
  for (const routes of Object.values(DECIDED.commands))
    if (routes !== 'local') for (const route of routes) expect(Object.keys(DECIDED.routes)).toContain(route)
})

test.each(Object.entries(DECIDED.routes).filter(([, row]) => typeof row !== 'string'))('%s', async (route, row) => {
  const [method = '', path = ''] = route.split(' ')
  const answered: Row = Object.fromEntries(
    await Promise.all(
      Role.options.map(async (role) => {
        const open: string[] = []
        for (const standing of STANDINGS) {
          await standAs(role, standing)
          const answer = await call(method, path, emailOf(role, standing))
          if (answer !== 403 && answer !== 404) open.push(standing)
        }
        return [role, open.join(' ')] as const
      }),
    ),
  ) as Row
  expect(answered).toEqual(row)
})

/** Makes the person a side of the handoff where they are to own the thing; everybody else is no side. */
async function standAs(role: Role, standing: Standing): Promise<void> {
  const side = standing === 'own' ? emailOf(role, standing) : INES.person
  await desk.database.as(SYSTEM, (trx) => trx.updateTable('handoffs').set({ from_person: side }).execute())
}

function emailOf(role: Role, standing: Standing): string {
  return `${role}.${standing}@seller.example`
}

async function call(method: string, path: string, person: string): Promise<number> {
  const filled = path
    .replace('/briefs/:id', `/briefs/${ids['brief']}`)
    .replace('/deliveries/:id', `/deliveries/${ids['delivery']}`)
    .replace('/corrections/:id', `/corrections/${ids['correction']}`)
    .replace(':email', encodeURIComponent(person))
    .replace(':id', ids['brief'] ?? '')
  const answer = await app.request(filled, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'baton-person': person, 'content-type': 'application/json' },
    ...(method === 'GET' ? {} : { body: '{' }),
  })
  return answer.status
}
