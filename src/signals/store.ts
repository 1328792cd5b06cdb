import { loadForgotten } from '../access/forgotten.ts'
import { sha256 } from '../lib/json.ts'
import { addDiscards } from './discard-store.ts'
import { countDiscard } from './discards.ts'
import { excludedFrom } from './exclusion.ts'
import { loadRules } from './rules.ts'
import { itemHash } from './tombstones.ts'
import type { Trx } from '../db/tables.ts'
import type { Discards } from './discards.ts'
import { ownerOfSource } from './colleagues.ts'
import { expiryOf, withoutOldText } from './expire.ts'
import { withoutForgotten } from './forget.ts'
import { carrierOf, identityOf, itemKey, keyOf, scopeOf } from './keys.ts'
import { nameKey, nameNew } from './names.ts'
import { nameThreads } from './read/threads.ts'
import { asBorne, borneId, renamed } from './same-id.ts'
import type { Identity } from './keys.ts'
import type { Signal } from './signal.ts'

export type Stored = { added: number; changed: number; sighted: number }

/** What is to be stored is one account's, of a seller who is known by these domains. */
export type Keeping = { id: string; domains: readonly string[] }

/**
 * Stores signals of one account, except what the rules exclude, as they stand in this very transaction: of that only its
 * count by source and reason is kept. A file follows its message. One that is there already is left alone, a changed one
 * is replaced, and each source that showed it is a sighting. Who was forgotten is taken out first, and words that are past
 * their days. The same signals again write nothing, and all counts are zero.
 */
export async function storeSignals(trx: Trx, account: Keeping, shown: readonly Signal[]): Promise<Stored> {
  const stored: Stored = { added: 0, changed: 0, sighted: 0 }
  const accountId = account.id
  const expiry = await expiryOf(trx)
  const kept = await keepable(trx, account, shown)
  const signals = withoutForgotten(kept, [accountId], await loadForgotten(trx)).map((signal) =>
    withoutOldText(signal, expiry),
  )
  if (signals.length === 0) return stored
  const rows = signals.map((signal) => rowOf(accountId, signal))
  const before = await standingOf(trx, accountId, rows)
  const missing = new Map(
    rows.flatMap((row) => (rowFor(before, row) === undefined ? [[keyOf(row), row] as const] : [])),
  )
  if (missing.size > 0) {
    const fresh = await trx
      .insertInto('signals')
      .values([...missing.values()])
      .onConflict((conflict) => conflict.columns(['scope', 'item', 'variant']).doNothing())
      .returning(['id'])
      .execute()
    stored.added = fresh.length
  }
  const standing = missing.size > 0 ? await standingOf(trx, accountId, rows) : before
  const seen: Seen[] = []
  for (const [index, signal] of signals.entries()) {
    const row = rows[index]
    const now = row === undefined ? undefined : rowFor(standing, row)
    if (row === undefined || now === undefined) continue
    seen.push({ id: now.id, signal, row })
    if (now.content_hash !== row.content_hash && (await replace(trx, now, row, signal))) stored.changed++
  }
  stored.sighted = await sight(trx, accountId, seen)
  return stored
}

type Seen = { id: number; signal: Signal; row: Row }
type Standing = Identity & { id: number; bytes_hash: string; content_hash: string }

/** The rows that bear the ids of these, whatever they say. */
async function standingOf(trx: Trx, accountId: string, rows: readonly Row[]): Promise<Map<string, Standing[]>> {
  const found = await trx
    .selectFrom('signals')
    .select(['id', 'scope', 'item', 'variant', 'bytes_hash', 'content_hash'])
    .where('item', 'in', [...new Set(rows.map(({ item }) => item))])
    .where('scope', 'in', ['', accountId])
    .execute()
  return Map.groupBy(found, ({ scope, item }) => `${scope}\n${item}`)
}

/** The same bytes are the same message, however they are read by now; else who says the same under the same id is the same. */
function rowFor(standing: ReadonlyMap<string, readonly Standing[]>, row: Row): Standing | undefined {
  const rows = standing.get(`${row.scope}\n${row.item}`) ?? []
  return (
    rows.find(({ bytes_hash }) => bytes_hash !== '' && bytes_hash === row.bytes_hash) ??
    rows.find(({ variant }) => variant === row.variant)
  )
}

