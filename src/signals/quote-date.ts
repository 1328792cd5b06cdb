import { MONTHS } from './date-lexicon.ts'

/**
 * The instant that a quote's header or attribution names ("Donnerstag, 13. Februar 2025 16:10", "7/9/2025 4:20 PM"),
 * read in the zone of the message that carries it (`offsetMinutes` east of UTC), since mail programs write it so.
 * Null where no full date stands there. Where day and month could be swapped, the reading not after `before` wins.
 */
export function quoteDate(text: string, offsetMinutes: number, before: string | null): string | null {
  const latest = before === null ? Number.POSITIVE_INFINITY : Date.parse(before) + 26 * 3_600_000
  const clock = clockOf(text)
  const candidates = daysOf(text).map(([year, month, day]) =>
    clock.offset === null
      ? Date.UTC(year, month - 1, day, clock.hour, clock.minute, clock.second) - offsetMinutes * 60_000
      : Date.UTC(year, month - 1, day, clock.hour, clock.minute, clock.second) - clock.offset * 60_000,
  )
  const found = candidates.find((time) => time <= latest) ?? candidates[0]
  return found === undefined || Number.isNaN(found) ? null : new Date(found).toISOString()
}

type Day = [year: number, month: number, day: number]

function daysOf(text: string): Day[] {
  const iso = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/.exec(text)
  if (iso) return valid([[Number(iso[1]), Number(iso[2]), Number(iso[3])]])
  const named = namedDay(text)
  if (named) return valid([named])
  const digits = /\b(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\b/.exec(text)
  if (!digits) return []
  const year = digits[3]!.length === 2 ? 2000 + Number(digits[3]) : Number(digits[3])
  const [a, b] = [Number(digits[1]), Number(digits[2])]
  const american = digits[0].includes('/') && /\b(?:am|pm)\b/i.test(text)
  return valid(
    american
      ? [
          [year, a, b],
          [year, b, a],
        ]
      : [
          [year, b, a],
          [year, a, b],
        ],
  )
}

/** "13. Februar 2025", "3 de marzo de 2025", "July 9, 2025", "17-feb.-2015", "March-19-11": by words, not by one large pattern. */
function namedDay(text: string): Day | null {
  const words = text.split(/[\s,.\-()]+/)
  const at = words.findIndex((word) => word.length >= 3 && MONTHS[word.toLowerCase()] !== undefined)
  if (at === -1) return null
  const month = MONTHS[words[at]!.toLowerCase()]!
  const near = words.slice(Math.max(0, at - 2), at + 4)
  const year = near.find((word) => /^\d{4}$/.test(word))
  const before = words.slice(Math.max(0, at - 2), at).findLast((word) => /^\d{1,2}(?:st|nd|rd|th|er|º)?$/.test(word))
  const after = words.slice(at + 1, at + 3).find((word) => /^\d{1,2}(?:st|nd|rd|th)?$/.test(word))
  const day = before ?? after
  return year === undefined || day === undefined ? null : [Number(year), month, Number.parseInt(day, 10)]
}

function valid(days: Day[]): Day[] {
  return days.filter(([, month, day]) => month >= 1 && month <= 12 && day >= 1 && day <= 31)
}

function clockOf(text: string): { hour: number; minute: number; second: number; offset: number | null } {
  const match = /\b(\d{1,2})[:h.](\d{2})(?::(\d{2}))?\s?(am|pm|a\.m\.|p\.m\.|a\.\s?m\.|p\.\s?m\.)?(?!\d|[.]\d)/i.exec(
    text.replace(/\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b/g, ' '),
  )
  if (!match) return { hour: 12, minute: 0, second: 0, offset: null }
  let hour = Number(match[1])
  const half = match[4]?.[0]?.toLowerCase()
  if (half === 'p' && hour < 12) hour += 12
  if (half === 'a' && hour === 12) hour = 0
  const zone = /(?:GMT|UTC)?([+-])(\d{2}):?(\d{2})\b/.exec(text.slice(text.indexOf(match[0]) + match[0].length))
  const offset = zone ? (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) : null
  return { hour, minute: Number(match[2]), second: Number(match[3] ?? 0), offset }
}
