import {
  addWorkdays,
  dayOf,
  easter,
  fridayOfWeek,
  lastOfMonth,
  mondayOf,
  partsOf,
  weekdayOf,
  type Day,
} from './days.ts'
import type { Language } from './language.ts'
import { DATE_WORDS, FEASTS, type DateWords, type Preposition } from './lexica/date-words.ts'
import type { Token } from './tokens.ts'

/** A date found in a sentence: tokens [from, to), the day it means, and what the words before it make of it. */
export type DateHit = { from: number; to: number; day: Day; preposition: Preposition | null }

export type DateContext = {
  language: Language
  /** the writer's day */
  today: Day
  /** 4/5 is the fourth of May */
  dayFirst: boolean
}

type Found = { to: number; day: Day; preposition?: Preposition } | null

/** Finds every date of a sentence and resolves it against the day of writing. Linear in the number of tokens. */
export function findDates(tokens: readonly Token[], context: DateContext): DateHit[] {
  const words = DATE_WORDS[context.language]
  const hits: DateHit[] = []
  for (let index = 0; index < tokens.length; index += 1) {
    const found = dateAt(tokens, index, words, context)
    if (!found) continue
    hits.push({
      from: index,
      to: found.to,
      day: found.day,
      preposition: found.preposition ?? prepositionBefore(tokens, index, words) ?? prepositionAfter(tokens, found.to),
    })
    index = found.to - 1
  }
  return hits
}

function dateAt(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const token = tokens[at]
  if (!token || token.kind === 'mark') return null
  if (token.kind === 'number') {
    return (
      span(tokens, at, words, context) ??
      numericDate(tokens, at, words, context) ??
      dayThenMonth(tokens, at, words, context) ??
      dayOfMonth(tokens, at, words, context)
    )
  }
  return (
    calendarWeek(tokens, at, words, context) ??
    span(tokens, at, words, context) ??
    edge(tokens, at, words, context) ??
    weekdayDate(tokens, at, words, context) ??
    monthThenDay(tokens, at, words, context) ??
    dayThenMonth(tokens, at, words, context) ??
    dayOfMonth(tokens, at, words, context) ??
    relativeDay(tokens, at, words, context) ??
    unitDate(tokens, at, words, context) ??
    monthAlone(tokens, at, words, context) ??
    feast(tokens, at, context)
  )
}

const wordAt = (tokens: readonly Token[], at: number): string => tokens[at]?.w ?? ''

