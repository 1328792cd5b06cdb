import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFindings } from '../../src/engines/local/index.ts'
import { corpusOf, CUSTOMER, SELLER } from '../findings/corpus-of.ts'
import { Tally } from './tally.ts'
import type { Finding } from '../../src/findings/finding.ts'

/** A labelled sentence, as any of the files under `tests/engines/local` writes one. */
type Row = {
  language?: string
  lang?: string
  text: string
  side?: 'seller' | 'customer'
  /** what the other side said just before */
  before?: string
  held?: boolean
  heldBack?: boolean
  promise?: boolean
  label?: string
  also?: string[]
  mark?: string | null
}

/** Figures by language, of the sentences that rules were tuned on and of those that were held back from whoever tuned them. */
export type SentenceFigures = { language: string; tuned: Tally; held: Tally }

/**
 * Reads every labelled sentence as a message of its own, with all of the engine. Held-back sentences are read only where they are
 * asked for, and never named among the misses: what is looked at too often is no longer held back.
 */
export async function scoreSentences(folder: string, { held = false } = {}): Promise<SentenceFigures[]> {
  const found = new Map<string, SentenceFigures>()
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.jsonl'))) {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n')
    for (const line of lines.filter((one) => one.trim() !== '')) {
      const row = JSON.parse(line) as Row
      const kept = row.held === true || row.heldBack === true
      if (kept && !held) continue
      const language = row.language ?? row.lang ?? '?'
      const figures = found.get(language) ?? { language, tuned: new Tally(), held: new Tally() }
      found.set(language, figures)
      const tally = kept ? figures.held : figures.tuned
      for (const { measure, wanted, got } of judge(row, await findingsIn(row))) {
        tally.count(measure, {
          right: Number(wanted && got),
          extra: Number(got && !wanted),
          missed: Number(wanted && !got),
        })
        if (wanted !== got && !kept)
          tally.misses.push({
            account: name,
            what: `${measure}: ${wanted ? 'missed' : 'not there'}`,
            where: language,
            words: row.text,
          })
      }
    }
  }
  return [...found.values()].toSorted((a, b) => a.language.localeCompare(b.language))
}

async function findingsIn({ text, side, before, promise }: Row): Promise<Finding[]> {
  const [own, other] =
    (side ?? (promise === undefined ? 'customer' : 'seller')) === 'seller' ? [SELLER, CUSTOMER] : [CUSTOMER, SELLER]
  const letters = [
    ...(before === undefined ? [] : [{ from: other, text: before, at: '2025-05-06T09:00:00Z' }]),
    { from: own, text, at: '2025-05-07T09:00:00Z' },
  ]
  const corpus = await corpusOf(letters, [], [], '2025-05-08T09:00:00Z')
  const said = new Set(
    corpus.sentences.filter(({ item }) => item === `m${letters.length - 1}@test.example`).map(({ id }) => id),
  )
  return readFindings(corpus).filter(({ sentences }) => said.has(sentences[0] ?? ''))
}

type Verdict = { measure: string; wanted: boolean; got: boolean }

/** What a row's label says about each kind. A sentence that hurts is often a danger too: those two count only against the rest. */
function judge(row: Row, findings: readonly Finding[]): Verdict[] {
  const has = (kind: Finding['kind']) => findings.some((finding) => finding.kind === kind)
  const verdicts: Verdict[] = []
  const labels = new Set(row.label === undefined ? [] : [row.label, ...(row.also ?? [])])
  if (row.promise !== undefined) verdicts.push({ measure: 'promise', wanted: row.promise, got: has('commitment') })
  if (labels.has('commitment') || labels.has('not_commitment'))
    verdicts.push({ measure: 'promise', wanted: labels.has('commitment'), got: has('commitment') })
  if (labels.has('request')) verdicts.push({ measure: 'request', wanted: true, got: has('ask') })
  const isRisk = [...labels].some((label) => label.startsWith('risk'))
  if (labels.has('pain') || labels.has('none'))
    verdicts.push({ measure: 'pain', wanted: labels.has('pain'), got: has('pain') })
  if (isRisk || labels.has('none')) verdicts.push({ measure: 'risk', wanted: isRisk, got: has('risk') })
  if (row.mark !== undefined) verdicts.push({ measure: 'handling', wanted: row.mark !== null, got: has('handling') })
  return verdicts
}
