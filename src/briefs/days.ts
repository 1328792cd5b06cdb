import { DateTime } from 'luxon'

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/**
 * Days as a brief names them, all in the reader's zone: weekday, day and month for the next two weeks,
 * day and month otherwise, the year where it is another. Own tables, because ICU's differ between machines.
 */
export type Days = {
  /** today as YYYY-MM-DD */
  today: string
  /** a calendar day (YYYY-MM-DD) */
  day: (date: string) => string
  /** the day of an instant, YYYY-MM-DD */
  dateOf: (instant: string) => string
  /** the day of an instant, as `day` names it */
  dayOf: (instant: string) => string
  /** `13:00` */
  timeOf: (instant: string) => string
  /** `Fri 13 Jun 2025, 18:00 Chicago time` */
  stamp: (instant: string) => string
  /** whole days from today; negative in the past */
  until: (date: string) => number
}

/** The zone's city, or UTC; a reader knows cities, not abbreviations. */
export function zoneName(zone: string): string {
  if (/^(Etc\/)?(UTC|GMT|Zulu|UCT)$/i.test(zone)) return 'UTC'
  const city = zone.split('/').at(-1) ?? zone
  return /^UTC[+-]/.test(zone) ? zone : `${city.replaceAll('_', ' ')} time`
}

export function createDays(asOf: string, zone: string): Days {
  const now = inZone(asOf, zone)
  const today = isoDate(now)
  const midnight = DateTime.fromISO(today, { zone: 'utc' })

  const until = (date: string) => Math.round(DateTime.fromISO(date, { zone: 'utc' }).diff(midnight, 'days').days)
  const day = (date: string) => {
    const at = DateTime.fromISO(date, { zone: 'utc' })
    if (!at.isValid) return date
    const plain = `${at.day} ${MONTHS[at.month - 1]}`
    if (at.year !== now.year) return `${plain} ${at.year}`
    return until(date) >= 0 && until(date) <= 14 ? `${WEEKDAYS[at.weekday - 1]} ${plain}` : plain
  }
  const dateOf = (instant: string) => isoDate(inZone(instant, zone))
  return {
    today,
    until,
    day,
    dateOf,
    dayOf: (instant) => day(dateOf(instant)),
    timeOf: (instant) => clockTime(inZone(instant, zone)),
    stamp: (instant) => {
      const at = inZone(instant, zone)
      const date = `${WEEKDAYS[at.weekday - 1]} ${at.day} ${MONTHS[at.month - 1]} ${at.year}`
      return `${date}, ${clockTime(at)} ${zoneName(zone)}`
    },
  }
}

function isoDate(at: DateTime): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.year}-${two(at.month)}-${two(at.day)}`
}

function clockTime(at: DateTime): string {
  return `${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`
}

function inZone(instant: string, zone: string): DateTime {
  const at = DateTime.fromISO(instant, { zone })
  return at.isValid ? at : DateTime.fromISO(instant, { zone: 'utc' })
}
