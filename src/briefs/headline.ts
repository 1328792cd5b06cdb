import type { Contradiction, QualificationField, Risk, RiskKind } from '../findings/finding.ts'
import type { Identity } from '../signals/corpus.ts'
import type { Sentence, SentenceId } from '../signals/signal.ts'
import type { Line } from './brief.ts'
import { clip, fold, wordCount } from './clause.ts'
import { overlap, type Material, type Promise as Owed } from './material.ts'
import { figuresIn } from './numbers.ts'
import { fieldWords, valueWords } from './words.ts'
import { lineOf, type Draft, type Mentions, type Wording } from './wording.ts'

const LINES = 5
const WORDS = 140

/** What a reader must know first, in this order. Each slot offers drafts, best first; the first that stands is taken. */
type Slot = { name: 'breaks' | 'money' | 'decides' | 'dates' | 'people'; drafts: Draft[]; gap: string | null }

/** *In one minute*: at most five lines and 140 words, by rank and template over typed findings. */
export function headlineOf(material: Material, mentions: Mentions): Line[] {
  const slots: Slot[] = [
    { name: 'breaks', drafts: breaks(material), gap: null },
    { name: 'money', drafts: money(material), gap: 'The money: not found in what was read.' },
    { name: 'decides', drafts: decides(material), gap: 'Who decides: not found in what was read.' },
    { name: 'dates', drafts: dates(material), gap: null },
    { name: 'people', drafts: people(material), gap: null },
  ]
  const used = new Set<SentenceId>()
  const taken: { slot: number; line: Line }[] = []
  let words = 0
  const take = (slot: Slot, index: number): boolean => {
    for (const draft of slot.drafts) {
      if (draft.sentences.some((id, place) => place < 2 && used.has(id))) continue
      const line = lineOf(material, draft, mentions)
      if (!line || words + wordCount(line.text) > WORDS) continue
      words += wordCount(line.text)
      for (const id of draft.sentences) used.add(id)
      taken.push({ slot: index, line })
      return true
    }
    return false
  }
  for (const [index, slot] of slots.entries()) {
    if (!take(slot, index) && slot.gap !== null) {
      words += wordCount(slot.gap)
      taken.push({ slot: index, line: { kind: 'gap', text: slot.gap, evidence: [], shows: [] } })
    }
  }
  // Room that a slot left is for the next thing that can break.
  const [first] = slots
  while (first && taken.length < LINES && material.corpus.signals.length > 5) if (!take(first, 0)) break
  return taken.toSorted((a, b) => a.slot - b.slot).map((entry) => entry.line)
}

/** Promises about to break, then risks by how soon and how hard they bite. */
function breaks(material: Material): Draft[] {
  const { understanding, corpus, book } = material
  const found: { score: number; draft: Draft }[] = []
  for (const owed of material.promises) {
    if (owed.commitment.status !== 'open' || !owed.ours || owed.commitment.due === null) continue
    const against = contraryTo(material, owed)
    if (against) found.push({ score: 100 + against.score, draft: atRisk(material, owed, against.sentence) })
    else if (owed.commitment.overdue && !material.people.isSeller(owed.to)) {
      found.push({ score: 70, draft: overdue(material, owed) })
    }
  }
  const newest = Date.parse(corpus.asOf)
  for (const risk of understanding.risks) {
    const sentence = risk.sentences.map(book.sentence).find((one) => one !== undefined)
    if (!sentence) continue
    const ageDays = sentence.at === null ? 60 : (newest - Date.parse(sentence.at)) / 86_400_000
    const score = RISK_WEIGHT[risk.risk] + Math.max(0, 20 - ageDays / 2) + (speakerIsTheirs(material, sentence) ? 6 : 0)
    found.push({ score, draft: riskDraft(material, risk, sentence) })
  }
  return found.toSorted((a, b) => b.score - a.score).map((entry) => entry.draft)
}

/** How hard a kind of risk bites, before its age and its speaker are counted. */
const RISK_WEIGHT: Record<RiskKind, number> = {
  timeline: 40,
  champion_left: 38,
  technical: 36,
  legal_security: 36,
  competitor: 34,
  adoption: 30,
  silent: 28,
  budget: 26,
  pricing: 26,
  scope: 24,
  other: 16,
}

