import { wordTable } from '../../lib/word-table.ts'
/**
 * A sentence as the cue grammar sees it: lower case, without accents, elisions opened (`l'annexe` is `le annexe`),
 * numbers recognised. Made once per sentence; everything after works on these words.
 */
export type Words = {
  /** folded words in order; `?` and `!` are words of their own */
  list: string[]
  /** a number, a number word, or an amount such as `19k` at the same position */
  numeric: boolean[]
  money: boolean
  percent: boolean
  duration: boolean
  /** any number at all */
  number: boolean
  question: boolean
}

const WORD = /[\p{L}\p{N}_]+(?:['’.,:/&-][\p{L}\p{N}]+)*|[€$£%?!]/gu
const ELISION = /^(qu|jusqu|lorsqu|puisqu|[ldnsjmtc])['’](.+)$/
const OPENED: Record<string, string> = wordTable({
  l: 'le',
  d: 'de',
  n: 'ne',
  s: 'se',
  j: 'je',
  m: 'me',
  t: 'te',
  c: 'ce',
  qu: 'que',
  jusqu: 'jusque',
  lorsqu: 'lorsque',
  puisqu: 'puisque',
})
const DIGITS = /^\d[\d.,]*(k|m|mio|tsd|x)?(€|eur|usd|gbp|chf)?$/
const NUMBER_WORDS = new Set(
  (
    'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen eighteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half dozen couple twice ' +
    'zwei drei vier funf sechs sieben acht neun zehn elf zwolf zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig hundert tausend halbe dutzend doppelt ' +
    'deux trois quatre cinq sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cent cents mille moitie dizaine ' +
    'dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta sesenta cien ciento mil millon millones mitad'
  ).split(' '),
)
/** German writes long numbers as one word. */
const GERMAN_NUMBER = /^[a-z]{4,}(?:tausend|hundert|millionen)$/
const THOUSANDS = /^(?:thousand|grand|tausend|mille|mil|million|millones|millionen|[a-z]{4,}tausend)$/
const BIG_DIGITS = /^\d{1,3}(?:[.,]\d{3})+$|^\d{4,}$/
/** What follows an amount of money and no counted thing. */
const AFTER_AMOUNT = new Set(
  'a per pro im jahrlich par annuel al por anual anuales in for para pour fur and und et y or total , max maximum year'.split(
    ' ',
  ),
)
const CURRENCY = new Set(
  '€ $ £ eur euro euros usd dollar dollars gbp pound pounds chf franken francs pesos peso mxn grand k€ quid'.split(' '),
)
const PERCENT = new Set('% percent prozent percentage points pourcent'.split(' '))
const DURATION =
  /^(second|minute|hour|day|week|month|year|night|shift|sekunde|stunde|tag|woche|monat|jahr|schicht|seconde|heure|jour|semaine|mois|annee|an|minuto|hora|dia|semana|mes|ano|turno|min|hrs|std)(s|n|en|e|es)?$/

/** Lower case without accents: what both the lexicon and the text are folded to. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  return /^[\u0020-\u007e]*$/.test(lower)
    ? lower
    : lower
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .replaceAll('ß', 'ss')
        .replaceAll('œ', 'oe')
        .replaceAll('’', "'")
}

/** The full form of an elided French particle that stands alone (`l` in `l annexe`); anything else as it is. */
export function opened(word: string): string {
  return OPENED[word] ?? word
}

export function readWords(text: string): Words {
  const list: string[] = []
  const numeric: boolean[] = []
  const words: Words = {
    list,
    numeric,
    money: false,
    percent: false,
    duration: false,
    number: false,
    question: false,
  }
  for (const match of fold(text).match(WORD) ?? []) {
    const elided = ELISION.exec(match)
    if (elided) {
      list.push(OPENED[elided[1] ?? ''] ?? '', elided[2] ?? '')
      numeric.push(false, false)
      continue
    }
    const isNumber = DIGITS.test(match) || NUMBER_WORDS.has(match) || GERMAN_NUMBER.test(match)
    list.push(match)
    numeric.push(isNumber)
    if (isNumber) {
      words.number = true
      if (/[€]|eur|usd|gbp|chf|\dk$/.test(match)) words.money = true
    }
    if (match === '?') words.question = true
  }
  list.forEach((word, at) => {
    const near = numeric[at - 1] === true || numeric[at + 1] === true
    if (CURRENCY.has(word) && (near || numeric[at - 2] === true)) words.money = true
    else if (
      (THOUSANDS.test(word) || BIG_DIGITS.test(word)) &&
      (THOUSANDS.test(word) ? near || word.length > 8 : true) &&
      isAmount(list, at)
    )
      words.money = true
    else if (PERCENT.has(word) && (near || numeric[at - 2] === true)) words.percent = true
    else if (DURATION.test(word) && (near || numeric[at - 2] === true)) words.duration = true
  })
  return words
}

/** A big figure that is followed by "a year", "im Jahr" or nothing at all, rather than by the thing it counts. */
function isAmount(list: readonly string[], at: number): boolean {
  const next = list[at + 1]
  if (next === undefined) return THOUSANDS.test(list[at] ?? '')
  if (!AFTER_AMOUNT.has(next)) return false
  return THOUSANDS.test(list[at] ?? '') || /^(?:year|jahr|an|ano|annum|mois|month|monat|mes)$/.test(list[at + 2] ?? '')
}
