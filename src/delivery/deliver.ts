import { sql } from 'kysely'
import { nowOf } from '../db/now.ts'
import { storeSignals } from '../signals/store.ts'
import { enqueue } from '../db/jobs.ts'
import { SYSTEM } from '../db/viewer.ts'
import { AppError } from '../lib/errors.ts'
import { approvalOf } from '../review/approval.ts'
import { deliveryMachine } from '../review/delivery-machine.ts'
import { loadDispatch } from '../review/dispatch.ts'
import { mailOf } from './channel.ts'
import { loadDelivery, move } from './delivery.ts'
import type { Database, Trx } from '../db/open.ts'
import type { Dispatch } from '../review/dispatch.ts'
import type { Channel, Parcel, SendResult } from './channel.ts'
import type { Delivery } from './delivery.ts'

export type Courier = {
  database: Database
  channels: ReadonlyMap<string, Channel>
  /** names this running program, never another one: its own attempts are told by it from those of a dead one */
  worker: string
}

/** After so many attempts that proved to have had no effect, a person looks first. */
const ATTEMPTS = 5

/** On a server another program may still be at it; no channel takes longer than this over one call. */
const STILL_AT_IT = 15 * 60_000

/**
 * Takes one delivery as far as it gets: settles an attempt that was cut off, checks the approval again, commits the
 * intent, calls the channel once, and stores what is known of the effect (DESIGN D1). Safe to run again at any moment
 * and at the same time. Throws `unavailable` where it should be tried later.
 */
export async function deliver(courier: Courier, id: string): Promise<Delivery> {
  const { database } = courier
  await settleCutOff(courier, id)
  const before = await database.as(SYSTEM, (trx) => loadDelivery(trx, id))
  if (before.state === 'unsure' && (await lookUp(courier, before)) === 'later') throw looksAgain(id)

  const admitted = await database.as(SYSTEM, (trx) => admit(trx, id))
  if (admitted === null) return database.as(SYSTEM, (trx) => loadDelivery(trx, id))
  const channel = channelOf(courier, admitted.delivery)
  const prepared = await channel.prepare?.(parcelOf(admitted, new Date()), admitted.delivery.ref)
  if (prepared?.ready === false) {
    const { reason, notBefore, hold } = prepared
    if (hold === true) {
      const step = deliveryMachine.step('hold', 'held')
      await database.as(SYSTEM, (trx) => move(trx, admitted.delivery, step, { actor: SYSTEM.person, reason }))
      return database.as(SYSTEM, (trx) => loadDelivery(trx, id))
    }
    if (notBefore) await database.as(SYSTEM, (trx) => putOff(trx, id, notBefore))
    throw new AppError('unavailable', `${id} waits: ${reason}`)
  }

  const started = await database.as(SYSTEM, (trx) => start(trx, courier, id, prepared?.ref ?? null))
  if (started === null) return database.as(SYSTEM, (trx) => loadDelivery(trx, id))
  const parcel = parcelOf(started, started.delivery.startedAt ?? new Date())
  const result: SendResult =
    prepared?.done === true
      ? { outcome: 'sent', ref: prepared.ref, refused: [] }
      : await call(channel, parcel, started.delivery.ref)
  const after = await database.as(SYSTEM, (trx) => settle(trx, courier, started.delivery, result))
  if (after.state === 'unsure' && (await lookUp(courier, after)) === 'later') throw looksAgain(id)
  const last = await database.as(SYSTEM, (trx) => loadDelivery(trx, id))
  if (last.state === 'queued')
    throw new AppError('unavailable', `${id} did not arrive and is tried again: ${last.reason}`)
  return last
}

/** Enqueues a job for every delivery that waits, in case the one that it had is gone. For the start of a program. */
export async function resume({ database }: Pick<Courier, 'database'>): Promise<number> {
  return database.as(SYSTEM, async (trx) => {
    const waiting = await trx
      .selectFrom('deliveries')
      .select(['id', 'not_before'])
      .where('state', 'in', ['queued', 'sending'])
      .execute()
    for (const row of waiting)
      await enqueue(trx, 'deliver', { delivery: row.id }, { key: row.id, startAfter: row.not_before })
    return waiting.length
  })
}

type Admitted = { delivery: Delivery; dispatch: Dispatch }

/** An attempt of a program that is gone becomes `unsure`: nobody knows how far it came. */
async function settleCutOff({ database, worker }: Courier, id: string): Promise<void> {
  await database.as(SYSTEM, async (trx) => {
    const delivery = await loadDelivery(trx, id, true)
    if (delivery.state !== 'sending') return
    const mine = delivery.worker === worker
    const recent = Date.now() - (delivery.startedAt?.getTime() ?? 0) < STILL_AT_IT
    if (mine || (database.kind === 'server' && recent))
      throw new AppError('unavailable', `${id} is being delivered; look again when that has ended`)
    const reason = 'the program ended while it was sending'
    await move(trx, delivery, deliveryMachine.step('lose', 'unsure'), { actor: SYSTEM.person, reason })
  })
}

