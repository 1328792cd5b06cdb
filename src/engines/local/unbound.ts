import type { Frame } from './frame.ts'
import { UNPROMISED_CUES } from './lexica/unpromised-cues.ts'
import type { Parsed } from './parse.ts'

/** Habits, states, wishes, formulas, new hands, words broken off: the grammar of a promise without one. */
export function bindsNobody(parsed: Parsed, frame: Frame): boolean {
  const cues = UNPROMISED_CUES[parsed.language]
  const { lower } = parsed
  if (cues.brokenOff.test(lower) || cues.formula.test(lower) || cues.steppingIn.test(lower)) return true
  if (LAUGHS.test(lower) && parsed.dates.length === 0) return true
  const now = frame.manner === 'present' || frame.manner === 'progressive'
  if (now && !frame.future && (isSoAlready(parsed, frame) || isTheDeed(parsed, frame))) return true
  // "mi jefe va a preguntar por qué"
  if (
    (frame.subject === 'named' || frame.subject === 'ours') &&
    frame.verb?.classes[0] === 'contact' &&
    ASKING.test(`${word(parsed, frame.at + 1)} ${word(parsed, frame.at + 2)}`)
  )
    return true
  if (frame.subject === 'thing' && learnt(parsed, frame)) return true
  if (embedded(parsed, frame) || goesBack(parsed, frame) || talksAgain(parsed, frame)) return true
  // "You'll find it enclosed" hands over
  if (frame.verb?.lemma === 'find' && /\b(enclosed|attached|below|herewith)\b/.test(lower)) return true
  if (frame.subject === 'first' || frame.subject === 'plural') return false
  const wished = cues.wish.exec(lower)
  return wished !== null && parsed.language !== 'en' && (parsed.tokens[frame.at]?.start ?? 0) > wished.index
}

const word = (parsed: Parsed, at: number): string => parsed.tokens[at]?.w ?? ''

/** What is done every week, what has been so for years, what a third party told. */
function isSoAlready(parsed: Parsed, frame: Frame): boolean {
  const cues = UNPROMISED_CUES[parsed.language]
  const toYou = parsed.language !== 'en' && parsed.tokens.some(({ w }) => parsed.cues.toYou.has(w))
  if (!toYou && cues.habit.test(parsed.lower)) return true
  const since = cues.since.exec(parsed.lower)
  if (since !== null && !parsed.dates.some(({ preposition }) => preposition === 'by' || preposition === 'on'))
    return true
  // "Madame Castel m'informe", "mi jefe me pide": their words have come
  return (
    (frame.subject === 'named' || frame.subject === 'ours') &&
    (frame.verb?.classes[0] === 'contact' ||
      (frame.verb?.classes[0] === 'transfer' && parsed.language !== 'en' && YOURS.test(word(parsed, frame.at + 1)))) &&
    parsed.dates.every(({ preposition }) => preposition === 'about') &&
    [1, 2].some(
      (by) => parsed.cues.toMe.has(word(parsed, frame.at - by)) || parsed.cues.toMe.has(word(parsed, frame.at + by)),
    )
  )
}

/** "Te adjunto", "je vous présente", "le encargo": done by saying it, or asked of the other. */
function isTheDeed(parsed: Parsed, frame: Frame): boolean {
  const lemma = frame.verb?.lemma ?? ''
  if (ATTACHES.has(lemma)) return true
  // "me encargo" is the speaker's
  if (
    parsed.language === 'es' &&
    ASKS_OF.has(lemma) &&
    !parsed.cues.toMe.has(word(parsed, frame.at - 1)) &&
    parsed.tokens.some(({ w }) => parsed.cues.toYou.has(w))
  )
    return true
  if (
    frame.verb?.classes[0] === 'contact' &&
    [1, 2, 3].some((ahead) => TELLS_THAT.test(word(parsed, frame.at + ahead)))
  )
    return true
  if (NOTES.test(`${word(parsed, frame.at)} ${word(parsed, frame.at + 1)}`)) return true
  // "Voici Odile, qui reprend lundi": the day is another's
  if (PRESENTS.has(lemma) && (parsed.people[frame.at + 1] ?? null) !== null) return true
  // with a day it is a thing to be shown or written then
  return parsed.dates.length === 0 && (PRESENTS.has(lemma) || WRITES.has(lemma))
}

/** "I don't see how we deliver", "l'heure où je vous écris", "el día que lo mandamos": a clause inside another. */
function embedded(parsed: Parsed, frame: Frame): boolean {
  if (parsed.language === 'en' || (frame.subject !== 'first' && frame.subject !== 'plural')) return false
  const before = frame.from - 1
  return WONDERS.test(word(parsed, before)) && parsed.clause[before] === parsed.clause[frame.at] && before > 0
}

