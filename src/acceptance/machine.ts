import { machine } from '../lib/machine.ts'
import type { StateOf } from '../lib/machine.ts'

/** The receiver's answer. Overdue is no state: it is what the clock says of a waiting acceptance. */
export const acceptanceMachine = machine('acceptance', {
  waiting: {
    accept: 'accepted',
    query: 'queried',
    decline: 'declined',
    reassign: 'waiting',
    withdraw: 'withdrawn',
  },
  queried: { answer: 'waiting', accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' },
  declined: { resubmit: 'waiting', nurture: 'nurture' },
  accepted: { reopen: 'waiting' },
  nurture: {},
  withdrawn: {},
})

export type AcceptanceState = StateOf<typeof acceptanceMachine>
