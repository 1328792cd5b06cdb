import type { Identity } from '../../signals/corpus.ts'
import { nameWords } from './names.ts'
import type { Passage } from './passages.ts'

/** Verbs by which one person alone decides or signs (folded). */
const VERB =
  /^(?:signs|decides|approves|authori[sz]es|countersigns|chairs|entscheidet|unterschreibt|unterzeichnet|genehmigt|zeichnet|signe|signera|decide|decidera|valide|validera|tranche|tranchera|approuve|arbitre|decidira|firma|firmara|aprueba|aprobara|autoriza)$/
/** Stands right before a name that something goes to: "goes to Oda", "signed by Oda", "liegt bei Frau Wolff", "pasa por Ana". */
const TOWARDS =
  /^(?:to|by|of|with|over|through|is|for|from|an|bei|von|uber|durch|a|par|de|por|es|est|c|ist|our|unser|unsere|notre|nuestr[oa]|mr|mrs|ms|dr|herr|herrn|frau|m|mme|sr|sra|don|dona)$/
/** A subject of its own right before the verb: whoever is named after it does something else. */
const SUBJECT =
  /^(?:i|we|you|he|she|they|who|cfo|ceo|coo|director|board|boss|manager|committee|owners?|finance|procurement|legal|it|ich|wir|er|sie|vorstand|chef|chefin|geschaftsfuhr\w*|leit\w*|je|nous|il|elle|ils|direction|comite|directeur|directrice|yo|el|ella|direccion|consejo|directora?)$/
const REACH_BEFORE = 9
const REACH_AFTER = 7

/**
 * Of the people a sentence names, those whom its deciding words are about: the nearest name before the verb ("our CFO, Oda
 * Wood, signs"), else one after it where the verb has no other subject ("unterschreibt bei uns Frau Wolff", "goes to Oda").
 */
export function decidersOf(passage: Passage, named: readonly Identity[]): Set<Identity> {
  const list = passage.words.list
  const bearer = new Map<number, Identity>()
  for (const identity of named) {
    const parts = new Set(identity.names.flatMap(nameWords))
    list.forEach((word, at) => {
      if (parts.has(word.replace(/'s$/, ''))) bearer.set(at, identity)
    })
  }
  const cue = passage.cues.get('of.decides')
  const verbs = list.flatMap((word, at) => (VERB.test(word) ? [at] : []))
  const found = new Set<Identity>()
  for (const at of new Set([...(cue === undefined ? [] : [cue]), ...verbs])) {
    const one = before(at, list, bearer) ?? after(at, list, bearer)
    if (one) found.add(one)
  }
  return found
}

function before(verb: number, list: readonly string[], bearer: ReadonlyMap<number, Identity>): Identity | null {
  if (/^(?:i|he|she|you|they|ich|er|je|il|elle|yo)$/.test(list[verb - 1] ?? '')) return null
  for (let at = verb - 1; at >= Math.max(0, verb - REACH_BEFORE); at -= 1) {
    const one = bearer.get(at)
    if (one) return one
  }
  return null
}

function after(verb: number, list: readonly string[], bearer: ReadonlyMap<number, Identity>): Identity | null {
  const english = /^(?:signs|decides|approves|authori[sz]es|countersigns)$/.test(list[verb] ?? '')
  if (SUBJECT.test(list[verb - 1] ?? '')) return null
  for (let at = verb + 1; at <= verb + REACH_AFTER; at += 1) {
    const one = bearer.get(at)
    if (one && (!english || TOWARDS.test(list[at - 1] ?? ''))) return one
  }
  return null
}
