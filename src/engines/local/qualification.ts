import type { Pain, QualificationField, QualificationFinding, Risk, RoleFinding } from '../../findings/finding.ts'
import type { Identity } from '../../signals/corpus.ts'
import { rivalPassages } from './competitors.ts'
import { LOSS, answers, signsFor } from './deal-signs.ts'
import { ASKED } from './lexica/deal-plain.ts'
import { DEAL_WEIGHTS, LEAST } from './lexica/deal-weights.ts'
import type { Weights } from './lexica/weights.ts'
import { isCustomers } from './passages.ts'
import type { Passage, Passages } from './passages.ts'
import { weigh } from './weigh.ts'
import { fold } from './words.ts'

/** What was found already and answers a field by itself. */
export type Known = { pains: Pain[]; risks: Risk[]; roles: RoleFinding[]; rivals: ReadonlySet<string> }

/** `stated`: false where the sentences only let it be inferred */
type Put = (field: QualificationField, value: string, sentences: string[], why: string, stated?: boolean) => void

/** The fourteen fields, each with its best quote; a field without a good one stays empty. */
export function readQualification(passages: Passages, known: Known): QualificationFinding[] {
  const byId = new Map(passages.all.map((passage) => [passage.sentence.id, passage]))
  const found = new Map<QualificationField, QualificationFinding>()
  const put: Put = (field, value, sentences, why, stated = true) => {
    const lead = byId.get(sentences[0] ?? '')
    if (found.has(field) || sentences.length === 0) return
    found.set(field, {
      kind: 'qualification',
      field,
      value,
      basis: lead === undefined || !stated ? 'inferred' : lead.side === 'seller' ? 'seller' : 'customer',
      sentences,
      why,
    })
  }
  const [pain, other] = firstTold(known.pains.slice(0, 3), byId)
  if (pain) {
    const proof = [pain.sentences[0] ?? [], other?.sentences[0] ?? [], ...pain.sentences.slice(1)].flat()
    put('identify_pain', pain.text, proof.slice(0, 2), 'the pain that weighs most')
  }
  const rivals = rivalPassages(passages, known.rivals).slice(0, 2)
  if (rivals.length > 0) {
    put(
      'competition',
      namesOf(rivals, known.rivals),
      rivals.map((passage) => passage.sentence.id),
      'a named alternative',
    )
  }
  putPerson('economic_buyer', 'economic_buyer', passages, known.roles, byId, put)
  putPerson('champion', 'champion', passages, known.roles, byId, put)
  // money that was lost hurts and is at risk, and is no limit all the same
  const hurts = new Set(known.pains.flatMap((one) => one.sentences))
  const budget = known.risks.find(({ risk, sentences }) => risk === 'budget' && !hurts.has(sentences[0] ?? ''))
  const weighed = passages.all.filter(isSpoken).map((passage) => ({ passage, signs: signsFor(passage, known.rivals) }))
  for (const [field, weights] of Object.entries(DEAL_WEIGHTS) as [QualificationField, Weights][]) {
    const asked = ASKED[field]
    const best = weighed
      .map(({ passage, signs }) => ({
        passage,
        score: weigh(asked !== undefined && answers(passage, asked) ? new Set([...signs, 'asked']) : signs, weights),
      }))
      .filter(({ score }) => score >= (LEAST[field] ?? 2))
      .toSorted((a, b) => b.score - a.score)
    const first = best[0]
    if (first) {
      const second = best
        .slice(1)
        .map(({ passage, score }) => ({ passage, score: score + (isBeside(passage, first.passage) ? BESIDE : 0) }))
        .toSorted((a, b) => b.score - a.score)[0]
      const cost = field === 'impact' ? costOf(known.pains, first.passage, byId) : undefined
      const ids = [first.passage.sentence.id, cost ?? second?.passage.sentence.id ?? []].flat()
      put(field, first.passage.sentence.text, ids, `best of ${best.length} sentences about it`)
    }
    if (field === 'budget' && !first && budget)
      put('budget', budget.text, budget.sentences.slice(0, 2), 'a limit on money')
  }
  const cost = known.pains.find((one) => one.impact !== null) ?? known.pains[0]
  if (cost) {
    const { text, sentences } = cost.impact ?? cost
    put('impact', text, [...new Set([...sentences, ...cost.sentences])].slice(0, 2), 'what the pain costs')
  }
  const price = priceStated(passages, known)
  if (price) put('budget', price.sentence.text, [price.sentence.id], 'a price that was stated')
  return [...found.values()]
}

/** The next sentence of whoever said the best one says the rest of it. */
const BESIDE = 0.6

