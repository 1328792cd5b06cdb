import type { Frame } from './frame.ts'
import type { Parsed } from './parse.ts'
import { FORM } from './verb-forms.ts'

/** What the score of an English clause found, as far as it decides whether the clause binds anybody. */
export type Signs = { due: number | null; recipient: boolean; thing: boolean; object: boolean }

export const wordAt = (parsed: Parsed, at: number): string => parsed.tokens[at]?.w ?? ''

const JOINS = /^(and|so|but|then|sure|yes|ok|okay|well|also|maybe|because|or|now|today|tomorrow|as|therefore)$/

/** a time to come without a day */
const LATER = /\b(as soon as|once|shortly|straight away|right away|later)\b/

/** "the services we provide", "you can draw", "we're filing it": told of, not undertaken. */
export function undertakes(parsed: Parsed, frame: Frame, signs: Signs): boolean {
  const { tokens, cues } = parsed
  const front = tokens[frame.from - 1]
  if (frame.manner !== 'will' && frame.manner !== 'let' && front?.kind === 'word') {
    if (
      parsed.clause[frame.from - 1] === parsed.clause[frame.at] &&
      !opensThat(parsed, frame.from - 1) &&
      !JOINS.test(front.w) &&
      !cues.adverb.has(front.w) &&
      !isDated(parsed, frame.from - 1) &&
      isNoun(parsed, frame.from - 1)
    )
      return false
  }
  if (
    frame.manner === 'progressive' &&
    signs.due === null &&
    !cues.terms.test(parsed.lower) &&
    !LATER.test(parsed.lower)
  )
    return false
  if (frame.subject === 'plural' && frame.manner === 'will' && declares(parsed, frame, signs)) return false
  if (personal(parsed, frame, signs) || othersTurn(parsed, frame)) return false
  if (
    frame.manner === 'present' &&
    signs.due === null &&
    !(frame.verb?.classes[0] === 'grant' && signs.thing) &&
    !(frame.verb?.classes[0] === 'transfer' && signs.recipient && signs.thing) &&
    !cues.takesOn.test(parsed.lower)
  )
    return false
  if (frame.manner === 'progressive' && frame.verb?.lemma === 'offer' && !signs.recipient) return false
  if (frame.manner !== 'will' && (frame.verb?.classes[0] === 'weak' || (frame.verb && WANTS.has(frame.verb.lemma))))
    return false
  if (
    frame.verb?.lemma === 'keep' &&
    frame.manner === 'will' &&
    wordAt(parsed, frame.at + 1).endsWith('ing') &&
    !signs.recipient
  )
    return false
  if (
    frame.manner === 'will' &&
    MAYBE.test(parsed.lower) &&
    /^(probably|maybe|perhaps|possibly)$/.test(wordAt(parsed, frame.at - 1))
  )
    return false
  const dated = parsed.dates.some((hit) => hit.from > frame.at)
  if (!dated && wordAt(parsed, frame.from - 1) === 'and' && callsUs(parsed, frame.from - 1)) return false
  const classes = frame.verb?.classes[0]
  return !(
    frame.manner === 'will' &&
    !dated &&
    classes !== 'transfer' &&
    classes !== 'make' &&
    classes !== 'grant' &&
    beginsWithOrder(parsed, frame.from)
  )
}

const WANTS = new Set([
  'request',
  'ask',
  'consult',
  'raise',
  'plan',
  'aim',
  'hope',
  'think',
  'find',
  'confirm',
  'inform',
  'notify',
  'remind',
  'attach',
])

/** "that" after a verb leads in what is said; after a noun it tells which. */
export function opensThat(parsed: Parsed, at: number): boolean {
  return (
    wordAt(parsed, at) === 'that' &&
    (parsed.verbs[at - 1] !== undefined || /^(you|so|sure|certain)$/.test(wordAt(parsed, at - 1)))
  )
}

/** What can be done is promised where it goes to the reader, by a day. */
export function offersIt(parsed: Parsed, frame: Frame, signs: Signs): boolean {
  const front = parsed.tokens[frame.from - 1]?.w
  const kind = frame.verb?.classes[0]
  if (front === 'so') return false
  if (signs.due === null) return kind === 'transfer' && signs.recipient && signs.thing
  return (
    kind === 'transfer' || kind === 'grant' || (kind !== 'contact' && (signs.recipient || frame.subject === 'first'))
  )
}

const TOGETHER = new Set(['discuss', 'talk', 'speak', 'meet', 'visit'])
/** "We will build a stronger company": a programme for all, neither dated nor for the reader nor of anything he could ask for. */
function declares(parsed: Parsed, frame: Frame, { due, recipient, thing }: Signs): boolean {
  if (due !== null || recipient || /\b(our|your) (own )?(expense|cost)\b/.test(parsed.lower)) return false
  if ([parsed.cues.takesOn, parsed.cues.accepts, parsed.cues.terms].some((cue) => cue.test(parsed.lower))) return false
  if (parsed.tokens.slice(frame.at).some(({ w }) => parsed.cues.toYou.has(w))) return false
  const kind = frame.verb?.classes[0]
  return !thing && (frame.verb === null || (kind === 'make' && frame.verb.lemma !== 'do'))
}

