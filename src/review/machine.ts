import { machine } from '../lib/machine.ts'
import type { StateOf } from '../lib/machine.ts'

/**
 * The life of one thing under review. `approve` stays in `pending` until as many people as the policy wants have
 * approved. Undo, edit and withdraw of something approved hold only while no delivery has started (see decide).
 */
export const reviewMachine = machine('review', {
  pending: {
    approve: ['pending', 'approved'],
    edit: 'pending',
    return: 'redraft',
    reject: 'rejected',
    lapse: 'lapsed',
    withdraw: 'withdrawn',
  },
  redraft: { resubmit: 'pending' },
  lapsed: { resubmit: 'pending' },
  approved: { undo: 'pending', edit: 'pending', withdraw: 'withdrawn' },
  rejected: {},
  withdrawn: {},
})

export type ReviewState = StateOf<typeof reviewMachine>