function isBeside(one: Passage, other: Passage): boolean {
  return (
    one.sentence.item === other.sentence.item && one.speaker === other.speaker && Math.abs(one.place - other.place) <= 2
  )
}

/** The sentence of a pain that names money, beside the one that says best what it costs. */
function costOf(pains: Pain[], first: Passage, byId: Map<string, Passage>): string | undefined {
  return pains
    .flatMap((pain) => [...(pain.impact?.sentences ?? []), ...pain.sentences])
    .find((id) => {
      const passage = byId.get(id)
      return id !== first.sentence.id && passage?.words.money === true && !passage.cues.has('plain.budget')
    })
}

const PRICE =
  /(?<!\p{L})(?:price[ds]?|pricing|quot(?:e|ed|ation)|proposal|offer|order form|all[- ]in|per (?:year|annum|month)|a (?:year|month)|once|one[- ]off|for (?:one|two|three|both|\d) years?|if you sign|preis\w*|angebot\w*|pro (?:jahr|monat)|im jahr|jährlich|einmalig|prix|devis|offre|proposition|par (?:an|mois)|tout compris|precios?|oferta|cotización|propuesta|al (?:año|mes)|por (?:año|mes)|anuales)(?!\p{L})/iu

/** The last price put to the customer, or named by them: where nobody speaks of a budget it is the money there is to know. */
function priceStated(passages: Passages, known: Known): Passage | undefined {
  const pains = new Set(known.pains.flatMap((pain) => [...pain.sentences, ...(pain.impact?.sentences ?? [])]))
  return passages.all
    .filter(
      (p) =>
        p.words.money &&
        isSpoken(p) &&
        !p.words.question &&
        (isCustomers(p) || (p.side === 'seller' && !p.internal)) &&
        PRICE.test(p.sentence.text) &&
        !LOSS.test(p.sentence.text) &&
        !pains.has(p.sentence.id) &&
        !p.words.list.some((word) => known.rivals.has(word)),
    )
    .toSorted((a, b) => b.age - a.age)[0]
}

function isSpoken(passage: Passage): boolean {
  return passage.signal.kind !== 'meeting' && passage.words.list.length >= 3
}

function putPerson(
  field: QualificationField,
  role: RoleFinding['role'],
  passages: Passages,
  roles: RoleFinding[],
  byId: Map<string, Passage>,
  put: Put,
): void {
  const holder =
    roles.find((finding) => finding.role === role && !isGone(finding.identity, passages)) ??
    roles.find((finding) => finding.role === role)
  const identity = passages.corpus.identities.find((one) => one.id === holder?.identity)
  if (!holder || !identity) return
  const spoken = holder.sentences.filter((id) => byId.has(id))
  const sentences = [...spoken, ...holder.sentences.filter((id) => !byId.has(id))].slice(0, 2)
  const value = field === 'champion' ? identity.name : nameAndTitle(identity, passages.corpus.account.name)
  // Who decides on the money is stated only by a sentence about that person; a title alone lets it be inferred.
  const stated = field !== 'economic_buyer' || holder.stated
  put(field, identity.left === null ? value : `${value} (has left)`, sentences, holder.why, stated)
}

function isGone(id: string, passages: Passages): boolean {
  return passages.corpus.identities.find((one) => one.id === id)?.left != null
}

/** Without the company, which a signature line often ends with. */
function nameAndTitle(identity: Identity, account: string): string {
  if (!identity.title) return identity.name
  const own = new Set(
    fold(account)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 3),
  )
  const parts = identity.title.value.split(/,\s*/)
  const kept = parts.filter(
    (part, at) =>
      at === 0 ||
      !fold(part)
        .split(/[^\p{L}\p{N}]+/u)
        .some((word) => own.has(word)),
  )
  return `${identity.name}, ${kept.join(', ')}`
}

/** The worst pains as they were told: the first of them made people look for help. */
function firstTold(pains: Pain[], byId: Map<string, Passage>): Pain[] {
  return pains.toSorted(
    (a, b) => (byId.get(a.sentences[0] ?? '')?.age ?? 1) - (byId.get(b.sentences[0] ?? '')?.age ?? 1),
  )
}

/** The rivals that passages name, spelt as they stand there. */
function namesOf(passages: Passage[], rivals: ReadonlySet<string>): string {
  const names = new Map<string, string>()
  for (const { sentence } of passages) {
    for (const word of sentence.text.match(/[\p{L}\p{N}][\p{L}\p{N}-]*/gu) ?? []) {
      if (rivals.has(fold(word)) && !names.has(fold(word))) names.set(fold(word), word)
    }
  }
  return [...names.values()].join(', ')
}
