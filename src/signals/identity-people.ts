import { isRobotAddress } from './automatic.ts'
import type { Account, Identity, Seller, Side } from './corpus.ts'
import { domainOf, FREE_MAIL, sameCompany } from './derive.ts'
import { foldName } from './fold.ts'
import { isGroup, nameFromEmail, nameKey, nameTokens, personName, sameName } from './identity-names.ts'
import type { CrmSignal, Party } from './signal.ts'

/** Everybody met so far: one entry for each person, found again by address or by any spelling of the name. */
export class People {
  readonly all: Identity[] = []
  private readonly byEmail = new Map<string, Identity>()
  private readonly byName = new Map<string, Identity[]>()
  private readonly weights = new Map<Identity, Map<string, number>>()
  private readonly groups = new Set<string>()
  /** answers of `find` until somebody new or a new spelling is met */
  private found = new WeakMap<Party, Identity | null>()
  private readonly companies: Set<string>
  private readonly seller: Seller
  private readonly account: Account

  constructor(seller: Seller, account: Account) {
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
    const identity = this.find({ name, email: null }) ?? this.add(null, name)
    this.attach(identity, email)
    if (identity.side === 'partner' || identity.emails.length === 1) identity.side = this.sideOf(email)
    this.spell(identity, name, 2)
    return identity
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
    const email = (fields['Email'] ?? fields['email'])?.toLowerCase() ?? null
    const byEmail = email === null ? undefined : this.byEmail.get(email)
    const side = email === null ? 'customer' : this.sideOf(email)
    const alike =
      byEmail ??
      this.all.find(
        (one) =>
          name !== null &&
          (one.side === side || side === 'partner') &&
          one.names.concat(one.name).some((known) => sameName(known, name)),
      )
    const identity = alike ?? this.meet({ name, email }, 0.5)
    if (identity === null) return
    if (!identity.crmRecords.includes(signal.id)) identity.crmRecords.push(signal.id)
    if (alike && name !== null) this.spell(alike, name, 0.25)
    if (alike && email !== null) this.attach(alike, email)
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
    const exact = this.byName.get(nameKey(name))
    if (exact?.length === 1) return exact[0]!
    const tokens = nameTokens(name)
    const close =
      tokens.length >= 2
        ? this.all.filter((one) => sameName(one.name, name))
        : this.all.filter((one) => nameTokens(one.name)[0] === tokens[0])
    return close.length === 1 ? close[0]! : null
  }

  sideOf(email: string): Side {
    const domain = domainOf(email)
    if (sameCompany(domain, this.seller.domains) || this.seller.people.some((person) => person.email === email))
      return 'seller'
    return sameCompany(domain, this.account.domains) ? 'customer' : 'partner'
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
    const side = email === null ? null : this.sideOf(email)
    const fits = (one: Identity): boolean =>
      side === null ||
      one.emails.length === 0 ||
      ((one.side === 'seller') === (side === 'seller') && otherBox(one, email!))
    const exact = (this.byName.get(nameKey(name)) ?? []).filter(fits)
    if (exact.length === 1) return exact[0]!
    const alike = this.all.filter((one) => fits(one) && subsetName(one.name, name))
    return exact.length === 0 && alike.length === 1 ? alike[0]! : null
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

/** Two boxes of one company with the same name are two spellings of one person only if one is not another person's plainly. */
function otherBox(one: Identity, email: string): boolean {
  return one.emails.length > 0 && !one.emails.includes(email)
}

function subsetName(a: string, b: string): boolean {
  const left = nameTokens(a)
  const right = nameTokens(b)
  if (left.length < 2 || right.length < 2) return false
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  return short.every((word) => long.includes(word))
}
