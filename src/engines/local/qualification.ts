import type { Pain, QualificationField, QualificationFinding, Risk, RoleFinding } from '../../findings/finding.ts'
import type { Identity } from '../../signals/corpus.ts'
import { rivalPassages } from './competitors.ts'
import { isCustomers } from './passages.ts'
import type { Passage, Passages } from './passages.ts'
import { fold } from './words.ts'

/** What was found already and answers a field by itself. */
export type Known = { pains: Pain[]; risks: Risk[]; roles: RoleFinding[]; rivals: ReadonlySet<string> }

/** `stated`: false where the sentences only let it be inferred */
type Put = (field: QualificationField, value: string, sentences: string[], why: string, stated?: boolean) => void

type Rule = { field: QualificationField; least: number; score: (passage: Passage) => number }

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
  const pain = firstTold(known.pains.slice(0, 3), byId)
  if (pain) put('identify_pain', pain.text, pain.sentences.slice(0, 2), 'the pain that weighs most')
  const cost =
    known.pains.find((one) => hasMoney(one.impact?.sentences, byId)) ??
    known.pains.find((one) => hasMoney(one.sentences, byId))
  if (cost) {
    const lead = cost.impact && hasMoney(cost.impact.sentences, byId) ? cost.impact.sentences : cost.sentences
    put(
      'impact',
      cost.impact?.text ?? cost.text,
      [...new Set([...lead, ...cost.sentences])].slice(0, 2),
      'what the pain costs',
    )
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
  const budget = known.risks.find((risk) => risk.risk === 'budget')
  for (const rule of RULES) {
    const best = passages.all
      .map((passage) => ({ passage, score: isSpoken(passage) ? rule.score(passage) + manner(passage) : 0 }))
      .filter(({ score }) => score >= rule.least)
      .toSorted((a, b) => b.score - a.score)
    const [first, second] = best
    if (first) {
      const ids = [first, ...(second ? [second] : [])].map(({ passage }) => passage.sentence.id)
      put(rule.field, first.passage.sentence.text, ids, `best of ${best.length} sentences about it`)
    }
    if (rule.field === 'budget' && !first && budget)
      put('budget', budget.text, budget.sentences.slice(0, 2), 'a limit on money')
  }
  const price = priceStated(passages, known)
  if (price) put('budget', price.sentence.text, [price.sentence.id], 'a price that was stated')
  return [...found.values()]
}

const has = (passage: Passage, cue: string): boolean => passage.cues.has(cue)

const RULES: readonly Rule[] = [
  {
    field: 'budget',
    least: 3,
    score: (p) =>
      (has(p, 'q.budget') ? 1.5 : 0) +
      (has(p, 'budget.topic') ? 0.8 : 0) +
      (p.words.money ? 1.2 : 0) +
      (has(p, 'budget.danger') ? 0.8 : 0) +
      (has(p, 'budget.limit') && p.words.number ? 1.6 : 0) +
      (LIMIT.test(p.sentence.text) && p.words.number ? 1.2 : 0) -
      (isLoss(p) ? 2 : 0) +
      (has(p, 'self.budget') ? 0.8 : 0) -
      (has(p, 'competitor.talk') ? 1.2 : 0),
  },
  {
    field: 'authority',
    least: 2.8,
    score: (p) =>
      (has(p, 'of.decides') ? 1.2 : 0) +
      (has(p, 'self.signs') ? 1.4 : 0) +
      (has(p, 'q.authority') ? 0.8 : 0) +
      (p.words.money || p.words.number ? 0.8 : 0),
  },
  {
    field: 'need',
    least: 2.6,
    score: (p) =>
      (has(p, 'q.need') ? 1.8 : 0) +
      (has(p, 'we') ? 0.4 : 0) -
      (has(p, 'q.process') ? 0.4 : 0) -
      (has(p, 'request') ? 1 : 0) -
      0.8 * p.age,
  },
  {
    field: 'timeline',
    least: 2.8,
    score: (p) =>
      (has(p, 'q.timeline') ? 1 : 0) +
      (has(p, 'date') ? 1 : 0) +
      (p.words.number ? 0.4 : 0) +
      (has(p, 'want') ? 0.8 : 0) +
      (has(p, 'timeline.danger') ? 0.6 : 0) -
      (has(p, 'self.signs') || p.words.money ? 0.8 : 0),
  },
  {
    field: 'metrics',
    least: 3,
    score: (p) =>
      (has(p, 'q.metrics') ? 1 : 0) +
      Math.min(3, p.words.numeric.filter(Boolean).length) * 0.6 +
      (p.words.percent || p.words.duration ? 0.6 : 0) +
      (has(p, 'good') || has(p, 'fails') || has(p, 'costs') ? 0.4 : 0) -
      (has(p, 'date') || has(p, 'contract_talk') || has(p, 'q.authority') ? 0.6 : 0),
  },
  {
    field: 'decision_criteria',
    least: 2.4,
    score: (p) =>
      (has(p, 'q.criteria') ? 1 : 0) +
      (has(p, 'self.signs') ? 1 : 0) +
      (has(p, 'want') ? 0.8 : 0) +
      (has(p, 'self.blocks') ? 1 : 0) +
      (has(p, 'negated') && has(p, 'condition') ? 0.4 : 0),
  },
  {
    field: 'decision_process',
    least: 2.4,
    score: (p) =>
      (has(p, 'q.process') ? 1.2 : 0) +
      (has(p, 'q.authority') ? 0.6 : 0) +
      (has(p, 'date') ? 0.5 : 0) +
      (has(p, 'self.signs') || has(p, 'of.decides') ? 0.8 : 0),
  },
  {
    field: 'situation',
    least: 2.4,
    score: (p) =>
      (has(p, 'q.situation') ? 1.2 : 0) +
      (has(p, 'we') ? 0.5 : 0) +
      (p.words.number ? 0.6 : 0) +
      (has(p, 'tools') ? 0.8 : 0) -
      0.8 * p.age,
  },
  {
    field: 'critical_event',
    least: 2.8,
    score: (p) =>
      (has(p, 'q.event') ? 1 : 0) +
      (has(p, 'date') ? 1 : 0) +
      (has(p, 'sunset') ? 1 : 0) +
      (has(p, 'harm') ? 1 : 0) +
      (has(p, 'want') ? 0.5 : 0) +
      (p.words.number ? 0.3 : 0) -
      (has(p, 'self.signs') || has(p, 'legal pair') ? 0.6 : 0) -
      (has(p, 'contract_talk') && !has(p, 'harm') && !has(p, 'sunset') ? 0.3 : 0),
  },
]

