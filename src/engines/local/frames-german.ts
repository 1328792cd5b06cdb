import { wordTable } from '../../lib/word-table.ts'
import type { Frame, Subject } from './frame.ts'
import { clauseStart, type Parsed } from './parse.ts'
import { FORM, SEPARABLE, verbOf, type Verb } from './verb-forms.ts'

/** "sie hat" is she */
const SPOKEN_TO: Record<string, RegExp> = wordTable({ sie: /n$/, du: /st$/, ihr: /t$/ })
/** "Sie haben recht" */
const NO_RECEIPT =
  /(?<!\p{L})(haben|hast|habt) (sie |du |ihr )?(\p{L}+ ){0,5}(recht|grund|lust|angst|glück|pech|bedenken)(?!\p{L})/u

const GOES = new Set(['kommen', 'gehen', 'folgen', 'starten', 'beginnen', 'liegen', 'stehen', 'laufen', 'erfolgen'])

/** Finds what a German sentence says somebody will do: verb second, separated prefixes, infinitives at the end. */
export function germanFrames(parsed: Parsed): Frame[] {
  const frames: Frame[] = []
  for (let index = 0; index < parsed.tokens.length; index += 1) {
    const frame = frameAt(parsed, index)
    if (frame) frames.push(frame)
  }
  return frames
}

function frameAt(parsed: Parsed, index: number): Frame | null {
  const { tokens, verbs } = parsed
  const token = tokens[index]
  if (!token || token.kind !== 'word') return null
  const word = token.w
  if (/^(werde|werden|wird)$/.test(word)) {
    const subject = subjectAround(parsed, index)
    const end = lastVerb(parsed, index)
    if (!subject || end === null) return null
    const verb = verbs[end]
    if (!verb) return null
    if (
      verb.forms & FORM.participle &&
      !(verb.forms & FORM.infinitive && (subject.subject === 'first' || subject.subject === 'plural'))
    )
      return { ...subject, manner: 'passive', future: true, verb, at: end }
    return subject.subject === 'you'
      ? verb.classes.includes('receive')
        ? { ...subject, manner: 'receive', future: true, verb, at: end }
        : null
      : { ...subject, manner: 'will', future: true, verb, at: end }
  }
  if (/^(kann|können)$/.test(word)) {
    const subject = subjectAround(parsed, index)
    const end = lastVerb(parsed, index)
    const verb = end === null ? undefined : verbs[end]
    if (!subject || subject.subject === 'you' || end === null || !verb || !(verb.forms & FORM.infinitive)) return null
    return { ...subject, manner: 'can', future: true, verb, at: end }
  }
  const verb = finiteVerb(parsed, index)
  if (token.upper && index > 0 && tokens[index - 1]?.kind !== 'mark') return null
  if (/^(folgt|folgen)$/.test(word))
    return {
      subject: 'thing',
      person: null,
      manner: 'going',
      future: false,
      verb: null,
      at: index,
      from: clauseStart(parsed, index),
    }
  if (!verb || !(verb.forms & (FORM.first | FORM.firstPlural | FORM.third | FORM.second))) return null
  if (isModalPassive(parsed, index)) return null
  return present(parsed, index)
}

