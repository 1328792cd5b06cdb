import type { ColumnType, Generated, GeneratedAlways, Transaction } from 'kysely'

/** A transaction that was opened by `database.as`. */
export type Trx = Transaction<Tables>

/** Every table, by its name in SQL. A room that adds a migration adds its tables here. */
export interface Tables {
  workspace: WorkspaceTable
  people: PeopleTable
  deal_team: DealTeamTable
  absences: AbsencesTable
  sessions: SessionsTable
  access_tokens: AccessTokensTable
  identities: IdentitiesTable
  used_sign_ins: UsedSignInsTable
  events: EventsTable
  event_head: EventHeadTable
  log_names: LogNamesTable
  erasures: ErasuresTable
  forgotten: ForgottenTable
  forgetting_key: ForgettingKeyTable
  retention: RetentionTable
  accounts: AccountsTable
  account_domains: AccountDomainsTable
  sources: SourcesTable
  exclusions: ExclusionsTable
  tombstones: TombstonesTable
  discards: DiscardsTable
  signals: SignalsTable
  sightings: SightingsTable
  account_signals: AccountSignalsTable
  imports: ImportsTable
  handoffs: HandoffsTable
  briefs: BriefsTable
  brief_revisions: BriefRevisionsTable
  brief_items: BriefItemsTable
  reviews: ReviewsTable
  dispatches: DispatchesTable
  decisions: DecisionsTable
  review_comments: ReviewCommentsTable
  review_seen: ReviewSeenTable
  checkpoints: CheckpointsTable
  deliveries: DeliveriesTable
  acceptances: AcceptancesTable
  acceptance_questions: AcceptanceQuestionsTable
  commitment_answers: CommitmentAnswersTable
  corrections: CorrectionsTable
  correction_quotes: CorrectionQuotesTable
  source_secrets: SourceSecretsTable
}

/** Written as ISO text or left to the database, read as a Date. */
export type Timestamp = ColumnType<Date, string | undefined, string>

interface WorkspaceTable {
  single: Generated<boolean>
  seller_name: string
  seller_domains: string[]
  default_sharing: Generated<Sharing>
  read_kinds: Generated<string[]>
  created_at: Timestamp
}

interface PeopleTable {
  email: string
  name: string
  title: string | null
  roles: Generated<string[]>
  active: Generated<boolean>
  manager: string | null
  left_at: ColumnType<Date | null, string | null | undefined, string | null>
  created_at: Timestamp
}

interface DealTeamTable {
  account_id: string
  person: string
  part: 'owner' | 'member' | 'mailbox' | 'handoff' | 'added'
  since: Timestamp
}

interface AbsencesTable {
  id: GeneratedAlways<number>
  person: string
  delegate: string
  from_day: string
  to_day: string
  ended_at: ColumnType<Date | null, string | null | undefined, string | null>
}

interface SessionsTable {
  id: Generated<string>
  secret_hash: string
  person: string
  signed_in_at: ColumnType<Date, string, never>
  seen_at: Timestamp
  ends_at: ColumnType<Date, string, never>
}

interface AccessTokensTable {
  id: Generated<string>
  secret_hash: string
  person: string
  name: string
  scopes: string[]
  made_at: Timestamp
  expires_at: ColumnType<Date, string, never>
  used_at: ColumnType<Date | null, string | null | undefined, string | null>
  revoked_at: ColumnType<Date | null, string | null | undefined, string | null>
}

interface IdentitiesTable {
  issuer: string
  subject: string
  person: string
  since: Timestamp
}

interface UsedSignInsTable {
  secret_hash: string
  used_at: Timestamp
}

interface EventsTable {
  seq: number
  at: ColumnType<Date, string, never>
  kind: string
  subject: string
  actor: string
  body: string
  prev: string
  hash: string
}

interface EventHeadTable {
  single: Generated<boolean>
  seq: number
  hash: string
}

interface LogNamesTable {
  token: string
  address: string
  salt: string
}

interface ErasuresTable {
  id: Generated<string>
  kind: 'person' | 'account'
  counts: string
  pending: Generated<string>
  made_at: Timestamp
  rewritten_at: OptionalTimestamp
}

interface ForgottenTable {
  erasure_id: string
  kind: 'address' | 'name' | 'word' | 'part' | 'person' | 'item' | 'domain' | 'account'
  hash: string
}

interface ForgettingKeyTable {
  single: Generated<boolean>
  key: string
}

interface RetentionTable {
  kind: 'text' | 'drafts' | 'deals' | 'jobs' | 'signins'
  days: number
  changed_by: string
  changed_at: Timestamp
}

interface AccountsTable {
  id: Generated<string>
  name: string
  created_at: Timestamp
}

interface AccountDomainsTable {
  domain: string
  account_id: string
}

interface SourcesTable {
  id: GeneratedAlways<number>
  name: string
  owner: string | null
  sharing: Generated<Sharing>
  state: Generated<'read' | 'left'>
  read_at: OptionalTimestamp
  chosen_by: string | null
  chosen_at: OptionalTimestamp
  created_at: Timestamp
}

/** How far a mailbox is seen: by its owner, by the deal team of an item's account, by everybody here. */
export type Sharing = 'private' | 'team' | 'everyone'

interface ExclusionsTable {
  id: GeneratedAlways<number>
  source_id: number | null
  what: 'person' | 'domain' | 'label' | 'thread'
  value: string
  made_by: string
  made_at: Timestamp
}

