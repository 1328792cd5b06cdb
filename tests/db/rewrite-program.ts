import process from 'node:process'
import { openDatabase } from '../../src/db/open.ts'

/** Rewrites a workspace and ends itself with SIGKILL at one step. */
const { folder, killAt } = JSON.parse(process.argv[2] ?? '{}') as { folder: string; killAt: string }
const database = await openDatabase({ folder })
await database.asOwner(async (trx) => {
  await trx.deleteFrom('signals').where('item', '=', 'gone').execute()
  await trx.insertInto('erasures').values({ kind: 'person', counts: '{}' }).execute()
})
await database.rewrite((step) => {
  if (step === killAt) process.kill(process.pid, 'SIGKILL')
})
await database.close()
