import { mayWriteFrom } from './bearer.ts'
import type { Corpus, Identity, Side } from '../../signals/corpus.ts'
import type { Party, Sentence, Signal } from '../../signals/signal.ts'
import { compileCues } from './cues.ts'
import type { CueHits, CueMatcher } from './cues.ts'
import { ACTORS } from './lexica/actors.ts'
import { DEAL } from './lexica/deal.ts'
import { PLAIN } from './lexica/deal-plain.ts'
import { PAINS } from './lexica/pains.ts'
import { RISKS } from './lexica/risks.ts'
import { SPEECH } from './lexica/speech.ts'
import { placeInAccount } from './places.ts'
import { readWords } from './words.ts'
import type { Words } from './words.ts'

/** A sentence with everything the readers of pains, risks, roles and qualification ask about it, worked out once. */
export type Passage = {
  sentence: Sentence
  signal: Signal
  words: Words
  cues: CueHits
  /** who says it, where that person is known */
  speaker: Identity | null
  side: Side | 'unknown'
  /** for partners: seen in company of the customer */
  inDeal: boolean
  /** 0 at the first item of the corpus, 1 at the last */
  age: number
  /** position among the speaking sentences of its item, by the same author */
  place: number
  /** seller's people among themselves: nobody of the customer reads it */
  internal: boolean
  before: Passage | null
  after: Passage | null
  /** how many passages its item holds */
  among: number
  /** the speaker is heard in one or two items only: lawyers, buyers and keepers of systems mostly are */
  seldom: boolean
  /** it stands in the last message of its conversation */
  closing: boolean
  /** how many passages of other items speak of the same rare things */
  echoes: number
}

export type Passages = {
  corpus: Corpus
  all: Passage[]
  people: People
}

export type People = {
  byEmail: Map<string, Identity>
  byName: Map<string, Identity>
  find(party: Party | null): Identity | null
}

const matcher: CueMatcher = compileCues([SPEECH, PAINS, RISKS, ACTORS, DEAL, PLAIN])

/** The sentences of a corpus that a person wrote or said in this deal, in the corpus's order. */
export function readPassages(corpus: Corpus): Passages {
  const people = peopleOf(corpus)
  const signals = new Map(corpus.signals.map((signal) => [signal.id, signal]))
  const times = corpus.signals
    .filter((signal) => signal.kind !== 'crm')
    .flatMap((signal) => (signal.at === null ? [] : [Date.parse(signal.at)]))
  const first = Math.min(...times)
  const span = Math.max(1, Math.max(...times) - first)
  const partners = partnersInDeal(corpus, people)
  const all: Passage[] = []
  let before: Passage | null = null
  for (const sentence of corpus.sentences) {
    const signal = signals.get(sentence.item)
    if (!signal || !sentence.speaks || signal.kind === 'crm' || signal.kind === 'document') continue
    if (signal.kind === 'email' && signal.automatic !== null) continue
    const speaker = people.find(sentence.by)
    const at = sentence.at ?? signal.at
    const words = readWords(sentence.text)
    if (words.list.length === 0) continue
    const neighbour: Passage | null =
      before !== null && before.sentence.item === sentence.item && before.sentence.role === sentence.role
        ? before
        : null
    const passage: Passage = {
      sentence,
      signal,
      words,
      cues: matcher(words, sentence.language),
      speaker,
      side: speaker?.side ?? 'unknown',
      inDeal: speaker !== null && partners.has(speaker),
      age: at === null ? 0.5 : Math.min(1, Math.max(0, (Date.parse(at) - first) / span)),
      place: neighbour ? neighbour.place + 1 : 0,
      internal: isInternal(signal, people),
      before: neighbour,
      after: null,
      among: 0,
      seldom: false,
      closing: false,
      echoes: 0,
    }
    if (neighbour) neighbour.after = passage
    all.push(passage)
    before = passage
  }
  placeInAccount(all)
  return { corpus, all, people }
}

/** Words of the customer or of somebody at the customer's side (adviser, counsel, parent company). */
export function isCustomers(passage: Passage): boolean {
  return passage.side === 'customer' || (passage.side === 'partner' && passage.inDeal)
}

/**
 * Somebody outside both companies counts only in company of the customer: other vendors and list sellers write too.
 * In company: in a call or an invite, forwarded by the customer, in the CRM, or in the address lines of one message with the customer.
 */
function partnersInDeal(corpus: Corpus, people: People): Set<Identity> {
  const partners = new Set<Identity>()
  for (const identity of corpus.identities) {
    if (identity.side === 'partner' && identity.crmRecords.length > 0) partners.add(identity)
  }
  for (const signal of corpus.signals) {
    const parties =
      signal.kind === 'email'
        ? [signal.from, ...signal.to, ...signal.cc]
        : signal.kind === 'meeting'
          ? [signal.organizer, ...signal.attendees]
          : signal.kind === 'call'
            ? signal.speakers.map((name) => ({ name, email: null }))
            : []
    const known = parties.flatMap((party) => people.find(party) ?? [])
    if (!known.some((identity) => identity.side === 'customer')) continue
    for (const identity of known) if (identity.side === 'partner') partners.add(identity)
  }
  for (const sentence of corpus.sentences) {
    if (sentence.role !== 'forwarded' || people.find({ name: null, email: sentence.forwardedBy })?.side !== 'customer')
      continue
    const author = people.find(sentence.by)
    if (author?.side === 'partner') partners.add(author)
  }
  return partners
}

function isInternal(signal: Signal, people: People): boolean {
  if (signal.kind !== 'email' || people.find(signal.from)?.side !== 'seller') return false
  return [...signal.to, ...signal.cc].every((party) => people.find(party)?.side === 'seller')
}

function peopleOf(corpus: Corpus): People {
  const byEmail = new Map<string, Identity>()
  const byName = new Map<string, Identity>()
  for (const identity of corpus.identities) {
    for (const email of identity.emails) byEmail.set(email, identity)
    for (const name of identity.names) byName.set(name.toLowerCase(), identity)
  }
  return {
    byEmail,
    byName,
    find(party) {
      if (party === null) return null
      const known = party.email === null ? undefined : byEmail.get(party.email)
      if (known !== undefined || party.name === null) return known ?? null
      const bearer = byName.get(party.name.toLowerCase())
      return bearer !== undefined && mayWriteFrom(bearer, party.email) ? bearer : null
    },
  }
}
