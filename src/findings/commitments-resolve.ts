import type { CommitmentMention, Resolution } from './finding.ts'
import {
  isThin,
  samePerson,
  SETTLED,
  settles,
  withoutNames,
  type Entry,
  type Look,
  type Weight,
} from './commitments-match.ts'
import { gistOf } from './gist.ts'

const DAY_MS = 86_400_000
/** It speaks of a thing that was named before. */
const LEANS =
  /(?<![\p{L}'’])(it|that|this|they|these|those|both|them|all|done|es|das|den|sie|alles|c['’]est|ça|cela|elles?|ils?|l['’]\p{L}+|lo|los|las|la|eso|esto|hecho|listo)(?!\p{L})/iu

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
export function resolve(
  entries: Entry[],
  resolution: Resolution,
  { look, weight, late }: { look: Look; weight: Weight; late: ReadonlySet<string> },
): void {
  const place = look.placeOf(resolution.sentences[0])
  const sentence = look.sentence(resolution.sentences[0])
  const fromName = resolution.why.startsWith('attachment') || resolution.why.startsWith('subject')
  // a subject alone keeps nothing where the message speaks of a delay
  if (resolution.why.startsWith('subject') && late.has(sentence?.item ?? '')) return
  const words = fromName ? resolution.what : resolution.sentences.map((id) => look.sentence(id)?.text ?? '').join(' ')
  const own = withoutNames(gistOf(words), [resolution.by])
  const about =
    fromName ||
    isLoose(resolution.why) ||
    ((resolution.how === 'done' || resolution.how === 'withdrawn') && !(isThin(own) && LEANS.test(words)))
      ? new Set<string>()
      : withoutNames(look.before(resolution.sentences[0], 2), [resolution.by])
  const side = look.sideOf(resolution.by)
  const speaker = look.sideOf(sentence?.by ?? null)
  const thread = look.threadOf(sentence?.item)
  const hands = resolution.why === 'comes with the message' || resolution.why.startsWith('attachment')
  const matches: { entry: Entry; score: number }[] = []
  for (const entry of entries) {
    if (!mayConcern(entry, resolution, [side, speaker], sentence?.item)) continue
    const before = entry.place < place && (entry.item !== sentence?.item || thread === null)
    if (!before && !(hands && entry.item === sentence?.item)) continue
    // "I pass you the list on Monday" is its own promise, and hands nothing over yet
    if (hands && isToCome(entry, resolution, sentence?.at ?? null)) continue
    const byHim =
      samePerson(entry.commitment.by, resolution.by) ||
      (resolution.why === 'it is said to be done' && samePerson(entry.commitment.by, sentence?.by ?? null))
    const missed = entry.owed !== null && thread !== null && look.threadOf(entry.owed) === thread
    const toHim =
      entry.side !== side && (entry.commitment.to === null || samePerson(entry.commitment.to, resolution.by))
    const sameThread = thread !== null && thread === look.threadOf(entry.item)
    const around = {
      byHim: byHim || (toHim && resolution.how !== 'done') || (missed && resolution.how === 'superseded'),
      sameThread: sameThread || missed,
      at: sentence?.at ?? null,
      // a file in a message that speaks of a delay is what is late only by its name
      hands: hands && !(fromName && late.has(sentence?.item ?? '')),
      fromName,
    }
    // to take back a thing one names it
    const against = resolution.how === 'withdrawn' ? { ...entry, about: new Set<string>() } : entry
    const score = settles(against, { own, about }, around, weight)
    if (score >= SETTLED) matches.push({ entry, score })
  }
  matches.sort((a, b) => b.score - a.score)
  const bare = [...own].filter((key) => !key.startsWith('=')).length <= 2
  const only =
    bare && resolution.how === 'superseded' && !isLoose(resolution.why)
      ? onlyMoved(entries, resolution, thread, look)
      : undefined
  const best = matches[0] ?? (only ? { entry: only, score: SETTLED } : undefined)
  if (!best) return
  if (resolution.how === 'owed') {
    best.entry.owed = sentence?.item ?? null
    return
  }
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
    owed: null,
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

const isToCome = ({ commitment: { due, sentences } }: Entry, resolution: Resolution, at: string | null): boolean =>
  due !== null && at !== null && due > at.slice(0, 10) && sentences.includes(resolution.sentences[0] ?? '')

/** Who may say what: whoever promised, or his side, keeps and moves it; the other side may do without it, or wait for it. */
function mayConcern(
  entry: Entry,
  { how, why }: Resolution,
  [side, speaker]: readonly [string, string],
  item: string | undefined,
): boolean {
  const { status, due } = entry.commitment
  // "We drop the fitting in November. The new week is 49."
  const dropped =
    status === 'withdrawn' && how === 'superseded' && entry.commitment.resolvedBy[0]?.startsWith(`${item}@`)
  if (status !== 'open' && !dropped) return false
  if (how === 'owed' || how === 'withdrawn') return true
  // a mere day moves only what somebody said to be owed
  if (how === 'superseded' && isLoose(why)) return entry.side === side && entry.owed !== null && due !== null
  if (how === 'superseded') return entry.side === side
  // "It is not in this file, a test file is attached" keeps nothing
  if (entry.standing || (entry.owed !== null && entry.owed === item)) return false
  return entry.side === side || side === '' || (why === 'it is said to be done' && entry.side === speaker)
}

/** It names a day and says nothing of a move. */
export const isLoose = (why: string): boolean => why === 'names a day'

/** Messages in which somebody says that he is late, and what a new day in them moves. */
export type Slips = {
  /** sentences that say a thing is still owed */
  owing: ReadonlySet<string>
  /** the delay that the author of a mention owns to just before it */
  excuseOf: (mention: CommitmentMention, item: string) => Resolution | undefined
  ofMention: (entries: readonly Entry[], mention: CommitmentMention, item: string) => Entry | undefined
}

const NEAR_DAYS = 10
/** In how many sentences the new day follows the excuse. */
const SOON_AFTER = 3

export function slipsOf(resolutions: readonly Resolution[], look: Look): Slips {
  const late = new Map<string, Resolution[]>()
  for (const resolution of resolutions) {
    if (resolution.how !== 'owed' && (resolution.how !== 'superseded' || isLoose(resolution.why))) continue
    const item = look.sentence(resolution.sentences[0])?.item ?? ''
    late.set(item, [...(late.get(item) ?? []), resolution])
  }
  const owing = new Set(resolutions.filter(({ how }) => how === 'owed').map(({ sentences }) => sentences[0] ?? ''))
  const excuseOf: Slips['excuseOf'] = (mention, item) => {
    const place = look.placeOf(mention.sentences[0])
    return (late.get(item) ?? []).find(({ by, sentences }) => {
      const after = place - look.placeOf(sentences[0])
      return samePerson(by, mention.by) && after >= 0 && after <= SOON_AFTER
    })
  }
  return {
    owing,
    excuseOf,
    ofMention: (entries, mention, item) => {
      const slip = excuseOf(mention, item)
      const around = look.before(mention.sentences[0], 3)
      const said = withoutNames(
        new Set([...around, ...gistOf(mention.sentences.map((id) => look.sentence(id)?.text ?? '').join(' '))]),
        [mention.by, mention.to],
      )
      const at = look.sentence(mention.sentences[0])?.at ?? null
      const { due } = mention
      const thread = look.threadOf(item)
      if (!slip || due === null || at === null) return undefined
      const owed = entries.filter(
        ({ commitment, gist, about, item: earlier }) =>
          earlier !== item &&
          commitment.status === 'open' &&
          commitment.due !== null &&
          commitment.due < due &&
          Math.abs(Date.parse(`${commitment.due}T12:00:00Z`) - Date.parse(at)) <= NEAR_DAYS * DAY_MS &&
          samePerson(commitment.by, mention.by) &&
          ((thread !== null && look.threadOf(earlier) === thread) || [...gist, ...about].some((key) => said.has(key))),
      )
      return owed.length === 1 ? owed[0] : undefined
    },
  }
}
