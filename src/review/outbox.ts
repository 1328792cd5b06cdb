import { sql } from 'kysely'
import { appendEvent } from '../db/events.ts'
import { enqueue } from '../db/jobs.ts'
import { canonicalJson, sha256 } from '../lib/json.ts'
import { deliveryMachine } from './delivery-machine.ts'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'
import type { Dispatch } from './dispatch.ts'

/** Puts the approved dispatch in the outbox together with the job that carries it. */
export async function queueDelivery(
  trx: Trx,
  dispatch: Dispatch,
  decisionId: number,
  /** milliseconds */
  resting: number,
): Promise<{ id: string }> {
  const { briefId, revision, channel, target } = dispatch.body
  const id = deliveryIdOf(dispatch.hash, decisionId)
  const rest = `${resting} milliseconds`
  const { not_before: notBefore } = await trx
    .insertInto('deliveries')
    .values({
      id,
      brief_id: briefId,
      revision,
      dispatch_hash: dispatch.hash,
      channel,
      target,
      state: 'queued',
      not_before: sql<string>`baton_now() + ${rest}::interval`,
    })
    .returning('not_before')
    .executeTakeFirstOrThrow()
  await enqueue(trx, 'deliver', { delivery: id }, { key: id, startAfter: notBefore })
  return { id }
}

/**
 * Drops what waits to be delivered of a revision. False, and nothing changed, where a delivery has started or may have
 * had an effect. The review has to be locked: a delivery starts only while it holds that lock.
 */
export async function dropQueued(
  trx: Trx,
  viewer: Viewer,
  briefId: string,
  why: string,
  blocking: readonly ('sending' | 'unsure' | 'sent')[] = ['sending', 'unsure', 'sent'],
): Promise<boolean> {
  const started = await trx
    .selectFrom('deliveries')
    .select('id')
    .where('brief_id', '=', briefId)
    .where('state', 'in', blocking)
    .executeTakeFirst()
  if (started !== undefined) return false
  const step = deliveryMachine.step('drop', 'dropped')
  const dropped = await trx
    .updateTable('deliveries')
    .set({ state: step.to, reason: why, settled_at: sql<string>`baton_now()` })
    .where('brief_id', '=', briefId)
    .where('state', 'in', step.from)
    .returning(['id', 'revision'])
    .execute()
  for (const { id, revision } of dropped)
    await appendEvent(trx, {
      kind: 'delivery.dropped',
      subject: briefId,
      actor: viewer.person,
      data: { delivery: id, revision },
    })
  return true
}

/** The key of a delivery: one for each approval that took effect, the same at every attempt. */
export function deliveryIdOf(dispatchHash: string, decisionId: number): string {
  return `d_${sha256(canonicalJson({ dispatchHash, decision: decisionId })).slice('sha256:'.length, 'sha256:'.length + 32)}`
}
