import type { Commitment, Understanding } from '../findings/finding.ts'
import type { HandoffType, Part } from '../handoffs/handoff.ts'
import type { Corpus, Identity } from '../signals/corpus.ts'
import type { MeetingSignal, Sentence, SentenceId } from '../signals/signal.ts'
import { fold } from './clause.ts'
import { createDays, type Days } from './days.ts'
import { createEvidenceBook, type EvidenceBook } from './evidence.ts'
import { createPeople, foldName, type People } from './people.ts'
import type { Support } from './specifics.ts'

/** A commitment with its place in the brief (`c3`) and who is who in it. */
export type Promise = {
  key: string
  commitment: Commitment
  by: Identity | undefined
  to: Identity | undefined
  ours: boolean
}

/** Everything that a part of the brief is drafted from; made once, read only. */
export type Material = {
  corpus: Corpus
  understanding: Understanding
  handoff: HandoffType
  book: EvidenceBook
  people: People
  days: Days
  /** addresses, as the workspace says or as the people's roles tell */
  from: string | null
  to: string | null
  /** "Salesforce", "HubSpot", or "the CRM" where none was read */
  crm: string
  promises: Promise[]
  /** meetings with somebody from outside that start after `asOf`, soonest first */
  meetings: MeetingSignal[]
  /** sentences of an item, in order */
  sentencesOf: (item: string) => Sentence[]
  /** how telling a word is: true for words that few sentences use */
  telling: (word: string) => boolean
  /** the words of a text that tell what it is about, folded */
  topic: (text: string) => Set<string>
  rejected: { kind: string; text: string | null; reason: string }[]
}

export function createMaterial(corpus: Corpus, understanding: Understanding, handoff: HandoffType): Material {
  const parties = partiesOf(corpus, handoff)
  const people = createPeople(corpus, parties.to)
  const byItem = new Map<string, Sentence[]>()
  for (const sentence of corpus.sentences) {
    const list = byItem.get(sentence.item)
    if (list) list.push(sentence)
    else byItem.set(sentence.item, [sentence])
  }
  const telling = tellingWords(corpus)
  const vendors = new Set(corpus.signals.flatMap((signal) => (signal.kind === 'crm' ? [signal.vendor] : [])))
  return {
    corpus,
    understanding,
    handoff,
    book: createEvidenceBook(corpus, understanding.handling, (party) => {
      const identity = people.find(party)
      return identity ? people.first(identity) : party.name
    }),
    people,
    days: createDays(corpus.asOf, corpus.zone),
    ...parties,
    crm: vendors.has('salesforce') ? 'Salesforce' : vendors.has('hubspot') ? 'HubSpot' : 'the CRM',
    promises: understanding.commitments.map((commitment, index) => {
      const by = people.find(commitment.by)
      return { key: `c${index + 1}`, commitment, by, to: people.find(commitment.to), ours: people.isSeller(by) }
    }),
    meetings: upcoming(corpus, people),
    sentencesOf: (item) => byItem.get(item) ?? [],
    telling,
    topic: (text) => topicOf(text, telling),
    rejected: [...understanding.rejected],
  }
}

/** What the check may lean on for a line that points at these sentences and shows these typed things. */
export function supportOf(
  material: Material,
  ids: readonly SentenceId[],
  shown: { names?: string[]; days?: (string | null)[]; texts?: string[]; times?: string[] } = {},
): Support {
  const { book, corpus, people, days } = material
  const support: Support = {
    texts: [...(shown.texts ?? []), corpus.account.name, corpus.seller.name, material.crm],
    days: [...(shown.days ?? []).filter((day): day is string => day !== null), days.today],
    dated: [],
    times: [...(shown.times ?? [])],
    names: [...(shown.names ?? [])],
    known: people.all.flatMap((identity) => [identity.name, ...identity.names]),
  }
  const name = (party: { name: string | null; email: string | null } | null) => {
    if (!party) return
    const identity = people.find(party)
    support.names.push(...(identity ? [identity.name, ...identity.names] : []), party.name ?? '')
  }
  for (const id of ids) {
    const sentence = book.sentence(id)
    const signal = sentence && book.signal(sentence.item)
    if (!sentence || !signal) continue
    support.texts.push(sentence.text)
    name(sentence.by)
    const at = sentence.at ?? signal.at
    if (at !== null) {
      support.days.push(days.dateOf(at))
      support.dated.push({ text: sentence.text, at, language: sentence.language })
    }
    switch (signal.kind) {
      case 'email':
        support.texts.push(signal.subject)
        for (const party of [signal.from, ...signal.to, ...signal.cc]) name(party)
        break
      case 'meeting':
        support.texts.push(signal.subject, signal.location ?? '')
        for (const instant of [signal.startAt, signal.endAt, ...signal.earlier.map((was) => was.startAt)]) {
          if (instant === null) continue
          support.days.push(days.dateOf(instant))
          support.times.push(days.timeOf(instant))
        }
        for (const party of [signal.organizer, ...signal.attendees]) name(party)
        break
      case 'call':
        support.texts.push(signal.subject)
        for (const speaker of signal.speakers) name({ name: speaker, email: null })
        break
      case 'document':
        support.texts.push(signal.name)
        break
      case 'crm':
        support.texts.push(sentence.field ?? '', ...Object.values(signal.fields))
        for (const value of Object.values(signal.fields)) {
          if (/^\d{4}-\d{2}-\d{2}/.test(value)) support.days.push(value.slice(0, 10))
        }
        break
    }
  }
  return support
}

