import type { Contradiction, QualificationField } from '../findings/finding.ts'
import type { Identity } from '../signals/corpus.ts'
import type { Sentence, SentenceId } from '../signals/signal.ts'
import { clip, fold } from './clause.ts'
import type { Material } from './material.ts'
import { figuresIn } from './numbers.ts'
import { fieldWords, valueWords } from './words.ts'
import { spoken, type Draft, type Wording } from './wording.ts'

/** Their budget against our price, and what the CRM holds; else what was said of money; else what the CRM holds. */
export function money(material: Material): Draft[] {
  const { understanding } = material
  const drafts: Draft[] = []
  const budget = understanding.qualification.budget
  const said = material.book.first(budget?.sentences ?? [])
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
    const sentence = material.book.first(risk.sentences)
    if (sentence)
      drafts.push({ kind: 'fact', wording: spoken(material, sentence, 24, MONEY), sentences: [sentence.id] })
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
    .filter(
      (one) => one.crmValue !== null && /^-?\d+(\.\d+)?$/.test(one.crmValue) && figuresIn(one.evidenceValue).length > 0,
    )
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
export function decides(material: Material): Draft[] {
  const { understanding, people } = material
  const drafts: Draft[] = []
  const finding = understanding.qualification.economic_buyer ?? understanding.qualification.authority
  const buyers = understanding.stakeholders.filter(
    (one) => one.side !== 'seller' && one.roles.includes('economic_buyer'),
  )
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
    const extra = material.book.first(process?.sentences ?? [])
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
export function dates(material: Material): Draft[] {
  const { understanding } = material
  const event = understanding.qualification.critical_event ?? understanding.qualification.timeline
  const at = material.book.first(event?.sentences ?? [])
  const pain = understanding.pains[0]
  const hurt = material.book.first(pain?.sentences ?? [])
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
export function people(material: Material): Draft[] {
  const { understanding, book, days } = material
  const drafts: Draft[] = []
  for (const risk of understanding.risks) {
    if (risk.risk !== 'champion_left') continue
    const sentence = material.book.first(risk.sentences)
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
    const words = material.book.first(carrying)
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
  const sentence = material.book.first(finding?.sentences ?? [])
  if (!finding || !sentence) return []
  return [
    { kind: 'fact', wording: [lead, ...spoken(material, sentence, 22)], sentences: finding.sentences.slice(0, 2) },
  ]
}

function mentions(value: string, identity: Identity): boolean {
  const said = fold(value).toLowerCase()
  return [identity.name, ...identity.names].some((name) => name.length > 3 && said.includes(name.toLowerCase()))
}
