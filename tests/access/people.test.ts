import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actingPerson } from '../../src/access/acting.ts'
import { changePerson, endAbsence, followRecords, recordAbsence } from '../../src/access/people.ts'
import { joinTeam, leaveTeam, standingTo } from '../../src/access/team.ts'
import { readEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { clockAt } from '../../src/lib/clock.ts'
import { colleaguesIn } from '../../src/signals/colleagues.ts'
import { emptyTables, openTestDatabase } from '../db/database.ts'
import type { Database, Trx } from '../../src/db/open.ts'
import type { CrmSignal } from '../../src/signals/signal.ts'

const [ANNA, BEN, CLARA] = ['anna@seller.example', 'ben@seller.example', 'clara@seller.example'] as const
const clock = clockAt('2026-03-04T09:00:00Z')
let database: Database
let account: string

beforeAll(async () => {
  database = await openTestDatabase({ clock: () => clock.now() })
})
afterAll(() => database.close())
beforeEach(async () => {
  clock.set('2026-03-04T09:00:00Z')
  await emptyTables(database)
  await asSystem(async (trx) => {
    const people = [ANNA, BEN, CLARA].map((email) => ({ email, name: email, roles: ['rep'] }))
    await trx.insertInto('people').values(people).execute()
    const row = await trx.insertInto('accounts').values({ name: 'Mill' }).returning('id').executeTakeFirstOrThrow()
    account = row.id
    await joinTeam(trx, account, [{ person: BEN, part: 'member' }], 'system')
  })
})

const asSystem = <T>(work: (trx: Trx) => Promise<T>): Promise<T> => database.as(SYSTEM, work)
const sees = (person: string): Promise<boolean> =>
  database.as({ person, roles: ['rep'] }, async (trx) => {
    const rows = await trx.selectFrom('accounts').select('id').execute()
    return rows.length > 0
  })

describe('a manager', () => {
  test('sees what those who report to them see, over however many steps', async () => {
    expect(await sees(ANNA)).toBe(false)
    await asSystem((trx) => changePerson(trx, BEN, { manager: CLARA }, ANNA))
    await asSystem((trx) => changePerson(trx, CLARA, { manager: ANNA }, ANNA))
    expect([await sees(ANNA), await sees(CLARA)]).toEqual([true, true])
  })

  test('is not made of somebody who reports to the person already', async () => {
    await asSystem((trx) => changePerson(trx, BEN, { manager: CLARA }, ANNA))
    await expect(asSystem((trx) => changePerson(trx, CLARA, { manager: BEN }, ANNA))).rejects.toThrow(/reports to/)
  })
})

describe('whoever stands in', () => {
  test('sees from the first to the last day of the absence and not after', async () => {
    const absence = { person: BEN, delegate: ANNA, from: '2026-03-05', to: '2026-03-06' }
    await asSystem((trx) => recordAbsence(trx, absence, BEN))
    expect(await sees(ANNA)).toBe(false)
    clock.set('2026-03-05T00:30:00Z')
    expect(await sees(ANNA)).toBe(true)
    clock.set('2026-03-07T00:30:00Z')
    expect(await sees(ANNA)).toBe(false)
  })

  test('sees nothing more once the person is back', async () => {
    const absence = { person: BEN, delegate: ANNA, from: '2026-03-04', to: '2026-03-09' }
    await asSystem((trx) => recordAbsence(trx, absence, BEN))
    expect(await sees(ANNA)).toBe(true)
    expect(await asSystem((trx) => endAbsence(trx, BEN, BEN))).toBe(1)
    expect(await sees(ANNA)).toBe(false)
  })

  test('is another active person, and an absence does not end before it begins', async () => {
    const absence = { person: BEN, delegate: BEN, from: '2026-03-04', to: '2026-03-09' }
    await expect(asSystem((trx) => recordAbsence(trx, absence, BEN))).rejects.toThrow(/themselves/)
    const backwards = { ...absence, delegate: ANNA, to: '2026-03-01' }
    await expect(asSystem((trx) => recordAbsence(trx, backwards, BEN))).rejects.toThrow(/before it begins/)
  })
})

describe('somebody who left', () => {
  test('acts no more from the next request on, and their manager sees what was theirs', async () => {
    await asSystem((trx) => changePerson(trx, BEN, { manager: CLARA }, ANNA))
    await asSystem((trx) => changePerson(trx, BEN, { active: false }, ANNA))
    await expect(asSystem((trx) => actingPerson(trx, BEN))).rejects.toMatchObject({ code: 'bad_call' })
    expect(await sees(CLARA)).toBe(true)
    const kinds = (await asSystem((trx) => readEvents(trx, { limit: 10 }))).map(({ kind }) => kind)
    expect(kinds).toContain('person.deactivated')
  })

  test('is known by the CRM, which also fills in managers that nobody named', async () => {
    const user = (record: string, email: string, fields: Record<string, string>): CrmSignal => ({
      kind: 'crm',
      id: `salesforce:User/${record}`,
      path: null,
      sources: ['salesforce'],
      at: null,
      text: '',
      segments: [],
      contentHash: 'sha256:0',
      warnings: [],
      vendor: 'salesforce',
      object: 'User',
      record,
      fields: { Id: record, Email: email, ...fields },
      empty: [],
      related: [],
    })
    const seller = { name: 'Seller', domains: ['seller.example'], people: [] }
    const told = colleaguesIn(
      [
        user('1', ANNA, { IsActive: 'true' }),
        user('2', BEN, { IsActive: 'false', ManagerId: '1' }),
        user('3', CLARA, { ManagerId: '1' }),
      ],
      seller,
    )
    await asSystem((trx) => followRecords(trx, told, 'system'))
    const rows = await asSystem((trx) =>
      trx.selectFrom('people').select(['email', 'active', 'manager']).orderBy('email').execute(),
    )
    expect(rows).toEqual([
      { email: ANNA, active: true, manager: null },
      { email: BEN, active: false, manager: ANNA },
      { email: CLARA, active: true, manager: ANNA },
    ])
  })
})

describe('the administrator', () => {
  test('is everybody until somebody is one', async () => {
    expect((await asSystem((trx) => actingPerson(trx, BEN))).roles).toContain('admin')
    await asSystem((trx) => changePerson(trx, ANNA, { roles: ['admin'] }, ANNA))
    expect((await asSystem((trx) => actingPerson(trx, BEN))).roles).toEqual(['rep'])
  })

  test('is never the last one to go', async () => {
    await asSystem((trx) => changePerson(trx, ANNA, { roles: ['admin'] }, ANNA))
    await expect(asSystem((trx) => changePerson(trx, ANNA, { roles: ['rep'] }, ANNA))).rejects.toThrow(
      /only administrator/,
    )
    await expect(asSystem((trx) => changePerson(trx, ANNA, { active: false }, ANNA))).rejects.toThrow(
      /only administrator/,
    )
    await asSystem((trx) => followRecords(trx, { left: [ANNA], managers: [] }, 'system'))
    expect((await asSystem((trx) => actingPerson(trx, ANNA))).person).toBe(ANNA)
  })
})

test('a team is joined once and left once, with a line in the log for each', async () => {
  const viewer = { person: ANNA, roles: ['rep'] }
  const standing = () => database.as(viewer, (trx) => standingTo(trx, viewer, { kind: 'account', id: account }))
  expect(await standing()).toBeNull()
  for (const _ of [1, 2]) await asSystem((trx) => joinTeam(trx, account, [{ person: ANNA, part: 'added' }], BEN))
  expect(await standing()).toBe('team')
  await asSystem((trx) => leaveTeam(trx, account, ANNA, BEN))
  await expect(asSystem((trx) => leaveTeam(trx, account, ANNA, BEN))).rejects.toMatchObject({ code: 'not_found' })
  expect(await standing()).toBeNull()
  const kinds = (await asSystem((trx) => readEvents(trx, { limit: 10 }))).map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind.startsWith('team.'))).toEqual(['team.joined', 'team.joined', 'team.left'])
})
