import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { appendEvent, ERASED, readEvents, verifyEvents } from '../../src/db/events.ts'
import { enqueue } from '../../src/db/jobs.ts'
import { openDatabase } from '../../src/db/open.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { hashOf } from '../../src/lib/json.ts'
import { emptyTables, openTestDatabase, serverUrls } from './database.ts'
import type { Database, Trx } from '../../src/db/open.ts'

const ANNA = { person: 'anna@seller.example', roles: ['member'] }

describe.each(['embedded', 'server'] as const)('the %s database', (kind) => {
  let database: Database
  let stopServer = async (): Promise<void> => {}

  beforeAll(async () => {
    if (kind === 'embedded') {
      database = await openTestDatabase()
    } else {
      const server = await serverUrls()
      stopServer = () => server.stop()
      database = await openDatabase({ url: await server.create() })
    }
  }, 120_000)
  afterAll(async () => {
    await database?.close()
    await stopServer()
  })
  beforeEach(() => emptyTables(database))

  test('shows no row to a transaction without a viewer', async () => {
    await database.as(ANNA, (trx) =>
      trx.insertInto('people').values({ email: 'ben@seller.example', name: 'Ben' }).execute(),
    )
    const seen = await database.asOwner(async (trx) => {
      await sql`select set_config('baton.person', '', true), set_config('role', 'baton_viewer', true)`.execute(trx)
      return trx.selectFrom('people').selectAll().execute()
    })
    expect(seen).toEqual([])
    expect(await database.as(ANNA, (trx) => trx.selectFrom('people').select('name').execute())).toContainEqual({
      name: 'Ben',
    })
  })

  test('puts every table of ours under forced row-level rules and keeps the migrations table from the plain role', async () => {
    const { rows } = await database.asOwner((trx) =>
      sql<{ name: string; guarded: boolean }>`
        select relname as name, relrowsecurity and relforcerowsecurity as guarded from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migrations'`.execute(trx),
    )
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.filter(({ guarded }) => !guarded)).toEqual([])
    await expect(database.as(SYSTEM, (trx) => sql`select * from migrations`.execute(trx))).rejects.toThrow(
      /permission denied/,
    )
  })

  test('shows what came from a mailbox of one person to that person and to jobs alone', async () => {
    await database.as(SYSTEM, async (trx) => {
      await trx
        .insertInto('people')
        .values([
          { email: ANNA.person, name: 'Anna' },
          { email: 'ben@seller.example', name: 'Ben' },
        ])
        .execute()
      const source = await trx
        .insertInto('sources')
        .values({ name: `mail:${ANNA.person}`, owner: ANNA.person })
        .returning('id')
        .executeTakeFirstOrThrow()
      const signal = await trx
        .insertInto('signals')
        .values({ item: 'm1@x', kind: 'email', at: null, content_hash: 'sha256:0', body: '{}' })
        .returning('id')
        .executeTakeFirstOrThrow()
      await trx.insertInto('sightings').values({ signal_id: signal.id, source_id: source.id }).execute()
    })
    const count = (person: string): Promise<number> =>
      database.as({ person, roles: [] }, async (trx) => (await trx.selectFrom('signals').select('id').execute()).length)
    expect(await count(ANNA.person)).toBe(1)
    expect(await count('system')).toBe(1)
    expect(await count('ben@seller.example')).toBe(0)
  })

  test('undoes everything of a transaction that throws, its event and its job included', async () => {
    const work = async (trx: Trx): Promise<never> => {
      await trx.insertInto('people').values({ email: 'ben@seller.example', name: 'Ben' }).execute()
      await appendEvent(trx, { kind: 'people.added', subject: 'x', actor: ANNA.person })
      await enqueue(trx, 'deliver', { delivery: 'd1' })
      throw new Error('stop')
    }
    await expect(database.as(ANNA, work)).rejects.toThrow('stop')
    const ran: unknown[] = []
    database.jobs.work('deliver', async ({ data }) => void ran.push(data))
    await database.jobs.drain()
    expect(ran).toEqual([])
    await database.as(ANNA, async (trx) => {
      expect(await trx.selectFrom('people').selectAll().where('name', '=', 'Ben').execute()).toEqual([])
      expect(await verifyEvents(trx)).toMatchObject({ ok: true, head: { seq: 0 } })
    })
  })

  test('runs a job once, after the transaction that caused it, and those that it causes', async () => {
    const ran: unknown[] = []
    database.jobs.work('deliver', async ({ data }) => {
      ran.push(data)
      if (data.delivery === 'd1') await database.as(SYSTEM, (trx) => enqueue(trx, 'deliver', { delivery: 'd2' }))
    })
    await database.as(ANNA, (trx) => enqueue(trx, 'deliver', { delivery: 'd1' }))
    expect(await database.jobs.drain()).toEqual({ ran: 2, failed: [] })
    expect(ran).toEqual([{ delivery: 'd1' }, { delivery: 'd2' }])
    expect(await database.jobs.drain()).toEqual({ ran: 0, failed: [] })
  })

  test('leaves a job that is not due and puts a failed one back for later', async () => {
    const ran: unknown[] = []
    database.jobs.work('deliver', async ({ data }) => {
      ran.push(data)
      throw new Error('not today')
    })
    await database.as(ANNA, async (trx) => {
      await enqueue(trx, 'deliver', { delivery: 'later' }, { startAfter: new Date(Date.now() + 120_000) })
      await enqueue(trx, 'deliver', { delivery: 'now' })
    })
    expect(await database.jobs.drain()).toMatchObject({ ran: 1, failed: [{ job: { data: { delivery: 'now' } } }] })
    expect(await database.jobs.drain()).toEqual({ ran: 0, failed: [] })
    database.jobs.work('deliver', async ({ data }) => void ran.push(data))
    expect(await database.jobs.drain({ evenIfNotDue: true })).toEqual({ ran: 2, failed: [] })
  })

  test('enqueues one job for a key while the first still waits', async () => {
    const ids = await database.as(ANNA, async (trx) => [
      await enqueue(trx, 'deliver', { delivery: 'a' }, { key: 'k' }),
      await enqueue(trx, 'deliver', { delivery: 'b' }, { key: 'k' }),
      await enqueue(trx, 'deliver', { delivery: 'c' }),
      await enqueue(trx, 'deliver', { delivery: 'd' }),
    ])
    expect(ids.map((id) => id !== null)).toEqual([true, false, true, true])
  })

  test('numbers events without holes or forks under many writers of whom some fail', async () => {
    const writers = Array.from({ length: 64 }, (_, index) =>
      database.as(ANNA, async (trx) => {
        await appendEvent(trx, { kind: 'test.written', subject: `s${index}`, actor: ANNA.person, data: { index } })
        if (index % 4 === 0) throw new Error('fails')
        await appendEvent(trx, {
          kind: 'test.written',
          subject: `s${index}`,
          actor: ANNA.person,
          data: { index, second: true },
        })
      }),
    )
    const failed = (await Promise.allSettled(writers)).filter(({ status }) => status === 'rejected')
    expect(failed).toHaveLength(16)
    await database.as(ANNA, async (trx) => {
      expect(await verifyEvents(trx)).toMatchObject({ ok: true, head: { seq: 96 } })
      expect((await readEvents(trx, { limit: 200 })).map(({ seq }) => seq)).toEqual(
        Array.from({ length: 96 }, (_, i) => i + 1),
      )
    })
  })

  test('keeps its events from every change', async () => {
    await database.as(ANNA, (trx) => appendEvent(trx, { kind: 'test.written', subject: 's', actor: ANNA.person }))
    for (const change of ["update events set actor = 'x'", 'delete from events', 'truncate events']) {
      await expect(database.as(ANNA, (trx) => sql.raw(change).execute(trx))).rejects.toThrow(/permission denied/)
      await expect(database.asOwner((trx) => sql.raw(change).execute(trx))).rejects.toThrow(/append-only/)
    }
  })

  describe('verification', () => {
    const kept = { seq: 0, hash: '' }
    beforeEach(async () => {
      for (let index = 1; index <= 6; index++) {
        const head = await database.as(ANNA, (trx) =>
          appendEvent(trx, { kind: 'test.written', subject: `s${index}`, actor: ANNA.person, data: { index } }),
        )
        if (index === 5) Object.assign(kept, head)
      }
    })
    const tamper = (statement: string): Promise<unknown> =>
      database.asOwner(async (trx) => {
        await sql`alter table events disable trigger user`.execute(trx)
        await sql.raw(statement).execute(trx)
        await sql`alter table events enable trigger user`.execute(trx)
      })

    test.each([
      ['an edited body', 'update events set body = replace(body, \'"index":3\', \'"index":9\') where seq = 3', 3],
      [
        'an edited body with a hash of its own',
        "update events set body = replace(body, '\"index\":3', '\"index\":9'), hash = 'sha256:' || encode(sha256(convert_to(replace(body, '\"index\":3', '\"index\":9'), 'UTF8')), 'hex') where seq = 3",
        4,
      ],
      ['an edited column', "update events set actor = 'eve@seller.example' where seq = 4", 4],
      ['a deleted row', 'delete from events where seq = 2', 2],
      [
        'two rows that changed places',
        'update events set seq = case seq when 2 then -3 else -2 end where seq in (2, 3); update events set seq = -seq where seq < 0',
        2,
      ],
      [
        'a row put between',
        "insert into events select 7, at, kind, subject, actor, body, prev, 'sha256:x' from events where seq = 6",
        7,
      ],
      ['a cut tail', 'delete from events where seq = 6', 6],
      ['another name under an act', "update log_names set address = 'eve@seller.example'", 1],
      ['a name taken away without an erasure', 'delete from log_names', 1],
    ])('finds %s and names the first broken event', async (_, statement, seq) => {
      for (const part of statement.split('; ')) await tamper(part)
      expect(await database.as(ANNA, (trx) => verifyEvents(trx))).toMatchObject({ ok: false, seq })
    })

    test('finds a cut tail with a rewritten head against a kept head only', async () => {
      await tamper('delete from events where seq > 4')
      await tamper('update event_head set seq = 4, hash = (select hash from events where seq = 4)')
      await database.as(ANNA, async (trx) => {
        expect(await verifyEvents(trx)).toMatchObject({ ok: true })
        expect(await verifyEvents(trx, kept)).toMatchObject({ ok: false, seq: 5 })
      })
    })

    test('holds with a name gone that an erasure names, and the log then names nobody', async () => {
      await database.asOwner(async (trx) => {
        const { token } = await trx.selectFrom('log_names').select('token').executeTakeFirstOrThrow()
        await appendEvent(trx, { kind: ERASED, subject: 'workspace', actor: 'system', data: { names: [token] } })
        await sql`delete from log_names`.execute(trx)
        expect(await verifyEvents(trx)).toMatchObject({ ok: true, head: { seq: 7 } })
        const [first] = await readEvents(trx, { limit: 1 })
        expect(first?.actor).toBe(token)
      })
    })

    test('is over bodies that hold no address, at whatever depth it was said', async () => {
      const said = { person: 'Dora@buyer.example', reason: 'told by <dora@buyer.example>', all: [{ who: ANNA.person }] }
      await database.as(ANNA, async (trx) => {
        await appendEvent(trx, { kind: 'test.written', subject: 'dora@buyer.example', actor: ANNA.person, data: said })
        const bodies = await trx.selectFrom('events').selectAll().execute()
        expect(JSON.stringify(bodies)).not.toMatch(/@/)
        const [event] = await readEvents(trx, { subject: 'dora@buyer.example' })
        expect(event).toMatchObject({
          actor: ANNA.person,
          data: { person: 'dora@buyer.example', reason: 'told by <dora@buyer.example>', all: [{ who: ANNA.person }] },
        })
        const [bare] = await readEvents(trx, { after: 6, bare: true })
        const { hash, ...body } = bare!
        expect(hashOf(body)).toBe(hash)
      })
    })

    test('accepts a kept head that the log has outgrown', async () => {
      expect(await database.as(ANNA, (trx) => verifyEvents(trx, kept))).toMatchObject({ ok: true, head: { seq: 6 } })
    })
  })
})
