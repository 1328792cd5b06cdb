import type { Account, Identity, Seller } from './corpus.ts'
import { FAREWELL, LAST_DAY, WITHIN_DAYS, LEFT_OTHER, lastDayIn, readAbsence } from './identity-away.ts'
import { mentionsIn, surnameOf } from './identity-mentions.ts'
import { looksLikePerson, nameTokens } from './identity-names.ts'
import { People } from './identity-people.ts'
import { addressed, joinDeparted, presence } from './identity-presence.ts'
import { hasTitleWord, readSignature } from './identity-title.ts'
import type { EmailSignal, Sentence, Signal } from './signal.ts'

/** Everybody met in address lines, quoted headers, invites and calls; the CRM's records joined to them. */
export function knownPeople(signals: Signal[], seller: Seller, account: Account): People {
  const people = new People(seller, account, addressed(signals, seller, account))
  for (const person of seller.people) people.meet({ name: person.name, email: person.email }, 5)
  for (const signal of signals) {
    if (signal.kind === 'email') meetMail(people, signal)
    else if (signal.kind === 'meeting') {
      people.meet(signal.organizer, 1)
      for (const attendee of signal.attendees) people.meet(attendee, 1)
    }
  }
  for (const signal of signals) {
    if (signal.kind === 'crm') people.meetUser(signal)
  }
  for (const signal of signals) {
    if (signal.kind !== 'call') continue
    for (const speaker of signal.speakers)
      if (!NO_PERSON.test(speaker)) people.meet({ name: speaker, email: null }, 0.8)
  }
  for (const signal of signals) if (signal.kind === 'crm') people.meetRecord(signal)
  people.settle()
  return people
}

/**
 * Fills what the sentences tell of each person: titles with the line that carries them, who left, who is away, when last heard,
 * the sentences that show them. Answers with the people who belong to the account's story, in the order they were met.
 */
export function describePeople(people: People, signals: Signal[], sentences: Sentence[], asOf: string): Identity[] {
  const items = new Map(signals.map((signal) => [signal.id, signal]))
  readSignatures(people, items, sentences)
  nameMentioned(people, sentences, items)
  for (const signal of signals) if (signal.kind === 'crm') people.meetRecord(signal)
  people.settle()
  hear(people, items, sentences)
  noteAbsences(people, items, sentences, asOf)
  joinDeparted(people, signals, sentences)
  titlesFromRecords(people, signals, sentences)
  const present = presence(people, signals, sentences)
  return people.all.filter((identity) => identity.side === 'seller' || present.has(identity))
}

/** Labels that transcript programs give to rooms, machines and people whom they do not know. */
const NO_PERSON =
  /^(?:speaker|sprecher(?:in)?|locuteur|intervenant|hablante|participante?|teilnehmer(?:in)?|unknown|unbekannt|inconnu|desconocido|guest|gast|invité|invitado|host|room|raum|konferenzraum|conference|meeting room|recording|aufzeichnung)\b|note ?taker|\b(?:bot|assistant|recorder|transcriber)\b/i

function meetMail(people: People, signal: EmailSignal): void {
  if (signal.automatic === null || signal.automatic === 'other') {
    for (const segment of signal.segments) {
      if (segment.by !== signal.from && segment.by?.email) people.meet(segment.by, 0.6)
    }
  }
  if (signal.automatic === 'newsletter' || signal.automatic === 'bounce' || signal.automatic === 'other') return
  people.meet(signal.from, 3)
  for (const party of [...signal.to, ...signal.cc]) people.meet(party, 1)
}

type Items = Map<string, Signal>

/** Blocks of consecutive signature lines of one author in one item. */
function signatureBlocks(sentences: Sentence[]): Sentence[][] {
  const blocks: Sentence[][] = []
  let last: Sentence | null = null
  for (const sentence of sentences) {
    if (sentence.role !== 'signature') {
      last = null
      continue
    }
    if (
      last !== null &&
      last.item === sentence.item &&
      last.by?.email === sentence.by?.email &&
      last.by?.name === sentence.by?.name
    )
      blocks.at(-1)!.push(sentence)
    else blocks.push([sentence])
    last = sentence
  }
  return blocks
}

