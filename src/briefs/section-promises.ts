import type { Line } from './brief.ts'
import { shorten } from './clause.ts'
import { correctedNote, correctorsOf } from './corrected.ts'
import { contraryTo } from './headline-breaks.ts'
import type { Material, Promise as Owed } from './material.ts'
import { conditionOf, promiseWording } from './promise-words.ts'
import type { SectionTask } from './sections.ts'
import { namesIn, plural } from './words.ts'
import { lineOf, type Draft, type Wording } from './wording.ts'

/** What we owe them: one row for each open promise of ours to them, with a place for the receiver's answer. */
export function owedLines({ material, mentions, left }: SectionTask): { columns: string[]; lines: Line[] } {
  const open = material.promises.filter((owed) => owed.commitment.status === 'open')
  const ours = open.filter(
    // Nobody accepts their own promise from somebody else.
    (owed) => owed.ours && !material.people.isSeller(owed.to) && !material.people.isReader(owed.by),
  )
  const lines: Line[] = []
  for (const owed of ours.toSorted(byDue)) {
    const draft = owedDraft(material, owed, lines.length + 1)
    const line = draft && lineOf(material, draft, mentions, ROW_WORDS)
    if (line) lines.push(line)
  }
  const theirs = left.filter((owed) => !owed.ours)
  for (const owed of theirs.toSorted(byDue).slice(0, 5)) {
    const line = lineOf(material, sentenceDraft(material, owed, 'They owe us: '), mentions)
    if (line) lines.push(line)
  }
  const kept = material.promises.filter((owed) => !owed.ours && owed.commitment.status === 'done')
  if (kept.length > 0 && lines.length > 0) {
    lines.push({
      kind: 'gap',
      text: `Kept by them: ${kept.length}.`,
      evidence: [],
      shows: kept.map((owed) => owed.key),
    })
  }
  return { columns: ['#', 'Promise', 'To', 'Due', material.crm, 'Your answer'], lines }
}

/** A row is read cell by cell. */
const ROW_WORDS = 60

function owedDraft(material: Material, owed: Owed, number: number): Draft | null {
  const { commitment } = owed
  if (!material.book.first(commitment.sentences)) return null
  const { wording: what, sentences: about } = promiseWording(material, owed, 18)
  const words = [...new Set([...commitment.sentences.slice(0, 3), ...about])]
  const against = commitment.due === null ? null : contraryTo(material, owed)
  const due = commitment.due === null ? 'no date' : material.days.day(commitment.due)
  const when = against ? `${due}, at risk` : commitment.overdue ? `${due}, overdue` : due
  const state = `${when}${correctedNote(material, owed)}`
  const condition = conditionOf(owed, what)
  const to: Wording = owed.to ? [{ person: owed.to }] : ['not said']
  const crm = commitment.inCrm ? 'noted' : 'missing'
  const risk = against ? [against.sentence.id] : []
  return {
    kind: 'fact',
    wording: [...what, `${condition}. To `, ...to, `. Due: ${state}. ${material.crm}: ${crm}.`],
    sentences: [...words, ...risk],
    shows: [owed.key],
    shown: {
      days: [commitment.due],
      names: [owed.by, owed.to].flatMap((one) => (one ? [one.name, ...one.names] : [])),
      texts: [commitment.conditional ?? '', ...correctorsOf(material, owed)],
    },
    cells: [
      { wording: [String(number)], sentences: [] },
      { wording: [...what, condition], sentences: words },
      { wording: owed.to ? [namesIn(material, [owed.to])] : ['not said'], sentences: [] },
      { wording: [state], sentences: risk },
      { wording: [crm], sentences: [] },
      { wording: [number === 1 ? '☐ accept ☐ contest ☐ renegotiate' : '☐ ☐ ☐'], sentences: [] },
    ],
  }
}

/** Open promises that the list at the top had no room for. */
export function promiseLines({ material, mentions, left }: SectionTask): { lines: Line[] } {
  const lines: Line[] = []
  for (const owed of left.toSorted(byDue)) {
    const line = lineOf(material, sentenceDraft(material, owed, ''), mentions)
    if (line) lines.push(line)
  }
  return { lines }
}

function sentenceDraft(material: Material, owed: Owed, lead: string): Draft {
  const { commitment } = owed
  const due =
    commitment.due === null
      ? 'no date'
      : `${commitment.overdue ? 'overdue since' : 'due'} ${material.days.day(commitment.due)}`
  const note = correctedNote(material, owed)
  const who: Wording = owed.by
    ? [{ person: owed.by }, owed.to ? ' to ' : '', ...(owed.to ? [{ person: owed.to }] : [])]
    : []
  const { wording: what, sentences: about } = promiseWording(material, owed, 16)
  return {
    kind: 'fact',
    wording: [lead, ...who, ': ', ...what, ` (${due}${note}).`],
    sentences: [...new Set([...commitment.sentences.slice(0, 2), ...about])],
    shows: [owed.key],
    shown: {
      days: [commitment.due],
      names: [owed.by, owed.to].flatMap((one) => (one ? [one.name, ...one.names] : [])),
      texts: correctorsOf(material, owed),
    },
  }
}

/** The next 90 days as agreed, by date; weeks in which nothing is agreed are left open (BRIEF: no invented tasks). */
export function planLines({ material, mentions }: SectionTask): { lines: Line[] } {
  const { days } = material
  const dated: { date: string; line: () => Line | null }[] = []
  for (const owed of material.promises) {
    const { due, status } = owed.commitment
    if (status !== 'open' || due === null || days.until(due) < 0 || days.until(due) > 90) continue
    dated.push({ date: due, line: () => lineOf(material, planDraft(material, owed, due), mentions) })
  }
  for (const meeting of material.meetings) {
    const date = days.dateOf(meeting.startAt)
    if (days.until(date) > 90) continue
    const first = material.sentencesOf(meeting.id)[0]
    if (!first) continue
    dated.push({
      date,
      line: () =>
        lineOf(
          material,
          {
            kind: 'fact',
            wording: [`${days.day(date)}, ${days.timeOf(meeting.startAt)}: ${shorten(meeting.subject, 14)}`],
            sentences: [first.id],
          },
          mentions,
        ),
    })
  }
  const sorted = dated.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  const lines = sorted.map((entry) => entry.line()).filter((line) => line !== null)
  const weeks = new Set(sorted.map((entry) => Math.floor(days.until(entry.date) / 7)))
  const open = 13 - weeks.size
  if (lines.length > 0 && open > 0) {
    lines.push({
      kind: 'gap',
      text: `Nothing agreed was found for the other ${plural(open, 'week')}.`,
      evidence: [],
      shows: [],
    })
  }
  return { lines }
}

function planDraft(material: Material, owed: Owed, due: string): Draft {
  const { wording: what, sentences: about } = promiseWording(material, owed, 16)
  return {
    kind: 'fact',
    wording: [
      `${material.days.day(due)}: `,
      ...what,
      ...(owed.by ? [' (', material.people.isReader(owed.by) ? 'you' : { person: owed.by }, ')'] : []),
    ],
    sentences: [...new Set([...owed.commitment.sentences.slice(0, 1), ...about])],
    shows: [owed.key],
    shown: { days: [due], names: owed.by ? [owed.by.name, ...owed.by.names] : [] },
  }
}

function byDue(a: Owed, b: Owed): number {
  const left = a.commitment.due ?? '9999'
  const right = b.commitment.due ?? '9999'
  return left < right ? -1 : left > right ? 1 : 0
}
