import { enqueue } from '../db/jobs.ts'
import { deliveryMachine } from '../review/delivery-machine.ts'
import { loadDispatch } from '../review/dispatch.ts'
import { assertDecides } from '../review/policy.ts'
import { arrived } from './deliver.ts'
import { loadDelivery, move } from './delivery.ts'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'
import type { Delivery } from './delivery.ts'

/** What a person may say of a delivery that does not go on by itself. */
export type Resolution = 'retry' | 'found' | 'release' | 'drop'

export type ResolveOutcome =
  | { outcome: 'done'; delivery: Delivery }
  | { outcome: 'conflict'; why: string; delivery: Delivery }

/**
 * `retry`: send again, I know that it did not arrive. `found`: it did arrive. `release`: what was held may go (its
 * approval is checked again all the same). `drop`: leave it.
 */
export async function resolve(trx: Trx, viewer: Viewer, id: string, resolution: Resolution): Promise<ResolveOutcome> {
  await assertDecides(trx, viewer)
  const delivery = await loadDelivery(trx, id, true)
  const step = STEPS[resolution]
  const what = { actor: viewer.person, reason: `${resolution} by ${viewer.person}` }
  // Sent anew it needs a draft of its own where the old one is gone; one that is still there is found by its mark.
  const set = resolution === 'retry' ? { set: { ref: null } } : {}
  if (!(await move(trx, delivery, step, { ...what, ...set })))
    return { outcome: 'conflict', why: `${id} is ${delivery.state}: ${resolution} is not possible`, delivery }
  if (step.to === 'queued') await enqueue(trx, 'deliver', { delivery: id }, { key: id })
  if (step.to === 'sent') {
    const dispatch = await loadDispatch(trx, delivery.briefId, delivery.revision)
    if (dispatch !== null && !('altered' in dispatch)) await arrived(trx, delivery, dispatch)
  }
  return { outcome: 'done', delivery: await loadDelivery(trx, id) }
}

const STEPS = {
  retry: deliveryMachine.step('retry', 'queued'),
  found: deliveryMachine.step('found', 'sent'),
  release: deliveryMachine.step('release', 'queued'),
  drop: deliveryMachine.step('drop', 'dropped'),
}
