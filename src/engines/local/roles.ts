import type { Role, RoleFinding } from '../../findings/finding.ts'
import type { Identity } from '../../signals/corpus.ts'
import { decidersOf } from './deciders.ts'
import { ADVISER, LAWYER, SENIOR, TITLES } from './lexica/titles.ts'
import type { NameFinder } from './names.ts'
import type { Passage, Passages } from './passages.ts'
import { leaning, type Stances } from './stance.ts'
import { fold } from './words.ts'

type Mark = { weight: number; said: { passage: Passage; weight: number; stated: boolean }[] }
/** What was seen of one person, by role. */
export type Ledger = Map<Identity, Map<Role | 'activity', Mark>>

const SELF: readonly { cue: string; role: Role; weight: number; also?: Role }[] = [
  { cue: 'self.signs', role: 'economic_buyer', weight: 3, also: 'decision_maker' },
  { cue: 'self.budget', role: 'economic_buyer', weight: 1.3 },
  { cue: 'self.champions', role: 'champion', weight: 1.3 },
  { cue: 'self.tests', role: 'technical_evaluator', weight: 0.7 },
  { cue: 'self.buys', role: 'procurement', weight: 0.6 },
  { cue: 'self.lawyers', role: 'legal', weight: 0.5 },
  { cue: 'self.doubts', role: 'skeptic', weight: 1.2 },
  { cue: 'self.blocks', role: 'blocker', weight: 1.2 },
  { cue: 'self.uses', role: 'user', weight: 0.6 },
]
/** From here on down a person's words and what is said of them show doubt in the whole thing. */
const SCEPTICAL = -1.8

/** Sentences after which somebody is more than a name in the address line. */
const HEARD = 2

const OF: readonly { cue: string; role: Role; weight: number; also?: Role }[] = [
  { cue: 'of.decides', role: 'decision_maker', weight: 1.6, also: 'economic_buyer' },
  { cue: 'of.champions', role: 'champion', weight: 2 },
  { cue: 'of.doubts', role: 'skeptic', weight: 1.6 },
  { cue: 'of.blocks', role: 'blocker', weight: 2 },
  { cue: 'of.influences', role: 'influencer', weight: 1.5 },
  { cue: 'of.sponsors', role: 'executive_sponsor', weight: 2.5 },
]

/** The part each person of the customer plays: from the title, from what they do, from what others say of them. */
export function readRoles(passages: Passages, namesIn: NameFinder, stances: Stances): RoleFinding[] {
  const ledger = gather(passages, namesIn)
  const buyers = leading(ledger, stances, 'economic_buyer', 2.4)
  const champions = championsOf(ledger, stances)
  const found: RoleFinding[] = []
  for (const identity of passages.corpus.identities) {
    if (identity.side === 'seller') continue
    const marks = ledger.get(identity)
    const give = (role: Role, why: string): void => {
      const mark = marks?.get(role)
      const shown = stances.get(identity) ?? []
      const said = [
        ...(mark?.said ?? []),
        ...(role === 'skeptic' ? shown.filter(({ worth }) => worth < 0) : []).map(({ passage, worth }) => ({
          passage,
          weight: -worth,
          stated: false,
        })),
      ].toSorted((a, b) => b.weight - a.weight)
      const title = identity.title?.sentences ?? []
      const sentences = [...new Set([...title.slice(0, 1), ...said.map((one) => one.passage.sentence.id)])].slice(0, 3)
      found.push({
        kind: 'role',
        identity: identity.id,
        role,
        stated: said.some((one) => one.stated),
        sentences: sentences.length > 0 ? sentences : identity.sentences.slice(0, 1),
        why,
      })
    }
    for (const [role, why] of rolesOf(identity, marks, buyers, champions, stances)) give(role, why)
  }
  return found
}

