import type { Kysely } from 'kysely'
import type { ConstructorOptions } from 'pg-boss'
import type { Scripts } from './migrations.ts'
import type { OnStep } from './rewrite.ts'
import type { Tables } from './tables.ts'

/** What the embedded database and the server each provide; the rest of `db` is the same over both. */
export type Backend = {
  kind: 'embedded' | 'server'
  kysely: Kysely<Tables>
  scripts: Scripts
  /** how pg-boss reaches the same database */
  boss: ConstructorOptions
  /** Writes what remains anew, so that no file of the database holds what was deleted. */
  rewrite(onStep?: OnStep): Promise<void>
  publish(address: { url: string; token: string }): void
  close(): Promise<void>
}
