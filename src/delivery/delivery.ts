import { sql } from 'kysely'
import { appendEvent } from '../db/events.ts'
import { AppError } from '../lib/errors.ts'
import type { EventData } from '../db/events.ts'
import type { Trx } from '../db/tables.ts'
import type { Step } from '../lib/machine.ts'
import type { DeliveryState } from '../review/delivery-machine.ts'

/** One carrying of one approved dispatch, as it stands. */
export type Delivery = {
  id: string
  briefId: string
  revision: number
  dispatchHash: string
  channel: string
  target: string
  state: DeliveryState
  notBefore: Date
  /** by the same clock as `notBefore` */
  due: boolean
  attempts: number
  worker: string | null
  ref: string | null
  /** recipients that were refused while others were taken, with the provider's words */
  refused: readonly { recipient: string; reason: string }[]
  /** why it is held, unsure, refused or dropped */
  reason: string | null
  startedAt: Date | null
  settledAt: Date | null
}

/** Throws `not_found` where there is none that the viewer may see. */
export async function loadDelivery(trx: Trx, id: string, lock = false): Promise<Delivery> {
  const query = deliveries(trx).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (row === undefined) throw new AppError('not_found', `no delivery is called ${id}; see them with: baton deliver`)
  return deliveryOf(row)
}

/** Deliveries of one brief, or in some states, the oldest first. */
export async function listDeliveries(
  trx: Trx,
  only: { briefId?: string; states?: readonly DeliveryState[] } = {},
): Promise<Delivery[]> {
  let query = deliveries(trx)
  if (only.briefId !== undefined) query = query.where('brief_id', '=', only.briefId)
  if (only.states !== undefined) query = query.where('state', 'in', only.states)
  return (await query.orderBy('queued_at').orderBy('id').limit(1_000).execute()).map(deliveryOf)
}

/**
 * Moves a delivery by one step of its machine, together with its event. Where `attempt` is given, only that attempt's
 * own answer counts. False: it stood elsewhere, and nothing changed.
 */
export async function move(
  trx: Trx,
  delivery: Pick<Delivery, 'id' | 'briefId' | 'revision'>,
  step: Step<string, DeliveryState, DeliveryState>,
  what: {
    actor: string
    reason?: string | null
    data?: EventData
    set?: { ref?: string | null; refused?: string; worker?: string }
    attempt?: { worker: string; number: number }
  },
): Promise<boolean> {
  const settled = step.to === 'sent' || step.to === 'refused' || step.to === 'dropped' || step.to === 'recalled'
  let query = trx
    .updateTable('deliveries')
    .set({ state: step.to, reason: what.reason ?? null, ...what.set })
    .where('id', '=', delivery.id)
    .where('state', 'in', step.from)
  if (settled) query = query.set({ settled_at: sql<string>`baton_now()` })
  if (step.to === 'sending')
    query = query.set({ attempts: sql<number>`attempts + 1`, started_at: sql<string>`baton_now()` })
  if (what.attempt !== undefined)
    query = query.where('worker', '=', what.attempt.worker).where('attempts', '=', what.attempt.number)
  const moved = await query.returning('attempts').executeTakeFirst()
  if (moved === undefined) return false
  await appendEvent(trx, {
    kind: EVENTS[step.action] ?? `delivery.${step.action}`,
    subject: delivery.briefId,
    actor: what.actor,
    data: { delivery: delivery.id, revision: delivery.revision, attempt: moved.attempts, ...what.data },
  })
  return true
}

/** The event that each action of the machine leaves. */
const EVENTS: Record<string, `delivery.${string}`> = {
  start: 'delivery.started',
  hold: 'delivery.held',
  drop: 'delivery.dropped',
  release: 'delivery.released',
  confirm: 'delivery.sent',
  refuse: 'delivery.refused',
  lose: 'delivery.lost',
  found: 'delivery.found',
  absent: 'delivery.absent',
  retry: 'delivery.retried',
  recall: 'delivery.recalled',
}

function deliveries(trx: Trx) {
  return trx
    .selectFrom('deliveries')
    .selectAll()
    .select(sql<boolean>`not_before <= baton_now()`.as('due'))
}

type Row = Awaited<ReturnType<ReturnType<typeof deliveries>['executeTakeFirstOrThrow']>>

function deliveryOf(row: Row): Delivery {
  return {
    id: row.id,
    briefId: row.brief_id,
    revision: row.revision,
    dispatchHash: row.dispatch_hash,
    channel: row.channel,
    target: row.target,
    state: row.state,
    notBefore: row.not_before,
    due: row.due,
    attempts: row.attempts,
    worker: row.worker,
    ref: row.ref,
    refused: JSON.parse(row.refused) as Delivery['refused'],
    reason: row.reason,
    startedAt: row.started_at,
    settledAt: row.settled_at,
  }
}
