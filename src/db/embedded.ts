import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { fromPglite } from 'pg-boss'
import { AppError } from '../lib/errors.ts'
import { explainFailure } from './failures.ts'
import { readOwner, takeLock } from './lock.ts'
import { MIGRATIONS_TABLE, scriptOf } from './migrations.ts'
import { preparedFolder } from './prepared.ts'
import type { Migration } from './migrations.ts'
import type { Backend } from './backend.ts'
import type { Tables } from './tables.ts'

/**
 * PGlite in the workspace folder, behind the lock. It does not call fsync: what was committed survives the death of
 * the process, not a power cut.
 */
export async function openEmbedded(folder: string, migrations: Migration[]): Promise<Backend> {
  const lock = takeLock(folder)
  if (lock === null) throw busy(folder)
  try {
    const pglite = await openFolder(folder, migrations)
    await pglite.exec(MIGRATIONS_TABLE)
    return {
      kind: 'embedded',
      kysely: new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) }),
      scripts: {
        run: async (script) => {
          await pglite.transaction((trx) => trx.exec(script))
        },
        apply: async (migration) => {
          await pglite.transaction((trx) => trx.exec(scriptOf(migration)))
        },
        applied: async () =>
          (await pglite.query<{ name: string; checksum: string }>('select name, checksum from migrations')).rows,
      },
      boss: { db: fromPglite(pglite), backend: 'pglite' },
      publish: (address) => lock.publish(address),
      close: async () => {
        await pglite.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw explainFailure(error)
  }
}

/** The error of a second process; whoever can speak HTTP asks the owner instead. */
export function busy(folder: string): AppError {
  const owner = readOwner(folder)
  const who =
    owner === null
      ? 'another process'
      : `process ${owner.pid}${owner.command === '' ? '' : ` (baton ${owner.command})`}`
  return new AppError(
    'workspace_busy',
    `the workspace ${folder} is in use by ${who}: wait for it or end it, then try again`,
  )
}

/** The data stand beside the lock. A first opening that died half-way left only the folder aside, never `data`. */
async function openFolder(folder: string, migrations: Migration[]): Promise<PGlite> {
  const data = join(folder, 'data')
  if (existsSync(data)) return PGlite.create({ dataDir: data })
  const aside = join(folder, 'data.new')
  rmSync(aside, { recursive: true, force: true })
  const prepared = preparedFolder(migrations)
  if (prepared === null) {
    mkdirSync(aside, { recursive: true })
    // Small WAL files: the default keeps 80 MB and more of them beside a few MB of data.
    const pglite = await PGlite.create({ dataDir: aside, initDbStartParams: ['--wal-segsize=1'] })
    await pglite.close()
  } else {
    // One blocking call: the asynchronous one takes ten times as long for its thousand small files.
    cpSync(prepared, aside, { recursive: true })
  }
  renameSync(aside, data)
  return PGlite.create({ dataDir: data })
}
