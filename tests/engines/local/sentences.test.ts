import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '../../../src/engines/local/language.ts'
import { readCommitments } from '../../../src/engines/local/promises.ts'
import { corpusOf, CUSTOMER, SELLER } from '../../findings/corpus-of.ts'

/** Sentences written and labelled by somebody who does not know the rules, as of Wednesday 7 May 2025. */
type Row = {
  lang: Language
  side: 'seller' | 'customer'
  /** what the other side said just before */
  before?: string
  text: string
  label: string
  also: string[]
  due?: string | null
  held: boolean
}
type Figures = { precision: number; recall: number; due: number }

const rows = readFileSync(new URL('sentences.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)

/** A little under what the sentences that the rules were tuned on reach. */
const TUNED: Record<Language, Figures> = {
  en: { precision: 0.92, recall: 0.73, due: 0.83 },
  de: { precision: 0.95, recall: 0.83, due: 0.87 },
  fr: { precision: 0.97, recall: 0.67, due: 0.87 },
  es: { precision: 0.96, recall: 0.57, due: 0.93 },
}
/** A little under what the rows that nobody tuned on reached when they were first looked at: what is unseen and idiomatic is missed. */
const HELD: Figures = { precision: 0.85, recall: 0.35, due: 0.9 }

describe('promises in sentences that the rules were tuned on', () => {
  const measured = new Map<Language, Figures>()
  beforeAll(async () => {
    for (const language of LANGUAGES)
      measured.set(language, await measure(rows.filter(({ lang, held }) => lang === language && !held)))
  }, 60_000)

  test.each(LANGUAGES)('in %s', (language) => {
    reaches(measured.get(language), TUNED[language])
  })
})

test('promises in sentences that are held back', async () => {
  reaches(await measure(rows.filter(({ held }) => held)), HELD)
}, 60_000)

function reaches(figures: Figures | undefined, floor: Figures): void {
  expect(figures?.precision).toBeGreaterThanOrEqual(floor.precision)
  expect(figures?.recall).toBeGreaterThanOrEqual(floor.recall)
  expect(figures?.due).toBeGreaterThanOrEqual(floor.due)
}

async function measure(of: readonly Row[]): Promise<Figures> {
  let [right, extra, missed, dated, datable] = [0, 0, 0, 0, 0]
  for (const row of of) {
    const found = await promisesIn(row)
    const wanted = row.label === 'commitment' || row.also.includes('commitment')
    if (!wanted) extra += Number(found.length > 0)
    else if (found.length === 0) missed += 1
    else {
      right += 1
      if (row.label !== 'commitment') continue
      datable += 1
      dated += Number(found.some(({ due }) => due === (row.due ?? null)))
    }
  }
  return { precision: right / (right + extra), recall: right / (right + missed), due: dated / datable }
}

async function promisesIn({ side, before, text }: Row) {
  const [own, other] = side === 'seller' ? [SELLER, CUSTOMER] : [CUSTOMER, SELLER]
  const letters = before === undefined ? [] : [{ from: other, text: before, at: '2025-05-07T08:00:00Z' }]
  const at = letters.length
  const corpus = await corpusOf([
    ...letters,
    { from: own, text, at: '2025-05-07T09:00:00Z', ...(at > 0 ? { answers: 0 } : {}) },
  ])
  const said = new Set(corpus.sentences.filter(({ item }) => item === `m${at}@test.example`).map(({ id }) => id))
  return readCommitments(corpus).filter(
    (finding) => finding.kind === 'commitment' && finding.sentences.some((id) => said.has(id)),
  ) as { due: string | null }[]
}
