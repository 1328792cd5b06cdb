import { isRobotAddress } from './automatic.ts'
import type { Account, Identity, Seller, Side } from './corpus.ts'
import { domainOf, sameCompany } from './derive.ts'
import { foldName } from './fold.ts'
import type { Party, Signal } from './signal.ts'

/** Finds the person behind a party; null where nobody known fits. */
export type Directory = { identities: Identity[]; find: (party: Party | null) => Identity | null }

/** Everybody met in address lines, invites, calls and the CRM, one identity each. */
export function knownPeople(signals: Signal[], seller: Seller, account: Account): Directory {
  const people = new People(seller, account)
  for (const person of seller.people) people.meet({ name: person.name, email: person.email }, 3)
  for (const signal of signals) {
    if (signal.kind === 'email') {
      if (signal.automatic === 'newsletter' || signal.automatic === 'bounce' || signal.automatic === 'other') continue
      people.meet(signal.from, 3)
      for (const party of [...signal.to, ...signal.cc]) people.meet(party, 1)
    } else if (signal.kind === 'meeting') {
      people.meet(signal.organizer, 1)
      for (const attendee of signal.attendees) people.meet(attendee, 1)
    }
  }
  for (const signal of signals) if (signal.kind === 'crm') people.meetRecord(signal)
  for (const signal of signals)
    if (signal.kind === 'call') for (const speaker of signal.speakers) people.meet({ name: speaker, email: null }, 2)
  return people.directory()
}

class People {
  private readonly byEmail = new Map<string, Identity>()
  private readonly byName = new Map<string, Identity[]>()
  private readonly all: Identity[] = []
  private readonly weights = new Map<Identity, Map<string, number>>()
  private readonly seller: Seller
  private readonly account: Account

  constructor(seller: Seller, account: Account) {
    this.seller = seller
    this.account = account
  }

  meet(party: Party | null, weight: number): Identity | null {
    if (party === null || (party.email === null && party.name === null)) return null
    const email = party.email?.toLowerCase() ?? null
    const name = party.name === null ? null : personName(party.name)
    if (email !== null && (isRobotAddress(email) || isGroup(email, name)) && !this.byEmail.has(email)) return null
    let identity = email === null ? undefined : this.byEmail.get(email)
    if (!identity && name !== null && name.includes(' ')) {
      identity = this.byName
        .get(nameKey(name))
        ?.find((known) => email === null || known.emails.length === 0 || sameSide(known, this.sideOf(email)))
    }
    if (!identity) {
      identity = {
        id: email ?? `name:${foldName(name ?? '')}`,
        emails: [],
        name: name ?? nameFromEmail(email!),
        names: [],
        title: null,
        side: email === null ? 'customer' : this.sideOf(email),
        organization: email === null ? null : domainOf(email),
        crmRecords: [],
        left: null,
        awayUntil: null,
        lastHeardAt: null,
        sentences: [],
      }
      this.all.push(identity)
    }
    if (email !== null && !identity.emails.includes(email)) {
      identity.emails.push(email)
      this.byEmail.set(email, identity)
      if (identity.id.startsWith('name:')) identity.id = email
    }
    if (name !== null) {
      const weights = this.weights.get(identity) ?? new Map<string, number>()
      weights.set(name, (weights.get(name) ?? 0) + weight)
      this.weights.set(identity, weights)
      const key = nameKey(name)
      const bearers = this.byName.get(key) ?? []
      if (!bearers.includes(identity)) this.byName.set(key, [...bearers, identity])
    }
    return identity
  }

  meetRecord(signal: Extract<Signal, { kind: 'crm' }>): void {
    const { fields } = signal
    const object = signal.object.toLowerCase()
    if (object !== 'contact' && object !== 'lead' && object !== 'contacts' && object !== 'leads') return
    const name =
      [fields['FirstName'] ?? fields['firstname'], fields['LastName'] ?? fields['lastname']]
        .filter(Boolean)
        .join(' ') ||
      (fields['Name'] ?? null)
    const email = (fields['Email'] ?? fields['email'])?.toLowerCase() ?? null
    const identity = this.meet({ name, email }, 0.5)
    if (identity && !identity.crmRecords.includes(signal.id)) identity.crmRecords.push(signal.id)
  }

  directory(): Directory {
    for (const identity of this.all) {
      const weights = [...(this.weights.get(identity) ?? [])].sort((a, b) => b[1] - a[1])
      if (weights.length > 0) {
        identity.name = weights[0]![0]
        identity.names = weights.map(([name]) => name)
      } else identity.names = [identity.name]
    }
    return {
      identities: this.all,
      find: (party) => {
        if (party === null) return null
        const byEmail = party.email === null ? undefined : this.byEmail.get(party.email.toLowerCase())
        if (byEmail) return byEmail
        if (party.name === null) return null
        const found = this.byName.get(nameKey(personName(party.name)))
        return found?.length === 1 ? found[0]! : null
      },
    }
  }

  private sideOf(email: string): Side {
    const domain = domainOf(email)
    if (sameCompany(domain, this.seller.domains) || this.seller.people.some((person) => person.email === email))
      return 'seller'
    return sameCompany(domain, this.account.domains) ? 'customer' : 'partner'
  }
}

function sameSide(identity: Identity, side: Side): boolean {
  return (identity.side === 'seller') === (side === 'seller')
}

/** "Strachan, Paul" → "Paul Strachan"; pronouns, departments in brackets and quotes go. */
export function personName(raw: string): string {
  const bare = raw
    .replace(/^["']|["']$/g, '')
    .replace(/\s*[([][^)\]]*[)\]]/g, '')
    .replace(/\s+via\s+.*$/i, '')
    .replace(/\s+/g, ' ')
    .trim()
  const comma = /^([^,]+),\s*([^,]+)$/.exec(bare)
  return comma && comma[2]!.split(' ').length <= 3 ? `${comma[2]} ${comma[1]}` : bare
}

/** Key under which spellings of a name meet: folded words in any order. */
function nameKey(name: string): string {
  return foldName(name)
    .split(' ')
    .filter((word) => !/^(?:dr|prof|dipl|ing|mr|mrs|ms|herr|frau)$/.test(word))
    .sort()
    .join(' ')
}

function nameFromEmail(email: string): string {
  return email
    .split('@')[0]!
    .split(/[._-]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ')
}

/** A list or a team behind an address: nobody of flesh and blood. */
function isGroup(email: string, name: string | null): boolean {
  const local = email.split('@')[0]!
  const grouped =
    /^(?:all|everyone|team|info|sales|support|office|contact|kontakt|hello|hi|help|helpdesk|service|admin|billing|accounting|accounts|invoices?|buchhaltung|vertrieb|einkauf|legal|hr|jobs|it|security|procurement|purchasing|deal-?desk|orders|bestellung|compras|ventas|achats|commercial|direction|.*-(?:all|team|list|group)|dl-.*|group-.*|team-.*)$/i.test(
      local,
    )
  return (
    grouped &&
    (name === null ||
      !/^\p{Lu}\p{L}+(?:[ -]\p{L}+)* \p{Lu}\p{L}+/u.test(name) ||
      /\b(?:team|all|group|verteiler|support|desk)\b/i.test(name))
  )
}
