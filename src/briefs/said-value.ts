import type { Contradiction } from '../findings/finding.ts'
import { clip, fold, leadOf, wordCount } from './clause.ts'
import type { Material } from './material.ts'
import { figuresIn } from '../findings/numbers.ts'
import { isPercent, valueWords } from './words.ts'

/** What was said against the CRM, as a cell shows it; null where it is no value of the field's kind. */
export function saidValue(material: Material, one: Contradiction): string | null {
  const quote = fold(material.book.first(one.sentences)?.text ?? '')
  const value = restored(fold(one.evidenceValue), quote)
  const clause = clip(value, 16)
  const long = wordCount(clause) > 4
  if (!fitsField(one, clause, long)) return null
  if (long && wordCount(clause) <= 16 && quote.includes(clause)) return `"${clause}"`
  // "140.000" was said in a language that groups like this: it stands as said.
  if (/^\d{1,3}(?:[.'’ ]\d{3})+(?!\d)/u.test(value)) return leadOf(value, 16)
  return valueWords(material, leadOf(value.replace(/(?<=\d\p{L}?)\.$/u, ''), 16), one.field)
}

/** A value that was cut off in the middle of a word or a number, up to the end of that word. */
function restored(value: string, quote: string): string {
  const start = value.replace(/[\s.]*…$/u, '')
  const at = quote.indexOf(start)
  if (at < 0) return start
  const rest = quote.slice(at + start.length)
  // Cut between words, the rest of the sentence is there to choose clauses from.
  if (start !== value && !/^[\p{L}\p{N}.,'’]/u.test(rest)) return `${start}${rest}`
  const unit = /\d$/.test(start) ? (UNIT.exec(rest)?.[0] ?? '') : ''
  if (unit !== '') return `${start}${unit}`
  const more = /^[\p{L}\p{N}]|^[.,'’](?=\d)/u.test(rest) ? (/^\S+/u.exec(rest)?.[0] ?? '') : ''
  return `${start}${more}`.replace(/[,;:.]+$/u, more === '' ? '$&' : '')
}

/** What a figure counts. */
const UNIT =
  /^\s?(?:\p{Sc}|%|k(?!\p{L})|(?:euros?|EUR|USD|GBP|CHF|dollars?|pounds?|Prozent|percent|per cent)(?!\p{L}))/iu

/** A number's field takes a number that is another than the CRM's, in its unit; a sentence without one is no value. */
function fitsField(one: Contradiction, said: string, long: boolean): boolean {
  const crm = fold(one.crmValue ?? '')
  if (isPercent(one.field)) {
    return /\d ?(?:%|percent|per cent|prozent|pour cent|por ciento)/iu.test(said) || (!long && /\d/.test(said))
      ? !repeats(said, crm)
      : false
  }
  if (/^-?\d+(?:\.\d+)?$/.test(crm)) return figuresIn(said).length > 0 && !repeats(said, crm)
  // Whoever says what the CRM says speaks of it, not against it by these words.
  return !(
    long &&
    crm !== '' &&
    said
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .includes(crm.toLowerCase())
  )
}

function repeats(said: string, crm: string): boolean {
  const own = new Set(figuresIn(crm).flatMap((figure) => figure.values))
  const figures = figuresIn(said)
  return figures.length > 0 && figures.every((figure) => figure.values.some((value) => own.has(value)))
}
