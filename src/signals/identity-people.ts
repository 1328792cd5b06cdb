import { isRobotAddress } from './automatic.ts'
import type { Account, Identity, Seller, Side } from './corpus.ts'
import { domainOf, FREE_MAIL, sameCompany } from './derive.ts'
import { foldName } from './fold.ts'
import { isGroup, nameFromEmail, nameKey, nameTokens, personName, sameName } from './identity-names.ts'
import type { CrmSignal, Party, Warning } from './signal.ts'

/** So many people are compared with every further name; no account's story has a tenth of it. */
const MOST_COMPARED = 250
/** of one person, the first ones */
const MOST_SPELLINGS = 8

/** Everybody met so far: one entry for each person, found again by address or by any spelling of the name. */
export class People {
  readonly all: Identity[] = []
  /** the first of `all`; whoever was met after them is found by address or by the same name alone */
  readonly compared: Identity[] = []
  private readonly byEmail = new Map<string, Identity>()
  private readonly byName = new Map<string, Identity[]>()
  private readonly weights = new Map<Identity, Map<string, number>>()
  private readonly groups = new Set<string>()
  /** answers of `find` until somebody new or a new spelling is met */
  private found = new WeakMap<Party, Identity | null>()
  private readonly companies: Set<string>
  private readonly seller: Seller
  private readonly account: Account
  private readonly trusted: Set<string>

  /** `trusted`: addresses that somebody of the two sides wrote to or invited. */
  constructor(seller: Seller, account: Account, trusted: Set<string>) {
    this.trusted = trusted
    this.seller = seller
    this.account = account
    this.companies = new Set(
      [seller.name, account.name]
        .flatMap((name) => foldName(name).split(' '))
        .filter((word) => word.length >= 3 && !/^(?:gmbh|inc|ltd|llc|plc|group|gruppe|und|and|the)$/.test(word)),
    )
  }

  /** Takes note of a person under an address, a name or both. Null for machines, teams and lists. */
  meet(party: Party | null, weight: number): Identity | null {
    if (party === null) return null
    const email = party.email?.toLowerCase() ?? null
    const named = party.name === null || party.name.includes('@') ? null : personName(party.name)
    const name = named === '' ? null : named
    if (email === null && name === null) return null
    if (email !== null && !this.byEmail.has(email)) {
      const sellerPerson = this.seller.people.some((person) => person.email === email)
      if (!sellerPerson && (isRobotAddress(email) || isGroup(email, name, this.companies))) {
        this.groups.add(email)
        return null
      }
    }
    const identity = this.known(email, name) ?? this.add(email, name)
    if (email !== null) this.attach(identity, email)
    if (name !== null) this.spell(identity, name, weight)
    return identity
  }

  /** A shared box whose message is signed by a person: the address is theirs from here on. */
  meetBehind(email: string, name: string): Identity {
    // a stranger's box signs with any name; it is a known person's only where the company is theirs
    const identity = this.find({ name, email }) ?? this.add(null, name)
    this.attach(identity, email)
    if (identity.side === 'partner' || identity.emails.length === 1) identity.side = this.sideOf(email)
    this.spell(identity, name, 2)
    return identity
  }

  /** Whether a line holds nothing but the name of one of the two companies. */
  isCompany(line: string): boolean {
    const words = foldName(line).split(' ').filter(Boolean)
    return words.length > 0 && words.every((word) => this.companies.has(word))
  }

  isShared(email: string): boolean {
    return this.groups.has(email) && !this.byEmail.has(email)
  }

