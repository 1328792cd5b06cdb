import type { Corpus } from '../signals/corpus.ts'
import type { Party, Sentence, SentenceId } from '../signals/signal.ts'
import type { Commitment, CommitmentMention } from './finding.ts'
import { gistOf, kinship, likeness, type Gist, type Topic } from './gist.ts'

/** A promise in the making: the commitment and what tells it from others. */
export type Entry = {
  commitment: Commitment
  gist: Gist
  /** words that stand around it, for a promise that does not name its thing */
  about: Gist
  /** the item in which somebody last said that it is still owed */
  owed: string | null
  /** place of its first sentence in the corpus */
  place: number
  item: string
  side: string
  /** when it was first said */
  at: string | null
  /** a term that stands (price held, free of charge): no delivery settles it */
  standing: boolean
}

export type Weight = (key: string) => number

/** What the ledger looks up about sentences and people. */
export type Look = {
  sentence: (id: SentenceId | undefined) => Sentence | undefined
  placeOf: (id: SentenceId | undefined) => number
  sideOf: (party: Party | null) => string
  /** the conversation an item belongs to */
  threadOf: (item: string | undefined) => string | null
  /** the message that an item answers */
  parentOf: (item: string | undefined) => string | null
  /** telling words of the sentences before it in its item, whoever wrote them */
  before: (id: SentenceId | undefined, back: number) => Gist
}

export function lookUp(corpus: Corpus): Look {
  const places = new Map(corpus.sentences.map((sentence, index) => [sentence.id, index]))
  const threads = new Map(
    corpus.signals.flatMap((signal) => (signal.kind === 'email' ? [[signal.id, signal.thread] as const] : [])),
  )
  const byItem = new Map<string, Sentence[]>()
  for (const sentence of corpus.sentences) {
    if (sentence.role === 'signature' || sentence.role === 'disclaimer') continue
    const list = byItem.get(sentence.item)
    if (list) list.push(sentence)
    else byItem.set(sentence.item, [sentence])
  }
  const parents = new Map(
    corpus.signals.flatMap((signal) =>
      signal.kind === 'email' ? [[signal.id, signal.references.at(-1) ?? null] as const] : [],
    ),
  )
  const sides = new Map<string, string>()
  for (const identity of corpus.identities) {
    for (const email of identity.emails) sides.set(email.toLowerCase(), identity.side)
    sides.set(identity.name.toLowerCase(), identity.side)
  }
  return {
    sentence: (id) => (id === undefined ? undefined : corpus.sentences[places.get(id) ?? -1]),
    placeOf: (id) => (id === undefined ? -1 : (places.get(id) ?? -1)),
    sideOf: (party) => {
      if (party === null) return ''
      return (
        (party.email === null ? undefined : sides.get(party.email.toLowerCase())) ??
        sides.get((party.name ?? '').toLowerCase()) ??
        ''
      )
    },
    threadOf: (item) => (item === undefined ? null : (threads.get(item) ?? null)),
    parentOf: (item) => (item === undefined ? null : (parents.get(item) ?? null)),
    before: (id, back) => {
      const sentence = id === undefined ? undefined : corpus.sentences[places.get(id) ?? -1]
      if (!sentence) return new Set()
      const all = (byItem.get(sentence.item) ?? []).toSorted((a, b) => a.start - b.start)
      const at = all.findIndex((one) => one.id === id)
      const texts = all.slice(Math.max(0, at - back), at).map(({ text }) => text)
      return gistOf(texts.join(' '))
    },
  }
}

export const samePerson = (a: Party | null, b: Party | null): boolean =>
  a !== null &&
  b !== null &&
  (a.email !== null && b.email !== null ? a.email === b.email : a.name !== null && a.name === b.name)

export function gistOfMention(mention: CommitmentMention, look: Look): Gist {
  return withoutNames(gistOf(mention.sentences.map((id) => look.sentence(id)?.text ?? '').join(' ')), [
    mention.by,
    mention.to,
  ])
}

/** Names of the two sides tell who, not what. */
export function withoutNames(gist: Gist, parties: readonly (Party | null)[]): Gist {
  const rest = new Set(gist)
  for (const party of parties) for (const key of gistOf(party?.name ?? '')) rest.delete(key)
  return rest
}

/** From here on two mentions are one promise. */
export const SAME = 1

export type Around = {
  item: string
  at: string | null
  /** its words move a day */
  moves: boolean
  /** its words say that it is still owed: "half done, I finish it on Sunday" */
  owing: boolean
  /** its author says just before it, or in it, that he is late */
  excused: boolean
  /** somebody missed the thing in this conversation */
  missed: boolean
  sameThread: boolean
}

