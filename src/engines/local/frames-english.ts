import type { Frame } from './frame.ts'
import { clauseStart, type Parsed } from './parse.ts'
import { afterModal, CARRIES, gets, readyAfter, RECEIVE, skipAdverbs } from './frames-english-modal.ts'
import { englishThings } from './frames-english-things.ts'
import { isDoer, isSubject, subjectBefore } from './subjects-english.ts'
import { FORM } from './verb-forms.ts'

/** Finds what an English sentence says somebody will do. */
export function englishFrames(parsed: Parsed): Frame[] {
  const { tokens } = parsed
  const frames: Frame[] = []
  for (let index = 0; index < tokens.length; index += 1) {
    const frame = frameAt(parsed, index)
    if (frame) frames.push(frame)
  }
  return [...frames, ...coordinated(parsed, frames), ...englishThings(parsed)]
}

/** "I'll speak to the foundry and get you a price": the second verb has the first one's subject. */
function coordinated(parsed: Parsed, frames: readonly Frame[]): Frame[] {
  const { tokens, verbs } = parsed
  const more: Frame[] = []
  for (let index = 1; index + 1 < tokens.length; index += 1) {
    if (tokens[index]?.w !== 'and') continue
    const at = tokens[index + 1]?.w === 'then' ? index + 2 : index + 1
    const verb = verbs[at]
    const first = frames.findLast(
      (frame) =>
        frame.at < index && (frame.manner === 'will' || frame.manner === 'present') && frame.subject !== 'thing',
    )
    const modal = first ?? openModal(parsed, index)
    if (!modal || !verb || !(verb.forms & FORM.infinitive)) continue
    const base = { subject: modal.subject, person: modal.person, from: modal.from, future: modal.future, at }
    const frame =
      verb.lemma === 'get' ? gets(parsed, at, base, modal.manner, verb) : { ...base, manner: modal.manner, verb }
    if (frame) more.push(frame)
  }
  return more
}

/** "I will have a word … and": a modal whose own verb is no deed. */
function openModal(parsed: Parsed, before: number): Frame | null {
  for (let index = before - 1; index > 0; index -= 1) {
    if (!parsed.cues.will.has(parsed.tokens[index]?.w ?? '')) continue
    const subject = subjectBefore(parsed, index)
    return subject && (subject.subject === 'first' || subject.subject === 'plural')
      ? { ...subject, manner: 'will', future: true, verb: null, at: index }
      : null
  }
  return null
}

function frameAt(parsed: Parsed, index: number): Frame | null {
  const { tokens, cues, verbs } = parsed
  const word = tokens[index]?.w ?? ''
  if (cues.will.has(word)) {
    const subject = subjectBefore(parsed, index)
    if (!subject || (subject.subject === 'elided' && (word === "'ll" || isSubject(parsed, index + 1)))) return null
    return afterModal(parsed, index, subject, 'will', true)
  }
  if (word === 'gonna' || (word === 'going' && tokens[index + 1]?.w === 'to')) {
    const subject = subjectBefore(parsed, index - 1)
    return subject && subject.subject !== 'elided'
      ? afterModal(parsed, word === 'gonna' ? index : index + 1, subject, 'will', true)
      : null
  }
  if (word === 'can') {
    const subject = subjectBefore(parsed, index)
    if (!subject || subject.subject === 'elided' || subject.subject === 'you') return null
    // "a person I can ring": a relative clause
    const lead = tokens[subject.from - 1]
    if (
      lead &&
      lead.kind === 'word' &&
      parsed.clause[subject.from - 1] === parsed.clause[index] &&
      !/^(and|so|but|then|sure|yes|ok|okay|well|also|maybe|because)$/.test(lead.w)
    )
      return null
    const frame = afterModal(parsed, index, subject, 'can', true)
    return frame && frame.manner === 'will' ? { ...frame, manner: 'can' } : frame
  }
  if (word === 'let' && tokens[index + 1]?.w === 'me' && !parsed.people[index]) {
    const verb = verbs[index + 2]
    return verb && verb.forms & FORM.infinitive
      ? { subject: 'first', person: null, manner: 'let', future: true, verb, at: index + 2, from: index }
      : null
  }
  if ((word === "'m" || word === 'am' || word === "'re" || word === 'are') && isDoer(parsed, index - 1)) {
    const at = skipAdverbs(parsed, index + 1)
    const verb = verbs[at]
    if (verb && verb.forms & FORM.ing && verb.lemma !== 'go')
      return {
        subject: cues.i.has(tokens[index - 1]?.w ?? '') ? 'first' : 'plural',
        person: null,
        manner: 'progressive',
        future: false,
        verb,
        at,
        from: index - 1,
      }
    return null
  }
  return presentAt(parsed, index)
}

