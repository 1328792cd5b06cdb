import { findDates } from './dates.ts'
import { dayFromIso } from './days.ts'
import { DATE_WORDS } from './lexica/date-words.ts'
import { isCustomers } from './passages.ts'
import type { Passage } from './passages.ts'
import { tokenize } from './tokens.ts'
import { signsOf } from './weigh.ts'
import type { Signs } from './weigh.ts'
import { fold } from './words.ts'

/** Money that went or would go: what a fault costs, no price and no budget. */
export const LOSS =
  /(?<!\p{L})(?:(?:cost|costs|costing) us|lost|lose|losing|loss|losses|wasted?|retests?|rework|scrap(?:ped)?|penalt\w+|fines?|fined|damages?|overtime|kostet uns|kostete uns|gekostet|verlier\w+|verloren|verlust\w*|schaden|strafe\w*|nacharbeit|ausschuss|nous (?:coûte|a coûté|réclame\w*)|perd\w*|pertes?|pénalités?|amendes?|nos (?:cuesta|costó|ha costado)|perd(?:emos|imos|ido)|pérdidas?|multas?|penalizaci\w+)(?!\p{L})/iu
/** "our limit is 180", "unsere Obergrenze liegt bei 40": money, though no currency stands there. */
const LIMIT =
  /\b(?:(?:our|my|the) (?:limit|ceiling|cap|maximum) (?:is|stands|would)|(?:unser|mein)e? (?:limit|obergrenze|grenze) (?:ist|liegt)|(?:notre|mon|ma) (?:limite|plafond|maximum) (?:est|c'est)|(?:nuestro|mi) (?:límite|tope|máximo) (?:es|son|está))(?!\p{L})/iu

const FAR = 460
const WORDY = 40

/**
 * The signs of a sentence that speaks about a purchase, beside those of every sentence: `ahead` a day or month still to come,
 * `figures` several numbers, `listed` things in a row, `loss` money gone, `named` somebody by name.
 */
export function signsFor(passage: Passage, rivals: ReadonlySet<string>): Signs {
  const signs = new Set(signsOf(passage, rivals))
  const { sentence, words, signal } = passage
  const at = sentence.at ?? signal.at
  if (at !== null && liesAhead(sentence, at)) signs.add('ahead')
  if (words.numeric.filter(Boolean).length >= 2) signs.add('figures')
  if (isListed(sentence.text)) signs.add('listed')
  if (words.list.length > WORDY) signs.add('wordy')
  if (/(?<!^)(?<![.!?] )(?<!\p{L})\p{Lu}\p{Ll}{2,}/u.test(sentence.text)) signs.add('named')
  if (LIMIT.test(sentence.text) && words.number) signs.add('plain.budget')
  if (LOSS.test(sentence.text) && !/budget|enveloppe|presupuesto/iu.test(sentence.text) && !signs.has('budget.limit'))
    signs.add('loss')
  return signs
}

/** Names a day, or a month, between its own date and fifteen months on; "on Friday" is an errand and no milestone. */
function liesAhead({ text, language }: Passage['sentence'], at: string): boolean {
  const today = dayFromIso(at)
  const { months } = DATE_WORDS[language ?? 'en']
  const tokens = tokenize(text, language ?? 'en')
  return findDates(tokens, { language: language ?? 'en', today, dayFirst: true }).some(
    ({ from, to, day }) =>
      day > today + 1 &&
      day < today + FAR &&
      tokens.slice(from, to).some((token) => token.kind === 'number' || months[token.w] !== undefined),
  )
}

/** "price, function and data protection", "A, B, C". */
function isListed(text: string): boolean {
  return /,[^,;:.!?]{2,60},|,[^,;:.!?]{2,60}(?<!\p{L})(?:and|und|et|y|e)(?!\p{L})/u.test(text)
}

/** One of the two sentences before, by somebody else, asks for it. */
export function answers(passage: Passage, asked: RegExp): boolean {
  if (!isCustomers(passage)) return false
  let before = passage.before
  for (let back = 0; back < 3 && before !== null; back += 1) {
    if (before.speaker !== passage.speaker) {
      if (before.words.question && asked.test(fold(before.sentence.text).replaceAll("'", ' '))) return true
    }
    before = before.before
  }
  return false
}
