import type { Corpus } from '../signals/corpus.ts'
import type { Party, Sentence, SentenceId } from '../signals/signal.ts'
import { crmKnows } from './crm-mentions.ts'
import type {
  Ask,
  AskMention,
  Commitment,
  CommitmentMention,
  Finding,
  HandlingMark,
  HeardAsPromise,
  Resolution,
} from './finding.ts'
import { gistOf, likeness, weigh, type Gist } from './gist.ts'

export type Ledger = {
  commitments: Commitment[]
  asks: Ask[]
  heardAsPromise: HeardAsPromise[]
  handling: HandlingMark[]
}

type Entry = {
  commitment: Commitment
  gist: Gist
  /** place of its first sentence in the corpus */
  place: number
  item: string
  side: string
  /** when it was first said */
  at: string | null
}

/**
 * Makes one commitment out of every promise: mentions of the same promise are joined, and later words change it
 * (done, superseded, withdrawn). In time order of the first utterance; deterministic.
 */
export function buildLedger(corpus: Corpus, findings: readonly Finding[]): Ledger {
  const look = lookUp(corpus)
  const mentions = findings
    .filter((finding): finding is CommitmentMention => finding.kind === 'commitment')
    .map((mention) => ({ mention, gist: gistOfMention(mention, look), place: look.placeOf(mention.sentences[0]) }))
  const weight = weigh(mentions.map(({ gist }) => gist))
  const entries: Entry[] = []
  const resolutions = findings.filter((finding): finding is Resolution => finding.kind === 'resolution')
  const steps = [
    ...mentions.map(({ mention, gist, place }) => ({
      place,
      order: 0,
      apply: () => addMention(entries, mention, gist, place, look, weight),
    })),
    ...resolutions.map((resolution) => ({
      place: look.placeOf(resolution.sentences[0]),
      order: 1,
      apply: () => resolve(entries, resolution, look, weight),
    })),
  ].sort((a, b) => a.place - b.place || a.order - b.order)
  for (const { apply } of steps) apply()
  const commitments = entries.map(({ commitment }) => commitment)
  const asOf = corpus.asOf.slice(0, 10)
  for (const commitment of commitments)
    commitment.overdue = commitment.status === 'open' && commitment.due !== null && commitment.due < asOf
  crmKnows(corpus, commitments, weight)
  return {
    commitments,
    asks: joinAsks(
      findings.filter((finding): finding is AskMention => finding.kind === 'ask'),
      look,
    ),
    heardAsPromise: unconfirmed(
      findings.filter((finding): finding is HeardAsPromise => finding.kind === 'heard_as_promise'),
      entries,
      look,
      weight,
    ),
    handling: findings.filter((finding): finding is HandlingMark => finding.kind === 'handling'),
  }
}

type Look = {
  sentence: (id: SentenceId) => Sentence | undefined
  placeOf: (id: SentenceId | undefined) => number
  sideOf: (party: Party | null) => string
  /** the conversation an item belongs to */
  threadOf: (item: string) => string | null
}

function lookUp(corpus: Corpus): Look {
  const places = new Map(corpus.sentences.map((sentence, index) => [sentence.id, index]))
  const sides = new Map<string, string>()
  for (const identity of corpus.identities) {
    for (const email of identity.emails) sides.set(email.toLowerCase(), identity.side)
    sides.set(identity.name.toLowerCase(), identity.side)
  }
  const threads = new Map(
    corpus.signals.flatMap((signal) => (signal.kind === 'email' ? [[signal.id, signal.thread] as const] : [])),
  )
  return {
    threadOf: (item) => threads.get(item) ?? null,
    sentence: (id) => corpus.sentences[places.get(id) ?? -1],
    placeOf: (id) => (id === undefined ? -1 : (places.get(id) ?? -1)),
    sideOf: (party) =>
      party === null
        ? ''
        : ((party.email === null ? undefined : sides.get(party.email.toLowerCase())) ??
          sides.get((party.name ?? '').toLowerCase()) ??
          ''),
  }
}

