import type { Risk, RiskKind, Role } from '../findings/finding.ts'
import type { Sentence } from '../signals/signal.ts'
import { fold, wordCount } from './clause.ts'
import { overlap, type Material, type Promise as Owed } from './material.ts'
import { promiseWording } from './promise-words.ts'
import { contentWords } from './referent.ts'
import { daysSaid } from '../findings/days-said.ts'
import {
  ADVERSE,
  goesLive,
  isAdverse,
  isFreeze,
  isHandshake,
  isUltimatum,
  setsCondition,
  unconditional,
  withoutLeadIn,
} from './standalone.ts'
import { spoken, type Draft, type Wording } from './wording.ts'

/** Promises about to break, then risks by how soon and how hard they bite. */
export function breaks(material: Material): Draft[] {
  const { understanding } = material
  const found: { score: number; draft: Draft }[] = []
  for (const owed of material.promises) {
    if (owed.commitment.status !== 'open' || !owed.ours || owed.commitment.due === null) continue
    const against = contraryTo(material, owed)
    if (against) found.push({ score: 100 + against.score, draft: atRisk(material, owed, against.sentence) })
    else if (owed.commitment.overdue && !material.people.isSeller(owed.to)) {
      found.push({ score: overdueWeight(material, owed), draft: overdue(material, owed) })
    }
  }
  found.push(...ultimatums(material))
  const own = material.promises.flatMap(({ commitment, by }) =>
    commitment.sentences.filter((id) => material.people.find(material.book.sentence(id)?.by ?? null) === by),
  )
  const promisedIn = new Set(own)
  const budget = material.book.first(understanding.qualification.budget?.sentences ?? [])
  for (const risk of understanding.risks) {
    const sentence = material.book.first(risk.sentences)
    // What they have to spend is said under the money.
    if (sentence === budget) continue
    // What somebody will do stands under Next; it is no risk until it is late.
    if (sentence && promisedIn.has(sentence.id) && !binds(sentence.text)) continue
    // A colleague who says what they will do next is no risk in itself.
    const by = sentence && material.people.find(sentence.by)
    if (sentence && !(material.people.isSeller(by) && isHandshake(sentence.text)))
      found.push({ score: riskWeight(material, risk, sentence), draft: riskDraft(material, risk, sentence) })
  }
  return found.toSorted((a, b) => b.score - a.score).map((entry) => entry.draft)
}

/** How hard a kind of risk bites, before its age, its speaker and its repetition are counted. */
const RISK_WEIGHT: Record<RiskKind, number> = {
  champion_left: 38,
  timeline: 34,
  legal_security: 32,
  competitor: 32,
  technical: 30,
  adoption: 28,
  silent: 28,
  budget: 24,
  pricing: 24,
  scope: 24,
  other: 20,
}

/** Whoever signs or can stop it weighs more than whoever mentions it; so does what was said again, and in figures. */
function riskWeight(material: Material, risk: Risk, sentence: Sentence): number {
  const { book, corpus, people, understanding } = material
  const by = people.find(sentence.by)
  const entry = understanding.stakeholders.find((one) => one.identity === by?.id)
  const power = entry?.roles.some((role) => POWER.has(role)) ? 14 : 0
  const theirs = by !== undefined && !people.isSeller(by) ? 6 : 0
  const items = new Set(risk.sentences.map((id) => book.sentence(id)?.item))
  const ageDays = sentence.at === null ? 36 : (Date.parse(corpus.asOf) - Date.parse(sentence.at)) / 86_400_000
  const fresh = Math.max(0, 12 - ageDays / 3)
  const figures = /\d+ ?%|\p{Sc} ?\d/u.test(sentence.text) ? 6 : 0
  // Until they have signed, whom they compare us with comes first, above all with a figure.
  const near = comesSoon(material, sentence, 60) ? (binds(sentence.text) ? 10 : 6) : 0
  // Once it is signed, price and rivals are history; whoever has left no longer acts on their worry.
  const over = material.handoff.type === 'sales-to-cs' && SETTLED.has(risk.risk) ? -12 : 0
  const gone = by?.left ? -12 : 0
  const rival = risk.risk === 'competitor' && BEFORE_SALE.has(material.handoff.type) ? 8 + figures : 0
  // A mood without a figure, an obstacle or a condition gives nobody anything to do.
  const condition = binds(sentence.text) ? 12 : /\d/.test(sentence.text) || isAdverse(sentence.text) ? 0 : -16
  // "Without it I am not sending that": nobody can act on words that name no thing.
  const bare = !/\d/.test(sentence.text) && new Set(contentWords(material, sentence.text)).size < 4 ? -8 : 0
  const again = Math.min(10, (items.size - 1) * 5)
  return (
    RISK_WEIGHT[risk.risk] + condition + rival + power + theirs + fresh + figures + near + over + gone + bare + again
  )
}

