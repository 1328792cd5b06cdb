import { sha256 } from '../lib/json.ts'
import { automaticKind, isRobotAddress } from './automatic.ts'
import { domainOf, sameCompany } from './derive.ts'
import { itemKey, scopeOf } from './keys.ts'
import { borneId } from './same-id.ts'
import {
  ATTORNEY_ENDINGS,
  KIND_DOMAINS,
  KIND_LABELS,
  PRIVATE_KINDS,
  PRIVATE_LABELS,
  SENSITIVITIES,
} from './private-kinds.ts'
import { itemHash } from './tombstones.ts'
import type { PrivateKind } from './private-kinds.ts'
import type { EmailSignal, MeetingSignal, Signal } from './signal.ts'

/** Why a thing is not kept. Counts by reason are all that is ever said of it. */
export type DiscardReason =
  | PrivateKind
  | 'label'
  | 'private_event'
  | 'person'
  | 'domain'
  | 'thread'
  | 'automated'
  | 'internal'
  | 'left'
  | 'taken_out'

/** What one mailbox's owner, or the company for all of them, does not want kept. Folded to lower case. */
export type Scope = {
  people: ReadonlySet<string>
  domains: readonly string[]
  /** labels and folders as `markOf` writes them */
  marks: ReadonlySet<string>
  /** hashes of thread ids (`threadHash`) */
  threads: ReadonlySet<string>
}

/** All that decides whether a thing is kept: the company's rules, each mailbox's own, and what was taken out before. */
export type Rules = {
  company: Scope
  /** by source: `mail:anna@seller.example` */
  mailboxes: ReadonlyMap<string, Scope>
  /** sources that are read no longer */
  left: ReadonlySet<string>
  /** kinds that this company reads all the same */
  readKinds: ReadonlySet<string>
  /** whether an item, by its hash, was taken out of a source or of all */
  buried: (hash: string, source: string) => boolean
}

/** Whose the thing is by where it came from; null: nobody's that is known, and then what
 * colleagues write among themselves and what machines send is not kept. An import folder is one account's, all of it. */
export type Belongs = { accountDomains: readonly string[]; scope: string } | null

const NOBODY: Scope = { people: new Set(), domains: [], marks: new Set(), threads: new Set() }

/** Where nobody has said anything yet: what holds for every folder that is read in memory. */
export const DEFAULT_RULES: Rules = {
  company: NOBODY,
  mailboxes: new Map(),
  left: new Set(),
  readKinds: new Set(),
  buried: () => false,
}

/**
 * The one question that every connector asks before it keeps or hands on a thing that a source showed, and that
 * `storeSignals` asks again: null where it may be kept, else why not. It works on values and says nothing of the content.
 * Mail and meetings are a mailbox's; of CRM records, calls and documents only what was taken out stays out.
 */
export function excludedFrom(
  signal: Signal,
  source: string,
  rules: Rules,
  belongs: Belongs,
  sellerDomains: readonly string[] = [],
): DiscardReason | null {
  if (rules.left.has(source)) return 'left'
  if (signal.kind === 'email' || signal.kind === 'meeting') {
    const scopes = [rules.company, rules.mailboxes.get(source) ?? NOBODY]
    const marks = signal.marks?.[source] ?? []
    const marked = reasonOfMarks(marks, scopes, rules.readKinds)
    if (marked !== null) return marked
    const people = addressesOf(signal)
    if (scopes.some((scope) => people.some((email) => scope.people.has(email)))) return 'person'
    if (scopes.some((scope) => [...scope.people].some((email) => marks.includes(markOf('bcc', email))))) return 'person'
    if (people.some((email) => scopes.some(({ domains }) => isOf(email, domains)))) return 'domain'
    const among = people.length > 0 && people.every((email) => isOf(email, sellerDomains))
    if (belongs === null && among) return 'internal'
    if (signal.kind === 'email') {
      const threads = [signal.thread, signal.id, ...signal.references].map(threadHash)
      if (scopes.some((scope) => threads.some((hash) => scope.threads.has(hash)))) return 'thread'
      const kind = kindOf(signal, belongs?.accountDomains ?? [], sellerDomains)
      if (kind !== null && !rules.readKinds.has(kind)) return kind
      if (belongs === null && isAutomated(signal)) return 'automated'
    }
  }
  return rules.buried(itemHash(scopeOf(belongs?.scope ?? '', signal), itemKey(borneId(signal))), source)
    ? 'taken_out'
    : null
}

