import { AppError } from '../lib/errors.ts'
import { deliveryMachine } from '../review/delivery-machine.ts'
import { assertDecides } from '../review/policy.ts'
import { loadDelivery, move } from './delivery.ts'
import type { Viewer } from '../db/viewer.ts'
import type { Courier } from './deliver.ts'
import type { Delivery } from './delivery.ts'

/**
 * Takes back what was delivered, where its channel can: the note is deleted, the message replaced, the file removed. Throws
 * `conflict` where there is nothing to take back or no way to, `unavailable` where the target could not say; doing it again
 * is safe.
 */
export async function recall({ database, channels }: Courier, viewer: Viewer, id: string): Promise<Delivery> {
  const delivery = await database.as(viewer, async (trx) => {
    await assertDecides(trx, viewer)
    return loadDelivery(trx, id)
  })
  if (delivery.state === 'recalled') return delivery
  if (delivery.state !== 'sent')
    throw new AppError('conflict', `${id} is ${delivery.state}: there is nothing to take back; see baton deliver ${id}`)
  const channel = channels.get(delivery.channel)
  if (channel?.recall === undefined) {
    const why = channel === undefined ? 'is not set up any more' : 'cannot take anything back'
    throw new AppError('conflict', `${id} went out by ${delivery.channel}, which ${why}: tell those who have it`)
  }
  const answer = await channel.recall(id, delivery.ref)
  if (answer.outcome === 'unknown') throw new AppError('unavailable', `${id} was not taken back: ${answer.reason}`)
  return database.as(viewer, async (trx) => {
    const reason = answer.outcome === 'recalled' ? `taken back by ${viewer.person}` : 'it was not there any more'
    await move(trx, delivery, deliveryMachine.step('recall', 'recalled'), { actor: viewer.person, reason })
    return loadDelivery(trx, id)
  })
}
