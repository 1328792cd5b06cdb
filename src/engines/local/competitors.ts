import {
  AGAINST,
  ARTICLES,
  FIRM_FORMS,
  FIRM_WORDS,
  INVITED,
  OFFER_VERBS,
  ORDINARY,
  PLACE_BEFORE,
  RENT,
} from './lexica/rivals.ts'
import { nameWords } from './names.ts'
import { isCustomers } from './passages.ts'
import type { Passage, Passages } from './passages.ts'
import { fold } from './words.ts'

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu
const RIVAL_FIELD = /compet|wettbewerb|konkurren|concurren|incumbent/
const LEAST = 2
/** A name alone at the top is enough with a little less. */
const LEAST_OF_FIRST = 1.4
/** Share of a name's mentions that must be talk about offers: towns and products of one's own stay below. */
const LEAST_SHARE = 0.35

/** Talk enough that many other mentions do not matter. */
const PLENTY = 3

/** Whoever looks for another seller speaks to one; the verb stands right before the name. */
const CONSULTED = new Set(
  (
    'consult consulting approached approaching shortlisted evaluate evaluating trialling piloting ' +
    'konsultiere konsultieren evaluieren angefragt befragen consulte consultons consultent consultes sondons ' +
    'consultamos consultado sondeamos evaluamos'
  ).split(' '),
)

/** One offer is set against others (folded). */
const COMPARED =
  /\b(?:lowest|cheapest|cheaper|best (?:price|offer|bid)|below you\w*|under you\w*|against you\w*|other (?:offer|quote|bid|supplier|vendor)s?|second (?:offer|quote)|competing|gunstig\w+|billig\w+|niedrigst\w+|unter ihrem|andere[rsn]? (?:angebot|anbieter)\w*|zweite[rsn]? angebot|moins cher\w*|moins disant\w*|meilleur(?:e)? (?:prix|offre)|autre (?:offre|devis|fournisseur)|mas barat\w+|mas baj\w+|mejor (?:precio|oferta)|otr[oa] (?:oferta|proveedor|presupuesto))\b/

type Sighting = {
  total: number
  inside: number
  weight: number
  places: number
  articles: number
  /** talk of connecting to it, or its version: a system in use */
  systems: number
  /** its own offer with an amount */
  offers: number
}

/**
 * Names (folded) that are spoken of as somebody else's offer: capitalised words that are no person, company or place of this deal,
 * in talk about alternatives, prices and comparisons. What the CRM names as a competitor is one.
 */
