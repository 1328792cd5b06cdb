import { sql } from 'kysely'
import { mailboxesOf } from './hiding.ts'
import type { Sharing, Trx } from '../db/tables.ts'

/** *My mailbox*: what was read of one person's mailbox, what was not kept, and who can see it. Counts, never content. */
export type MailboxView = {
  source: string
  sharing: Sharing
  /** who last said so, and when; null: the company's default for new mailboxes */
  chosenBy: string | null
  chosenAt: string | null
  state: 'read' | 'left'
  lastReadAt: string | null
  accounts: { account: string; messages: number; from: string | null; to: string | null; seenBy: string[] }[]
  discarded: { account: string | null; reason: string; items: number }[]
  /** what its owner hid; a conversation bears no name any more */
  exclusions: { id: number; what: string; value: string; madeAt: string }[]
}

export type Policy = {
  defaultSharing: Sharing
  readKinds: string[]
  exclusions: { id: number; what: string; value: string; madeAt: string }[]
}

/** A conversation of the owner's own mail, so that they can name the one to hide. */
export type Conversation = { message: string; subject: string; messages: number; lastAt: string | null }

/** For a transaction of `system`, called for the owner alone: it names accounts and people that only the policy knows. */
export async function viewMailboxes(trx: Trx, owner: string): Promise<MailboxView[]> {
  const views: MailboxView[] = []
  for (const { id, name } of await mailboxesOf(trx, owner)) {
    const source = await trx.selectFrom('sources').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const read = await trx
      .selectFrom('sightings')
      .innerJoin('signals', 'signals.id', 'sightings.signal_id')
      .innerJoin('account_signals', 'account_signals.signal_id', 'signals.id')
      .innerJoin('accounts', 'accounts.id', 'account_signals.account_id')
      .select(['accounts.id as id', 'accounts.name as account', sql<number>`count(*)::int`.as('messages')])
      .select([sql<Date | null>`min(signals.at)`.as('from'), sql<Date | null>`max(signals.at)`.as('to')])
      .where('source_id', '=', id)
      .where('kind', 'in', ['email', 'meeting'])
      .groupBy(['accounts.id', 'accounts.name'])
      .orderBy('accounts.name')
      .execute()
    const discarded = await trx
      .selectFrom('discards')
      .leftJoin('accounts', 'accounts.id', 'account_id')
      .select(['accounts.name as account', 'reason', 'items'])
      .where('source', '=', name)
      .orderBy('accounts.name')
      .orderBy('reason')
      .execute()
    const accounts: MailboxView['accounts'] = []
    for (const { id: account, from, to, ...row } of read)
      accounts.push({ ...row, from: iso(from), to: iso(to), seenBy: await seenBy(trx, owner, source.sharing, account) })
    views.push({
      source: name,
      sharing: source.sharing,
      chosenBy: source.chosen_by,
      chosenAt: iso(source.chosen_at),
      state: source.state,
      lastReadAt: iso(source.read_at),
      accounts,
      discarded,
      exclusions: await exclusionsOf(trx, id),
    })
  }
  return views
}

/** What the company has settled for all mailboxes. */
export async function loadPolicy(trx: Trx): Promise<Policy> {
  const row = await trx.selectFrom('workspace').select(['default_sharing', 'read_kinds']).executeTakeFirst()
  const exclusions = await exclusionsOf(trx, null)
  return { defaultSharing: row?.default_sharing ?? 'team', readKinds: row?.read_kinds ?? [], exclusions }
}

/** The owner's conversations, the latest first; subjects are theirs to read. For the owner's own transaction. */
export async function conversationsOf(trx: Trx, owner: string, limit = 200): Promise<Conversation[]> {
  const boxes = await mailboxesOf(trx, owner)
  if (boxes.length === 0) return []
  const rows = await trx
    .selectFrom('signals')
    .innerJoin('sightings', 'sightings.signal_id', 'signals.id')
    .select(['body', 'at'])
    .where('kind', '=', 'email')
    .where(
      'source_id',
      'in',
      boxes.map(({ id }) => id),
    )
    .orderBy('at', 'desc')
    .limit(5000)
    .execute()
  const mails = rows.map(({ body, at }) => ({
    ...(JSON.parse(body) as { id: string; thread: string; subject: string }),
    at,
  }))
  return [...Map.groupBy(mails, ({ thread }) => thread).values()].slice(0, limit).flatMap((all) => {
    const first = all.at(-1)
    const last = all[0]
    if (first === undefined || last === undefined) return []
    return [{ message: first.id, subject: first.subject, messages: all.length, lastAt: iso(last.at) }]
  })
}

/** Everybody beside the owner who sees what this mailbox shows of an account, as the rules stand. */
async function seenBy(trx: Trx, owner: string, sharing: Sharing, accountId: string): Promise<string[]> {
  if (sharing === 'private') return []
  const { rows } = await sql<{ email: string }>`
    with recursive above(email) as (
      select person from deal_team where account_id = ${accountId}
      union select manager from people join above using (email) where manager is not null
    ), eyes as (
      select email from above
      union select delegate from absences join deal_team using (person)
        where account_id = ${accountId} and ended_at is null and baton_now()::date between from_day and to_day
    )
    select email from people
    where active and email <> ${owner} and (${sharing} = 'everyone' or email in (select email from eyes))
    order by email`.execute(trx)
  return rows.map(({ email }) => email)
}

async function exclusionsOf(trx: Trx, sourceId: number | null): Promise<MailboxView['exclusions']> {
  const rows = await trx
    .selectFrom('exclusions')
    .select(['id', 'what', 'value', 'made_at'])
    .where((is) => (sourceId === null ? is('source_id', 'is', null) : is('source_id', '=', sourceId)))
    .orderBy('id')
    .execute()
  return rows.map(({ id, what, value, made_at }) => ({
    id,
    what,
    value: what === 'thread' ? 'a conversation' : value,
    madeAt: made_at.toISOString(),
  }))
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
