import type { QualificationField, QualificationFinding } from '../findings/finding.ts'
import { FRAMEWORKS } from '../handoffs/frameworks.ts'
import type { Sentence } from '../signals/signal.ts'
import type { Line } from './brief.ts'
import { fold, wordCount } from './clause.ts'
import type { Material } from './material.ts'
import type { SectionTask } from './sections.ts'
import { listed, valueWords } from './words.ts'
import { lineOf, quoted, spoken, type Draft, type Wording } from './wording.ts'

/** The framework's fields in its own order; what was not found is one line at the end. */
export function frameworkLines({ material, mentions }: SectionTask): { lines: Line[] } {
  const lines: Line[] = []
  const missing: string[] = []
  const shown = new Map<string, string>()
  for (const { field, label } of FRAMEWORKS[material.handoff.framework].fields) {
    const carried = carrying(material, material.understanding.qualification[field]?.sentences ?? [])
    const earlier = carried && shown.get(carried.id)
    const line = earlier
      ? lineOf(
          material,
          { kind: 'fact', wording: [`${label}: the words under ${earlier.toLowerCase()}.`], sentences: [carried.id] },
          mentions,
        )
      : qualificationLine(material, field, label, mentions)
    if (carried && !earlier) shown.set(carried.id, label)
    if (line) lines.push(line)
    else if (!asked(material, field)) missing.push(label.toLowerCase())
  }
  if (lines.length > 0 && missing.length > 0) {
    lines.push({ kind: 'gap', text: `Not found: ${listed(missing)}.`, evidence: [], shows: [] })
  }
  return { lines }
}

/** A field whose absence is already a question of the type is not a gap as well (BRIEF rule 14). */
function asked(material: Material, field: QualificationField): boolean {
  return material.handoff.required.some((need) =>
    need.anyOf.some((test) => 'qualification' in test && test.qualification.includes(field)),
  )
}

function qualificationLine(
  material: Material,
  field: QualificationField,
  label: string,
  mentions: Set<string>,
): Line | null {
  const finding = material.understanding.qualification[field]
  if (!finding) return null
  for (const draft of qualificationDrafts(material, finding, label)) {
    const line = lineOf(material, draft, mentions)
    if (line) return line
  }
  return null
}

function qualificationDrafts(material: Material, finding: QualificationFinding, label: string): Draft[] {
  const told = finding.sentences.map((id) => material.book.sentence(id)).filter((one) => one !== undefined)
  const titles = new Set(material.people.all.map((one) => fold(one.title?.value ?? '')))
  // A title shows that somebody is there, not what they did.
  const telling = told.filter((one) => !titles.has(fold(one.text)))
  const said = telling.find((one) => wordCount(one.text) > 3) ?? telling[0] ?? told[0]
  if (!said) return []
  const stated = STATED.has(finding.field) && finding.basis === 'customer'
  const basis = stated ? 'stated by the customer' : BASIS[finding.basis]
  const value = fold(finding.value)
  const by = material.people.all.find((one) => one.side !== 'seller' && one.names.concat(one.name).includes(value))
  const names = by ? [by.name, ...by.names] : []
  const shortValue: Draft = {
    kind: 'fact',
    wording: [
      `${label}: `,
      by ? { person: by, titled: true } : value,
      basis === '' ? '. ' : `, ${basis}. `,
      ...(telling.length > 0 ? [quoted(said)] : []),
    ],
    sentences: finding.sentences.slice(0, 2),
    shown: { names },
  }
  const words: Draft = {
    kind: 'fact',
    wording: [`${label}: `, ...spoken(material, said), basis === '' ? '' : ` (${basis})`],
    sentences: finding.sentences.slice(0, 2),
  }
  const brief = wordCount(value) <= 6 && !fold(said.text).includes(value)
  return brief || by ? [shortValue, words] : [words]
}

/** Where it counts, the reader is told that the customer said it. */
const STATED = new Set<QualificationField>(['economic_buyer', 'budget', 'critical_event'])

const BASIS: Record<QualificationFinding['basis'], string> = {
  customer: '',
  seller: 'said by us',
  inferred: 'inferred',
}

/** What they want to reach, and the figure that shows it. */
export function goalLines({ material, mentions }: SectionTask): { lines: Line[] } {
  return {
    lines: distinct(
      qualified(material, mentions, [
        ['metrics', 'Measured by'],
        ['need', 'Wanted'],
        ['timeline', 'By when'],
        ['critical_event', 'Behind the date'],
      ]),
    ),
  }
}

