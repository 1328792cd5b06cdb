import { sql } from 'kysely'
import { appendEvent } from '../db/events.ts'
import { AppError } from '../lib/errors.ts'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'
import type { Standing } from './roles.ts'

/** Why somebody belongs to a deal team. A stronger reason replaces a weaker one. */
export type Part = 'owner' | 'member' | 'mailbox' | 'handoff' | 'added'

export type TeamMember = { person: string; part: Part }

/** Adds whoever is not in the team yet and is one of the people here; everybody else is left alone. */
export async function joinTeam(
  trx: Trx,
  accountId: string,
  members: readonly TeamMember[],
  actor: string,
): Promise<void> {
  const wanted = new Map(members.map(({ person, part }) => [person.toLowerCase(), part]))
  if (wanted.size === 0) return
  const known = await trx
    .selectFrom('people')
    .select('email')
    .where('email', 'in', [...wanted.keys()])
    .execute()
  if (known.length === 0) return
  const rows = known.map(({ email }) => ({ account_id: accountId, person: email, part: wanted.get(email) ?? 'member' }))
  const added = await trx
    .insertInto('deal_team')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['account_id', 'person']).doNothing())
    .returning(['person', 'part'])
    .execute()
  if (added.length > 0)
    await appendEvent(trx, { kind: 'team.joined', subject: accountId, actor, data: { members: added } })
}

/** The same by a brief of the account: whoever is to receive it has to see what it rests on. */
export async function joinTeamOfBrief(trx: Trx, briefId: string, member: TeamMember, actor: string): Promise<void> {
  const row = await trx
    .selectFrom('briefs')
    .innerJoin('handoffs', 'handoffs.id', 'handoff_id')
    .select('account_id')
    .where('briefs.id', '=', briefId)
    .executeTakeFirst()
  if (row !== undefined) await joinTeam(trx, row.account_id, [member], actor)
}

/** Takes somebody out of the team. Throws `not_found` where they are not in it. */
export async function leaveTeam(trx: Trx, accountId: string, person: string, actor: string): Promise<void> {
  const gone = await trx
    .deleteFrom('deal_team')
    .where('account_id', '=', accountId)
    .where('person', '=', person.toLowerCase())
    .returning('person')
    .executeTakeFirst()
  if (gone === undefined) throw new AppError('not_found', `${person} is not in the team of this account`)
  await appendEvent(trx, { kind: 'team.left', subject: accountId, actor, data: { person: gone.person } })
}

export async function teamOf(trx: Trx, accountId: string): Promise<TeamMember[]> {
  return trx
    .selectFrom('deal_team')
    .select(['person', 'part'])
    .where('account_id', '=', accountId)
    .orderBy('person')
    .execute()
}

/** What an action is about. */
export type Subject =
  | { kind: 'workspace' }
  /** whoever acts: their own sign-ins and tokens */
  | { kind: 'self' }
  /** something that the request's body names: the rules of the rows decide what of it there is */
  | { kind: 'named' }
  | { kind: 'account'; id: string }
  | { kind: 'brief'; id: string }
  | { kind: 'delivery'; id: string }
  | { kind: 'correction'; id: string }
  | { kind: 'person'; email: string }

/**
 * How the viewer stands to a thing, delegates and managers included; `null`: there is no such thing, or it is not theirs to
 * know of. Called with the viewer's own transaction, so that the rows that answer are those that they may see.
 */
export async function standingTo(trx: Trx, viewer: Viewer, subject: Subject): Promise<Standing | null> {
  if (subject.kind === 'workspace') return 'foreign'
  if (subject.kind === 'self') return 'own'
  if (subject.kind === 'named') return 'team'
  const mine = await peopleOf(trx)
  if (subject.kind === 'person') {
    const email = subject.email.toLowerCase()
    return email === viewer.person ? 'own' : mine.has(email) ? 'team' : 'foreign'
  }
  if (subject.kind === 'account' || subject.kind === 'correction') {
    const accountId = subject.kind === 'account' ? subject.id : await accountOfCorrection(trx, subject.id)
    if (accountId === null || !UUID.test(accountId)) return null
    const row = await trx
      .selectFrom('deal_team')
      .select('part')
      .where('account_id', '=', accountId)
      .where('person', 'in', [...mine])
      .execute()
    if (row.length > 0) return row.some(({ part }) => part === 'owner') ? 'own' : 'team'
    const there = await trx.selectFrom('accounts').select('id').where('id', '=', accountId).executeTakeFirst()
    return there === undefined ? null : 'foreign'
  }
  const briefId = subject.kind === 'brief' ? subject.id : await briefOfDelivery(trx, subject.id)
  if (briefId === null) return null
  const row = await trx
    .selectFrom('briefs')
    .innerJoin('handoffs', 'handoffs.id', 'handoff_id')
    .leftJoin('reviews', 'reviews.brief_id', 'briefs.id')
    .leftJoin('acceptances', 'acceptances.brief_id', 'briefs.id')
    .select(['from_person', 'to_person', 'requested_by', 'sender', 'receiver'])
    .where('briefs.id', '=', briefId)
    .executeTakeFirst()
  if (row === undefined) return null
  const sides = Object.values(row)
  return sides.some((side) => side !== null && mine.has(side)) ? 'own' : 'team'
}

async function accountOfCorrection(trx: Trx, id: string): Promise<string | null> {
  if (!/^\d{1,9}$/.test(id)) return null
  const row = await trx.selectFrom('corrections').select('account_id').where('id', '=', Number(id)).executeTakeFirst()
  return row?.account_id ?? null
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

async function briefOfDelivery(trx: Trx, id: string): Promise<string | null> {
  const row = await trx.selectFrom('deliveries').select('brief_id').where('id', '=', id).executeTakeFirst()
  return row?.brief_id ?? null
}

/** The viewer, their reports, and whoever they stand in for. */
async function peopleOf(trx: Trx): Promise<Set<string>> {
  const { rows } = await sql<{ people: string[] }>`select baton_people() as people`.execute(trx)
  return new Set(rows[0]?.people)
}
