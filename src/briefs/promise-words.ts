import { parserOf } from '../findings/days-said.ts'
import type { Sentence } from '../signals/signal.ts'
import { fold, leadOf } from './clause.ts'
import type { Material, Promise as Owed } from './material.ts'
import { contentWords, referentOf, saysNothing } from './referent.ts'
import { withoutLeadIn } from './standalone.ts'
import type { Draft, Piece, Wording } from './wording.ts'

/**
 * What was promised, as a row says it. Where the words of the promise name no thing, the words they refer to stand
 * first: `"Can you send the cleaning report?" You will have it`. Else the whole sentence, as the quote that it is.
 */
export function promiseWording(material: Material, owed: Owed, words: number): Pick<Draft, 'wording' | 'sentences'> {
  const what = promiseWords(material, owed, words)
  const said = material.book.first(owed.commitment.sentences)
  if (!saysNothing(material, what) && !BARE_YES.test(fold(owed.commitment.what)))
    return { wording: [asSaid(what, holding(material, owed, what) ?? said)], sentences: [] }
  const referent = referentOf(material, owed)
  if (referent === null) return { wording: said ? [{ quote: said.text }] : [what], sentences: [] }
  if ('subject' in referent) return { wording: [`${referent.subject}: ${what}`], sentences: [] }
  const { quote } = referent
  if (owed.commitment.sentences.includes(quote.id)) return { wording: [{ quote: quote.text }], sentences: [quote.id] }
  const wording: Wording = [{ quote: quote.text }, ` ${what}`]
  return { wording, sentences: [quote.id] }
}

/**
 * An act ("send the report") is told as one. What still says "I" or "you", or stands in another language, is somebody's
 * own words and stands in quotation marks: who they mean can be seen from the row.
 */
function asSaid(what: string, said: Sentence | undefined): Piece {
  if (said === undefined) return what
  const sentence = fold(said.text)
  const at = sentence.toLowerCase().indexOf(what.toLowerCase())
  if (at < 0) return what
  const english = said.language === null || said.language === 'en'
  if (english && (UNDERTAKES.test(sentence.slice(0, at)) || !SPEAKS.test(what))) return what
  return { quote: sentence.slice(at, at + what.length) }
}

/** "Will do, by Friday": what is done stands in the request. */
const BARE_YES = /^(?:will )?do,\s/i

