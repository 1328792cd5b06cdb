import type { Frame, Manner, Subject } from './frame.ts'
import type { Parsed } from './parse.ts'
import { FORM, type Verb } from './verb-forms.ts'

const ADVERB_AFTER = new Set(
  "also then just definitely certainly now still both all probably first personally happily gladly again quickly myself at least therefore even further today tomorrow actually always n't not never be have to able sure".split(
    ' ',
  ),
)

const READY_PHRASE =
  /^(with you|in your|ready|done|live|over to you|back (to|with) you|on its way|up and running|in place|(on|at) your (desk|screen|floor|door|doorstep|site|gate|dock|table|side)|out to you|available)/

export const RECEIVE = new Set(['get', 'have', 'receive', 'see', 'hear', 'find'])

const NOT_VERB =
  /^(to|in|on|at|for|with|from|of|by|about|as|that|there|here|you|it|me|us|so|too|very|more|like|much|well|only|i|we)$/

export const CARRIES = new Set(['come', 'follow', 'arrive', 'go', 'land', 'reach', 'ship', 'start'])

/** What a modal says somebody will do: the verb behind it, with what stands between. */
export function afterModal(
  parsed: Parsed,
  modal: number,
  subject: { subject: Subject; person: Frame['person']; from: number },
  manner: Manner,
  future: boolean,
): Frame | null {
  const { tokens, verbs, cues } = parsed
  const at = skipAdverbs(parsed, modal + 1)
  const token = tokens[at]
  if (!token || token.kind !== 'word' || (parsed.clause[at] !== parsed.clause[modal] && at > modal + 3)) return null
  const passed = tokens.slice(modal + 1, at).map(({ w }) => w)
  const chain = passed.at(-1) === 'be' ? 'be' : passed.includes('have') ? 'have' : null
  if (chain === null && (cues.determiner.has(token.w) || NOT_VERB.test(token.w))) return null
  const verb = verbs[at] ?? null
  if (subject.subject === 'outside') {
    // "Trallox will open" is news; "the Trallox kit will be sent" is a thing
    if (chain !== 'be' && !CARRIES.has(verb?.lemma ?? '')) return null
    subject = { ...subject, subject: 'thing' }
  }
  const base = { ...subject, future, at }
  if (chain === 'be') {
    if (verb && verb.forms & FORM.ing) return { ...base, manner, verb }
    if (readyAfter(parsed, at) || cues.ready.has(token.w)) return { ...base, manner: 'ready', verb: null }
    if (verb && verb.forms & FORM.participle) return { ...base, manner: 'passive', verb }
    const previous = tokens[at - 2]?.w
    if (previous === 'able' || tokens[at - 1]?.w === 'to') return { ...base, manner, verb }
    return null
  }
  if (chain === 'have' && subject.subject !== 'you') {
    const rest = restOf(parsed, at)
    const has: Verb = { lemma: 'have', classes: ['transfer'], forms: FORM.infinitive }
    if (
      /\b(ready|done|live|over to you|to you|with you|for you|in your|back to you|finished|complete|sorted|fixed|up and running|out by)\b/.test(
        rest,
      ) ||
      parsed.dates.some((hit) => hit.from > at - 1 && hit.preposition !== 'from' && hit.preposition !== 'about')
    ) {
      return { ...base, manner, verb: has, at: at - 1 }
    }
    return null
  }
  if (subject.subject === 'you') {
    const lemma = chain === 'have' ? 'have' : verb?.lemma
    if (!lemma || !RECEIVE.has(lemma)) return null
    return { ...base, manner: 'receive', verb: verb ?? { lemma, classes: ['receive'], forms: FORM.infinitive } }
  }
  if (verb?.lemma === 'get') return gets(parsed, at, base, manner, verb)
  const deed = phrasal(parsed, at, verb)
  if (deed) return { ...base, manner, verb: deed }
  if (verb && CARRIES.has(verb.lemma) && subject.subject === 'thing') return { ...base, manner: 'going', verb }
  return { ...base, manner, verb: verb && verb.forms & FORM.infinitive ? verb : null }
}

/** "go through the figures", "sit down with Ana", "leave him the file": small verbs that name a deed by what follows them. */
function phrasal(parsed: Parsed, at: number, verb: Verb | null): Verb | null {
  if (verb === null) return null
  const next = parsed.tokens[at + 1]?.w ?? ''
  const after = parsed.tokens[at + 2]?.w ?? ''
  const takes = parsed.cues.determiner.has(after) || parsed.tokens[at + 2]?.kind === 'number'
  if (verb.lemma === 'leave' && takes && (/^(you|him|her|them)$/.test(next) || parsed.people[at + 1]))
    return { ...verb, classes: ['transfer'] }
  if (GOES_OVER.has(verb.lemma) && /^(through|over)$/.test(next) && takes) return { ...verb, classes: ['make'] }
  // with somebody by name, and not with whoever reads
  const word = parsed.tokens.slice(at + 1, at + 5).map(({ w }) => w)
  const withWhom = /^(down with|a word with)\b/.exec(word.join(' '))?.[0]
  if (withWhom === undefined || !/^(sit|have)$/.test(verb.lemma)) return null
  return parsed.people[at + 1 + withWhom.split(' ').length] ? { ...verb, classes: ['contact'] } : null
}

const GOES_OVER = new Set(['go', 'look', 'read', 'work', 'run'])

/** get it to you, get you a quote, get back to you, get it done; not "get there" */
export function gets(
  parsed: Parsed,
  at: number,
  base: Omit<Frame, 'manner' | 'verb'>,
  manner: Manner,
  verb: Verb,
): Frame | null {
  const rest = restOf(parsed, at + 1)
  if (/^(back|on to|onto|in touch)\b/.test(rest)) return { ...base, manner, verb: { ...verb, classes: ['contact'] } }
  if (/^(there|through|going|it,|lost|used)\b/.test(rest)) return null
  if (
    /^(you|it|that|this|them|these|those|him|her|the|a|an|our|my|your|two|one|three|some|all|everything)\b/.test(
      rest,
    ) ||
    parsed.people[at + 1]
  )
    return { ...base, manner, verb: { ...verb, classes: ['transfer'] } }
  return { ...base, manner, verb: { ...verb, classes: [] } }
}

export function readyAfter(parsed: Parsed, at: number): boolean {
  return READY_PHRASE.test(restOf(parsed, at))
}

/** The words from a token to the end of the sentence, lower case, at most ten. */
function restOf(parsed: Parsed, at: number): string {
  let out = ''
  for (let index = at; index < Math.min(parsed.tokens.length, at + 18); index += 1)
    out += `${parsed.tokens[index]?.w ?? ''} `
  return out
}

export function skipAdverbs(parsed: Parsed, from: number): number {
  let at = from
  while (
    at < from + 5 &&
    (ADVERB_AFTER.has(parsed.tokens[at]?.w ?? '') ||
      (parsed.verbs[at] === undefined && /\p{L}{3}ly$/u.test(parsed.tokens[at]?.w ?? '')) ||
      (parsed.tokens[at]?.w === ',' && at > from))
  ) {
    // "be" and "have" may be the verb itself
    at += 1
  }
  return at
}
