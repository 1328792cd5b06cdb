import { sql } from 'kysely'
import type { Trx } from '../db/tables.ts'
import type { Discards } from './discards.ts'
import type { DiscardReason } from './exclusion.ts'

/** Puts what a source showed of an account and was not kept in the place of what was counted of it before. */
export async function setDiscards(
  trx: Trx,
  accountId: string,
  sources: readonly string[],
  discards: Discards,
): Promise<void> {
  if (sources.length > 0)
    await trx.deleteFrom('discards').where('account_id', '=', accountId).where('source', 'in', sources).execute()
  await addDiscards(trx, accountId, discards)
}

/** Adds to what was counted. */
export async function addDiscards(trx: Trx, accountId: string, discards: Discards): Promise<void> {
  const rows = [...discards].flatMap(([source, reasons]) =>
    [...reasons].map(([reason, items]) => ({ source, account_id: accountId, reason, items })),
  )
  if (rows.length === 0) return
  await trx
    .insertInto('discards')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['source', 'account_id', 'reason'])
        .doUpdateSet({ items: sql<number>`discards.items + excluded.items` }),
    )
    .execute()
}

/** What was not kept of an account, as far as the viewer may know of its sources. */
export async function discardsOf(trx: Trx, accountId: string): Promise<Discards> {
  const rows = await trx
    .selectFrom('discards')
    .select(['source', 'reason', 'items'])
    .where('account_id', '=', accountId)
    .execute()
  return new Map(
    [...Map.groupBy(rows, ({ source }) => source)].map(([source, all]) => [
      source,
      new Map(all.map(({ reason, items }) => [reason as DiscardReason, items])),
    ]),
  )
}
