import * as fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { acceptanceMachine } from '../../src/acceptance/machine.ts'
import { deliveryMachine } from '../../src/review/delivery-machine.ts'
import { machine } from '../../src/lib/machine.ts'
import type { Machine, Transitions } from '../../src/lib/machine.ts'
import { reviewMachine } from '../../src/review/machine.ts'

const machines = [reviewMachine, deliveryMachine, acceptanceMachine] as unknown as Machine<Transitions>[]

describe('a state machine', () => {
  it('gives the same answer to the guard of an update and to the next state, for every state, action and target', () => {
    fc.assert(
      fc.property(fc.constantFrom(...machines), fc.nat(), fc.nat(), fc.nat(), (chosen, s, a, t) => {
        const states = chosen.states
        const actions = [...new Set(states.flatMap((state) => chosen.actions(state)))]
        const state = states[s % states.length] ?? ''
        const action = actions[a % actions.length] ?? ''
        const target = states[t % states.length] ?? ''
        const inGuard = chosen.step(action, target as never).from.includes(state)
        expect(inGuard).toBe(chosen.next(state, action).includes(target))
      }),
      { numRuns: 2_000 },
    )
  })

  it('never leaves its states, whatever is tried in whatever order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...machines),
        fc.array(fc.tuple(fc.string(), fc.nat(), fc.nat())),
        (chosen, tries) => {
          let state = chosen.states[0] ?? ''
          for (const [anything, a, t] of tries) {
            const actions = [...chosen.actions(state), anything, 'toString', '__proto__']
            const next = chosen.next(state, actions[a % actions.length] ?? '')
            state = next[t % Math.max(1, next.length)] ?? state
            expect(chosen.isState(state)).toBe(true)
          }
        },
      ),
    )
  })

  it('reaches every state of the three machines from their first, and ends where nothing leads on', () => {
    for (const chosen of machines) {
      const reached = new Set([chosen.states[0] ?? ''])
      for (const state of reached)
        for (const action of chosen.actions(state)) for (const next of chosen.next(state, action)) reached.add(next)
      expect([...reached].sort()).toEqual([...chosen.states].sort())
    }
    expect(reviewMachine.ends).toEqual(['rejected', 'withdrawn'])
    expect(deliveryMachine.ends).toEqual(['recalled', 'refused', 'dropped'])
    expect(acceptanceMachine.ends).toEqual(['nurture', 'withdrawn'])
  })

  it('never calls a provider again without a proof of absence or a person: only queued starts, and only absent, retry and release lead back', () => {
    expect(deliveryMachine.step('start', 'sending').from).toEqual(['queued'])
    const back = deliveryMachine.states.flatMap((state) =>
      deliveryMachine.actions(state).filter((action) => deliveryMachine.next(state, action).includes('queued')),
    )
    expect(back.sort()).toEqual(['absent', 'release', 'retry'])
  })

  it('does not compile with a wrong state, action or target', () => {
    // @ts-expect-error a target that is no state
    machine('broken', { open: { shut: 'closed' }, shut: {} })
    // @ts-expect-error an action that no state has
    reviewMachine.step('deliver', 'approved')
    // @ts-expect-error a target that the action does not lead to
    reviewMachine.step('approve', 'rejected')
    // @ts-expect-error a state that the machine does not have
    acceptanceMachine.next('approved', 'accept')
    expectTypeOf(reviewMachine.step('approve', 'approved').to).toEqualTypeOf<'approved'>()
    expect(reviewMachine.step('approve', 'approved').from).toEqual(['pending'])
  })
})
