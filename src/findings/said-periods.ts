import { MONTHS } from '../signals/date-lexicon.ts'
import { nearestYear } from './said-values.ts'

/** A stretch of days that is named without a day: "mid April", "dritte Januarwoche", "fin mars". `day`: about the middle of it. */
export type SaidPeriod = { day: string; from: string; to: string; text: string; start: number }

const PART: Record<string, [number, number]> = {
  early: [1, 10],
  mid: [11, 20],
  late: [20, 30],
  whole: [1, 30],
  1: [1, 8],
  2: [8, 15],
  3: [15, 22],
  4: [22, 29],
}
const PARTS: readonly [RegExp, string][] = [
  [/^(?:early|beginning|start|anfang|debut|principios|comienzos)/, 'early'],
  [/^(?:mid|middle|mitte|mi|mediados)/, 'mid'],
  [/^(?:late|end|ende|fin|finales|fines)/, 'late'],
  [/^(?:first|erste|premiere|primera)/, '1'],
  [/^(?:second|zweite|deuxieme|segunda)/, '2'],
  [/^(?:third|dritte|troisieme|tercera)/, '3'],
  [/^(?:fourth|last|vierte|letzte|quatrieme|derniere|cuarta|ultima)/, '4'],
]
const LEAD =
  "(?<!\\p{L})(?:(early|beginning|start|mid|middle|late|end|anfang|mitte|ende|début|mi|fin|principios|comienzos|mediados|finales|fines|in|im|en)(?: of| de)?[ -]|(first|second|third|fourth|last|première|deuxième|troisième|quatrième|dernière|primera|segunda|tercera|cuarta|última) (?:week|semaine|semana) (?:of|in|de|del|d[’'])\\s?)"
const PLAIN = new RegExp(`${LEAD}(\\p{L}{3,10})(?!\\p{L})(?:\\s(?:de\\s|del\\s)?(\\d{4}))?`, 'giu')
const GERMAN_WEEK = /(?<!\p{L})(erste|zweite|dritte|vierte|letzte)[nr]? (\p{L}{3,9})woche(?:\s(\d{4}))?/giu

/** Months and parts of months, in the four languages; a day is left to `datesOf`. */
export function periodsOf(text: string, at: string): SaidPeriod[] {
  const found: SaidPeriod[] = []
  const add = (part: string, name: string, year: string | undefined, words: string, start: number): void => {
    const month = MONTHS[name.toLowerCase()]
    if (month === undefined || /\d\s?$/.test(text.slice(0, start))) return
    const folded = part.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    const row = /^(?:in|im|en)$/.test(folded) ? undefined : PARTS.find(([pattern]) => pattern.test(folded))
    const [first, last] = PART[row?.[1] ?? 'whole']!
    const middle = Math.round((first + last) / 2)
    const full = year === undefined ? nearestYear(middle, month, at) : Number(year)
    const of = (day: number): string => `${full}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    found.push({ day: of(middle), from: of(first), to: of(last), text: words.trim(), start })
  }
  for (const match of text.matchAll(PLAIN)) {
    // "in May 12" is a day, and a date of its own
    if (!/^\s\d{1,2}(?!\d)/.test(text.slice(match.index + match[0].length)))
      add(match[1] ?? match[2] ?? '', match[3] ?? '', match[4], match[0], match.index)
  }
  for (const match of text.matchAll(GERMAN_WEEK)) add(match[1] ?? '', match[2] ?? '', match[3], match[0], match.index)
  return found
}
