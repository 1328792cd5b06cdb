import { NO_VERB, OPENING, ORDERED, REQUEST_CUES } from './lexica/request-cues.ts'
import type { Parsed } from './parse.ts'
import { FORM, verbOf } from './verb-forms.ts'

/**
 * Whether a sentence asks the reader to do something or proposes it, and how: the broad sense, courtesies, appointments and plain
 * questions included. What of it a receiver stumbles over is the narrower `isRequest` of asks.
 */
export function requestIn(parsed: Parsed): string | null {
  const { lower, language } = parsed
  for (const [kind, cue] of Object.entries(REQUEST_CUES[language])) if (cue.test(lower)) return kind
  return language === 'en' && orders(lower) ? 'tells the other what to do' : null
}

const BULLET = /^\W*(\d+[.)]|[a-z][.)]|[-*•])?\s*/
const NAMED = /^[a-z]+( [a-z]+)?[,:-]+ */
const AFTER_CONDITION = /^(if|when|once|before|after|in case|for|to|as soon as)\b[^,]{3,120}, */
/** "review of the plan", "call was moved": a noun, not an order; "find enclosed": a formula. */
const NOUN = /^[a-z-]+ (is|are|was|were|has|will|would|of|can)\b|^(find|see) (attached|enclosed|below)|^be advised/

/** A bare word with an object behind it is a verb, whichever it is: "shut the valve", "move it". */
const OBJECT = /^[a-z-]+ (the|a|an|your|my|our|this|that|these|those|it|me|us|them|him|all|any|both)\b/

/** English gives orders with the bare verb at the start of a clause. */
function orders(lower: string): boolean {
  const start = lower.replace(BULLET, '').replace(OPENING, '')
  return [start, start.replace(NAMED, ''), start.replace(AFTER_CONDITION, '')].some((clause) => {
    const opened = clause.replace(OPENING, '')
    const word = /^[a-z-]+/.exec(opened)?.[0]
    if (word === undefined || NOUN.test(opened)) return false
    if (ORDERED.has(word)) return true
    if (OBJECT.test(opened) && !NO_VERB.has(word) && !/(ing|ed|ly|s)$/.test(word)) return true
    const verb = verbOf(word, 'en')
    return (
      verb !== undefined && (verb.forms & FORM.infinitive) !== 0 && verb.classes[0] !== 'state' && word === verb.lemma
    )
  })
}
