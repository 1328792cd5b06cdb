import { expect, test } from 'vitest'
import { explained } from '../../src/cli/why.ts'
import { readFindings } from '../../src/engines/local/index.ts'
import { corpusOf, CUSTOMER, SELLER } from '../findings/corpus-of.ts'

test.each([
  ['commitment', 'will first transfer', 'the speaker will do it, a handing over'],
  ['commitment', 'receive you', 'the reader will have it'],
  [
    'commitment',
    'present plural make, due at the meeting',
    'the speaker’s side does it, said as settled, a piece of work, due at the meeting',
  ],
  ['commitment', 'terms that stand', 'terms that stand'],
  ['commitment', 'list: name and thing', 'list: name and thing'],
  [
    'pain',
    "the customer's words: customer, costs, early, money",
    "the customer's words: said by the customer, it costs, said early on, an amount",
  ],
  [
    'risk',
    'legal_security: legal pair, customer',
    'legal_security: legal and words of danger about it, said by the customer',
  ],
  ['qualification', 'best of 1 sentences about it', 'best of 1 sentence about it'],
] as const)('a %s for "%s" is explained in plain words', (kind, why, words) => {
  expect(explained({ kind, why })).toBe(words)
})

test('every finding says why, and none in the names of the engine', async () => {
  const corpus = await corpusOf([
    {
      from: SELLER,
      text: 'I will send you the loading plan by Friday. Could you tell me who signs? Between us, they hesitate.',
    },
    {
      from: CUSTOMER,
      text: 'Every week we lose two pallets because nobody knows the dock. Our budget is frozen until July and we look at Orvane too.',
    },
    { from: CUSTOMER, text: 'You will have the list on Monday. Ruth decides, she signs above 20,000.' },
  ])
  const findings = readFindings(corpus)
  expect(new Set(findings.map(({ kind }) => kind)).size).toBeGreaterThan(4)
  for (const finding of findings) {
    const words = explained(finding)
    expect([
      finding.kind,
      words.length > 3,
      /\.(talk|danger)|\bpair\b|^\w+ (first|plural|elided)\b/.test(words),
    ]).toEqual([finding.kind, true, false])
  }
})
