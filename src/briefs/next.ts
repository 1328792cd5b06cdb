import type { NextItem } from './brief.ts'
import { overlap, type Material, type Promise as Owed } from './material.ts'
import { meetingRow } from './next-meeting.ts'
import { promiseRow, stepRow, type Row } from './next-row.ts'
import { refusal, say, type Draft, type Wording } from './wording.ts'

/** How many rows a reader takes in; what is left over stands below the list and in the sections. */
const ROWS = 9

/** Rows of what is late, and days after which it is no longer next. */
const LATE = 3
const STALE = 45

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
