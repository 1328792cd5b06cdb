import { sql } from 'kysely'
import { hashOf } from '../lib/json.ts'
import { AppError } from '../lib/errors.ts'
import { share } from './hiding.ts'
import type { Trx } from '../db/tables.ts'

/** How far a group of mailboxes is to be shared. Taking sharing back is each owner's own act. */
export type GroupRequest = { people: readonly string[]; sharing: 'team' | 'everyone' }

/** What joining a group would show to whom: names and counts, and a hash of exactly this. */
export type Radius = {
  sharing: 'team' | 'everyone'
  mailboxes: {
    person: string
    /** joins; shared so far already; its owner chose otherwise or left; nothing of it was read */
    standing: 'joins' | 'shared already' | 'stays as its owner chose' | 'left' | 'not read yet'
    messages: number
  }[]
  /** messages that somebody does not see today and would see */
  opens: { account: string; to: string; messages: number }[]
  hash: string
}

/**
 * The blast radius, counted from the rows themselves: only what somebody does not see already counts. A mailbox whose owner
 * chose how far it is shared is left as it is. For a transaction of `system`, asked by an administrator.
 */
export async function radiusOf(trx: Trx, { people, sharing }: GroupRequest): Promise<Radius> {
  const wanted = [...new Set(people.map((email) => email.toLowerCase()))].toSorted()
  const here = await trx
    .selectFrom('people')
    .select('email')
    .where('email', 'in', wanted)
    .where('active', '=', true)
    .execute()
  const strange = wanted.find((email) => !here.some((one) => one.email === email))
  if (strange !== undefined)
    throw new AppError(
      'not_found',
      `${strange} is not an active person here: name each person of the group; see baton people`,
    )
  const sources = await trx
    .selectFrom('sources')
    .select(['id', 'owner', 'sharing', 'state', 'chosen_by'])
    .where('owner', 'in', wanted)
    .orderBy('id')
    .execute()
  const mailboxes: Radius['mailboxes'] = []
  const joining: number[] = []
  for (const person of wanted) {
    const own = sources.filter(({ owner }) => owner === person)
    const joins = own.filter((one) => RANK[one.sharing] < RANK[sharing])
    const standing = standingOf(own, joins.length > 0, person)
    if (standing === 'joins') joining.push(...joins.map(({ id }) => id))
    mailboxes.push({
      person,
      standing,
      messages:
        standing === 'joins'
          ? await messagesOf(
              trx,
              joins.map(({ id }) => id),
            )
          : 0,
    })
  }
  const opened = joining.length === 0 ? [] : await opensFor(trx, joining, sharing)
  const opens = opened.map(({ account, viewer, messages }) => ({ account, to: viewer, messages }))
  // Names and numbers may stay the same while other messages stand behind them.
  const hash = hashOf([sharing, mailboxes, opened.map(({ digest, ...row }) => ({ ...row, digest }))])
  return { sharing, mailboxes, opens, hash }
}

/**
 * Joins the group as it was shown. Throws `conflict` where the radius is no longer that of `hash`. Each person is told by an
 * event of their own, and sees in *My mailbox* who did it and when.
 */
export async function joinGroup(trx: Trx, request: GroupRequest, hash: string, actor: string): Promise<Radius> {
  const radius = await radiusOf(trx, request)
  if (radius.hash !== hash)
    throw new AppError('conflict', 'what this would open has changed since it was shown: look again and confirm that')
  for (const { person, standing } of radius.mailboxes)
    if (standing === 'joins') await share(trx, person, radius.sharing, actor)
  return radius
}

const RANK = { private: 0, team: 1, everyone: 2 } as const

type Own = { sharing: keyof typeof RANK; state: string; chosen_by: string | null }

function standingOf(own: readonly Own[], joins: boolean, person: string): Radius['mailboxes'][number]['standing'] {
  if (own.length === 0) return 'not read yet'
  if (own.some(({ state }) => state === 'left')) return 'left'
  if (own.some(({ chosen_by }) => chosen_by === person)) return 'stays as its owner chose'
  return joins ? 'joins' : 'shared already'
}

async function messagesOf(trx: Trx, sources: readonly number[]): Promise<number> {
  const { rows } = await sql<{ messages: number }>`
    select count(distinct signal_id)::int as messages from sightings
    where source_id = any (${[...sources]}::int[]) and not hidden`.execute(trx)
  return rows[0]?.messages ?? 0
}

type Opened = { account: string; viewer: string; messages: number; digest: string }

/** By account and viewer, what they do not see by any sighting today and would by one of these sources. */
async function opensFor(trx: Trx, sources: readonly number[], sharing: 'team' | 'everyone'): Promise<Opened[]> {
  const { rows } = await sql<Opened>`
    with recursive eyes(viewer, email) as (
      select email, email from people where active
      union select viewer, people.email from people join eyes on people.manager = eyes.email
    ), all_eyes as (
      select viewer, email from eyes
      union select delegate, person from absences
        where ended_at is null and baton_now()::date between from_day and to_day
    ), sees as (
      select distinct viewer, account_id from all_eyes join deal_team on person = email
    ), opening as (
      select distinct viewer.email as viewer, account_signals.account_id, sightings.signal_id
      from sightings
      join account_signals using (signal_id)
      cross join people viewer
      where source_id = any (${[...sources]}::int[]) and not hidden and viewer.active
        and (${sharing} = 'everyone' or exists (
          select from sees where sees.viewer = viewer.email and sees.account_id = any (sightings.accounts)))
        and not exists (
          select from sightings other join sources on sources.id = other.source_id
          where other.signal_id = sightings.signal_id and (
            sources.owner = viewer.email or (not other.hidden and (sources.sharing = 'everyone' or (
              sources.sharing = 'team' and exists (
                select from sees where sees.viewer = viewer.email and sees.account_id = any (other.accounts)))))))
    )
    select accounts.name as account, viewer, count(*)::int as messages,
      md5(string_agg(signal_id::text, ',' order by signal_id)) as digest
    from opening join accounts on accounts.id = account_id
    group by accounts.name, account_id, viewer
    order by accounts.name, account_id, viewer`.execute(trx)
  return rows
}
