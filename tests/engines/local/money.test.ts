import { describe, expect, test } from 'vitest'
import { readFindings } from '../../../src/engines/local/index.ts'
import { understand } from '../../../src/findings/understand.ts'
import { CUSTOMER, SELLER, corpusOf } from '../../findings/corpus-of.ts'
import type { CrmRecord, Letter } from '../../findings/corpus-of.ts'

async function picture(letters: Letter[], records: CrmRecord[] = []) {
  const corpus = await corpusOf(letters, records)
  return understand(corpus, readFindings(corpus))
}
const talk = (from: string, text: string): Letter[] => [
  { from: CUSTOMER, text: 'Good morning, thank you for the visit.' },
  { from: SELLER, text: 'Thank you for your time.' },
  { from, text },
]

describe('the money', () => {
  test.each([
    [SELLER, 'The price for the twelve docks is $24,000 a year.'],
    [CUSTOMER, 'We have £60k all in for next year, training included.'],
    [SELLER, 'You will pay 48,000 to 56,000 euros a year, plus 9,500 euros once.'],
    [CUSTOMER, 'I can tell you that our limit is 180.'],
    [CUSTOMER, 'Unsere Obergrenze liegt bei 40.000 Euro im Jahr.'],
    [SELLER, 'I can do $21,500 a year if you sign by Friday.'],
  ])('%s: "%s" is the budget', async (from, text) => {
    const { qualification } = await picture(talk(from, text))
    expect(qualification.budget?.value).toBe(text)
  })

  test.each([
    'The retests cost us £74,000 last year.',
    'Wir haben im März 12.000 Euro durch Ausschuss verloren.',
    'La ville nous réclame 86 000 € de pénalités par an.',
  ])('"%s" is a loss and no budget', async (text) => {
    const { qualification } = await picture(talk(CUSTOMER, text))
    expect(qualification.budget).toBeUndefined()
  })
})

describe('a rival with a price', () => {
  test.each([
    'The lowest of the other offers stands at £31,200 a year (Northgauge, three years).',
    'Northgauge offered us the same for £31,200 a year, with the labels.',
    'Northgauge propose la même chose à 31 200 € par an.',
    'Northgauge bietet uns dasselbe für 31.200 Euro im Jahr an.',
  ])('"%s" is in the competition', async (text) => {
    const { qualification } = await picture(talk(CUSTOMER, text))
    expect(qualification.competition?.value).toContain('Northgauge')
  })
})

describe('a probability in the CRM', () => {
  const deal: CrmRecord = {
    object: 'Opportunity',
    record: 'o1',
    fields: { Name: 'Kunde docks', StageName: 'Proposal', Probability: '80' },
  }
  const inside = (text: string): Letter[] => [
    { from: CUSTOMER, text: 'Good morning.' },
    { from: SELLER, to: 'Kim Vogel <kim@vendor.example>', text },
  ]
  test('is answered with the share that was said', async () => {
    const { contradictions } = await picture(inside('Salesforce says probability 80, I would call it 30% today.'), [
      deal,
    ])
    expect(contradictions.find(({ field }) => field.endsWith('Probability'))?.evidenceValue).toBe('30%')
  })
  test('is denied where a colleague says that the record still holds it', async () => {
    const { contradictions } = await picture(inside('Salesforce still says probability 80% for the docks, Kim.'), [
      deal,
    ])
    expect(contradictions.find(({ field }) => field.endsWith('Probability'))?.evidenceValue).toBe('not 80%')
  })
  test('is not answered with words', async () => {
    const { contradictions } = await picture(inside('In Salesforce probability 80 is not right at all.'), [deal])
    expect(contradictions.find(({ field }) => field.endsWith('Probability'))).toBeUndefined()
  })
})