function present(parsed: Parsed, index: number): Frame | null {
  const { tokens, cues } = parsed
  const verb = finiteVerb(parsed, index)
  if (!verb) return null
  const neighbours = [index - 1, index + 1, index + 2]
  for (const at of neighbours) {
    const word = tokens[at]?.w ?? ''
    const near = at >= 0 && parsed.clause[at] === parsed.clause[index]
    if (!near) continue
    // "damit bin ich bis Donnerstag durch"
    if (verb.lemma === 'sein' && cues.i.has(word) && readyIn(parsed, index))
      return { ...base('first', at), manner: 'ready' }
    if (cues.i.has(word) && verb.forms & FORM.first) return base('first', at)
    if (cues.we.has(word) && verb.forms & FORM.firstPlural) return base('plural', at)
    if (word === 'er' && at !== index + 2 && verb.forms & FORM.third) return taking(base('pronoun', at))
    const spokenTo = SPOKEN_TO[word]
    if (at !== index + 2 && spokenTo && !NO_RECEIPT.test(parsed.lower)) {
      // "Sie kriegt sie am Montag": whoever gets it by a day
      if (!spokenTo.test(tokens[index]?.w ?? '') && (verb.classes[0] !== 'receive' || parsed.dates.length === 0))
        continue
      const receives =
        verb.classes.includes('receive') || (verb.lemma === 'haben' && !endsWithParticiple(parsed, index))
      // "Am Montag hören Sie von mir"
      const hears = verb.lemma === 'hören' && /(?<!\p{L})von (mir|uns)(?!\p{L})/u.test(parsed.lower)
      if (receives || hears)
        return { subject: 'you', person: null, manner: 'receive', future: false, verb, at: index, from: at }
    }
  }
  // "bietet Ihnen Joris an", "Milo schickt Dir"
  if (verb.forms & FORM.third) {
    for (const at of [index - 1, index + 1, index + 2, index + 3, index - 2]) {
      if (at < 0 || parsed.clause[at] !== parsed.clause[index]) continue
      const person = parsed.people[at]
      if (
        person &&
        tokens[at - 1]?.w !== 'an' &&
        tokens[at - 1]?.w !== 'mit' &&
        tokens[at - 1]?.w !== 'von' &&
        tokens[at - 1]?.w !== 'für'
      )
        return taking({ ...base('named', at), person })
    }
    // "Die Kollegin bekommt jeden Montag eine Liste von uns": whoever gets it, it comes from here
    if (verb.classes[0] === 'receive' && /(?<!\p{L})von (mir|uns)(?!\p{L})/u.test(parsed.lower))
      return { subject: 'you', person: null, manner: 'receive', future: false, verb, at: index, from: index }
    const start = clauseStart(parsed, index)
    // "Unsere Entscheidung geht Ihnen zu"
    if (verb.lemma === 'gehen' && index > start && [1, 2].some((by) => cues.toYou.has(tokens[index + by]?.w ?? '')))
      return { subject: 'thing', person: null, manner: 'going', future: false, verb, at: index, from: start }
    for (let at = start; at < index; at += 1)
      if (cues.own.has(tokens[at]?.w ?? '') && tokens[at + 1]?.upper && index - at <= 5) return base('ours', at)
    if (GOES.has(verb.lemma) && index > start)
      return { subject: 'thing', person: null, manner: 'going', future: false, verb, at: index, from: start }
    if (verb.lemma === 'sein' && (readyIn(parsed, index) || isDoneBy(parsed, index)))
      return { subject: 'thing', person: null, manner: 'ready', future: false, verb, at: index, from: start }
  }
  if (verb.forms & FORM.thirdPlural && verb.forms & FORM.firstPlural) {
    const start = clauseStart(parsed, index)
    // "Meine Kollegin und ich schicken Ihnen"
    if (tokens[index - 1]?.w === 'ich' && tokens[index - 2]?.w === 'und') return base('first', index - 1)
    for (let at = start; at < index; at += 1)
      if (cues.own.has(tokens[at]?.w ?? '') && tokens[at + 1]?.upper && index - at <= 5) return base('ours', at)
  }
  // "… und melde mich dann", "ich komme, zeig Ihnen das": the subject of the verb before
  if (
    /^(und|,)$/.test(tokens[index - 1]?.w ?? '') &&
    verb.forms & FORM.first &&
    !(verb.forms & FORM.infinitive) &&
    !/^(mir|uns|dich|doch|bitte|ich|wir)$/.test(tokens[index + 1]?.w ?? '')
  ) {
    for (let at = index - 2; at >= 0; at -= 1) if (cues.i.has(tokens[at]?.w ?? '')) return base('first', at)
  }
  // "Schicke Ihnen morgen die Liste", "Melde mich Freitag"
  if (
    verb.forms & FORM.first &&
    !(verb.forms & FORM.infinitive) &&
    (index === 0 || tokens[index - 1]?.kind === 'mark' || tokens[index - 1]?.w === 'und') &&
    index + 1 < tokens.length
  )
    return base('elided', index)
  return null

  /** "Er kriegt die Seite am Montag": whoever gets it, it is given to him */
  function taking(frame: Frame): Frame {
    return verb?.classes[0] === 'receive' && parsed.dates.length > 0
      ? { ...frame, subject: 'you', person: null, manner: 'receive' }
      : frame
  }

  function base(subject: Subject, from: number): Frame {
    return { subject, person: null, manner: 'present', future: false, verb: verb ?? null, at: index, from }
  }
}

/** A finite verb with its separated prefix ("räumen … ein"), or without the ending that speech drops ("ich schick"). */
function finiteVerb(parsed: Parsed, index: number): Verb | undefined {
  const { tokens, verbs, cues } = parsed
  const word = tokens[index]?.w ?? ''
  const verb = verbs[index]
  if (verb === undefined || verb.classes[0] === 'attend' || verb.classes[0] === 'state') {
    const prefix = separatedPrefix(parsed, index)
    const joined = prefix === null ? undefined : verbOf(prefix + word, 'de')
    if (joined && joined.lemma !== verb?.lemma) return joined
  }
  if (word === 'lasse' || word === 'lassen') {
    for (let at = index + 1; at < tokens.length; at += 1)
      if (tokens[at]?.w === 'zukommen')
        return { lemma: 'zukommen', classes: ['transfer'], forms: FORM.first | FORM.firstPlural }
  }
  if (verb === undefined || !(verb.forms & FORM.first)) {
    const spoken =
      [index - 1, index + 1].some((at) => cues.i.has(tokens[at]?.w ?? '')) || goesOn(parsed, index)
        ? verbOf(`${word}e`, 'de')
        : undefined
    if (spoken && spoken.forms & FORM.first) return spoken
  }
  return verb
}