/** What was stored for an account, in the order in which it came in. */
export async function loadSignals(trx: Trx, accountId: string): Promise<Signal[]> {
  const rows = await trx
    .selectFrom('signals')
    .innerJoin('account_signals', 'account_signals.signal_id', 'signals.id')
    .select(['signals.id', 'body', 'path', 'name'])
    .where('account_id', '=', accountId)
    .orderBy('signals.id')
    .execute()
  const sightings = await trx
    .selectFrom('sightings')
    .innerJoin('sources', 'sources.id', 'source_id')
    .innerJoin('account_signals', 'account_signals.signal_id', 'sightings.signal_id')
    .select(['sightings.signal_id as signal', 'sources.name as source'])
    .where('account_id', '=', accountId)
    .orderBy('sources.name')
    .execute()
  const sources = Map.groupBy(sightings, ({ signal }) => signal)
  const signals = rows.map(({ id, body, path, name }) => {
    const seen = (sources.get(id) ?? []).map(({ source }) => source).sort()
    const signal = { ...(JSON.parse(body) as Signal), path: pathFor(path, seen), sources: seen, row: id }
    return name === null ? signal : renamed(signal, name)
  })
  // Which messages make one conversation is known by those of the account, not by whoever stored them first.
  nameThreads(signals.filter((signal) => signal.kind === 'email'))
  return signals
}

/** Where a copy lies says whose mailbox has it and how they file it: not for whoever sees another copy. */
export function pathFor(path: string | null, sources: readonly string[]): string | null {
  const mailbox = /^mail\/([^/]+)\//.exec(path ?? '')?.[1]?.toLowerCase()
  if (mailbox === undefined) return path
  return sources.some((source) => source === `mail:${mailbox}` || source.startsWith(`mail:${mailbox}@`)) ? path : null
}

/** For each signal of an account that the viewer may see, by its row, the sources of theirs that showed it. */
export async function sightingsOf(trx: Trx, accountId: string): Promise<Map<number, string[]>> {
  const rows = await trx
    .selectFrom('account_signals')
    .innerJoin('sightings', 'sightings.signal_id', 'account_signals.signal_id')
    .innerJoin('sources', 'sources.id', 'source_id')
    .select(['account_signals.signal_id as row', 'sources.name as source'])
    .where('account_id', '=', accountId)
    .execute()
  const found = Map.groupBy(rows, ({ row }) => row)
  return new Map([...found].map(([row, seen]) => [row, seen.map(({ source }) => source)]))
}

/** The rows of an account's items, by item id. */
export async function signalIdsOf(trx: Trx, accountId: string, items: readonly string[]): Promise<Map<string, number>> {
  if (items.length === 0) return new Map()
  const rows = await trx
    .selectFrom('signals')
    .innerJoin('account_signals', 'account_signals.signal_id', 'signals.id')
    .select(['signals.id', 'item', 'name'])
    .where('account_id', '=', accountId)
    .where((is) =>
      is.or([
        is.and([is('name', 'is', null), is('item', 'in', items.map(itemKey))]),
        is('name', 'in', items.map(nameKey)),
      ]),
    )
    .execute()
  const ids = new Map(rows.map(({ id, item, name }) => [name ?? item, id]))
  const found = new Map<string, number>()
  for (const item of items) {
    const id = ids.get(itemKey(item)) ?? ids.get(nameKey(item))
    if (id !== undefined) found.set(item, id)
  }
  return found
}

type Row = Identity & { bytes_hash: string; kind: string; at: string | null; content_hash: string; body: string }

function rowOf(accountId: string, signal: Signal): Row {
  const { path: _path, sources: _sources, marks: _marks, row: _row, ...content } = asBorne(signal)
  // As it is, not canonical: the order of a record's fields is the order in which they are read. Escapes keep NUL and
  // lone surrogates out of the database's way.
  const body = JSON.stringify(content)
  return {
    ...identityOf(accountId, signal),
    bytes_hash: signal.bytesHash ?? '',
    kind: signal.kind,
    at: signal.at,
    content_hash: sha256(body),
    body,
  }
}

/**
 * What came by mail is what its sender wrote: only the same bytes, read anew, say it anew. A meeting's newest SEQUENCE by its
 * own organiser speaks: an older copy that turns up later does not replace it, and nobody else's does.
 */
async function replace(trx: Trx, standing: Standing, row: Row, signal: Signal): Promise<boolean> {
  if (row.variant !== '' && (row.bytes_hash === '' || row.bytes_hash !== standing.bytes_hash)) return false
  const { id } = standing
  const now = await trx.selectFrom('signals').select(['body', 'version']).where('id', '=', id).executeTakeFirstOrThrow()
  if (signal.kind === 'meeting') {
    const before = JSON.parse(now.body) as Signal
    if (before.kind === 'meeting' && before.sequence > signal.sequence) return false
    const organiser = before.kind === 'meeting' ? before.organizer?.email : null
    if (organiser && signal.organizer?.email && signal.organizer.email !== organiser) return false
  }
  const { at, content_hash, body, variant } = row
  await trx
    .updateTable('signals')
    .set({ at, content_hash, body, variant, version: now.version + 1 })
    .where('id', '=', id)
    .execute()
  return true
}

