import { fieldName } from './crm-fields.ts'
import type { CrmField } from './crm-fields.ts'
import type { Contradiction } from './finding.ts'
import type { Said } from './said-values.ts'

/** A sentence that may speak against a field, how surely, and the value it gives. */
export type Ranked = { said: Said; score: number; value: string }

/** One line against a field, resting on at most three sentences, the surest first. */
export function contradiction(field: CrmField, value: string, said: Said[]): Contradiction {
  return {
    record: field.record.id,
    field: fieldName(field),
    crmValue: field.value,
    evidenceValue: shorten(value),
    sentences: said.slice(0, 3).map((one) => one.sentence.id),
  }
}

/** What is sure enough, surest first. */
export function best(ranked: Ranked[], least: number): Ranked[] {
  return ranked.filter(({ score }) => score >= least).toSorted((a, b) => b.score - a.score)
}

export function distinct(ranked: Ranked[]): Said[] {
  return [...new Set(ranked.map((one) => one.said))].slice(0, 2)
}

function shorten(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  return flat.length <= 120 ? flat : `${flat.slice(0, 117).replace(/\s+\S*$/, '')} …`
}

/** The value that was said most surely, with the sentence that says it again or the next best. */
export function made(field: CrmField, ranked: Ranked[], least: number): Contradiction | null {
  const top = ranked.filter(({ score }) => score >= least).toSorted((a, b) => b.score - a.score)
  const first = top[0]
  if (!first) return null
  return {
    record: field.record.id,
    field: fieldName(field),
    crmValue: field.value,
    evidenceValue: first.value.replace(/\s+/g, ' ').slice(0, 120),
    sentences: [
      ...new Set(top.filter((one) => one.value === first.value || one === top[1]).map((one) => one.said.sentence.id)),
    ].slice(0, 2),
  }
}
