import type { Contradiction, QualificationField } from '../findings/finding.ts'
import type { Identity } from '../signals/corpus.ts'
import type { Sentence, SentenceId } from '../signals/signal.ts'
import { fold } from './clause.ts'
import type { Material } from './material.ts'
import { saidValue } from './said-value.ts'
import { daysSaid } from './specifics.ts'
import { fieldWords, valueWords } from './words.ts'
import { quoted, spoken, spokenBoth, type Draft, type Wording } from './wording.ts'

/** Their money against our price and the CRM's figures; after the sale, what was sold comes before what they had. */
export function money(material: Material): Draft[] {
  const { understanding, book } = material
  const { budget } = understanding.qualification
  const said = book.first(budget?.sentences ?? [])
  const differs = moneyContradictions(material)
  const basis = budget && budget.basis !== 'customer' ? ' (not in their own words).' : '.'
  const theirs: Draft[] = said
    ? [
        {
          kind: 'fact',
          wording: [...spoken(material, said, MONEY), basis],
          sentences: budget?.sentences.slice(0, 2) ?? [],
        },
      ]
    : []
  const ours = ourPrice(material, differs)
  const amount = dealField(material, /^amount$/i)
  const sold = ours
    ? [2, 1].map((count) => joined(spokenDraft(material, ours), crmDraft(material, differs, ours, count)))
    : []
  const crm = [2, 1].map((count) => crmDraft(material, differs, undefined, count))
  const drafts: Draft[] = []
  if (isAfterSale(material)) drafts.push(...sold, ...crm, ...theirs)
  else {
    for (const own of theirs) {
      if (ours && ours !== said) {
        const price: Draft = { kind: 'fact', wording: [' Ours: ', quoted(ours, MONEY)], sentences: [ours.id] }
        drafts.push(joined(joined(own, price), crmDraft(material, differs, ours, 1)), joined(own, price))
      }
      if (amount && !differs.some((one) => isAmount(one.field))) drafts.push(joined(own, amountDraft(material, amount)))
      drafts.push(joined(own, crmDraft(material, differs, undefined, 1)), own)
    }
    drafts.push(...sold, ...crm)
  }
  for (const risk of understanding.risks) {
    if (risk.risk !== 'budget' && risk.risk !== 'pricing') continue
    const sentence = book.first(risk.sentences)
    if (sentence) {
      drafts.push({ kind: 'fact', wording: spoken(material, sentence, MONEY), sentences: [sentence.id] })
    }
  }
  if (amount) {
    drafts.push({
      kind: 'fact',
      wording: [`The money: not found in what was said. ${material.crm} says ${valueWords(material, amount.text)}.`],
      sentences: [amount.id],
    })
  }
  return drafts.filter((draft) => draft.sentences.length > 0)
}

function isAfterSale(material: Material): boolean {
  return material.handoff.type === 'sales-to-cs' || material.handoff.type === 'renewal-risk'
}

function spokenDraft(material: Material, sentence: Sentence): Draft {
  return { kind: 'fact', wording: spoken(material, sentence, MONEY), sentences: [sentence.id] }
}

function joined(first: Draft, second: Draft): Draft {
  const texts = [...(first.shown?.texts ?? []), ...(second.shown?.texts ?? [])]
  return {
    kind: 'fact',
    wording: [...first.wording, ' ', ...second.wording],
    sentences: [...new Set([...first.sentences, ...second.sentences])],
    shown: { texts },
  }
}

/** Our own words with a price in them that speak against the most of the CRM's figures; the latest of equals. */
function ourPrice(material: Material, differs: readonly Contradiction[]): Sentence | undefined {
  const counts = new Map<Sentence, number>()
  for (const one of differs) {
    for (const id of one.sentences) {
      const sentence = material.book.sentence(id)
      const by = sentence && material.people.find(sentence.by)
      if (!sentence || !material.people.isSeller(by) || !MONEY.test(sentence.text)) continue
      counts.set(sentence, (counts.get(sentence) ?? 0) + 1)
    }
  }
  const after = isAfterSale(material)
  return [...counts].toSorted(([a, left], [b, right]) => {
    const later = (a.at ?? '') < (b.at ?? '') ? 1 : -1
    return after ? right - left || later : later
  })[0]?.[0]
}

