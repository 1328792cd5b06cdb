/** A day as whole days since 1970-01-01, free of clocks and zones. */
export type Day = number

export const dayOf = (year: number, month: number, day: number): Day => Date.UTC(year, month - 1, day) / 86_400_000
export const dayFromIso = (iso: string): Day => Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 86_400_000)
export const isoOf = (day: Day): string => new Date(day * 86_400_000).toISOString().slice(0, 10)
/** 1 Monday to 7 Sunday */
export const weekdayOf = (day: Day): number => ((((day + 3) % 7) + 7) % 7) + 1
export const partsOf = (day: Day): { year: number; month: number; day: number } => {
  const date = new Date(day * 86_400_000)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}
export const mondayOf = (day: Day): Day => day - weekdayOf(day) + 1
export const lastOfMonth = (year: number, month: number): Day => dayOf(year, month + 1, 1) - 1

/** The day of an instant where the writer sat, `offsetMinutes` east of UTC. */
export const localDay = (at: string, offsetMinutes: number): Day =>
  Math.floor((Date.parse(at) + offsetMinutes * 60_000) / 86_400_000)

export function addWorkdays(from: Day, count: number): Day {
  let day = from
  for (let left = count; left > 0;) {
    day += 1
    if (weekdayOf(day) <= 5) left -= 1
  }
  return day
}

/** Friday of an ISO week. */
export function fridayOfWeek(year: number, week: number): Day {
  return mondayOf(dayOf(year, 1, 4)) + (week - 1) * 7 + 4
}

/** Easter Sunday (Gregorian, the anonymous algorithm). */
export function easter(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const i = Math.floor(c / 4)
  const l = (32 + 2 * e + 2 * i - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  return dayOf(year, Math.floor(sum / 31), (sum % 31) + 1)
}

/** The first such weekday on a day or after it. */
export const onOrAfter = (day: Day, weekday: number): Day => day + ((weekday - weekdayOf(day) + 7) % 7)