/** "Ich komme nach Ulm, zeig Ihnen das": a second verb of the same speaker. */
function goesOn({ tokens, cues }: Parsed, index: number): boolean {
  return (
    /^(und|,)$/.test(tokens[index - 1]?.w ?? '') &&
    cues.toYou.has(tokens[index + 1]?.w ?? '') &&
    tokens.slice(0, index - 1).some(({ w }) => cues.i.has(w))
  )
}

/** "ist Linie 5 zum 3. August vollständig bestückt": done by a day to come. */
function isDoneBy(parsed: Parsed, index: number): boolean {
  const end = lastVerb(parsed, index)
  const verb = end === null ? undefined : parsed.verbs[end]
  return (
    verb !== undefined &&
    (verb.forms & FORM.participle) !== 0 &&
    DONE_TO.has(verb.classes[0] ?? '') &&
    !MOVES.has(verb.lemma) &&
    !parsed.cues.past.test(parsed.lower) &&
    parsed.dates.some((hit) => hit.preposition === 'by' || /^(zum|zur)$/.test(parsed.tokens[hit.from - 1]?.w ?? ''))
  )
}

const DONE_TO = new Set(['transfer', 'make'])
/** verbs whose past is made with sein */
const MOVES = new Set(['fahren', 'starten', 'beginnen', 'ziehen', 'laufen'])

function isModalPassive(parsed: Parsed, index: number): boolean {
  const word = parsed.tokens[index]?.w ?? ''
  return word === 'werden' || word === 'wird'
}

function readyIn(parsed: Parsed, index: number): boolean {
  for (let at = index + 1; at < Math.min(parsed.tokens.length, index + 8); at += 1)
    if (parsed.cues.ready.has(parsed.tokens[at]?.w ?? '')) return true
  return false
}

/** "haben Sie geschickt", but not "haben Sie auf dem Tisch, dann reden wir", "haben Sie ausgefüllt zurück". */
function endsWithParticiple(parsed: Parsed, from: number): boolean {
  const end = lastVerb(parsed, from)
  const verb = end === null ? undefined : parsed.verbs[end]
  if (verb === undefined || end === from || parsed.tokens[(end ?? 0) + 1]?.w === 'zurück') return false
  if (AT_HAND.test(parsed.lower.slice(parsed.tokens[from]?.start ?? 0, parsed.tokens[end ?? 0]?.start))) return false
  return (verb.forms & (FORM.participle | FORM.infinitive)) !== 0
}

const AT_HAND =
  /(?<!\p{L})(auf (dem|ihrem|deinem|eurem) tisch|in händen|im (postfach|kasten|haus|briefkasten))(?!\p{L})/u

/** The last verb of the clause that a finite verb opens; relative clauses between commas are stepped over only to the next comma. */
function lastVerb(parsed: Parsed, from: number): number | null {
  let found: number | null = null
  for (let at = from + 1; at < parsed.tokens.length; at += 1) {
    const word = parsed.tokens[at]?.w ?? ''
    if (word === ',' || word === ';' || word === '.' || word === '!') {
      if (found !== null) break
      continue
    }
    const verb = parsed.verbs[at]
    if (verb && verb.forms & (FORM.infinitive | FORM.participle) && !parsed.tokens[at]?.upper) found = at
    if ((word === 'und' || word === 'oder') && found !== null) break
  }
  return found
}

function subjectAround(
  parsed: Parsed,
  index: number,
): { subject: Subject; person: Frame['person']; from: number } | null {
  const { tokens, cues, people } = parsed
  for (const at of [index - 1, index + 1, index + 2]) {
    const word = tokens[at]?.w ?? ''
    if (at < 0 || parsed.clause[at] !== parsed.clause[index]) continue
    if (cues.i.has(word)) return { subject: 'first', person: null, from: at }
    if (cues.we.has(word)) return { subject: 'plural', person: null, from: at }
    if (at !== index + 2 && (word === 'sie' || word === 'du')) return { subject: 'you', person: null, from: at }
    const person = people[at]
    if (person && !/^(an|mit|von|für|bei)$/.test(tokens[at - 1]?.w ?? '')) return { subject: 'named', person, from: at }
  }
  if (tokens[index - 1]?.w === 'er' || tokens[index + 1]?.w === 'er')
    return { subject: 'pronoun', person: null, from: index }
  const start = clauseStart(parsed, index)
  for (let at = start; at < index; at += 1) {
    if (people[at]) return { subject: 'named', person: people[at] ?? null, from: at }
    if (cues.own.has(tokens[at]?.w ?? '')) return { subject: 'ours', person: null, from: at }
  }
  return { subject: 'thing', person: null, from: start }
}

/** The separated prefix of a clause, if its last word is one ("schicke … zu"). */
export function separatedPrefix(parsed: Parsed, at: number): string | null {
  for (let index = at + 1; index < parsed.tokens.length; index += 1) {
    const next = parsed.tokens[index + 1]
    const word = parsed.tokens[index]?.w ?? ''
    if ((!next || next.kind === 'mark' || next.w === 'und') && SEPARABLE.has(word)) return word
    if (next && next.kind === 'mark') return null
  }
  return null
}
