import { sql } from 'kysely'
import { loadRevision } from '../briefs/store.ts'
import { appendEvent } from '../db/events.ts'
import { placesOf } from './lines.ts'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'

/**
 * A later brief of the same handoff, for the same audience, takes the place of those that still wait: they name it and leave
 * the queue. What was decided stays as it is. Answers the ids of those that it replaced.
 */
export async function replaceOlder(trx: Trx, viewer: Viewer, briefId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; revision: number }>`
    select older.brief_id as id, older.revision from reviews older
    join briefs on briefs.id = older.brief_id
    join briefs mine on mine.id = ${briefId} and mine.handoff_id = briefs.handoff_id and mine.id <> briefs.id
    join reviews now on now.brief_id = mine.id
    join dispatches was on was.brief_id = older.brief_id and was.revision = older.revision
    join dispatches is_now on is_now.brief_id = now.brief_id and is_now.revision = now.revision
    where older.state in ('pending', 'redraft', 'lapsed') and older.newer is distinct from ${briefId}
      and was.body::json ->> 'audience' = is_now.body::json ->> 'audience'
    order by older.brief_id for update of older`.execute(trx)
  for (const { id, revision } of rows) {
    await trx.updateTable('reviews').set({ newer: briefId }).where('brief_id', '=', id).execute()
    await appendEvent(trx, {
      kind: 'review.replaced',
      subject: id,
      actor: viewer.person,
      data: { revision, newer: briefId },
    })
  }
  return rows.map(({ id }) => id)
}

/** What another brief says otherwise, counted in lines: those that only one of the two has, a changed one once. */
export async function changesBetween(trx: Trx, briefId: string, newer: string): Promise<number> {
  const [was, is] = [await loadRevision(trx, briefId), await loadRevision(trx, newer)]
  if (was === null || is === null) return 0
  const texts = (stored: NonNullable<typeof was>) => placesOf(stored.brief).map(({ text }) => text)
  const [before, after] = [texts(was), texts(is)]
  return Math.max(missingFrom(before, after), missingFrom(after, before))
}

function missingFrom(some: readonly string[], others: readonly string[]): number {
  const left = new Map<string, number>()
  for (const text of others) left.set(text, (left.get(text) ?? 0) + 1)
  return some.filter((text) => {
    const times = left.get(text) ?? 0
    left.set(text, times - 1)
    return times <= 0
  }).length
}