/** Asks the channel for an earlier attempt. What it cannot say leaves the delivery `unsure`, for a person. */
async function lookUp(courier: Courier, delivery: Delivery): Promise<'settled' | 'later'> {
  const channel = channelOf(courier, delivery)
  if (channel.lookup === undefined) return 'settled'
  const dispatch = await courier.database.as(SYSTEM, (trx) => loadDispatch(trx, delivery.briefId, delivery.revision))
  // What was changed since cannot be looked for; `admit` and people deal with it.
  if (dispatch === null || 'altered' in dispatch) return 'settled'
  const found = await channel.lookup(parcelOf({ delivery, dispatch }, delivery.startedAt ?? new Date()), delivery.ref)
  await courier.database.as(SYSTEM, async (trx) => {
    const attempt = { worker: delivery.worker ?? '', number: delivery.attempts }
    if (found.outcome === 'found') {
      const what = { actor: SYSTEM.person, set: { ref: found.ref }, attempt, ...leftAs(found.draft, delivery) }
      if (await move(trx, delivery, deliveryMachine.step('found', 'sent'), what))
        if (found.draft !== true) await arrived(trx, delivery, dispatch)
    } else if (found.outcome === 'absent') {
      const reason = `the last attempt had no effect: ${found.proof}`
      if (
        await move(trx, delivery, deliveryMachine.step('absent', 'queued'), { actor: SYSTEM.person, reason, attempt })
      )
        await holdAtLast(trx, delivery, found.proof)
    }
  })
  return found.outcome === 'unknown' && found.later === true ? 'later' : 'settled'
}

/** After too many attempts without effect a person looks first. */
async function holdAtLast(trx: Trx, delivery: Delivery, why: string): Promise<void> {
  if (delivery.attempts < ATTEMPTS) return
  const reason = `${delivery.attempts} attempts had no effect: ${why}`
  await move(trx, delivery, deliveryMachine.step('hold', 'held'), { actor: SYSTEM.person, reason })
}

/** The provider wants to be left alone until then. Only what waits is put off, and never to an earlier time. */
async function putOff(trx: Trx, id: string, until: Date): Promise<void> {
  const at = until.toISOString()
  await trx
    .updateTable('deliveries')
    .set({ not_before: sql<string>`greatest(not_before, ${at}::timestamptz)` })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute()
}

function looksAgain(id: string): AppError {
  return new AppError('unavailable', `${id} may have arrived: the provider does not show it yet and is asked again`)
}

/** What is said of a delivery that ended as a draft: nobody has been sent it. */
function leftAs(draft: true | undefined, { target }: Delivery) {
  if (draft !== true) return {}
  return { reason: `left as a draft in the mailbox of ${target}; it goes when it is sent from there`, data: { draft } }
}

/** Whether it may go now. What may not is held with the reason, for a person to look at. */
async function admit(trx: Trx, id: string): Promise<Admitted | null> {
  const { briefId } = await loadDelivery(trx, id)
  // The review is locked before the delivery, as everywhere, so that no two transactions wait for each other.
  await trx.selectFrom('reviews').select('brief_id').where('brief_id', '=', briefId).forUpdate().execute()
  const delivery = await loadDelivery(trx, id, true)
  if (delivery.state !== 'queued') return null
  if (!delivery.due) throw new AppError('unavailable', `${id} rests until ${delivery.notBefore.toISOString()}`)
  const approval = await approvalOf(trx, delivery)
  const why = approval.valid
    ? delivery.attempts < ATTEMPTS
      ? null
      : `${ATTEMPTS} attempts had no effect`
    : approval.why
  if (approval.valid && why === null) return { delivery, dispatch: approval.dispatch }
  await move(trx, delivery, deliveryMachine.step('hold', 'held'), { actor: SYSTEM.person, reason: why })
  return null
}

/** The intent, committed before the effect. */
async function start(trx: Trx, { worker }: Courier, id: string, ref: string | null): Promise<Admitted | null> {
  const admitted = await admit(trx, id)
  if (admitted === null) return null
  const step = deliveryMachine.step('start', 'sending')
  const data = { dispatchHash: admitted.dispatch.hash, rendered: admitted.dispatch.body.rendered }
  if (!(await move(trx, admitted.delivery, step, { actor: SYSTEM.person, set: { worker, ref }, data }))) return null
  return { ...admitted, delivery: await loadDelivery(trx, id) }
}

