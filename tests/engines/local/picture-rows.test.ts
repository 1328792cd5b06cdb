import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { scorePain } from '../../../src/engines/local/pains.ts'
import { readPassages } from '../../../src/engines/local/passages.ts'
import { scoreRisk } from '../../../src/engines/local/risks.ts'
import { CUSTOMER, SELLER, corpusOf } from '../../findings/corpus-of.ts'

/** Sentences of the project's own writing, many trades, four languages; every third is held back from whoever tunes the rules. */
type Row = { lang: string; label: string; text: string; held: boolean }

const rows = readFileSync(new URL('picture-rows.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)
/** A sentence alone counts as a pain or a risk above this; in a brief the best few of an account are taken. */
const YES = -2.4

const corpus = await corpusOf([
  { from: SELLER, text: 'Hello Anna, shall we begin?', at: '2025-03-01T09:00:00Z' },
  ...rows.map(({ text }) => ({ from: CUSTOMER, text, at: '2025-04-15T09:00:00Z' })),
  { from: SELLER, text: 'Thank you, Anna.', at: '2025-05-30T09:00:00Z' },
])
const judged = rows.map((row) => {
  const of = readPassages(corpus).all.filter((passage) => row.text.includes(passage.sentence.text.trim()))
  const pain = Math.max(-9, ...of.map((passage) => scorePain(passage, new Set())?.score ?? -9))
  const risks = of.flatMap((passage) => scoreRisk(passage, new Set()) ?? []).toSorted((a, b) => b.score - a.score)
  return { ...row, pain: pain >= YES, risk: (risks[0]?.score ?? -9) >= YES, kind: risks[0]?.kind ?? null }
})

function figures(part: typeof judged): { pain: number; risk: number; kind: number; quiet: number } {
  const f1 = (
    want: (row: (typeof judged)[number]) => boolean,
    got: (row: (typeof judged)[number]) => boolean,
  ): number => {
    const hit = part.filter((row) => want(row) && got(row)).length
    return (2 * hit) / (part.filter(want).length + part.filter(got).length)
  }
  const risks = part.filter((row) => row.label.startsWith('risk:') && row.risk)
  const none = part.filter((row) => row.label === 'none')
  return {
    pain: f1(
      (row) => row.label === 'pain',
      (row) => row.pain,
    ),
    // a sentence that hurts is often a danger too, so pains count neither way here
    risk: f1(
      (row) => row.label.startsWith('risk:'),
      (row) => row.risk && row.label !== 'pain',
    ),
    kind: risks.filter((row) => row.label === `risk:${row.kind}`).length / Math.max(1, risks.length),
    quiet: none.filter((row) => !row.pain && !row.risk).length / none.length,
  }
}

describe('pains and risks in sentences of our own', () => {
  test('are told from small talk in four languages', () => {
    const shown = figures(judged.filter((row) => !row.held))
    expect(shown.pain).toBeGreaterThan(0.7)
    expect(shown.risk).toBeGreaterThan(0.7)
    expect(shown.kind).toBeGreaterThan(0.7)
    expect(shown.quiet).toBeGreaterThan(0.9)
  })

  test('are told as well in the third that was held back', () => {
    const held = figures(judged.filter((row) => row.held))
    expect(held.pain).toBeGreaterThan(0.65)
    expect(held.risk).toBeGreaterThan(0.65)
    expect(held.quiet).toBeGreaterThan(0.9)
  })

  test.each(['en', 'de', 'fr', 'es'])('are found in %s no worse than elsewhere by much', (lang) => {
    const { pain, risk } = figures(judged.filter((row) => row.lang === lang))
    expect(pain).toBeGreaterThan(0.6)
    expect(risk).toBeGreaterThan(0.6)
  })
})