function readSignatures(people: People, items: Items, sentences: Sentence[]): void {
  const found: { identity: Identity; title: string; sentence: Sentence; rank: number }[] = []
  for (const block of signatureBlocks(sentences)) {
    const by = block[0]!.by
    const email = by?.email ?? null
    const item = items.get(block[0]!.item)
    if (item?.kind === 'email' && item.automatic !== null && item.automatic !== 'out_of_office') continue
    const shared = email !== null && people.isShared(email)
    const identity = shared ? null : people.find(by)
    const lines = block.map(({ text }) => (people.isCompany(text) ? '' : text))
    const signed = readSignature(lines, identity?.name ?? (shared ? null : (by?.name ?? null)))
    const person =
      identity ??
      (shared && signed.name !== null && looksLikePerson(signed.name) ? people.meetBehind(email, signed.name) : null)
    if (!person || signed.title === null || signed.line === null) continue
    // Own signatures before quoted ones; those sent from the account before those of a later employer.
    const home = email !== null && people.sideOf(email) !== 'partner'
    // A line that names a function before one that only stands where a title would.
    const rank = (block[0]!.forwardedBy === null ? 1 : 0) + (home ? 2 : 0) + (hasTitleWord(signed.title) ? 4 : 0)
    found.push({ identity: person, title: signed.title, sentence: block[signed.line]!, rank })
  }
  const ranks = new Map<Identity, number>()
  for (const { identity, title, sentence, rank } of found) {
    // The latest of the best rank, cited where it was first signed with.
    if (rank < (ranks.get(identity) ?? 0)) continue
    const same = identity.title?.value === title && ranks.get(identity) === rank
    if (!same) identity.title = { value: title, sentences: [sentence.id] }
    ranks.set(identity, rank)
  }
}

/** People whom the customer's side names in running text. */
function nameMentioned(people: People, sentences: Sentence[], items: Items): void {
  for (const sentence of sentences) {
    if (sentence.role === 'signature' || sentence.role === 'disclaimer' || sentence.field !== null) continue
    if (!sentence.speaks || sentence.text.length > 600 || !/\p{Lu}/u.test(sentence.text)) continue
    const speaker = people.find(sentence.by)
    if (!speaker || speaker.side === 'seller' || items.get(sentence.item)?.kind === 'document') continue
    for (const mention of mentionsIn(
      sentence.text,
      sentence.language === 'de',
      (name) => people.find({ name, email: null }) !== null,
    )) {
      const bare = surnameOf(mention.name)
      const known = people.find({ name: bare, email: mention.email }) ?? bearerOf(people, bare)
      const account = mention.email !== null && people.sideOf(mention.email) === 'customer'
      const identity =
        known ??
        (mention.weighs || account
          ? people.meet({ name: mention.name, email: account ? mention.email : null }, 0.3)
          : null)
      if (identity === null) continue
      if (identity.title === null && mention.title !== null && identity.side !== 'seller')
        identity.title = { value: mention.title, sentences: [sentence.id] }
      if (!identity.sentences.includes(sentence.id)) identity.sentences.push(sentence.id)
    }
  }
}

/** Who bears this last name, where only one does. */
function bearerOf(people: People, name: string): Identity | null {
  const tokens = nameTokens(name)
  const last = tokens.at(-1)
  if (last === undefined) return null
  const bearers = people.compared.filter((identity) =>
    identity.names.concat(identity.name).some((known) => nameTokens(known).includes(last)),
  )
  return bearers.length > 0 ? bearers[0]! : null
}

/** Own words first, and when somebody was last heard; then where others speak of them by full name. */
function hear(people: People, items: Items, sentences: Sentence[]): void {
  const named = people.compared
    .filter((identity) => identity.side !== 'seller')
    .map((identity) => ({ identity, names: namedBy(identity) }))
  const mentions = new Map<Identity, string[]>(named.map(({ identity }) => [identity, identity.sentences]))
  const own = new Map<Identity, string[]>()
  for (const sentence of sentences) {
    if (sentence.field !== null || sentence.role === 'signature' || sentence.role === 'disclaimer') continue
    const item = items.get(sentence.item)
    const machine = item?.kind === 'email' && item.automatic !== null && item.automatic !== 'out_of_office'
    if (machine && !sentence.speaks) continue
    const identity = people.find(sentence.by)
    if (identity && item?.kind !== 'meeting') {
      if (sentence.speaks && sentence.text.length >= 12) listIn(own, identity).push(sentence.id)
      if (sentence.at !== null && (identity.lastHeardAt === null || sentence.at > identity.lastHeardAt))
        identity.lastHeardAt = sentence.at
    }
    if (!sentence.speaks && item?.kind !== 'meeting') continue
    for (const { identity: other, names } of named) {
      const list = mentions.get(other)!
      if (other !== identity && list.length < 12 && names(sentence.text) && !list.includes(sentence.id))
        list.push(sentence.id)
    }
  }
  for (const identity of people.all) {
    const words = (own.get(identity) ?? []).slice(0, 12)
    identity.sentences = [...words, ...(mentions.get(identity) ?? []).filter((id) => !words.includes(id))]
  }
}

function listIn<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const known = lists.get(key)
  if (known !== undefined) return known
  const list: V[] = []
  lists.set(key, list)
  return list
}

