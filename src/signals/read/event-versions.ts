import { hashOf } from '../../lib/json.ts'
import type { MeetingSignal, Warning } from '../signal.ts'
import type { EventVersion } from './calendar.ts'

/** An answer to an invitation that came by mail; `by` is the mail's own sender, the only one who may answer for himself. */
export type Answer = { version: EventVersion; by: string | null; at: string | null }

/**
 * Many versions of events, one meeting for each UID: the newest SEQUENCE speaks, then the latest DTSTAMP; where it was
 * before stands in `earlier`. A version by another organiser, and a proposal (COUNTER), changes nothing. Ordered by id.
 */
export function joinVersions(
  versions: EventVersion[],
  answers: Answer[] = [],
): { meetings: MeetingSignal[]; warnings: Warning[] } {
  const byUid = new Map<string, EventVersion[]>()
  for (const version of versions) {
    if (PROPOSALS.has(version.method ?? '')) continue
    const list = byUid.get(version.meeting.id)
    if (list) list.push(version)
    else byUid.set(version.meeting.id, [version])
  }
  const warnings: Warning[] = []
  const meetings: MeetingSignal[] = []
  for (const [uid, all] of [...byUid.entries()].sort(([a], [b]) => compare(a, b))) {
    const answered = answers.filter(({ version }) => version.meeting.id === uid)
    meetings.push(joined(all, answered, warnings))
  }
  return { meetings, warnings }
}

/** METHODs that ask for something and settle nothing */
const PROPOSALS = new Set(['REPLY', 'COUNTER', 'DECLINECOUNTER', 'REFRESH'])

function joined(all: EventVersion[], answers: Answer[], warnings: Warning[]): MeetingSignal {
  const ordered = [...all].sort(
    (a, b) =>
      a.meeting.sequence - b.meeting.sequence ||
      compare(a.stampedAt ?? '', b.stampedAt ?? '') ||
      compare(a.meeting.path ?? '', b.meeting.path ?? '') ||
      compare(a.meeting.contentHash, b.meeting.contentHash),
  )
  const owner = ordered.find(({ meeting }) => meeting.organizer?.email)?.meeting.organizer?.email ?? null
  const own = ordered.filter(({ meeting }) => !meeting.organizer?.email || meeting.organizer.email === owner)
  const whole = own.filter(({ occurrence }) => occurrence === null)
  const series = whole.length > 0 ? whole : own
  const newest = series.at(-1)
  if (newest === undefined) throw new TypeError('an event without versions')
  if (own.length < ordered.length) {
    warnings.push({
      kind: 'same_id',
      item: newest.meeting.id,
      text: 'somebody who is not its organiser sent another version of this meeting; it was not taken',
    })
  }
  const earlier: MeetingSignal['earlier'] = []
  for (const { meeting } of series.slice(0, -1)) {
    if (meeting.startAt === newest.meeting.startAt || earlier.some(({ startAt }) => startAt === meeting.startAt))
      continue
    earlier.push({ sequence: meeting.sequence, startAt: meeting.startAt })
  }
  // a cancellation often carries no more than the UID and the time
  const before = series.findLast(({ meeting }) => meeting.text !== '' && meeting.attendees.length > 0)
  const thin = newest.meeting.cancelled && newest.meeting.attendees.length === 0 && before !== undefined
  const meeting: MeetingSignal = {
    ...newest.meeting,
    attendees: (thin ? before.meeting.attendees : newest.meeting.attendees).map((attendee) => ({ ...attendee })),
    recurrence: newest.meeting.recurrence,
    earlier,
    sources: [...new Set(series.flatMap(({ meeting }) => meeting.sources))].sort(),
  }
  const moved = own.filter(({ occurrence }) => occurrence !== null && whole.length > 0)
  meeting.exceptions = [
    ...(meeting.exceptions ?? []),
    ...moved.map(({ occurrence, meeting: one }) => ({
      at: occurrence ?? one.startAt,
      startAt: one.cancelled ? null : one.startAt,
    })),
  ]
  for (const { version, by } of [...answers].sort((a, b) => compare(a.at ?? '', b.at ?? ''))) {
    if (version.method !== 'REPLY' || by === null) continue
    const status = version.meeting.attendees.find(({ email }) => email === by)?.status
    const attendee = meeting.attendees.find(({ email }) => email === by)
    if (status !== undefined && attendee !== undefined) attendee.status = status
  }
  return { ...meeting, contentHash: hashOf({ ...meeting, contentHash: null, path: null, sources: null }) }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
