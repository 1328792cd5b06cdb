import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { hashOf } from '../lib/json.ts'
import type { Migration } from './migrations.ts'

/**
 * The prepared data folder: an embedded database, initialised and migrated, that a fresh workspace starts from as a
 * copy. Its name holds the migrations' checksums, so that an outdated one is never used.
 */
export function preparedName(migrations: Migration[]): string {
  const key = hashOf(migrations.map(({ name, checksum }) => [name, checksum])).slice(
    'sha256:'.length,
    'sha256:'.length + 16,
  )
  return fileURLToPath(new URL(`../../dist/workspace-${key}`, import.meta.url))
}

/** Null where `npm ci` did not make one: then the first opening takes some seconds longer. */
export function preparedFolder(migrations: Migration[]): string | null {
  const folder = preparedName(migrations)
  return existsSync(folder) ? folder : null
}
