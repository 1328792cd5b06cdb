import * as chrono from 'chrono-node'
import type { Sentence } from '../signals/signal.ts'
import { fold, shorten } from './clause.ts'
import type { Material, Promise as Owed } from './material.ts'

/**
 * What was promised, as a row says it: the words of the promise without the date and the person, which have
 * columns of their own. Nothing is added; a promise that cannot be shortened like this stays as it was said.
 */
export function promiseWords(material: Material, owed: Owed, words: number): string {
  const { commitment } = owed
  const said = material.book.first(commitment.sentences)
  let what = fold(commitment.what)
  if (commitment.due !== null) what = withoutDate(what, said?.language ?? null)
  if (owed.to)
    what = what.replace(
      /^(\p{L}+) you (?=(?:an?|the|our|my|your|some|any|two|three|this|that|these|those|\d)\b)/iu,
      '$1 ',
    )
  return shorten(sentenceCase(what), words)
}

/** Cuts a date off the end, with the little words that lead to it; the start keeps at least three words. */
export function withoutDate(text: string, language: Sentence['language']): string {
  const parsed = parserOf(language).parse(text, ANY_DAY)
  const last = parsed.at(-1)
  if (!last || last.index + last.text.length < text.length - 2) return text
  const start = text
    .slice(0, last.index)
    .replace(LEADING, '')
    .replace(/[\s,;:–—(-]+$/u, '')
  return start.split(' ').length >= 3 ? start : text
}

export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function parserOf(language: Sentence['language']) {
  return PARSERS[language ?? 'en']
}

const PARSERS = { en: chrono.en.GB, de: chrono.de, fr: chrono.fr, es: chrono.es }

/** Only where a date stands matters here, not which day it is. */
const ANY_DAY = new Date(Date.UTC(2020, 0, 15, 12))

/** Words that lead to a date and mean nothing without it. */
const LEADING =
  /(?:[\s,;:–—-]+(?:by|until|till|before|on|at|in|from|for|of|the|let'?s say|latest|no later than|end of|week of|w\/c|bis|am|vor|spätestens|zum|ab|im|in der|woche vom|kw|d['’]ici(?: au| le)?|avant(?: le)?|pour(?: le)?|le|au|à partir du|la semaine du|para(?: el)?|antes del?|el|hasta(?: el)?|a más tardar|la semana del))+[\s,;:–—-]*$/iu