  /** A CRM record that stands for a person; its spelling counts least, its address is only taken where no other is known. */
  meetRecord(signal: CrmSignal): void {
    const { fields } = signal
    if (!/^(?:contacts?|leads?)$/i.test(signal.object)) return
    const first = fields['FirstName'] ?? fields['firstname']
    const last = fields['LastName'] ?? fields['lastname']
    const name = [first, last].filter(Boolean).join(' ') || (fields['Name'] ?? null)
    const email = addressIn(fields)
    const byEmail = email === null ? undefined : this.byEmail.get(email)
    const side = email === null ? 'customer' : this.sideOf(email)
    const alike =
      byEmail ??
      this.compared.find(
        (one) =>
          name !== null &&
          (one.side === side || side === 'partner') &&
          (sameName(one.name, name) || one.names.slice(0, MOST_SPELLINGS).some((known) => sameName(known, name))),
      )
    const identity = alike ?? this.meet({ name, email }, 0.5)
    if (identity === null) return
    if (!identity.crmRecords.includes(signal.id)) identity.crmRecords.push(signal.id)
    if (alike && name !== null) this.spell(alike, name, 0.25)
    if (alike && email !== null) this.attach(alike, email)
  }

  /** A user of the seller's own CRM: one of the seller's people, whatever the address. */
  meetUser(signal: CrmSignal): void {
    if (!/^(?:user|users|owner|owners)$/i.test(signal.object)) return
    const { fields } = signal
    const name =
      fields['Name'] ??
      [fields['FirstName'] ?? fields['firstName'], fields['LastName'] ?? fields['lastName']].filter(Boolean).join(' ')
    const email = addressIn(fields)
    if (!name || nameTokens(name).length < 2) return
    const known = this.find({ name, email })
    if (known) return
    const identity = this.meet({ name, email }, 0.5)
    if (identity) identity.side = 'seller'
  }

  /** The person behind an address or a name; a first name alone finds its only bearer. */
  find(party: Party | null): Identity | null {
    if (party === null) return null
    const before = this.found.get(party)
    if (before !== undefined) return before
    const answer = this.search(party)
    this.found.set(party, answer)
    return answer
  }

  private search(party: Party): Identity | null {
    const found = party.email === null ? undefined : this.byEmail.get(party.email.toLowerCase())
    if (found) return found
    if (party.name === null) return null
    const name = personName(party.name)
    // An address that is not known is nobody's because of the name over it, unless it is of the same company.
    const fits = (one: Identity): boolean =>
      party.email === null ||
      one.emails.length === 0 ||
      one.emails.some((email) => domainOf(email) === domainOf(party.email!))
    const exact = preferred((this.byName.get(nameKey(name)) ?? []).filter(fits))
    if (exact.length === 1) return exact[0]!
    const tokens = nameTokens(name)
    const alike = (one: Identity): boolean =>
      tokens.length >= 2 ? sameName(one.name, name) : nameTokens(one.name)[0] === tokens[0]
    const close = preferred(this.compared.filter((one) => alike(one) && fits(one)))
    return close.length === 1 ? close[0]! : null
  }

  sideOf(email: string): Side {
    const domain = domainOf(email)
    if (sameCompany(domain, this.seller.domains) || this.seller.people.some((person) => person.email === email))
      return 'seller'
    return sameCompany(domain, this.account.domains) ? 'customer' : 'partner'
  }

  /** What is said where more people were met than can be compared. */
  crowd(): Warning[] {
    const beyond = this.all.length - this.compared.length
    const text = `${this.all.length} people were met; ${beyond} of them were told apart by address and whole name only and not looked for in what others say`
    return beyond > 0 ? [{ kind: 'unread', item: '', text }] : []
  }

  /** Settles each person's name: the spelling most used. */
  settle(): void {
    this.found = new WeakMap()
    for (const identity of this.all) {
      const weights = [...(this.weights.get(identity) ?? [])].sort((a, b) => b[1] - a[1])
      if (weights.length > 0) {
        identity.name = weights[0]![0]
        identity.names = weights.map(([name]) => name)
      } else identity.names = [identity.name]
    }
  }

  private known(email: string | null, name: string | null): Identity | null {
    const byEmail = email === null ? undefined : this.byEmail.get(email)
    if (byEmail) return byEmail
    if (name === null || nameTokens(name).length < 2)
      return email === null && name !== null ? this.find({ name, email: null }) : null
    const fits = (one: Identity): boolean => email === null || one.emails.length === 0 || this.joins(one, email)
    const exact = preferred((this.byName.get(nameKey(name)) ?? []).filter(fits))
    if (exact.length === 1) return exact[0]!
    const alike = preferred(this.compared.filter((one) => subsetName(one.name, name) && fits(one)))
    return exact.length === 0 && alike.length === 1 ? alike[0]! : null
  }

