import { countDiscard } from '../signals/discards.ts'
import { excludedFrom } from '../signals/exclusion.ts'
import type { Discards } from '../signals/discards.ts'
import type { Belongs, DiscardReason, Rules } from '../signals/exclusion.ts'
import type { EventVersion } from '../signals/read/calendar.ts'
import type { Answer } from '../signals/read/event-versions.ts'
import type { CallSignal, CrmSignal, DocumentSignal, EmailSignal, Signal, Unread } from '../signals/signal.ts'
import type { WorkspaceFile } from './workspace-file.ts'

/** What reading has brought together so far. */
export class Gathered {
  readonly workspace: WorkspaceFile | null
  readonly mails: EmailSignal[] = []
  readonly events: EventVersion[] = []
  readonly answers: Answer[] = []
  readonly calls: CallSignal[] = []
  readonly documents: DocumentSignal[] = []
  readonly crm: CrmSignal[] = []
  readonly unread: Unread[] = []
  /** what a source has and Baton has not read, by source */
  readonly gaps = new Map<string, string[]>()
  /** items that may not be kept, by source and reason */
  readonly discarded: Discards = new Map()
  /** UIDs of events that somebody marked as private */
  readonly withheld = new Set<string>()
  private readonly invites = new Map<EmailSignal, readonly string[]>()
  private readonly rules: Rules
  private readonly belongs: Belongs
  private readonly sellerDomains: readonly string[]

  constructor(workspace: WorkspaceFile | null, rules: Rules) {
    this.workspace = workspace
    this.rules = rules
    // A folder is one account's: what lies in it belongs to the account, whoever wrote it.
    this.belongs = { accountDomains: workspace?.account?.domains ?? [], scope: '' }
    this.sellerDomains = workspace?.seller?.domains ?? []
  }

  /** A message that may be kept, with the UIDs of the events that it invites to. */
  addMail(mail: EmailSignal, invites: readonly string[]) {
    this.mails.push(mail)
    if (invites.length > 0) this.invites.set(mail, invites)
  }

  /**
   * Takes out the invitations to events that were found to be private after their messages were read: the message says in
   * words what the event is about.
   */
  withdrawInvitations() {
    for (const [mail, invites] of this.invites) {
      if (!invites.some((uid) => this.withheld.has(uid))) continue
      drop(this.mails, (one) => one === mail)
      drop(this.documents, ({ message, path }) => message === mail.id && path === mail.path)
      const about = (text: string) => text.startsWith(`${mail.id}/`) || text.startsWith(`${mail.id}:`)
      drop(this.unread, ({ item }) => item === mail.id || about(item))
      for (const gaps of this.gaps.values()) drop(gaps, about)
      for (const source of mail.sources) this.discard(source, 'private_event', 1)
    }
  }

  /** Whether an item may be kept; one that may not is counted here and forgotten. */
  keeps(signal: Signal, source: string): boolean {
    const reason = excludedFrom(signal, source, this.rules, this.belongs, this.sellerDomains)
    if (reason !== null) this.discard(source, reason, 1)
    return reason === null
  }

  keepsMeeting({ meeting }: EventVersion): boolean {
    return !this.withheld.has(meeting.id) && meeting.sources.every((source) => this.keeps(meeting, source))
  }

  /** One thing that was not read: a line for the reader, and a gap in its source. */
  miss(source: string, item: string, text: string) {
    this.unread.push({ item, text })
    const gaps = this.gaps.get(source) ?? []
    if (gaps.length < 20) gaps.push(`${item}: ${text}`)
    this.gaps.set(source, gaps)
  }

  discard(source: string, reason: DiscardReason, count: number) {
    if (count > 0) countDiscard(this.discarded, source, reason, count)
  }
}

function drop<T>(from: T[], goes: (one: T) => boolean) {
  from.splice(0, from.length, ...from.filter((one) => !goes(one)))
}