/** How surely a mention repeats a promise. Same doer, same date and rare words shared count; other dates need more words shared. */
export function closeness(
  entry: Entry,
  mention: CommitmentMention,
  topic: Topic,
  around: Around,
  weight: Weight,
): number {
  const { commitment } = entry
  const inItem = entry.item === around.item
  const like =
    inItem || !(around.missed || isThin(topic.own) || isThin(entry.gist))
      ? likeness(entry.gist, topic.own, weight)
      : kinship({ own: entry.gist, about: entry.about }, topic, weight)
  const byHim = samePerson(commitment.by, mention.by)
  const sameDue = commitment.due !== null && commitment.due === mention.due
  const sumsUp = byHim && !inItem && isSummary(entry, mention, around.at)
  const listed = mention.why.startsWith('list')
  if (like.shared === 0) return sumsUp && sameDue && isThin(entry.gist) ? SAME : 0
  const later = commitment.due !== null && mention.due !== null && mention.due > commitment.due
  let score = like.contained * 0.75 + like.mutual * 0.5 + (byHim ? 0.15 : around.missed && later ? 0 : -0.2)
  if (sameDue) score += byHim ? 0.55 : 0.4
  // who was asked where it is names a new day
  else if (around.missed && later) score += 0.4
  else if (commitment.due !== null && mention.due !== null && !isImplied(mention))
    score -= !byHim ? 0.25 : later ? 0.1 : 0
  if (like.shared <= 1 && !(sameDue && byHim) && !sumsUp) score -= 0.2
  if (listed && byHim) score += 0.15
  if (sumsUp) score += 0.15
  if (around.owing && byHim) score += 0.3
  // its day is up, and the conversation goes on with another one
  const up = daysBetween(commitment.due, around.at)
  if (around.sameThread && byHim && later && up >= -DAY_IS_UP) score += up <= DAY_IS_UP ? 0.5 : 0.2
  // who owns to a delay and names a later day for the like of what is due now
  if (around.excused && byHim && later && like.shared >= 2 && daysBetween(commitment.due, around.at) >= -SOON_DUE)
    score += 0.35
  if (around.moves && byHim) score += 0.25
  if ([...entry.gist].some((key) => AMOUNT.test(key) && topic.own.has(key))) score += 0.25
  // said again without a day, or given one afterwards
  if (byHim && !inItem && (commitment.due === null || mention.due === null || isImplied(mention))) score += UNDATED
  if (inItem) score -= 0.2
  return score
}

/** What was said in a talk is listed within days. */
export const isSummary = (entry: Entry, mention: CommitmentMention, at: string | null): boolean =>
  mention.why.startsWith('list') && daysBetween(entry.at, at) <= SUMMED_UP_WITHIN_DAYS

const SUMMED_UP_WITHIN_DAYS = 3
const DAY_IS_UP = 3
const SOON_DUE = 10
/** Two wordings of which one names no day do not tell of two days. */
const UNDATED = 0.4
/** A figure of four digits and more that is no year tells one thing from all others. */
const AMOUNT = /^=(?!(19|20)\d\d$)\d{4,}$/

/** It names hardly anything: "You'll have it Monday." */
export function isThin(gist: Gist): boolean {
  const keys = [...gist].filter((key) => !key.startsWith('='))
  return keys.length <= (keys.some((key) => key.startsWith('#')) ? 2 : 4)
}

const daysBetween = (from: string | null, to: string | null): number =>
  from === null || to === null ? Number.POSITIVE_INFINITY : (Date.parse(to) - Date.parse(from)) / DAY_MS

/** The date is only that of the meeting it was said for: it moves nothing. */
export const isImplied = (mention: CommitmentMention): boolean => mention.why.endsWith('due at the meeting')

export type Circumstances = {
  byHim: boolean
  sameThread: boolean
  at: string | null
  hands: boolean
  fromName: boolean
}

/** From here on words settle a promise. */
export const SETTLED = 0.62
const DAY_MS = 86_400_000

/**
 * How surely words that share `gist` are about this promise. One shared word is enough only from the same person, near in
 * time or in the same thread; a message that hands something over in the thread at the due date needs no word at all.
 */
export function settles(
  entry: Entry,
  topic: Topic,
  { byHim, sameThread, at, hands, fromName }: Circumstances,
  weight: Weight,
): number {
  const like = kinship({ own: entry.gist, about: entry.about }, topic, weight)
  const { due } = entry.commitment
  const late = due !== null && at !== null ? (Date.parse(at) - Date.parse(`${due}T12:00:00Z`)) / DAY_MS : null
  const since = entry.at !== null && at !== null ? (Date.parse(at) - Date.parse(entry.at)) / DAY_MS : null
  const near = late === null ? since !== null && since <= 10 : late >= -10 && late <= (hands ? 21 : 5)
  if (like.shared === 0) return hands && byHim && sameThread && late !== null && late >= -4 && late <= 2 ? SETTLED : 0
  let score = like.contained * 0.35 + like.mutual * 0.45
  if (byHim) score += 0.2
  if (sameThread) score += 0.15
  if (near) score += 0.15
  if (hands && byHim && near) score += 0.15
  if (like.shared <= 1 && !(byHim && (near || sameThread))) score -= 0.25
  // a colleague may send it, a week late too, where the name says three things of it
  const named = hands && like.shared >= 3 && like.contained >= 0.7 && (late === null || late <= 14)
  if (fromName && !(byHim && near)) score -= named ? -0.1 : 0.2
  return score
}
