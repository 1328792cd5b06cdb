import { clockWords } from './answer.ts'
import type { Trx } from '../db/open.ts'

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
}

/** What waits, the longest waiting first: reviews, deliveries that a person must look at, answers of receivers. */
export async function queueOf(trx: Trx): Promise<Waiting[]> {
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
    ])
    .where('reviews.state', 'in', ['pending', 'redraft', 'lapsed'])
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
    .select(['brief_id as id', 'revision', 'state', 'changed_at as since'])
    .where('state', 'in', ['waiting', 'queried'])
    .execute()
  const rows = [
    ...reviews.map(({ state, dispatch_hash, ...row }) => ({
      ...row,
      waits: state === 'pending' ? ('review' as const) : ('redraft' as const),
      reason: state === 'lapsed' ? 'nobody decided in time' : null,
      hash: state === 'pending' ? (dispatch_hash?.replace(/^sha256:/, '').slice(0, 12) ?? null) : null,
    })),
    ...deliveries.map(({ state, reason, ...row }) => ({
      ...row,
      waits: 'delivery' as const,
      reason: `${state}: ${reason ?? 'see baton show'}`,
      hash: null,
    })),
    ...acceptances.map(({ state, ...row }) => ({
      ...row,
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
  for (const { since, ...row } of rows) {
    const known = about.get(row.id) ?? NOTHING
    const clocked = row.waits === 'acceptance' || row.waits === 'answer'
    const reason = clocked ? (await clockWords(trx, row.id, row.revision, known.handoff)) || null : row.reason
    waiting.push({ ...row, ...known, reason, since: since.toISOString() })
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