function gistOfMention(mention: CommitmentMention, look: Look): Gist {
  const words = mention.sentences.map((id) => look.sentence(id)?.text ?? '').join(' ')
  const gist = new Set(gistOf(words))
  // names of the two sides tell who, not what
  for (const party of [mention.by, mention.to]) for (const key of gistOf(party?.name ?? '')) gist.delete(key)
  return gist
}

const same = (a: Party | null, b: Party | null): boolean =>
  a !== null && b !== null && (a.email !== null && b.email !== null ? a.email === b.email : a.name === b.name)

function addMention(
  entries: Entry[],
  mention: CommitmentMention,
  gist: Gist,
  place: number,
  look: Look,
  weight: (key: string) => number,
): void {
  const side = look.sideOf(mention.by)
  const item = look.sentence(mention.sentences[0] ?? '')?.item ?? ''
  let best: { entry: Entry; score: number } | null = null
  for (const entry of entries) {
    if (entry.commitment.status === 'superseded' || entry.side !== side) continue
    const score = closeness(entry, mention, gist, item, weight)
    if (score >= 1 && (best === null || score > best.score)) best = { entry, score }
  }
  const known = best?.entry.commitment
  if (known && best) {
    const moved = mention.due !== null && known.due !== null && mention.due !== known.due
    if (!moved) {
      known.sentences.push(...mention.sentences.filter((id) => !known.sentences.includes(id)))
      known.due ??= mention.due
      known.conditional ??= mention.conditional
      best.entry.gist = new Set([...best.entry.gist, ...gist])
      return
    }
    known.status = 'superseded'
    known.supersededBy = entries.length
    known.resolvedBy = [...mention.sentences]
  }
  entries.push({
    commitment: {
      by: mention.by,
      to: mention.to,
      what: mention.what,
      due: mention.due,
      conditional: mention.conditional,
      status: 'open',
      overdue: false,
      inCrm: false,
      inContract: 'not_read',
      sentences: [...mention.sentences],
      resolvedBy: [],
      supersededBy: null,
    },
    gist,
    place,
    item,
    side,
    at: look.sentence(mention.sentences[0] ?? '')?.at ?? null,
  })
}

/** 1 and more: the same promise. Same doer, same date and rare words shared count; dates that differ need more words shared. */
function closeness(
  entry: Entry,
  mention: CommitmentMention,
  gist: Gist,
  item: string,
  weight: (key: string) => number,
): number {
  const { commitment } = entry
  const like = likeness(entry.gist, gist, weight)
  if (like.shared === 0) return 0
  const samePerson = same(commitment.by, mention.by)
  const sameDue = commitment.due !== null && commitment.due === mention.due
  const otherDue = commitment.due !== null && mention.due !== null && !sameDue
  let score = like.contained * 0.75 + like.mutual * 0.5
  if (like.shared === 1) score -= 0.2
  if (samePerson) score += 0.15
  else score -= 0.2
  if (sameDue) score += 0.35
  if (otherDue) score -= 0.2
  if (entry.item === item) score -= 0.2
  return score
}

