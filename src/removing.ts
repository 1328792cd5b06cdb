import { actingPerson } from './access/acting.ts'
import { strikeItems } from './briefs/strike.ts'
import { enqueue } from './db/jobs.ts'
import { SYSTEM } from './db/viewer.ts'
import { withdrawStruck } from './review/strike.ts'
import { draftFromWorkspace } from './storing.ts'
import type { Trx } from './db/tables.ts'
import type { Engine } from './engines/engine.ts'
import type { ReviewPorts } from './storing.ts'
import type { Removal } from './signals/remove.ts'

/** How many briefs lost words, and how many of them were taken out of review to be drafted again. */
export type Struck = { briefs: number; withdrawn: number }

/**
 * What follows when signals were taken out, in the same transaction (one of `system`): briefs lose the words, what waited in
 * review with them is withdrawn, and a job drafts it again from what is left. `actor` had them taken out.
 */
export async function strike(trx: Trx, removal: Removal, actor: string): Promise<Struck> {
  const briefs = await strikeItems(trx, removal.accounts, removal.items)
  const withdrawn = await withdrawStruck(trx, SYSTEM, briefs, actor)
  for (const { briefId } of withdrawn) await enqueue(trx, 'redraft', { brief: briefId }, { key: `redraft ${briefId}` })
  return { briefs: briefs.length, withdrawn: withdrawn.length }
}

/**
 * Drafts again what was withdrawn because it lost words, as whoever had asked for it and with their sight. Nothing where that
 * person is not here any more, or receives it themselves: what goes to the one who asked is theirs to ask for.
 */
export async function redraftStruck(ports: ReviewPorts, briefId: string, engine: Engine): Promise<void> {
  const { database } = ports
  const found = await database.as(SYSTEM, async (trx) => {
    const brief = await trx
      .selectFrom('briefs')
      .innerJoin('handoffs', 'handoffs.id', 'handoff_id')
      .innerJoin('reviews', 'reviews.brief_id', 'briefs.id')
      .leftJoin('people', (join) => join.onRef('people.email', '=', 'requested_by').on('active', '=', true))
      .select(['account_id', 'deal', 'type', 'from_person', 'to_person', 'email'])
      .where('briefs.id', '=', briefId)
      .executeTakeFirst()
    if (brief === undefined || brief.email === null || brief.email === brief.to_person) return null
    return { ...brief, viewer: await actingPerson(trx, brief.email) }
  })
  if (found === null) return
  const { account_id, deal, type, from_person, to_person, viewer } = found
  const sides = { from: from_person ?? undefined, to: to_person ?? undefined }
  const wanted = { account: account_id, handoff: type, deal: deal === '' ? undefined : deal, ...sides }
  await draftFromWorkspace(ports, viewer, wanted, engine)
}
