import { wordTable } from '../../lib/word-table.ts'
/** When a message says it was sent, and the zone its sender lives in. */
export type MailDate = { at: string | null; offsetMinutes: number }

const NAMED: Record<string, number> = wordTable({
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  cet: 60,
  cest: 120,
  met: 60,
  mest: 120,
  mez: 60,
  mesz: 120,
  eet: 120,
  eest: 180,
  wet: 0,
  west: 60,
  bst: 60,
  ist: 330,
  jst: 540,
  aest: 600,
})
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Reads a Date header; `at` is null where no moment can be told from it. */
export function readMailDate(value: string | null): MailDate {
  const plain = (value ?? '')
    .slice(0, 200)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const match =
    /(\d{1,2})[ -]([a-z]{3})[a-z]*[ -](\d{2,4})[ ,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*(am|pm)?\s*([+-]\d{1,2}:?\d{2}|[a-z]{1,5})?/i.exec(
      plain,
    )
  if (!match) {
    const time = Date.parse(plain)
    return plain === '' || Number.isNaN(time) ? { at: null, offsetMinutes: 0 } : { at: isoOf(time), offsetMinutes: 0 }
  }
  const [, day, month, year, hour, minute, second, half, zone] = match
  const monthIndex = MONTHS.indexOf((month ?? '').toLowerCase())
  if (monthIndex < 0) return { at: null, offsetMinutes: 0 }
  const offsetMinutes = offsetOf(zone ?? '')
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  const local = Date.UTC(
    fullYear(Number(year), (year ?? '').length),
    monthIndex,
    Number(day),
    hours,
    Number(minute),
    Number(second ?? 0),
  )
  const at = isoOf(local - offsetMinutes * 60_000)
  return { at, offsetMinutes: at === null ? 0 : offsetMinutes }
}

function offsetOf(zone: string): number {
  const numeric = /^([+-])(\d{1,2}):?(\d{2})$/.exec(zone)
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3])
    return minutes > 14 * 60 ? 0 : numeric[1] === '-' ? -minutes : minutes
  }
  return NAMED[zone.toLowerCase()] ?? 0
}

function fullYear(year: number, digits: number): number {
  if (digits > 2) return digits === 3 ? year + 1900 : year
  return year < 50 ? year + 2000 : year + 1900
}

/** Moments outside the years that mail can come from are mistakes, not times. */
function isoOf(time: number): string | null {
  if (!Number.isFinite(time)) return null
  const date = new Date(time)
  const year = date.getUTCFullYear()
  return year < 1970 || year > 2200 ? null : date.toISOString()
}
