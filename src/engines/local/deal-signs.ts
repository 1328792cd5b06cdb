import { periodsOf } from '../../findings/said-periods.ts'
import { datesOf } from '../../findings/said-values.ts'
import { foldName } from '../../signals/fold.ts'
import { isCustomers } from './passages.ts'
import type { Passage } from './passages.ts'
import { signsOf } from './weigh.ts'
import type { Signs } from './weigh.ts'

/** Money that went or would go: what a fault costs, no price and no budget. */
export const LOSS =
  /(?<!\p{L})(?:(?:cost|costs|costing) us|lost|lose|losing|loss|losses|wasted?|retests?|rework|scrap(?:ped)?|penalt\w+|fines?|fined|damages?|overtime|kostet uns|kostete uns|gekostet|verlier\w+|verloren|verlust\w*|schaden|strafe\w*|nacharbeit|ausschuss|nous (?:coûte|a coûté|réclame\w*)|perd\w*|pertes?|pénalités?|amendes?|nos (?:cuesta|costó|ha costado)|perd(?:emos|imos|ido)|pérdidas?|multas?|penalizaci\w+)(?!\p{L})/iu
/** "our limit is 180", "unsere Obergrenze liegt bei 40": money, though no currency stands there. */
const LIMIT =
  /\b(?:(?:our|my|the) (?:limit|ceiling|cap|maximum) (?:is|stands|would)|(?:unser|mein)e? (?:limit|obergrenze|grenze) (?:ist|liegt)|(?:notre|mon|ma) (?:limite|plafond|maximum) (?:est|c'est)|(?:nuestro|mi) (?:límite|tope|máximo) (?:es|son|está))(?!\p{L})/iu

const DAY = 86_400_000
const WORDY = 40

/**
 * The signs of a sentence that speaks about a purchase, beside those of every sentence: `ahead` a day or month still to come,
 * `figures` several numbers, `listed` things in a row, `loss` money gone, `named` somebody by name.
 */
export function signsFor(passage: Passage, rivals: ReadonlySet<string>): Signs {
  const signs = new Set(signsOf(passage, rivals))
  const { sentence, words, signal } = passage
  const at = sentence.at ?? signal.at
  if (at !== null && liesAhead(sentence.text, at)) signs.add('ahead')
  if (words.numeric.filter(Boolean).length >= 2) signs.add('figures')
  if (isListed(sentence.text)) signs.add('listed')
  if (words.list.length > WORDY) signs.add('wordy')
  if (/(?<!^)(?<![.!?] )(?<!\p{L})\p{Lu}\p{Ll}{2,}/u.test(sentence.text)) signs.add('named')
  if (LIMIT.test(sentence.text) && words.number) signs.add('plain.budget')
  if (LOSS.test(sentence.text) && !/budget|enveloppe|presupuesto/iu.test(sentence.text) && !signs.has('budget.limit'))
    signs.add('loss')
  return signs
}

/** Names a day, or a part of a month, between its own date and fifteen months on. */
function liesAhead(text: string, at: string): boolean {
  const today = Date.parse(at)
  return [...datesOf(text, at), ...periodsOf(text, at)].some(({ day }) => {
    const days = (Date.parse(day) - today) / DAY
    return days > 1 && days < 460
  })
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
      if (before.words.question && asked.test(foldName(before.sentence.text))) return true
    }
    before = before.before
  }
  return false
}
