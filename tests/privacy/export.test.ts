import { afterAll, beforeAll, expect, test } from 'vitest'
import { leaveTeam } from '../../src/access/team.ts'
import { importFolder } from '../../src/connectors/import.ts'
import { readEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { localEngine } from '../../src/engines/local/index.ts'
import { reviewPorts } from '../../src/http/open-services.ts'
import { exportData } from '../../src/privacy/export.ts'
import { draftFromWorkspace } from '../../src/storing.ts'
import { openTestDatabase } from '../db/database.ts'
import { smallFolder } from '../db/folder.ts'
import type { Database } from '../../src/db/open.ts'

const anna = { person: 'anna@seller.example', roles: ['admin'] }
const CARA = 'cara@buyer.example'
let database: Database
let brief: string

beforeAll(async () => {
  database = await openTestDatabase()
  await importFolder(database, smallFolder(), { actor: anna.person })
  const drafted = await draftFromWorkspace(reviewPorts(database, null), anna, { account: 'Buyer' }, localEngine)
  brief = drafted.brief.id
})
afterAll(() => database.close())

test('an export of a person names every item and brief that speaks of them, with the words, and leaves an event', async () => {
  const lines = await exportData(database, anna, { person: CARA })
  const items = lines.filter(({ kind }) => kind === 'item')
  expect(items.map(({ id, part }) => [id, part])).toEqual([
    ['offer@seller.example', 'theirs'],
    ['question@buyer.example', 'theirs'],
    [expect.stringContaining('call'), 'names them'],
  ])
  expect(JSON.stringify(items)).toContain('Our budget is 40,000 EUR')
  expect(lines.find(({ kind }) => kind === 'brief')).toMatchObject({ id: brief, revision: 1 })
  const [last] = (await database.as(SYSTEM, (trx) => readEvents(trx))).filter(({ kind }) => kind === 'data.exported')
  expect(last).toMatchObject({ actor: anna.person, data: { of: CARA, lines: lines.length, withheld: 0 } })
})

test('an export of one of the seller’s people holds what they are here and the log entries that name them', async () => {
  const lines = await exportData(database, anna, { person: anna.person })
  expect(lines.find(({ kind }) => kind === 'person')).toMatchObject({ email: anna.person, name: 'Anna Seller' })
  expect(lines.filter(({ kind }) => kind === 'event').length).toBeGreaterThan(3)
})

test('an export of an account holds its items, briefs and log', async () => {
  const kinds = new Set((await exportData(database, anna, { account: 'Buyer' })).map(({ kind }) => kind))
  expect([...kinds].sort()).toEqual(['account', 'brief', 'event', 'item', 'team'])
})

test('nothing held is said to be so', async () => {
  const asked = exportData(database, anna, { person: 'nobody@elsewhere.example' })
  await expect(asked).rejects.toMatchObject({ code: 'not_found' })
})

test('what the asker may not see stands there by its id and nothing else', async () => {
  await database.as(SYSTEM, async (trx) => {
    const { id } = await trx.selectFrom('accounts').select('id').executeTakeFirstOrThrow()
    await leaveTeam(trx, id, anna.person, 'system')
    await trx.updateTable('sources').set({ owner: null }).execute()
  })
  const lines = await exportData(database, anna, { person: CARA })
  expect(lines.filter(({ kind }) => kind === 'item' || kind === 'brief')).toEqual([
    { kind: 'item', id: 'offer@seller.example', withheld: true },
    { kind: 'item', id: 'question@buyer.example', withheld: true },
    { kind: 'item', id: expect.stringContaining('call') as string, withheld: true },
    { kind: 'brief', id: brief, withheld: true },
  ])
  expect(JSON.stringify(lines)).not.toMatch(/40,000|audit/)
})
