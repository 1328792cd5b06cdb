import type { Contradiction, QualificationField } from '../findings/finding.ts'
import type { Identity } from '../signals/corpus.ts'
import type { Sentence, SentenceId } from '../signals/signal.ts'
import { fold } from './clause.ts'
import type { Material } from './material.ts'
import { saidValue } from './said-value.ts'
import { daysSaid } from './specifics.ts'
import { speaksOfLeaving } from './standalone.ts'
import { fieldWords, valueWords } from './words.ts'
import { quoted, spoken, spokenBoth, type Draft, type Wording } from './wording.ts'

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

const SIGNS =
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

function joined(first: Draft, second: Draft): Draft {
  const texts = [...(first.shown?.texts ?? []), ...(second.shown?.texts ?? [])]
  const names = [...(first.shown?.names ?? []), ...(second.shown?.names ?? [])]
  return {
    kind: 'fact',
    wording: [...first.wording, ' ', ...second.wording],
    sentences: [...new Set([...first.sentences, ...second.sentences])],
    shown: { texts, names },
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
  const told = (['economic_buyer', 'authority', 'decision_process'] as const)
    .filter((field) => isCurrent(material, field))
    .map((field) => ({ denies: denies(material, field), all: qualificationDraft(material, field, 'Who decides: ') }))
  drafts.push(...told.filter((one) => !one.denies).flatMap((one) => one.all))
  const highest = buyer ? [] : sponsorDrafts(material)
  const denied = told.filter((one) => one.denies).flatMap((one) => one.all)
  drafts.push(...denied.flatMap((one) => highest.map((other) => joined(one, other))), ...highest, ...denied)
  return drafts
}

/** Who decides was told by somebody who is still there, of a day that is not long past. */
function isCurrent(material: Material, field: QualificationField): boolean {
  const said = material.book.first(material.understanding.qualification[field]?.sentences ?? [])
  if (!said || material.people.find(said.by)?.left) return false
  const days = daysSaid(said.text, said.at ?? material.corpus.asOf, said.language)
  return days.length === 0 || days.some((day) => material.days.until(day) >= 0)
}

/** Says only who it is not. */
function denies(material: Material, field: QualificationField): boolean {
  const said = material.book.first(material.understanding.qualification[field]?.sentences ?? [])
  return said !== undefined && DENIES.test(fold(said.text))
}

const DENIES =
  /(?<!\p{L})(?:not|n['’]t|never|nicht|kein\w*|pas|no|nunca|ni)(?:\s\p{L}+){0,2}\s(?:decid\w*|sign\w*|approv\w*|entscheid\w*|unterschreib\w*|décid\w*|firm\w*|aprueb\w*)/iu

/** The highest of them that is known, where nobody is known to hold the money. */
function sponsorDrafts(material: Material): Draft[] {
  const { understanding, people } = material
  return (['decision_maker', 'executive_sponsor'] as const).flatMap((role) =>
    understanding.stakeholders.flatMap((one): Draft[] => {
      const identity = people.byId(one.identity)
      if (!identity || one.side === 'seller' || one.left || !one.roles.includes(role)) return []
      const inferred = one.stated ? '' : ' (inferred)'
      return [
        {
          kind: 'fact',
          wording: [{ person: identity, titled: true }, ` is ${ROLE_NOUNS[role]}${inferred}.`],
          sentences: one.sentences.slice(0, 1),
          shown: { names: [identity.name, ...identity.names] },
        },
      ]
    }),
  )
}

const ROLE_NOUNS = { decision_maker: 'the one who decides', executive_sponsor: 'executive sponsor' }

/** What others say of the buyer's part, else how it is decided. */
function aboutBuyer(material: Material, buyer: Identity): Sentence | undefined {
  const { authority, economic_buyer: named, decision_process: process } = material.understanding.qualification
  const said = [authority, named, process]
    .flatMap((finding) => finding?.sentences ?? [])
    .map((id) => material.book.sentence(id))
    .filter((one) => one !== undefined && material.people.find(one.by) !== buyer)
  const about = said.filter((one) => one !== undefined && DECIDES.test(one.text))
  const howDecided = isCurrent(material, 'decision_process') ? material.book.first(process?.sentences ?? []) : undefined
  return (
    about.find((one) => one !== undefined && calls(material, one.text, buyer)) ??
    (howDecided && (SIGNS.test(howDecided.text) || NAMED_DAY.test(howDecided.text)) ? howDecided : about[0])
  )
}

/** Says who decides, or from which sum on. */
const DECIDES =
  /\p{Sc} ?\d|\d ?\p{Sc}|\b(?:million|thousand|hundred|sign(?:s|e|era|ent|er|ed)?|approv\w*|decid\w*|decision|budget|board|committee|chairs?|entscheid\w*|freigabe|freigeben|genehmig\w*|unterschr\w*|budget|vorstand|geschäftsführ\w*|décid\w*|approuv\w*|valid\w*|comité|budget|direction|firm\w*|aprob\w*|aprueb\w*|presupuesto|consejo)(?!\p{L})/iu

/** Why now: what hurts, and the next date that matters to them. */
export function dates(material: Material): Draft[] {
  const { understanding, book } = material
  const hurts = understanding.pains.map((pain) => book.first(pain.sentences)).filter((one) => one !== undefined)
  const drafts: Draft[] = []
  for (const at of datedOf(material)) {
    for (const hurt of hurts.filter((one) => one !== at).slice(0, 3)) {
      // From one mail or one mouth the two explain each other; else each stands for itself.
      const apart = hurt.item !== at.item && hurt.by?.email !== at.by?.email
      const wording: Wording = apart
        ? ['Why: ', ...spoken(material, hurt, FIGURE), ' By when: ', ...spoken(material, at, DATE)]
        : ['Why now: ', ...spokenBoth(material, hurt, at, DATE)]
      drafts.push({ kind: 'fact', wording, sentences: [hurt.id, at.id] })
    }
    drafts.push({ kind: 'fact', wording: ['By when: ', ...spoken(material, at)], sentences: [at.id] })
  }
  for (const one of hurts.slice(0, 2)) {
    drafts.push({ kind: 'fact', wording: ['Why: ', ...spoken(material, one)], sentences: [one.id] })
  }
  return drafts
}

/**
 * Words of theirs that name a day still to come, best first: the event and the time they gave, then what may not be
 * late. A day that somebody promised stands under Next, and a last day of somebody under the people.
 */
function datedOf(material: Material): Sentence[] {
  const { understanding, book, people, days } = material
  const { critical_event: event, timeline, decision_process: process } = understanding.qualification
  const late = understanding.risks.filter((risk) => risk.risk === 'timeline')
  const leaving = understanding.risks.filter((risk) => risk.risk === 'champion_left').flatMap((risk) => risk.sentences)
  const promised = new Set([...leaving, ...understanding.commitments.flatMap((one) => one.sentences)])
  const own = new Set(event?.sentences)
  const said = [event, timeline, ...late, process]
    .map((one) => book.first(one?.sentences ?? []))
    .filter((one) => one !== undefined)
    .filter((one) => (own.has(one.id) || !promised.has(one.id)) && !speaksOfLeaving(one.text))
    .filter((one) => !people.find(one.by)?.left && !people.isSeller(people.find(one.by)))
  const away = (one: Sentence) => {
    const ahead = daysSaid(one.text, one.at ?? material.corpus.asOf, one.language)
      .map((day) => days.until(day))
      .filter((count) => count >= 0)
    return ahead.length > 0 ? Math.min(...ahead) : null
  }
  const soon = said.filter((one) => NAMED_DAY.test(one.text) && (away(one) ?? Infinity) <= AHEAD)
  // A season or a month without a day, where no day is known: "before the summer".
  const loose = said.filter((one) => !soon.includes(one) && SEASON.test(one.text) && (away(one) ?? 0) <= AHEAD)
  return [...new Set([...soon, ...loose])]
}

/** Days: what lies further ahead decides nothing now. */
const AHEAD = 270

/** What a pain is measured by. */
const FIGURE = /\d/

/** A figure or a month: "on Tuesday" alone is news of the week in which it was said. */
const SEASON =
  /\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|quarter|season|christmas|easter|januar|februar|märz|mai|juni|juli|oktober|dezember|frühjahr|sommer|herbst|winter|quartal|silvester|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|printemps|été|automne|hiver|trimestre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|primavera|verano|otoño|invierno)(?!\p{L})/iu
const NAMED_DAY = new RegExp(`\\d|${SEASON.source}`, 'iu')

/** The clause to keep of a sentence with a date. */
const DATE = NAMED_DAY

function qualificationDraft(material: Material, field: QualificationField, lead: string): Draft[] {
  const finding = material.understanding.qualification[field]
  const sentence = material.book.first(finding?.sentences ?? [])
  if (!finding || !sentence) return []
  return [{ kind: 'fact', wording: [lead, ...spoken(material, sentence)], sentences: finding.sentences.slice(0, 2) }]
}

/** Names them in full or by the name that everybody calls them. */
function calls(material: Material, text: string, identity: Identity): boolean {
  return (
    mentions(text, identity) ||
    fold(text)
      .split(/[^\p{L}'’-]+/u)
      .includes(material.people.first(identity))
  )
}

function mentions(value: string, identity: Identity): boolean {
  const said = fold(value).toLowerCase()
  return [identity.name, ...identity.names].some((name) => name.length > 3 && said.includes(name.toLowerCase()))
}
