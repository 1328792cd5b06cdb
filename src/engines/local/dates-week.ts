import { dayOfMonth, dayThenMonth, monthThenDay, numericDate } from './dates-calendar.ts'
import { prepositionBefore, wordAt, type DateContext, type Found } from './dates-context.ts'
import { unitDate } from './dates-relative.ts'
import { dayOf, fridayOfWeek, mondayOf, onOrAfter, partsOf, weekdayOf, type Day } from './days.ts'
import type { DateWords } from './lexica/date-words.ts'
import type { Token } from './tokens.ts'

/** "on a Wednesday", "jeden Montag": no day in particular */
const ANY =
  /^(a|any|every|each|some|einem|jeden|jedem|chaque|cada|un|algún|one|leur|mon|son|notre|votre|my|their|his|her|our|your|mein|meinen|ihren|unseren|su|mi|tu|nuestro)$/

/** Friday, Friday the 19th, Mon 19 May, next Tuesday, mardi prochain, el próximo lunes */
export function weekdayDate(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  let start = at
  let next = words.next.has(wordAt(tokens, at))
  const current = words.current.has(wordAt(tokens, at))
  if (next || current) start = at + 1
  const weekday = words.weekdays[wordAt(tokens, start)]
  if (weekday === undefined || ANY.test(wordAt(tokens, at - 1))) return null
  // "le dimanche" is every Sunday, "dimanche" and "le dimanche 8" are one
  const habitual =
    context.language === 'fr' &&
    wordAt(tokens, at - 1) === 'le' &&
    !/^(avant|pour|ici|tard|jusqu'|vers)$/.test(wordAt(tokens, at - 2)) &&
    !/^\d/.test(wordAt(tokens, start + 1)) &&
    !words.next.has(wordAt(tokens, start + 1))
  if (habitual) return null
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
  if (context.language !== 'de') {
    const bare = wordAt(tokens, start + 1)
    // "Thursday 12th"; "Thursday 12" may be a time
    const digits = context.language === 'en' ? /^(\d{1,2})(st|nd|rd|th)$/.exec(bare) : /^(\d{1,2})$/.exec(bare)
    const number = digits ? Number(digits[1]) : words.ordinals[bare]
    if (number !== undefined && number <= 31) {
      const day = nearestDay(number, weekday, context.today)
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

/** The next day of that number that falls on that weekday, within two months. */
function nearestDay(number: number, weekday: number, today: Day): Day | null {
  const { year, month } = partsOf(today)
  for (let ahead = 0; ahead <= 2; ahead += 1) {
    const day = dayOf(year, month + ahead, number)
    if (day >= today && weekdayOf(day) === weekday) return day
  }
  return null
}

/** KW 11, calendar week 11, w/c 2 June, the week of June 16, semaine du 16 juin, Woche vom 16.6. */
export function calendarWeek(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const word = wordAt(tokens, at)
  let next = at
  if (word === 'kw' || word === 'kalenderwoche' || (word === 'cw' && context.language === 'en')) {
    const said = wordAt(tokens, at + 1).replace(/\.$/, '')
    const week = words.numbers[said] ?? Number(said)
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
