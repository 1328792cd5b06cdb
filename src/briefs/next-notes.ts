import type { Line } from './brief.ts'
import { correctedLines } from './corrected.ts'
import type { Material } from './material.ts'
import { lineOf, quoted, type Mentions } from './wording.ts'
import { namesIn, plural } from './words.ts'

/** Below the list: what was asked more than once, what the CRM knows, and the promises that are no longer open. */
export function nextNotesOf(material: Material, mentions: Mentions): Line[] {
  const lines: Line[] = []
  for (const ask of material.understanding.asks) {
    if (ask.answered || ask.times < 2) continue
    const by = material.people.find(ask.by)
    if (!by || material.people.isSeller(by)) continue
    const said = material.book.first(ask.sentences)
    if (!said) continue
    const line = lineOf(
      material,
      {
        kind: 'fact',
        wording: [{ person: by }, ` asked ${times(ask.times)}: `, quoted(said), ' No answer was found.'],
        sentences: ask.sentences,
        shown: { names: [by.name, ...by.names], texts: [String(ask.times)] },
      },
      mentions,
    )
    if (line) lines.push(line)
    if (lines.length === 2) break
  }
  const handover = handoverGap(material)
  if (handover !== null) lines.push({ kind: 'gap', text: handover, evidence: [], shows: [] })
  const tally = tallyOf(material)
  if (tally !== '')
    lines.push({ kind: 'gap', text: tally, evidence: [], shows: material.promises.map((owed) => owed.key) })
  return [...lines, ...correctedLines(material)]
}

function tallyOf(material: Material): string {
  const open = material.promises.filter((owed) => owed.commitment.status === 'open')
  const count = (status: string) => material.promises.filter((owed) => owed.commitment.status === status).length
  const known = open.filter((owed) => owed.commitment.inCrm).length
  const parts: string[] = []
  if (open.length > 0 && material.corpus.signals.some((signal) => signal.kind === 'crm')) {
    const promises = plural(open.length, 'open promise')
    parts.push(
      known === 0 ? `${material.crm} has none of the ${promises}` : `${material.crm} has ${known} of ${promises}`,
    )
  }
  const closed = [
    count('done') > 0 ? `Kept: ${count('done')}` : '',
    count('superseded') > 0 ? `Replaced: ${count('superseded')}` : '',
    count('withdrawn') > 0 ? `Withdrawn: ${count('withdrawn')}` : '',
  ].filter((part) => part !== '')
  return [...parts, ...closed].map((part) => `${part}.`).join(' ')
}

/** Two people who hand over should meet; where no invite shows it, the reader is told. */
function handoverGap(material: Material): string | null {
  const { corpus, people, from, to } = material
  if (from === null || to === null || !corpus.signals.some((signal) => signal.kind === 'meeting')) return null
  const between = corpus.signals.some((signal) => {
    if (signal.kind !== 'meeting' || signal.cancelled) return false
    const present = [signal.organizer, ...signal.attendees].map((one) => one?.email ?? null)
    return present.includes(from) && present.includes(to)
  })
  const names = [from, to].map((email) => people.find(email)).filter((one) => one !== undefined)
  return between || names.length < 2 ? null : `A handover meeting between ${namesIn(material, names)}: not found.`
}

function times(count: number): string {
  return count === 2 ? 'twice' : `${count} times`
}
