import type { Corpus } from '../signals/corpus.ts'
import type {
  Commitment,
  CommitmentMention,
  Ask,
  Finding,
  HandlingMark,
  HeardAsPromise,
  Resolution,
} from './finding.ts'
import { keptByDeed } from './commitments-deeds.ts'
import { joinAsks, unconfirmed } from './asks.ts'
import {
  closeness,
  gistOfMention,
  isImplied,
  lookUp,
  SAME,
  samePerson,
  SETTLED,
  settles,
  withoutNames,
  type Entry,
  type Look,
  type Weight,
} from './commitments-match.ts'
import { crmKnows } from './crm-mentions.ts'
import { gistOf, weigh, type Gist } from './gist.ts'

export type Ledger = {
  commitments: Commitment[]
  asks: Ask[]
  heardAsPromise: HeardAsPromise[]
  handling: HandlingMark[]
}

/**
 * Makes one commitment out of every promise: mentions of the same promise are joined, and later words change it
 * (done, superseded, withdrawn). In time order of the first utterance; deterministic.
 */
export function buildLedger(corpus: Corpus, findings: readonly Finding[]): Ledger {
  const look = lookUp(corpus)
  const resolutions = findings.filter((finding) => finding.kind === 'resolution')
  const mentions = findings
    .filter((finding) => finding.kind === 'commitment')
    .map((mention) => ({ mention, gist: gistOfMention(mention, look), place: look.placeOf(mention.sentences[0]) }))
  const weight = weigh(mentions.map(({ gist }) => gist))
  const moved = new Set(resolutions.filter(({ how }) => how === 'superseded').map(({ sentences }) => sentences[0]))
  const told = new Set(mentions.map(({ mention }) => mention.sentences[0]))
  const entries: Entry[] = []
  const steps = [
    ...mentions.map(({ mention, gist, place }) => ({
      place,
      order: 0,
      apply: () => addMention(entries, mention, gist, { place, look, weight, moves: moved.has(mention.sentences[0]) }),
    })),
    // a new date in a promise's own words is told by that promise
    ...resolutions
      .filter(({ how, sentences }) => how !== 'superseded' || !told.has(sentences[0]))
      .map((resolution) => ({
        place: look.placeOf(resolution.sentences[0]),
        order: 1,
        apply: () => resolve(entries, resolution, look, weight),
      })),
  ].sort((a, b) => a.place - b.place || a.order - b.order)
  for (const { apply } of steps) apply()
  keptByDeed(corpus, entries, look, weight)
  const commitments = entries.map(({ commitment }) => commitment)
  crmKnows(corpus, entries, weight)
  const asOf = corpus.asOf.slice(0, 10)
  for (const commitment of commitments)
    commitment.overdue = commitment.status === 'open' && commitment.due !== null && commitment.due < asOf
  return {
    commitments,
    asks: joinAsks(
      findings.filter((finding) => finding.kind === 'ask').filter(({ wanted }) => wanted),
      resolutions,
      entries,
      look,
    ),
    heardAsPromise: unconfirmed(
      findings.filter((finding) => finding.kind === 'heard_as_promise'),
      entries,
      look,
      weight,
    ),
    handling: findings.filter((finding) => finding.kind === 'handling'),
  }
}

type Adding = { place: number; look: Look; weight: Weight; moves: boolean }

function addMention(
  entries: Entry[],
  mention: CommitmentMention,
  gist: Gist,
  { place, look, weight, moves }: Adding,
): void {
  const side = look.sideOf(mention.by)
  const first = look.sentence(mention.sentences[0])
  const item = first?.item ?? ''
  let best: { entry: Entry; score: number } | null = null
  for (const entry of entries) {
    if (entry.commitment.status === 'superseded' || entry.side !== side) continue
    const score = closeness(entry, mention, gist, { item, moves }, weight)
    if (score >= SAME && (best === null || score > best.score)) best = { entry, score }
  }
  const known = best?.entry.commitment
  if (known && best) {
    const other = mention.due !== null && known.due !== null && mention.due !== known.due
    if (!other || isImplied(mention)) {
      known.sentences.push(...mention.sentences.filter((id) => !known.sentences.includes(id)))
      if (mention.due !== null && mention.due >= (best.entry.at ?? '').slice(0, 10)) known.due ??= mention.due
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
    at: first?.at ?? null,
    standing: mention.why === 'terms that stand' || mention.why.endsWith('grant'),
  })
}

/** "It slipped, now the 21st": the one dated promise that its speaker still owes in the thread, where there is just one. */
function onlyMoved(
  entries: readonly Entry[],
  { by, due }: Pick<Resolution, 'by' | 'due'>,
  thread: string | null,
  look: Look,
): Entry | undefined {
  if (thread === null || due === null) return undefined
  const owed = entries.filter(
    ({ commitment, item }) =>
      commitment.status === 'open' &&
      commitment.due !== null &&
      commitment.due < due &&
      samePerson(commitment.by, by) &&
      look.threadOf(item) === thread,
  )
  return owed.length === 1 ? owed[0] : undefined
}

/** Finds the open promises that a word of delivery, delay or withdrawal is about. One delivery may keep several. */
function resolve(entries: Entry[], resolution: Resolution, look: Look, weight: Weight): void {
  const place = look.placeOf(resolution.sentences[0])
  const sentence = look.sentence(resolution.sentences[0])
  const fromName = resolution.why.startsWith('attachment') || resolution.why.startsWith('subject')
  const words = fromName ? resolution.what : resolution.sentences.map((id) => look.sentence(id)?.text ?? '').join(' ')
  const gist = withoutNames(gistOf(words), [resolution.by])
  const side = look.sideOf(resolution.by)
  const thread = look.threadOf(sentence?.item)
  const hands = resolution.why === 'comes with the message' || resolution.why.startsWith('attachment')
  const matches: { entry: Entry; score: number }[] = []
  for (const entry of entries) {
    if (entry.commitment.status !== 'open' || entry.side !== side || (entry.standing && resolution.how === 'done'))
      continue
    const before = entry.place < place && (entry.item !== sentence?.item || thread === null)
    if (!before && !(hands && entry.item === sentence?.item)) continue
    const byHim = samePerson(entry.commitment.by, resolution.by)
    const sameThread = thread !== null && thread === look.threadOf(entry.item)
    const score = settles(entry, gist, { byHim, sameThread, at: sentence?.at ?? null, hands, fromName }, weight)
    if (score >= SETTLED) matches.push({ entry, score })
  }
  matches.sort((a, b) => b.score - a.score)
  const bare = [...gist].filter((key) => !key.startsWith('=')).length <= 2
  const only = bare && resolution.how === 'superseded' ? onlyMoved(entries, resolution, thread, look) : undefined
  const best = matches[0] ?? (only ? { entry: only, score: SETTLED } : undefined)
  if (!best) return
  const settled =
    resolution.how === 'done' ? matches.filter(({ score }) => score >= best.score - 0.1).slice(0, 3) : [best]
  for (const { entry } of settled) {
    entry.commitment.status = resolution.how
    entry.commitment.resolvedBy = [...resolution.sentences]
  }
  if (resolution.how !== 'superseded' || resolution.due === null) return
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