const SETTLED = new Set<RiskKind>(['budget', 'pricing', 'competitor'])

/** Says what has to be there first, or what happens where it is not. */
function binds(text: string): boolean {
  return setsCondition(text) || isUltimatum(text)
}

/** Names a day within so many days from now. */
function comesSoon(material: Material, sentence: Sentence, within: number): boolean {
  if (sentence.at === null) return false
  const days = daysSaid(sentence.text, sentence.at, sentence.language).map((day) => material.days.until(day))
  return days.some((away) => away >= 0 && away <= within)
}

/** What they will do if something of ours is not there by a day that is still to come. */
function ultimatums(material: Material): { score: number; draft: Draft }[] {
  const { understanding, book, people } = material
  const event = understanding.qualification.critical_event
  const said = [
    ...understanding.commitments.filter((one) => one.status === 'open').map((one) => one.sentences),
    event?.sentences ?? [],
  ].flatMap((sentences) => book.first(sentences) ?? [])
  return [...new Set(said)]
    .filter((one) => !people.isSeller(people.find(one.by)) && isUltimatum(one.text) && comesSoon(material, one, 90))
    .map((one) => ({
      score: 68,
      draft: { kind: 'fact', wording: spoken(material, one, ADVERSE), sentences: [one.id] },
    }))
}

const BEFORE_SALE = new Set(['mql-to-sql', 'sdr-to-ae', 'rep-transition'])

const POWER = new Set<Role>(['economic_buyer', 'decision_maker', 'blocker', 'skeptic', 'executive_sponsor'])

/** The latest thing said after the promise that names its date or its subject and speaks against it. */
export function contraryTo(material: Material, owed: Owed): { sentence: Sentence; score: number } | null {
  const { book, understanding } = material
  const said = material.book.first(owed.commitment.sentences)
  if (!said) return null
  const topic = material.topic(`${owed.commitment.what} ${said.text}`)
  const own = new Set(contentWords(material, `${owed.commitment.what} ${said.text}`))
  let best: { sentence: Sentence; score: number } | null = null
  for (const risk of understanding.risks) {
    if (!(risk.risk === 'timeline' || risk.risk === 'technical' || risk.risk === 'other')) continue
    for (const id of risk.sentences) {
      const sentence = book.sentence(id)
      if (
        !sentence ||
        !isAdverse(sentence.text) ||
        sentence.at === null ||
        (said.at !== null && sentence.at <= said.at)
      )
        continue
      // A recap says the same again.
      if (contentWords(material, unconditional(sentence.text)).every((word) => own.has(word))) continue
      const shared = [...material.topic(sentence.text)].filter((word) => topic.has(word)).length
      const frozen = stopsGoLive(material, owed, sentence)
      const score = frozen ? 18 : overlap(topic, material.topic(sentence.text)) * 20
      // One word in common is chance.
      if ((frozen || shared >= 2) && score >= 8 && (best === null || score > best.score)) best = { sentence, score }
    }
  }
  return best
}

