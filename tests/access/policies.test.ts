import { describe, expect, it } from 'vitest'
import { parsePolicies, readPolicies } from '../../src/access/policies.ts'

describe('the file of policies', () => {
  it('is read as it stands, and one that is not there or is empty leaves the defaults', () => {
    const text = 'review:\n  - audience: customer\n    second_person: always\n    rest_minutes: 5\n'
    expect(parsePolicies(text, 'p.yaml')).toEqual({
      review: [{ audience: 'customer', second_person: 'always', rest_minutes: 5 }],
    })
    expect(parsePolicies('', 'p.yaml')).toEqual({ review: [] })
    expect(readPolicies('/nowhere/policies.yaml')).toEqual({ review: [] })
    expect(() => readPolicies('/nowhere/policies.yaml', { needed: true })).toThrow(/BATON_POLICIES/)
  })

  it.each([
    [
      'review:\n  - audience: customer\n    second_persn: always\n',
      /p\.yaml line 3: review\.0\.second_persn: is not known/,
    ],
    ['review:\n  - approvals: 0\n', /line 2: review\.0\.approvals/],
    ['# ours\n\nrewiev: []\n', /line 3: rewiev: is not known/],
    ['review:\n  - audience: [customer\n', /line \d+: /],
    ['review:\n  - audience: everybody\n', /line 2: review\.0\.audience/],
  ])('is refused with its line and the reason where it is wrong: %j', (text, why) => {
    expect(() => parsePolicies(text, 'p.yaml')).toThrow(why)
  })
})
