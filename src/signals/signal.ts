/**
 * What the rest of Baton reads: one thing that a source showed, reduced to its visible text.
 * Shapes and ids are those of the public contract ("An item's time", "Item ids", "Visible text").
 */

/** Somebody as a header, an invite or a transcript names them. `email` is lower-cased. */
export type Party = { name: string | null; email: string | null }

export type SegmentRole = 'authored' | 'quoted' | 'forwarded' | 'signature' | 'disclaimer'

/** A stretch of an item's visible text; offsets are UTF-16 units. Segments cover the text without overlap. */
export type Segment = {
  role: SegmentRole
  start: number
  end: number
  /** who first wrote it, as the attribution line or the header says */
  by: Party | null
  /** when the quoted or forwarded message was sent, if its header says so (ISO instant) */
  at: string | null
}

/** `item@start`, or `item@field@start` for a CRM field: stable as long as the item's text is. */
export type SentenceId = string

/** The smallest piece of visible text that evidence can point at. */
export type Sentence = {
  id: SentenceId
  item: string
  /** the CRM field whose value holds it, else null */
  field: string | null
  start: number
  end: number
  /** exactly `text.slice(start, end)` of the item (or of the field's value) */
  text: string
  role: SegmentRole
  /** whose words these are */
  by: Party | null
  /** the sender of the item, where the words are somebody else's (quoted, forwarded) */
  forwardedBy: string | null
  at: string | null
  /** transcript: start of the cue it begins in, `HH:MM:SS.mmm` */
  cue: string | null
  language: 'en' | 'de' | 'fr' | 'es' | null
  /**
   * May this sentence be read as a statement of `by`? False for signatures and disclaimers, for automatic mail,
   * and for quoted or forwarded words whose original is at hand (they speak there, once).
   */
  speaks: boolean
  /** it or its paragraph gives orders to a machine: it can be pointed at, but states nothing about the deal */
  toMachine?: true
}

/** Why a message was not written for its reader by a person; null for a person's own mail. */
export type Automatic = 'newsletter' | 'out_of_office' | 'calendar' | 'bounce' | 'other'

export type WarningKind =
  | 'hidden_text'
  | 'part_mismatch'
  | 'lookalike'
  | 'unread'
  | 'no_model'
  | 'crm_newer'
  | 'same_id'

export type Warning = { kind: WarningKind; item: string; text: string }

type SignalBase = {
  /** the contract's item id */
  id: string
  /** path below the import folder, for the reader's source list; null for items that came through an API */
  path: string | null
  /** the sources that showed it, sorted: `mail:anna@seller.example`, `calendar`, `transcripts`, `salesforce` … */
  sources: string[]
  /**
   * What each source's mailbox says of it, as `marksOf` writes it: labels, folders, sensitivity, blind recipients. It decides
   * whether the item is kept and is no part of it.
   */
  marks?: Record<string, string[]>
  /** ISO instant in UTC, or null where the item has no time of its own */
  at: string | null
  /** the visible text; empty for CRM records, whose text stands in `fields` */
  text: string
  segments: Segment[]
  /** sha256 over what was read of it */
  contentHash: string
  warnings: Warning[]
  /** the id that its source gave it, where another item bears that too and this one is called otherwise (`same-id.ts`) */
  bears?: string
  /** the row of the workspace that holds it; nothing where it was read from a folder */
  row?: number
  /** sha256 of the bytes of the message that it was read from */
  bytesHash?: string
  /** of a message, and of what it carried: sha256 over what the message says, white space aside; it outlives the text */
  bodyHash?: string
  /** its words were kept for their days and are gone; who, when and the hash stay */
  expired?: true
}

export type Attachment = {
  name: string
  mediaType: string
  bytes: number
  /** the document signal that holds its text, or null where it was not read */
  item: string | null
  /** why it was not read, in words for the reader */
  unread: string | null
}

export type EmailSignal = SignalBase & {
  kind: 'email'
  from: Party | null
  to: Party[]
  cc: Party[]
  subject: string
  /** Message-IDs (no angle brackets) of parents, nearest last */
  references: string[]
  /** id shared by the messages of one conversation */
  thread: string
  automatic: Automatic | null
  attachments: Attachment[]
  /** the sender's own zone offset in minutes east of UTC, from the Date header */
  offsetMinutes: number
  /**
   * Raw values of the header fields that tell a machine's mail from a person's, names in lower case, only those present:
   * auto-submitted, precedence, list-id, list-unsubscribe, return-path, content-type (the message's own), feedback-id,
   * sender, reply-to, x-failed-recipients, x-autoreply, x-autorespond, x-auto-response-suppress, x-mailer,
   * authentication-results (the topmost: what the receiving server found)
   */
  headers: Record<string, string>
  /** stretches of `text` that came from `<blockquote>` elements (outermost only); empty where the text was plain */
  quotes: { start: number; end: number }[]
}

export type Participation = 'accepted' | 'declined' | 'tentative' | 'needs_action'

export type MeetingSignal = SignalBase & {
  kind: 'meeting'
  subject: string
  location: string | null
  organizer: Party | null
  attendees: (Party & { status: Participation })[]
  /** ISO instants; `allDay` meetings start at midnight in `zone` */
  startAt: string
  endAt: string | null
  allDay: boolean
  /** IANA zone of DTSTART, or null for UTC and floating times */
  zone: string | null
  sequence: number
  cancelled: boolean
  /** the RRULE as written; `nextOccurrence` in read/recurrence.ts says when it meets next */
  recurrence: string | null
  /** occurrences of a series that were called off (`startAt` null) or moved; at most a few hundred */
  exceptions?: { at: string; startAt: string | null }[]
  /** earlier sequences of the same UID, newest last: where it was before it moved */
  earlier: { sequence: number; startAt: string }[]
}

export type Cue = { start: number; end: number; at: string; speaker: string | null }

export type CallSignal = SignalBase & {
  kind: 'call'
  subject: string
  /** cues in order; offsets into `text` */
  cues: Cue[]
  speakers: string[]
}

export type DocumentSignal = SignalBase & {
  kind: 'document'
  name: string
  /** the message that carried it, or null for a file of the folder */
  message: string | null
}

export type CrmSignal = SignalBase & {
  kind: 'crm'
  vendor: 'salesforce' | 'hubspot'
  /** object as the vendor's API spells it: `Opportunity`, `deals` */
  object: string
  record: string
  /** field name to its value as the API returns it (numbers as JSON literals, HTML as visible text) */
  fields: Record<string, string>
  /** names of fields that are present and empty */
  empty: string[]
  /** ids of associated records: `hubspot:contacts/101`, `salesforce:Account/001…` */
  related: string[]
}

export type Signal = EmailSignal | MeetingSignal | CallSignal | DocumentSignal | CrmSignal

/** A thing that was there and was not read. `text` says what and why in one line. */
export type Unread = { item: string; text: string }