/** "our limit is 180", "unsere Obergrenze liegt bei 40": money, though no currency stands there. */
const LIMIT =
  /\b(?:(?:our|my|the) (?:limit|ceiling|cap|maximum) (?:is|stands|would)|(?:unser|mein)e? (?:limit|obergrenze|grenze) (?:ist|liegt)|(?:notre|mon|ma) (?:limite|plafond|maximum) (?:est|c'est)|(?:nuestro|mi) (?:límite|tope|máximo) (?:es|son|está))(?!\p{L})/iu
/** Money that went or would go: what a fault costs, no price and no budget. */
const LOSS =
  /(?<!\p{L})(?:(?:cost|costs|costing) us|lost|lose|losing|loss|losses|wasted?|retests?|rework|scrap(?:ped)?|penalt\w+|fines?|fined|damages?|overtime|kostet uns|kostete uns|gekostet|verlier\w+|verloren|verlust\w*|schaden|strafe\w*|nacharbeit|ausschuss|nous (?:coûte|a coûté|réclame\w*)|perd\w*|pertes?|pénalités?|amendes?|nos (?:cuesta|costó|ha costado)|perd(?:emos|imos|ido)|pérdidas?|multas?|penalizaci\w+)(?!\p{L})/iu
const PRICE =
  /(?<!\p{L})(?:price[ds]?|pricing|quot(?:e|ed|ation)|proposal|offer|order form|all[- ]in|per (?:year|annum|month)|a (?:year|month)|once|one[- ]off|for (?:one|two|three|both|\d) years?|if you sign|preis\w*|angebot\w*|pro (?:jahr|monat)|im jahr|jährlich|einmalig|prix|devis|offre|proposition|par (?:an|mois)|tout compris|precios?|oferta|cotización|propuesta|al (?:año|mes)|por (?:año|mes)|anuales)(?!\p{L})/iu

function isLoss(passage: Passage): boolean {
  return (
    LOSS.test(passage.sentence.text) &&
    !/budget|enveloppe|presupuesto/iu.test(passage.sentence.text) &&
    !has(passage, 'budget.limit')
  )
}

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
  return passage.signal.kind !== 'meeting' && passage.words.list.length >= 4
}

function manner(passage: Passage): number {
  let score = isCustomers(passage) ? 0.8 : passage.internal ? 0.2 : -0.6
  if (passage.words.question) score -= 1.5
  if (passage.cues.has('courtesy')) score -= 1
  if (passage.cues.has('promise')) score -= 1
  if (passage.cues.has('request')) score -= 0.4
  if (passage.cues.has('meeting_talk')) score -= 1
  if (passage.words.list.length > 40) score -= 0.5
  return score
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
  const value = field === 'champion' ? identity.name : nameAndTitle(identity)
  // Who decides on the money is stated only by a sentence about that person; a title alone lets it be inferred.
  const stated = field !== 'economic_buyer' || holder.stated
  put(field, identity.left === null ? value : `${value} (has left)`, sentences, holder.why, stated)
}

function isGone(id: string, passages: Passages): boolean {
  return passages.corpus.identities.find((one) => one.id === id)?.left != null
}

function nameAndTitle(identity: Identity): string {
  return identity.title ? `${identity.name}, ${identity.title.value}` : identity.name
}

/** Of the worst pains the one that was told first: what made them look for help. */
function firstTold(pains: Pain[], byId: Map<string, Passage>): Pain | undefined {
  return pains.toSorted(
    (a, b) => (byId.get(a.sentences[0] ?? '')?.age ?? 1) - (byId.get(b.sentences[0] ?? '')?.age ?? 1),
  )[0]
}

function hasMoney(ids: string[] | undefined, byId: Map<string, Passage>): boolean {
  return (ids ?? []).some((id) => byId.get(id)?.words.money === true)
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
