import { sql } from 'kysely'
import { deleteTree } from '../db/erase-rows.ts'
import { DispatchBody } from '../review/dispatch.ts'
import type { Counts } from '../db/erase-rows.ts'
import type { Trx } from '../db/tables.ts'

/** A copy that went out of the house or may have: the workspace cannot unsend it. */
export type Copy = {
  delivery: string
  channel: string
  state: 'sent' | 'unsure' | 'sending'
  ref: string | null
  recipients: string[]
  /** which program was sending it, and since when */
  worker: string | null
  startedAt: string | null
}

/**
 * Takes out whole every brief of which any revision or its addressing is concerned: reviews, rendered bytes, deliveries,
 * answers and jobs with it. What was decided and when stays in the log, by hashes. Answers the copies that live on.
 */
export async function eraseBriefs(
  trx: Trx,
  concerned: (stored: unknown, account: string, brief: string) => boolean,
  counts: Counts,
): Promise<Copy[]> {
  const gone = new Set<string>()
  const revisions = await trx
    .selectFrom('brief_revisions')
    .innerJoin('briefs', 'briefs.id', 'brief_revisions.brief_id')
    .innerJoin('handoffs', 'handoffs.id', 'handoff_id')
    .leftJoin('dispatches', (join) =>
      join
        .onRef('dispatches.brief_id', '=', 'brief_revisions.brief_id')
        .onRef('dispatches.revision', '=', 'brief_revisions.revision'),
    )
    .select(['brief_revisions.brief_id as brief', 'account_id', 'brief_revisions.body', 'dispatches.body as dispatch'])
    .execute()
  for (const { brief, account_id, body, dispatch } of revisions) {
    if (gone.has(brief)) continue
    const stored: unknown[] = [JSON.parse(body), dispatch === null ? null : JSON.parse(dispatch)]
    if (stored.some((one) => concerned(one, account_id, brief))) gone.add(brief)
  }
  const briefs = [...gone]
  if (briefs.length === 0) return []
  const copies = await copiesOf(trx, briefs)
  await eraseJobs(trx, briefs, counts)
  await deleteTree(trx, 'briefs', sql<boolean>`id = any (${briefs})`, counts)
  return copies
}

async function copiesOf(trx: Trx, briefs: readonly string[]): Promise<Copy[]> {
  const rows = await trx
    .selectFrom('deliveries')
    .innerJoin('dispatches', (join) =>
      join
        .onRef('dispatches.brief_id', '=', 'deliveries.brief_id')
        .onRef('dispatches.revision', '=', 'deliveries.revision'),
    )
    .select(['id', 'deliveries.channel', 'state', 'ref', 'worker', 'started_at', 'body'])
    .where('deliveries.brief_id', 'in', briefs)
    .where('state', 'in', ['sent', 'unsure', 'sending'])
    .orderBy('id')
    .execute()
  return rows.map(({ id, channel, state, ref, worker, started_at, body }) => ({
    delivery: id,
    channel,
    state: state as Copy['state'],
    ref,
    recipients: DispatchBody.parse(JSON.parse(body)).recipients.map(({ email }) => email),
    worker,
    startedAt: started_at?.toISOString() ?? null,
  }))
}

/** Jobs name what they are about by id; their payloads and what they failed with go with it. */
async function eraseJobs(trx: Trx, briefs: readonly string[], counts: Counts): Promise<void> {
  const deliveries = await trx.selectFrom('deliveries').select('id').where('brief_id', 'in', briefs).execute()
  const ids = [...briefs, ...deliveries.map(({ id }) => id)]
  const { numAffectedRows } = await sql`
    delete from pgboss.job where data->>'brief' = any (${ids}) or data->>'delivery' = any (${ids})`.execute(trx)
  if (numAffectedRows) counts.set('pgboss.job', Number(numAffectedRows))
}
