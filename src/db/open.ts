import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { AppError } from '../lib/errors.ts'
import { migrate, readMigrations } from './migrations.ts'
import { openEmbedded } from './embedded.ts'
import { openServer } from './server.ts'
import { explainFailure, worthAnotherTry } from './failures.ts'
import { openJobs, rememberJobs } from './jobs.ts'
import type { Jobs } from './jobs.ts'
import type { Backend } from './backend.ts'
import type { OnStep } from './rewrite.ts'
import type { Tables, Trx } from './tables.ts'
import type { Viewer } from './viewer.ts'

export type { Viewer } from './viewer.ts'
export type { Trx } from './tables.ts'

/** Where a workspace lives: embedded in a folder, or on a PostgreSQL server. */
export type Place = { folder: string } | { url: string }

export type OpenOptions = Place & {
  /** what time it is; the database's own clock where left out. Tests and the demo move it. */
  clock?: () => Date
}

export type Database = {
  kind: 'embedded' | 'server'
  /**
   * Runs `work` in one transaction as a plain role with the viewer set, so that row-level rules bind.
   * Throws what `work` throws, after rolling everything back. After a deadlock or a serialisation failure the
   * transaction is tried again, so `work` may run more than once and must keep its effects inside it.
   */
  as<T>(viewer: Viewer, work: (trx: Trx) => Promise<T>): Promise<T>
  /** The same as the owner of the tables, whom no rule binds when embedded. For migrations, backups, erasures and tests only. */
  asOwner<T>(work: (trx: Trx) => Promise<T>): Promise<T>
  /**
   * Writes everything that remains anew, so that what was deleted stands in no file of the database any more: embedded, a
   * new data folder takes the old one's place; on a server every table is rewritten, while its write-ahead log and backups
   * are the server's own. Others wait meanwhile. Killed at any moment, nothing is lost.
   */
  rewrite(onStep?: OnStep): Promise<void>
  jobs: Jobs
  /** Says where this process answers, for other commands on the workspace; nothing to do on a server. */
  publish(address: { url: string; token: string }): void
  close(): Promise<void>
}

/**
 * Opens and migrates. Throws `workspace_busy` where another process holds the folder, `disk` where it cannot be
 * written, `unavailable` where the server does not answer.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const migrations = readMigrations()
  const backend = 'folder' in options ? await openEmbedded(options.folder, migrations) : await openServer(options.url)
  try {
    await migrate(backend.scripts, migrations)
    if (backend.kind === 'embedded' && (await owesRewriting(backend))) await backend.rewrite()
    const jobs = await openJobs(backend)
    return handle(backend, jobs, options.clock)
  } catch (error) {
    await backend.close()
    throw explainFailure(error)
  }
}

/** An erasure was committed and the process died before what remains was copied. */
async function owesRewriting(backend: Backend): Promise<boolean> {
  const { rows } = await sql<{ owes: boolean }>`
    select exists (select from erasures where rewritten_at is null) as owes`.execute(backend.kysely)
  return rows[0]?.owes === true
}

function handle(backend: Backend, jobs: Jobs, clock: (() => Date) | undefined): Database {
  const within = async <T>(settings: Record<string, string>, work: (trx: Trx) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await transaction(
          backend.kysely,
          { ...settings, 'baton.now': clock?.().toISOString() ?? '' },
          jobs,
          work,
        )
      } catch (error) {
        if (attempt < ATTEMPTS && worthAnotherTry(error)) continue
        throw explainFailure(error)
      }
    }
  }
  let closed: Promise<void> | undefined
  return {
    kind: backend.kind,
    jobs,
    as(viewer, work) {
      if (viewer.person === '')
        throw new AppError('unauthorised', 'nobody acts: name a person with --as or BATON_PERSON')
      return within(
        { 'baton.person': viewer.person, 'baton.roles': viewer.roles.join(','), role: 'baton_viewer' },
        work,
      )
    },
    asOwner: (work) => within({ 'baton.person': 'system', 'baton.roles': 'system' }, work),
    rewrite: (onStep) => backend.rewrite(onStep),
    publish: (address) => backend.publish(address),
    close: () => (closed ??= jobs.stop().then(() => backend.close())),
  }
}

const ATTEMPTS = 4

/** `set_config(…, true)` is SET LOCAL: all of it ends with the transaction, also on a pooled connection. */
function transaction<T>(
  kysely: Kysely<Tables>,
  settings: Record<string, string>,
  jobs: Jobs,
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  return kysely.transaction().execute(async (trx) => {
    const calls = Object.entries(settings).map(([name, value]) => sql`set_config(${name}, ${value}, true)`)
    await sql`select ${sql.join(calls)}`.execute(trx)
    rememberJobs(trx, jobs)
    return work(trx)
  })
}
