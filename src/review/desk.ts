import { sql } from 'kysely'
import { may } from '../access/roles.ts'
import { standingTo } from '../access/team.ts'
import { appendEvent } from '../db/events.ts'
import { lookAs } from '../db/look-as.ts'
import { AppError } from '../lib/errors.ts'
import { assertPerson } from './policy.ts'
import { lockReview } from './review.ts'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'

/** How long somebody who took a review is shown as reading it, unless they take it again. */
const HELD_MINUTES = 15

/**
 * Shows others who reads it. The lock is soft: it keeps nobody from deciding, but nothing is replaced under whoever holds it.
 * Throws `conflict` where somebody else holds it.
 */
export async function take(trx: Trx, viewer: Viewer, briefId: string): Promise<void> {
  await assertPerson(trx, viewer)
  const { holder, revision } = await lockReview(trx, briefId)
  if (holder !== null && holder !== viewer.person)
    throw new AppError('conflict', `${holder} reads ${briefId} now; it is free again when they release it or are away`)
  await trx
    .updateTable('reviews')
    .set({ taken_by: viewer.person, taken_until: sql`baton_now() + ${`${HELD_MINUTES} minutes`}::interval` })
    .where('brief_id', '=', briefId)
    .execute()
  if (holder === null)
    await appendEvent(trx, { kind: 'review.taken', subject: briefId, actor: viewer.person, data: { revision } })
}

/** Lets go what one took; nothing happens where one does not hold it. */
export async function release(trx: Trx, viewer: Viewer, briefId: string): Promise<void> {
  await assertPerson(trx, viewer)
  const { holder, revision } = await lockReview(trx, briefId)
  if (holder !== viewer.person) return
  await trx.updateTable('reviews').set({ taken_by: null, taken_until: null }).where('brief_id', '=', briefId).execute()
  await appendEvent(trx, { kind: 'review.released', subject: briefId, actor: viewer.person, data: { revision } })
}

/** Says whose turn it is; null: nobody's in particular. They have to be here and may decide on it. */
export async function assign(trx: Trx, viewer: Viewer, briefId: string, to: string | null): Promise<void> {
  await assertPerson(trx, viewer)
  const { revision } = await lockReview(trx, briefId)
  if (to !== null && !(await mayDecideOn(trx, briefId, to)))
    throw new AppError('bad_call', `${to} may not decide on ${briefId}; name somebody of the deal team who may`)
  await trx.updateTable('reviews').set({ assigned_to: to }).where('brief_id', '=', briefId).execute()
  const data = { revision, to }
  await appendEvent(trx, { kind: 'review.assigned', subject: briefId, actor: viewer.person, data })
}

/** Keeps it out of the queue until then; it comes back by the clock alone, and is decided on in time all the same. */
export async function snooze(trx: Trx, viewer: Viewer, briefId: string, until: string | null): Promise<void> {
  await assertPerson(trx, viewer)
  const { revision } = await lockReview(trx, briefId)
  const fits = await trx
    .selectFrom('reviews')
    .select(
      sql<boolean>`${until}::timestamptz is null or (${until}::timestamptz > baton_now() and ${until}::timestamptz < coalesce(expires_at, 'infinity'))`.as(
        'fits',
      ),
    )
    .where('brief_id', '=', briefId)
    .executeTakeFirstOrThrow()
  if (!fits.fits)
    throw new AppError('bad_call', `${briefId} may sleep until a time to come, before it lapses; baton show ${briefId}`)
  await trx.updateTable('reviews').set({ snoozed_until: until }).where('brief_id', '=', briefId).execute()
  await appendEvent(trx, { kind: 'review.snoozed', subject: briefId, actor: viewer.person, data: { revision, until } })
}

export type Comment = { id: number; revision: number; at: string | null; text: string; by: string; writtenAt: Date }

/** A word beside a revision, to whoever else looks at it; `at`: the place of a line. It never leaves the company. */
export async function comment(
  trx: Trx,
  viewer: Viewer,
  briefId: string,
  { text, at }: { text: string; at: string | null },
): Promise<number> {
  await assertPerson(trx, viewer)
  const { revision } = await lockReview(trx, briefId)
  const { id } = await trx
    .insertInto('review_comments')
    .values({ brief_id: briefId, revision, place: at, text, written_by: viewer.person })
    .returning('id')
    .executeTakeFirstOrThrow()
  const data = { revision, comment: id, at }
  await appendEvent(trx, { kind: 'review.commented', subject: briefId, actor: viewer.person, data })
  return id
}

/** The oldest first, of every revision. */
export async function commentsOn(trx: Trx, briefId: string): Promise<Comment[]> {
  const rows = await trx
    .selectFrom('review_comments')
    .selectAll()
    .where('brief_id', '=', briefId)
    .orderBy('id')
    .execute()
  return rows.map(({ id, revision, place, text, written_by, written_at }) => ({
    id,
    revision,
    at: place,
    text,
    by: written_by,
    writtenAt: written_at,
  }))
}

/** Records that somebody had a revision before them, and which lines they opened. The same again writes nothing. */
export async function haveSeen(
  trx: Trx,
  viewer: Viewer,
  briefId: string,
  { revision, places }: { revision: number; places: readonly string[] },
): Promise<number> {
  await assertPerson(trx, viewer)
  const { revision: current } = await lockReview(trx, briefId)
  if (revision !== current)
    throw new AppError('conflict', `revision ${revision} of ${briefId} is not the current one: that is ${current}`)
  const rows = ['', ...new Set(places)].map((place) => ({ brief_id: briefId, revision, person: viewer.person, place }))
  const fresh = await trx
    .insertInto('review_seen')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['brief_id', 'revision', 'person', 'place']).doNothing())
    .returning('place')
    .execute()
  const opened = fresh.map(({ place }) => place).filter((place) => place !== '')
  if (fresh.length > 0)
    await appendEvent(trx, { kind: 'review.seen', subject: briefId, actor: viewer.person, data: { revision, opened } })
  return opened.length
}

/** What the approver had before them, for the log: which lines they opened, and for how many seconds they had it. */
export async function shownTo(
  trx: Trx,
  viewer: Viewer,
  briefId: string,
  revision: number,
): Promise<{ opened: string[]; seconds: number | null }> {
  const rows = await trx
    .selectFrom('review_seen')
    .select(['place', sql<number>`extract(epoch from baton_now() - seen_at)::integer`.as('seconds')])
    .where('brief_id', '=', briefId)
    .where('revision', '=', revision)
    .where('person', '=', viewer.person)
    .orderBy('place')
    .execute()
  return {
    opened: rows.map(({ place }) => place).filter((place) => place !== ''),
    seconds: rows.find(({ place }) => place === '')?.seconds ?? null,
  }
}

async function mayDecideOn(trx: Trx, briefId: string, person: string): Promise<boolean> {
  const row = await trx.selectFrom('people').select(['roles', 'active']).where('email', '=', person).executeTakeFirst()
  if (row?.active !== true) return false
  const standing = await lookAs(trx, person, () =>
    standingTo(trx, { person, roles: row.roles }, { kind: 'brief', id: briefId }),
  )
  return standing !== null && may(row.roles, 'review.decide', standing)
}
