import { describe, expect, it } from 'vitest'
import { draftBrief } from '../../src/briefs/draft.ts'
import type { Understanding } from '../../src/findings/finding.ts'
import { handoffOf } from '../../src/handoffs/index.ts'
import { ANA, BEN, call, commitment, corpusOf, mail, meeting, nothing, SOFIA, TOM } from './sample.ts'

const ENGINE = { name: 'local', version: '1', model: null, prompts: {} }

/** A call that Sofia and Tom heard, a correction that only Sofia got, a rule of contact, and a floated price. */
function account(more: (at: (item: string, index: number) => string) => Partial<Understanding>) {
  const corpus = corpusOf([
    call('c1', '2025-03-03T10:00:00Z', [
      [ANA, 'The sensors write back to your ERP from day one.'],
      [SOFIA, 'Good, that is what we need.'],
      [TOM, 'Fine.'],
    ]),
    mail('m1', '2025-03-05T10:00:00Z', ANA, [SOFIA], ['Sorry, I was wrong: we only read from the ERP today.']),
    mail(
      'm2',
      '2025-03-06T10:00:00Z',
      SOFIA,
      [ANA],
      ['Please do not contact Tom directly, everything goes through me.'],
    ),
    mail('m3', '2025-03-07T10:00:00Z', ANA, [SOFIA], ['Maybe we can do the first site for free, let me ask first.']),
    meeting('k1', '2025-03-01T10:00:00Z', '2025-03-20T13:00:00Z', '2025-03-20T14:00:00Z', 'Demo', [SOFIA, ANA, BEN]),
  ])
  const at = (item: string, index: number) => corpus.sentences.filter((one) => one.item === item)[index]?.id ?? ''
  const understanding = { ...nothing(), ...more(at) }
  return draftBrief({ corpus, understanding, handoff: handoffOf('sdr-to-ae'), engine: ENGINE, revision: 1 })
}

describe('careful', () => {
  it('says what was corrected, and who heard the first and not the second', () => {
    const brief = account((at) => ({
      commitments: [
        commitment(ANA, SOFIA, 'sensors write back to the ERP', [at('c1', 0)], {
          status: 'withdrawn',
          resolvedBy: [at('m1', 0)],
        }),
      ],
    }))
    const [item] = brief.careful
    expect(item?.kind).toBe('corrected')
    expect(item?.text).toContain('"The sensors write back to your ERP from day one."')
    expect(item?.text).toContain('we only read from the ERP today')
    expect(item?.text).toContain('No word of it to Tom found.')
    expect(item?.text).not.toContain('to Sofia')
    expect(brief.next).toHaveLength(1)
  })

  it('gives a rule of contact as its author said it', () => {
    const brief = account((at) => ({
      handling: [
        {
          kind: 'handling',
          mark: 'do_not_contact',
          by: SOFIA,
          from: [],
          covers: [at('m2', 0)],
          sentences: [at('m2', 0)],
          why: 'test',
        },
      ],
    }))
    expect(brief.careful).toEqual([
      expect.objectContaining({ kind: 'do_not', text: expect.stringContaining('Please do not contact Tom directly') }),
    ])
  })

  it('says what they may count on though nobody promised it, and it is no promise', () => {
    const brief = account((at) => ({
      heardAsPromise: [
        {
          kind: 'heard_as_promise',
          by: ANA,
          to: SOFIA,
          what: 'first site for free',
          sentences: [at('m3', 0)],
          why: 'test',
        },
      ],
    }))
    expect(brief.careful[0]).toMatchObject({ kind: 'heard_as_promise' })
    expect(brief.careful[0]?.text).toContain('let me ask first')
    expect(brief.commitments).toEqual([])
    expect(brief.next.map((item) => item.kind)).toEqual(['meeting'])
  })
})

describe('next', () => {
  it('merges a promise and a step that rest on the same words', () => {
    const brief = account((at) => ({
      commitments: [commitment(ANA, SOFIA, 'ask about the first site', [at('m3', 0)], { due: '2025-03-17' })],
      nextSteps: [
        {
          kind: 'next_step',
          what: 'ask about the first site',
          owner: ANA.email,
          due: '2025-03-17',
          sentences: [at('m3', 0)],
          why: 'test',
        },
      ],
    }))
    expect(brief.next.map((item) => item.kind)).toEqual(['promise', 'meeting'])
  })

  it('shows a replaced promise only inside the one that replaced it', () => {
    const brief = account((at) => ({
      commitments: [
        commitment(ANA, SOFIA, 'the plan', [at('m1', 0)], { due: '2025-03-10', status: 'superseded', supersededBy: 1 }),
        commitment(ANA, SOFIA, 'the plan', [at('m3', 0)], { due: '2025-03-18' }),
      ],
    }))
    const promises = brief.next.filter((item) => item.kind === 'promise')
    expect(promises).toHaveLength(1)
    expect(promises[0]).toMatchObject({ shows: ['c2'], what: expect.stringContaining('instead of 10 Mar') })
    expect(brief.nextNotes?.at(-1)?.text).toContain('Replaced: 1')
  })

  it('marks today and calls the reader "You"', () => {
    const brief = account((at) => ({
      commitments: [commitment(BEN, SOFIA, 'the order form', [at('m3', 0)], { due: '2025-03-14' })],
    }))
    expect(brief.next[0]).toMatchObject({ whoName: 'You', day: 'Fri 14 Mar, today' })
  })

  it('refuses a promise whose words carry a figure that nobody said, and falls back to what was said', () => {
    const brief = account((at) => ({
      commitments: [commitment(ANA, SOFIA, 'the first 12 sites for free', [at('m3', 0)])],
    }))
    expect(brief.next.find((item) => item.kind === 'promise')?.what).toContain(
      '"Maybe we can do the first site for free',
    )
    expect(brief.rejected).toContainEqual(
      expect.objectContaining({ kind: 'next', reason: expect.stringContaining('12') }),
    )
  })
})