/** `Salesforce has amount 630,000, stations 214.` of what the given words, or any, speak against. */
function crmDraft(
  material: Material,
  differs: readonly Contradiction[],
  said: Sentence | undefined,
  count: number,
): Draft {
  const fitting = differs.filter(
    (one) => (said !== undefined && one.sentences.includes(said.id)) || isAmount(one.field),
  )
  const shown = fitting.slice(0, count)
  const parts = shown.map((one) => {
    const value = `${fieldWords(one.field).toLowerCase()} ${valueWords(material, one.crmValue, one.field)}`
    return said ? value : `${value}, said: ${saidValue(material, one) ?? ''}`
  })
  return {
    kind: 'fact',
    wording: shown.length === 0 ? [] : [`${material.crm} has ${parts.join(said ? ', ' : '; ')}.`],
    sentences: shown.flatMap((one) => [...(said ? [] : one.sentences.slice(0, 1)), ...recordSentences(material, one)]),
    shown: {
      texts: shown.flatMap((one) => [saidValue(material, one) ?? '', one.crmValue ?? '', fieldWords(one.field)]),
    },
  }
}

/** The deal's amount, where nothing was found against it. */
function amountDraft(material: Material, amount: Sentence): Draft {
  return {
    kind: 'fact',
    wording: [`${material.crm} has amount ${valueWords(material, amount.text)}.`],
    sentences: [amount.id],
  }
}

function isAmount(field: string): boolean {
  return /amount|arr$|mrr|\bvalue|price|tcv|acv|budget/i.test(field)
}

