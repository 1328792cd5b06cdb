import { DateTime, IANAZone } from 'luxon'
import { z } from 'zod'
import { AppError } from './errors.ts'

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day as HH:MM, 24:00 at most')
const window = z.tuple([timeOfDay, timeOfDay])

/**
 * When a company works: its zone, the working windows of each ISO weekday (1 is Monday) in local wall time, and the
 * days on which nobody works (YYYY-MM-DD in that zone). Windows do not cross midnight; `24:00` ends a day.
 */
export const BusinessCalendar = z
  .strictObject({
    zone: z.string().refine((zone) => IANAZone.isValidZone(zone), 'an IANA zone such as Europe/Berlin'),
    hours: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), z.array(window)),
    holidays: z.array(z.iso.date()),
  })
  .refine(({ hours }) => Object.values(hours).some((windows) => windows.length > 0), 'at least one working window')
  .refine(
    ({ hours }) =>
      Object.values(hours).every((windows) => windows.every(([from, to], i) => inOrder(windows, i, from, to))),
    'windows of a day in order, none overlapping another, each ending after it starts',
  )
export type BusinessCalendar = z.infer<typeof BusinessCalendar>

/** Monday to Friday, nine to five, no holidays. */
export function officeHours(zone: string): BusinessCalendar {
  const day: [string, string][] = [['09:00', '17:00']]
  return BusinessCalendar.parse({ zone, hours: { 1: day, 2: day, 3: day, 4: day, 5: day }, holidays: [] })
}

/** Working milliseconds between two moments; 0 when `to` is not after `from`. Elapsed time: an hour that a clock change removes is not worked. */
export function businessTimeBetween(calendar: BusinessCalendar, from: Date, to: Date): number {
  let worked = 0
  for (const { start, end } of windowsFrom(calendar, from)) {
    if (start >= to.getTime()) break
    worked += Math.max(0, Math.min(end, to.getTime()) - Math.max(start, from.getTime()))
  }
  return worked
}

/** The earliest moment at which `milliseconds` of working time have passed since `from`. */
export function addBusinessTime(calendar: BusinessCalendar, from: Date, milliseconds: number): Date {
  if (milliseconds <= 0) return from
  let left = milliseconds
  let idleSince = from.getTime()
  for (const { start, end } of windowsFrom(calendar, from)) {
    const begin = Math.max(start, from.getTime())
    const length = Math.max(0, end - begin)
    if (length >= left) return new Date(begin + left)
    left -= length
    if (length > 0) idleSince = end
    if (start - idleSince > LONGEST_PAUSE)
      throw new AppError('bad_input', `calendar ${calendar.zone}: no working time within 400 days; check its holidays`)
  }
  throw new AppError('internal', `calendar ${calendar.zone}: ran out of days`)
}

/** `4 h 20 min`, `35 min`, `0 min`: whole minutes, never a day, since a working day has no fixed length. */
export function inWords(milliseconds: number): string {
  const minutes = Math.floor(Math.max(0, milliseconds) / 60_000)
  const hours = Math.floor(minutes / 60)
  if (hours === 0) return `${minutes} min`
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}

const LONGEST_PAUSE = 400 * 24 * 3_600_000

/** The working windows that end after `from`, in order, without end: the caller stops. */
function* windowsFrom(calendar: BusinessCalendar, from: Date): Generator<{ start: number; end: number }> {
  const holidays = new Set(calendar.holidays)
  let day = DateTime.fromJSDate(from, { zone: calendar.zone }).startOf('day')
  for (;;) {
    const iso = day.toISODate()
    if (iso === null) return
    const free = holidays.has(iso)
    const windows = calendar.hours[String(day.weekday) as keyof BusinessCalendar['hours']] ?? []
    for (const [opens, closes] of windows) {
      const start = free ? day.plus({ days: 1 }).toMillis() : at(day, opens)
      const end = free ? start : at(day, closes)
      if (end > from.getTime()) yield { start, end }
    }
    // A day without windows still moves time on, so that a caller can tell an endless pause.
    if (windows.length === 0) {
      const end = day.plus({ days: 1 }).toMillis()
      if (end > from.getTime()) yield { start: end, end }
    }
    day = day.plus({ days: 1 }).startOf('day')
  }
}

/** A local time of that day; one that a clock change skips is the moment after the gap. */
function at(day: DateTime, time: string): number {
  if (time === '24:00') return day.plus({ days: 1 }).startOf('day').toMillis()
  const [hour, minute] = time.split(':').map(Number)
  return day.set({ hour, minute, second: 0, millisecond: 0 }).toMillis()
}

function inOrder(windows: readonly [string, string][], index: number, from: string, to: string): boolean {
  const before = windows[index - 1]
  return from < to && (before === undefined || before[1] <= from)
}
