import { describe, expect, test } from 'vitest'
import { readFindings } from '../../src/engines/local/index.ts'
import { wordsOf } from '../../src/findings/corrections.ts'
import { understand } from '../../src/findings/understand.ts'
import { corpusOf, CUSTOMER, SELLER } from './corpus-of.ts'
import type { Correction, CorrectedKind, Verdict } from '../../src/findings/corrections.ts'
import type { Understanding } from '../../src/findings/finding.ts'
import type { Corpus } from '../../src/signals/corpus.ts'
import type { Letter } from './corpus-of.ts'

const PLAN = 'I will send you the loading plan by 9 June.'
const PAIN = 'Every week we lose two pallets because nobody knows which dock they stand on.'
const LETTERS: Letter[] = [
  { from: SELLER, text: `Hello Anna,\n\n${PLAN}\n\nSam`, at: '2025-05-05T09:00:00Z' },
  { from: CUSTOMER, text: `Hello Sam,\n\n${PAIN}\n\nAnna`, at: '2025-05-06T09:00:00Z' },
]

/** What a person says of whatever rests on these words. */
function says(corpus: Corpus, text: string, verdict: Verdict, more: Partial<Correction> = {}): Correction {
  const sentence = corpus.sentences.find((one) => one.text === text)
  if (sentence === undefined) throw new Error(`nobody said: ${text}`)
  return {
    id: 1,
    kind: 'commitment',
    verdict,
    value: null,
    about: null,
    deal: null,
    words: [wordsOf({ ...sentence, by: sentence.by?.email ?? null })],
    other: [],
    madeBy: 'sam@vendor.example',
    ...more,
  }
}

async function read(letters: Letter[], ...said: ((corpus: Corpus) => Correction)[]): Promise<Understanding> {
  const corpus = await corpusOf(letters)
  return understand(
    corpus,
    readFindings(corpus),
    said.map((say) => say(corpus)),
  )
}

const promises = ({ commitments }: Understanding) => commitments.map(({ what, due, status }) => ({ what, due, status }))

test('nothing is corrected where nobody said anything', async () => {
  const known = await read(LETTERS)
  expect(known.commitments).toHaveLength(1)
  expect(known.pains).toHaveLength(1)
})

test('what is not a promise is neither a promise nor a step any more', async () => {
  const known = await read(LETTERS, (corpus) => says(corpus, PLAN, 'not_a_promise'))
  expect(known.commitments).toEqual([])
  expect(known.nextSteps.filter(({ what }) => what.includes('loading plan'))).toEqual([])
  expect(known.corrections).toEqual([{ by: 'sam@vendor.example', verdict: 'not_a_promise' }])
})

test.each(['pain', 'risk', 'ask', 'qualification'] as const satisfies CorrectedKind[])(
  'a %s is out only where that is what was said to be wrong',
  async (kind) => {
    const known = await read(LETTERS, (corpus) => says(corpus, PAIN, 'wrong', { kind, about: 'need' }))
    expect(known.pains).toHaveLength(kind === 'pain' ? 0 : 1)
    expect(known.commitments).toHaveLength(1)
  },
)

test('done is done, and not overdue', async () => {
  const late = LETTERS.map((letter) => ({ ...letter, text: letter.text.replace('9 June', '12 May') }))
  const text = PLAN.replace('9 June', '12 May')
  expect((await read(late)).commitments[0]).toMatchObject({ status: 'open', overdue: true })
  const known = await read(late, (corpus) => says(corpus, text, 'done'))
  expect(known.commitments[0]).toMatchObject({
    status: 'done',
    overdue: false,
    corrected: [{ by: 'sam@vendor.example', how: 'done' }],
  })
})

test('another person and another day stand, and later words may still move the day', async () => {
  const known = await read(
    LETTERS,
    (corpus) => says(corpus, PLAN, 'due', { value: '2025-06-12' }),
    (corpus) => says(corpus, PLAN, 'by', { value: 'anna@kunde.example' }),
  )
  expect(known.commitments).toMatchObject([{ due: '2025-06-12', by: { email: 'anna@kunde.example' } }])
  const moved = await read(
    [
      ...LETTERS,
      {
        from: SELLER,
        text: 'The loading plan slips, I will send you the loading plan by 20 June instead.',
        at: '2025-05-20T09:00:00Z',
      },
    ],
    (corpus) => says(corpus, PLAN, 'due', { value: '2025-06-12' }),
  )
  expect(promises(moved).filter(({ status }) => status === 'open')).toMatchObject([{ due: '2025-06-20' }])
})

test('two that are the same are one, with the words of both', async () => {
  const dock = 'Our engineer will fit the gate at dock seven before the fair.'
  const letters = [...LETTERS, { from: SELLER, text: `Hello Anna,\n\n${dock}\n\nSam`, at: '2025-05-08T09:00:00Z' }]
  expect((await read(letters)).commitments).toHaveLength(2)
  const known = await read(letters, (corpus) =>
    says(corpus, dock, 'duplicate', { other: says(corpus, PLAN, 'duplicate').words }),
  )
  expect(known.commitments).toHaveLength(1)
  expect(known.commitments[0]).toMatchObject({ what: expect.stringContaining('loading plan') })
  expect(known.commitments[0]?.sentences.length).toBeGreaterThan(1)
})

test('what is not of one deal is still of another', async () => {
  const other = await read(LETTERS, (corpus) => says(corpus, PLAN, 'not_this_deal', { deal: 'hubspot:deals/9' }))
  expect(other.commitments).toHaveLength(1)
  const own = await read(LETTERS, (corpus) => says(corpus, PLAN, 'not_this_deal', { deal: corpus.deal?.id ?? null }))
  expect(own.commitments).toEqual([])
})

describe('words are known again', () => {
  const dismissed = (corpus: Corpus) => says(corpus, PLAN, 'not_a_promise')

  test('wherever in their message they stand', async () => {
    const first = await corpusOf(LETTERS)
    const moved = await corpusOf([
      {
        ...LETTERS[0]!,
        text: `Hello Anna,\n\nThank you for the tour on Monday.\n\n${PLAN.replace(' by', '  by')}\n\nSam`,
      },
    ])
    expect(moved.sentences.find(({ text }) => text.startsWith('I will'))?.start).not.toBe(
      first.sentences.find(({ text }) => text === PLAN)?.start,
    )
    expect(understand(moved, readFindings(moved), [dismissed(first)]).commitments).toEqual([])
  })

  test('in another copy of their message, and not in another message that says the same', async () => {
    const first = await corpusOf(LETTERS)
    const { words, ...rest } = dismissed(first)
    const inItem = (item: string) => ({ ...rest, words: words.map((one) => ({ ...one, item })) })
    const left = (correction: Correction) => understand(first, readFindings(first), [correction]).commitments.length
    expect(left(inItem(`${words[0]?.item}#2`))).toBe(0)
    expect(left(inItem('another@test.example'))).toBe(1)
    expect(left({ ...rest, words: words.map((one) => ({ ...one, item: 'reply@test.example', copy: true })) })).toBe(0)
  })
})
