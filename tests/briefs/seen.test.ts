import { describe, expect, test } from 'vitest'
import { draftBrief } from '../../src/briefs/draft.ts'
import { itemsOf, seenBy, seesAll, sharedWith, together } from '../../src/briefs/seen.ts'
import { FORMATS, renderBrief } from '../../src/briefs/render.ts'
import { Brief } from '../../src/briefs/brief.ts'
import { handoffOf } from '../../src/handoffs/index.ts'
import { harbourMills } from './sample.ts'
import type { Sight } from '../../src/briefs/seen.ts'

const ENGINE = { name: 'local', version: '1', model: null, prompts: {} }
const { corpus, understanding } = harbourMills()
const brief = draftBrief({ corpus, understanding, handoff: handoffOf('sdr-to-ae'), engine: ENGINE, revision: 1 })
const all: Sight = { items: new Set(itemsOf(brief)), sources: new Set(), whole: true, confidant: true }
const without = (...items: string[]): Sight => ({
  ...all,
  items: new Set([...all.items].filter((item) => !items.includes(item))),
  whole: false,
})
const cited = [...new Set(Object.values(brief.evidence).map(({ item }) => item))]

test('whoever may see everything sees the brief as it is', () => {
  expect(seenBy(brief, all)).toEqual(brief)
  expect(seesAll(brief, all)).toBe(true)
})

describe.each(cited)('a reader who may not see %s', (item) => {
  const seen = seenBy(brief, without(item))
  const quotes = Object.values(brief.evidence).filter((entry) => entry.item === item)
  const open = new Set(Object.keys(seen.evidence))

  test('is shown none of its words in any format, and no line that rests on one', () => {
    for (const format of FORMATS)
      for (const { quote } of quotes.filter((one) => one.quote.length > 12))
        expect(renderBrief(seen, format)).not.toContain(quote)
    const { evidence: _, withheld: __, ...rest } = seen
    for (const [, key] of JSON.stringify(rest).matchAll(/"(e\d+)"/g)) expect(open.has(key ?? '')).toBe(true)
    expect(JSON.stringify(rest)).not.toContain(JSON.stringify(item).slice(1, -1))
  })

  test('is told how many pieces of evidence and lines there are', () => {
    expect(seen.withheld.evidence).toBeGreaterThanOrEqual(quotes.length)
    expect(seen.withheld.lines).toBeGreaterThan(0)
    expect(renderBrief(seen, 'text')).toContain('Withheld from you')
    expect(seesAll(brief, without(item))).toBe(false)
  })

  test('gets a whole brief: every section has a line, and it is valid', () => {
    expect(Brief.safeParse(seen).error).toBeUndefined()
  })
})

test('a reader of whom nothing more is known is shown no sum over what they may not see', () => {
  const seen = seenBy(brief, { ...all, whole: false })
  expect([seen.coverage, seen.notRead, seen.readThrough, seen.rejected]).toEqual([[], [], null, []])
  expect(seen.readSummary).not.toMatch(/\d/)
  expect(seesAll(brief, { ...all, whole: false })).toBe(false)
})

test('what was told in confidence is for whoever is in the deal team, and counted for others', () => {
  const secret = Object.values(brief.evidence).filter(({ handling }) => handling.includes('in_confidence'))
  expect(secret.length).toBeGreaterThan(0)
  const seen = seenBy(brief, { ...all, confidant: false })
  expect(seen.withheld.evidence).toBe(secret.length)
  for (const format of FORMATS) for (const { quote } of secret) expect(renderBrief(seen, format)).not.toContain(quote)
})

test('several receivers share what all of them may see; nobody at all may see nothing', () => {
  const [one = '', other = ''] = cited
  const both = together([without(one), without(other)])
  expect([both.items.has(one), both.items.has(other)]).toEqual([false, false])
  expect(Object.keys(seenBy(brief, together([])).evidence)).toEqual([])
})

test('what is left out is not in the hash of what is sent either', () => {
  const [item = ''] = cited
  const sent = sharedWith(brief, without(item))
  const other = structuredClone(brief)
  for (const entry of Object.values(other.evidence)) if (entry.item === item) entry.quote = 'something else'
  expect(sharedWith(other, without(item)).contentHash).toBe(sent.contentHash)
  expect(sent.contentHash).not.toBe(brief.contentHash)
})
