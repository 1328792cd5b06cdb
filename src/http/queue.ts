import { sql } from 'kysely'
import { actsFor, orphans } from '../access/standing-in.ts'
import { lookAs } from '../db/look-as.ts'
import { SYSTEM } from '../db/viewer.ts'
import { changesBetween } from '../review/newer.ts'
import { clockWords } from './answer.ts'
import type { Trx, Viewer } from '../db/open.ts'

/** One thing that waits for somebody. `waits` says for what; `id` is the brief's. */
export type Waiting = {
  id: string
  revision: number
  waits: 'review' | 'redraft' | 'delivery' | 'acceptance' | 'answer'
  account: string
  deal: string | null
  handoff: string
  from: string | null
  to: string | null
  /** ISO instant: since when */
  since: string
  /** the clock that runs, or why a delivery waits for a person; null where it is simply a turn */
  reason: string | null
  /** the first 12 hex digits of what an approval is of; only for `review` */
  hash: string | null
  /** whom it waits for in truth, where the viewer stands in for somebody who is away or left */
  inPlaceOf: string | null
  /** it waits for somebody who left and has no manager: an administrator says who takes it, and is shown no more than that it waits */
  stranded: boolean
  /** a later brief of the same handoff, while somebody still reads this one; `changes`: lines that differ */
  newer: { id: string; changes: number } | null
  /** who reads it now, and whose turn it is where somebody said so */
  takenBy: string | null
  assignedTo: string | null
}

/**
 * What waits, the longest waiting first: reviews, deliveries that a person must look at, answers of receivers. For an
 * administrator also what waits for somebody who left and above whom nobody is left.
 */
export async function queueOf(trx: Trx, viewer: Viewer): Promise<Waiting[]> {
  const own = await waitingFor(trx)
  const standsFor = await actsFor(trx)
  const inPlace = own.map((row) => {
    const [first] = waitsFor(row).filter((person) => person !== viewer.person && standsFor.has(person))
    return { ...row, inPlaceOf: waitsFor(row).includes(viewer.person) ? null : (first ?? null) }
  })
  if (!viewer.roles.includes('admin')) return inPlace
  const left = await orphans(trx)
  if (left.size === 0) return inPlace
  const known = new Set(own.map(({ id }) => id))
  const everything = await lookAs(trx, SYSTEM.person, () => waitingFor(trx))
  const stranded = everything.flatMap((row): Waiting[] => {
    const [person] = waitsFor(row).filter((one) => left.has(one))
    if (person === undefined || known.has(row.id)) return []
    return [
      {
        ...row,
        deal: null,
        reason: `${person} left and has no manager`,
        hash: null,
        inPlaceOf: person,
        stranded: true,
      },
    ]
  })
  return [...inPlace, ...stranded].toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
}

/** Whose turn it is. Reviews and deliveries are for whoever hands over; anybody of the team may take them. */
function waitsFor({ waits, from, to }: Waiting): string[] {
  const person = waits === 'acceptance' ? to : from
  return person === null ? [] : [person]
}