function rolesOf(
  identity: Identity,
  marks: Map<Role | 'activity', Mark> | undefined,
  buyers: ReadonlySet<Identity>,
  champions: ReadonlySet<Identity>,
  stances: Stances,
): Map<Role, string> {
  const stance = leaning(stances, identity)
  const stops = (stances.get(identity) ?? []).some(({ sign }) => sign === 'stops')
  const roles = new Map<Role, string>()
  const weight = (role: Role): number => marks?.get(role)?.weight ?? 0
  const title = fold(identity.title?.value ?? '')
  const byTitle = title === '' ? [] : TITLES.filter(({ pattern }) => pattern.test(title)).map(({ role }) => role)
  const specialist = LAWYER.test(title) ? 'legal' : byTitle.find((role) => role === 'procurement' || role === 'legal')
  if (specialist) roles.set(specialist, 'title')
  else if (byTitle.includes('technical_evaluator')) roles.set('technical_evaluator', 'title')
  else if (byTitle.includes('user')) roles.set('user', 'title')
  if (!specialist && weight('procurement') >= 1.8 && title === '') roles.set('procurement', 'asks for terms')
  if (!specialist && weight('legal') >= 1.5 && title === '') roles.set('legal', 'works on the contract')
  if (!specialist && roles.size === 0 && weight('technical_evaluator') >= 2) {
    roles.set('technical_evaluator', 'asks technical questions')
  }
  if (buyers.has(identity)) {
    roles.set('economic_buyer', 'money and signature')
    roles.set('decision_maker', 'money and signature')
    roles.delete('technical_evaluator')
  } else if (byTitle.includes('decision_maker')) roles.set('decision_maker', 'title')
  else if (weight('decision_maker') >= 3 && !specialist) roles.set('decision_maker', 'said to decide')
  const official = specialist !== undefined || buyers.has(identity) || byTitle.includes('economic_buyer')
  const doubtful = weight('skeptic') >= (buyers.has(identity) ? 3 : 1.6) || (!official && stance <= SCEPTICAL)
  if (champions.has(identity)) roles.set('champion', 'speaks for us inside')
  else if (doubtful && stance < 1) roles.set('skeptic', 'doubts')
  if (byTitle.includes('blocker')) roles.set('blocker', 'title')
  if (stops && (roles.has('technical_evaluator') || byTitle.includes('blocker')))
    roles.set('blocker', 'sets conditions that stop')
  if (weight('blocker') >= 2 && !champions.has(identity)) roles.set('blocker', 'sets conditions that stop')
  if (weight('executive_sponsor') >= 2.5) roles.set('executive_sponsor', 'named as sponsor')
  if (identity.side === 'partner' && specialist !== 'legal') roles.set('influencer', 'adviser or sister company')
  else if (ADVISER.test(title) && specialist === undefined) roles.set('influencer', 'adviser')
  else if (weight('influencer') >= 2.5 && !buyers.has(identity)) roles.set('influencer', 'heard by others')
  if (roles.size === 0 && weight('user') >= 1.2) roles.set('user', 'works with it')
  const met = title !== '' || (marks?.get('activity')?.weight ?? 0) >= HEARD
  if (met && [...roles.keys()].every((role) => role === 'champion' || role === 'skeptic' || role === 'user')) {
    if (SENIOR.test(title)) roles.set('influencer', 'leads people it is for')
    else roles.set('user', 'nearest to the work')
  }
  return roles
}