/** What a thread is known by once it is hidden: its id stands nowhere. */
export function threadHash(thread: string): string {
  return sha256(`thread\n${thread}`)
}

/** A label, a part of one, a sensitivity or a blind recipient as it is compared and kept: not readable. */
export function markOf(kind: 'label' | 'part' | 'sensitivity' | 'bcc', text: string): string {
  return sha256(`${kind}\n${folded(text)}`)
}

/** The marks of what a mailbox says of a message: labels and folders whole and by their parts (`Clients/Private`). */
export function marksOf(said: {
  labels: readonly string[]
  sensitivity: string | null
  bcc: readonly string[]
}): string[] {
  const labels = said.labels.slice(0, MOST_LABELS)
  return [
    ...new Set([
      ...labels.map((label) => markOf('label', label)),
      ...labels.flatMap((label) => label.split('/').map((part) => markOf('part', part))),
      ...(said.sensitivity === null ? [] : [markOf('sensitivity', said.sensitivity)]),
      ...said.bcc.slice(0, MOST_LABELS).map((email) => markOf('bcc', email)),
    ]),
  ]
}

const MOST_LABELS = 50

function folded(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()
}

const PRIVATE_MARKS = new Set([
  ...PRIVATE_LABELS.map((label) => markOf('part', label)),
  ...SENSITIVITIES.map((word) => markOf('sensitivity', word)),
])
/** A kind's labels count as whole labels only: `Health` is one's own, `Customers/Health` is a segment of the market. */
const KIND_MARKS = new Map(
  PRIVATE_KINDS.flatMap((kind) => KIND_LABELS[kind].map((label) => [markOf('label', label), kind] as const)),
)

function reasonOfMarks(
  marks: readonly string[],
  scopes: readonly Scope[],
  readKinds: ReadonlySet<string>,
): DiscardReason | null {
  if (marks.some((mark) => PRIVATE_MARKS.has(mark) || scopes.some((scope) => scope.marks.has(mark)))) return 'label'
  const kinds = marks.flatMap((mark) => KIND_MARKS.get(mark) ?? [])
  return kinds.find((kind) => !readKinds.has(kind)) ?? null
}

function isOf(email: string, domains: readonly string[]): boolean {
  return domains.length > 0 && sameCompany(domainOf(email), [...domains])
}

/** Everybody whom the thing names as writer, reader or guest. */
export function addressesOf(signal: EmailSignal | MeetingSignal): string[] {
  const parties =
    signal.kind === 'email' ? [signal.from, ...signal.to, ...signal.cc] : [signal.organizer, ...signal.attendees]
  const named = parties.flatMap((party) => (party?.email ? [party.email.toLowerCase()] : []))
  if (signal.kind === 'meeting') return named
  const behind = `${signal.headers['sender'] ?? ''} ${signal.headers['reply-to'] ?? ''}`.slice(0, 4000)
  return [...named, ...(behind.toLowerCase().match(/[^\s<>,;:"()@]{1,64}@[^\s<>,;:"()@]{1,255}/g) ?? [])]
}

/**
 * The kind of a message that is private by default. Whatever the account or a colleague has a part in beside its sender is
 * business, and a portal's domain counts for what its machines send: its people may be customers.
 */
function kindOf(
  mail: EmailSignal,
  accountDomains: readonly string[],
  sellerDomains: readonly string[],
): PrivateKind | null {
  const sender = mail.from?.email?.toLowerCase() ?? ''
  if (sender === '' || isOf(sender, sellerDomains)) return null
  if (addressesOf(mail).some((email) => isOf(email, accountDomains))) return null
  if (ATTORNEY_ENDINGS.some((ending) => sender.endsWith(`.${ending}`)) || PRIVILEGED.test(mail.subject))
    return 'attorney'
  return isAutomated(mail) ? (PRIVATE_KINDS.find((one) => isOf(sender, KIND_DOMAINS[one])) ?? null) : null
}

function isAutomated(mail: EmailSignal): boolean {
  return automaticKind(mail) !== null || isRobotAddress(mail.from?.email ?? '')
}

/** A marking that lawyers put before a subject, whole; never one word of it. */
const PRIVILEGED =
  /^[\W_]*(?:(?:re|aw|fw|fwd|wg|tr)\s*:[\W_]*)*(?:attorney[\s/-]+client\s+(?:privileged?|communication)|privileged\s+(?:and|&|\/)\s+confidential|legally\s+privileged|anwaltskorrespondenz\b|confidentiel\s+avocat)/i
