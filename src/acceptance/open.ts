import { sql } from 'kysely'
import { loadRevision } from '../briefs/store.ts'
import { appendEvent } from '../db/events.ts'
import { SYSTEM } from '../db/viewer.ts'
import { loadDelivery } from '../delivery/delivery.ts'
import { findAcceptance } from './acceptance.ts'
import { acceptanceMachine } from './machine.ts'
import type { Trx } from '../db/tables.ts'
import type { Acceptance } from './acceptance.ts'

/**
 * After a brief has arrived: the receiver's clock starts. A later revision of something declined goes before the receiver
 * again. The same delivery twice changes nothing; a brief that hands nothing over to anybody opens nothing.
 * The clock starts when the delivery was settled, not when this job came to run.
 */
export async function openAcceptance(trx: Trx, briefId: string, deliveryId: string): Promise<Acceptance | null> {
  const delivery = await loadDelivery(trx, deliveryId)
  if (delivery.state !== 'sent' || delivery.briefId !== briefId) return null
  const stored = await loadRevision(trx, briefId, delivery.revision)
  const receiver = stored?.brief.handoff.to?.toLowerCase() ?? null
  if (stored === null || receiver === null) return null
  const { handoff, contentHash } = stored.brief
  const deliveredAt = (delivery.settledAt ?? new Date()).toISOString()
  const sender = handoff.from?.toLowerCase() ?? null
  const values = { revision: delivery.revision, content_hash: contentHash, receiver, sender, delivered_at: deliveredAt }
  const opened = await trx
    .insertInto('acceptances')
    .values({ brief_id: briefId, state: 'waiting', handoff_type: handoff.type, ...values })
    .onConflict((conflict) => conflict.column('brief_id').doNothing())
    .returning('brief_id')
    .executeTakeFirst()
  const step = acceptanceMachine.step('resubmit', 'waiting')
  const resubmitted =
    opened !== undefined
      ? undefined
      : await trx
          .updateTable('acceptances')
          .set({
            ...values,
            state: step.to,
            reason: null,
            note: null,
            answered_by: null,
            changed_at: sql<string>`baton_now()`,
          })
          .where('brief_id', '=', briefId)
          .where('revision', '<', delivery.revision)
          .where('state', 'in', step.from)
          .returning('brief_id')
          .executeTakeFirst()
  if (opened !== undefined || resubmitted !== undefined)
    await appendEvent(trx, {
      kind: opened === undefined ? 'acceptance.resubmitted' : 'acceptance.opened',
      subject: briefId,
      actor: SYSTEM.person,
      data: { revision: delivery.revision, contentHash, receiver, sender, type: handoff.type, deliveredAt },
    })
  return findAcceptance(trx, briefId)
}