const MONEY = /\p{Sc}\s?\d|\d\s?\p{Sc}|\b(?:USD|EUR|GBP|CHF|budget|Budget|presupuesto)\b|\d[\d.,'’]*\s?k\b/u

/** Contradictions of figures, the deal's amount first. */
function moneyContradictions(material: Material): Contradiction[] {
  const weight = (field: string) => (isAmount(field) ? 2 : /date/i.test(field) ? -1 : 1)
  return material.understanding.contradictions
    .filter((one) => one.crmValue !== null && /^-?\d+(\.\d+)?$/.test(one.crmValue))
    .filter((one) => saidValue(material, one) !== null && !/probability/i.test(one.field))
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
  const wrong = understanding.contradictions.find((one) => /buyer|decision|sponsor|signer|approver/i.test(one.field))
  if (buyer) {
    const entry = understanding.stakeholders.find((one) => one.identity === buyer.id)
    const carrying = finding && byName ? finding.sentences : (entry?.sentences ?? [])
    const stated = finding && byName ? finding.basis === 'customer' : (entry?.stated ?? false)
    const silent = entry?.lastHeardAt == null ? ' Never heard from directly.' : ''
    const named = wrong?.crmValue ? people.find({ name: wrong.crmValue, email: null }) : undefined
    const crmValue: Wording = named ? [{ person: named }] : [valueWords(material, wrong?.crmValue ?? null)]
    const crmSays: Wording = wrong ? [` ${material.crm} says `, ...crmValue, '.'] : []
    const extra = aboutBuyer(material, buyer)
    const lead: Wording = [{ person: buyer, titled: true }, ` decides on the money${stated ? '' : ' (inferred)'}.`]
    const shown = { names: [buyer.name, ...buyer.names], texts: wrong ? [wrong.crmValue ?? ''] : [] }
    const crm = wrong ? recordSentences(material, wrong) : []
    if (extra) {
      drafts.push({
        kind: 'fact',
        wording: [...lead, ...crmSays, ...(silent ? [silent] : []), ' ', quoted(extra, DECIDES)],
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

/** What others say of the buyer's part, else how it is decided. */
function aboutBuyer(material: Material, buyer: Identity): Sentence | undefined {
  const { authority, economic_buyer: named, decision_process: process } = material.understanding.qualification
  const said = [authority, named, process]
    .flatMap((finding) => finding?.sentences ?? [])
    .map((id) => material.book.sentence(id))
    .filter((one) => one !== undefined && material.people.find(one.by) !== buyer)
  const about = said.filter((one) => one !== undefined && DECIDES.test(one.text))
  const howDecided = material.book.first(process?.sentences ?? [])
  return (
    about.find((one) => one !== undefined && mentions(one.text, buyer)) ??
    (howDecided && DECIDES.test(howDecided.text) ? howDecided : about[0])
  )
}

/** Says who decides, or from which sum on. */
const DECIDES =
  /\p{Sc} ?\d|\d ?\p{Sc}|\b(?:million|thousand|hundred|signs?|approv\w*|decid\w*|decision|budget|board|committee|chairs?|entscheid\w*|freigabe|freigeben|genehmig\w*|unterschr\w*|budget|vorstand|geschäftsführ\w*|décid\w*|approuv\w*|valid\w*|comité|budget|direction|firm\w*|aprob\w*|aprueb\w*|presupuesto|consejo)(?!\p{L})/iu

/** Why now: what hurts, and the date behind it. */
export function dates(material: Material): Draft[] {
  const { understanding, book } = material
  const { critical_event: event, timeline } = understanding.qualification
  const gone = understanding.risks.filter((risk) => risk.risk === 'champion_left')
  const leaving = new Set(gone.flatMap((risk) => risk.sentences))
  const dated = [event, timeline]
    .map((finding) => book.first(finding?.sentences ?? []))
    .filter((one) => one !== undefined)
    .filter((one) => hasDate(one) && !leaving.has(one.id) && !LEAVES.test(one.text))
  const hurts = understanding.pains.map((pain) => book.first(pain.sentences)).filter((one) => one !== undefined)
  const drafts: Draft[] = []
  for (const at of dated) {
    for (const hurt of hurts.slice(0, 3)) {
      if (dated.includes(hurt)) continue
      const wording = ['Why now: ', ...spokenBoth(material, hurt, at, DATE)]
      drafts.push({ kind: 'fact', wording, sentences: [hurt.id, at.id] })
    }
  }
  for (const one of dated) {
    drafts.push({ kind: 'fact', wording: ['By when: ', ...spoken(material, one)], sentences: [one.id] })
  }
  for (const one of hurts.slice(0, 2)) {
    drafts.push({ kind: 'fact', wording: ['Why: ', ...spoken(material, one)], sentences: [one.id] })
  }
  return drafts
}

/** A reason for a date names one. */
function hasDate(one: Sentence): boolean {
  return /\d/.test(one.text) || daysSaid(one.text, one.at ?? '', one.language).length > 0 || SEASON.test(one.text)
}

const SEASON =
  /\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|quarter|season|christmas|easter|januar|februar|märz|mai|juni|juli|oktober|dezember|frühjahr|sommer|herbst|winter|quartal|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|printemps|été|automne|hiver|trimestre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|primavera|verano|otoño|invierno)(?!\p{L})/iu

/** The clause to keep of a sentence with a date. */
const DATE = new RegExp(`\\d|${SEASON.source}`, 'iu')

/** Somebody's last day is told under the people. */
const LEAVES =
  /\b(?:leav(?:es?|ing)|last day|resign\w*|verlässt|verlasse|quitte|démission\w*|me voy|se va|dejo)(?!\p{L})/iu

function qualificationDraft(material: Material, field: QualificationField, lead: string): Draft[] {
  const finding = material.understanding.qualification[field]
  const sentence = material.book.first(finding?.sentences ?? [])
  if (!finding || !sentence) return []
  return [{ kind: 'fact', wording: [lead, ...spoken(material, sentence)], sentences: finding.sentences.slice(0, 2) }]
}

function mentions(value: string, identity: Identity): boolean {
  const said = fold(value).toLowerCase()
  return [identity.name, ...identity.names].some((name) => name.length > 3 && said.includes(name.toLowerCase()))
}
