import { wordTable } from '../../lib/word-table.ts'
import { wordAt, type DateContext, type Found } from './dates-context.ts'
import { dayOf, lastOfMonth, onOrAfter, partsOf, type Day } from './days.ts'
import type { DateWords } from './lexica/date-words.ts'
import type { Token } from './tokens.ts'

const FRIDAY = 5
const NTH: Record<string, number> = wordTable({
  erste: 1,
  ersten: 1,
  erster: 1,
  zweite: 2,
  zweiten: 2,
  zweiter: 2,
  dritte: 3,
  dritten: 3,
  dritter: 3,
  letzte: -1,
  letzten: -1,
  letzter: -1,
  première: 1,
  '1re': 1,
  '1ère': 1,
  deuxième: 2,
  seconde: 2,
  '2e': 2,
  troisième: 3,
  dernière: -1,
  first: 1,
  second: 2,
  third: 3,
  last: -1,
  primera: 1,
  segunda: 2,
  tercera: 3,
  última: -1,
})

/** In der ersten Dezemberwoche, the first week of May, erste Maihälfte, la seconde quinzaine de juin. */
export function weekOfMonth(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const nth = NTH[wordAt(tokens, at)]
  if (nth === undefined) return null
  const word = wordAt(tokens, at + 1)
  const compound = /^(\p{L}+?)-?(woche|hälfte)$/u.exec(word)
  const inside = compound?.[1] === undefined ? undefined : words.months[compound[1]]
  if (inside) return { to: at + 2, day: partOf(inside, nth, compound?.[2] === 'hälfte', context.today) }
  if (!/^(semaine|quinzaine|woche|hälfte|week|half|semana|quincena|mitad)$/.test(word)) return null
  let next = at + 2
  while (next < at + 4 && (words.glue.has(wordAt(tokens, next)) || /^(im|of|in)$/.test(wordAt(tokens, next)))) next += 1
  const month = words.months[wordAt(tokens, next)]
  if (!month) return null
  return { to: next + 1, day: partOf(month, nth, /^(quinzaine|hälfte|half|quincena|mitad)$/.test(word), context.today) }
}

/** The Friday of a month's nth week, or the last day of one of its halves. */
function partOf(month: number, nth: number, half: boolean, today: Day): Day {
  const { year } = partsOf(today)
  const inYear = lastOfMonth(year, month) < today ? year + 1 : year
  if (half) return nth === 1 ? dayOf(inYear, month, 15) : lastOfMonth(inYear, month)
  if (nth < 0) return onOrAfter(lastOfMonth(inYear, month) - 6, FRIDAY)
  return onOrAfter(dayOf(inYear, month, 1), FRIDAY) + 7 * (nth - 1)
}

const BILL = /^(\p{L}+?)-?(rechnung|abrechnung|lauf|gutschrift|rate|lieferung)$/u
const ON_BILL =
  /^(facture|facturation|échéance|mensualité|paie|livraison|factura|facturación|cuota|mensualidad|nómina)$/

/** Auf der Aprilrechnung, sur la facture de juin: what stands on a month's bill is due with that month. */
export function billMonth(tokens: readonly Token[], at: number, words: DateWords, context: DateContext): Found {
  const back = /^(auf|mit|in|sur|avec|en|con)$/
  if (!back.test(wordAt(tokens, at - 1)) && !back.test(wordAt(tokens, at - 2))) return null
  const word = wordAt(tokens, at)
  const compound = context.language === 'de' ? BILL.exec(word)?.[1] : undefined
  const month =
    compound === undefined
      ? (context.language === 'fr' || context.language === 'es') &&
        ON_BILL.test(word) &&
        /^(de|d')$/.test(wordAt(tokens, at + 1))
        ? words.months[wordAt(tokens, at + 2)]
        : undefined
      : words.months[compound]
  if (!month) return null
  const { year } = partsOf(context.today)
  const day = lastOfMonth(year, month)
  // the bill of a month that is over is the one that was
  if (day < context.today && day > context.today - 180) return null
  return {
    to: compound === undefined ? at + 3 : at + 1,
    day: day < context.today ? lastOfMonth(year + 1, month) : day,
    preposition: 'on',
  }
}
