import type { Corpus } from '../signals/corpus.ts'
import type { CrmSignal } from '../signals/signal.ts'
import type { Entry } from './commitments-match.ts'
import type { Commitment } from './finding.ts'
import { gistOf, type Gist } from './gist.ts'

/** Objects whose fields tell what somebody is, not what was promised. */
const NOT_TOLD =
  /^(contact|contacts|account|accounts|companies|user|users|owners|lead|leads|opportunitycontactrole|quotes?|products?|line_items)$/i
const TOLD = /subject|description|body|note|title|next|comment|summary|text|details|name$/i

/** Marks every commitment that a task, event, note or deal field mentions; a task done settles a promise. */
export function crmKnows(corpus: Corpus, entries: readonly Entry[], weight: (key: string) => number): void {
  const lines = linesOf(corpus)
  const texts = new Map(corpus.sentences.map((sentence) => [sentence.id, sentence.text]))
  for (const { commitment, standing, owed } of entries) {
    const gist = new Set(
      gistOf(
        commitment.sentences
          .slice(0, 3)
          .map((id) => texts.get(id) ?? '')
          .join(' '),
      ),
    )
    for (const party of [commitment.by, commitment.to]) for (const key of gistOf(party?.name ?? '')) gist.delete(key)
    const best = lines.filter((line) => mentions(line, commitment, gist, weight))
    if (best.length === 0) continue
    commitment.inCrm = true
    // a finished task settles the promise whose date it bears
    const settled = best.some(
      (line) => line.completed && (line.due === null || commitment.due === null || line.due === commitment.due),
    )
    if (commitment.status === 'open' && !standing && owed === null && settled) commitment.status = 'done'
  }
}

type Line = { text: string; gist: Gist; due: string | null; completed: boolean; people: string }

function linesOf(corpus: Corpus): Line[] {
  const lines: Line[] = []
  for (const signal of corpus.signals) {
    if (signal.kind !== 'crm' || NOT_TOLD.test(signal.object)) continue
    const due = dueOf(signal)
    const completed = /complet|done|erledigt|terminé/i.test(
      signal.fields['Status'] ?? signal.fields['hs_task_status'] ?? '',
    )
    const told = Object.entries(signal.fields).filter(
      ([field, value]) => TOLD.test(field) && /\p{L}{3}/u.test(value) && !/^(Id|OwnerId)$/.test(field),
    )
    const whole = told.map(([, value]) => value).join(' ')
    const isTask = /task|event|meeting|call/i.test(signal.object)
    const pieces = isTask ? [whole] : told.flatMap(([, value]) => value.split(/(?<=[.;!?])\s+|\n+/))
    for (const text of pieces)
      if (text.trim().length > 3)
        lines.push({ text, gist: gistOf(text), due, completed: completed && isTask, people: text.toLowerCase() })
  }
  return lines
}

function dueOf(signal: CrmSignal): string | null {
  for (const field of ['ActivityDate', 'hs_task_due_date', 'hs_timestamp', 'ActivityDateTime', 'StartDateTime']) {
    const value = signal.fields[field]
    if (value && /^\d{4}-\d{2}-\d{2}/.test(value) && !/note/i.test(signal.object)) return value.slice(0, 10)
  }
  return null
}

function mentions(line: Line, commitment: Commitment, gist: Gist, weight: (key: string) => number): boolean {
  let shared = 0
  let sum = 0
  let whole = 0
  for (const key of line.gist) {
    whole += weight(key)
    if (gist.has(key)) {
      shared += 1
      sum += weight(key)
    }
  }
  if (shared === 0) return false
  const contained = sum / Math.max(0.01, whole)
  const dated = commitment.due !== null && (line.due === commitment.due || writesDay(line.text, commitment.due))
  const named = firstNames(commitment).some((name) => line.people.includes(name))
  const score = Math.min(shared, 3) * 0.35 + contained * 0.4 + (dated ? 0.6 : 0) + (named ? 0.15 : 0)
  return score >= 0.95
}

const firstNames = ({ by, to }: Commitment): string[] =>
  [by, to]
    .flatMap((party) => (party?.name ? [party.name.split(' ')[0]!.toLowerCase()] : []))
    .filter((name) => name.length >= 3)

const MONTHS = [
  'jan',
  'feb',
  'm[aä]r',
  'a[pv][rb]',
  'ma[iyj]',
  'ju[ni]n?|juin',
  'jul|juil',
  'aug|ao[uû]|ago',
  'sep',
  'o[ck]t',
  'nov',
  'de[cz]|déc|dic',
]

/** Does the text write that day in any usual way: 10/17, 17.10., Oct 17, 17 octobre. */
function writesDay(text: string, iso: string): boolean {
  const [, month, day] = iso.split('-').map(Number)
  if (!month || !day) return false
  const name = MONTHS[month - 1] ?? ''
  return new RegExp(
    `(?<!\\d)(?:0?${month}/0?${day}|0?${day}/0?${month}|0?${day}\\.\\s?0?${month}\\.?)(?!\\d)|(?<!\\p{L})(?:${name})\\p{L}*\\.? 0?${day}(?!\\d)|(?<!\\d)0?${day}(?:st|nd|rd|th|\\.)? (?:de |of )?(?:${name})`,
    'iu',
  ).test(text)
}
