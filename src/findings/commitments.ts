import type { Corpus } from '../signals/corpus.ts'
import type { Commitment, CommitmentMention, Ask, Finding, HandlingMark, HeardAsPromise } from './finding.ts'
import { setBesideContract } from './commitments-contract.ts'
import { keptByDeed, keptInSilence } from './commitments-deeds.ts'
import { isLoose, resolve, slipsOf, type Slips } from './commitments-resolve.ts'
import { replaceOffers } from './commitments-offers.ts'
import { joinAsks, unconfirmed } from './asks.ts'
import {
  closeness,
  gistOfMention,
  isImplied,
  isSummary,
  isThin,
  lookUp,
  SAME,
  samePerson,
  withoutNames,
  type Around,
  type Entry,
  type Look,
  type Weight,
} from './commitments-match.ts'
import { crmKnows } from './crm-mentions.ts'
import { weigh, type Gist } from './gist.ts'

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
  const moved = new Set(
    resolutions.filter(({ how, why }) => how === 'superseded' && !isLoose(why)).map(({ sentences }) => sentences[0]),
  )
  // a row of a list that names a day says what is to come, whatever its verb
  const listed = new Set(
    mentions.flatMap(({ mention: { why, due, sentences } }) =>
      why.startsWith('list') && due !== null && due > (look.sentence(sentences[0])?.at ?? '').slice(0, 10)
        ? [sentences[0]]
        : [],
    ),
  )
  const told = new Set(mentions.map(({ mention }) => mention.sentences[0]))
  const late = new Set(
    resolutions
      .filter(({ how, why }) => how === 'owed' || how === 'withdrawn' || (how === 'superseded' && !isLoose(why)))
      .map(({ sentences }) => look.sentence(sentences[0])?.item ?? ''),
  )
  const slips = slipsOf(resolutions, look)
  const entries: Entry[] = []
  const steps = [
    ...mentions.map(({ mention, gist, place }) => ({
      place,
      order: 0,
      apply: () =>
        addMention(entries, mention, gist, { place, look, weight, slips, moves: moved.has(mention.sentences[0]) }),
    })),
    // a new date in a promise's own words is told by that promise
    ...resolutions
      .filter(({ how, sentences }) => how !== 'superseded' || !told.has(sentences[0]))
      .filter(({ how, sentences }) => how !== 'done' || !listed.has(sentences[0]))
      .map((resolution) => ({
        place: look.placeOf(resolution.sentences[0]),
        order: 1,
        apply: () => resolve(entries, resolution, { look, weight, late }),
      })),
  ].sort((a, b) => a.place - b.place || a.order - b.order)
  for (const { apply } of steps) apply()
  keptByDeed(corpus, entries, { look, weight, late })
  keptInSilence(corpus, entries, look)
  const { kept, taken } = withoutSlipsOfTongue(entries, look)
  replaceOffers(kept, look)
  const commitments = kept.map(({ commitment }) => commitment)
  crmKnows(corpus, kept, weight)
  setBesideContract(corpus, kept, weight)
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
    heardAsPromise: [
      ...unconfirmed(
        findings.filter((finding) => finding.kind === 'heard_as_promise'),
        entries,
        look,
        weight,
      ),
      ...taken.map(asHeard),
    ],
    handling: findings.filter((finding) => finding.kind === 'handling'),
  }
}

const NOTHING: Gist = new Set()

/** In how many sentences of a talk one takes a word back, before it was given. */
const AT_ONCE = 3

/** "We freeze the price... no, sorry, I can't say that yet": no promise that was withdrawn, but what the other side has heard. */
function withoutSlipsOfTongue(entries: readonly Entry[], look: Look): { kept: Entry[]; taken: Entry[] } {
  const isTaken = ({ commitment, item, place, side }: Entry): boolean => {
    if (commitment.status !== 'withdrawn' || side !== 'seller') return false
    const back = look.sentence(commitment.resolvedBy[0])
    return (
      back?.item === item &&
      samePerson(back.by, commitment.by) &&
      look.placeOf(back.id) - place <= AT_ONCE &&
      entries.every(
        ({ commitment: other }) =>
          other.supersededBy === null || entries[other.supersededBy]?.commitment !== commitment,
      )
    )
  }
  const kept = entries.filter((entry) => !isTaken(entry))
  for (const { commitment } of kept) {
    const next = commitment.supersededBy === null ? undefined : entries[commitment.supersededBy]
    commitment.supersededBy = next === undefined ? null : kept.indexOf(next)
  }
  return { kept, taken: entries.filter(isTaken) }
}

