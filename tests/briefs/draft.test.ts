import { describe, expect, it } from 'vitest'
import { Brief } from '../../src/briefs/brief.ts'
import { draftBrief } from '../../src/briefs/draft.ts'
import { renderJson } from '../../src/briefs/render-json.ts'
import { HANDOFFS, handoffOf } from '../../src/handoffs/index.ts'
import { corpusOf, harbourMills, mail, nothing, ANA, SOFIA } from './sample.ts'

const ENGINE = { name: 'local', version: '1', model: null, prompts: {} }

function drafted(type = 'sdr-to-ae') {
  const { corpus, understanding } = harbourMills()
  return draftBrief({ corpus, understanding, handoff: handoffOf(type), engine: ENGINE, revision: 1 })
}

describe('a drafted brief', () => {
  for (const handoff of HANDOFFS) {
    it(`is valid against the contract for ${handoff.type}`, () => {
      expect(() => Brief.parse(drafted(handoff.type))).not.toThrow()
    })
  }

  it('is the same bytes twice', () => {
    expect(renderJson(drafted())).toBe(renderJson(drafted()))
  })

  it('has another id for another handoff and the same one for another engine', () => {
    expect(drafted('sales-to-cs').id).not.toBe(drafted().id)
  })

  it('holds every quote once and verbatim', () => {
    const { corpus } = harbourMills()
    const entries = Object.values(drafted().evidence)
    for (const entry of entries) {
      const signal = corpus.signals.find((one) => one.id === entry.item)
      const text = entry.field === undefined ? signal?.text : signal?.kind === 'crm' && signal.fields[entry.field]
      expect(text && text.slice(entry.start, entry.end)).toBe(entry.quote)
    }
    expect(new Set(entries.map((entry) => `${entry.item} ${entry.field} ${entry.start}`)).size).toBe(entries.length)
  })

  it('numbers evidence in reading order', () => {
    const brief = drafted()
    const [first] = brief.head?.meeting.evidence ?? []
    expect(first).toBe('e1')
  })

  it('finds who hands over to whom from the roles when nobody said so', () => {
    expect(drafted().handoff).toMatchObject({ from: 'ana@tidewell.example', to: 'ben@tidewell.example' })
  })

  it('says the next meeting, the money, who decides and what breaks first before anything else', () => {
    const brief = drafted()
    expect(brief.head?.meeting.text).toContain('Thu 20 Mar, 13:00–14:00')
    const text = brief.headline.map((line) => line.text).join('\n')
    expect(text).toContain('£45,000')
    expect(text).toContain('Tom Beck')
    expect(text).toMatch(/^Overdue since 10 Mar/)
  })

  it('is a handful of lines for three mails of small talk, without empty facts', () => {
    const corpus = corpusOf([mail('m1', '2025-03-03T09:00:00Z', SOFIA, [ANA], ['Thanks, talk soon.'])])
    const brief = draftBrief({
      corpus,
      understanding: nothing(),
      handoff: handoffOf('sdr-to-ae'),
      engine: ENGINE,
      revision: 1,
    })
    expect(() => Brief.parse(brief)).not.toThrow()
    const facts = [...brief.headline, ...brief.sections.flatMap((section) => section.lines)]
    for (const line of facts) if (line.kind === 'fact') expect(line.evidence.length).toBeGreaterThan(0)
    expect(brief.headline.map((line) => line.text)).toEqual([
      'The money: not found in what was read.',
      'Who decides: not found in what was read.',
    ])
    expect(brief.completeness.present).toBeLessThan(brief.completeness.required)
  })
})
