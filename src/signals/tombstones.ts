import { sha256 } from '../lib/json.ts'
import type { Trx } from '../db/tables.ts'

/** Why something was taken out, and the exclusion that it comes back with when that is taken back. */
export type Cause = { reason: string; exclusion?: number | null }

/** What a tombstone keeps of an item: nothing that names it. */
export function itemHash(scope: string, item: string): string {
  return sha256(`${scope}\n${item}`)
}

/** Marks items, by their hashes, as taken out: of one source, or of all where `source` is empty. One that is marked already stays as it is. */
export async function bury(trx: Trx, hashes: readonly string[], source: string, cause: Cause): Promise<void> {
  if (hashes.length === 0) return
  const { reason, exclusion = null } = cause
  const rows = [...new Set(hashes)].map((item_hash) => ({ item_hash, source, reason, exclusion_id: exclusion }))
  for (let from = 0; from < rows.length; from += BATCH)
    await trx
      .insertInto('tombstones')
      .values(rows.slice(from, from + BATCH))
      .onConflict((conflict) => conflict.columns(['item_hash', 'source']).doNothing())
      .execute()
}

/** A statement has room for so many parameters. */
const BATCH = 5000
