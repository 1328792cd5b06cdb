import type { QualificationField } from '../findings/finding.ts'
import type { Identity } from '../signals/corpus.ts'
import type { Sentence } from '../signals/signal.ts'
import { fold } from './clause.ts'
import { NAMED_DAY } from './headline-dates.ts'
import { recordSentences, SIGNS } from './headline-money.ts'
import type { Material } from './material.ts'
import { daysSaid } from '../findings/days-said.ts'
import { valueWords } from './words.ts'
import { joined, quoted, spoken, type Draft, type Wording } from './wording.ts'

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
    // What the record says is set beside the words anyway.
    .filter((one) => one !== undefined && !one.text.includes(material.crm))
    .filter((one) => one !== undefined && !material.people.find(one.by)?.left && !DENIES.test(fold(one.text)))
  const about = said.filter((one) => one !== undefined && DECIDES.test(one.text))
  const howDecided = isCurrent(material, 'decision_process') ? material.book.first(process?.sentences ?? []) : undefined
  return (
    about.find((one) => one !== undefined && calls(material, one.text, buyer)) ??
    (howDecided && (SIGNS.test(howDecided.text) || NAMED_DAY.test(howDecided.text)) ? howDecided : undefined)
  )
}

/** Says who decides, or from which sum on. */
const DECIDES =
  /\p{Sc} ?\d|\d ?\p{Sc}|\b(?:million|thousand|hundred|sign(?:s|e|era|ent|er|ed)?|approv\w*|decid\w*|decision|budget|board|committee|chairs?|entscheid\w*|freigabe|freigeben|genehmig\w*|unterschr\w*|budget|vorstand|geschäftsführ\w*|décid\w*|approuv\w*|valid\w*|comité|budget|direction|firm\w*|aprob\w*|aprueb\w*|presupuesto|consejo)(?!\p{L})/iu

function qualificationDraft(material: Material, field: QualificationField, lead: string): Draft[] {
  const finding = material.understanding.qualification[field]
  const sentence = material.book.first(finding?.sentences ?? [])
  if (!finding || !sentence) return []
  return [{ kind: 'fact', wording: [lead, ...spoken(material, sentence)], sentences: finding.sentences.slice(0, 2) }]
}

/** Names them in full, or by either of their names. */
function calls(material: Material, text: string, identity: Identity): boolean {
  const words = fold(text).split(/[^\p{L}'’-]+/u)
  const family = identity.name.split(' ').at(-1) ?? ''
  return mentions(text, identity) || [material.people.first(identity), family].some((name) => words.includes(name))
}

function mentions(value: string, identity: Identity): boolean {
  const said = fold(value).toLowerCase()
  return [identity.name, ...identity.names].some((name) => name.length > 3 && said.includes(name.toLowerCase()))
}
