import { wordTable } from '../../lib/word-table.ts'
import { prepositionBefore, SKIPPED, wordAt, type DateContext, type Found } from './dates-context.ts'
import { addWorkdays, dayOf, easter, lastOfMonth, mondayOf, onOrAfter, partsOf, type Day } from './days.ts'
import { DATE_WORDS, FEASTS, type DateWords, type Preposition } from './lexica/date-words.ts'
import type { Token } from './tokens.ts'

/** in three weeks, within five business days, sous 48 heures, innerhalb von zwei Wochen */
export function span(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
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
  // counted from something that has no day yet
  const preposition = AFTER.test(wordAt(tokens, to)) && !NOW.test(wordAt(tokens, to + 1)) ? 'about' : 'within'
  return { to, day: later(context.today, count, workdays ? 'workday' : unit), preposition }
}

const AFTER = /^(after|of|following|nach|ab|après|suivant|tras|después)$/
const NOW = /^(now|today|this|heute|jetzt|sofort|aujourd'hui|ce|hoy|esta|este)$/

function later(today: Day, count: number, unit: string): Day {
  if (unit === 'hour') return today + (count >= 24 ? Math.round(count / 24) : 0)
  if (unit === 'day') return today + count
  if (unit === 'workday') return addWorkdays(today, count)
  if (unit === 'week') return today + 7 * count
  const { year, month, day } = partsOf(today)
  const months = unit === 'month' ? count : unit === 'quarter' ? 3 * count : 12 * count
  return Math.min(dayOf(year, month + months, day), lastOfMonth(year, month + months))
}

/** end of next week, Ende Mai, fin juin, mid-July, a mediados de mes, EOM */
export function edge(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
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
export function relativeDay(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const word = wordAt(tokens, at)
  const next = wordAt(tokens, at + 1)
  if (context.language === 'es' && word === 'pasado' && next === 'mañana') return { to: at + 2, day: context.today + 2 }
  if (context.language === 'es' && /^(mañana|manana)$/.test(word) && /^(la|esta|de)$/.test(wordAt(tokens, at - 1)))
    return /^(esta)$/.test(wordAt(tokens, at - 1)) ? { to: at + 1, day: context.today } : null
  if (context.language === 'en' && word === 'day' && next === 'after' && wordAt(tokens, at + 2) === 'tomorrow')
    return { to: at + 3, day: context.today + 2 }
  // "a week today", "a fortnight tomorrow"
  const weeks = context.language === 'en' ? WEEKS[word === 'a' ? next : word] : undefined
  const from = word === 'a' ? at + 2 : at + 1
  const counted = weeks === undefined ? undefined : words.relative[wordAt(tokens, from)]
  if (weeks !== undefined && counted !== undefined) return { to: from + 1, day: context.today + 7 * weeks + counted }
  if (PART_OF_DAY.has(word) && THIS.has(wordAt(tokens, at - 1))) return { to: at + 1, day: context.today }
  if (
    context.language === 'en' &&
    word === 'morning' &&
    wordAt(tokens, at - 1) === 'the' &&
    wordAt(tokens, at - 2) === 'in'
  )
    return { to: at + 1, day: context.today + 1 }
  // "sous huitaine", "dans la quinzaine"
  const spell = context.language === 'fr' && /^(sous|la)$/.test(wordAt(tokens, at - 1)) ? SPELLS[word] : undefined
  if (spell !== undefined && !/^(de|d'|du)$/.test(next))
    return { to: at + 1, day: context.today + spell, preposition: 'within' }
  const shift = words.relative[word]
  if (shift === undefined) return null
  if (context.language === 'de' && word === 'morgen' && /^(guten|jeden)$/.test(wordAt(tokens, at - 1))) return null
  return { to: at + 1, day: context.today + shift }
}

const WEEKS: Record<string, number> = wordTable({ week: 1, fortnight: 2 })

const SPELLS: Record<string, number> = wordTable({ huitaine: 7, quinzaine: 14 })

const PART_OF_DAY = new Set('morning afternoon evening soir matin après-midi tarde noche'.split(' '))

const THIS = new Set('this ce cet cette esta'.split(' '))

/** next week, this month, nächste Woche, la semaine prochaine, la semana que viene, Q3 */
export function unitDate(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
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
  // "esta misma semana"
  const name = leading === null ? start : /^mism[oa]$/.test(wordAt(tokens, start + 1)) ? start + 2 : start + 1
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
export function monthAlone(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
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

export function feast(tokens: readonly Token[], at: number, context: DateContext): Found {
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
  // what is due "bis Ostern" may come on that day, what is due before it may not
  const earlier =
    before === 'by' && !(context.language === 'de' && /^(bis|zu|zum|spätestens)$/.test(wordAt(tokens, at - 1)))
  return before === 'by' || before === 'on' ? { to: at + 1, day: earlier ? day - 1 : day } : null
}