interface TombstonesTable {
  item_hash: string
  source: Generated<string>
  reason: string
  exclusion_id: number | null
  made_at: Timestamp
}

interface DiscardsTable {
  source: string
  account_id: string | null
  reason: string
  items: number
}

interface SignalsTable {
  id: GeneratedAlways<number>
  scope: Generated<string>
  item: string
  variant: Generated<string>
  bytes_hash: Generated<string>
  kind: string
  at: ColumnType<Date | null, string | null, string | null>
  content_hash: string
  body: string
  version: Generated<number>
  stored_at: Timestamp
}

interface SightingsTable {
  signal_id: number
  source_id: number
  accounts: Generated<string[]>
  hidden: Generated<boolean>
  marks: Generated<string[]>
  seen_at: Timestamp
}

interface AccountSignalsTable {
  account_id: string
  signal_id: number
  path: string | null
  name: string | null
}

interface ImportsTable {
  account_id: string
  fingerprint: string
  context: string
  done: Generated<boolean>
  started_at: Timestamp
}

interface HandoffsTable {
  id: Generated<string>
  account_id: string
  deal: Generated<string>
  type: string
  from_person: string | null
  to_person: string | null
  created_at: Timestamp
}

interface BriefsTable {
  id: string
  handoff_id: string
  as_of: ColumnType<Date, string, string>
  created_at: Timestamp
}

interface BriefItemsTable {
  brief_id: string
  revision: number
  signal_id: number
  name: string | null
}

interface BriefRevisionsTable {
  brief_id: string
  revision: number
  content_hash: string
  body: string
  created_by: string
  created_at: Timestamp
  struck_hash: string | null
}

/** A time that may be absent: written as ISO text, read as a Date. */
type OptionalTimestamp = ColumnType<Date | null, string | null | undefined, string | null>

interface ReviewsTable {
  brief_id: string
  revision: number
  state: 'pending' | 'redraft' | 'approved' | 'rejected' | 'lapsed' | 'withdrawn'
  approvals_needed: number
  requested_by: string
  opened_at: Timestamp
  changed_at: Timestamp
  expires_at: OptionalTimestamp
  newer: string | null
  taken_by: string | null
  taken_until: OptionalTimestamp
  assigned_to: string | null
  snoozed_until: OptionalTimestamp
}

interface DispatchesTable {
  brief_id: string
  revision: number
  dispatch_hash: string
  body: string
  media_type: string
  rendered: Uint8Array
  struck: Generated<boolean>
  created_at: Timestamp
}

interface DecisionsTable {
  id: GeneratedAlways<number>
  brief_id: string
  revision: number
  dispatch_hash: string
  decision: 'approve' | 'edit' | 'return' | 'reject' | 'withdraw' | 'undo' | 'resubmit'
  actor: string
  reason: string | null
  request_key: string | null
  decided_at: Timestamp
}

interface ReviewCommentsTable {
  id: GeneratedAlways<number>
  brief_id: string
  revision: number
  place: string | null
  text: string
  written_by: string
  written_at: Timestamp
}

interface ReviewSeenTable {
  brief_id: string
  revision: number
  person: string
  place: string
  seen_at: Timestamp
}

interface CheckpointsTable {
  seq: number
  hash: string
  key_id: string
  signature: string
  signed_at: Timestamp
}

interface DeliveriesTable {
  id: string
  brief_id: string
  revision: number
  dispatch_hash: string
  channel: string
  target: string
  state: 'queued' | 'held' | 'sending' | 'unsure' | 'sent' | 'refused' | 'dropped' | 'recalled'
  not_before: Timestamp
  attempts: Generated<number>
  worker: string | null
  ref: string | null
  refused: Generated<string>
  reason: string | null
  queued_at: Timestamp
  started_at: OptionalTimestamp
  settled_at: OptionalTimestamp
}

interface AcceptancesTable {
  brief_id: string
  revision: number
  content_hash: string
  state: 'waiting' | 'queried' | 'accepted' | 'declined' | 'nurture' | 'withdrawn'
  handoff_type: string
  sender: string | null
  receiver: string
  reason: string | null
  note: string | null
  complete: boolean | null
  first_contact: string | null
  answered_by: string | null
  delivered_at: Timestamp
  changed_at: Timestamp
}

interface AcceptanceQuestionsTable {
  id: GeneratedAlways<number>
  brief_id: string
  revision: number
  question: string
  asked_by: string
  asked_at: Timestamp
  answer: string | null
  answered_by: string | null
  answered_at: OptionalTimestamp
}

interface CommitmentAnswersTable {
  brief_id: string
  revision: number
  commitment: string
  answer: 'accepted' | 'contested' | 'renegotiate' | 'assigned'
  person: string | null
  due: string | null
  note: string | null
  answered_by: string
  answered_at: Timestamp
}

interface CorrectionsTable {
  id: GeneratedAlways<number>
  account_id: string
  brief_id: string
  finding: string
  kind: string
  verdict: 'not_a_promise' | 'wrong' | 'done' | 'by' | 'due' | 'duplicate' | 'not_this_deal'
  value: string | null
  about: string | null
  deal: string | null
  words: string
  other: string
  made_by: string
  made_at: Timestamp
  undone_by: string | null
  undone_at: OptionalTimestamp
}

interface CorrectionQuotesTable {
  correction_id: number
  signal_id: number
  place: number
  quote: string
}

interface SourceSecretsTable {
  id: string
  source_id: number
  kind: string
  ciphertext: Uint8Array
  key_version: number
  updated_at: Timestamp
}
