import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Brief } from '../../src/briefs/brief.ts'
import { checkBrief } from '../../src/briefs/check.ts'
import { draftBrief } from '../../src/briefs/draft.ts'
import { HANDOFFS, handoffOf } from '../../src/handoffs/index.ts'
import { localEngine } from '../../src/engines/local/index.ts'
import { draftFromFolder } from '../../src/pipeline.ts'
import { harbourMills } from './sample.ts'

const ENGINE = { name: 'local', version: '1', model: null, prompts: {} }

function harbour(type = 'sdr-to-ae'): Brief {
  const { corpus, understanding } = harbourMills()
  return draftBrief({ corpus, understanding, handoff: handoffOf(type), engine: ENGINE, revision: 1 })
}

/** A brief with one thing done wrong, and the rule that must say so. */
function spoilt(change: (brief: Brief) => void): number[] {
  const brief = structuredClone(harbour())
  change(brief)
  return checkBrief(brief).map((breach) => breach.rule)
}

describe('the rules of a good brief', () => {
  for (const handoff of HANDOFFS) {
    it(`hold for a drafted ${handoff.type}`, () => {
      expect(checkBrief(harbour(handoff.type))).toEqual([])
    })
  }

  it('1: notice a sixth line, 141 words and a fact without evidence', () => {
    const [line] = harbour().headline
    if (!line) throw new Error('the sample has a headline')
    expect(spoilt((brief) => brief.headline.push(line, line, line, line, line))).toContain(1)
    expect(spoilt((brief) => brief.headline.splice(0, 1, { ...line, text: 'word '.repeat(141) }))).toContain(1)
    expect(spoilt((brief) => brief.headline.splice(0, 1, { ...line, evidence: [] }))).toContain(1)
  })

  it('2: notice a wrong order, a promise that stands twice and a reader who is not "You"', () => {
    expect(spoilt((brief) => brief.next.reverse())).toContain(2)
    expect(spoilt((brief) => brief.next.push(...brief.next.slice(0, 1)))).toContain(2)
    expect(spoilt((brief) => brief.next.forEach((item) => (item.whoName = 'Ben')))).toContain(2)
  })

  it('3: notice a kept promise in the list', () => {
    expect(spoilt((brief) => brief.commitments.forEach((one) => (one.status = 'done')))).toContain(3)
  })

  it('4 and 5: notice a warning without evidence, a long line and praise', () => {
    expect(spoilt((brief) => brief.careful.forEach((item) => (item.evidence = [])))).toContain(4)
    const set = (text: string) => spoilt((brief) => brief.headline.forEach((line) => (line.text = text)))
    expect(set('word '.repeat(31))).toContain(5)
    expect(set('An excellent fit.')).toContain(5)
  })

  it('6 and 15: notice a line that denies and a word that must be learnt', () => {
    const set = (text: string) =>
      spoilt((brief) =>
        brief.sections.forEach((one) =>
          one.lines.forEach((line) => {
            delete line.cells
            line.text = text
          }),
        ),
      )
    expect(set('There is no budget.')).toContain(6)
    expect(set('Three findings.')).toContain(15)
  })

  it('0 and 7: notice a figure, a day and an amount that nobody said', () => {
    const set = (text: string) => spoilt((brief) => brief.headline.forEach((line) => (line.text = text)))
    expect(set('They have £99,000.')).toContain(0)
    expect(set('It must be live on 3 Aug.')).toContain(0)
    expect(set('They lost 41 tonnes.')).toContain(0)
  })

  it('8: notice an inferred part that is not marked', () => {
    expect(
      spoilt((brief) =>
        brief.sections.forEach((section) =>
          section.lines.forEach((line) => (line.text = line.text.replace(' (inferred)', ''))),
        ),
      ),
    ).toContain(8)
  })

  it('9: notice a CRM row without the value or the words', () => {
    expect(
      spoilt((brief) =>
        brief.sections
          .filter((section) => section.key === 'crm')
          .forEach((section) => section.lines.forEach((line) => line.cells?.pop())),
      ),
    ).toContain(9)
  })

  it('10: notice a day of next week without its weekday', () => {
    expect(spoilt((brief) => brief.next.forEach((item) => (item.day = item.day?.replace(/^\w{3} /, ''))))).toContain(10)
  })

  it('11: notice a full name said twice before the tables', () => {
    expect(spoilt((brief) => brief.headline.forEach((line) => (line.text = 'Sofia Lindqvist: again.')))).toContain(11)
  })

  it('14: notice a question that stands as a gap and as a question', () => {
    expect(
      spoilt((brief) => {
        const [question = ''] = brief.openQuestions
        brief.nextNotes = [{ kind: 'gap', text: question, evidence: [], shows: [] }]
      }),
    ).toContain(14)
  })
})

const accounts = join(import.meta.dirname, '../../../shared/accounts')

describe.skipIf(!existsSync(accounts))('the rules hold for whole accounts', () => {
  const names = existsSync(accounts)
    ? readdirSync(accounts).filter((name) => existsSync(join(accounts, name, 'workspace.json')))
    : []
  for (const name of names) {
    it(name, async () => {
      const { brief } = await draftFromFolder(join(accounts, name), localEngine)
      expect(checkBrief(brief)).toEqual([])
    })
  }
})
