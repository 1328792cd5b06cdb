import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { importFolder } from '../../src/connectors/import.ts'
import { readEvents, verifyEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { localEngine } from '../../src/engines/local/index.ts'
import { reviewPorts } from '../../src/http/open-services.ts'
import { clockAt } from '../../src/lib/clock.ts'
import { changeRetention, planRetention, retentionJob, runRetention } from '../../src/privacy/retention.ts'
import { reject } from '../../src/review/decide.ts'
import { draftFromWorkspace } from '../../src/storing.ts'
import { emptyTables, openTestDatabase } from '../db/database.ts'
import { smallFolder } from '../db/folder.ts'
import type { Database } from '../../src/db/open.ts'
import type { Retention } from '../../src/privacy/retention.ts'

const DAY = 86_400_000
const anna = { person: 'anna@seller.example', roles: ['admin'] }
const clock = clockAt('2026-02-10T00:00:00Z')
let database: Database
let folder: string

beforeAll(async () => {
  database = await openTestDatabase({ clock: () => clock.now() })
})
afterAll(() => database.close())
beforeEach(async () => {
  await emptyTables(database)
  clock.set('2026-02-10T00:00:00Z')
  folder = smallFolder()
  await importFolder(database, folder, { actor: anna.person })
})

const set = (change: Partial<Retention>) => database.as(anna, (trx) => changeRetention(trx, anna, change))
const bodies = () => database.as(SYSTEM, (trx) => trx.selectFrom('signals').select('body').orderBy('id').execute())

test('everything is kept where nothing is set, however long', async () => {
  const before = await bodies()
  clock.advance(20_000 * DAY)
  expect(await planRetention(database)).toEqual({})
  expect(await runRetention(database, 'system')).toEqual({})
  expect(await bodies()).toEqual(before)
})

test(
  'words go on the day after their last one, quotes in a brief that stands stay, and a second import changes nothing',
  { timeout: 120_000 },
  async () => {
    const ports = reviewPorts(database, null)
    const { brief } = await draftFromWorkspace(ports, anna, { account: 'Buyer' }, localEngine)
    await set({ text: 30 })
    // The first of the three is of 2 February, the last of the 4th.
    clock.set('2026-03-04T09:59:00Z')
    expect(await planRetention(database)).toEqual({})
    clock.set('2026-03-04T10:01:00Z')
    const planned = await planRetention(database)
    expect(planned).toEqual({ 'signals (words)': 1 })
    expect(JSON.stringify(await bodies())).toContain('security paper')
    expect(await runRetention(database, 'system')).toEqual(planned)
    const after = JSON.stringify(await bodies())
    expect(after).not.toContain('security paper')
    expect(after).toContain('offer@seller.example')
    expect(after).toContain('40,000 EUR')
    clock.advance(10 * DAY)
    await runRetention(database, 'system')
    expect(JSON.stringify(await bodies())).not.toMatch(/40,000|audit/)
    const kept = await database.as(SYSTEM, (trx) => trx.selectFrom('brief_revisions').select('body').execute())
    expect(JSON.stringify(kept)).toContain('security paper')
    expect(brief.commitments.length).toBeGreaterThan(0)
    await database.asOwner((trx) => trx.updateTable('imports').set({ fingerprint: '' }).execute())
    expect(await importFolder(database, folder, { actor: anna.person })).toMatchObject({ added: 0, changed: 0 })
    expect(JSON.stringify(await bodies())).not.toContain('security paper')
    const events = await database.as(SYSTEM, (trx) => readEvents(trx))
    expect(events.filter(({ kind }) => kind === 'data.expired')).toHaveLength(2)
    expect(await database.as(SYSTEM, (trx) => verifyEvents(trx))).toMatchObject({ ok: true })
  },
)

test('a draft from items whose words went says that they are not there', async () => {
  await set({ text: 1 })
  await runRetention(database, 'system')
  const { brief } = await draftFromWorkspace(reviewPorts(database, null), anna, { account: 'Buyer' }, localEngine)
  expect(brief.notRead.join(' ')).toMatch(/3 items up to 2026-02-04.*no longer kept/)
})

test('a rejected draft goes after its days, and one that waits does not', async () => {
  const ports = reviewPorts(database, null)
  const { brief } = await draftFromWorkspace(ports, anna, { account: 'Buyer' }, localEngine)
  await set({ drafts: 10 })
  clock.advance(11 * DAY)
  expect(await planRetention(database)).toEqual({})
  await database.as(anna, (trx) => reject(trx, anna, { briefId: brief.id, revision: 1 }))
  clock.advance(11 * DAY)
  expect(await runRetention(database, 'system')).toMatchObject({ briefs: 1, brief_revisions: 1, dispatches: 1 })
})

test('the daily job puts the next day’s there', async () => {
  await retentionJob(database)
  const { rows } = await database.asOwner((trx) =>
    sql<{ at: Date }>`select start_after as at from pgboss.job where name = 'retention'`.execute(trx),
  )
  expect(rows.map(({ at }) => at.toISOString())).toEqual(['2026-02-11T00:00:00.000Z'])
})
