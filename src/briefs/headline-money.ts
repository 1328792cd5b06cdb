import type { Contradiction } from '../findings/finding.ts'
import type { Sentence, SentenceId } from '../signals/signal.ts'
import type { Material } from './material.ts'
import { saidValue } from './said-value.ts'
import { fieldWords, valueWords } from './words.ts'
import { joined, quoted, spoken, type Draft } from './wording.ts'

/** Their money against our price and the CRM's figures; after the sale, what was sold comes before what they had. */
export function money(material: Material): Draft[] {
  const { understanding, book } = material
  const { budget } = understanding.qualification
  const said = theirMoney(material)
  const differs = moneyContradictions(material)
  const ownWords = said !== undefined && !material.people.isSeller(material.people.find(said.by))
  const basis = budget && budget.basis !== 'customer' && !ownWords ? ' (not in their own words).' : '.'
  const worth = said && (material.handoff.type !== 'renewal-risk' || SUM.test(said.text))
  const theirs: Draft[] = worth
    ? [
        {
          kind: 'fact',
          wording: [...spoken(material, said, MONEY), basis],
          sentences: budget?.sentences.includes(said.id) === true ? budget.sentences.slice(0, 2) : [said.id],
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
  if (material.handoff.type === 'sales-to-cs') drafts.push(...sold, ...crm, ...theirs)
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

/** What they say they have to spend. A sentence about who signs from which sum on is told where it is said who decides. */
function theirMoney(material: Material): Sentence | undefined {
  const { understanding, book, people } = material
  const { budget, authority, economic_buyer: buyer } = understanding.qualification
  const said = book.first(budget?.sentences ?? [])
  const signs = new Set([...(authority?.sentences ?? []), ...(buyer?.sentences ?? [])])
  const aboutSigning = said && signs.has(said.id) && SIGNS.test(said.text)
  if (said && MONEY.test(said.text) && !aboutSigning) return said
  const named = understanding.risks
    .filter((risk) => risk.risk === 'budget')
    .flatMap((risk) => risk.sentences)
    .map((id) => book.sentence(id))
    .find(
      (one) => one !== undefined && SUM.test(one.text) && HAVE.test(one.text) && !people.isSeller(people.find(one.by)),
    )
  return named ?? said
}

/** Says who signs, or from which sum on. */
export const SIGNS =
  /(?<!\p{L})(?:signs?|approv\w*|unterschr\w*|freigeb\w*|genehmig\w*|signe\w*|approuv\w*|valide\w*|firm[ao]\w*|aprueb\w*)(?!\p{L})/iu

/** Has, puts aside, may spend. */
const HAVE =
  /(?<!\p{L})(?:budget\w*|have|has|got|carry\w*|set aside|earmarked|allocated|ceiling|habe\w*|hat|stehen|vorgesehen|eingeplant|freigegeben|mehr nicht|enveloppe|avons|ai|prévu\w*|arrêté\w*|disponibles?|plafond|hay|tengo|tenemos|tiene|presupuest\w*|aprobad\w*|tope|partida)(?!\p{L})/iu

/** A sum of money. */
const SUM = /\p{Sc}\s?\d|\d[\d.,'’]*\s?(?:\p{Sc}|k\b|euros?\b|dollars?\b|pounds?\b|francs?\b|USD|EUR|GBP|CHF)/iu

function isAfterSale(material: Material): boolean {
  return material.handoff.type === 'sales-to-cs' || material.handoff.type === 'renewal-risk'
}

function spokenDraft(material: Material, sentence: Sentence): Draft {
  return { kind: 'fact', wording: spoken(material, sentence, MONEY), sentences: [sentence.id] }
}

/** Our own words with a price in them that speak against the most of the CRM's figures; the latest of equals. */
function ourPrice(material: Material, differs: readonly Contradiction[]): Sentence | undefined {
  const counts = new Map<Sentence, number>()
  for (const one of differs) {
    for (const id of one.sentences) {
      const sentence = material.book.sentence(id)
      const by = sentence && material.people.find(sentence.by)
      if (!sentence || !material.people.isSeller(by) || !MONEY.test(sentence.text)) continue
      // From which sum on somebody signs is no price.
      if (SIGNS.test(sentence.text)) continue
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
export function recordSentences(material: Material, one: Contradiction): SentenceId[] {
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
