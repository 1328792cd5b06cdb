import ICAL from 'ical.js'
import { DateTime } from 'luxon'
import type { MeetingSignal } from '../signal.ts'

/** A rule that has not reached the moment by then is not followed further. */
const MAX_STEPS = 5000
const DAY = 86_400_000

/**
 * When a meeting next begins, at or after a moment: the start of the series' next occurrence that was not called off, or
 * the meeting's own start where it does not recur. Null where nothing is left, the meeting is cancelled, or the rule
 * cannot be followed within bounds. Times of day are kept in the meeting's own zone.
 */
export function nextOccurrence(meeting: MeetingSignal, after: string): string | null {
  const from = Date.parse(after)
  if (meeting.cancelled) return null
  if (meeting.recurrence === null) return Date.parse(meeting.startAt) >= from ? meeting.startAt : null
  if (/(?:^|;)INTERVAL=0*(?:;|$)/i.test(meeting.recurrence)) return null
  const zone = meeting.zone ?? 'utc'
  const start = DateTime.fromISO(meeting.startAt, { zone })
  const exceptions = new Map((meeting.exceptions ?? []).map(({ at, startAt }) => [Date.parse(at), startAt]))
  const moved = [...exceptions.values()].flatMap((startAt) =>
    startAt !== null && Date.parse(startAt) >= from ? [startAt] : [],
  )
  let regular: string | null = null
  try {
    const rule = ICAL.Recur.fromString(meeting.recurrence)
    const until = rule.until === null ? Number.POSITIVE_INFINITY : untilOf(rule.until, zone)
    rule.until = null
    const iterator = rule.iterator(
      new ICAL.Time(
        {
          year: start.year,
          month: start.month,
          day: start.day,
          hour: start.hour,
          minute: start.minute,
          second: start.second,
          isDate: false,
        },
        ICAL.Timezone.localTimezone,
      ),
    )
    for (let step = 0; step < MAX_STEPS; step++) {
      const next = iterator.next(false) as ICAL.Time | null
      if (next === null) break
      const wall = {
        year: next.year,
        month: next.month,
        day: next.day,
        hour: next.hour,
        minute: next.minute,
        second: next.second,
      }
      // no zone is further than this from UTC: what is long past needs no look at the clocks
      if (Date.UTC(next.year, next.month - 1, next.day, next.hour) < from - DAY * 2) continue
      const at = DateTime.fromObject(wall, { zone }).toMillis()
      if (!Number.isFinite(at) || at > until) break
      if (at < from || exceptions.has(at)) continue
      regular = new Date(at).toISOString()
      break
    }
  } catch {
    // a rule that ical.js refuses says nothing about when
    return null
  }
  return [regular, ...moved].filter((at) => at !== null).sort()[0] ?? null
}

function untilOf(until: ICAL.Time, zone: string): number {
  const wall = {
    year: until.year,
    month: until.month,
    day: until.day,
    hour: until.isDate ? 23 : until.hour,
    minute: until.isDate ? 59 : until.minute,
    second: until.isDate ? 59 : until.second,
  }
  // UNTIL in UTC ends the series at that instant; a day or a floating time is meant in the meeting's zone
  return DateTime.fromObject(wall, { zone: until.zone === ICAL.Timezone.utcTimezone ? 'utc' : zone }).toMillis()
}
