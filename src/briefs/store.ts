import { SYSTEM } from '../db/viewer.ts'
import { lookAs } from '../db/look-as.ts'
import { AppError } from '../lib/errors.ts'
import { canonicalJson } from '../lib/json.ts'
import { Brief } from './brief.ts'
import { contentHashOf } from './hash.ts'
import { signalIdsOf } from '../signals/store.ts'
import type { Trx } from '../db/tables.ts'

/**
 * What a revision was drawn from: these items, cited in it or not (`rows` says which is meant where its readers call one
 * otherwise than the account does), or of what an earlier one was, what all these readers may see.
 */
export type DrawnFrom =
  | { items: readonly string[]; rows?: ReadonlyMap<string, number> }
  | { revision: number; readers: readonly string[] }

/** Stores one revision under a handoff; the same revision again changes nothing. Throws `conflict` where another text stands there. */
export async function saveRevision(
  trx: Trx,
  handoffId: string,
  brief: Brief,
  createdBy: string,
  drawn: DrawnFrom = { items: [] },
): Promise<void> {
  const { id, revision, contentHash } = brief
  if (contentHash !== contentHashOf(brief))
    throw new AppError('internal', `brief ${id} revision ${revision}: its hash is not that of its content`)
  await trx
    .insertInto('briefs')
    .values({ id, handoff_id: handoffId, as_of: brief.asOf })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  const stored = await trx
    .insertInto('brief_revisions')
    .values({ brief_id: id, revision, content_hash: contentHash, body: canonicalJson(brief), created_by: createdBy })
    .onConflict((conflict) => conflict.columns(['brief_id', 'revision']).doNothing())
    .returning('revision')
    .executeTakeFirst()
  if (stored !== undefined) return saveDrawn(trx, handoffId, brief, drawn)
  const standing = await trx
    .selectFrom('brief_revisions')
    .select('content_hash')
    .where('brief_id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
  if (standing.content_hash !== contentHash)
    throw new AppError('conflict', `brief ${id} revision ${revision} is already stored with another text; draft again`)
}

async function saveDrawn(trx: Trx, handoffId: string, { id, revision }: Brief, drawn: DrawnFrom): Promise<void> {
  if ('revision' in drawn) return copyDrawn(trx, id, drawn, revision)
  const { account_id } = await trx
    .selectFrom('handoffs')
    .select('account_id')
    .where('id', '=', handoffId)
    .executeTakeFirstOrThrow()
  for (let from = 0; from < drawn.items.length; from += BATCH) {
    const items = drawn.items.slice(from, from + BATCH)
    const called = await signalIdsOf(trx, account_id, items)
    const meant = new Map<number, string | null>()
    for (const item of items) {
      const row = drawn.rows?.get(item) ?? called.get(item)
      if (row !== undefined) meant.set(row, row === called.get(item) ? null : item)
    }
    const rows = [...meant].map(([signal_id, name]) => ({ brief_id: id, revision, signal_id, name }))
    if (rows.length > 0) await trx.insertInto('brief_items').values(rows).execute()
  }
}

async function copyDrawn(
  trx: Trx,
  briefId: string,
  from: { revision: number; readers: readonly string[] },
  revision: number,
): Promise<void> {
  const drawn = trx
    .selectFrom('brief_items')
    .innerJoin('signals', 'signals.id', 'signal_id')
    .select(['signal_id', 'brief_items.name'])
    .where('brief_id', '=', briefId)
    .where('revision', '=', from.revision)
  const names = new Map((await drawn.execute()).map(({ signal_id, name }) => [signal_id, name]))
  let ids = [...names.keys()]
  for (const reader of from.readers) {
    const seen = new Set((await lookAs(trx, reader, () => drawn.execute())).map(({ signal_id }) => signal_id))
    ids = ids.filter((id) => seen.has(id))
  }
  for (let at = 0; at < ids.length; at += BATCH)
    await trx
      .insertInto('brief_items')
      .values(
        ids
          .slice(at, at + BATCH)
          .map((signal_id) => ({ brief_id: briefId, revision, signal_id, name: names.get(signal_id) ?? null })),
      )
      .execute()
}

/** Well below the number of parameters that one statement may have. */
const BATCH = 5_000

/**
 * The rows behind these items as a revision calls them, as far as whoever looks may see them: what it recorded of its own names
 * goes before what the account calls them.
 */
export async function rowsOfItems(
  trx: Trx,
  accountId: string,
  { id, revision }: { id: string; revision: number },
  items: readonly string[],
): Promise<Map<string, number>> {
  const found = await signalIdsOf(trx, accountId, items)
  const own = () =>
    trx
      .selectFrom('brief_items')
      .innerJoin('signals', 'signals.id', 'signal_id')
      .select(['signal_id', 'brief_items.name'])
      .where('brief_id', '=', id)
      .where('revision', '=', revision)
      .where('brief_items.name', 'is not', null)
      .execute()
  for (const { name } of await lookAs(trx, SYSTEM.person, own)) if (name !== null) found.delete(name)
  for (const { name, signal_id } of await own()) if (name !== null && items.includes(name)) found.set(name, signal_id)
  return found
}

/**
 * A stored revision, re-hashed: `intact` is false where the row no longer holds what its hash was made from. `struck`: words
 * of it were taken out of the workspace and so out of it; its hash is that of what it was.
 */
export type StoredRevision = {
  brief: Brief
  handoffId: string
  createdBy: string
  createdAt: Date
  intact: boolean
  struck: boolean
}

/** One revision, the newest where none is named. Null where there is none that the viewer may see. */
export async function loadRevision(trx: Trx, briefId: string, revision?: number): Promise<StoredRevision | null> {
  let query = trx
    .selectFrom('brief_revisions')
    .innerJoin('briefs', 'briefs.id', 'brief_revisions.brief_id')
    .select([
      'body',
      'content_hash',
      'handoff_id',
      'created_by',
      'struck_hash',
      'brief_revisions.created_at as created_at',
    ])
    .where('brief_id', '=', briefId)
  query = revision === undefined ? query.orderBy('revision', 'desc').limit(1) : query.where('revision', '=', revision)
  const row = await query.executeTakeFirst()
  if (row === undefined) return null
  const parsed = Brief.safeParse(JSON.parse(row.body))
  if (!parsed.success)
    throw new AppError(
      'internal',
      `brief ${briefId}: the stored text is not a brief any more; restore it from a backup`,
    )
  const hash = contentHashOf(parsed.data)
  return {
    brief: parsed.data,
    handoffId: row.handoff_id,
    createdBy: row.created_by,
    createdAt: row.created_at,
    intact: hash === (row.struck_hash ?? row.content_hash) && row.content_hash === parsed.data.contentHash,
    struck: row.struck_hash !== null,
  }
}
