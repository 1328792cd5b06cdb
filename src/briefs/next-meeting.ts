import type { MeetingSignal, SentenceId } from '../signals/signal.ts'
import type { Line } from './brief.ts'
import { fold, shorten } from './clause.ts'
import type { Material } from './material.ts'
import type { Row } from './next-row.ts'
import { lineOf, type Draft } from './wording.ts'

export function meetingRow(material: Material, meeting: MeetingSignal): Row {
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
