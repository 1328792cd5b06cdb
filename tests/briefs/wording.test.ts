import { describe, expect, it } from 'vitest'
import { leadOf } from '../../src/briefs/clause.ts'
import { draftBrief } from '../../src/briefs/draft.ts'
import { createPeople } from '../../src/briefs/people.ts'
import type { Contradiction, Understanding } from '../../src/findings/finding.ts'
import { handoffOf } from '../../src/handoffs/index.ts'
import { ANA, BEN, commitment, corpusOf, identity, mail, nothing, record, SOFIA } from './sample.ts'

const ENGINE = { name: 'local', version: '1', model: null, prompts: {} }

/** One exchange of mails and the deal's record. */
function account(lines: string[], more: (at: (item: string, index: number) => string) => Partial<Understanding>) {
  const deal = record('salesforce/006', 'Opportunity', {
    Name: 'Harbour Mills',
    Amount: '236000',
    Probability: '30',
    Discount_Percent__c: '0',
  })
  const corpus = corpusOf([
    deal,
    mail('m1', '2025-03-03T09:00:00Z', SOFIA, [ANA], ['Could you send the cleaning report for mill two?'], {
      subject: 'Mill two',
    }),
    mail('m2', '2025-03-04T09:00:00Z', ANA, [SOFIA], lines, { subject: 'Re: Mill two' }),
  ])
  corpus.identities = [identity(ANA), identity(BEN), identity(SOFIA)]
  const at = (item: string, index: number) => corpus.sentences.filter((one) => one.item === item)[index]?.id ?? ''
  const understanding = { ...nothing(), ...more(at) }
  return draftBrief({ corpus, understanding, handoff: handoffOf('sdr-to-ae'), engine: ENGINE, revision: 1 })
}

describe('a row of Next', () => {
  it('puts the request before a promise whose own words name no thing', () => {
    const brief = account(['You will have it by Friday.'], (at) => ({
      commitments: [commitment(ANA, SOFIA, 'you will have it by Friday', [at('m2', 0)], { due: '2025-03-21' })],
      asks: [
        {
          what: 'send the cleaning report',
          by: SOFIA,
          times: 1,
          answered: true,
          sentences: [at('m1', 0)],
        },
      ],
    }))
    const row = brief.next.find((one) => one.shows.length > 0)
    expect(row?.what).toContain('"Could you send the cleaning report for mill two?" You will have it')
    expect(row?.evidence.map((key) => brief.evidence[key]?.item)).toEqual(expect.arrayContaining(['m1', 'm2']))
  })

  it('takes the subject of the mail where nobody asked', () => {
    const brief = account(['You will have it by Friday.'], (at) => ({
      commitments: [commitment(ANA, SOFIA, 'you will have it by Friday', [at('m2', 0)], { due: '2025-03-21' })],
    }))
    expect(brief.next.find((one) => one.shows.length > 0)?.what).toMatch(/^Mill two: You will have it/)
  })

  it('quotes the whole sentence where the rest of it names the thing', () => {
    const said = 'I still owe you the moisture readings of the east silo, will do by Friday.'
    const brief = account([said], (at) => ({
      commitments: [commitment(ANA, SOFIA, 'do by Friday', [at('m2', 0)], { due: '2025-03-21' })],
    }))
    expect(brief.next.find((one) => one.shows.length > 0)?.what).toContain(`"${said}"`)
  })

  it('takes the cell of a table that names the thing, and keeps a day that the verb needs', () => {
    const rows = (line: string) =>
      account([line], (at) => ({
        commitments: [commitment(ANA, SOFIA, line, [at('m2', 0)], { due: '2025-03-21' })],
      })).next.find((one) => one.shows.length > 0)?.what
    expect(rows('| Moisture probe for the silo | Ana | 21 March |')).toMatch(/^Moisture probe for the silo/)
    expect(rows('The moisture report will be Friday 21 March.')).toContain('21 March')
  })

  it('leaves out what is months late: it is history, not what is next', () => {
    const brief = account(['I will send the moisture report.'], (at) => ({
      commitments: [
        commitment(ANA, SOFIA, 'send the moisture report', [at('m2', 0)], { due: '2024-11-21', overdue: true }),
      ],
    }))
    expect(brief.next.filter((one) => one.shows.length > 0)).toEqual([])
  })

  it('ends with a clause, not in the middle of one, and not at an ordinal', () => {
    const said =
      'bring the three sensors for the test on the east silo, one of them from the other mill, and I have asked Tom to weigh them all'
    expect(leadOf(said, 18)).toBe(
      'bring the three sensors for the test on the east silo, one of them from the other mill',
    )
    expect(
      leadOf('wir schicken Ihnen bis 14. März die Auswertung der drei Silos mit allen Werten und den Kosten', 10),
    ).not.toMatch(/14\.?$/)
  })
})