/** What stands before an act that somebody undertakes. */
const UNDERTAKES =
  /(?:['’]ll|\b(?:will|shall|can|to|and|let me|going to|gonna))\s+(?:(?:also|then|just|definitely|get)\s+)?$/i
/** The speaker or the one spoken to. */
const SPEAKS = /\b(?:I|we|you|me|us|my|our|your)\b/i

/**
 * The words of the promise without the date and the person, which have columns of their own. Nothing is added; a
 * promise that cannot be shortened like this stays as it was said.
 */
export function promiseWords(material: Material, owed: Owed, words: number): string {
  const { commitment } = owed
  const said = material.book.first(commitment.sentences)
  const source = holding(material, owed, fold(commitment.what).replace(/[\s.]*…$/u, '')) ?? said
  let what = cellOf(material, whole(fold(commitment.what), fold(source?.text ?? ''))).replace(OPENING, '')
  // "One favour before you go: can you …?" asks for what stands after the colon.
  if (what.includes('?')) what = withoutLeadIn(what)
  if (commitment.due !== null) what = withoutDate(what, said?.language ?? null)
  if (owed.to)
    what = what.replace(
      /^(\p{L}+) you (?=(?:an?|the|our|my|your|some|any|two|three|this|that|these|those|\d)\b)/iu,
      '$1 ',
    )
  const shown = leadOf(sentenceCase(what), words)
  // Cut to a clause, it may end on the date again.
  return commitment.due === null ? shown : withoutDate(shown, said?.language ?? null)
}

/** The sentence in which these words stand: what was agreed to with "sure" stands in the request. */
function holding(material: Material, owed: Owed, words: string): Sentence | undefined {
  const wanted = words.toLowerCase()
  return owed.commitment.sentences
    .map((id) => material.book.sentence(id))
    .find((one) => one !== undefined && fold(one.text).toLowerCase().includes(wanted))
}

/** Of a table's row, the cell that names the thing: who and when have columns of their own. */
function cellOf(material: Material, text: string): string {
  const cells = text.split('|').map((cell) => cell.trim())
  if (cells.length < 2) return text
  const telling = (cell: string) => contentWords(material, cell).length
  return cells.toSorted((a, b) => telling(b) - telling(a))[0] ?? text
}

/** The rest of what was cut off, where the sentence has it. */
function whole(what: string, sentence: string): string {
  const start = what.replace(/[\s.]*…$/u, '')
  if (start === what) return what
  const at = sentence.toLowerCase().indexOf(start.toLowerCase())
  return at < 0 ? what : sentence.slice(at).replace(/[.!]$/, '')
}

/** What ties a promise to the sentence before it. */
const OPENING = /^(?:(?:and|so|but|also|und|aber|et|mais|y|pero)[\s,]+|do,\s+)(?=\p{L})/iu

/** The condition in brackets, unless the promise's own words hold it already. */
export function conditionOf(owed: Owed, wording: Wording): string {
  const { conditional } = owed.commitment
  if (conditional === null) return ''
  const start = fold(conditional).split(' ').slice(0, 3).join(' ').toLowerCase()
  const shown = wording
    .map((piece) => (typeof piece === 'string' ? piece : 'quote' in piece ? piece.quote : ''))
    .join(' ')
  return fold(shown).toLowerCase().includes(start) ? '' : ` (${leadOf(conditional, 10)})`
}

/** Cuts dates off the end, with the little words that lead to them; the start keeps at least three words. */
export function withoutDate(text: string, language: Sentence['language']): string {
  const plain = text.replace(DAY_ALONE, '')
  // A date at the end is short; reading the rest of a long sentence for one costs more than everything else here.
  const tail = plain.slice(-TAIL)
  const last = parserOf(language).parse(tail, ANY_DAY).at(-1)
  const ends = last !== undefined && last.index + last.text.length >= tail.length - 2
  const cut = ends ? plain.slice(0, plain.length - tail.length + last.index) : plain
  if (cut === text) return text
  // "needs the weekend": an article alone leads to no date.
  if (/^\s+(?:the|le|la|el|der|die|das|den)\s*$/iu.test(LEADING.exec(cut)?.[0] ?? '')) return text
  const start = cut.replace(LEADING, '').replace(/[\s,;:–—(-]+$/u, '')
  // "It will be Monday rather": without its day the sentence says nothing.
  if (NEEDS_DAY.test(start)) return text
  return start.split(' ').length < 3 || start === text ? text : withoutDate(start, language)
}

/** A verb that the day completes. */
const NEEDS_DAY =
  /(?<!\p{L})(?:is|are|be|becomes|moves? to|ist|sind|wird|werden|est|sont|sera|seront|passe|es|son|será|serán|pasa)(?: (?:now|rather|jetzt|eher|plutôt|ahora|mejor))?$/iu

const TAIL = 48

/** "the nineteenth", "den 19.", "le 3": a day of the month without its month. */
const DAY_ALONE = /[\s,]+(?:the|den|dem|le|el)\s+(?:\d{1,2}(?:st|nd|rd|th)?|[\p{L}-]+(?:th|first|second|third))\.?$/iu

export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Only where a date stands matters here, not which day it is. */
const ANY_DAY = new Date(Date.UTC(2020, 0, 15, 12))

/** Words that lead to a date and mean nothing without it. */
const LEADING =
  /(?:[\s,;:–—-]+(?:by|this|that same|the same|ese mismo|esa misma|dies\w*|until|till|through|before|on|at|in|from|for|of|the|let'?s say|latest|no later than|end of|start of|middle of|week of|w\/c|bis|am|vor|dem|vom|ende|anfang|mitte|spätestens|zum|ab|im|in der|woche vom|kw|d['’]ici(?: au| le)?|avant(?: le)?|pour(?: le)?|le|au|du|fin|début|mi|jusqu['’](?:au|à|en)|en|à partir du|la semaine du|para(?: el)?|antes del?|del|(?:antes )?del? \p{L}+ de|el|hasta(?: el)?|a más tardar|a (?:finales|principios|mediados) de|la semana del))+[\s,;:–—-]*$/iu
