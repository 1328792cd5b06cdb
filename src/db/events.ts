import { sql } from 'kysely'
import { canonicalJson, sha256 } from '../lib/json.ts'
import { addressesIn, namesKept, tokenFor, tokensFor, tokensIn } from './log-names.ts'
import type { Trx } from './tables.ts'

/**
 * One row of the append-only log. `kind` is `noun.verbed`, `subject` the id of the thing it is about, `actor` an address
 * or `system`. `data` holds ids, hashes, counts and states; never customer text, for the log outlives an erasure.
 * Addresses may stand anywhere in it: what is hashed holds tokens in their place (`log-names`).
 */
export type NewEvent = { kind: `${string}.${string}`; subject: string; actor: string; data?: EventData }
export type EventData = { [key: string]: Json }
type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

export type StoredEvent = {
  seq: number
  at: string
  kind: string
  subject: string
  actor: string
  data: EventData
  prev: string
  hash: string
}

/** The event of an erasure. Tokens in it no longer stand for anybody, and that is as it should be. */
export const ERASED = 'data.forgotten'

/** A known end of the chain, kept outside the database: what shows a rewrite or a cut tail. */
export type Head = { seq: number; hash: string }

export type Verification = { ok: true; head: Head } | { ok: false; seq: number; why: string }

/**
 * Appends in the transaction of the change that it records: both stand or neither.
 * The head's row stays locked until commit, so append late in the transaction.
 */
export async function appendEvent(trx: Trx, event: NewEvent): Promise<Head> {
  const { kind, subject, actor, data = {} } = await tokensFor(trx, event)
  const head = await trx
    .updateTable('event_head')
    .set({ seq: sql`seq + 1` })
    .returning(['seq', 'hash', sql<Date>`baton_now()`.as('at')])
    .executeTakeFirstOrThrow()
  const at = head.at.toISOString()
  const seq = head.seq
  const body = canonicalJson({ seq, at, kind, subject, actor, data, prev: head.hash })
  const hash = sha256(body)
  await trx.insertInto('events').values({ seq, at, kind, subject, actor, body, prev: head.hash, hash }).execute()
  await trx.updateTable('event_head').set({ hash }).execute()
  return { seq, hash }
}

/**
 * The log in its order, from `after` on; `subject` narrows it. Pages, for it may be long. `bare`: as it was hashed, with
 * tokens in place of addresses, so that a copy kept elsewhere can be checked.
 */
export async function readEvents(
  trx: Trx,
  options: { after?: number; limit?: number; subject?: string; bare?: boolean } = {},
): Promise<StoredEvent[]> {
  let query = trx
    .selectFrom('events')
    .select(['body', 'hash'])
    .where('seq', '>', options.after ?? 0)
    .orderBy('seq')
    .limit(options.limit ?? 1000)
  if (options.subject !== undefined) query = query.where('subject', '=', await tokenFor(trx, options.subject))
  const rows = await query.execute()
  const events = rows.map(({ body, hash }) => ({ ...(JSON.parse(body) as Omit<StoredEvent, 'hash'>), hash }))
  return options.bare === true ? events : addressesIn(trx, events)
}

/**
 * Walks the chain: numbers without holes, each row's hash over its own bytes and the row before, columns that say what
 * the hashed bytes say, a head that is the last row, and for each person the address that was hashed or an erasure that
 * names the token. A full rewrite or a cut tail with a rewritten head is found
 * only against `known`, a head that the caller kept elsewhere.
 */
export async function verifyEvents(trx: Trx, known?: Head): Promise<Verification> {
  let last: Head = { seq: 0, hash: `sha256:${'0'.repeat(64)}` }
  let knownSeen = known === undefined || (known.seq === 0 && known.hash === last.hash)
  const names = await namesKept(trx)
  const nameless = new Map<string, number>()
  const erased = new Set<string>()
  for (;;) {
    const rows = await trx
      .selectFrom('events')
      .selectAll()
      .where('seq', '>', last.seq)
      .orderBy('seq')
      .limit(1000)
      .execute()
    for (const row of rows) {
      const seq = row.seq
      const why = wrongIn({ ...row, seq }, last)
      if (why !== null) return { ok: false, seq: last.seq + 1, why }
      for (const token of tokensIn(row.body)) {
        if (names.altered.has(token)) return { ok: false, seq, why: 'names somebody else than what was hashed' }
        if (!names.known.has(token) && !nameless.has(token)) nameless.set(token, seq)
      }
      if (row.kind === ERASED) for (const token of tokensIn(row.body)) erased.add(token)
      last = { seq, hash: row.hash }
      if (known?.seq === seq) {
        if (known.hash !== row.hash) return { ok: false, seq, why: 'is not the event that the kept head names' }
        knownSeen = true
      }
    }
    if (rows.length < 1000) break
  }
  const head = await trx.selectFrom('event_head').select(['seq', 'hash']).executeTakeFirst()
  if (head === undefined || head.seq !== last.seq || head.hash !== last.hash) {
    return { ok: false, seq: last.seq + 1, why: 'is missing: the log ends before its head' }
  }
  for (const [token, seq] of nameless)
    if (!erased.has(token))
      return { ok: false, seq, why: 'names somebody whose name was taken away without an erasure' }
  if (!knownSeen)
    return { ok: false, seq: last.seq + 1, why: 'is missing: the kept head lies beyond the end of the log' }
  return { ok: true, head: last }
}

type Row = {
  seq: number
  at: Date
  kind: string
  subject: string
  actor: string
  body: string
  prev: string
  hash: string
}

function wrongIn(row: Row, last: Head): string | null {
  if (row.seq !== last.seq + 1) return 'is missing'
  if (row.prev !== last.hash) return 'does not follow from the event before it'
  if (sha256(row.body) !== row.hash) return 'was changed: its hash does not fit its content'
  const body = readBody(row.body)
  const columns = [row.seq, row.at.toISOString(), row.kind, row.subject, row.actor, row.prev]
  const hashed = body === null ? [] : [body.seq, body.at, body.kind, body.subject, body.actor, body.prev]
  if (columns.some((value, index) => value !== hashed[index]))
    return 'was changed: a column differs from what was hashed'
  return null
}

function readBody(body: string): Omit<StoredEvent, 'hash'> | null {
  try {
    return JSON.parse(body) as Omit<StoredEvent, 'hash'>
  } catch {
    return null
  }
}