function gather(passages: Passages, namesIn: NameFinder): Ledger {
  const ledger: Ledger = new Map()
  const mark = (
    identity: Identity,
    role: Role | 'activity',
    weight: number,
    passage: Passage | null,
    stated = false,
  ): void => {
    const marks = ledger.get(identity) ?? new Map<Role | 'activity', Mark>()
    ledger.set(identity, marks)
    const known = marks.get(role) ?? { weight: 0, said: [] }
    known.weight += weight
    if (passage) known.said.push({ passage, weight, stated })
    marks.set(role, known)
  }
  for (const identity of passages.corpus.identities) {
    if (identity.side === 'seller') continue
    const title = fold(identity.title?.value ?? '')
    if (TITLES.some(({ role, pattern }) => role === 'economic_buyer' && pattern.test(title)))
      mark(identity, 'economic_buyer', 2.5, null)
    if (SENIOR.test(title)) mark(identity, 'economic_buyer', 0.6, null)
  }
  for (const passage of passages.all) {
    const { speaker, cues, words } = passage
    const named = namesIn(passage).filter((identity) => identity !== speaker && identity.side !== 'seller')
    if (speaker && speaker.side !== 'seller') {
      mark(speaker, 'activity', 1, null)
      if (!passage.words.question || cues.has('self.doubts')) {
        for (const { cue, role, weight, also } of SELF) {
          if (!cues.has(cue)) continue
          const worth = role === 'skeptic' && cues.has('hypothetical') ? weight / 2 : weight
          if (role === 'economic_buyer' && signsOtherThings(speaker, passage)) continue
          mark(speaker, role, worth, passage, cue === 'self.signs')
          if (also) mark(speaker, also, weight, passage, true)
        }
      }
      if (!words.question && named.length === 0 && cues.has('adoption.danger') && cues.has('negated')) {
        mark(speaker, 'skeptic', 0.8, passage)
      }
      if (cues.has('pleased')) mark(speaker, 'champion', 0.25, null)
    }
    if (words.question) continue
    const deciders = cues.has('of.decides') ? decidersOf(passage, named) : new Set<Identity>()
    for (const identity of named) {
      for (const { cue, role, weight, also } of OF) {
        if (!cues.has(cue)) continue
        if (cue === 'of.decides' && (!deciders.has(identity) || signsOtherThings(identity, passage))) continue
        const often = ledger.get(identity)?.get(role)?.said.length ?? 0
        const worth = often === 0 ? weight : often === 1 ? weight / 2 : weight / 4
        const money = cues.has('of.money') || words.money
        mark(identity, role, worth, passage, passage.side === 'customer')
        if (also && money) mark(identity, also, worth + (often === 0 ? 0.8 : 0), passage, passage.side !== 'seller')
      }
    }
  }
  return ledger
}

/** A works council or a data protection officer signs agreements of its own; only where money is named is it the money. */
function signsOtherThings(identity: Identity, { words, cues }: Passage): boolean {
  if (words.money || cues.has('q.budget')) return false
  const title = fold(identity.title?.value ?? '')
  return TITLES.some(({ role, pattern }) => (role === 'blocker' || role === 'legal') && pattern.test(title))
}

/** The one who speaks for us most, and whoever did before leaving. */
function championsOf(ledger: Ledger, stances: Stances): Set<Identity> {
  const here = new Map([...ledger].filter(([identity]) => identity.left === null))
  const gone = new Map([...ledger].filter(([identity]) => identity.left !== null && leaning(stances, identity) > -0.5))
  return new Set([
    ...leading(here, stances, 'champion', 2.8),
    ...[...leading(gone, stances, 'champion', 0.6)].slice(0, 1),
  ])
}

/** Whoever leads a role, and a second one only if close behind. */
function leading(ledger: Ledger, stances: Stances, role: Role, least: number): Set<Identity> {
  const ranked = [...ledger]
    .map(([identity, marks]) => ({ identity, weight: weightFor(role, identity, marks, leaning(stances, identity)) }))
    .filter(({ weight }) => weight >= least)
    .toSorted((a, b) => b.weight - a.weight)
  const top = ranked[0]
  if (!top) return new Set()
  return new Set(
    ranked
      .filter(
        ({ weight }, at) => at === 0 || (at === 1 && weight >= (role === 'economic_buyer' ? 0.5 : 0.75) * top.weight),
      )
      .map(({ identity }) => identity),
  )
}

function weightFor(role: Role, identity: Identity, marks: Map<Role | 'activity', Mark>, stance: number): number {
  const own = marks.get(role)?.weight ?? 0
  if (role !== 'champion') return own
  const title = fold(identity.title?.value ?? '')
  const holdsOther = TITLES.some(
    ({ role: other, pattern }) => (other === 'procurement' || other === 'legal') && pattern.test(title),
  )
  const holdsMoney = TITLES.some(({ role: other, pattern }) => other === 'economic_buyer' && pattern.test(title))
  const activity = Math.min(4, (marks.get('activity')?.weight ?? 0) / 8)
  const doubt = marks.get('skeptic')?.weight ?? 0
  return (
    own +
    activity +
    Math.max(-2, Math.min(2, 0.5 * stance)) -
    (holdsOther ? 2.5 : 0) -
    (holdsMoney ? 1.5 : 0) -
    0.6 * doubt -
    (identity.side === 'partner' ? 1.5 : 0)
  )
}