async function sight(trx: Trx, accountId: string, seen: readonly Seen[]): Promise<number> {
  if (seen.length === 0) return 0
  const known = await sourceIds(trx, [...new Set(seen.flatMap(({ signal }) => signal.sources))])
  const pairs = seen.flatMap(({ id, signal }) =>
    signal.sources.map((name) => ({
      signal_id: id,
      source_id: known.get(name) ?? -1,
      marks: [...(signal.marks?.[name] ?? [])],
    })),
  )
  let added = 0
  if (pairs.length > 0) {
    const rows = await trx
      .insertInto('sightings')
      .values(pairs)
      .onConflict((conflict) => conflict.columns(['signal_id', 'source_id']).doNothing())
      .returning('signal_id')
      .execute()
    added += rows.length
  }
  const names = await nameNew(trx, accountId, seen)
  const places = new Map(
    seen.map(({ id, signal }) => [
      id,
      { account_id: accountId, signal_id: id, path: signal.path, name: names.get(id) ?? null },
    ]),
  )
  await trx
    .insertInto('account_signals')
    .values([...places.values()])
    .onConflict((conflict) => conflict.columns(['account_id', 'signal_id']).doNothing())
    .execute()
  return added
}

/** What may be kept of what was shown, each by the sources that may show it. The rest is counted. */
async function keepable(trx: Trx, { id, domains }: Keeping, shown: readonly Signal[]): Promise<Signal[]> {
  if (shown.length === 0) return []
  const hashes = shown.map((signal) => itemHash(scopeOf(id, signal), itemKey(borneId(signal))))
  const rules = await loadRules(trx, hashes)
  const carriers = await sightedMessages(trx, shown)
  const discarded: Discards = new Map()
  const kept: Signal[] = []
  for (const signal of shown) {
    const sources = signal.sources.filter((source) => {
      const reason = excludedFrom(signal, source, rules, { accountDomains: domains, scope: id })
      // What a message carries is no item of its own in a count.
      const carrier = carrierOf(signal)
      const carried = carrier !== null
      if (reason !== null && !carried) countDiscard(discarded, source, reason, 1)
      return reason === null && (!carried || carriers.has(`${source}\n${keyOf(carrier)}`))
    })
    if (sources.length === 0 && signal.sources.length > 0) continue
    kept.push({ ...signal, sources })
    if (signal.kind === 'email')
      for (const source of sources) carriers.add(`${source}\n${keyOf(identityOf(id, signal))}`)
  }
  await addDiscards(trx, id, discarded)
  return kept
}

/** The messages that carried these documents and are stored, by source. */
async function sightedMessages(trx: Trx, shown: readonly Signal[]): Promise<Set<string>> {
  const messages = [...new Set(shown.flatMap((signal) => carrierOf(signal)?.item ?? []))]
  if (messages.length === 0) return new Set()
  const rows = await trx
    .selectFrom('signals')
    .innerJoin('sightings', 'sightings.signal_id', 'signals.id')
    .innerJoin('sources', 'sources.id', 'source_id')
    .select(['scope', 'item', 'variant', 'name'])
    .where('kind', '=', 'email')
    .where('item', 'in', messages)
    .execute()
  return new Set(rows.map((row) => `${row.name}\n${keyOf(row)}`))
}

/** The rows of these sources, made where there are none: a person's is shared as the company has settled for new ones. */
export async function sourceIds(trx: Trx, names: readonly string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map()
  const find = () => trx.selectFrom('sources').select(['id', 'name']).where('name', 'in', names).execute()
  const known = new Set((await find()).map(({ name }) => name))
  const missing = names.filter((name) => !known.has(name))
  if (missing.length > 0) {
    const people = (await trx.selectFrom('people').select('email').orderBy('email').execute()).map(({ email }) => email)
    const settled = await trx.selectFrom('workspace').select('default_sharing').executeTakeFirst()
    const sharing = settled?.default_sharing ?? 'team'
    await trx
      .insertInto('sources')
      .values(
        missing.map((name) => {
          const owner = ownerOfSource(name, people)
          return { name, owner, sharing: /^(?:mail|calendar):/.test(name) ? sharing : ('team' as const) }
        }),
      )
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
  }
  return new Map((await find()).map(({ id, name }) => [name, id]))
}