describe('what the CRM says otherwise', () => {
  const made = (field: string, crmValue: string, evidenceValue: string, sentences: string[]): Contradiction => ({
    record: 'salesforce/006',
    field,
    crmValue,
    evidenceValue,
    sentences,
  })

  it('never cuts a number', () => {
    const said = 'It is through: €157,920 a year instead of €168,000, as we said on the phone.'
    const brief = account([said], (at) => ({
      contradictions: [made('Opportunity.Amount', '236000', '€157,920 a year instead of €16…', [at('m2', 0)])],
    }))
    const [line] = brief.sections.find((section) => section.key === 'crm')?.lines ?? []
    expect(line?.text).toContain('€168,000')
  })

  it('leaves a figure as it was said, with what it counts', () => {
    const brief = account(['Dafür sind 140.000 Euro vorgesehen, mehr nicht.'], (at) => ({
      contradictions: [made('Opportunity.Amount', '236000', '140.000', [at('m2', 0)])],
    }))
    const [line] = brief.sections.find((section) => section.key === 'crm')?.lines ?? []
    expect(line?.text).toContain('140.000 Euro')
  })

  it('has no row where the said value is no value of that field', () => {
    const brief = account(['Ben says no free pilots over 30 days since January.'], (at) => ({
      contradictions: [
        made('Opportunity.Probability', '30', 'Ben says no free pilots over 30 days since January.', [at('m2', 0)]),
      ],
    }))
    expect(JSON.stringify(brief.sections)).not.toContain('free pilots')
  })

  it('gives a percentage its unit and the field its plain name', () => {
    const brief = account(['The 6% is through.'], (at) => ({
      contradictions: [made('Opportunity.Discount_Percent__c', '0', '6%', [at('m2', 0)])],
    }))
    const [line] = brief.sections.find((section) => section.key === 'crm')?.lines ?? []
    expect(line?.text).toBe('Discount (Opportunity): Salesforce says 0 %; said: 6%.')
  })
})

describe('what was said in confidence', () => {
  it('is quoted by what it covers, not by whom it greets', () => {
    const brief = account(['Ana,', 'put the east silo last in your plan, and do not ask me why.'], (at) => ({
      handling: [
        {
          kind: 'handling',
          mark: 'in_confidence',
          by: SOFIA,
          from: [],
          covers: [at('m2', 0), at('m2', 1)],
          sentences: [at('m2', 0)],
          why: 'test',
        },
      ],
    }))
    expect(brief.careful[0]?.text).toContain('put the east silo last in your plan')
    expect(brief.careful[0]?.text).not.toContain('"Ana,"')
  })
})

describe('a name', () => {
  it('is the given one, also where the family name stands first in capitals', () => {
    const corpus = corpusOf([])
    const claire = identity({ name: 'MOULIN Claire', email: 'claire@harbourmills.example' })
    corpus.identities = [claire, identity(SOFIA)]
    expect(createPeople(corpus, null).first(claire)).toBe('Claire')
  })
})