  /**
   * Whether an address may be another box of this person: of the same company, or one that somebody of the two sides wrote to.
   * A name alone proves nothing: anybody can write it over an address.
   */
  private joins(one: Identity, email: string): boolean {
    const side = this.sideOf(email)
    if ((one.side === 'seller') !== (side === 'seller')) return false
    return (
      (side !== 'partner' && one.side === side) ||
      this.trusted.has(email) ||
      one.emails.some((known) => domainOf(known) === domainOf(email))
    )
  }

  /** Makes one person of two, when it shows later that they are one. */
  absorb(into: Identity, other: Identity): void {
    for (const email of other.emails) {
      into.emails.push(email)
      this.byEmail.set(email, into)
    }
    for (const name of other.names) this.spell(into, name, 0.1)
    into.crmRecords.push(...other.crmRecords.filter((id) => !into.crmRecords.includes(id)))
    into.sentences.push(...other.sentences.filter((id) => !into.sentences.includes(id)))
    if (other.lastHeardAt !== null && (into.lastHeardAt === null || other.lastHeardAt > into.lastHeardAt))
      into.lastHeardAt = other.lastHeardAt
    this.all.splice(this.all.indexOf(other), 1)
    const compared = this.compared.indexOf(other)
    if (compared >= 0) this.compared.splice(compared, 1)
    for (const [key, bearers] of this.byName)
      this.byName.set(
        key,
        bearers.filter((one) => one !== other),
      )
    this.found = new WeakMap()
  }

  private add(email: string | null, name: string | null): Identity {
    const identity: Identity = {
      id: email ?? `name:${foldName(name ?? '')}`,
      emails: [],
      name: name ?? nameFromEmail(email!),
      names: [],
      title: null,
      side: email === null ? 'customer' : this.sideOf(email),
      organization: email === null || FREE_MAIL.has(domainOf(email)) ? null : domainOf(email),
      crmRecords: [],
      left: null,
      awayUntil: null,
      lastHeardAt: null,
      sentences: [],
    }
    this.all.push(identity)
    if (this.compared.length < MOST_COMPARED) this.compared.push(identity)
    this.found = new WeakMap()
    return identity
  }

  private attach(identity: Identity, email: string): void {
    if (identity.emails.includes(email)) return
    this.found = new WeakMap()
    if (identity.emails.length === 0) {
      identity.side = this.sideOf(email)
      identity.organization = FREE_MAIL.has(domainOf(email)) ? null : domainOf(email)
      identity.id = email
    }
    identity.emails.push(email)
    if (!this.byEmail.has(email)) this.byEmail.set(email, identity)
  }

  private spell(identity: Identity, name: string, weight: number): void {
    const weights = this.weights.get(identity) ?? new Map<string, number>()
    weights.set(name, (weights.get(name) ?? 0) + weight)
    this.weights.set(identity, weights)
    if (identity.names.includes(name)) return
    identity.names.push(name)
    this.found = new WeakMap()
    const key = nameKey(name)
    const bearers = this.byName.get(key) ?? []
    if (!bearers.includes(identity)) this.byName.set(key, [...bearers, identity])
  }
}

/** Among bearers of one name, those of the two sides before strangers. */
function preferred(bearers: Identity[]): Identity[] {
  if (bearers.length < 2) return bearers
  const sides = bearers.filter((one) => one.side !== 'partner')
  return sides.length > 0 ? sides : bearers
}

function subsetName(a: string, b: string): boolean {
  const left = nameTokens(a)
  const right = nameTokens(b)
  if (left.length < 2 || right.length < 2) return false
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  return short.every((word) => long.includes(word))
}

/** A record's address; whatever else stands in that field is nobody's. */
function addressIn(fields: Record<string, string>): string | null {
  const email = (fields['Email'] ?? fields['email'] ?? '').trim().toLowerCase()
  return /^[^\s@]+@[^\s@]+$/.test(email) ? email : null
}