/** "I send you the list tomorrow", "Philippa hosts", "you get it Friday", "the export comes Monday" */
function presentAt(parsed: Parsed, index: number): Frame | null {
  const { tokens, cues, verbs, people } = parsed
  const verb = verbs[index]
  if (!verb) return null
  let before = index - 1
  while (before > 0 && cues.adverb.has(tokens[before]?.w ?? '')) before -= 1
  const subject = tokens[before]?.w ?? ''
  const same = before >= 0 && parsed.clause[before] === parsed.clause[index]
  if (same && (cues.i.has(subject) || cues.we.has(subject)) && verb.forms & FORM.first) {
    return {
      subject: cues.i.has(subject) ? 'first' : 'plural',
      person: null,
      manner: 'present',
      future: false,
      verb,
      at: index,
      from: before,
    }
  }
  if (
    same &&
    subject === 'you' &&
    RECEIVE.has(verb.lemma) &&
    verb.forms & FORM.first &&
    !cues.will.has(tokens[index - 1]?.w ?? '')
  ) {
    const front = tokens[before - 1]?.w ?? ''
    if (front === 'do' || front === 'did' || front === 'if' || front === 'as' || front === 'when') return null
    // "the hotels you have": a relative clause; "so that you have"
    if (verb.lemma !== 'get' && verb.lemma !== 'receive' && before > 0 && isNounBefore(parsed, before)) return null
    return { subject: 'you', person: null, manner: 'receive', future: false, verb, at: index, from: before }
  }
  const person = before >= 0 && same ? people[before] : null
  // "you and Dr Roth get it", "the customer gets it Thursday"
  const takes = verb.lemma === 'get' || verb.lemma === 'receive'
  if (
    takes &&
    verb.forms & (FORM.third | FORM.thirdPlural) &&
    same &&
    (person || /^(customer|client|everyone|everybody|they|team)$/.test(subject)) &&
    parsed.dates.length > 0
  ) {
    return { subject: 'you', person: null, manner: 'receive', future: false, verb, at: index, from: before }
  }
  if (person && verb.forms & FORM.third)
    return { subject: 'named', person: person ?? null, manner: 'present', future: false, verb, at: index, from: before }
  if (
    same &&
    verb.forms & FORM.third &&
    CARRIES.has(verb.lemma) &&
    tokens[before]?.kind === 'word' &&
    !cues.third.has(subject)
  ) {
    return {
      subject: 'thing',
      person: null,
      manner: 'going',
      future: false,
      verb,
      at: index,
      from: clauseStart(parsed, index),
    }
  }
  if (
    same &&
    verb.lemma === 'be' &&
    verb.forms & FORM.third &&
    tokens[before]?.kind === 'word' &&
    readyAfter(parsed, index + 1)
  ) {
    return {
      subject: 'thing',
      person: null,
      manner: 'ready',
      future: false,
      verb,
      at: index,
      from: clauseStart(parsed, index),
    }
  }
  return null
}

function isNounBefore(parsed: Parsed, at: number): boolean {
  const front = parsed.tokens[at - 1]
  return (
    front?.kind === 'word' &&
    !/^(and|so|then|but|also)$/.test(front.w) &&
    !parsed.dates.some((hit) => at - 1 >= hit.from && at - 1 < hit.to)
  )
}