/** Something is to go live on a day in which, as they say, nothing may change. */
function stopsGoLive(material: Material, owed: Owed, sentence: Sentence): boolean {
  const { due, what } = owed.commitment
  if (due === null || sentence.at === null || !isFreeze(sentence.text) || !goesLive(what)) return false
  const days = daysSaid(sentence.text, sentence.at, sentence.language).toSorted()
  const [from, to] = [days[0], days.at(-1)]
  return from !== undefined && to !== undefined && from < to && from <= due && due <= to
}

/** A promise just run out weighs like a risk; one that somebody asked after since weighs more; an old one fades. */
function overdueWeight(material: Material, owed: Owed): number {
  const { understanding, book, days } = material
  const { due, sentences, what } = owed.commitment
  const topic = material.topic(what)
  const later = [...understanding.asks, ...understanding.risks].some((one) =>
    one.sentences.some((id) => {
      const said = book.sentence(id)
      const after = said?.at != null && due !== null && days.dateOf(said.at) >= due
      return after && !sentences.includes(id) && overlap(topic, material.topic(said.text)) >= 0.4
    }),
  )
  const late = due === null ? 0 : -days.until(due)
  return 40 + (later ? 30 : 0) + (sentences.length > 1 ? 6 : 0) - Math.min(30, late)
}

function atRisk(material: Material, owed: Owed, against: Sentence): Draft {
  const { days } = material
  const { wording, sentences } = promised(material, owed, 12)
  return {
    kind: 'fact',
    wording: [
      `At risk, due ${days.day(owed.commitment.due ?? '')}: `,
      ...wording,
      '. ',
      ...spoken(material, stated(against), ADVERSE),
    ],
    sentences: [...new Set([against.id, ...owed.commitment.sentences.slice(0, 2), ...sentences])],
    shows: [owed.key],
    shown: { days: [owed.commitment.due], names: namesOf(owed) },
  }
}

function overdue(material: Material, owed: Owed): Draft {
  const { wording, sentences } = promised(material, owed, 14)
  return {
    kind: 'fact',
    wording: [
      `Overdue since ${material.days.day(owed.commitment.due ?? '')}: `,
      ...wording,
      '. No sign that it was done.',
    ],
    sentences: [...new Set([...owed.commitment.sentences.slice(0, 2), ...sentences])],
    shows: [owed.key],
    shown: { days: [owed.commitment.due], names: namesOf(owed) },
  }
}

function promised(material: Material, owed: Owed, words: number): Pick<Draft, 'wording' | 'sentences'> {
  const { wording, sentences } = promiseWording(material, owed, words)
  const who: Wording = owed.by
    ? [' (', { person: owed.by }, owed.to ? ' to ' : '', ...(owed.to ? [{ person: owed.to }] : []), ')']
    : []
  return { wording: [...wording, ...who], sentences }
}

function namesOf(owed: Owed): string[] {
  return [owed.by, owed.to].flatMap((identity) => (identity ? [identity.name, ...identity.names] : []))
}

function riskDraft(material: Material, risk: Risk, sentence: Sentence): Draft {
  const competitor = material.understanding.qualification.competition
  if (risk.risk === 'competitor' && competitor && wordCount(competitor.value) <= 3) {
    return {
      kind: 'fact',
      wording: [`${fold(competitor.value)} is also in it. `, ...spoken(material, stated(sentence), ADVERSE)],
      sentences: [...risk.sentences.slice(0, 1), ...competitor.sentences.slice(0, 1), ...risk.sentences.slice(1, 2)],
      shows: [],
      shown: { texts: [competitor.value] },
    }
  }
  return { kind: 'fact', wording: spoken(material, stated(sentence), ADVERSE), sentences: risk.sentences.slice(0, 2) }
}

/** As it is quoted: from where it says something. */
function stated(sentence: Sentence): Sentence {
  return { ...sentence, text: withoutLeadIn(sentence.text) }
}
