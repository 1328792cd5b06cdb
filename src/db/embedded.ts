import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { fromPglite } from 'pg-boss'
import { AppError } from '../lib/errors.ts'
import { explainFailure } from './failures.ts'
import { readOwner, takeLock } from './lock.ts'
import { openJobs } from './jobs.ts'
import { migrate, MIGRATIONS_TABLE, scriptOf } from './migrations.ts'
import { preparedFolder } from './prepared.ts'
import { recover, rewriteFolder } from './rewrite.ts'
import { swappable } from './swappable.ts'
import type { Migration } from './migrations.ts'
import type { Places } from './rewrite.ts'
import type { Backend } from './backend.ts'
import type { Tables } from './tables.ts'

/**
 * PGlite in the workspace folder, behind the lock. It does not call fsync: what was committed survives the death of
 * the process, not a power cut.
 */
export async function openEmbedded(folder: string, migrations: Migration[]): Promise<Backend> {
  const lock = takeLock(folder)
  if (lock === null) throw busy(folder)
  const places = placesIn(folder)
  try {
    const held = swappable(await openFolder(places, migrations))
    const { pglite } = held
    const backend = {
      ...(await backendOf(pglite)),
      publish: (address: { url: string; token: string }) => lock.publish(address),
      close: async () => {
        await pglite.close()
        lock.release()
      },
    }
    const made = async (next: string): Promise<PGlite> => {
      await layFolder(next, migrations)
      const fresh = await PGlite.create({ dataDir: next })
      // The prepared folder has all of it; without one it is made here.
      const bare = await backendOf(fresh)
      await migrate(bare.scripts, migrations)
      await (await openJobs(bare)).stop()
      return fresh
    }
    return {
      ...backend,
      rewrite: (onStep) => held.exchange((standing) => rewriteFolder(standing, places, made, onStep)),
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

function placesIn(folder: string): Places {
  return { data: join(folder, 'data'), next: join(folder, 'data.next'), old: join(folder, 'data.old') }
}

async function backendOf(pglite: PGlite): Promise<Backend> {
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
    publish: () => {},
    rewrite: () => Promise.resolve(),
    close: () => pglite.close(),
  }
}

/** The data stand beside the lock. A first opening that died half-way left only the folder aside, never `data`. */
async function openFolder(places: Places, migrations: Migration[]): Promise<PGlite> {
  const { data } = places
  recover(places, existsSync)
  if (existsSync(data)) return PGlite.create({ dataDir: data })
  const aside = `${data}.new`
  rmSync(aside, { recursive: true, force: true })
  await layFolder(aside, migrations)
  renameSync(aside, data)
  return PGlite.create({ dataDir: data })
}

/** The files of a database without rows, in a folder that was not there. */
async function layFolder(folder: string, migrations: Migration[]): Promise<void> {
  const prepared = preparedFolder(migrations)
  if (prepared === null) {
    mkdirSync(folder, { recursive: true })
    // Small WAL files: the default keeps 80 MB and more of them beside a few MB of data.
    const pglite = await PGlite.create({ dataDir: folder, initDbStartParams: ['--wal-segsize=1'] })
    await pglite.close()
  } else {
    // One blocking call: the asynchronous one takes ten times as long for its thousand small files.
    cpSync(prepared, folder, { recursive: true })
  }
}
