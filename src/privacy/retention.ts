import { sql } from 'kysely'
import { z } from 'zod'
import { deleteTree } from '../db/erase-rows.ts'
import { appendEvent } from '../db/events.ts'
import { enqueue } from '../db/jobs.ts'
import { nowOf } from '../db/now.ts'
import { SYSTEM } from '../db/viewer.ts'
import { expiryOf, withoutOldText } from '../signals/expire.ts'
import { sha256 } from '../lib/json.ts'
import { eraseBriefs } from './forget-briefs.ts'
import { everySignal } from './known-as.ts'
import type { Counts } from '../db/erase-rows.ts'
import type { Database, Trx, Viewer } from '../db/open.ts'

/** What is kept for so many days and then goes. Where nothing is set, it is kept. */
export const RetentionKind = z.enum(['text', 'drafts', 'deals', 'jobs'])
export type RetentionKind = z.infer<typeof RetentionKind>

/** Days by kind; null: for ever. */
export type Retention = Record<RetentionKind, number | null>

export async function readRetention(trx: Trx): Promise<Retention> {
  const rows = await trx.selectFrom('retention').select(['kind', 'days']).execute()
  const days = new Map<string, number>(rows.map((row) => [row.kind, row.days]))
  return Object.fromEntries(RetentionKind.options.map((kind) => [kind, days.get(kind) ?? null])) as Retention
}

export async function changeRetention(trx: Trx, viewer: Viewer, change: Partial<Retention>): Promise<Retention> {
  for (const kind of RetentionKind.options) {
    const days = change[kind]
    if (days === undefined) continue
    await trx.deleteFrom('retention').where('kind', '=', kind).execute()
    if (days !== null) await trx.insertInto('retention').values({ kind, days, changed_by: viewer.person }).execute()
  }
  await appendEvent(trx, { kind: 'retention.changed', subject: 'workspace', actor: viewer.person, data: { ...change } })
  return readRetention(trx)
}

/** How many rows would go now, by table; nothing is changed. */
export async function planRetention(database: Database): Promise<Record<string, number>> {
  let planned: Record<string, number> | null = null
  await database
    .asOwner(async (trx) => {
      planned = Object.fromEntries(await expire(trx))
      throw new NotMeant()
    })
    .catch((error: unknown) => {
      if (planned === null) throw error
    })
  return planned ?? {}
}

/** Lets go what is past its days, in one transaction with its event. Embedded, what remains is then written anew. */
export async function runRetention(database: Database, actor: string): Promise<Record<string, number>> {
  const gone = await database.asOwner(async (trx) => {
    const counts = Object.fromEntries(await expire(trx))
    if (Object.keys(counts).length > 0)
      await appendEvent(trx, { kind: 'data.expired', subject: 'workspace', actor, data: { counts } })
    return counts
  })
  // A server's own vacuum sees to its pages; rewriting its tables would lock them every day.
  if (database.kind === 'embedded' && Object.keys(gone).length > 0) await database.rewrite()
  return gone
}

/** One run for each day, whoever serves: the job that ran puts the next one there. */
export async function scheduleRetention(database: Database, inMilliseconds = 0): Promise<void> {
  await database.as(SYSTEM, async (trx) => {
    const startAfter = new Date((await nowOf(trx)).getTime() + inMilliseconds)
    await enqueue(trx, 'retention', {}, { key: 'daily', startAfter })
  })
}

export async function retentionJob(database: Database): Promise<void> {
  await runRetention(database, SYSTEM.person)
  await scheduleRetention(database, DAY)
}

const DAY = 86_400_000

/** Thrown to take back what was only done to be counted. */
class NotMeant extends Error {}

async function expire(trx: Trx): Promise<Counts> {
  const counts: Counts = new Map()
  const { text, drafts, deals, jobs } = await readRetention(trx)
  const now = await nowOf(trx)
  const before = (days: number) => new Date(now.getTime() - days * DAY).toISOString()
  if (text !== null) await expireText(trx, counts)
  if (drafts !== null)
    await expireBriefs(
      trx,
      sql`select brief_id from reviews where state in ('rejected', 'withdrawn', 'lapsed') and changed_at < ${before(drafts)}::timestamptz`,
      counts,
    )
  if (deals !== null)
    await expireBriefs(
      trx,
      sql`select brief_id from acceptances where state in ('accepted', 'nurture', 'withdrawn') and changed_at < ${before(deals)}::timestamptz`,
      counts,
    )
  if (jobs !== null)
    await deleteTree(
      trx,
      'pgboss.job',
      sql<boolean>`state in ('completed', 'cancelled', 'failed') and completed_on < ${before(jobs)}::timestamptz`,
      counts,
    )
  return counts
}

async function expireText(trx: Trx, counts: Counts): Promise<void> {
  const expiry = await expiryOf(trx)
  let changed = 0
  for await (const { id, signal } of everySignal(trx)) {
    const now = withoutOldText(signal, expiry)
    if (now === signal) continue
    const body = JSON.stringify(now)
    await trx
      .updateTable('signals')
      .set({ body, content_hash: sha256(body) })
      .where('id', '=', id)
      .execute()
    await deleteTree(trx, 'correction_quotes', sql<boolean>`signal_id = ${id}`, counts)
    changed++
  }
  if (changed > 0) counts.set('signals (words)', changed)
}

async function expireBriefs(trx: Trx, which: ReturnType<typeof sql>, counts: Counts): Promise<void> {
  const { rows } = await sql<{ brief_id: string }>`${which}`.execute(trx)
  const briefs = new Set(rows.map(({ brief_id }) => brief_id))
  if (briefs.size > 0) await eraseBriefs(trx, (_stored, _account, brief) => briefs.has(brief), counts)
}
