import type { Contradiction } from '../findings/finding.ts'
import type { Line } from './brief.ts'
import type { Material } from './material.ts'
import { saidValue } from './said-value.ts'
import type { SectionTask } from './sections.ts'
import { fieldWords, valueWords } from './words.ts'
import { lineOf, quoted } from './wording.ts'

/** The CRM's value, the said value, the words; the deal's own record first. */
export function crmLines({ material, mentions }: SectionTask): { columns: string[]; lines: Line[] } {
  const { contradictions } = material.understanding
  const deal = material.corpus.deal?.id
  const sorted = contradictions.toSorted((a, b) => Number(b.record === deal) - Number(a.record === deal))
  const lines: Line[] = []
  const seen = new Set<string>()
  for (const one of sorted) {
    if (lines.length === ROWS) break
    const label = labelOf(material, one)
    const crm = valueWords(material, one.crmValue, one.field)
    const said = saidValue(material, one)
    if (said === null || seen.has(`${label} ${said}`)) continue
    seen.add(`${label} ${said}`)
    const field = one.field.split('.').at(-1)
    const own = material
      .sentencesOf(one.record)
      .filter((sentence) => sentence.field === field)
      .map((sentence) => sentence.id)
      .slice(0, 1)
    const words = one.sentences.slice(0, 2)
    const line = lineOf(
      material,
      {
        kind: 'fact',
        wording: [`${label}: ${material.crm} says ${crm}; said: ${said}.`],
        sentences: [...words, ...own],
        shown: {
          texts: [one.crmValue ?? '', one.evidenceValue, label],
          names: [label, one.crmValue ?? '', one.evidenceValue],
          days: [one.crmValue, one.evidenceValue].filter(
            (value) => value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value),
          ),
        },
        cells: [
          { wording: [label], sentences: [] },
          { wording: [crm], sentences: own },
          { wording: [said], sentences: words },
        ],
      },
      mentions,
    )
    if (line) lines.push(line)
  }
  return { columns: ['Field', material.crm, 'Said'], lines }
}

/** Errors that somebody would act on. */
const ROWS = 14

function labelOf(material: Material, one: Contradiction): string {
  const field = fieldWords(one.field)
  const record = material.book.signal(one.record)
  if (record?.kind !== 'crm' || record.id === material.corpus.deal?.id) return field
  const person = material.people.all.find((identity) => identity.crmRecords.includes(one.record))
  return person ? `${field} of ${person.name}` : `${field} (${record.object})`
}

/** What to ask: their questions that were never answered, then one question for each required thing not found. */
export function askLines({ material, mentions, questions }: SectionTask): { lines: Line[] } {
  const lines: Line[] = []
  for (const ask of material.understanding.asks) {
    const by = material.people.find(ask.by)
    // What was asked more than once stands at the top already.
    if (ask.answered || ask.times > 1 || !by || material.people.isSeller(by)) continue
    const said = material.book.first(ask.sentences)
    if (!said) continue
    const line = lineOf(
      material,
      {
        kind: 'fact',
        wording: [{ person: by }, ' asked: ', quoted(said), ' No answer was found.'],
        sentences: ask.sentences.slice(0, 2),
        shown: { names: [by.name, ...by.names] },
      },
      mentions,
    )
    if (line) lines.push(line)
    if (lines.length === 4) break
  }
  lines.push(...questions.map((question): Line => ({ kind: 'gap', text: question, evidence: [], shows: [] })))
  return { lines }
}