/** Do two texts speak of the same thing? Shared telling words over the shorter one's, 0 to 1. */
export function overlap(left: Set<string>, right: Set<string>): number {
  if (left.size === 0 || right.size === 0) return 0
  let shared = 0
  for (const word of left) if (right.has(word)) shared += 1
  return shared / Math.min(left.size, right.size)
}

/** Finds the clause that speaks of the same thing. Matches nothing where there is no word to go by. */
export function anyWordOf(topic: Set<string>): RegExp {
  return new RegExp(topic.size > 0 ? [...topic].map((word) => `\\b${word}`).join('|') : '(?!)', 'iu')
}

function partiesOf(corpus: Corpus, handoff: HandoffType): { from: string | null; to: string | null } {
  const { from, to } = corpus.handoff
  const withRole = (part: Part) =>
    corpus.seller.people.filter((person) => person.role !== null && part.roles.includes(foldName(person.role)))
  const only = (part: Part, not: string | null) => {
    const fitting = withRole(part).filter((person) => person.email !== not)
    // The declared order of roles decides between several: an AE before any other seller.
    for (const role of part.roles) {
      const exact = fitting.filter((person) => person.role !== null && foldName(person.role) === role)
      if (exact.length === 1) return exact[0]?.email ?? null
      if (exact.length > 1) return null
    }
    return null
  }
  const same = withRole(handoff.sender).filter((person) =>
    withRole(handoff.receiver).some((other) => other.email === person.email),
  )
  if (from === null && to === null && handoff.sender.part === handoff.receiver.part && same.length === 2) {
    const first = (email: string) => firstSeen(corpus, email) ?? '9999'
    const [earlier, later] = same.toSorted((a, b) => (first(a.email) < first(b.email) ? -1 : 1))
    return { from: earlier?.email ?? null, to: later?.email ?? null }
  }
  const receiver = to ?? only(handoff.receiver, from)
  return { from: from ?? only(handoff.sender, receiver), to: receiver }
}

function firstSeen(corpus: Corpus, email: string): string | null {
  for (const signal of corpus.signals) {
    if (signal.kind === 'email' && signal.from?.email === email && signal.at !== null) return signal.at
  }
  return null
}

function upcoming(corpus: Corpus, people: People): MeetingSignal[] {
  const asOf = Date.parse(corpus.asOf)
  return corpus.signals
    .filter((signal): signal is MeetingSignal => signal.kind === 'meeting')
    .filter((meeting) => !meeting.cancelled && Date.parse(meeting.startAt) > asOf)
    .filter((meeting) =>
      [meeting.organizer, ...meeting.attendees].some((party) => {
        const identity = people.find(party)
        return identity !== undefined && !people.isSeller(identity)
      }),
    )
    .toSorted((a, b) => Date.parse(a.startAt) - Date.parse(b.startAt) || (a.id < b.id ? -1 : 1))
}

function tellingWords(corpus: Corpus): (word: string) => boolean {
  const counts = new Map<string, number>()
  let total = 0
  for (const sentence of corpus.sentences) {
    if (sentence.field !== null) continue
    total += 1
    for (const word of new Set(wordsOf(sentence.text))) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const limit = Math.max(3, total * 0.02)
  return (word) => word.length > 3 && (counts.get(word) ?? 0) <= limit
}

function topicOf(text: string, telling: (word: string) => boolean): Set<string> {
  return new Set(wordsOf(text).filter(telling))
}

function wordsOf(text: string): string[] {
  return foldName(fold(text)).match(/[\p{L}\p{N}]+/gu) ?? []
}
