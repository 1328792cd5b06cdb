import { Kysely, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'
import type { CustomTypesConfig, PoolClient } from 'pg'
import { explainFailure } from './failures.ts'
import { MIGRATIONS_TABLE, scriptOf } from './migrations.ts'
import type { Backend } from './backend.ts'
import type { Tables } from './tables.ts'

/** A PostgreSQL server (15 or newer): any number of processes share it, so nothing is locked but while migrating. */
export async function openServer(url: string): Promise<Backend> {
  const pool = new Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000, types: numbers })
  // A connection that breaks while idle is replaced by the pool; the next query reports what is wrong, if anything is.
  pool.on('error', () => {})
  const migrating = async <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query(`select pg_advisory_xact_lock(${MIGRATING})`)
      const result = await work(client)
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch(() => {})
      throw error
    } finally {
      client.release()
    }
  }
  try {
    await migrating((client) => client.query(MIGRATIONS_TABLE))
  } catch (error) {
    await pool.end()
    throw explainFailure(error)
  }
  return {
    kind: 'server',
    kysely: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    scripts: {
      run: async (script) => {
        await migrating((client) => client.query(script))
      },
      apply: (migration) =>
        migrating(async (client) => {
          const { rowCount } = await client.query('select from migrations where name = $1', [migration.name])
          if (rowCount === 0) await client.query(scriptOf(migration))
        }),
      applied: async () =>
        (await pool.query<{ name: string; checksum: string }>('select name, checksum from migrations')).rows,
    },
    boss: { connectionString: url, max: 4 },
    rewrite: async () => {
      // Whatever belongs to this user; a table of somebody else's in this database is not ours to lock.
      const { rows } = await pool.query<{ name: string }>(
        `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
         where schemaname in ('public', 'pgboss') and tableowner = current_user`,
      )
      // FULL writes the rows that remain into a new file; ANALYZE forgets the common values of the old ones.
      for (const { name } of rows) await pool.query(`vacuum (full, analyze) ${name}`)
      await migrating((client) =>
        client.query(
          `set local baton.person = 'system'; update erasures set rewritten_at = clock_timestamp() where rewritten_at is null`,
        ),
      )
    },
    publish: () => {},
    close: () => pool.end(),
  }
}

/** Any number: the same in every Baton, so that two of them do not migrate one database at once. */
const MIGRATING = 4_207_011

/** int8 comes as text from the driver by default; all of ours are counters far below 2^53. PGlite reads them as numbers too. */
const numbers: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : (types.getTypeParser(oid, format) as (value: string) => unknown),
}

const INT8: number = types.builtins.INT8