/** A quick test whether a text names somebody by full or last name. */
function namedBy(identity: Identity): (text: string) => boolean {
  const name = identity.name
  const last = name.split(' ').at(-1) ?? name
  const bounded =
    last.length >= 4
      ? new RegExp(`(?<![\\p{L}@.])${last.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}@])`, 'u')
      : null
  return (text) =>
    (name.includes(' ') && text.includes(name)) || (bounded !== null && text.includes(last) && bounded.test(text))
}

function noteAbsences(people: People, items: Items, sentences: Sentence[], asOf: string): void {
  const today = asOf.slice(0, 10)
  const byItem = new Map<string, Sentence[]>()
  for (const sentence of sentences) {
    const item = items.get(sentence.item)
    if (item?.kind === 'email' && item.automatic === 'out_of_office' && sentence.role === 'authored')
      listIn(byItem, sentence.item).push(sentence)
    if (item?.kind === 'email' || item?.kind === 'call') noteDeparture(people, sentence, today)
  }
  for (const [id, own] of byItem) {
    const item = items.get(id) as EmailSignal
    const identity = people.find(item.from)
    if (!identity || item.automatic !== 'out_of_office' || item.at === null) continue
    for (const sentence of own) {
      const absence = readAbsence(sentence.text, item.at)
      if (absence.left) identity.left = { value: true, sentences: [sentence.id] }
      if (absence.until !== null && absence.until >= today && !absence.left) {
        if (identity.awayUntil === null || absence.until > identity.awayUntil.value)
          identity.awayUntil = { value: absence.until, sentences: [sentence.id] }
      }
    }
  }
}

/** Whoever writes of a last day without naming one ("next Friday is my last day") is gone within the month. */
const SOON = 31 * 86_400_000
/** "On Friday" may be the one after next. */
const NEXT_DAYS = 14 * 86_400_000

/** "My last day is 15 August" in a person's own mail, "Philippe has left" in another's. */
function noteDeparture(people: People, sentence: Sentence, today: string): void {
  if (!sentence.speaks || sentence.at === null) return
  const speaker = people.find(sentence.by)
  if (speaker && FAREWELL.test(sentence.text)) {
    const within = WITHIN_DAYS.test(sentence.text)
    const soon = new Date(Date.parse(sentence.at) + (within ? NEXT_DAYS : SOON)).toISOString().slice(0, 10)
    const own = LAST_DAY.test(sentence.text) || (within && namesEmployer(sentence.text, speaker))
    const day = lastDayIn(sentence.text, sentence.at) ?? (own ? soon : null)
    if (day !== null && day < today) speaker.left = { value: true, sentences: [sentence.id] }
    return
  }
  const match = LEFT_OTHER.exec(sentence.text)
  if (!match || !speaker) return
  const before = sentence.text.slice(Math.max(0, match.index - 40), match.index)
  const name = /(\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+)?)\s*$/u.exec(before)?.[1]
  if (name === undefined) return
  const gone = people.find({ name, email: null })
  if (gone && gone !== speaker && gone.side !== 'seller' && gone.left === null && !/[?]/.test(sentence.text)) {
    if (gone.lastHeardAt === null || gone.lastHeardAt <= sentence.at)
      gone.left = { value: true, sentences: [sentence.id] }
  }
}

/** "I'm leaving Harbour on Friday": the house one leaves for good is one's own. */
function namesEmployer(text: string, { emails }: Identity): boolean {
  const hosts = emails.map((email) => (email.split('@')[1] ?? '').replace(/[^a-z]/g, ''))
  return (text.match(/\p{Lu}\p{Ll}{3,}/gu) ?? []).some((word) =>
    hosts.some((host) => host.includes(word.toLowerCase())),
  )
}

function titlesFromRecords(people: People, signals: Signal[], sentences: Sentence[]): void {
  const bearers = new Map<string, Identity>()
  for (const identity of people.all)
    for (const record of identity.crmRecords) if (!bearers.has(record)) bearers.set(record, identity)
  const said = new Map<string, Sentence>()
  for (const sentence of sentences) {
    const key = `${sentence.item}\n${sentence.field}`
    if (sentence.field !== null && !said.has(key)) said.set(key, sentence)
  }
  for (const signal of signals) {
    if (signal.kind !== 'crm') continue
    const field = ['Title', 'jobtitle'].find((name) => signal.fields[name] !== undefined)
    if (field === undefined) continue
    const identity = bearers.get(signal.id)
    const sentence = said.get(`${signal.id}\n${field}`)
    if (identity && identity.title === null && sentence)
      identity.title = { value: signal.fields[field]!, sentences: [sentence.id] }
  }
}
