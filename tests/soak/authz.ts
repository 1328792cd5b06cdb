import { makeWorld, seenBy, sightOf } from '../access/worlds.ts'
import { emptyTables, openTestDatabase } from '../db/database.ts'
import type { Soak } from './soak.ts'

/** Random workspaces, one after another: whatever anybody sees is held against the rules written out by hand. */
const authz: Soak = async ({ seed, until }) => {
  const database = await openTestDatabase()
  const failures: string[] = []
  let runs = 0
  try {
    for (let trial = 0; !until(); trial++) {
      await emptyTables(database)
      const world = await makeWorld(database, seed * 1000 + trial)
      for (const { email } of world.people) {
        const { sources, accounts, signals, briefs, quoted, ...rest } = await seenBy(database, {
          person: email,
          roles: ['rep'],
        })
        const expected = sightOf(world, email)
        const wrong =
          JSON.stringify({ sources, accounts, signals, briefs, quoted }) !== JSON.stringify(expected) ||
          JSON.stringify(rest.revisions) !== JSON.stringify(expected.briefs) ||
          JSON.stringify(rest.reviews) !== JSON.stringify(expected.briefs) ||
          JSON.stringify(rest.queued) !== JSON.stringify(expected.briefs) ||
          rest.linked.some((id) => !signals.includes(id))
        runs += Object.keys(rest).length + 4 + quoted.length
        if (wrong) failures.push(`world ${seed * 1000 + trial}: ${email} sees something else than the rules say`)
      }
    }
  } finally {
    await database.close()
  }
  return { runs, failures }
}

export default authz
