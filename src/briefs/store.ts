import { AppError } from '../lib/errors.ts'
import { canonicalJson } from '../lib/json.ts'
import { Brief } from './brief.ts'
import { contentHashOf } from './hash.ts'
import type { Trx } from '../db/tables.ts'

/** Stores one revision under a handoff; the same revision again changes nothing. Throws `conflict` where another text stands there. */
export async function saveRevision(trx: Trx, handoffId: string, brief: Brief, createdBy: string): Promise<void> {
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
  if (stored !== undefined) return
  const standing = await trx
    .selectFrom('brief_revisions')
    .select('content_hash')
    .where('brief_id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
  if (standing.content_hash !== contentHash)
    throw new AppError('conflict', `brief ${id} revision ${revision} is already stored with another text; draft again`)
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
