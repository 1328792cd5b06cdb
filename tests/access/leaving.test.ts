import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openAcceptance } from '../../src/acceptance/open.ts'
import { importFolder } from '../../src/connectors/import.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { clockAt } from '../../src/lib/clock.ts'
import { openTestDatabase } from '../db/database.ts'
import { smallFolder } from '../db/folder.ts'
import { openApi, refill } from '../http/workspace.ts'
import { FILES, PEOPLE } from './crossing.ts'
import type { Database } from '../../src/db/open.ts'
import type { Api } from '../http/workspace.ts'

/** Who leaves loses sight with the import that says so; what waits for them is seen and answered by whoever comes after them. */
const [ANNA = '', BEN = '', , RUTH = '', CARL = '', EVE = ''] = PEOPLE
const clock = clockAt('2026-03-04T09:00:00Z')
let database: Database & { folder: string }
let api: Api
let id: string
let contentHash: string

beforeAll(async () => {
  database = await openTestDatabase({ clock: () => clock.now() })
  api = openApi(database)
})
afterAll(() => database.close())
beforeEach(async () => {
  clock.set('2026-03-04T09:00:00Z')
  await refill(database, FILES)
  await database.as(SYSTEM, async (trx) => {
    await trx
      .updateTable('people')
      .set({ roles: ['admin'] })
      .where('email', '=', EVE)
      .execute()
    await trx.deleteFrom('deal_team').where('person', 'in', [RUTH, CARL, EVE]).execute()
  })
  // Delivered to Ben, who has not answered yet.
  const { brief } = (await api.call('POST', '/api/briefs', ANNA, { account: 'Buyer', to: BEN })).body
  const seen = (await api.call('GET', `/api/reviews/${brief.id}`, ANNA)).body
  const request = { revision: 1, dispatchHash: seen.dispatchHash }
  const approved = (await api.call('POST', `/api/reviews/${brief.id}/approve`, ANNA, request)).body
  const run = (await api.call('POST', `/api/deliveries/${approved.delivery.id}/run`, ANNA, {})).body
  await database.as(SYSTEM, (trx) => openAcceptance(trx, brief.id, run.id))
  id = brief.id
  contentHash = brief.contentHash
})

const leave = (person: string, manager: string | null) =>
  database.as(SYSTEM, (trx) =>
    trx.updateTable('people').set({ active: false, manager }).where('email', '=', person).execute(),
  )
const waiting = async (person: string) =>
  (
    (await api.call('GET', '/api/queue', person)).body.queue as {
      waits: string
      inPlaceOf: string | null
      stranded: boolean
    }[]
  ).map(({ waits, inPlaceOf, stranded }) => ({ waits, inPlaceOf, stranded }))
const accept = (person: string) =>
  api.call('POST', `/api/acceptances/${id}/accept`, person, {
    revision: 1,
    contentHash,
    complete: true,
    firstContact: null,
  })
const BENS = { waits: 'acceptance', inPlaceOf: BEN, stranded: false }

test('the import that knows of it ends it: the next request is refused, and the manager answers', async () => {
  expect((await api.call('GET', `/api/briefs/${id}`, BEN)).status).toBe(200)
  const user = (record: string, email: string, rest: object) => ({ Id: record, Email: email, Name: email, ...rest })
  const users = [
    user('005000000000001AAA', RUTH, { IsActive: true }),
    user('005000000000002AAA', BEN, { IsActive: false, ManagerId: '005000000000001AAA' }),
  ]
  const folder = smallFolder({ ...FILES, 'crm/salesforce/User.json': JSON.stringify(users) })
  const before = clock.now()
  await importFolder(database, folder, { actor: 'system' })
  const refused = await api.call('GET', `/api/briefs/${id}`, BEN)
  expect([refused.status, refused.text.includes('canary')]).toEqual([400, false])
  expect(clock.now().getTime() - before.getTime()).toBeLessThan(15 * 60_000)
  expect(await waiting(RUTH)).toEqual([BENS])
  expect((await accept(CARL)).status).toBe(403)
  expect((await accept(RUTH)).body).toMatchObject({ state: 'accepted' })
})

test('over a manager who left too, it goes to the next one who is here', async () => {
  await leave(BEN, CARL)
  await leave(CARL, RUTH)
  expect(await waiting(RUTH)).toEqual([BENS])
  expect((await accept(RUTH)).status).toBe(200)
})

test('without a manager an administrator is told that it waits, and sees nothing of it until somebody is named', async () => {
  await leave(BEN, null)
  expect(await waiting(EVE)).toEqual([{ ...BENS, stranded: true }])
  expect((await api.call('GET', '/api/queue', EVE)).text).not.toContain('canary')
  expect((await api.call('GET', `/api/briefs/${id}`, EVE)).status).toBe(404)
  expect((await accept(EVE)).status).toBe(404)
  await api.call('POST', `/api/everybody/${BEN}`, EVE, { manager: RUTH })
  expect(await waiting(EVE)).toEqual([])
  expect(await waiting(RUTH)).toEqual([BENS])
})

test('a manager alone answers nothing for somebody who is still here', async () => {
  await database.as(SYSTEM, (trx) =>
    trx.updateTable('people').set({ manager: RUTH }).where('email', '=', BEN).execute(),
  )
  expect(await waiting(RUTH)).toEqual([{ ...BENS, inPlaceOf: null }])
  expect((await accept(RUTH)).status).toBe(403)
})

test('whoever stands in answers from the first to the last day of the absence, by the clock of the workspace', async () => {
  await api.call('POST', `/api/everybody/${BEN}/absences`, BEN, {
    delegate: CARL,
    from: '2026-03-05',
    to: '2026-03-06',
  })
  expect(await waiting(CARL)).toEqual([])
  expect((await accept(CARL)).status).toBe(404)
  clock.set('2026-03-07T00:10:00Z')
  expect(await waiting(CARL)).toEqual([])
  clock.set('2026-03-06T23:50:00Z')
  expect(await waiting(CARL)).toEqual([BENS])
  expect((await accept(CARL)).body).toMatchObject({ state: 'accepted' })
})