async function waitingFor(trx: Trx): Promise<Waiting[]> {
  const reviews = await trx
    .selectFrom('reviews')
    .leftJoin('dispatches', (join) =>
      join.onRef('dispatches.brief_id', '=', 'reviews.brief_id').onRef('dispatches.revision', '=', 'reviews.revision'),
    )
    .select([
      'reviews.brief_id as id',
      'reviews.revision as revision',
      'reviews.state as state',
      'changed_at as since',
      'dispatch_hash',
      'newer',
      sql<string | null>`case when taken_until > baton_now() then taken_by end`.as('takenBy'),
      'assigned_to as assignedTo',
      sql<boolean>`reviews.state = 'lapsed' or reviews.state = 'pending' and expires_at <= baton_now()`.as('lapsed'),
      sql<string | null>`dispatches.body::json -> 'fields' -> 0 ->> 'field'`.as('writes'),
      sql<string | null>`dispatches.body::json ->> 'channel'`.as('channel'),
    ])
    .where('reviews.state', 'in', ['pending', 'redraft', 'lapsed'])
    // What a later brief replaced leaves the queue as soon as nobody reads it any more.
    .where(sql<boolean>`(snoozed_until is null or snoozed_until <= baton_now())`)
    .where(sql<boolean>`(newer is null or taken_until > baton_now())`)
    .execute()
  const deliveries = await trx
    .selectFrom('deliveries')
    .innerJoin('reviews', (join) =>
      join.onRef('reviews.brief_id', '=', 'deliveries.brief_id').onRef('reviews.revision', '=', 'deliveries.revision'),
    )
    .select([
      'deliveries.brief_id as id',
      'deliveries.revision as revision',
      'deliveries.state as state',
      'deliveries.reason as reason',
      'queued_at as since',
    ])
    .where('deliveries.state', 'in', ['held', 'unsure', 'refused'])
    // A refusal is done with once its approval was taken back, or another delivery followed it.
    .where((is) =>
      is.or([
        is('deliveries.state', '<>', 'refused'),
        is.and([
          is('reviews.state', '=', 'approved'),
          is.not(
            is.exists(
              is
                .selectFrom('deliveries as later')
                .select('later.id')
                .whereRef('later.brief_id', '=', 'deliveries.brief_id')
                .where('later.state', 'not in', ['refused', 'dropped']),
            ),
          ),
        ]),
      ]),
    )
    .execute()
  const acceptances = await trx
    .selectFrom('acceptances')
    .select(['brief_id as id', 'revision', 'state', 'changed_at as since', 'sender', 'receiver'])
    .where('state', 'in', ['waiting', 'queried'])
    .execute()
  const rows = [
    ...reviews.map(({ state, dispatch_hash, lapsed, writes, channel, ...row }) => ({
      ...row,
      waits: state === 'pending' && !lapsed ? ('review' as const) : ('redraft' as const),
      reason: lapsed ? 'nobody decided in time' : writes === null ? null : `writes ${writes} in ${channel}`,
      hash: state === 'pending' && !lapsed ? (dispatch_hash?.replace(/^sha256:/, '').slice(0, 12) ?? null) : null,
      sides: null,
    })),
    ...deliveries.map(({ state, reason, ...row }) => ({
      ...row,
      waits: 'delivery' as const,
      reason: `${state}: ${reason ?? 'see baton show'}`,
      hash: null,
      sides: null,
    })),
    ...acceptances.map(({ state, sender, receiver, ...row }) => ({
      ...row,
      sides: { from: sender, to: receiver },
      waits: state === 'waiting' ? ('acceptance' as const) : ('answer' as const),
      reason: null,
      hash: null,
    })),
  ].sort((a, b) => a.since.getTime() - b.since.getTime() || (a.id < b.id ? -1 : 1))
  const about = await briefsAbout(
    trx,
    rows.map(({ id }) => id),
  )
  const waiting: Waiting[] = []
  for (const { since, sides, ...entry } of rows) {
    const newerId = 'newer' in entry ? entry.newer : null
    const newer = newerId === null ? null : { id: newerId, changes: await changesBetween(trx, entry.id, newerId) }
    const row = { takenBy: null, assignedTo: null, ...entry, newer }
    const known = about.get(row.id) ?? NOTHING
    const clocked = row.waits === 'acceptance' || row.waits === 'answer'
    const reason = clocked ? (await clockWords(trx, row.id, row.revision, known.handoff)) || null : row.reason
    waiting.push({ ...row, ...known, ...sides, reason, since: since.toISOString(), inPlaceOf: null, stranded: false })
  }
  return waiting
}

type About = Pick<Waiting, 'account' | 'deal' | 'handoff' | 'from' | 'to'>
const NOTHING: About = { account: '', deal: null, handoff: '', from: null, to: null }

async function briefsAbout(trx: Trx, ids: readonly string[]): Promise<Map<string, About>> {
  if (ids.length === 0) return new Map()
  const rows = await trx
    .selectFrom('briefs')
    .innerJoin('handoffs', 'handoffs.id', 'handoff_id')
    .innerJoin('accounts', 'accounts.id', 'account_id')
    .select(['briefs.id as id', 'accounts.name as account', 'deal', 'type', 'from_person', 'to_person'])
    .where('briefs.id', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ id, account, deal, type, from_person, to_person }) => [
      id,
      { account, deal: deal === '' ? null : deal, handoff: type, from: from_person, to: to_person },
    ]),
  )
}