export function readCompetitors(passages: Passages): Set<string> {
  const own = ownWords(passages)
  const ours = new Set(nameWords(passages.corpus.seller.name))
  const lower = new Set<string>()
  const seen = new Map<string, Sighting>()
  for (const passage of passages.all) {
    const speaks = isCustomers(passage) || passage.side === 'seller'
    const said = wordsOf(passage.sentence.text)
    said.forEach((word, at) => {
      if (!/^\p{Lu}/u.test(word)) {
        lower.add(fold(word))
        return
      }
      const name = fold(word).replace(/'s$/, '')
      if (
        !speaks ||
        name.replace(/[^\p{L}]/gu, '').length < 4 ||
        word.includes("'") ||
        word.includes('’') ||
        /^\p{Lu}+$/u.test(word) ||
        own.has(name) ||
        ORDINARY.has(name)
      )
        return
      const sighting = seen.get(name) ?? {
        total: 0,
        inside: 0,
        weight: 0,
        places: 0,
        articles: 0,
        systems: 0,
        offers: 0,
      }
      note(sighting, passage, said, at, ours)
      seen.set(name, sighting)
    })
  }
  for (const domain of strangers(passages)) {
    const sighting = seen.get(domain)
    if (sighting) sighting.weight += 1
  }
  const rivals = new Set<string>()
  const candidates = [...seen].filter(([name]) => !lower.has(name)).toSorted(([, a], [, b]) => b.weight - a.weight)
  candidates.forEach(([name, sighting], at) => {
    if (isRival(sighting, at === 0 ? LEAST_OF_FIRST : LEAST)) rivals.add(name)
  })
  for (const signal of passages.corpus.signals) {
    if (signal.kind !== 'crm') continue
    for (const [field, value] of Object.entries(signal.fields)) {
      if (RIVAL_FIELD.test(field.toLowerCase())) for (const word of nameWords(value)) rivals.add(word)
    }
  }
  return rivals
}

/** Where the rivals are spoken of, what tells most first: their offer and its price before a mere mention. */
export function rivalPassages(passages: Passages, rivals: ReadonlySet<string>): Passage[] {
  return passages.all
    .filter(
      (passage) =>
        (isCustomers(passage) || passage.side === 'seller') && passage.words.list.some((word) => rivals.has(word)),
    )
    .map((passage) => {
      let score = isCustomers(passage) ? 0.6 : 0
      if (passage.cues.has('competitor.talk')) score += 1
      if (passage.words.money || passage.words.percent) score += 1.2
      if (
        passage.words.list.some(
          (word, at) =>
            rivals.has(word) && passage.words.list.slice(at + 1, at + 4).some((next) => OFFER_VERBS.has(next)),
        )
      )
        score += 0.5
      if (passage.words.question) score -= 1
      if (passage.signal.kind === 'meeting') score -= 1
      return { passage, score }
    })
    .toSorted((a, b) => b.score - a.score)
    .map(({ passage }) => passage)
}

function note(sighting: Sighting, passage: Passage, said: string[], at: number, ours: ReadonlySet<string>): void {
  const before = fold(said[at - 1] ?? '')
  const after = said.slice(at + 1, at + 4).map(fold)
  sighting.total += 1
  if (at > 0) sighting.inside += 1
  if (PLACE_BEFORE.has(before)) sighting.places += 1
  if (ARTICLES.has(before)) sighting.articles += 1
  const talk = passage.cues.has('competitor.talk')
  const near = [passage.before, passage.after].some((one) => one?.cues.has('competitor.talk') === true)
  const priced = passage.words.money || passage.words.percent
  const offers = after.some((word) => OFFER_VERBS.has(word))
  if (talk) sighting.weight += priced ? 1.8 : 1.1
  else if (near) sighting.weight += 0.6
  if (priced && offers) {
    // A price that the customer was offered by somebody else is as plain as it gets.
    sighting.weight += isCustomers(passage) ? 1.4 : 0.6
    sighting.offers += 1
  } else if (priced && isCustomers(passage) && besidePrice(passage.sentence.text, said[at] ?? '')) {
    sighting.weight += 1.4
    sighting.offers += 1
  }
  const version = /^\d{1,2}(?:\.\d+)*$/.test(said[at + 1] ?? '')
  if (version) sighting.systems += 2
  else if (passage.cues.has('technical.topic') && !talk && !priced) sighting.systems += 1
  if (FIRM_FORMS.has(after[0] ?? '') || FIRM_WORDS.has(before)) {
    // Written with its legal form, or called a firm, a name is a company, article or not.
    sighting.articles -= sighting.total
    sighting.weight += INVITED.test(fold(passage.sentence.text)) ? 2 : 0.8
  }
  if (RENT.test(`${before} ${fold(said[at] ?? '')} ${after[0] ?? ''}`) && isCustomers(passage)) sighting.weight += 0.7
  if (beside(said, at, ours)) sighting.weight += 1.3
  if (offers || AGAINST.has(before)) sighting.weight += talk ? 0.6 : 0.3
  // spelt like a brand; many mentions of a body or a programme of the customer's own do not add up to a rival
  if (/\p{Ll}\p{Lu}/u.test(said[at] ?? '') && sighting.total <= 2) sighting.weight += 0.8
  if (CONSULTED.has(before) || CONSULTED.has(fold(said[at - 2] ?? ''))) sighting.weight += talk ? 0.3 : 1.1
}

/** "Ours/Theirs", "ours or theirs", "theirs against ours": set beside the seller's own name. */
function beside(said: string[], at: number, ours: ReadonlySet<string>): boolean {
  return [at - 2, at - 1, at + 1, at + 2].some((other) => {
    if (!ours.has(fold(said[other] ?? ''))) return false
    const between = Math.abs(other - at) === 1 ? '' : fold(said[(other + at) / 2] ?? '')
    return between === '' || AGAINST.has(between)
  })
}

/** Words, a compound with a hyphen by its first part: "Name-Vertrag", "Name-Geräte". */
function wordsOf(text: string): string[] {
  return [...text.matchAll(WORD)].map((match) => match[0].replace(/^(\p{Lu}\p{L}{3,})-(?=\p{Lu}).*$/u, '$1'))
}

/** "The lowest stands at 40,000 (Northgauge)", "Northgauge: 40,000 a year, below yours". */
function besidePrice(text: string, name: string): boolean {
  if (!COMPARED.test(fold(text))) return false
  const at = text.indexOf(name)
  const behind = text.slice(at + name.length, at + name.length + 30)
  return (
    text[at - 1] === '(' ||
    /^(?: \p{Lu}[\p{L}\d]*)?(?::| at| with| for| mit| zu| bei| à| avec| a| con| por)? [\p{Sc}]?\d/u.test(behind)
  )
}

function isRival({ total, inside, weight, places, articles, systems, offers }: Sighting, least: number): boolean {
  if (weight < least || weight / total < (weight >= PLENTY ? LEAST_SHARE / 2 : LEAST_SHARE)) return false
  if (inside === 0 && total < 2 && offers === 0) return false
  if (systems / total >= 0.5) return false
  return places / total < 0.3 && articles / total < 0.3
}

/** First labels of the domains of newsletters, and the names that head them: a vendor that advertises here and is spoken of is more likely a rival. */
function strangers({ corpus }: Passages): Set<string> {
  const labels = new Set<string>()
  const letters = new Set<string>()
  for (const signal of corpus.signals) {
    if (signal.kind !== 'email' || signal.automatic !== 'newsletter') continue
    letters.add(signal.id)
    const domain = signal.from?.email?.split('@')[1]
    for (const label of domain?.split('.').slice(0, -1) ?? []) labels.add(fold(label))
  }
  for (const { item, text } of corpus.sentences)
    if (letters.has(item)) for (const word of wordsOf(text)) if (/^\p{Lu}/u.test(word)) labels.add(fold(word))
  return labels
}

function ownWords({ corpus }: Passages): Set<string> {
  const own = new Set<string>()
  const add = (text: string): void => {
    for (const word of nameWords(text)) own.add(word)
  }
  add(corpus.seller.name)
  add(corpus.account.name)
  if (corpus.deal) add(corpus.deal.name)
  for (const domain of [...corpus.seller.domains, ...corpus.account.domains]) add(domain.replace(/[.-]/g, ' '))
  for (const identity of corpus.identities) {
    for (const name of identity.names) add(name)
    if (identity.side !== 'partner' && identity.organization) add(identity.organization.replace(/[.-]/g, ' '))
    if (identity.title) add(identity.title.value)
  }
  for (const { role, text } of corpus.sentences) if (role === 'signature' && text.length < 120) add(text)
  for (const signal of corpus.signals) {
    if (signal.kind !== 'crm') continue
    for (const [field, value] of Object.entries(signal.fields)) {
      if (/city|street|state|country|^name$|dealname|address/i.test(field)) add(value)
    }
  }
  return own
}
