import { readdirSync, readFileSync } from 'node:fs'
import { sha256 } from '../lib/json.ts'
import { AppError } from '../lib/errors.ts'

/** One numbered file of `migrations/`. */
export type Migration = { name: string; sql: string; checksum: string }

/** What a backend offers for changing its own tables. Both run as the owner of the database. */
export type Scripts = {
  /** Runs many statements in one transaction, or none of them. */
  run(script: string): Promise<void>
  /** The same for a migration; does nothing where another process applied it in the meantime. */
  apply(migration: Migration): Promise<void>
  applied(): Promise<{ name: string; checksum: string }[]>
}

/** The files in their order. */
export function readMigrations(): Migration[] {
  const folder = new URL('./migrations/', import.meta.url)
  return readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(new URL(name, folder), 'utf8')
      return { name: name.replace(/\.sql$/, ''), sql, checksum: sha256(sql) }
    })
}

/** Applies what has not been applied, each file once and in a transaction of its own. */
export async function migrate(scripts: Scripts, migrations: Migration[]): Promise<void> {
  const applied = new Map((await scripts.applied()).map(({ name, checksum }) => [name, checksum]))
  const known = new Set(migrations.map(({ name }) => name))
  for (const name of applied.keys()) {
    if (!known.has(name)) {
      throw new AppError(
        'bad_input',
        `the workspace was written by a newer Baton (${name}): update Baton, then try again`,
      )
    }
  }
  for (const migration of migrations) {
    const { name, checksum } = migration
    const before = applied.get(name)
    if (before === checksum) continue
    if (before !== undefined) {
      throw new AppError('internal', `migration ${name} was changed after it was applied: add a new file instead`)
    }
    await scripts.apply(migration)
  }
}

/** A migration together with the row that says it was applied. */
export function scriptOf({ name, sql, checksum }: Migration): string {
  return `${sql}\n;insert into migrations (name, checksum) values ('${name}', '${checksum}');`
}

/** Holds what was applied; made by the first opening. */
export const MIGRATIONS_TABLE = `create table if not exists migrations (
  name text primary key, checksum text not null, applied_at timestamptz not null default clock_timestamp()
);`
