import { sql } from 'kysely'
import { bury, itemHash } from './tombstones.ts'
import type { Trx } from '../db/tables.ts'
import type { Cause } from './tombstones.ts'

/** What went. `items` are item ids as briefs name them; `accounts` those whose drafts no longer stand on the same. */
export type Removal = { signals: number; items: string[]; accounts: string[] }

/**
 * Takes signals out of the workspace with everything that is only theirs: sightings, places in accounts, quotes kept with
 * corrections, files that a message carried, and what the import of their accounts says of them. With `cause` they leave
 * tombstones and do not come back with the next import. Briefs are not touched: `briefs/strike` takes the words out there.
 * For a transaction of `system`: another viewer's would leave what that viewer does not see.
 */
export async function removeSignals(trx: Trx, ids: readonly number[], cause: Cause | null): Promise<Removal> {
  const gone = await withCarried(trx, ids)
  if (gone.length === 0) return { signals: 0, items: [], accounts: [] }
  if (cause !== null) {
    const hashes = gone.map(({ scope, item }) => itemHash(scope, item))
    await bury(trx, hashes, '', cause)
  }
  const all = gone.map(({ id }) => id)
  const accounts = await accountsOf(trx, all)
  const items = await namesOf(trx, gone)
  await trx.deleteFrom('signals').where(isOneOf('id', all)).execute()
  await forgetInImports(trx, accounts, items)
  return { signals: gone.length, items, accounts }
}

/**
 * The same for what one source showed: a signal that another source showed as well stays, seen by that one alone. With
 * `cause` it does not come back from this source.
 */
export async function removeSightings(
  trx: Trx,
  source: { id: number; name: string },
  ids: readonly number[],
  cause: Cause | null,
): Promise<Removal> {
  const seen = await withCarried(trx, ids)
  if (seen.length === 0) return { signals: 0, items: [], accounts: [] }
  if (cause !== null) {
    const hashes = seen.map(({ scope, item }) => itemHash(scope, item))
    await bury(trx, hashes, source.name, cause)
  }
  const all = seen.map(({ id }) => id)
  const accounts = await accountsOf(trx, all)
  await trx.deleteFrom('sightings').where('source_id', '=', source.id).where(isOneOf('signal_id', all)).execute()
  const kept = await trx.selectFrom('sightings').select('signal_id').where(isOneOf('signal_id', all)).execute()
  const standing = new Set(kept.map(({ signal_id }) => signal_id))
  const { items } = await removeSignals(
    trx,
    all.filter((id) => !standing.has(id)),
    null,
  )
  await forgetInImports(trx, accounts, [])
  return { signals: seen.length, items, accounts }
}

type Row = { id: number; scope: string; item: string; name: string }

/** The rows of these ids and of the files that their messages carried. */
async function withCarried(trx: Trx, ids: readonly number[]): Promise<Row[]> {
  if (ids.length === 0) return []
  const named = await trx.selectFrom('signals').select(COLUMNS).where(isOneOf('id', ids)).execute()
  const carried = await trx
    .selectFrom('signals')
    .innerJoin('signals as mails', (join) =>
      join
        .on(sql<boolean>`starts_with(signals.item, mails.item || '/')`)
        .on('mails.kind', '=', 'email')
        .onRef('mails.variant', '=', 'signals.variant'),
    )
    .select(['signals.id', 'signals.scope', 'signals.item', 'signals.body'])
    .where('signals.kind', '=', 'document')
    .where('signals.scope', '=', '')
    .where(isOneOf('mails.id', ids))
    .execute()
  // An id that is too long to be a key is kept as a hash, which does not begin like its message's.
  const messages = new Set(named.map(nameOf))
  const hashed = await trx
    .selectFrom('signals')
    .select(COLUMNS)
    .where('kind', '=', 'document')
    .where('scope', '=', '')
    .where(sql<boolean>`item ~ '^sha256:[0-9a-f]{64}$'`)
    .execute()
  const theirs = hashed.filter(({ body }) => messages.has((JSON.parse(body) as { message: string }).message))
  const rows = [...named, ...carried, ...theirs]
  return [...new Map(rows.map((row) => [row.id, { ...row, name: nameOf(row) }])).values()]
}

const COLUMNS = ['id', 'scope', 'item', 'body'] as const

/** As a list in one parameter: a mailbox has more rows than a statement may have parameters. */
function isOneOf(column: 'id' | 'mails.id' | 'signal_id', ids: readonly number[]) {
  return sql<boolean>`${sql.ref(column)} = any (${[...ids]}::bigint[])`
}

function nameOf({ body }: { body: string }): string {
  return (JSON.parse(body) as { id: string }).id
}

/** What briefs may call these: by what their accounts call them, by another number for readers who see less. */
async function namesOf(trx: Trx, rows: readonly Row[]): Promise<string[]> {
  const ids = rows.map(({ id }) => id)
  const placed = await trx
    .selectFrom('account_signals')
    .select(['signal_id', 'name'])
    .where(isOneOf('signal_id', ids))
    .execute()
  const drawn = await trx
    .selectFrom('brief_items')
    .select('name')
    .where('name', 'is not', null)
    .where(isOneOf('signal_id', ids))
    .execute()
  const called = Map.groupBy(placed, ({ signal_id }) => signal_id)
  const names = rows.flatMap(({ id, name }) => (called.get(id) ?? [{ name }]).map((place) => place.name ?? name))
  return [...new Set([...names, ...drawn.flatMap(({ name }) => name ?? [])])]
}

async function accountsOf(trx: Trx, ids: readonly number[]): Promise<string[]> {
  const rows = await trx
    .selectFrom('account_signals')
    .select('account_id')
    .distinct()
    .where(isOneOf('signal_id', ids))
    .execute()
  return rows.map(({ account_id }) => account_id)
}

type Said = { item: string }
type Context = { unread: Said[]; warnings: Said[]; coverage: { gaps: string[] }[] }

/**
 * What an import says of its items goes with them, and its fingerprint is no longer that of what is stored: the same folder
 * is read again when it comes again.
 */
async function forgetInImports(trx: Trx, accounts: readonly string[], items: readonly string[]): Promise<void> {
  if (accounts.length === 0) return
  const gone = new Set(items)
  const about = (item: string) => gone.has(item) || items.some((id) => item.startsWith(`${id}/`))
  const imports = await trx
    .selectFrom('imports')
    .select(['account_id', 'context'])
    .where('account_id', 'in', accounts)
    .execute()
  for (const { account_id, context } of imports) {
    const said = JSON.parse(context) as Context
    said.unread = said.unread.filter(({ item }) => !about(item))
    said.warnings = said.warnings.filter(({ item }) => !about(item))
    for (const one of said.coverage)
      one.gaps = one.gaps.filter((gap) => !items.some((id) => gap.startsWith(`${id}:`) || gap.startsWith(`${id}/`)))
    await trx
      .updateTable('imports')
      .set({ context: JSON.stringify(said), fingerprint: '' })
      .where('account_id', '=', account_id)
      .execute()
  }
}
