import { sql } from 'kysely'
import { lookAs } from '../db/look-as.ts'
import { SYSTEM } from '../db/viewer.ts'
import { itemsOf, seenBy, together } from './seen.ts'
import { loadRevision, rowsOfItems } from './store.ts'
import type { Trx } from '../db/tables.ts'
import type { Brief } from './brief.ts'
import type { Sight } from './seen.ts'
import type { StoredRevision } from './store.ts'

/** What whoever looks in this transaction may see of what a stored revision was drawn from. */
export async function sightOf(trx: Trx, brief: Brief): Promise<Sight> {
  const { id, revision } = brief
  const about = await trx
    .selectFrom('briefs')
    .innerJoin('handoffs', 'handoffs.id', 'handoff_id')
    .select('account_id')
    .where('briefs.id', '=', id)
    .executeTakeFirst()
  if (about === undefined) return together([])
  const items = new Set((await rowsOfItems(trx, about.account_id, brief, itemsOf(brief))).keys())
  const mine = await drawnFrom(trx, id, revision)
  const all = await lookAs(trx, SYSTEM.person, () => drawnFrom(trx, id, revision))
  const sources = new Set([...all].filter(([name, count]) => mine.get(name) === count).map(([name]) => name))
  const whole =
    mine.get('') === all.get('') && brief.coverage.every(({ source }) => sources.has(source) || !all.has(source))
  return { items, sources, whole, confidant: await isConfidant(trx, about.account_id) }
}

/** What all of these people may see of it. Nobody: nothing. */
export async function sightOfAll(trx: Trx, people: readonly string[], brief: Brief): Promise<Sight> {
  const sights: Sight[] = []
  for (const person of people) sights.push(await lookAs(trx, person, () => sightOf(trx, brief)))
  return together(sights)
}

/** A stored revision with what whoever looks may see of it. */
export type SeenRevision = StoredRevision & { seen: Brief; sight: Sight }

/** The same as `loadRevision`, for showing: `seen` is what may be shown. */
export async function loadSeen(trx: Trx, briefId: string, revision?: number): Promise<SeenRevision | null> {
  const stored = await loadRevision(trx, briefId, revision)
  if (stored === null) return null
  const sight = await sightOf(trx, stored.brief)
  return { ...stored, sight, seen: seenBy(stored.brief, sight) }
}

/** How many of the items that a revision was drawn from can be seen: by source, and under `''` altogether. */
async function drawnFrom(trx: Trx, briefId: string, revision: number): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string | null; items: number }>`
    select sources.name, count(distinct signals.id)::int as items
    from brief_items
    join signals on signals.id = brief_items.signal_id
    join sightings on sightings.signal_id = signals.id
    join sources on sources.id = sightings.source_id
    where brief_items.brief_id = ${briefId} and brief_items.revision = ${revision}
    group by grouping sets ((sources.name), ())`.execute(trx)
  return new Map(rows.map(({ name, items }) => [name ?? '', items]))
}

/** What was told to the deal team in confidence is for whoever is in it, and for whoever acts for one of them. */
async function isConfidant(trx: Trx, accountId: string): Promise<boolean> {
  const { rows } = await sql<{ confidant: boolean }>`
    select baton_person() = ${SYSTEM.person} or exists (
      select from deal_team where account_id = ${accountId} and person = any (baton_stands_for())
    ) as confidant`.execute(trx)
  return rows[0]?.confidant ?? false
}
