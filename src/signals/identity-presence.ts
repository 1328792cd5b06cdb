import type { Account, Identity, Seller } from './corpus.ts'
import { domainOf, sameCompany } from './derive.ts'
import { nameKey } from './identity-names.ts'
import type { People } from './identity-people.ts'
import type { Party, Sentence, Signal } from './signal.ts'

/**
 * Who belongs to the story: people of the account who wrote, spoke, were addressed or were named; and people from elsewhere
 * whom the customer's side brought in, or whose own words the seller passed on to it. Strangers who only wrote to the seller,
 * and whom the seller merely copied in, do not.
 */
export function presence(people: People, signals: Signal[], sentences: Sentence[]): Set<Identity> {
  const present = new Set<Identity>()
  const brought = new Map<Identity, 'customer' | 'seller'>()
  const together = (parties: (Party | null)[], by: Identity | null): void => {
    const met = parties.map((party) => people.find(party)).filter((one): one is Identity => one !== null)
    const customers = met.some((one) => one.side === 'customer')
    for (const one of met) {
      if (one.side === 'customer') present.add(one)
      if (one.side === 'partner' && customers && !brought.has(one))
        brought.set(one, by?.side === 'seller' ? 'seller' : 'customer')
    }
  }
  const passedOn = (author: Identity | null): void => {
    if (author?.side === 'partner') brought.set(author, 'customer')
  }
  for (const signal of signals) {
    if (signal.kind === 'email' && (signal.automatic === null || signal.automatic === 'out_of_office')) {
      const sender = people.find(signal.from)
      // A stranger's mail may quote anybody.
      const quoted = sender?.side === 'partner' ? [] : signal.segments.map((segment) => segment.by)
      together([signal.from, ...signal.to, ...signal.cc, ...quoted], sender)
      if (sender?.side === 'seller' && reachesCustomer(people, signal))
        for (const by of quoted) passedOn(people.find(by))
    } else if (signal.kind === 'meeting')
      together([signal.organizer, ...signal.attendees], people.find(signal.organizer))
    else if (signal.kind === 'call')
      together(
        signal.speakers.map((name) => ({ name, email: null })),
        null,
      )
  }
  for (const sentence of sentences) {
    const identity = people.find(sentence.by)
    if (sentence.speaks && identity && identity.side === 'customer' && sentence.field === null) present.add(identity)
  }
  const told = new Set(signals.flatMap((signal) => (reachesCustomer(people, signal) ? [signal.id] : [])))
  for (const identity of people.all) {
    if (identity.side === 'partner') {
      const named =
        identity.sentences.some((id) => saidByCustomer(people, sentences, id, identity)) ||
        (identity.lastHeardAt !== null && identity.sentences.some((id) => toldCustomer(people, told, sentences, id)))
      if (brought.get(identity) === 'customer' || named) present.add(identity)
    } else if (identity.sentences.length > 0) present.add(identity)
  }
  return present
}

function saidByCustomer(people: People, sentences: Sentence[], id: string, about: Identity): boolean {
  const speaker = people.find(sentences.find((sentence) => sentence.id === id)?.by ?? null)
  return speaker !== null && speaker !== about && speaker.side === 'customer'
}

/** The seller tells the customer of somebody: "I'll have Ana Ruiz check it". */
function toldCustomer(people: People, told: ReadonlySet<string>, sentences: Sentence[], id: string): boolean {
  const sentence = sentences.find((one) => one.id === id)
  return (
    sentence !== undefined && sentence.speaks && told.has(sentence.item) && people.find(sentence.by)?.side === 'seller'
  )
}

function reachesCustomer(people: People, signal: Signal): boolean {
  return signal.kind === 'email' && [...signal.to, ...signal.cc].some((party) => isCustomer(people, party))
}

const isCustomer = (people: People, party: Party): boolean => people.find(party)?.side === 'customer'

/** Addresses that somebody of the seller or the account wrote to or invited. */
export function addressed(signals: Signal[], seller: Seller, account: Account): Set<string> {
  const own = [...seller.domains, ...account.domains]
  const ours = (party: Party | null): boolean => Boolean(party?.email) && sameCompany(domainOf(party!.email!), own)
  const found = new Set<string>()
  for (const signal of signals) {
    if (signal.kind === 'email' && signal.automatic === null && ours(signal.from)) {
      for (const { email } of [...signal.to, ...signal.cc]) if (email) found.add(email)
    } else if (signal.kind === 'meeting' && ours(signal.organizer)) {
      for (const { email } of signal.attendees) if (email) found.add(email)
    }
  }
  return found
}

/** Who left may write from elsewhere later: the same full name, first heard after the departure. */
export function joinDeparted(people: People, signals: Signal[], sentences: Sentence[]): void {
  const said = new Map(sentences.map((sentence) => [sentence.id, sentence.at]))
  for (const gone of people.all.filter((identity) => identity.left !== null)) {
    const at = said.get(gone.left!.sentences[0] ?? '') ?? null
    const later = people.all.filter(
      (other) =>
        other !== gone &&
        other.side === 'partner' &&
        nameKey(other.name) === nameKey(gone.name) &&
        signals.every(
          (signal) =>
            signal.kind !== 'email' ||
            !other.emails.includes(signal.from?.email ?? '') ||
            (at !== null && signal.at !== null && signal.at >= at),
        ),
    )
    for (const other of later) people.absorb(gone, other)
  }
}
