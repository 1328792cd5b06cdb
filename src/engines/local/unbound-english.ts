import type { Frame } from './frame.ts'
import type { Parsed } from './parse.ts'
import { beginsWithOrder, meetsOnly, opensThat, undertakes, wordAt, type Signs } from './undertaken-english.ts'
import { FORM } from './verb-forms.ts'

/**
 * Mail between people is full of clauses that have the grammar of a promise: what a thing does, what the reader
 * has anyway, what others announced, what can be had for the asking. True where the clause binds nobody.
 */
export function unboundInEnglish(parsed: Parsed, frame: Frame, signs: Signs): boolean {
  if (
    reported(parsed, frame) ||
    (asked(parsed, frame) && !(frame.manner === 'receive' && frame.future && (signs.due !== null || frame.from === 1)))
  )
    return true
  // "you were going to", "you will be connecting": not done, or the reader's to do
  if (/^(was|were)$/.test(wordAt(parsed, frame.from + 1))) return true
  if (frame.subject === 'you' && frame.manner === 'will') return true
  if ((frame.manner === 'passive' || frame.manner === 'ready') && parsed.cues.can.has(wordAt(parsed, frame.at - 2)))
    return true
  if (ONLINE.test(parsed.lower)) return true
  // "the module that goes after yours", "the first thing my boss will ask me"
  if (frame.subject === 'thing' && /^(that|which|who)$/.test(wordAt(parsed, frame.at - 1)) && frame.at - 1 > frame.from)
    return true
  if (
    frame.subject === 'ours' &&
    frame.verb?.classes[0] === 'contact' &&
    parsed.cues.toMe.has(wordAt(parsed, frame.at + 1))
  )
    return true
  // "which was due today, will not, because"
  if (
    frame.subject === 'elided' &&
    parsed.tokens.slice(frame.from, frame.at).some(({ w }) => parsed.cues.negation.has(w))
  )
    return true
  // "or it comes off the list": where the other side fails
  if (frame.subject === 'thing' && wordAt(parsed, frame.from - 1) === 'or') return true
  if (frame.verb?.lemma === 'pay' && frame.manner === 'present' && !signs.recipient && LASTS.test(parsed.lower))
    return true
  if (pastByNeighbour(parsed, frame)) return true
  if (wordAt(parsed, frame.at) === 'held' && !parsed.cues.terms.test(parsed.lower)) return true
  if (frame.subject === 'elided' && !elides(parsed, frame, signs)) return true
  if (frame.subject === 'named' && !(acts(parsed, frame) && aims(parsed, frame, signs))) return true
  if (frame.manner === 'receive') return !receives(parsed, frame, signs)
  if (frame.manner === 'ready') return !finishes(parsed, frame, signs)
  if (
    frame.subject === 'thing' ||
    (frame.subject === 'ours' &&
      !staffed(parsed, frame) &&
      !(signs.due !== null && HANDED.test(frame.verb?.classes[0] ?? '')))
  )
    return !brought(parsed, frame, signs)
  if (frame.manner === 'passive' && frame.subject === 'you')
    return !signs.due && CONTACT_LESS.test(wordAt(parsed, frame.at))
  if (frame.subject === 'first' || frame.subject === 'plural') return !undertakes(parsed, frame, signs)
  return false
}

/** "we pay for it through December": as it is until then */
const LASTS = /\bpay .{0,60}\b(through|until|till)\b/

/** "It failed and we put six hours of it into the river": a form that is present and past stands beside a past. */
function pastByNeighbour(parsed: Parsed, frame: Frame): boolean {
  if (frame.manner !== 'present' || !/^(put|cut|set|let|read|hit|cost|shut|split)$/.test(wordAt(parsed, frame.at)))
    return false
  return (
    parsed.verbs
      .slice(0, frame.from)
      .some((verb) => verb !== undefined && (verb.forms & FORM.past) !== 0 && (verb.forms & FORM.infinitive) === 0) ||
    parsed.tokens.slice(0, frame.from).some(({ w }) => /^\p{L}{3,}ed$/u.test(w))
  )
}

const CONTACT_LESS = /^(asked|required|requested|charged|expected|allowed|prompted|redirected|transferred)$/

