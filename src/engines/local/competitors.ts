import { isCustomers } from './passages.ts'
import type { Passage, Passages } from './passages.ts'
import { nameWords } from './names.ts'
import { fold } from './words.ts'

const PROPER = /(?<![.!?]\s|^|["“«(]\s?)\b\p{Lu}[\p{L}\d]*(?:\p{Ll}|\d)[\p{L}\d]*(?:-\p{Lu}\p{L}+)?/gu
const RUNNING = /^(competitor|competition|incumbent|compet|wettbewerb|konkurren|concurren|competid)/
const LEAST = 2

/**
 * Names that are spoken of as somebody else's offer: capitalised words that are no person, company or place of this deal
 * and stand at least twice (once with a price or beside a word such as "cheaper") in talk about alternatives. Folded.
 */
export function readCompetitors(passages: Passages): Set<string> {
  const own = ownWords(passages)
  const weights = new Map<string, number>()
  const lower = new Set<string>()
  for (const passage of passages.all)
    for (const word of passage.sentence.text.match(/(?<!\p{L})\p{Ll}[\p{L}]+/gu) ?? []) lower.add(fold(word))
  for (const passage of passages.all) {
    if (!isCustomers(passage) && !passage.internal && passage.side !== 'seller') continue
    const names = properNames(passage)
    if (names.length === 0) continue
    const talk = passage.cues.has('competitor.talk')
    for (const name of names) {
      if (own.has(name) || lower.has(name) || name.length < 4) continue
      const weight = talk ? (passage.words.money || passage.words.percent ? 2 : 1.2) : 0.15
      weights.set(name, (weights.get(name) ?? 0) + weight)
    }
  }
  for (const signal of passages.corpus.signals) {
    if (signal.kind !== 'crm') continue
    for (const [field, value] of Object.entries(signal.fields)) {
      if (RUNNING.test(field.toLowerCase())) for (const word of nameWords(value)) weights.set(word, LEAST + 1)
    }
  }
  return new Set([...weights].filter(([, weight]) => weight >= LEAST).map(([name]) => name))
}

function properNames(passage: Passage): string[] {
  if (passage.sentence.language === 'de') return (passage.sentence.text.match(PROPER) ?? []).map(fold)
  return (passage.sentence.text.match(PROPER) ?? []).map(fold)
}

function ownWords({ corpus }: Passages): Set<string> {
  const own = new Set<string>()
  const add = (text: string): void => {
    for (const word of nameWords(text)) own.add(word)
  }
  add(corpus.seller.name)
  add(corpus.account.name)
  for (const domain of [...corpus.seller.domains, ...corpus.account.domains]) add(domain.replace(/[.-]/g, ' '))
  for (const identity of corpus.identities) {
    for (const name of identity.names) add(name)
    if (identity.organization) add(identity.organization.replace(/[.-]/g, ' '))
    if (identity.title) add(identity.title.value)
  }
  for (const word of ORDINARY) own.add(word)
  return own
}

/** Capitalised in the middle of a sentence without being a company: calendar words, standards, everyday products. */
const ORDINARY = (
  'monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december ' +
  'montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz mai juni juli oktober dezember ' +
  'excel teams outlook sharepoint whatsapp word google microsoft zoom salesforce hubspot linkedin windows android iphone apple ' +
  'europe europa germany france spain england ireland london paris berlin madrid christmas easter english german french spanish ' +
  'entra azure okta gdpr dsgvo rgpd slack jira'
).split(' ')
