import type { Identity } from '../../signals/corpus.ts'
import { compileCues } from './cues.ts'
import type { CueHits } from './cues.ts'
import {
  AGAIN,
  CONDITION,
  DENIES,
  FIRST_SPANISH,
  GREETING,
  PAST,
  SERVES_WELL,
  UPTAKE,
  WARM,
  WHO,
} from './lexica/refusal.ts'
import { STANCE } from './lexica/stance.ts'
import { STANCE_ACTS } from './lexica/stance-acts.ts'
import { nameWords } from './names.ts'
import type { NameFinder } from './names.ts'
import type { Passage, Passages } from './passages.ts'
import { fold } from './words.ts'

/** What each sign of stance towards us and the deal is worth; the same sign again is worth less each time. */
const WORTH = {
  weary: -1.1,
  refuses: -0.9,
  threatens: -0.9,
  aggrieved: -0.7,
  doubts: -0.6,
  compares: -0.4,
  stops: -0.4,
  confides: 0.8,
  backs: 0.9,
  pleased: 0.6,
  champions: 0.4,
  warm: 0.4,
  against: -1.2,
  for: 1.4,
  objects: -0.9,
  blames: -0.7,
  claims: -0.7,
  limits: -0.4,
  rival: -0.9,
  names: -0.1,
  vouches: 0.7,
  helps: 0.7,
} as const

export type StanceSign = keyof typeof WORTH
export type StanceMark = { sign: StanceSign; worth: number; passage: Passage }
export type Stances = ReadonlyMap<Identity, readonly StanceMark[]>

const matcher = compileCues([STANCE, STANCE_ACTS])
const OWN: readonly StanceSign[] = [
  'weary',
  'threatens',
  'aggrieved',
  'compares',
  'confides',
  'backs',
  'objects',
  'doubts',
  'blames',
  'claims',
  'limits',
  'vouches',
  'helps',
]
/** Undone by a denial before it. */
const PRAISES: readonly StanceSign[] = ['backs', 'vouches', 'helps']
/** How far from a name a word may stand that is said of its bearer. */
const REACH = 9

/** How every person of the customer shows to stand, in their own words and in what others say, in the corpus's order. */
export function readStance(passages: Passages, namesIn: NameFinder, rivals: ReadonlySet<string> = new Set()): Stances {
  const found = new Map<Identity, StanceMark[]>()
  const note = (identity: Identity, sign: StanceSign, passage: Passage): void => {
    const marks = found.get(identity) ?? []
    found.set(identity, marks)
    const often = marks.filter((mark) => mark.sign === sign).length
    const later = 0.7 + 0.6 * passage.age
    marks.push({ sign, worth: (WORTH[sign] * later) / (1 + 0.5 * often), passage })
  }
  for (const passage of passages.all) {
    const { speaker, cues, words } = passage
    const hits = matcher(words, passage.sentence.language)
    const named = namesIn(passage)
    const spokenOf = named.filter((one) => !isAddressed(passage, one))
    if (speaker && speaker.side !== 'seller') {
      // Of a colleague: "Sarah is furious" is no fury of one's own.
      const ofAnother = named.some((one) => one !== speaker && one.side !== 'seller') && !words.list.some(isSelf)
      for (const sign of OWN)
        if (hits.has(`own.${sign}`) && !(ofAnother && WORTH[sign] < 0) && !isDenied(sign, hits, words.list))
          note(speaker, sign, passage)
      // What only waits for something is a condition and no refusal.
      if (stops(passage)) note(speaker, 'stops', passage)
      else if (refuses(passage) && !ofAnother) note(speaker, 'refuses', passage)
      if (cues.has('pleased') && !cues.has('negated')) note(speaker, 'pleased', passage)
      if (cues.has('self.champions')) note(speaker, 'champions', passage)
      if (words.list.some((word) => rivals.has(word)) && !words.question)
        note(speaker, prefersRival(passage) ? 'rival' : 'names', passage)
      if (WARM.test(passage.sentence.text)) note(speaker, 'warm', passage)
    }
    if (words.question) continue
    for (const sign of ['against', 'for'] as const) {
      const at = hits.get(`told.${sign}`)
      const about = at === undefined ? null : nearest(passage, spokenOf, at)
      if (about === null || about === speaker || about.side === 'seller') continue
      note(about, sign === 'for' && deniedBefore(words.list, at!) ? 'against' : sign, passage)
    }
  }
  return found
}

/** One number for a person's stance: below zero against, above zero for. */
export function leaning(stances: Stances, identity: Identity): number {
  return (stances.get(identity) ?? []).reduce((sum, { worth }) => sum + worth, 0)
}

const isSelf = (word: string): boolean => /^(?:i|i'm|me|my|we|ich|mich|mir|wir|je|moi|me|nous|yo|mi)$/.test(word)

/** The person named nearest to a word; who stands before it is meant rather than who follows. */
function nearest(passage: Passage, named: readonly Identity[], at: number): Identity | null {
  let best: { identity: Identity; far: number } | null = null
  for (const identity of named) {
    const parts = new Set(identity.names.flatMap(nameWords))
    passage.words.list.forEach((word, place) => {
      if (!parts.has(word.replace(/'s$/, ''))) return
      const far = place <= at ? at - place : (place - at) * 1.5
      if (far <= REACH && (best === null || far < best.far)) best = { identity, far }
    })
  }
  return (best as { identity: Identity; far: number } | null)?.identity ?? null
}

/** "Hola, Lucía, encantada", "Tom, thanks": called by name, not spoken of. */
function isAddressed({ sentence }: Passage, identity: Identity): boolean {
  const text = fold(sentence.text)
  return identity.names
    .flatMap(nameWords)
    .some((part) => new RegExp(`(?:^|[,;] ?|${GREETING} )${part}(?: \\p{L}+)? ?[,!?:]`, 'u').test(text))
}

/** "Our people do a good job, I see no reason to change": what another seller does is praised, or held to be enough. */
function prefersRival({ cues, sentence }: Passage): boolean {
  return SERVES_WELL.test(fold(sentence.text)) && !cues.has('negated')
}

/** "I don't love it": praise denied is none. What is said in confidence stays so ("don't tell"). */
function isDenied(sign: StanceSign, hits: CueHits, list: readonly string[]): boolean {
  return PRAISES.includes(sign) && deniedBefore(list, hits.get(`own.${sign}`) ?? 0)
}

function deniedBefore(list: readonly string[], at: number): boolean {
  return list.slice(Math.max(0, at - 4), at).some((word) => DENIES.test(word))
}

/** "Without SAML nothing goes live", "Ohne Freigabe kommt kein Gerät ins Netz": a condition first, then what will not be. */
function stops({ words }: Passage): boolean {
  if (words.question) return false
  const { list } = words
  const lacks = list.slice(0, 6).findIndex((word) => CONDITION.test(word))
  return lacks !== -1 && list.slice(lacks + 2).some((word) => DENIES.test(word))
}

/** "They will not scan anything", "Ich scanne im OP nichts", "l'application, je ne l'ouvre plus", "nadie los va a leer". */
function refuses({ words }: Passage): boolean {
  if (words.question) return false
  const { list } = words
  return list.some((word, at) => {
    if (!UPTAKE.test(word)) return false
    const around = list.slice(Math.max(0, at - 6), at + 6)
    if (around.some((one) => PAST.test(one) || AGAIN.test(one)) || !around.some((one) => DENIES.test(one))) return false
    const before = list.slice(Math.max(0, at - 7), at)
    return FIRST_SPANISH.test(word) || before.some((one) => WHO.test(one)) || WHO.test(list[at + 1] ?? '')
  })
}
