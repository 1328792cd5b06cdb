import { prepositionBefore, wordAt, type DateContext, type Found } from './dates-context.ts'
import { dayOf, lastOfMonth, partsOf } from './days.ts'
import type { DateWords } from './lexica/date-words.ts'
import type { Token } from './tokens.ts'

/** 2025-05-14, 14.05.2025, 28.02., 5/12, 5/12/25 */
export function numericDate(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const raw = wordAt(tokens, at)
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(raw)
  if (iso) return checked(at + 1, Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const full = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(raw)
  if (full) {
    const [first, second] = [Number(full[1]), Number(full[3])]
    const year = Number(full[4]) < 100 ? 2000 + Number(full[4]) : Number(full[4])
    const dayFirst = first > 12 || (second <= 12 && (full[2] === '.' || context.dayFirst))
    return checked(at + 1, year, dayFirst ? second : first, dayFirst ? first : second)
  }
  const dotted = /^(\d{1,2})\.(\d{1,2})$/.exec(raw)
  if (dotted) {
    const closed = wordAt(tokens, at + 1) === '.' && tokens[at + 1]?.start === tokens[at]?.end
    if (context.language !== 'de' || (!closed && !prepositionBefore(tokens, at, words))) return null
    return withoutYear(closed ? at + 2 : at + 1, Number(dotted[2]), Number(dotted[1]), context)
  }
  const slashed = /^(\d{1,2})\/(\d{1,2})$/.exec(raw)
  if (slashed) {
    const [first, second] = [Number(slashed[1]), Number(slashed[2])]
    const dayFirst = first > 12 || (second <= 12 && context.dayFirst)
    if (first === 24 && second === 7) return null
    return withoutYear(at + 1, dayFirst ? second : first, dayFirst ? first : second, context)
  }
  return null
}

/** 19 May, 19th of May 2025, 14. März, 1er juin, 13 de junio, thirty-first of July */
export function dayThenMonth(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const said = dayAt(tokens, at, words)
  if (said === null) return null
  const { day } = said
  let next = said.to
  while (next < said.to + 2 && (words.glue.has(wordAt(tokens, next)) || wordAt(tokens, next) === '.')) next += 1
  const month = words.months[wordAt(tokens, next)]
  if (!month) return null
  return withYear(tokens, next + 1, month, day, words, context)
}

/** June 13, November seventh, Nov. 3rd 2025 */
export function monthThenDay(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const month = words.months[wordAt(tokens, at)]
  if (!month) return null
  let next = at + 1
  while (next < at + 3 && (wordAt(tokens, next) === '.' || wordAt(tokens, next) === 'the')) next += 1
  const day = dayNumber(wordAt(tokens, next), words)
  if (day === null || day > 31 || context.language === 'de') return null
  return withYear(tokens, next + 1, month, day, words, context)
}

/** the 14th, the twenty-third, am 14., le 14, el 14 */
export function dayOfMonth(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const raw = wordAt(tokens, at)
  const said = dayAt(tokens, at, words)
  if (said === null) return null
  const { day } = said
  const before = wordAt(tokens, at - 1)
  const after = tokens[at + 1]
  const spelled = tokens[at]?.kind === 'word'
  let { to } = said
  if (context.language === 'en') {
    if (!spelled && !/\d(st|nd|rd|th)$/.test(raw)) return null
    if (before !== 'the' && !prepositionBefore(tokens, at, words)) return null
  } else if (context.language === 'de') {
    if (!spelled) {
      if (after?.w !== '.') return null
      const third = tokens[at + 2]
      if (third?.kind === 'word' && third.upper && !/^(an|da|in|um|auf|mit)$/.test(third.w)) return null
      to = at + 2
    }
    if (!/^(den|dem|am|zum|bis|der|ab|vom)$/.test(before)) return null
  } else {
    // "el uno", "le premier" are not only days
    if (spelled ? day === 1 : !/^\d{1,2}$/.test(raw)) return null
    const article = context.language === 'fr' ? /^(le|au|du)$/ : /^(el|al|del|día|dia)$/
    if (!article.test(before)) return null
  }
  const follower = tokens[to]
  if (
    follower &&
    follower.kind !== 'mark' &&
    follower.start > (tokens[to - 1]?.end ?? 0) &&
    !FOLLOWS_DAY.has(follower.w) &&
    !(/^(of|de)$/.test(follower.w) && words.current.has(wordAt(tokens, to + 1))) &&
    (context.language !== 'en' || (spelled && day <= 10)) &&
    // "bis zum vierundzwanzigsten einen Zugang"
    !(context.language === 'de' && spelled && day > 10 && !follower.upper)
  )
    return null
  if (follower?.w === '%' || follower?.w === '€') return null
  const today = partsOf(context.today)
  const sameMonth = dayOf(today.year, today.month, day)
  const candidate =
    sameMonth >= context.today ? { year: today.year, month: today.month } : { year: today.year, month: today.month + 1 }
  const lastDay = partsOf(lastOfMonth(candidate.year, candidate.month)).day
  // "el 30 de este mes", "the 14th of this month"
  if (/^(of|de|des)$/.test(wordAt(tokens, to)) && words.current.has(wordAt(tokens, to + 1))) to += 3
  return { to, day: dayOf(candidate.year, candidate.month, Math.min(day, lastDay)) }
}

const FOLLOWS_DAY = new Set(
  'at in on by with for and or if so but to then latest of instead from as when from und oder mit an bei in um wenn dann für spätestens et ou si avec pour à au en dans y o si con para a en sin como pero mais aber'.split(
    ' ',
  ),
)

/** A day in digits or words; "treinta y uno", "vingt et un" take three. */
function dayAt(tokens: readonly Token[], at: number, words: DateWords): { day: number; to: number } | null {
  const day = dayNumber(wordAt(tokens, at), words)
  if (day === null || day > 31) return null
  const joined = /^(y|et)$/.test(wordAt(tokens, at + 1)) && /^une?o?$/.test(wordAt(tokens, at + 2))
  return joined && (day === 20 || day === 30) ? { day: day + 1, to: at + 3 } : { day, to: at + 1 }
}

function dayNumber(word: string, words: DateWords): number | null {
  const digits = /^(\d{1,2})(?:st|nd|rd|th|er|º|ª|°|\.)?$/.exec(word)
  if (digits) return Number(digits[1]) >= 1 && Number(digits[1]) <= 31 ? Number(digits[1]) : null
  return words.ordinals[word] ?? null
}

function withYear(
  tokens: readonly Token[],
  at: number,
  month: number,
  day: number,
  words: DateWords,
  context: DateContext,
): Found {
  let next = at
  while (next < at + 2 && (wordAt(tokens, next) === ',' || words.glue.has(wordAt(tokens, next)))) next += 1
  if (/^20\d\d$/.test(wordAt(tokens, next))) return checked(next + 1, Number(wordAt(tokens, next)), month, day)
  return withoutYear(at, month, day, context)
}

/** The year that lies nearest: a day up to two months back is past, anything earlier is meant for next year. */
function withoutYear(to: number, month: number, day: number, context: DateContext): Found {
  const { year } = partsOf(context.today)
  const found = checked(to, year, month, day)
  if (found && found.day < context.today - 62) return checked(to, year + 1, month, day)
  if (found && found.day > context.today + 305) return checked(to, year - 1, month, day)
  return found
}

function checked(to: number, year: number, month: number, day: number): Found {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1990 || year > 2100) return null
  const result = dayOf(year, month, day)
  return partsOf(result).month === month ? { to, day: result } : null
}