export const meetsOnly = (parsed: Parsed, frame: Frame): boolean =>
  TOGETHER.has(frame.verb?.lemma ?? '') && !/^(to|with)$/.test(wordAt(parsed, frame.at + 1))

/** Seeing each other, going somewhere, one's own affairs. */
function personal(parsed: Parsed, frame: Frame, signs: Signs): boolean {
  const lemma = frame.verb?.lemma ?? ''
  const next = wordAt(parsed, frame.at + 1)
  const kind = frame.verb?.classes[0]
  // "we'll have to wait", "going to Lyon", "we'll be prepared"
  if (lemma === 'have' && (wordAt(parsed, frame.at) === 'to' || /^(to|been|ever)$/.test(next))) return true
  if (
    frame.verb === null &&
    frame.manner === 'will' &&
    (parsed.tokens[frame.at]?.upper || !(signs.object || signs.thing || signs.recipient))
  )
    return !parsed.cues.takesOn.test(parsed.lower)
  if (frame.manner === 'passive' || lemma === 'try' || lemma === 'attend' || lemma === 'join') return true
  if (lemma === 'have' && frame.manner === 'present' && (parsed.verbs[frame.at + 1]?.forms ?? 0) & FORM.participle)
    return true
  if ((lemma === 'see' && next === 'you') || (lemma === 'look' && next === 'forward')) return true
  if (meetsOnly(parsed, frame) && signs.due === null && !signs.recipient) return true
  if (lemma === 'call' && /^(on|off|it)$/.test(next)) return true
  if (lemma === 'give' && /^(on|up|in|way)$/.test(next)) return true
  return next === 'my' && kind !== 'transfer' && !signs.recipient
}

/** "I assume that you will check and send them": the second deed is the reader's too. */
function othersTurn(parsed: Parsed, frame: Frame): boolean {
  for (let index = frame.from + 1; index + 1 < frame.at; index += 1) {
    const word = wordAt(parsed, index)
    if (!parsed.cues.you.has(word) && !parsed.cues.third.has(word)) continue
    if (
      wordAt(parsed, index - 1) === 'that' ||
      /^(will|'ll|can|would|should|could|may|must)$/.test(wordAt(parsed, index + 1))
    )
      return true
  }
  return false
}

const MAYBE = /\b(probably|maybe|perhaps|possibly)\b/

const EVERY = /^(every|each|all|whatever|whichever)$/

/** "the services", "some parts of it": an article shortly before tells a noun. */
function isNoun(parsed: Parsed, at: number): boolean {
  for (let index = at - 1; index >= Math.max(0, at - 4) && parsed.clause[index] === parsed.clause[at]; index -= 1)
    if (parsed.cues.determiner.has(wordAt(parsed, index)) || EVERY.test(wordAt(parsed, index))) return true
  return wordAt(parsed, at) === 'that'
}

const isDated = (parsed: Parsed, at: number): boolean => parsed.dates.some((hit) => at >= hit.from && at < hit.to)

/** "Call me and we'll talk", "Earn points and you'll get": first the reader has to do something. */
export function beginsWithOrder(parsed: Parsed, before: number): boolean {
  const { tokens, verbs, cues } = parsed
  let at = tokens.findIndex((token) => token.kind === 'word')
  while (/^(please|just|then|so|and|or|kindly)$/.test(wordAt(parsed, at))) at += 1
  const verb = verbs[at]
  if (at < 0 || at >= before - 1 || !verb || !(verb.forms & FORM.infinitive)) return false
  return (
    !cues.will.has(wordAt(parsed, at)) &&
    !tokens.slice(at, before).some((token) => cues.i.has(token.w) || cues.we.has(token.w))
  )
}

const CALLS =
  /^(contact|call|ring|phone|page|e-?mail|write|reply|click|visit|register|subscribe|order|enter|enrol|enroll|stop|drop|swing|come)$/

/** "Contact us and we will get you an answer": an offer to whoever calls. */
function callsUs(parsed: Parsed, before: number): boolean {
  for (let index = before - 1; index >= 0; index -= 1) {
    const previous = parsed.tokens[index - 1]
    const gives = wordAt(parsed, index) === 'give' && /^(me|us)$/.test(wordAt(parsed, index + 1))
    if (
      (gives || CALLS.test(wordAt(parsed, index))) &&
      (!previous ||
        previous.kind === 'mark' ||
        isDated(parsed, index - 1) ||
        /^(please|just|and|or|then|to|hit|press|simply)$/.test(previous.w))
    )
      return true
  }
  return false
}
