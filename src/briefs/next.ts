import type { NextStep } from '../findings/finding.ts'
import type { Identity } from '../signals/corpus.ts'
import type { MeetingSignal, SentenceId } from '../signals/signal.ts'
import type { Line, NextItem } from './brief.ts'
import { clip, fold, leadOf, shorten } from './clause.ts'
import { overlap, type Material, type Promise as Owed } from './material.ts'
import { conditionOf, promiseWording, sentenceCase, withoutDate } from './promise-words.ts'
import { listed, plural } from './words.ts'
import { correctedLines, correctorsOf } from './corrected.ts'
import { lineOf, quoted, refusal, say, type Draft, type Mentions, type Wording } from './wording.ts'

/** How many rows a reader takes in; what is left over stands below the list and in the sections. */
const ROWS = 9

/** Rows of what is late, and days after which it is no longer next. */
const LATE = 3
const STALE = 45

type Row = {
  when: string | null
  time: string | null
  who: Identity | undefined
  whoEmail: string | null
  whoName: string | null
  what: Wording
  fallback: string
  kind: NextItem['kind']
  note: string
  shows: string[]
  sentences: SentenceId[]
  shown: Draft['shown']
  topic: Set<string>
  /** from one of us to another */
  inside: boolean
}

/** One list: open promises, meetings and steps, merged by who, what and when; dated first, today marked. */
export function nextOf(material: Material): { next: NextItem[]; left: Owed[] } {
  const standing = material.handoff.sections.some((section) => section.fill === 'owed')
  const rows: Row[] = material.meetings.map((meeting) => meetingRow(material, meeting))
  const left: Owed[] = []
  for (const owed of material.promises) {
    if (owed.commitment.status !== 'open') continue
    // A standing term of ours without a date has its own table where the type has one.
    if (standing && owed.ours && owed.commitment.due === null && !material.people.isReader(owed.by)) left.push(owed)
    else rows.push(promiseRow(material, owed))
  }
  for (const step of material.understanding.nextSteps) {
    const row = stepRow(material, step)
    if (row && !rows.some((other) => same(other, row))) rows.push(row)
  }
  const sorted = rows.toSorted(byDate)
  const shown = chosen(material, sorted)
  const items = shown.map((row) => itemOf(material, row)).filter((item) => item !== null)
  const keys = new Set(items.flatMap((item) => item.shows))
  for (const owed of material.promises) {
    if (owed.commitment.status === 'open' && !keys.has(owed.key) && !left.includes(owed)) left.push(owed)
  }
  return { next: items, left }
}

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

function meetingRow(material: Material, meeting: MeetingSignal): Row {
  const { days, to } = material
  const attending = to !== null && [meeting.organizer, ...meeting.attendees].some((one) => one?.email === to)
  const host = attending ? to : (meeting.organizer?.email ?? null)
  const identity = material.people.find(attending ? to : meeting.organizer)
  const start = days.timeOf(meeting.startAt)
  const end = meeting.endAt === null || meeting.allDay ? null : days.timeOf(meeting.endAt)
  const time = meeting.allDay ? '' : `, ${end === null ? start : `${start}–${end}`}`
  const place = meeting.location === null || fold(meeting.location) === '' ? '' : `, ${shorten(meeting.location, 8)}`
  const moved = movedFrom(material, meeting)
  return {
    when: days.dateOf(meeting.startAt),
    time: meeting.allDay ? null : start,
    who: identity,
    whoEmail: host,
    whoName: identity ? null : (meeting.organizer?.name ?? null),
    what: [`${shorten(meeting.subject, 12)}${time}${place}${moved === null ? '' : ` (moved from ${moved})`}`],
    fallback: shorten(meeting.subject, 12),
    kind: 'meeting',
    note: answered(meeting, to) ? '' : 'you have not answered the invite',
    shows: [],
    sentences: meetingSentences(material, meeting),
    shown: {},
    topic: material.topic(meeting.subject),
    inside: false,
  }
}

