import { describe, expect, it } from 'vitest'
import { figureSet } from '../../src/findings/numbers.ts'
import { unsupported, type Support } from '../../src/briefs/specifics.ts'

function support(more: Partial<Support>): Support {
  return {
    texts: [],
    days: [],
    dated: [],
    times: [],
    names: [],
    known: ['Sofia Lindqvist', 'Tom Beck', 'May Chen'],
    ...more,
  }
}

describe('the specifics of a line', () => {
  it('are found however the figure is written', () => {
    for (const said of ['€90.000', '90,000', '90 000', "90'000", '90k']) {
      expect(unsupported('They have 90,000.', support({ texts: [said] }))).toEqual([])
    }
    expect(unsupported('They have 9,000.', support({ texts: ['90,000'] }))).toEqual(['9,000'])
  })

  it('include days, resolved against the day of the words', () => {
    const friday = { text: 'You will have it by Friday.', at: '2025-05-12T09:00:00Z', language: 'en' as const }
    expect(unsupported('Due Fri 16 May.', support({ dated: [friday] }))).toEqual([])
    expect(unsupported('Due Sat 17 May.', support({ dated: [friday] }))).toEqual(['Sat 17 May'])
    const freitag = { text: 'Das kommt bis Freitag.', at: '2025-05-12T09:00:00Z', language: 'de' as const }
    expect(unsupported('Due Fri 16 May.', support({ dated: [freitag] }))).toEqual([])
  })

  it('include names: a person whom the words do not name is refused', () => {
    expect(unsupported('Tom decides.', support({ texts: ['Sofia signs.'] }))).toEqual(['tom'])
    expect(unsupported('Tom decides.', support({ texts: ['Ask Tom Beck.'] }))).toEqual([])
    expect(unsupported('Tom decides.', support({ names: ['Tom Beck'] }))).toEqual([])
  })

  it('do not take a word for a name', () => {
    expect(unsupported('It may slip.', support({}))).toEqual([])
  })

  it('leave what is quoted to the letter alone', () => {
    const quote = 'I put £12k on 3 August'
    expect(unsupported(`Sofia: "${quote}"`, support({ texts: [quote], names: ['Sofia Lindqvist'] }))).toEqual([])
    expect(unsupported('Sofia: "I put £13k"', support({ texts: [quote], names: ['Sofia Lindqvist'] }))).toEqual(['13k'])
  })

  it('know small numbers as words in four languages', () => {
    expect(figureSet(['drei Jahre', 'dos años', 'eight sites', 'cinq'])).toEqual(new Set(['3', '2', '8', '5']))
  })
})
