import type { Frame, Subject } from './frame.ts'
import { infinitiveAfter, passive, readyIn } from './frames-romance.ts'
import { clauseStart, type Parsed } from './parse.ts'
import { FORM } from './verb-forms.ts'

const FRENCH_CLITICS = new Set("ne n' vous te t' le la l' les lui leur en y me m' nous se s'".split(' '))

/** Finds what a French sentence says somebody will do. */
export function frenchFrames(parsed: Parsed): Frame[] {
  const frames: Frame[] = []
  for (let index = 0; index < parsed.tokens.length; index += 1) {
    const frame = frenchAt(parsed, index)
    if (frame) frames.push(frame)
  }
  return frames
}

function frenchAt(parsed: Parsed, index: number): Frame | null {
  const { tokens, cues, verbs, people } = parsed
  const verb = verbs[index]
  const word = tokens[index]?.w ?? ''
  if (tokens[index]?.kind !== 'word') return null
  let before = index - 1
  while (before > 0 && FRENCH_CLITICS.has(tokens[before]?.w ?? '') && !isSubjectHere(parsed, before, index)) before -= 1
  const subject = tokens[before]?.w ?? ''
  const same = before >= 0 && parsed.clause[before] === parsed.clause[index]
  if (
    word === 'parviendra' ||
    word === 'parviendront' ||
    word === 'suivra' ||
    word === 'suit' ||
    word === 'partira' ||
    word === 'arrive' ||
    word === 'arrivera' ||
    /^(suivent|suivront|partent|partiront|arrivent|arriveront|sortent|sortiront)$/.test(word) ||
    ((word === 'part' || word === 'sort' || word === 'sortira') &&
      !/^(ma|notre|votre|leur|sa|une|la|d'|de)$/.test(tokens[index - 1]?.w ?? ''))
  ) {
    if (same && !cues.i.has(subject) && !KNOWS.test(parsed.lower.slice(0, tokens[index]?.start)))
      return {
        subject: 'thing',
        person: null,
        manner: 'going',
        future: /ra|ront/.test(word),
        verb: null,
        at: index,
        from: clauseStart(parsed, index),
      }
  }
  if (!verb) {
    if (
      SECOND_PERSON.test(word) &&
      same &&
      /^(vous|tu)$/.test(subject) &&
      !NO_RECEIPT.test(tokens[index + 1]?.w ?? '')
    ) {
      const perfect = ((verbs[index + 1]?.forms ?? 0) & FORM.participle) !== 0 && /^(avez|as)$/.test(word)
      return perfect
        ? null
        : {
            subject: 'you',
            person: null,
            manner: 'receive',
            future: /rez$|ras$/.test(word),
            verb: null,
            at: index,
            from: before,
          }
    }
    // an unknown verb in the future of the first person
    if (same && cues.i.has(subject) && /.{3}rai$/.test(word))
      return { subject: 'first', person: null, manner: 'will', future: true, verb: null, at: index, from: before }
    if (same && cues.we.has(subject) && /.{3}rons$/.test(word))
      return { subject: 'plural', person: null, manner: 'will', future: true, verb: null, at: index, from: before }
    return null
  }
  const future = (verb.forms & FORM.future) !== 0
  // "je te le dis": said by saying it
  if (verb.lemma === 'dire' && !future && (verb.forms & FORM.infinitive) === 0) return null
  // "je vous fais suivre la note": it comes with the words
  if (verb.lemma === 'faire' && tokens[index + 1]?.w === 'suivre' && !future && parsed.dates.length === 0) return null
  // "Odile monte au dépôt": going up, where putting up has an object
  if (verb.lemma === 'monter' && /^(à|en|chez|au)$/.test(tokens[index + 1]?.w ?? '')) return null
  // "je pourrais", "nous ferions": would
  if (verb.forms & FORM.conditional && !future && !(verb.forms & FORM.third && verb.forms & FORM.first)) return null
  if (same && (cues.i.has(subject) || (cues.we.has(subject) && before !== index - 0))) {
    const isI = cues.i.has(subject)
    const role: Subject = isI ? 'first' : 'plural'
    const finite = verb.forms & (isI ? FORM.first : subject === 'on' ? FORM.third : FORM.firstPlural)
    if (verb.lemma === 'aller' && finite)
      return infinitiveAfter(parsed, index, { subject: role, person: null, from: before }, 'will')
    if (verb.lemma === 'pouvoir' && finite)
      return infinitiveAfter(parsed, index, { subject: role, person: null, from: before }, 'can')
    if (finite)
      return { subject: role, person: null, manner: future ? 'will' : 'present', future, verb, at: index, from: before }
  }
  if (verb.forms & (FORM.third | FORM.thirdPlural) && !cues.i.has(subject)) {
    const start = clauseStart(parsed, index)
    if (verb.lemma === 'être' && future) return passive(parsed, index, start)
    // "quatre vélos vous sont remis mercredi": a day to come makes the present a future
    if (
      verb.lemma === 'être' &&
      !cues.past.test(parsed.lower) &&
      parsed.dates.some((hit) => hit.preposition !== 'about' && parsed.clause[hit.from] === parsed.clause[index]) &&
      !readyIn(parsed, index)
    ) {
      const found = passive(parsed, index, start)
      if (found?.verb && DONE_TO.has(found.verb.classes[0] ?? '') && !MOVES.has(found.verb.lemma))
        return { ...found, future: false }
    }
    if (cameBack(parsed, index))
      return { subject: 'thing', person: null, manner: 'going', future, verb, at: index, from: start }
    const person = same ? (people[before] ?? (people[start] && index - start <= 5 ? people[start] : null)) : null
    if (person)
      return verb.lemma === 'aller'
        ? infinitiveAfter(parsed, index, { subject: 'named', person, from: before }, 'will')
        : { subject: 'named', person, manner: future ? 'will' : 'present', future, verb, at: index, from: before }
    for (let at = start; at < index; at += 1)
      if (cues.own.has(tokens[at]?.w ?? '') && index - at <= 5)
        return { subject: 'ours', person: null, manner: future ? 'will' : 'present', future, verb, at: index, from: at }
    if (same && (subject === 'il' || subject === 'elle') && future)
      return { subject: 'pronoun', person: null, manner: 'will', future, verb, at: index, from: before }
    if (verb.lemma === 'être' && !future && readyIn(parsed, index))
      return { subject: 'thing', person: null, manner: 'ready', future: false, verb, at: index, from: start }
  }
  // "Vous recevrez" with the form unknown to the table
  return null
}

/** "avez-vous", "vous avez raison" */
const NO_RECEIPT = /^(je|nous|vous|tu|raison|tort|besoin|envie|peur|droit|hâte|mal)$/
const SECOND_PERSON = /^(aurez|recevrez|avez|recevez|disposez|disposerez|auras|recevras|obtiendrez|obtiendras)$/

/** verbs whose past is made with être: "elle est passée jeudi" */
const MOVES = new Set(['passer', 'intervenir', 'retourner', 'revenir', 'venir', 'aller', 'rentrer', 'monter'])

const DONE_TO = new Set(['transfer', 'make', 'grant'])

/** "Il vous revient complété mercredi", not "il vous revient de décider". */
function cameBack({ tokens, verbs, dates }: Parsed, index: number): boolean {
  return (
    /^(revenir|parvenir)$/.test(verbs[index]?.lemma ?? '') &&
    /^(vous|te|t')$/.test(tokens[index - 1]?.w ?? '') &&
    !/^(de|d')$/.test(tokens[index + 1]?.w ?? '') &&
    dates.length > 0
  )
}

/** "nous avons compris que l'audit arrive": what others do, known */
const KNOWS =
  /(?<!\p{L})(compris|sais|savons|savez|appris|crois|paraît|noté|entendu|suppose|supposons) (bien )?qu(e |')/u

/** "nous" and "vous" are subjects where nothing else before the verb can be. */
function isSubjectHere(parsed: Parsed, at: number, verb: number): boolean {
  const word = parsed.tokens[at]?.w ?? ''
  if (word !== 'nous' && word !== 'vous') return false
  if (subjectish(parsed.tokens[at - 1]?.w)) return false
  return word === 'vous' ? parsed.verbs[verb] === undefined : (parsed.tokens[verb]?.w ?? '').endsWith('ons')
}

const subjectish = (word: string | undefined): boolean =>
  word !== undefined && /^(je|j'|nous|on|il|elle|tu|vous)$/.test(word)