/** deeds that only people do */
const HANDED = /^(transfer|contact|grant)$/

const REPORTS =
  /^(said|says|told|tells|announced|reported|stated|indicate[ds]?|suggests?|means|warned|predicted|wrote|informed|believes|expects|feels|thinks|claims|hopes)$/

/** "They told investors that we will": other people's words. A colleague's word about himself is his. */
function reported(parsed: Parsed, frame: Frame): boolean {
  if (QUOTED.test(parsed.lower)) return true
  if (frame.subject === 'named' || /^s?he$/.test(wordAt(parsed, frame.from))) return false
  const own = frame.subject === 'first' || frame.subject === 'plural'
  for (let index = (own ? frame.from : frame.at) - 1; index > 0; index -= 1) {
    if (own && /^[:;–—]$/.test(wordAt(parsed, index))) return false
    // "I'll find out what was said, and I'll": a clause of its own
    if (own && /^(and|so|but)$/.test(wordAt(parsed, index)) && wordAt(parsed, index - 1) === ',') return false
    if (REPORTS.test(wordAt(parsed, index))) return !parsed.cues.i.has(wordAt(parsed, index - 1))
  }
  return false
}

/** a sentence that is one quotation */
const QUOTED = /^\s*(``|["“«]).*(''|["”»])\W*$/u

/** what a site gives to whoever uses it */
const ONLINE = /\bif you (click|log ?in|visit|subscribe|register|order|buy|purchase|enrol|enroll|sign up|play|find)\b/

const WONDERS = /^(when|how|what|whether|where|why|which|who|before|until|unless|while)$/
const OPINES = /^(think|believe|guess|imagine|assume|suppose|doubt|hope|wish|feel|reckon)$/
const ASKS_YOU = /^\W*(\p{L}+[,:]? )?((can|could|would|will) you|please|kindly)\b/u

/** "advise when the meter will be fitted", "can you see that it gets closed": a request with the deed inside. */
function asked(parsed: Parsed, frame: Frame): boolean {
  const lead = wordAt(parsed, frame.from - 1) === 'that' ? frame.from - 2 : frame.from - 1
  if (OPINES.test(wordAt(parsed, lead))) return true
  if (WONDERS.test(wordAt(parsed, frame.from - 1))) return parsed.tokens[frame.from - 2]?.w !== ','
  if (frame.subject === 'first' || frame.subject === 'plural' || frame.subject === 'you') return false
  if (frame.subject === 'thing' && parsed.tokens.slice(frame.from, frame.at).some(({ w }) => w === 'please'))
    return true
  if (!ASKS_YOU.test(parsed.lower) || parsed.clause[frame.at] !== parsed.clause[2]) return false
  return !parsed.tokens.slice(0, frame.from).some((token) => /^(because|since|as|so)$/.test(token.w))
}

