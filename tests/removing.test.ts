import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readEvents } from '../src/db/events.ts'
import { loadRevision } from '../src/briefs/store.ts'
import { SYSTEM } from '../src/db/viewer.ts'
import { importFolder } from '../src/connectors/import.ts'
import { localEngine } from '../src/engines/local/index.ts'
import { reviewPorts } from '../src/http/open-services.ts'
import { loadDispatch } from '../src/review/dispatch.ts'
import { redraftStruck, strike } from '../src/removing.ts'
import { removeSightings, removeSignals } from '../src/signals/remove.ts'
import { draftFromWorkspace } from '../src/storing.ts'
import { emptyTables, openTestDatabase } from './db/database.ts'
import { smallFolder } from './db/folder.ts'
import type { Database } from '../src/db/open.ts'
import type { ReviewPorts } from '../src/storing.ts'

const ANNA = { person: 'anna@seller.example', roles: ['rep'] }

let database: Database
let ports: ReviewPorts
beforeAll(async () => {
  database = await openTestDatabase()
  ports = reviewPorts(database, null)
  database.jobs.work('redraft', ({ data }) => redraftStruck(ports, String(data['brief']), localEngine))
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database))

const drafted = () => draftFromWorkspace(ports, ANNA, { account: 'Buyer' }, localEngine)

async function idsOf(...items: string[]): Promise<number[]> {
  const rows = await database.asOwner((trx) =>
    trx.selectFrom('signals').select('id').where('item', 'in', items).execute(),
  )
  return rows.map(({ id }) => id)
}

/** Every row of every table and every job, as text. */
async function dump(of: Database): Promise<string> {
  return of.asOwner(async (trx) => {
    const { rows } = await sql<{ name: string }>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'pgboss')`.execute(trx)
    const parts: string[] = []
    for (const { name } of rows) {
      const content = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(trx)
      parts.push(...content.rows.map(({ row }) => row))
    }
    const bytes = await trx.selectFrom('dispatches').select('rendered').execute()
    parts.push(...bytes.map(({ rendered }) => Buffer.from(rendered).toString('latin1')))
    return parts.join('\n')
  })
}

test('what is taken out stands in no table and no job afterwards, and does not come back', async () => {
  const folder = smallFolder()
  await importFolder(database, folder, { actor: ANNA.person })
  await drafted()
  expect(await dump(database)).toContain('40,000')
  const ids = await idsOf('question@buyer.example')
  const struck = await database.as(SYSTEM, async (trx) =>
    strike(trx, await removeSignals(trx, ids, { reason: 'hidden' }), ANNA.person),
  )
  expect(struck).toEqual({ briefs: 1, withdrawn: 1 })
  expect(await dump(database)).not.toContain('40,000')
  expect(await database.jobs.drain()).toMatchObject({ ran: 1, failed: [] })
  const { brief } = await drafted()
  expect(JSON.stringify(brief)).toContain('security paper')
  expect(JSON.stringify(brief)).not.toContain('40,000')
  const left = await database.asOwner((trx) => trx.selectFrom('signals').select('item').orderBy('item').execute())
  expect(left.map(({ item }) => item)).toEqual(['call.vtt', 'offer@seller.example'])
})

test('a brief that was in review is withdrawn, keeps its other words, and is drafted again as whoever asked for it', async () => {
  await importFolder(database, smallFolder(), { actor: ANNA.person })
  const { brief } = await drafted()
  const ids = await idsOf('question@buyer.example')
  await database.as(SYSTEM, async (trx) => {
    await strike(trx, await removeSignals(trx, ids, { reason: 'hidden' }), ANNA.person)
  })
  await database.jobs.drain()
  await database.asOwner(async (trx) => {
    const stored = await loadRevision(trx, brief.id)
    expect(stored).toMatchObject({ struck: true, intact: true, brief: { contentHash: brief.contentHash } })
    expect(JSON.stringify(stored?.brief)).toContain('security paper')
    expect(await loadDispatch(trx, brief.id, 1)).toMatchObject({
      altered: expect.stringContaining('taken out') as string,
    })
    const reviews = await trx.selectFrom('reviews').select(['brief_id', 'state', 'requested_by']).execute()
    expect(reviews.find(({ brief_id }) => brief_id === brief.id)?.state).toBe('withdrawn')
    expect(reviews.filter(({ brief_id }) => brief_id !== brief.id)).toMatchObject([
      { state: 'pending', requested_by: ANNA.person },
    ])
    const events = await readEvents(trx)
    expect(events.filter(({ kind }) => kind === 'review.withdrawn')).toMatchObject([{ actor: ANNA.person }])
  })
})

test('what another mailbox showed as well stays, seen by that one alone', async () => {
  await importFolder(database, smallFolder(), { actor: ANNA.person })
  const ids = await idsOf('offer@seller.example')
  await database.as(SYSTEM, async (trx) => {
    const source = await trx
      .selectFrom('sources')
      .select(['id', 'name'])
      .where('owner', '=', ANNA.person)
      .executeTakeFirstOrThrow()
    expect(await removeSightings(trx, source, ids, { reason: 'hidden' })).toMatchObject({ signals: 1, items: [] })
  })
  const rows = await database.asOwner((trx) =>
    trx
      .selectFrom('sightings')
      .innerJoin('sources', 'sources.id', 'source_id')
      .innerJoin('signals', 'signals.id', 'signal_id')
      .select('name')
      .where('item', '=', 'offer@seller.example')
      .execute(),
  )
  expect(rows).toEqual([{ name: 'mail:ben@seller.example' }])
})

test('nobody but the system takes words out of a stored revision', async () => {
  await importFolder(database, smallFolder(), { actor: ANNA.person })
  const { brief } = await drafted()
  const change = await database.as(ANNA, (trx) =>
    trx.updateTable('brief_revisions').set({ body: '{}' }).where('brief_id', '=', brief.id).executeTakeFirstOrThrow(),
  )
  expect(change.numUpdatedRows).toBe(0n)
})
