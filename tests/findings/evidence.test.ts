import { describe, expect, test } from 'vitest'
import { checkEvidence } from '../../src/findings/evidence.ts'
import type { Finding } from '../../src/findings/finding.ts'
import { corpusOf } from './corpus-of.ts'

const corpus = await corpusOf([{ from: 'anna@kunde.example', text: 'We lose two days a week on retyping orders.' }])
const known = corpus.sentences[0]!.id

function risk(sentences: string[]): Finding {
  return { kind: 'risk', risk: 'other', text: 'made up', sentences, why: 'test' }
}

describe('the evidence check', () => {
  test('keeps a finding that points at sentences of the corpus', () => {
    expect(checkEvidence(corpus, [risk([known])])).toEqual({ findings: [risk([known])], rejected: [] })
  })

  test('refuses a finding that points at an unknown sentence, and does not repeat its text', () => {
    const { findings, rejected } = checkEvidence(corpus, [risk([known, 'nowhere@0'])])
    expect(findings).toEqual([])
    expect(rejected).toEqual([
      { kind: 'risk', text: null, reason: 'points at a sentence that is not in what was read' },
    ])
  })

  test('refuses a finding without evidence', () => {
    expect(checkEvidence(corpus, [risk([])]).rejected).toHaveLength(1)
  })

  test('looks at the impact of a pain as well', () => {
    const pain: Finding = {
      kind: 'pain',
      text: 'x',
      by: null,
      impact: { text: 'y', sentences: ['nowhere@0'] },
      sentences: [known],
      why: 'test',
    }
    expect(checkEvidence(corpus, [pain]).findings).toEqual([])
  })

  test('refuses a role of somebody nobody knows', () => {
    const role: Finding = {
      kind: 'role',
      identity: 'ghost@kunde.example',
      role: 'champion',
      stated: false,
      sentences: [known],
      why: 'test',
    }
    expect(checkEvidence(corpus, [role]).rejected[0]?.reason).toBe('speaks of a person who is not known')
  })
})
