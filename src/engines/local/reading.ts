import { mayWriteFrom } from './bearer.ts'
import { DateTime } from 'luxon'
import type { Corpus, Identity } from '../../signals/corpus.ts'
import type { Party, Sentence, Signal } from '../../signals/signal.ts'
import { localDay, type Day } from './days.ts'
import type { Language } from './language.ts'
import { parse, type Parsed } from './parse.ts'

/** One sentence that somebody real says, taken apart, with its place in the conversation. */
export type Spoken = {
  sentence: Sentence
  signal: Signal
  parsed: Parsed
  author: Identity
  /** the writer's day */
  today: Day | null
  /** place among the spoken sentences of the same item */
  position: number
}

/** What the readers of promises share: every spoken sentence in time order, and who is who. */
export type Reading = { corpus: Corpus; spoken: Spoken[]; byItem: Map<string, Spoken[]>; people: People }

export type People = {
  /** the person whom a capitalised word names, preferring those whom `near` knows */
  named: (word: string) => Identity | null
  of: (party: Party | null) => Identity | null
}

export function readSentences(corpus: Corpus): Reading {
  const people = peopleOf(corpus)
  const signals = new Map(corpus.signals.map((signal) => [signal.id, signal]))
  const languages = languagesOf(corpus)
  const byItem = new Map<string, Spoken[]>()
  const spoken: Spoken[] = []
  for (const sentence of corpus.sentences) {
    if (!sentence.speaks || sentence.field !== null) continue
    const signal = signals.get(sentence.item)
    if (!signal || signal.kind === 'crm' || signal.kind === 'document') continue
    const author = people.of(sentence.by)
    if (!author) continue
    const language = sentence.language ?? languages.get(sentence.item) ?? languages.get('') ?? 'en'
    const at = sentence.at ?? signal.at
    const offset = at === null ? 0 : offsetOf(signal, at, corpus.zone)
    const today = at === null ? null : localDay(at, offset)
    const dayFirst = !(language === 'en' && offset <= -180)
    const parsed = parse(sentence.text, { language, today, dayFirst, personOf: people.named })
    const list = byItem.get(sentence.item) ?? []
    const entry: Spoken = { sentence, signal, parsed, author, today, position: list.length }
    list.push(entry)
    byItem.set(sentence.item, list)
    spoken.push(entry)
  }
  return { corpus, spoken, byItem, people }
}

function offsetOf(signal: Signal, at: string, zone: string): number {
  if (signal.kind === 'email') return signal.offsetMinutes
  // a call dated by its day alone has no hour that a zone could shift
  if (/T00:00:00(\.000)?Z$/.test(at)) return 0
  return DateTime.fromISO(at, { zone }).offset
}

/** The language most of an item is in, and under '' the language of most of the account. */
function languagesOf(corpus: Corpus): Map<string, Language> {
  const counts = new Map<string, Map<Language, number>>()
  for (const { item, language } of corpus.sentences) {
    if (language === null) continue
    for (const key of [item, '']) {
      const count = counts.get(key) ?? new Map<Language, number>()
      count.set(language, (count.get(language) ?? 0) + 1)
      counts.set(key, count)
    }
  }
  const result = new Map<string, Language>()
  for (const [key, count] of counts) {
    let best: Language | null = null
    for (const [language, number] of count) if (best === null || number > (count.get(best) ?? 0)) best = language
    if (best !== null) result.set(key, best)
  }
  return result
}

function peopleOf(corpus: Corpus): People {
  const byEmail = new Map<string, Identity>()
  const byName = new Map<string, Identity>()
  const byWord = new Map<string, Identity[]>()
  for (const identity of corpus.identities) {
    for (const email of identity.emails) byEmail.set(email.toLowerCase(), identity)
    for (const name of [identity.name, ...identity.names]) {
      const key = name.toLowerCase()
      if (!byName.has(key)) byName.set(key, identity)
      for (const word of name.split(/[\s,]+/)) {
        const folded = word.toLowerCase().replace(/\.$/, '')
        if (folded.length < 3 || TITLES.has(folded)) continue
        const list = byWord.get(folded) ?? []
        if (!list.includes(identity)) list.push(identity)
        byWord.set(folded, list)
      }
    }
  }
  return {
    of: (party) => {
      if (party === null) return null
      const known = party.email === null ? undefined : byEmail.get(party.email.toLowerCase())
      if (known !== undefined || party.name === null) return known ?? null
      const bearer = byName.get(party.name.toLowerCase())
      return bearer !== undefined && mayWriteFrom(bearer, party.email) ? bearer : null
    },
    named: (word) => {
      const found = byWord.get(word) ?? (word.endsWith('s') ? byWord.get(word.slice(0, -1)) : undefined)
      if (!found) return null
      let best: Identity | null = null
      for (const identity of found)
        if (best === null || identity.sentences.length > best.sentences.length) best = identity
      return best
    },
  }
}

const TITLES = new Set(
  'the dr mr mrs ms prof herr frau von van der den del las los sra señor señora monsieur madame mme ing lic dipl support team info sales office hello contact service bank group water'.split(
    ' ',
  ),
)

/** A person as a finding names one. */
export const partyOf = (identity: Identity): Party => ({ name: identity.name, email: identity.emails[0] ?? null })