/** Stores what the channel answered, unless another program has taken the attempt over in the meantime. */
async function settle(trx: Trx, { worker }: Courier, delivery: Delivery, result: SendResult): Promise<Delivery> {
  await loadDelivery(trx, delivery.id, true)
  const attempt = { worker, number: delivery.attempts }
  const actor = SYSTEM.person
  if (result.outcome === 'sent') {
    const set = { ref: result.ref, refused: JSON.stringify(result.refused) }
    const left = leftAs(result.draft, delivery)
    const what = { actor, set, attempt, ...left, data: { refusedRecipients: result.refused.length, ...left.data } }
    const confirmed =
      (await move(trx, delivery, deliveryMachine.step('confirm', 'sent'), what)) ||
      // Taken for lost by another program; our answer is the proof that it waits for.
      (await move(trx, delivery, deliveryMachine.step('found', 'sent'), what))
    const dispatch = await loadDispatch(trx, delivery.briefId, delivery.revision)
    const there = dispatch !== null && !('altered' in dispatch)
    if (confirmed && there && result.draft !== true) await arrived(trx, delivery, dispatch)
  } else if (result.outcome === 'put_off') {
    // Two steps of the machine at once: the intent had no effect, as the provider itself says.
    const reason = `the last attempt had no effect: ${result.reason}`
    await move(trx, delivery, deliveryMachine.step('lose', 'unsure'), { actor, reason, attempt })
    if (await move(trx, delivery, deliveryMachine.step('absent', 'queued'), { actor, reason, attempt })) {
      if (result.notBefore !== null) await putOff(trx, delivery.id, result.notBefore)
      await holdAtLast(trx, delivery, result.reason)
    }
  } else {
    const { reason } = result
    if (result.outcome === 'refused')
      await move(trx, delivery, deliveryMachine.step('refuse', 'refused'), { actor, reason, attempt })
    else await move(trx, delivery, deliveryMachine.step('lose', 'unsure'), { actor, reason, attempt })
  }
  return loadDelivery(trx, delivery.id)
}

/** What follows from an arrival, in the transaction that records it. */
export async function arrived(trx: Trx, delivery: Delivery, dispatch: Dispatch): Promise<void> {
  const { body } = dispatch
  if (body.audience === 'customer') await keepSent(trx, delivery, dispatch)
  if (body.audience !== 'internal') return
  await enqueue(trx, 'open-acceptance', { brief: delivery.briefId, delivery: delivery.id }, { key: delivery.id })
}

/** What a customer was sent is known from now on like any other mail of its sender: its promises enter the ledger. */
async function keepSent(trx: Trx, delivery: Delivery, dispatch: Dispatch): Promise<void> {
  const { account_id } = await trx
    .selectFrom('briefs')
    .innerJoin('handoffs', 'handoffs.id', 'handoff_id')
    .select('account_id')
    .where('briefs.id', '=', delivery.briefId)
    .executeTakeFirstOrThrow()
  const domains = await trx
    .selectFrom('account_domains')
    .select('domain')
    .where('account_id', '=', account_id)
    .execute()
  const bytes = mailOf(parcelOf({ delivery, dispatch }, delivery.startedAt ?? (await nowOf(trx))))
  // Loaded when it is needed: readers of documents hang on it.
  const { readMessage } = await import('../signals/read/item.ts')
  const { signals } = await readMessage(bytes)
  const sources = [`mail:${dispatch.body.target}`]
  await storeSignals(
    trx,
    { id: account_id, domains: domains.map(({ domain }) => domain) },
    signals.map((signal) => ({ ...signal, sources })),
  )
}

/** One call. A channel that throws has said nothing about its effect. */
async function call(channel: Channel, parcel: Parcel, ref: string | null): Promise<SendResult> {
  try {
    return await channel.send(parcel, ref)
  } catch (error) {
    const name = error instanceof AppError ? error.message : error instanceof Error ? error.name : 'an unknown failure'
    return { outcome: 'unsure', reason: `the channel ${channel.name} failed: ${name}` }
  }
}

function channelOf({ channels }: Courier, { id, channel }: Delivery): Channel {
  const found = channels.get(channel)
  if (found === undefined)
    throw new AppError(
      'unavailable',
      `${id} waits for the channel ${channel}, which is not set up; see the configuration`,
    )
  return found
}

function parcelOf({ delivery, dispatch }: Admitted, at: Date): Parcel {
  return {
    key: delivery.id,
    target: dispatch.body.target,
    recipients: dispatch.body.recipients.map(({ email }) => email),
    mediaType: dispatch.mediaType,
    bytes: dispatch.rendered,
    at,
  }
}
