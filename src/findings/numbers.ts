import { wordTable } from '../lib/word-table.ts'
/**
 * Figures as people write them, reduced to what can be compared: "$90k", "90,000", "90.000 €" and "90 000" are one.
 * A separator that could mean two things yields both readings.
 */
export function figuresIn(text: string): { raw: string; start: number; end: number; values: string[] }[] {
  const found: { raw: string; start: number; end: number; values: string[] }[] = []
  for (const match of text.matchAll(
    /\d+(?:[.,'’\u00A0\u202F ]\d{3})*(?:[.,]\d+)?(?:\s?(?:k|K|m|M|mn|Mio|bn|million|Million(?:en)?|millions|thousand|Tsd))?(?![\p{L}\d])|\d+/gu,
  )) {
    const raw = match[0]
    found.push({ raw, start: match.index, end: match.index + raw.length, values: valuesOf(raw) })
  }
  return found
}

/** Every reading of every figure of a text. */
export function figureSet(texts: readonly string[]): Set<string> {
  const set = new Set<string>()
  for (const text of texts) {
    for (const figure of figuresIn(text)) for (const value of figure.values) set.add(value)
    for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
      const value = NUMBER_WORDS[word]
      if (value !== undefined) set.add(String(value))
    }
  }
  return set
}

/** A CRM's number as people write it; anything else unchanged. */
export function readable(value: string): string {
  if (!/^-?\d+(?:\.\d+)?$/.test(value)) return value
  const number = Number(value)
  if (!Number.isFinite(number) || Math.abs(number) < 1000) return String(number)
  const [whole = '', part] = String(number).split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')
  return part === undefined ? grouped : `${grouped}.${part}`
}

function valuesOf(raw: string): string[] {
  const unit = /[\p{L}]+$/u.exec(raw)?.[0] ?? ''
  const digits = raw.slice(0, raw.length - unit.length).trim()
  const factor = /^(k|tsd|thousand)$/i.test(unit) ? 1e3 : /^bn$/i.test(unit) ? 1e9 : unit === '' ? 1 : 1e6
  const readings = new Set<number>()
  const add = (text: string) => {
    const value = Number(text)
    if (Number.isFinite(value)) readings.add(value * factor)
  }
  add(digits.replaceAll(/[.,'’\s\u00A0\u202F]/g, ''))
  const decimal = /^(.*)[.,](\d+)$/.exec(digits)
  if (decimal) add(`${(decimal[1] ?? '').replaceAll(/[.,'’\s\u00A0\u202F]/g, '')}.${decimal[2] ?? ''}`)
  return [...readings].map((value) => String(Math.round(value * 1e6) / 1e6))
}

/** Small numbers written out, in the languages that are read; larger ones stand in quotes as they were said. */
const NUMBER_WORDS = wordTable<number>(
  Object.fromEntries(
    [
      ['one two three four five six seven eight nine ten eleven twelve'],
      ['eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'],
      ['un deux trois quatre cinq six sept huit neuf dix onze douze'],
      ['uno dos tres cuatro cinco seis siete ocho nueve diez once doce'],
    ].flatMap(([words = '']) => words.split(' ').map((word, index) => [word, index + 1] as const)),
  ),
)