/** The next meeting, for the head of the brief. */
export function meetingLine(material: Material): Line {
  const [meeting] = material.meetings
  const gap: Line = { kind: 'gap', text: 'Next meeting with the customer: not found.', evidence: [], shows: [] }
  if (!meeting) return gap
  const row = meetingRow(material, meeting)
  const { days } = material
  const end = meeting.endAt === null || meeting.allDay ? '' : `–${days.timeOf(meeting.endAt)}`
  const time = meeting.allDay ? '' : `, ${days.timeOf(meeting.startAt)}${end}`
  const place = meeting.location === null || fold(meeting.location) === '' ? '' : `, ${shorten(meeting.location, 10)}`
  const note = row.note === '' ? '' : ' You have not answered the invite.'
  const moved = movedFrom(material, meeting)
  const was = moved === null ? '' : ` Moved from ${moved}.`
  const draft: Draft = {
    kind: 'fact',
    wording: [`Next: ${shorten(meeting.subject, 12)}, ${days.dayOf(meeting.startAt)}${time}${place}.${note}${was}`],
    sentences: row.sentences,
  }
  return lineOf(material, draft, new Set(), 45) ?? gap
}

/** The day it was moved from, unless its own title says so already. */
function movedFrom(material: Material, meeting: MeetingSignal): string | null {
  const { days } = material
  const was = meeting.earlier.at(-1)
  if (!was || days.dateOf(was.startAt) === days.dateOf(meeting.startAt)) return null
  const day = String(Number(days.dateOf(was.startAt).slice(8)))
  return new RegExp(`\\b0?${day}\\b`).test(meeting.subject) ? null : days.dayOf(was.startAt)
}

function answered(meeting: MeetingSignal, to: string | null): boolean {
  const own = to === null ? undefined : meeting.attendees.find((one) => one.email === to)
  return own === undefined || own.status !== 'needs_action'
}

function meetingSentences(material: Material, meeting: MeetingSignal): SentenceId[] {
  const all = material.sentencesOf(meeting.id)
  const place =
    meeting.location === null ? undefined : all.find((one) => fold(one.text).includes(fold(meeting.location ?? '')))
  return [all[0], place].flatMap((one) => (one ? [one.id] : []))
}

function promiseRow(material: Material, owed: Owed): Row {
  const { commitment } = owed
  const said = material.book.first(commitment.sentences)
  const replaced = material.understanding.commitments.find(
    (other) => other.supersededBy !== null && material.understanding.commitments[other.supersededBy] === commitment,
  )
  const to: Wording = owed.to && owed.to !== owed.by ? [' (to ', { person: owed.to }, ')'] : []
  const instead =
    replaced?.due && replaced.due !== commitment.due ? ` (instead of ${material.days.day(replaced.due)})` : ''
  const { wording: what, sentences: about } = promiseWording(material, owed, 16)
  const condition = conditionOf(owed, what)
  const notes = [commitment.overdue ? 'overdue, no sign of it' : 'promised']
  if (owed.to && material.people.isReader(owed.to))
    notes[0] = commitment.overdue ? 'overdue, to you' : 'promised to you'
  notes.push(...correctorsOf(material, owed).map((name) => `corrected by ${name}`))
  return {
    when: commitment.due,
    time: null,
    who: owed.by,
    whoEmail: commitment.by?.email ?? null,
    whoName: commitment.by?.name ?? null,
    what: [...what, condition, ...to, instead],
    fallback: said ? clip(said.text, 18) : '',
    kind: 'promise',
    note: notes.join(', '),
    shows: [owed.key],
    sentences: [
      ...new Set([...commitment.sentences.slice(0, 3), ...about]),
      ...(replaced?.sentences.slice(0, 1) ?? []),
    ],
    shown: {
      days: [commitment.due, replaced?.due ?? null],
      names: [owed.by, owed.to].flatMap((one) => (one ? [one.name, ...one.names] : [])),
      texts: [commitment.conditional ?? ''],
    },
    topic: material.topic(`${commitment.what} ${said?.text ?? ''}`),
    inside: owed.ours && material.people.isSeller(owed.to),
  }
}