/** The latest thing said after the promise that names its date or its subject and speaks against it. */
function contraryTo(material: Material, owed: Owed): { sentence: Sentence; score: number } | null {
  const { book, understanding } = material
  const said = owed.commitment.sentences.map(book.sentence).find((one) => one !== undefined)
  if (!said) return null
  const topic = material.topic(`${owed.commitment.what} ${said.text}`)
  let best: { sentence: Sentence; score: number } | null = null
  for (const risk of understanding.risks) {
    if (!(risk.risk === 'timeline' || risk.risk === 'technical' || risk.risk === 'other')) continue
    for (const id of risk.sentences) {
      const sentence = book.sentence(id)
      if (!sentence || sentence.at === null || (said.at !== null && sentence.at <= said.at)) continue
      const score = overlap(topic, material.topic(sentence.text)) * 20
      if (score >= 8 && (best === null || score > best.score)) best = { sentence, score }
    }
  }
  return best
}

function atRisk(material: Material, owed: Owed, against: Sentence): Draft {
  const { days } = material
  return {
    kind: 'fact',
    wording: [
      `Promised by ${days.day(owed.commitment.due ?? '')}: `,
      ...promised(owed, 9),
      '. It may not hold: ',
      ...spoken(material, against, 11),
    ],
    sentences: [against.id, ...owed.commitment.sentences.slice(0, 2)],
    shows: [owed.key],
    shown: { days: [owed.commitment.due], names: namesOf(owed) },
  }
}

function overdue(material: Material, owed: Owed): Draft {
  return {
    kind: 'fact',
    wording: [
      `Overdue since ${material.days.day(owed.commitment.due ?? '')}: `,
      ...promised(owed, 12),
      '. No sign that it was done.',
    ],
    sentences: owed.commitment.sentences.slice(0, 2),
    shows: [owed.key],
    shown: { days: [owed.commitment.due], names: namesOf(owed) },
  }
}

function promised(owed: Owed, words: number): Wording {
  const what = clip(owed.commitment.what, words)
  return [what, ...(owed.by ? [' (', { person: owed.by }, owed.to ? ' to ' : '', ...(owed.to ? [{ person: owed.to }] : []), ')'] : [])]
}

function namesOf(owed: Owed): string[] {
  return [owed.by, owed.to].flatMap((identity) => (identity ? [identity.name, ...identity.names] : []))
}

function riskDraft(material: Material, risk: Risk, sentence: Sentence): Draft {
  const competitor = material.understanding.qualification.competition
  if (risk.risk === 'competitor' && competitor && wordCount(competitor.value) <= 3) {
    return {
      kind: 'fact',
      wording: [`${fold(competitor.value)} is also in it. `, ...spoken(material, sentence, 20)],
      sentences: [...risk.sentences.slice(0, 1), ...competitor.sentences.slice(0, 1), ...risk.sentences.slice(1, 2)],
      shows: [],
      shown: { texts: [competitor.value] },
    }
  }
  return { kind: 'fact', wording: spoken(material, sentence, 24), sentences: risk.sentences.slice(0, 2) }
}

/** Their budget against our price, and what the CRM holds; else what was said of money; else what the CRM holds. */
function money(material: Material): Draft[] {
  const { understanding, book } = material
  const drafts: Draft[] = []
  const budget = understanding.qualification.budget
  const said = budget?.sentences.map(book.sentence).find((one) => one !== undefined)
  const wrong = moneyContradictions(understanding.contradictions)
  const differs = wrong.slice(0, 2)
  const crmPart: Wording = differs.flatMap((one, index): Wording => [
    index === 0 ? `${material.crm} says ` : ', ',
    `${fieldWords(one.field).toLowerCase()} ${valueWords(material, one.crmValue)}, said: ${clip(one.evidenceValue, 6)}`,
  ])
  const crmSentences = differs.flatMap((one) => [...one.sentences.slice(0, 1), ...recordSentences(material, one)])
  const crmTexts = differs.flatMap((one) => [one.evidenceValue, one.crmValue ?? '', fieldWords(one.field)])
  if (said) {
    const basis = budget?.basis === 'customer' ? '' : ' (not stated by them)'
    const quote = spoken(material, said, differs.length > 0 ? 14 : 24, MONEY)
    if (differs.length > 0) {
      drafts.push({
        kind: 'fact',
        wording: [...quote, `${basis}. `, ...crmPart, '.'],
        sentences: [said.id, ...crmSentences],
        shown: { texts: crmTexts },
      })
    }
    drafts.push({ kind: 'fact', wording: [...spoken(material, said, 24, MONEY), `${basis}.`], sentences: [said.id] })
  }
  if (differs.length > 0) {
    drafts.push({
      kind: 'fact',
      wording: ['The money: ', ...crmPart, '.'],
      sentences: crmSentences,
      shown: { texts: crmTexts },
    })
  }
  for (const risk of understanding.risks) {
    if (risk.risk !== 'budget' && risk.risk !== 'pricing') continue
    const sentence = risk.sentences.map(book.sentence).find((one) => one !== undefined)
    if (sentence) drafts.push({ kind: 'fact', wording: spoken(material, sentence, 24, MONEY), sentences: [sentence.id] })
  }
  const amount = dealField(material, /^amount$/i)
  if (amount) {
    drafts.push({
      kind: 'fact',
      wording: [`The money: not found in what was said. ${material.crm} says ${valueWords(material, amount.text)}.`],
      sentences: [amount.id],
    })
  }
  return drafts
}