/** Finds the open promises that a word of delivery, delay or withdrawal is about. One delivery may keep several. */
function resolve(entries: Entry[], resolution: Resolution, look: Look, weight: (key: string) => number): void {
  const [id] = resolution.sentences
  const place = look.placeOf(id)
  const sentence = look.sentence(id ?? '')
  const fromName = resolution.why.startsWith('attachment') || resolution.why.startsWith('subject')
  const words = fromName
    ? resolution.what
    : resolution.sentences.map((each) => look.sentence(each)?.text ?? '').join(' ')
  const gist = new Set(gistOf(words))
  for (const key of gistOf(resolution.by?.name ?? '')) gist.delete(key)
  const side = look.sideOf(resolution.by)
  const thread = look.threadOf(sentence?.item ?? '')
  const matches: { entry: Entry; score: number }[] = []
  for (const entry of entries) {
    const later =
      entry.place < place ||
      (resolution.how === 'done' && entry.item === sentence?.item && resolution.why !== 'says it is done')
    if (entry.commitment.status !== 'open' || !later || entry.side !== side) continue
    const score = settles(
      entry,
      gist,
      {
        samePerson: same(entry.commitment.by, resolution.by),
        sameThread: thread !== null && thread === look.threadOf(entry.item),
        at: sentence?.at ?? null,
        saidAt: entry.at,
        fromName,
      },
      weight,
    )
    if (score >= 0.62) matches.push({ entry, score })
  }
  matches.sort((a, b) => b.score - a.score)
  const best = matches[0]
  if (!best) return
  const settled =
    resolution.how === 'done' ? matches.filter(({ score }) => score >= best.score - 0.1).slice(0, 3) : [best]
  for (const { entry } of settled) {
    const { commitment } = entry
    commitment.status = resolution.how
    commitment.resolvedBy = [...resolution.sentences]
  }
  if (resolution.how === 'superseded' && resolution.due !== null) {
    const { commitment } = best.entry
    commitment.supersededBy = entries.length
    entries.push({
      ...best.entry,
      place,
      at: sentence?.at ?? null,
      item: sentence?.item ?? '',
      commitment: {
        ...commitment,
        due: resolution.due,
        status: 'open',
        sentences: [...resolution.sentences],
        resolvedBy: [],
        supersededBy: null,
      },
    })
  }
}

type Circumstances = {
  samePerson: boolean
  sameThread: boolean
  at: string | null
  saidAt: string | null
  fromName: boolean
}

/** How surely words that share `gist` are about this promise. One shared word is enough only from the same person, near in time or thread. */
function settles(
  entry: Entry,
  gist: Gist,
  { samePerson, sameThread, at, fromName }: Circumstances,
  weight: (key: string) => number,
): number {
  const like = likeness(entry.gist, gist, weight)
  if (like.shared === 0) return 0
  const { due } = entry.commitment
  const days =
    due !== null && at !== null ? Math.abs(Date.parse(at) - Date.parse(`${due}T12:00:00Z`)) / 86_400_000 : null
  const near = days !== null && days <= 4
  let score = like.contained * 0.35 + like.mutual * 0.45
  if (samePerson) score += 0.2
  if (sameThread) score += 0.15
  if (near) score += 0.15
  if (like.shared === 1 && !(samePerson && (near || sameThread))) score -= 0.25
  if (fromName && !samePerson) score -= 0.2
  return score
}

function joinAsks(asks: readonly AskMention[], look: Look): Ask[] {
  const gists = asks.map((ask) => gistOf(ask.sentences.map((id) => look.sentence(id)?.text ?? ask.what).join(' ')))
  const weight = weigh(gists)
  const joined: { ask: Ask; gist: Gist }[] = []
  for (const [index, ask] of asks.entries()) {
    const gist = gists[index] ?? new Set<string>()
    const known = joined.find((other) => same(other.ask.by, ask.by) && likeness(other.gist, gist, weight).mutual >= 0.6)
    if (known) {
      known.ask.times += 1
      known.ask.sentences.push(...ask.sentences)
    } else
      joined.push({
        ask: { what: ask.what, by: ask.by, times: 1, answered: false, sentences: [...ask.sentences] },
        gist,
      })
  }
  return joined.map(({ ask }) => ask)
}

/** What was floated stays heard as a promise only while no promise of the same thing stands. */
function unconfirmed(
  heard: readonly HeardAsPromise[],
  entries: readonly Entry[],
  look: Look,
  weight: (key: string) => number,
): HeardAsPromise[] {
  return heard.filter((finding) => {
    const gist = gistOf(finding.sentences.map((id) => look.sentence(id)?.text ?? '').join(' '))
    return !entries.some(
      (entry) => entry.commitment.status !== 'withdrawn' && likeness(entry.gist, gist, weight).mutual >= 0.6,
    )
  })
}
