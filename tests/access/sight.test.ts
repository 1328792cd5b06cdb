import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyTables, openTestDatabase } from '../db/database.ts'
import { makeWorld, seenBy, sightOf } from './worlds.ts'
import type { Database } from '../../src/db/open.ts'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const today = Math.floor(Date.now() / 86_400_000)

test.each([1, 2, 3, today])(
  'in a workspace with random teams, managers, absences and sharing (seed %i) everybody sees what the rules say and no more',
  async (seed) => {
    await emptyTables(database)
    const world = await makeWorld(database, seed)
    for (const { email } of world.people) {
      const expected = sightOf(world, email)
      const seen = await seenBy(database, { person: email, roles: ['rep'] })
      expect({ person: email, ...seen }).toEqual({
        person: email,
        ...expected,
        revisions: expected.briefs,
        reviews: expected.briefs,
        queued: expected.briefs,
        // a signal that nobody may see has no place in an account either
        linked: seen.signals.filter((id) => world.signals.find((one) => one.id === id)?.accounts.length),
      })
    }
  },
)

test('who is not here sees nothing', async () => {
  await emptyTables(database)
  await makeWorld(database, 5)
  const seen = await seenBy(database, { person: 'eve@elsewhere.example', roles: ['admin'] })
  const world = await makeWorldAgain()
  expect(seen.accounts).toEqual([])
  expect(seen.briefs).toEqual([])
  expect(seen.signals.every((id) => world.includes(id))).toBe(true)
})

/** What is shared with everyone. */
async function makeWorldAgain(): Promise<number[]> {
  return database.asOwner(async (trx) => {
    const rows = await trx
      .selectFrom('sightings')
      .innerJoin('sources', 'sources.id', 'source_id')
      .select('signal_id')
      .where('sharing', '=', 'everyone')
      .where('hidden', '=', false)
      .execute()
    return rows.map(({ signal_id }) => signal_id)
  })
}