/** What was bought, why, against whom, and how it was decided. */
export function contextLines({ material, mentions }: SectionTask): { lines: Line[] } {
  const { corpus } = material
  const lines: Line[] = []
  const amount = corpus.deal
    ? material.sentencesOf(corpus.deal.id).find((one) => /^amount$/i.test(one.field ?? ''))
    : undefined
  if (corpus.deal && amount) {
    const line = lineOf(
      material,
      {
        kind: 'fact',
        wording: [`${material.crm}: ${corpus.deal.name}, amount ${valueWords(material, amount.text)}.`],
        sentences: [amount.id],
        shown: { texts: [corpus.deal.name] },
      },
      mentions,
    )
    if (line) lines.push(line)
  }
  lines.push(
    ...qualified(material, mentions, [
      ['budget', 'Money'],
      ['economic_buyer', 'Who decided'],
      ['decision_process', 'How it was decided'],
      ['competition', 'Against'],
      ['situation', 'Before'],
    ]),
    ...painLines({ material, mentions, left: [], questions: [] }).lines.slice(0, 4),
  )
  return { lines: distinct(lines) }
}

export function painLines({ material, mentions }: SectionTask): { lines: Line[] } {
  const lines: Line[] = []
  for (const pain of material.understanding.pains.slice(0, 8)) {
    const said = carrying(material, pain.sentences)
    if (!said) continue
    const impact = pain.impact ? carrying(material, pain.impact.sentences) : undefined
    const apart = impact && impact.id !== said.id ? impact : undefined
    const wording: Wording = [...spoken(material, said)]
    if (apart) wording.push(' ', quoted(apart))
    const line = lineOf(
      material,
      { kind: 'fact', wording, sentences: apart ? [said.id, apart.id] : [said.id] },
      mentions,
    )
    if (line) lines.push(line)
  }
  return { lines }
}

const RISK_WORDS: Record<string, string> = {
  budget: 'Budget',
  timeline: 'Time',
  competitor: 'Competition',
  champion_left: 'People',
  silent: 'Silence',
  technical: 'Technical',
  legal_security: 'Legal and security',
  scope: 'Scope',
  adoption: 'Use',
  pricing: 'Price',
  other: 'Also',
}

/** Risks in their own words, newest of a kind first, kinds together. */
export function riskLines({ material, mentions }: SectionTask): { lines: Line[] } {
  const lines: Line[] = []
  for (const risk of material.understanding.risks.slice(0, 14)) {
    const said = carrying(material, risk.sentences)
    if (!said) continue
    const day = said.at === null ? '' : `, ${material.days.dayOf(said.at)}`
    const secret = material.book.marks(said.id).includes('in_confidence') ? ', in confidence' : ''
    const line = lineOf(
      material,
      {
        kind: 'fact',
        wording: [`${RISK_WORDS[risk.risk] ?? 'Also'}${day}${secret}: `, ...spoken(material, said)],
        sentences: risk.sentences.slice(0, 2),
      },
      mentions,
    )
    if (line) lines.push(line)
  }
  return { lines: distinct(lines) }
}

/** What made them talk to us: the earliest words of theirs that carry a need, else their first own message. */
export function interestLines({ material, mentions }: SectionTask): { lines: Line[] } {
  const { corpus, people, understanding, book } = material
  const first = corpus.signals.find(
    (signal) =>
      signal.kind === 'email' &&
      signal.automatic === null &&
      material.people.find(signal.from) !== undefined &&
      !people.isSeller(people.find(signal.from)),
  )
  if (!first) return { lines: [] }
  const needs = [
    ...understanding.pains.flatMap((pain) => pain.sentences),
    ...Object.values(understanding.qualification).flatMap((finding) => finding.sentences),
  ]
    .map((id) => book.sentence(id))
    .filter((sentence) => sentence !== undefined && sentence.item === first.id)
  const own = material.sentencesOf(first.id).filter((sentence) => sentence.speaks && wordCount(sentence.text) >= 4)
  const said = needs[0] ?? own[0]
  if (!said) return { lines: [] }
  const line = lineOf(
    material,
    {
      kind: 'fact',
      wording: [said.at === null ? '' : `${material.days.dayOf(said.at)}, `, ...spoken(material, said)],
      sentences: [said.id],
    },
    mentions,
  )
  return { lines: line ? [line] : [] }
}

/** Figures of use: said so by them, or counted in an export of ours. */
export function usageLines({ material, mentions }: SectionTask): { lines: Line[] } {
  const adoption = material.understanding.risks.filter((risk) => risk.risk === 'adoption')
  const lines: Line[] = []
  for (const risk of adoption.slice(0, 4)) {
    const said = carrying(material, risk.sentences)
    const line =
      said && lineOf(material, { kind: 'fact', wording: spoken(material, said), sentences: [said.id] }, mentions)
    if (line) lines.push(line)
  }
  lines.push(
    ...qualified(material, mentions, [
      ['situation', 'Today'],
      ['metrics', 'Measured by'],
    ]),
  )
  return { lines: distinct(lines) }
}

function qualified(material: Material, mentions: Set<string>, fields: [QualificationField, string][]): Line[] {
  return fields
    .map(([field, label]) => qualificationLine(material, field, label, mentions))
    .filter((line) => line !== null)
}

function carrying(material: Material, ids: readonly string[]): Sentence | undefined {
  return material.book.first(ids)
}

/** Two fields often rest on the same sentence; a reader needs it once. */
function distinct(lines: Line[]): Line[] {
  const seen = new Set<string>()
  return lines.filter((line) => {
    const key = line.evidence[0] ?? line.text
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