function stepRow(material: Material, step: NextStep): Row | null {
  const said = material.book.first(step.sentences)
  if (!said) return null
  const who = material.people.find(step.owner)
  // A step whose day has passed and that nobody promised is history.
  if (step.due !== null && material.days.until(step.due) < 0) return null
  if (step.due === null && !recent(material, said.at)) return null
  // "Ask her." says nothing away from its mail.
  if (material.topic(step.what).size === 0) return null
  return {
    when: step.due,
    time: null,
    who,
    whoEmail: step.owner,
    whoName: null,
    what: [leadOf(sentenceCase(step.due === null ? step.what : withoutDate(fold(step.what), said.language)), 18)],
    fallback: clip(said.text, 18),
    kind: 'step',
    note: '',
    shows: [],
    sentences: step.sentences.slice(0, 2),
    shown: { days: [step.due], names: who ? [who.name, ...who.names] : [] },
    topic: material.topic(`${step.what} ${said.text}`),
    inside: false,
  }
}

function recent(material: Material, at: string | null): boolean {
  return at !== null && material.days.until(material.days.dateOf(at)) >= -14
}

/** The same thing said as promise, meeting or step: it rests on the same words, or on the same day and subject. */
function same(left: Row, right: Row): boolean {
  if (left.sentences.some((id) => right.sentences.includes(id))) return true
  const alike = overlap(left.topic, right.topic)
  const people = left.who === undefined || right.who === undefined || left.who === right.who
  if (left.when !== null && left.when === right.when) return alike >= (people ? 0.34 : 0.6)
  return people && alike >= 0.6
}

function byDate(a: Row, b: Row): number {
  const day = (row: Row) => `${row.when ?? '9999-99-99'} ${row.time ?? '99'}`
  const left = day(a)
  const right = day(b)
  return left < right ? -1 : left > right ? 1 : 0
}

/** Overdue promises first, then by date; when there are too many, what is far off or undated goes below. */
function chosen(material: Material, rows: Row[]): Row[] {
  const { days, people } = material
  const weight = (row: Row) => {
    const away = row.when === null ? 45 : days.until(row.when)
    const near = away < 0 ? Math.min(30, -away) : away
    const mine = people.isReader(row.who) ? -15 : 0
    // What sellers owe each other can wait behind what the customer waits for.
    const inside = row.inside && !people.isReader(row.who) ? 12 : 0
    const kind = row.kind === 'meeting' ? -20 : row.kind === 'step' ? 12 : 0
    return near + mine + inside + kind
  }
  const ranked = rows.toSorted((a, b) => weight(a) - weight(b))
  // What is months late and was never asked after is history: it stands further down, with all that is open.
  const late = ranked.filter((row) => row.when !== null && days.until(row.when) < 0)
  const stale = new Set(late.filter((row, index) => index >= LATE || days.until(row.when ?? '') < -STALE))
  const keep = new Set(ranked.filter((row) => !stale.has(row)).slice(0, ROWS))
  return rows.filter((row) => keep.has(row))
}

function itemOf(material: Material, row: Row): NextItem | null {
  const attempts: Wording[] = [row.what, row.fallback === '' ? [] : [{ quote: row.fallback }]]
  for (const wording of attempts) {
    // A row has its own column for who; first names are enough there.
    const text = say(material, wording, new Set(material.people.all.map((one) => one.id)))
    if (text === '') continue
    const draft: Draft = { kind: 'fact', wording, sentences: row.sentences, shown: row.shown ?? {} }
    const reason = refusal(material, draft, text)
    if (reason !== null) {
      material.rejected.push({ kind: 'next', text, reason })
      continue
    }
    return {
      when: row.when,
      day: dayWords(material, row),
      who: row.whoEmail,
      whoName: material.people.isReader(row.who) ? 'You' : row.who ? material.people.first(row.who) : row.whoName,
      what: text,
      kind: row.kind,
      ...(row.note === '' ? {} : { note: row.note }),
      shows: row.shows,
      evidence: material.book.cite(row.sentences),
    }
  }
  return null
}

function dayWords(material: Material, row: Row): string {
  if (row.when === null) return 'No date'
  const day = material.days.day(row.when)
  return row.when === material.days.today ? `${day}, today` : day
}

/** "Kip, Josée and Rob" of people, short names only. */
export function namesIn(material: Material, people: readonly Identity[]): string {
  return listed(people.map((one) => material.people.first(one)))
}
