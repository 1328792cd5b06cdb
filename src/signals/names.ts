import { sql } from 'kysely'
import type { Trx } from '../db/tables.ts'
import { carrierOf, itemKey, keyOf } from './keys.ts'
import { borneId, borneMessage, freeName } from './same-id.ts'
import type { Identity } from './keys.ts'
import type { Signal } from './signal.ts'

/** As the table of names holds an id; PostgreSQL refuses NUL. */
export function nameKey(id: string): string {
  return id.includes('\0') ? itemKey(id) : id.toWellFormed()
}

/**
 * What items that an account has not had yet are called in it, by row, where that is not the id that they bear: a message whose
 * Message-ID another item of the account is called by gets the next number, and what it carried follows it.
 */
export async function nameNew(
  trx: Trx,
  accountId: string,
  seen: readonly { id: number; signal: Signal; row: Identity }[],
): Promise<Map<number, string>> {
  const mailed = seen.filter(({ row }) => row.variant !== '')
  const carriers = mailed.flatMap(({ signal }) => carrierOf(signal)?.item ?? [])
  const items = [...new Set([...mailed.map(({ row }) => row.item), ...carriers])]
  if (items.length === 0) return new Map()
  const placed = trx
    .selectFrom('account_signals')
    .innerJoin('signals', 'signals.id', 'signal_id')
    .select(['signals.id', 'scope', 'item', 'variant', 'name'])
    .where('account_id', '=', accountId)
  const standing = await placed.where('item', 'in', items).execute()
  const known = new Set(standing.map(({ id }) => id))
  const called = new Set(standing.map(({ name, item }) => name ?? item))
  const byKey = new Map(standing.map((row) => [keyOf(row), row.name]))
  const names = new Map<number, string>()
  const borne = new Set(mailed.map(({ signal }) => nameKey(borneId(signal))))
  for (const { id, signal, row } of mailed) {
    if (known.has(id)) continue
    known.add(id)
    const wanted = wantedName(signal, byKey)
    // Another message's own id may look like a number given here.
    if (called.has(nameKey(wanted)) || called.has(itemKey(wanted)))
      for (const { name, item } of await placed
        .where(sql<boolean>`starts_with(coalesce(name, item), ${nameKey(wanted)})`)
        .execute())
        called.add(name ?? item)
    const base = nameKey(wanted)
    const name = freeName(
      base,
      (candidate) =>
        called.has(candidate) || called.has(itemKey(candidate)) || (candidate !== base && borne.has(candidate)),
    )
    called.add(name)
    const own = name === nameKey(borneId(signal)) ? null : name
    byKey.set(keyOf(row), own)
    if (own !== null) names.set(id, own)
    else called.add(row.item)
  }
  return names
}

/** Its own id, or that of a file after what its message is called here. */
function wantedName(signal: Signal, names: ReadonlyMap<string, string | null>): string {
  const carrier = carrierOf(signal)
  const called = carrier === null ? null : (names.get(keyOf(carrier)) ?? null)
  if (called === null || signal.kind !== 'document') return borneId(signal)
  return called + borneId(signal).slice((borneMessage(signal) ?? '').length)
}