const asHeard = ({ commitment }: Entry): HeardAsPromise => ({
  kind: 'heard_as_promise',
  by: commitment.by,
  to: commitment.to,
  what: commitment.what,
  sentences: [...new Set([...commitment.sentences, ...commitment.resolvedBy])],
  why: 'said and taken back at once',
})

type Adding = { place: number; look: Look; weight: Weight; slips: Slips; moves: boolean }

function addMention(
  entries: Entry[],
  mention: CommitmentMention,
  gist: Gist,
  { place, look, weight, slips, moves }: Adding,
): void {
  const side = look.sideOf(mention.by)
  const first = look.sentence(mention.sentences[0])
  const item = first?.item ?? ''
  const at = first?.at ?? null
  const about = isThin(gist) ? withoutNames(look.before(mention.sentences[0], 3), [mention.by, mention.to]) : NOTHING
  const thread = look.threadOf(item)
  const around = (entry: Entry): Around => ({
    item,
    at,
    moves,
    owing: slips.owing.has(mention.sentences[0] ?? ''),
    excused: slips.excuseOf(mention, item) !== undefined,
    missed: missedIn(entry, item, look),
    sameThread: thread !== null && look.threadOf(entry.item) === thread,
  })
  let best: { entry: Entry; score: number } | null = null
  for (const entry of entries) {
    if (entry.commitment.status === 'superseded' || entry.side !== side) continue
    const score = closeness(entry, mention, { own: gist, about }, around(entry), weight)
    if (score >= SAME && (best === null || score > best.score)) best = { entry, score }
  }
  const replaced = best?.entry ?? slips.ofMention(entries, mention, item)
  const known = replaced?.commitment
  if (known && replaced) {
    const corrects =
      mention.due !== null &&
      ((isSummary(replaced, mention, at) && !moves) || atOnce(replaced, mention, item, place, look))
    if (corrects || !movesTo(known, mention, moves)) {
      if (corrects) known.due = mention.due
      known.sentences.push(...mention.sentences.filter((id) => !known.sentences.includes(id)))
      if (mention.due !== null && mention.due >= (replaced.at ?? '').slice(0, 10)) known.due ??= mention.due
      known.conditional ??= mention.conditional
      replaced.gist = new Set([...replaced.gist, ...gist])
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
    about,
    owed: null,
    place,
    item,
    side,
    at,
    standing: mention.why === 'terms that stand' || mention.why.endsWith('grant'),
  })
}

/** "I'll send it on Friday, er, no, on Friday I'm away. Monday, you'll have it on Monday." */
const atOnce = (
  { commitment, item, place: earlier }: Entry,
  mention: CommitmentMention,
  here: string,
  place: number,
  look: Look,
): boolean =>
  item === here &&
  look.threadOf(item) === null &&
  place > earlier &&
  place - earlier <= AT_ONCE &&
  samePerson(commitment.by, mention.by)

/** Somebody said in this conversation, or in this very message, that it is still owed. */
const missedIn = ({ owed }: Entry, item: string, look: Look): boolean =>
  owed !== null && (owed === item || (look.threadOf(item) !== null && look.threadOf(owed) === look.threadOf(item)))

/** Another day for the same thing; an earlier one is only said to colleagues, unless it is said to be moved. */
function movesTo(known: Commitment, mention: CommitmentMention, moves: boolean): boolean {
  if (mention.due === null || mention.due === known.due || isImplied(mention)) return false
  return moves || (known.due !== null && mention.due > known.due)
}