/** 2025-05-14, 14.05.2025, 28.02., 5/12, 5/12/25 */
function numericDate(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
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
function dayThenMonth(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const day = dayNumber(wordAt(tokens, at), words)
  if (day === null) return null
  let next = at + 1
  while (next < at + 3 && (words.glue.has(wordAt(tokens, next)) || wordAt(tokens, next) === '.')) next += 1
  const month = words.months[wordAt(tokens, next)]
  if (!month) return null
  return withYear(tokens, next + 1, month, day, words, context)
}

/** June 13, November seventh, Nov. 3rd 2025 */
function monthThenDay(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const month = words.months[wordAt(tokens, at)]
  if (!month) return null
  let next = at + 1
  while (next < at + 3 && (wordAt(tokens, next) === '.' || wordAt(tokens, next) === 'the')) next += 1
  const day = dayNumber(wordAt(tokens, next), words)
  if (day === null || day > 31 || context.language === 'de') return null
  return withYear(tokens, next + 1, month, day, words, context)
}

/** the 14th, the twenty-third, am 14., le 14, el 14 */
function dayOfMonth(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const raw = wordAt(tokens, at)
  const day = dayNumber(raw, words)
  if (day === null || day < 1 || day > 31) return null
  const before = wordAt(tokens, at - 1)
  const after = tokens[at + 1]
  const spelled = tokens[at]?.kind === 'word'
  let to = at + 1
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
    if (spelled || !/^\d{1,2}$/.test(raw)) return null
    const article = context.language === 'fr' ? /^(le|au|du)$/ : /^(el|al|del)$/
    if (!article.test(before)) return null
  }
  const follower = tokens[to]
  if (
    follower &&
    follower.kind !== 'mark' &&
    follower.start > (tokens[to - 1]?.end ?? 0) &&
    !FOLLOWS_DAY.has(follower.w) &&
    (context.language !== 'en' || (spelled && day <= 10))
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
  'at in on by with for and or if so but to then latest of instead from as when from und oder mit an bei in um wenn dann für spätestens et ou si avec pour à au en dans y o si con para a en sin como'.split(
    ' ',
  ),
)

/** "on a Wednesday", "jeden Montag": no day in particular */
const ANY = /^(a|any|every|each|some|einem|jeden|jedem|chaque|cada|un|algún|one)$/

/** Friday, Friday the 19th, Mon 19 May, next Tuesday, mardi prochain, el próximo lunes */
function weekdayDate(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  let start = at
  let next = words.next.has(wordAt(tokens, at))
  const current = words.current.has(wordAt(tokens, at))
  if (next || current) start = at + 1
  const weekday = words.weekdays[wordAt(tokens, start)]
  if (weekday === undefined || ANY.test(wordAt(tokens, at - 1))) return null
  const token = tokens[start]
  if (token && token.w.length <= 3 && context.language !== 'es' && !token.upper && context.language !== 'en')
    return null
  if (
    token &&
    token.w.length <= 3 &&
    context.language === 'en' &&
    !token.upper &&
    token.w !== 'fri' &&
    token.w !== 'tue' &&
    token.w !== 'thu' &&
    token.w !== 'wed' &&
    token.w !== 'mon'
  )
    return null
  if (
    token &&
    context.language === 'de' &&
    token.w.length === 2 &&
    !prepositionBefore(tokens, start, words) &&
    wordAt(tokens, start + 1) !== '.' &&
    tokens[start + 1]?.kind !== 'number'
  )
    return null
  if (
    token &&
    context.language === 'en' &&
    (token.w === 'sat' || token.w === 'sun') &&
    !prepositionBefore(tokens, start, words)
  )
    return null
  // a day and month that follow say more than the weekday
  let further = start + 1
  while (further < start + 4 && (words.glue.has(wordAt(tokens, further)) || wordAt(tokens, further) === '.'))
    further += 1
  const exact = tokens[further]
    ? (numericDate(tokens, further, words, context) ??
      dayThenMonth(tokens, further, words, context) ??
      monthThenDay(tokens, further, words, context) ??
      (further > start + 1 || tokens[further]?.kind === 'number' ? dayOfMonth(tokens, further, words, context) : null))
    : null
  if (exact) return exact
  if (context.language === 'es' || context.language === 'fr') {
    const bare = /^\d{1,2}$/.exec(wordAt(tokens, start + 1))
    if (bare && Number(bare[0]) <= 31) {
      const day = nearestDay(Number(bare[0]), weekday, context.today)
      if (day !== null) return { to: start + 2, day }
    }
  }
  let to = start + 1
  if (words.next.has(wordAt(tokens, to))) {
    to += 1
    return { to, day: onOrAfter(context.today + 1, weekday) }
  }
  // Friday next week, Dienstag in einer Woche
  const weekAfter = tokens[to] ? unitDate(tokens, to, words, context) : null
  if (
    weekAfter &&
    wordAt(tokens, weekAfter.to - 1).startsWith(
      context.language === 'de' ? 'woche' : context.language === 'en' ? 'week' : 'seman',
    )
  ) {
    return { to: weekAfter.to, day: mondayOf(weekAfter.day) + weekday - 1 }
  }
  if (context.language === 'es' && wordAt(tokens, to) === 'que' && wordAt(tokens, to + 1) === 'viene') to += 2
  if (next && context.language !== 'es' && context.language !== 'fr')
    return { to, day: mondayOf(context.today) + 7 + weekday - 1 }
  next = false
  return {
    to,
    day:
      current && weekdayOf(context.today) <= weekday
        ? mondayOf(context.today) + weekday - 1
        : onOrAfter(context.today + 1, weekday),
  }
}

/** in three weeks, within five business days, sous 48 heures, innerhalb von zwei Wochen */
function span(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  if (!isWithin(tokens, at, words) && wordAt(tokens, at + 2) !== 'from') return null
  const raw = wordAt(tokens, at)
  const count = /^\d{1,2}$/.test(raw) ? Number(raw) : words.numbers[raw]
  if (count === undefined) return null
  return spanOf(tokens, at, count, words, context)
}

/** "within, let me say, three weeks": at most five words lie between. */
function isWithin(tokens: readonly Token[], at: number, words: DateWords): boolean {
  for (let back = 1; back <= 7; back += 1) {
    const word = wordAt(tokens, at - back)
    if (words.prepositions[word] === 'within') return back === 1 || word !== 'in' || SKIPPED.has(wordAt(tokens, at - 1))
    if (back > 1 && tokens[at - back]?.kind === 'number') return false
    if (!SKIPPED.has(word) && word !== 'von' && word !== 'about') return false
  }
  return false
}

function spanOf(tokens: readonly Token[], at: number, count: number, words: DateWords, context: DateContext): Found {
  let next = at + 1
  let workdays = false
  while (next < at + 4 && !words.units[wordAt(tokens, next)]) {
    const word = wordAt(tokens, next)
    if (words.workday.has(word)) workdays = true
    else if (word !== 'of' && word !== '-' && word !== 'more' && word !== 'de' && !words.numbers[word]) return null
    next += 1
  }
  const unit = words.units[wordAt(tokens, next)]
  if (!unit) return null
  let to = next + 1
  if (words.workday.has(wordAt(tokens, to))) {
    workdays = true
    to += 1
  }
  return { to, day: later(context.today, count, workdays ? 'workday' : unit), preposition: 'within' }
}

function later(today: Day, count: number, unit: string): Day {
  if (unit === 'hour') return today + (count >= 24 ? Math.round(count / 24) : 0)
  if (unit === 'day') return today + count
  if (unit === 'workday') return addWorkdays(today, count)
  if (unit === 'week') return today + 7 * count
  const { year, month, day } = partsOf(today)
  const months = unit === 'month' ? count : unit === 'quarter' ? 3 * count : 12 * count
  return Math.min(dayOf(year, month + months, day), lastOfMonth(year, month + months))
}

/** KW 11, calendar week 11, w/c 2 June, the week of June 16, semaine du 16 juin, Woche vom 16.6. */
function calendarWeek(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const word = wordAt(tokens, at)
  let next = at
  if (word === 'kw' || word === 'kalenderwoche' || (word === 'cw' && context.language === 'en')) {
    const week = Number(wordAt(tokens, at + 1).replace(/\.$/, ''))
    if (!(week >= 1 && week <= 53)) return null
    const year = partsOf(context.today).year
    const friday = fridayOfWeek(year, week)
    return { to: at + 2, day: friday < context.today - 30 ? fridayOfWeek(year + 1, week) : friday }
  }
  if ((word === 'w' && wordAt(tokens, at + 1) === '/' && wordAt(tokens, at + 2) === 'c') || word === 'wc')
    next = at + (word === 'w' ? 3 : 1)
  else if (word === 'week' || word === 'woche' || word === 'semaine' || word === 'semana') {
    next = at + 1
    if (!/^(of|commencing|beginning|starting|vom|ab|du|del|de)$/.test(wordAt(tokens, next))) return null
    next += 1
  } else return null
  while (next < at + 6 && words.glue.has(wordAt(tokens, next))) next += 1
  const inner = tokens[next]
    ? (weekdayDate(tokens, next, words, context) ??
      numericDate(tokens, next, words, context) ??
      dayThenMonth(tokens, next, words, context) ??
      monthThenDay(tokens, next, words, context) ??
      dayOfMonth(tokens, next, words, context) ??
      bareDay(tokens, next, context))
    : null
  if (!inner) return null
  return { to: inner.to, day: mondayOf(inner.day) + 4 }
}

function bareDay(tokens: readonly Token[], at: number, context: DateContext): Found {
  const day = Number(wordAt(tokens, at))
  if (!(day >= 1 && day <= 31)) return null
  const today = partsOf(context.today)
  const same = dayOf(today.year, today.month, day)
  return { to: at + 1, day: same >= context.today - 6 ? same : dayOf(today.year, today.month + 1, day) }
}

/** end of next week, Ende Mai, fin juin, mid-July, a mediados de mes, EOM */
function edge(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const word = wordAt(tokens, at)
  const { year, month } = partsOf(context.today)
  if (word === 'eow') return { to: at + 1, day: mondayOf(context.today) + 4, preposition: 'by' }
  if (word === 'eom' || word === 'monatsende') return { to: at + 1, day: lastOfMonth(year, month), preposition: 'by' }
  if (word === 'eoq' || word === 'quartalsende')
    return { to: at + 1, day: lastOfMonth(year, Math.ceil(month / 3) * 3), preposition: 'by' }
  if (word === 'eoy' || word === 'jahresende') return { to: at + 1, day: dayOf(year, 12, 31), preposition: 'by' }
  if (
    word === 'wochenende' ||
    word === 'weekend' ||
    word === 'week-end' ||
    (word === 'fin' &&
      wordAt(tokens, at + 1) === 'de' &&
      wordAt(tokens, at + 2) === 'semana' &&
      context.language === 'es')
  ) {
    const before = prepositionBefore(tokens, at, words)
    const monday = mondayOf(context.today)
    return { to: word === 'fin' ? at + 3 : at + 1, day: before === 'by' ? monday + 4 : monday + 6 }
  }
  const compound = /^(mid|mi|end|early)-(\p{L}+)$/u.exec(word)
  const where = compound
    ? compound[1] === 'end'
      ? 'end'
      : compound[1] === 'early'
        ? 'begin'
        : 'middle'
    : edgeKind(word, words)
  if (!where) return null
  let next = compound ? at : at + 1
  while (
    next < at + 4 &&
    ((words.glue.has(wordAt(tokens, next)) && wordAt(tokens, next) !== ',') || wordAt(tokens, next) === '-')
  )
    next += 1
  const following = words.next.has(wordAt(tokens, next))
  if (following || words.current.has(wordAt(tokens, next))) next += 1
  const name = compound?.[2] ?? wordAt(tokens, next)
  const named = words.months[name]
  let to = next + 1
  if (named) {
    const stated = /^\d{4}$/.test(wordAt(tokens, to))
      ? Number(wordAt(tokens, to))
      : /^(de|of)$/.test(wordAt(tokens, to)) && /^\d{4}$/.test(wordAt(tokens, to + 1))
        ? Number(wordAt(tokens, to + 1))
        : null
    if (stated !== null) to += /^\d{4}$/.test(wordAt(tokens, to)) ? 1 : 2
    const inYear = stated ?? (lastOfMonth(year, named) < context.today - 15 ? year + 1 : year)
    return {
      to,
      day: where === 'end' ? lastOfMonth(inYear, named) : dayOf(inYear, named, where === 'middle' ? 15 : 7),
      ...by(where),
    }
  }
  const unit = name === 'day' ? 'day' : words.units[name]
  if (!unit || unit === 'hour' || unit === 'workday') return null
  const afterwards =
    words.next.has(wordAt(tokens, to)) ||
    (context.language === 'es' && wordAt(tokens, to) === 'que' && wordAt(tokens, to + 1) === 'viene')
  if (afterwards) to += wordAt(tokens, to) === 'que' ? 2 : 1
  const shift = following || afterwards ? 1 : 0
  return { to, day: edgeOf(unit, where, shift, context.today), ...by(where) }
}

const by = (where: 'end' | 'middle' | 'begin'): { preposition?: Preposition } =>
  where === 'end' ? { preposition: 'by' } : {}

function edgeKind(word: string, words: DateWords): 'end' | 'middle' | 'begin' | null {
  if (words.end.has(word)) return 'end'
  if (words.middle.has(word)) return 'middle'
  return words.begin.has(word) ? 'begin' : null
}

function edgeOf(unit: string, where: 'end' | 'middle' | 'begin', shift: number, today: Day): Day {
  const { year, month } = partsOf(today)
  if (unit === 'day') return today
  if (unit === 'week') {
    const monday = mondayOf(today) + 7 * shift
    return monday + (where === 'end' ? 4 : where === 'middle' ? 2 : 1)
  }
  if (unit === 'month')
    return where === 'end' ? lastOfMonth(year, month + shift) : dayOf(year, month + shift, where === 'middle' ? 15 : 7)
  if (unit === 'quarter') {
    const last = Math.ceil(month / 3) * 3 + 3 * shift
    return where === 'end' ? lastOfMonth(year, last) : dayOf(year, where === 'middle' ? last - 1 : last - 2, 15)
  }
  return where === 'end' ? dayOf(year + shift, 12, 31) : dayOf(year + shift, where === 'middle' ? 6 : 1, 30)
}

/** today, tomorrow, demain, pasado mañana, this afternoon, ce soir, heute Abend */
function relativeDay(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const word = wordAt(tokens, at)
  const next = wordAt(tokens, at + 1)
  if (context.language === 'es' && word === 'pasado' && next === 'mañana') return { to: at + 2, day: context.today + 2 }
  if (context.language === 'es' && /^(mañana|manana)$/.test(word) && /^(la|esta|de)$/.test(wordAt(tokens, at - 1)))
    return /^(esta)$/.test(wordAt(tokens, at - 1)) ? { to: at + 1, day: context.today } : null
  if (context.language === 'en' && word === 'day' && next === 'after' && wordAt(tokens, at + 2) === 'tomorrow')
    return { to: at + 3, day: context.today + 2 }
  if (PART_OF_DAY.has(word) && THIS.has(wordAt(tokens, at - 1))) return { to: at + 1, day: context.today }
  if (
    context.language === 'en' &&
    word === 'morning' &&
    wordAt(tokens, at - 1) === 'the' &&
    wordAt(tokens, at - 2) === 'in'
  )
    return { to: at + 1, day: context.today + 1 }
  const shift = words.relative[word]
  if (shift === undefined) return null
  if (context.language === 'de' && word === 'morgen' && /^(guten|jeden)$/.test(wordAt(tokens, at - 1))) return null
  return { to: at + 1, day: context.today + shift }
}

const PART_OF_DAY = new Set('morning afternoon evening soir matin après-midi tarde noche'.split(' '))
const THIS = new Set('this ce cet cette esta'.split(' '))

/** next week, this month, nächste Woche, la semaine prochaine, la semana que viene, Q3 */
function unitDate(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const word = wordAt(tokens, at)
  const quarter = /^q([1-4])$/.exec(word) ?? (word === 't' ? null : /^t([1-4])$/.exec(word))
  const { year, month } = partsOf(context.today)
  if (quarter) {
    const stated = /^\d{4}$/.test(wordAt(tokens, at + 1)) ? Number(wordAt(tokens, at + 1)) : null
    const last = Number(quarter[1]) * 3
    const inYear = stated ?? (last < month ? year + 1 : year)
    if (!prepositionBefore(tokens, at, words)) return null
    return { to: at + (stated === null ? 1 : 2), day: lastOfMonth(inYear, last) }
  }
  let start = at
  if (words.glue.has(word) && word !== ',' && context.language !== 'en') start = at + 1
  const leading = words.next.has(wordAt(tokens, start)) ? 1 : words.current.has(wordAt(tokens, start)) ? 0 : null
  const name = leading === null ? start : start + 1
  const unit = words.units[wordAt(tokens, name)]
  if (!unit || unit === 'hour' || unit === 'workday' || unit === 'day') return null
  let to = name + 1
  let shift = leading
  if (shift === null) {
    if (words.next.has(wordAt(tokens, to))) shift = 1
    else if (context.language === 'es' && wordAt(tokens, to) === 'que' && wordAt(tokens, to + 1) === 'viene') {
      shift = 1
      to += 1
    } else return null
    to += 1
  }
  // "this year" is when, not by when
  if (unit === 'year' && prepositionBefore(tokens, at, words) !== 'by') return null
  return { to, day: edgeOf(unit, 'end', shift, context.today) }
}

/** by July, in October, on the October invoice, März 2026 */
function monthAlone(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const word = wordAt(tokens, at)
  const month = words.months[word]
  if (!month) return null
  const token = tokens[at]
  const before = prepositionBefore(tokens, at, words)
  const year = /^20\d\d$/.test(wordAt(tokens, at + 1))
    ? Number(wordAt(tokens, at + 1))
    : /^(de|of)$/.test(wordAt(tokens, at + 1)) && /^20\d\d$/.test(wordAt(tokens, at + 2))
      ? Number(wordAt(tokens, at + 2))
      : null
  // "may", "mar", "sept" and the like are words of their own
  if (context.language === 'en' && !token?.upper) return null
  if (word.length <= 4 && year === null && (before === null || before === 'about') && context.language !== 'de')
    return null
  if ((before === null || before === 'about') && year === null && wordAt(tokens, at - 1) !== 'the') return null
  const now = partsOf(context.today)
  const inYear = year ?? (month < now.month ? now.year + 1 : now.year)
  // "the March invoice" in May is the one that was
  if (year === null && before !== 'by' && lastOfMonth(inYear, month) > context.today + 270) return null
  return {
    to: at + (year === null ? 1 : wordAt(tokens, at + 1).startsWith('20') ? 2 : 3),
    day: lastOfMonth(inYear, month),
  }
}

function feast(tokens: readonly Token[], at: number, context: DateContext): Found {
  const rule = FEASTS[wordAt(tokens, at)]
  if (!rule) return null
  const { year } = partsOf(context.today)
  const of = (inYear: number): Day =>
    'easter' in rule
      ? easter(inYear) + rule.easter
      : 'day' in rule
        ? dayOf(inYear, rule.month, rule.day)
        : onOrAfter(dayOf(inYear, rule.month, 1), rule.weekday) + 7 * (rule.nth - 1)
  const day = of(year) >= context.today ? of(year) : of(year + 1)
  const before = prepositionBefore(tokens, at, DATE_WORDS[context.language])
  return before === 'by' || before === 'on' ? { to: at + 1, day: before === 'by' ? day - 1 : day } : null
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

const onOrAfter = (day: Day, weekday: number): Day => day + ((weekday - weekdayOf(day) + 7) % 7)

/** The next day of that number that falls on that weekday, within two months. */
function nearestDay(number: number, weekday: number, today: Day): Day | null {
  const { year, month } = partsOf(today)
  for (let ahead = 0; ahead <= 2; ahead += 1) {
    const day = dayOf(year, month + ahead, number)
    if (day >= today && weekdayOf(day) === weekday) return day
  }
  return null
}

/** What up to three words before a date say about it; articles between are skipped. */
export function prepositionBefore(tokens: readonly Token[], at: number, words: DateWords): Preposition | null {
  let end = at
  for (let skipped = 0; skipped <= 3 && end > 0; skipped += 1) {
    for (let length = Math.min(3, end); length >= 1; length -= 1) {
      let key = wordAt(tokens, end - length)
      for (let k = end - length + 1; k < end; k += 1) key += ` ${wordAt(tokens, k)}`
      const found = words.prepositions[key]
      if (found !== undefined) {
        // "d'ici le", "bis zum", "antes del": the stronger word may stand before the article
        if (found !== 'by' && skipped < 3) {
          const stronger = prepositionBeforeExact(tokens, end - length, words)
          if (stronger === 'by' || stronger === 'from') return stronger
        }
        return found
      }
    }
    if (!SKIPPED.has(wordAt(tokens, end - 1))) return null
    end -= 1
  }
  return null
}

function prepositionBeforeExact(tokens: readonly Token[], end: number, words: DateWords): Preposition | null {
  for (let length = Math.min(3, end); length >= 1; length -= 1) {
    let key = wordAt(tokens, end - length)
    for (let k = end - length + 1; k < end; k += 1) key += ` ${wordAt(tokens, k)}`
    const found = words.prepositions[key]
    if (found !== undefined) return found
  }
  return null
}

const SKIPPED = new Set(
  'the of this next following coming end , our your about around let say me maybe der den dem des dieser diesen dieses nächster nächsten kommenden nächste kommende le la les du des cette ce de prochaine prochain los las el la próximo próxima del mes latest spätestens ende fin week woche'.split(
    ' ',
  ),
)

/** "the 14th at the latest", "14. spätestens", "au plus tard", "a más tardar" */
function prepositionAfter(tokens: readonly Token[], at: number): Preposition | null {
  const next = `${wordAt(tokens, at)} ${wordAt(tokens, at + 1)} ${wordAt(tokens, at + 2)}`
  return /^(latest|at the latest|spätestens|au plus tard|a más tardar|a mas tardar|como muy tarde|, at the)/.test(next)
    ? 'by'
    : null
}