const MONEY = /\p{Sc}\s?\d|\d\s?\p{Sc}|\b(?:USD|EUR|GBP|CHF|budget|Budget|presupuesto)\b|\d[\d.,'’]*\s?k\b/u

/** Contradictions of figures, the deal's amount first. */
function moneyContradictions(all: readonly Contradiction[]): Contradiction[] {
  const weight = (field: string) =>
    /amount|arr|mrr|value|price|tcv|acv|budget/i.test(field) ? 2 : /date/i.test(field) ? -1 : 1
  return all
    .filter((one) => one.crmValue !== null && /^-?\d+(\.\d+)?$/.test(one.crmValue) && figuresIn(one.evidenceValue).length > 0)
    .toSorted((a, b) => weight(b.field) - weight(a.field))
}

/** The sentence of the record's own field, so that the CRM's value can be opened too. */
function recordSentences(material: Material, one: Contradiction): SentenceId[] {
  const field = one.field.split('.').at(-1)
  return material
    .sentencesOf(one.record)
    .filter((sentence) => sentence.field === field)
    .map((sentence) => sentence.id)
}

function dealField(material: Material, name: RegExp): Sentence | undefined {
  const deal = material.corpus.deal
  if (!deal) return undefined
  return material.sentencesOf(deal.id).find((sentence) => sentence.field !== null && name.test(sentence.field))
}

/** The person with the money, what the CRM says instead, and whether we ever heard from them; else their words. */
function decides(material: Material): Draft[] {
  const { understanding, people } = material
  const drafts: Draft[] = []
  const finding = understanding.qualification.economic_buyer ?? understanding.qualification.authority
  const buyers = understanding.stakeholders.filter((one) => one.side !== 'seller' && one.roles.includes('economic_buyer'))
  const byName = finding && people.all.find((one) => one.side !== 'seller' && mentions(finding.value, one))
  const buyer = byName ?? (buyers[0] && people.byId(buyers[0].identity))
  const process = understanding.qualification.decision_process
  const wrong = understanding.contradictions.find((one) => /buyer|decision|sponsor|signer|approver/i.test(one.field))
  if (buyer) {
    const entry = understanding.stakeholders.find((one) => one.identity === buyer.id)
    const carrying = finding && byName ? finding.sentences : (entry?.sentences ?? [])
    const stated = finding && byName ? finding.basis === 'customer' : (entry?.stated ?? false)
    const silent = entry?.lastHeardAt == null ? ' No word of theirs to us was found.' : ''
    const crmSays: Wording = wrong ? [` ${material.crm} says ${valueWords(material, wrong.crmValue)}.`] : []
    const extra = process?.sentences.map(material.book.sentence).find((one) => one !== undefined)
    const lead: Wording = [{ person: buyer, titled: true }, ` decides on the money${stated ? '' : ' (inferred)'}.`]
    const shown = { names: [buyer.name, ...buyer.names], texts: wrong ? [wrong.crmValue ?? ''] : [] }
    const crm = wrong ? recordSentences(material, wrong) : []
    if (extra) {
      drafts.push({
        kind: 'fact',
        wording: [...lead, ...crmSays, ...(silent ? [silent] : []), ' ', { quote: clip(extra.text, 12) }],
        sentences: [...carrying.slice(0, 1), extra.id, ...crm],
        shown,
      })
    }
    drafts.push({
      kind: 'fact',
      wording: [...lead, ...crmSays, ...(silent ? [silent] : [])],
      sentences: [...carrying.slice(0, 2), ...crm],
      shown,
    })
    drafts.push({ kind: 'fact', wording: lead, sentences: carrying.slice(0, 2), shown })
  }
  for (const field of ['economic_buyer', 'authority', 'decision_process'] as const) {
    drafts.push(...qualificationDraft(material, field, 'Who decides: '))
  }
  return drafts
}

/** Why now: what hurts, and the date behind it. */
function dates(material: Material): Draft[] {
  const { understanding, book } = material
  const event = understanding.qualification.critical_event ?? understanding.qualification.timeline
  const at = event?.sentences.map(book.sentence).find((one) => one !== undefined)
  const pain = understanding.pains[0]
  const hurt = pain?.sentences.map(book.sentence).find((one) => one !== undefined)
  const drafts: Draft[] = []
  if (at && hurt && at.id !== hurt.id) {
    drafts.push({
      kind: 'fact',
      wording: ['Why now: ', ...spoken(material, hurt, 12), '. ', ...spoken(material, at, 11)],
      sentences: [hurt.id, at.id],
    })
  }
  if (at) drafts.push({ kind: 'fact', wording: ['By when: ', ...spoken(material, at, 22)], sentences: [at.id] })
  if (hurt) drafts.push({ kind: 'fact', wording: ['Why: ', ...spoken(material, hurt, 22)], sentences: [hurt.id] })
  return drafts
}

/** Who leaves, who is away, who speaks for us. */
function people(material: Material): Draft[] {
  const { understanding, book, days } = material
  const drafts: Draft[] = []
  for (const risk of understanding.risks) {
    if (risk.risk !== 'champion_left') continue
    const sentence = risk.sentences.map(book.sentence).find((one) => one !== undefined)
    if (!sentence) continue
    const secret = book.marks(sentence.id).includes('in_confidence')
    drafts.push({
      kind: 'fact',
      wording: [secret ? 'In confidence: ' : '', ...spoken(material, sentence, 22)],
      sentences: risk.sentences.slice(0, 2),
    })
  }
  for (const one of understanding.stakeholders) {
    const identity = material.people.byId(one.identity)
    if (!identity || one.side === 'seller') continue
    if (identity.left) {
      drafts.push({
        kind: 'fact',
        wording: [{ person: identity, titled: true }, ' has left.'],
        sentences: identity.left.sentences,
      })
    } else if (identity.awayUntil && one.roles.length > 0 && days.until(identity.awayUntil.value) >= 0) {
      drafts.push({
        kind: 'fact',
        wording: [{ person: identity, titled: true }, ` is away until ${days.day(identity.awayUntil.value)}.`],
        sentences: identity.awayUntil.sentences,
        shown: { days: [identity.awayUntil.value] },
      })
    }
  }
  const champion = understanding.stakeholders.find((one) => one.side !== 'seller' && one.roles.includes('champion'))
  const identity = champion && material.people.byId(champion.identity)
  if (champion && identity) {
    const carrying = understanding.qualification.champion?.sentences ?? champion.sentences
    const words = carrying.map(book.sentence).find((one) => one !== undefined)
    drafts.push({
      kind: 'fact',
      wording: [
        { person: identity, titled: true },
        ` speaks for us${champion.stated ? '' : ' (inferred)'}: `,
        ...(words ? [{ quote: clip(words.text, 14) }] : ['no words found']),
      ],
      sentences: carrying.slice(0, 1),
      shown: { names: [identity.name, ...identity.names] },
    })
  }
  return drafts
}

function qualificationDraft(material: Material, field: QualificationField, lead: string): Draft[] {
  const finding = material.understanding.qualification[field]
  const sentence = finding?.sentences.map(material.book.sentence).find((one) => one !== undefined)
  if (!finding || !sentence) return []
  return [{ kind: 'fact', wording: [lead, ...spoken(material, sentence, 22)], sentences: finding.sentences.slice(0, 2) }]
}

/** Somebody's own words, at most `words` of them: `Gwen: "…"`. */
export function spoken(material: Material, sentence: Sentence, words: number, keep?: RegExp): Wording {
  const by = material.people.find(sentence.by)
  return [...(by ? [{ person: by }, ': '] : []), { quote: clip(sentence.text, words, keep) }]
}

function speakerIsTheirs(material: Material, sentence: Sentence): boolean {
  const by = material.people.find(sentence.by)
  return by !== undefined && !material.people.isSeller(by)
}

function mentions(value: string, identity: Identity): boolean {
  const said = fold(value).toLowerCase()
  return [identity.name, ...identity.names].some((name) => name.length > 3 && said.includes(name.toLowerCase()))
}
