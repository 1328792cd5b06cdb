import { conceptOf, foldWord } from '../../lib/business-words.ts'
import type { Judged } from './commitment-score.ts'
import type { Frame } from './frame.ts'
import { VISIT_CUES } from './lexica/unpromised-cues.ts'
import type { Parsed } from './parse.ts'
import { FORM } from './verb-forms.ts'

/** "We'll be on site Tuesday": going there is promised once it has a day. */
export function scoreVisit(parsed: Parsed): Judged | null {
  const { cues, lower } = parsed
  if (parsed.question || parsed.dates.length === 0 || !VISIT_CUES[parsed.language].test(lower)) return null
  if (cues.offer.test(lower) || cues.hedge.test(lower) || cues.unreal.test(lower) || cues.past.test(lower)) return null
  if (parsed.tokens.some((token, index) => cues.negation.has(token.w) || parsed.conditional[index])) return null
  return { frame: null, score: 0.95, why: 'visit' }
}

/** "Price held until", "free of charge", "you may terminate": terms that stand once offered in writing. */
export function scoreTerms(parsed: Parsed): Judged | null {
  const { cues, lower } = parsed
  if (parsed.question || !cues.terms.test(lower)) return null
  // "waive the setup": a note of what to do, by nobody
  if (
    parsed.language === 'en' &&
    ((parsed.verbs[0]?.forms ?? 0) & FORM.infinitive) !== 0 &&
    !IS.test(parsed.tokens[1]?.w ?? '')
  )
    return null
  if (cues.offer.test(lower) || cues.hedge.test(lower) || cues.unreal.test(lower)) return null
  if (parsed.dates.length === 0 && cues.past.test(lower)) return null
  if (deniesTerms(parsed)) return null
  const thing = parsed.tokens.some((token) => token.kind === 'word' && conceptOf(foldWord(token.w)) !== null)
  const figure = parsed.tokens.some((token) => token.kind === 'number')
  const due = parsed.dates.length > 0
  return {
    frame: null,
    score: 0.85 + (thing ? 0.15 : 0) + (figure ? 0.1 : 0) + (due ? 0.2 : 0),
    why: 'terms that stand',
  }
}

/** "Price is good till May": a noun, whatever else the word can be */
const IS = /^(is|are|stays?|remains?|holds?)$/

/** A negation beside the terms; "no rush at all, the price is good till May" has it in a clause of its own. */
function deniesTerms({ lower, cues }: Parsed): boolean {
  return lower
    .replaceAll(cues.harmless, (harmless) => (cues.terms.test(harmless) ? harmless.replaceAll(/\p{L}/gu, '_') : ' '))
    .split(/[,;:.!–—]\s/u)
    .filter((clause) => cues.terms.test(clause) || clause.includes('_'))
    .some((clause) => clause.split(/[^\p{L}']+/u).some((word) => cues.negation.has(word)))
}

/** "Samples from us by week 40", "New keys, two sets, by 4 October (Piet)": a thing and a date without a verb. */
export function scoreFragment(parsed: Parsed, frames: readonly Frame[]): Judged | null {
  const { tokens, verbs, dates } = parsed
  if (parsed.question || tokens.length > 22 || frames.some((frame) => frame.subject !== 'thing')) return null
  const placed = TO_YOU.test(parsed.lower)
  if (!dates.some((hit) => hit.preposition === 'by' || (placed && hit.preposition !== 'about'))) return null
  // a subject or a finite verb makes it a sentence, and that was judged already
  const finite = tokens.some(
    (token, index) =>
      parsed.cues.i.has(token.w) ||
      parsed.cues.we.has(token.w) ||
      (parsed.cues.you.has(token.w) && !placed) ||
      FINITE.test(token.w) ||
      (parsed.language !== 'en' &&
        verbs[index] !== undefined &&
        !token.upper &&
        ((verbs[index]?.forms ?? 0) & (FORM.third | FORM.thirdPlural)) !== 0 &&
        ((verbs[index]?.forms ?? 0) & (FORM.participle | FORM.infinitive)) === 0),
  )
  if (finite || parsed.cues.unreal.test(parsed.lower) || parsed.cues.requests.test(parsed.lower)) return null
  if (tokens.some((token) => parsed.cues.negation.has(token.w))) return null
  const thing = tokens.slice(0, 6).some((token) => token.kind === 'word' && conceptOf(foldWord(token.w)) !== null)
  if (
    (!thing && !placed) ||
    /^(please|bitte|merci|por favor|deadline|frist|agenda|where|when|before|after|vor|nach|avant|après|antes|después)/.test(
      parsed.lower,
    ) ||
    ORDER.test(parsed.lower) ||
    orders(parsed) ||
    /\b(will|can) (?!be\b)/.test(parsed.lower) ||
    parsed.text === parsed.text.toUpperCase()
  )
    return null
  return { frame: null, score: 1, why: 'thing and date' }
}

/** "-> you", "in your tenant", "en su mesa": where it goes without a verb */
const TO_YOU =
  /(->|=>|→) ?(you|sie|ihnen|dich|euch|vous|toi|usted|ustedes|ti)(?!\p{L})|(?<!\p{L})(in your|on your|at your|in ihrem|auf ihrem|bei ihnen|sur votre|dans votre|chez vous|en (su|tu|vuestra|vuestro)) \p{L}+/u

/** "Place your order by Friday", "Rent or buy a van by May" */
function orders(parsed: Parsed): boolean {
  const at = parsed.tokens.findIndex((token) => token.kind === 'word')
  if (parsed.language !== 'en' || at < 0 || !((parsed.verbs[at]?.forms ?? 0) & FORM.infinitive)) return false
  const next = parsed.tokens[at + 1]?.w ?? ''
  return next === 'your' || next === 'or' || next === 'and' || parsed.cues.determiner.has(next)
}

const ORDER = /(^|:)\W*(pick|choose|select|sign|decide|buy|get|have|go|plan|migrate|wählen|choisir|elegir)\s/u

const FINITE =
  /^(is|are|would|could|expects|plans|was|were|have|has|had|do|does|did|need|needs|want|wants|must|ist|sind|war|hat|haben|muss|müssen|est|sont|était|doit|devez|faut|es|son|fue|debe|deben|tiene|tienen|hay)$/
