import { describe, expect, test } from 'vitest'
import type { Commitment, NextStep } from '../../src/findings/finding.ts'
import { stepsToCome } from '../../src/findings/steps.ts'
import { corpusOf } from './corpus-of.ts'

const corpus = await corpusOf([{ from: 'Anna Kunde <anna@kunde.example>', text: 'Hello.' }])

function promise(due: string | null, change: Partial<Commitment> = {}): Commitment {
  return {
    by: { name: 'Sam', email: 'sam@vendor.example' },
    to: null,
    what: `something by ${due}`,
    due,
    conditional: null,
    status: 'open',
    overdue: false,
    inCrm: false,
    inContract: 'not_read',
    sentences: [`m@${due}`],
    resolvedBy: [],
    supersededBy: null,
    ...change,
  }
}

function step(sentences: string[], due: string | null): NextStep {
  return { kind: 'next_step', what: 'a step', owner: null, due, sentences, why: 'test' }
}

describe('the steps to come, as of 1 June 2025', () => {
  test('stand in the order of their days: what is late first, what has no day last', () => {
    const steps = stepsToCome(
      corpus,
      [promise('2025-06-20'), promise('2025-05-28'), promise('2025-06-03')],
      [step(['n@1'], null)],
    )
    expect(steps.map(({ due }) => due)).toEqual(['2025-05-28', '2025-06-03', '2025-06-20', null])
  })

  test('leave out what is done, taken back or long past', () => {
    const gone = [
      promise('2025-06-05', { status: 'done' }),
      promise('2025-06-06', { status: 'withdrawn' }),
      promise('2025-03-01'),
      promise(null),
    ]
    expect(stepsToCome(corpus, gone, [])).toEqual([])
  })

  test('leave out promises for months ahead where enough is to be done before, and no meeting', () => {
    const soon = [promise('2025-06-03'), promise('2025-06-04'), promise('2025-06-05')]
    const far = promise('2025-09-30')
    expect(stepsToCome(corpus, [...soon, far], [step(['n@1'], '2025-08-12')]).map(({ due }) => due)).toEqual([
      '2025-06-03',
      '2025-06-04',
      '2025-06-05',
      '2025-08-12',
    ])
    expect(stepsToCome(corpus, [far], [])).toHaveLength(1)
  })

  test('show a promise and a meeting that rest on the same sentence once', () => {
    expect(
      stepsToCome(corpus, [promise('2025-06-05', { sentences: ['a@1'] })], [step(['a@1'], '2025-06-05')]),
    ).toHaveLength(1)
  })
})
