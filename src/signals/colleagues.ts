import type { TeamMember } from '../access/team.ts'
import type { SellerProfile } from '../access/workspace.ts'
import type { CrmSignal, Signal } from './signal.ts'

/** What CRM records and mailboxes tell of the seller's own people. */
export type Colleagues = {
  /** owners of mailboxes, as people who may act */
  people: SellerProfile['people']
  team: TeamMember[]
  /** addresses of users whom the CRM no longer lets in */
  left: string[]
  /** who reports to whom, by the CRM */
  managers: { person: string; manager: string }[]
}

type Sides = { from?: string | null; to?: string | null }

/**
 * Reads from signals who of the seller works on their account: the sides of the handoff, owners of mailboxes with mail of it,
 * owners and members by the CRM, and whom `seller` names.
 */
export function colleaguesIn(signals: readonly Signal[], seller: SellerProfile, { from, to }: Sides = {}): Colleagues {
  const people = mailboxOwners(signals, seller.domains)
  const users = usersIn(signals)
  const emailOf = (id: string | undefined) => users.find((user) => user.id === id)?.email
  const owned = records(signals).flatMap(({ object, fields }): TeamMember[] => {
    const person = emailOf(fields['OwnerId'] ?? fields['hubspot_owner_id'])
    const member = object.endsWith('TeamMember') ? emailOf(fields['UserId']) : undefined
    return [
      ...(person !== undefined && OWNED.test(object) ? [{ person, part: 'owner' as const }] : []),
      ...(member !== undefined ? [{ person: member, part: 'member' as const }] : []),
    ]
  })
  return {
    people,
    team: [
      ...seller.people.map(({ email }): TeamMember => ({ person: email, part: 'member' })),
      ...people.map(({ email }): TeamMember => ({ person: email, part: 'mailbox' })),
      ...[from, to].flatMap((person): TeamMember[] => (person ? [{ person, part: 'handoff' }] : [])),
      ...owned,
    ],
    left: users.filter(({ active }) => !active).map(({ email }) => email),
    managers: users.flatMap(({ email, managerId }) => {
      const manager = emailOf(managerId)
      return manager === undefined || manager === email ? [] : [{ person: email, manager }]
    }),
  }
}

/** The person to whom a source belongs: the owner of a mailbox or calendar; null for what belongs to nobody. */
export function ownerOfSource(source: string, people: readonly string[]): string | null {
  const name = /^(?:mail|calendar):(.+)$/.exec(source)?.[1]?.toLowerCase()
  if (name === undefined) return null
  return people.find((email) => email === name || (!name.includes('@') && email.startsWith(`${name}@`))) ?? null
}

const OWNED = /^(?:Account|Opportunity|Lead|companies|deals|leads)$/

type User = { id: string; email: string; active: boolean; managerId: string | undefined }

function usersIn(signals: readonly Signal[]): User[] {
  return records(signals).flatMap(({ object, record, fields }): User[] => {
    const email = (fields['Email'] ?? fields['email'])?.toLowerCase()
    if (!/^(?:User|owners)$/.test(object) || email === undefined || !email.includes('@')) return []
    const active = fields['IsActive'] !== 'false' && fields['archived'] !== 'true'
    return [{ id: fields['Id'] ?? fields['id'] ?? record, email, active, managerId: fields['ManagerId'] }]
  })
}

function records(signals: readonly Signal[]): CrmSignal[] {
  return signals.filter((signal): signal is CrmSignal => signal.kind === 'crm')
}

/** Whoever has a mailbox in the folder is one of the seller's people, also where workspace.json names nobody. */
function mailboxOwners(signals: readonly Signal[], domains: readonly string[]): SellerProfile['people'] {
  const owners = new Set(
    signals.flatMap(({ sources }) => sources.filter((name) => name.startsWith('mail:')).map((name) => name.slice(5))),
  )
  const names = new Map<string, string>()
  for (const signal of signals) {
    if (signal.kind === 'email' && signal.from?.email && signal.from.name)
      names.set(signal.from.email, signal.from.name)
  }
  // A mailbox folder may be called `anna` alone: its owner is the seller's address of that name, if somebody wrote from it.
  const addresses = [...names.keys()].sort()
  const addressOf = (owner: string) =>
    owner.includes('@') ? owner : (addresses.find((email) => email.startsWith(`${owner}@`)) ?? owner)
  return [...new Set([...owners].map((owner) => addressOf(owner.toLowerCase())))]
    .filter((email) => domains.some((domain) => email.endsWith(`@${domain}`) || email.endsWith(`.${domain}`)))
    .sort()
    .map((email) => ({ email, name: names.get(email) ?? email, role: null }))
}
