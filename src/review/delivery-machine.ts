import { machine } from '../lib/machine.ts'
import type { StateOf } from '../lib/machine.ts'

/**
 * One carrying of one approved dispatch. `sending` is committed before the provider is called; whatever is found in
 * `sending` afterwards is `unsure` until the provider says what it has, or a person decides.
 */
export const deliveryMachine = machine('delivery', {
  queued: { start: 'sending', hold: 'held', drop: 'dropped' },
  held: { release: 'queued', drop: 'dropped' },
  sending: { confirm: 'sent', refuse: 'refused', lose: 'unsure' },
  unsure: { found: 'sent', absent: 'queued', retry: 'queued', drop: 'dropped' },
  sent: { recall: 'recalled' },
  recalled: {},
  refused: {},
  dropped: {},
})

export type DeliveryState = StateOf<typeof deliveryMachine>