/** A subject may be left out at the very beginning, or after a clause whose subject was "I" or "we". */
function elides(parsed: Parsed, frame: Frame, signs: Signs): boolean {
  const { tokens, cues, verbs } = parsed
  if (cues.takesOn.test(parsed.lower)) return true
  const mark = wordAt(parsed, frame.from - 1)
  const before = tokens.slice(0, frame.from)
  if (mark === ')')
    return frame.manner === 'passive' || frame.manner === 'ready' || before.some(({ w }) => HANDS.test(w))
  if (
    /^["'”’.]/.test(mark) ||
    (frame.verb === null && frame.manner === 'will' && !signs.recipient && signs.due === null)
  )
    return false
  // "my deputy takes over and will report to you"
  if (signs.recipient && before.some(({ w }) => cues.own.has(w))) return true
  for (let index = frame.from - 1; index >= 0; index -= 1) {
    const word = wordAt(parsed, index)
    if (cues.i.has(word) || cues.we.has(word)) return true
    if (cues.you.has(word) || cues.third.has(word) || RELATIVE.test(word)) return false
    if (cues.will.has(word)) return false
  }
  const words = before.filter((token) => token.kind === 'word').length
  const finite = verbs.slice(0, frame.from).some((verb) => verb && verb.forms & (FORM.third | FORM.past))
  return words <= 4 && !finite
}

const RELATIVE = /^(who|which|that|it)$/

/** "Ines will move over" is news of Ines. */
function aims(parsed: Parsed, frame: Frame, { due, recipient, thing, object }: Signs): boolean {
  if (frame.manner !== 'will' || due !== null || recipient) return true
  if (meetsOnly(parsed, frame)) return false
  return (
    thing ||
    object ||
    parsed.tokens.slice(frame.at + 1).some(({ w, kind }) => kind === 'number' || parsed.cues.toYou.has(w))
  )
}

/** The name must be what the verb's subject is: "Orr's offices will", "Orr thinks that it will" are not Orr. */
function acts(parsed: Parsed, frame: Frame): boolean {
  const { tokens, people, verbs } = parsed
  let last = -1
  for (let index = frame.from; index < frame.at; index += 1) if (people[index]) last = index
  if (last < 0) return true
  if (/^('s|’s|')$/.test(wordAt(parsed, last + 1))) return false
  for (let index = last + 1; index < frame.at; index += 1) {
    const word = wordAt(parsed, index)
    if (parsed.cues.will.has(word)) break
    // "Ana Ruiz, who heads our desk, will"
    if (word === ',' && /^(who|whose|which)$/.test(wordAt(parsed, index + 1))) {
      const close = tokens.findIndex(({ w }, at) => at > index && w === ',')
      if (close > index && close < frame.at) index = close
    }
    if (parsed.cues.determiner.has(word) && !/^(,|\(|of|from|in|at|for|on|with|–|-)$/.test(wordAt(parsed, index - 1)))
      return false
    if (word === 'that' || (verbs[index] && verbs[index]!.forms & (FORM.third | FORM.past) && !tokens[index]?.upper))
      return false
  }
  return true
}

/** "our fitters", "our Joris": people, not "our savings" */
function staffed(parsed: Parsed, frame: Frame): boolean {
  let ours = false
  for (let index = frame.from; index < frame.at; index += 1) {
    const word = wordAt(parsed, index)
    if (parsed.cues.will.has(word)) break
    ours ||= parsed.cues.own.has(word)
    if (!ours) continue
    if (parsed.people[index] || HANDS.test(word) || OFFICE.test(word)) return true
  }
  return false
}

/** how nouns of trades and offices end */
const OFFICE =
  /(ist|ian|tect|tant|yst|eer|iner|oper|igner|nner|officer|director|lead|head|foundry|lab|plant|shop|depot)s?$/

const STATIVE = new Set(['have', 'see', 'hear', 'find'])
const NOT_RECEIVED = /^(to|been|until|till|had|not|n't|got|chosen)$/
const NO_GOODS =
  /^(right|option|choice|opportunity|opportunities|chance|ability|lot|number|questions?|warning|friends?)$/
const OPENS = /^(and|so|but|then|also|because|or)$/
const WHEN_YOU = /\b(when|if|once|after|as soon as|every time) your?\b|\bwith (your|each|every|this) \w+/

/** "You have two sons" is no delivery; "you'll have it by Friday" is. */
function receives(parsed: Parsed, frame: Frame, signs: Signs): boolean {
  const { tokens, verbs } = parsed
  const front = tokens[frame.from - 1]
  const joined = front?.kind === 'word' && parsed.clause[frame.from - 1] === parsed.clause[frame.from]
  if (
    joined &&
    (signs.due === null || STATIVE.has(frame.verb?.lemma ?? '')) &&
    !opensThat(parsed, frame.from - 1) &&
    !OPENS.test(front.w) &&
    !parsed.cues.adverb.has(front.w) &&
    !(front.w.endsWith('day') || frame.future)
  )
    return false
  const lemma = frame.verb?.lemma ?? ''
  if (lemma === 'find') return false
  const next = wordAt(parsed, frame.at + 1)
  if (next === 'my' && wordAt(parsed, frame.at + 2) === 'word') return true
  if (lemma === 'hear') return frame.future || signs.object
  if (!frame.future && lemma === 'see') return false
  if (NOT_RECEIVED.test(next) || NO_GOODS.test(wordAt(parsed, frame.at + 2)) || NO_GOODS.test(next)) return false
  if (lemma === 'have' && !frame.future && (verbs[frame.at + 1]?.forms ?? 0) & FORM.participle) return false
  if (STATIVE.has(lemma) && signs.due === null && (!frame.future || !signs.thing)) return false
  if (
    !frame.future &&
    (signs.due === null || (lemma === 'have' && !signs.thing && !/^(it|them|that|this)$/.test(next)))
  )
    return false
  // what the reader gets for buying, clicking or asking
  return (
    signs.due !== null ||
    !(
      WHEN_YOU.test(parsed.lower) ||
      beginsWithOrder(parsed, frame.from) ||
      (front?.w === 'and' && !saysWho(parsed, frame.from - 1))
    )
  )
}

/** whether anybody or anything is said to do something before this token */
function saysWho(parsed: Parsed, before: number): boolean {
  const { tokens, cues, verbs } = parsed
  return tokens
    .slice(0, before)
    .some(
      (token, index) =>
        cues.i.has(token.w) ||
        cues.we.has(token.w) ||
        cues.you.has(token.w) ||
        cues.will.has(token.w) ||
        ((verbs[index]?.forms ?? 0) & FORM.third) !== 0,
    )
}

const DONE_BY_US = /^(ready|done|finished|live|with|back|over|through|on)$/
const OPEN = /^(available|closed|open|included|up|out|online|on)$/

/** We are done, ready or with you; a thing is done; an office is closed. */
function finishes(parsed: Parsed, frame: Frame, signs: Signs): boolean {
  const word = wordAt(parsed, frame.at)
  if (
    frame.subject === 'first' ||
    frame.subject === 'plural' ||
    (frame.subject === 'elided' && wordAt(parsed, frame.from - 1) !== ')')
  )
    return DONE_BY_US.test(word) && signs.due !== null
  // "closed by Friday" is a deed, "closed on Friday" a notice on the door
  if (/^(closed|open)$/.test(word) && !parsed.dates.some(({ preposition }) => preposition === 'by')) return false
  return !OPEN.test(word) || (signs.due !== null && wordAt(parsed, frame.at + 1) !== 'to')
}

/** those whom a writer may speak for by their office */
const HANDS =
  /^(team|department|group|desk|support|engineering|engineers?|colleagues?|staff|office|someone|somebody|technicians?|consultants?|managers?|lawyers?|counsel|assistant|reps?|representatives?|accountants?|specialists?|drivers?|crew|fitters?|installers?|finance|accounting|legal|logistics|procurement|operations|warehouse|helpdesk|electricians?|plumbers?|surveyors?|people|guys|folks)$/

/** What a thing does by itself is no deed; what is done to it may be, and so is what a team does for you. */
function brought(parsed: Parsed, frame: Frame, signs: Signs): boolean {
  if (
    frame.manner === 'going' &&
    goesElsewhere(parsed, frame) &&
    !(signs.due !== null && parsed.tokens.slice(frame.at).some(({ w }) => parsed.cues.toYou.has(w)))
  )
    return false
  if (frame.manner === 'going' && !frame.future && signs.due === null && !signs.recipient) return false
  if (frame.manner === 'passive' || frame.manner === 'going') return !(frame.verb && TALKED_OF.has(frame.verb.lemma))
  if (frame.manner === 'can' || frame.manner === 'let') return false
  if (frame.manner !== 'will') return true
  if (frame.verb && TALKED_OF.has(frame.verb.lemma)) return false
  for (let index = frame.at - 1; index >= frame.from; index -= 1)
    if (parsed.cues.you.has(wordAt(parsed, index))) return false
  for (let index = frame.at - 1; index >= frame.from; index -= 1)
    if (HANDS.test(wordAt(parsed, index)) || /\bIT will\b/.test(parsed.text))
      return signs.recipient || signs.due !== null
  return false
}

/** "as follows", "comes from", "comes to an end" */
const goesElsewhere = (parsed: Parsed, frame: Frame): boolean =>
  wordAt(parsed, frame.at - 1) === 'as' ||
  /^(from|about)$/.test(wordAt(parsed, frame.at + 1)) ||
  (wordAt(parsed, frame.at + 1) === 'to' && /^(an|no|terms|mind)$/.test(wordAt(parsed, frame.at + 2)))

const TALKED_OF = new Set(['discuss', 'consider', 'expect', 'require', 'ask', 'charge', 'reject', 'use', 'affect'])
