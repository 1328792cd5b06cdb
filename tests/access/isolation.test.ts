import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emptyTables, openTestDatabase } from '../db/database.ts'
import { openApi, refill } from '../http/workspace.ts'
import { FILES, PEOPLE } from './crossing.ts'
import { dice, makeWorld, sightOf } from './worlds.ts'
import type { Database } from '../../src/db/open.ts'

const [ANNA = '', BEN = ''] = PEOPLE

let one: Database & { folder: string }
let other: Database & { folder: string }
beforeAll(async () => {
  ;[one, other] = [await openTestDatabase(), await openTestDatabase()]
})
afterAll(async () => {
  await one.close()
  await other.close()
})

test('two workspaces know nothing of each other: an id of one is to the other as one that never was', async () => {
  await refill(one, FILES)
  await refill(other, FILES)
  const { brief } = (await openApi(one).call('POST', '/api/briefs', ANNA, { account: 'Buyer', to: BEN })).body
  const account = await one.asOwner((trx) => trx.selectFrom('accounts').select('id').executeTakeFirstOrThrow())
  const api = openApi(other)
  const paths = (id: string, accountId: string) => [
    `/api/briefs/${id}`,
    `/briefs/${id}`,
    `/api/briefs/${id}/findings`,
    `/api/reviews/${id}`,
    `/api/acceptances/${id}`,
    `/api/team?account=${accountId}`,
    `/api/corrections?account=${accountId}`,
  ]
  const never = paths('b_00000000deadbeef', '00000000-0000-4000-8000-00000000dead')
  for (const [index, path] of paths(brief.id, account.id).entries()) {
    const [theirs, random] = [await api.call('GET', path, ANNA), await api.call('GET', never[index] ?? '', ANNA)]
    expect([path, theirs.status, theirs.text]).toEqual([path, 404, random.text])
  }
})

describe('the database', () => {
  test('answers nothing at all where nobody looks, from any table', async () => {
    await refill(one, FILES)
    await one.asOwner(async (trx) => {
      const { rows } = await sql<{ name: string }>`
        select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'migrations'`.execute(
        trx,
      )
      expect(rows.length).toBeGreaterThan(20)
      await sql`select set_config('baton.person', '', true), set_config('baton.roles', '', true)`.execute(trx)
      await sql`set local role baton_viewer`.execute(trx)
      for (const { name } of rows) {
        const found = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(name)}`.execute(trx)
        expect([name, found.rows[0]?.n]).toEqual([name, 0])
      }
    })
  })

  test('lets nobody see all of a table that hangs on an account, a signal or a brief', async () => {
    const { rows } = await one.asOwner((trx) =>
      sql<{ name: string }>`
        with recursive hangs(rel) as (
          select unnest(array['accounts', 'signals', 'briefs']::regclass[])::oid
          union select conrelid from pg_constraint join hangs on confrelid = rel where contype = 'f'
        )
        select relname as name from hangs join pg_class on pg_class.oid = rel
        where not relforcerowsecurity or not exists (
          select from pg_policy where polrelid = rel and pg_get_expr(polqual, polrelid) !~ '^\\(baton_person\\(\\) IS NOT NULL\\)$'
        )`.execute(trx),
    )
    // who works on what: ids alone
    expect(rows.map(({ name }) => name)).toEqual(['deal_team'])
  })

  test('keeps a thousand viewers apart who look at the same moment over one connection', async () => {
    await emptyTables(one)
    const world = await makeWorld(one, 11)
    const roll = dice(12)
    const expected = new Map(world.people.map(({ email }) => [email, sightOf(world, email)]))
    const looks = Array.from({ length: 1_000 }, async () => {
      const { email } = world.people[roll(world.people.length)] ?? { email: '' }
      const seen = await one.as({ person: email, roles: ['rep'] }, async (trx) => {
        const signals = await trx.selectFrom('signals').select('id').orderBy('id').execute()
        const briefs = await trx.selectFrom('briefs').select('id').orderBy('id').execute()
        return { signals: signals.map(({ id }) => id), briefs: briefs.map(({ id }) => id) }
      })
      const { signals, briefs } = expected.get(email) ?? { signals: [], briefs: [] }
      return JSON.stringify(seen) === JSON.stringify({ signals, briefs })
    })
    expect((await Promise.all(looks)).filter((right) => !right)).toEqual([])
  })
})
