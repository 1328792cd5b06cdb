import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/lib/errors.ts'
import { FRAMEWORKS } from '../../src/handoffs/frameworks.ts'
import { HANDOFFS, HANDOFF_NAMES, handoffOf } from '../../src/handoffs/index.ts'

describe('the handoff types', () => {
  it('are the six of the contract', () => {
    expect([...HANDOFF_NAMES].toSorted()).toEqual([
      'expansion',
      'mql-to-sql',
      'renewal-risk',
      'rep-transition',
      'sales-to-cs',
      'sdr-to-ae',
    ])
  })

  it('answer an unknown name with one line that lists the six and exit code 2', () => {
    const attempt = () => handoffOf('sdr2ae\n')
    expect(attempt).toThrow(AppError)
    try {
      attempt()
    } catch (error) {
      const failure = error as AppError
      expect(failure.code).toBe('bad_call')
      expect(failure.message).not.toContain('\n')
      for (const name of HANDOFF_NAMES) expect(failure.message).toContain(name)
    }
  })

  for (const handoff of HANDOFFS) {
    describe(handoff.type, () => {
      it('has unique section keys, each with words for when nothing was found', () => {
        const keys = handoff.sections.map((section) => section.key)
        expect(new Set(keys).size).toBe(keys.length)
        for (const section of handoff.sections) expect(section.gap).toMatch(/found/)
      })

      it('never claims that what was not found does not exist', () => {
        for (const section of handoff.sections) expect(section.gap).not.toMatch(/there is no|does not exist/i)
      })

      it('asks one question for each required thing, ends it with a question mark, and asks nothing twice', () => {
        const keys = handoff.required.map((need) => need.key)
        expect(new Set(keys).size).toBe(keys.length)
        for (const need of handoff.required) {
          expect(need.question).toMatch(/\?$/)
          expect(need.anyOf.length).toBeGreaterThan(0)
        }
      })

      it('runs a clock for review, acceptance and first contact', () => {
        const names = handoff.clocks.map((clock) => clock.name)
        expect(names).toEqual(expect.arrayContaining(['review', 'accept', 'first_contact']))
        for (const clock of handoff.clocks) expect(clock.withinMinutes).toBeGreaterThan(0)
      })

      it('names a framework that has fields', () => {
        expect(FRAMEWORKS[handoff.framework].fields.length).toBeGreaterThan(3)
      })
    })
  }
})
