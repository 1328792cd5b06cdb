import { dayOfMonth, dayThenMonth, monthThenDay, numericDate } from './dates-calendar.ts'
import { prepositionAfter, prepositionBefore, type DateContext, type Found } from './dates-context.ts'
import { deniedDay } from './dates-denied.ts'
import { billMonth, weekOfMonth } from './dates-months.ts'
import { edge, feast, monthAlone, relativeDay, span, unitDate } from './dates-relative.ts'
import { calendarWeek, weekdayDate } from './dates-week.ts'
import type { Day } from './days.ts'
import { DATE_WORDS, type DateWords, type Preposition } from './lexica/date-words.ts'
import type { Token } from './tokens.ts'

/** A date found in a sentence: tokens [from, to), the day it means, and what the words before it make of it. */
export type DateHit = { from: number; to: number; day: Day; preposition: Preposition | null }

/** Finds every date of a sentence and resolves it against the day of writing. Linear in the number of tokens. */
export function findDates(tokens: readonly Token[], context: DateContext): DateHit[] {
  const words = DATE_WORDS[context.language]
  const hits: DateHit[] = []
  for (let index = 0; index < tokens.length; index += 1) {
    const found = dateAt(tokens, index, words, context)
    if (!found) continue
    if (deniedDay(tokens, index, found.to)) {
      index = found.to - 1
      continue
    }
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
    weekOfMonth(tokens, at, words, context) ??
    billMonth(tokens, at, words, context) ??
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