/** "nous avons compris que l'audit arrive le 20" */
function learnt(parsed: Parsed, frame: Frame): boolean {
  const heard = LEARNT.exec(parsed.lower)
  return heard !== null && heard.index < (parsed.tokens[frame.at]?.start ?? 0)
}

const LEARNT =
  /(?<!\p{L})((compris|appris|entendu dire|lu|vu|paraît|semble) qu[e']|(entendido|sabido|visto|leído|oído|parece) que|(verstanden|gehört|gelesen|erfahren|heißt|scheint), (dass|dann)?|(understood|heard|learnt|learned|read|seems|appears) (that|the|your))(?!\p{L})/u

/** "on retourne à Excel": moving back, where sending back has an object. */
const goesBack = (parsed: Parsed, frame: Frame): boolean =>
  MOVES.has(frame.verb?.lemma ?? '') &&
  /^(à|au|aux|en|dans|vers|sur)$/.test(word(parsed, frame.at + 1)) &&
  !parsed.tokens.slice(frame.from, frame.at).some(({ w }) => /^(la|le|les|l')$/.test(w))

/** "nous en reparlerons", "dann reden wir wieder": nobody is told anything. */
const talksAgain = (parsed: Parsed, frame: Frame): boolean =>
  parsed.language !== 'en' &&
  frame.subject === 'plural' &&
  (TALKS.has(frame.verb?.lemma ?? '') || /^(reparlerons|reparle|hablaremos)$/.test(word(parsed, frame.at))) &&
  !parsed.tokens.slice(frame.at).some(({ w }, index) => WITH.test(w) && parsed.tokens[frame.at + index + 1]?.upper)

/** what was yours before is no news: "Ana me pasa tu correo" */
const YOURS = /^(tus?|sus?|vuestr[oa]s?|votre|vos|tes|ton|ta)$/
const MOVES = new Set(['retourner', 'monter', 'descendre', 'rentrer'])
const ASKING =
  /^(why|how|when|what|por qué|cómo|cuándo|qué|cuánto|pourquoi|comment|quand|combien|, warum|, wann|, wie)(?!\p{L})/u
const TALKS = new Set(['reden', 'sprechen', 'parler', 'reparler', 'hablar', 'platicar'])
const WITH = /^(mit|avec|con|à|a)$/
const WONDERS =
  /^(comment|quand|où|pourquoi|combien|dont|cómo|cuándo|dónde|qué|cuánto|donde|wie|wann|wo|warum|weshalb)$/
const NOTES = /^(tomo|tomamos|prends|prenons|nehme|nehmen|take) (nota|note|notiz|acte|connaissance|conocimiento)$/
const ATTACHES = new Set(['adjuntar', 'joindre', 'anhängen', 'beifügen', 'attach', 'enclose'])
/** "Nous vous informons que": the words are the deed, and done */
const TELLS_THAT = /^(that|dass|que|qu'|because|weil|porque)$/
const WRITES = new Set(['escribir', 'schreiben', 'écrire', 'write'])
const ASKS_OF = new Set(['pedir', 'encargar', 'preguntar', 'solicitar'])
const PRESENTS = new Set(['présenter', 'presentar', 'vorstellen', 'introduce', 'present'])
const LAUGHS =
  /[[(](laughs|laughter|laughing|lacht|lachen|rires?|risas|se ríe)[\])]|(?<!\p{L})(haha|jaja|lol)|[;:]-?\)\W*$/u

/** "Te paso lo de ayer para que lo mires": in a letter the thing comes with the words, unless a time to come is said. */
export function handsOver(parsed: Parsed, frame: Frame): boolean {
  if (frame.manner !== 'present' && frame.manner !== 'progressive') return false
  const forwards = frame.verb?.lemma === 'faire' && word(parsed, frame.at + 1) === 'suivre'
  if (frame.future || !HANDING.has(frame.subject) || (frame.verb?.classes[0] !== 'transfer' && !forwards)) return false
  if (parsed.conditional.includes(true)) return false
  const cues = UNPROMISED_CUES[parsed.language]
  const because = cues.because.exec(parsed.lower)?.index ?? Infinity
  if (parsed.dates.some((hit) => hit.preposition !== 'about' && (parsed.tokens[hit.from]?.start ?? 0) < because))
    return false
  const said = parsed.lower.slice(0, because)
  return cues.handed.test(said) && !cues.later.test(said)
}

const HANDING: ReadonlySet<string> = new Set(['first', 'plural', 'elided'])
