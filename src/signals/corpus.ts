import type { Sentence, SentenceId, Signal, Unread, Warning } from './signal.ts'

export type Side = 'customer' | 'partner' | 'seller'

/** A statement about an identity and the sentences that carry it. */
export type Attested<T> = { value: T; sentences: SentenceId[] }

/** One person of flesh and blood, joined over addresses, spellings, signatures, invites, calls and CRM records. */
export type Identity = {
  /** first known address, else `name:` and the folded name */
  id: string
  emails: string[]
  name: string
  /** every spelling met, the one people use most first */
  names: string[]
  title: Attested<string> | null
  side: Side
  organization: string | null
  /** CRM records that stand for this person (`salesforce:Contact/…`); empty: not in the CRM */
  crmRecords: string[]
  /** no longer there, and the words that say so */
  left: Attested<true> | null
  /** last day away (YYYY-MM-DD), as of `asOf` */
  awayUntil: Attested<string> | null
  /** the last item that this person wrote or spoke in */
  lastHeardAt: string | null
  /** sentences that show the person exists and matters: own words first, then mentions */
  sentences: SentenceId[]
}

export type Seller = { name: string; domains: string[]; people: { name: string; email: string; role: string | null }[] }
export type Account = { name: string; domains: string[] }

/** A deal record and how it was chosen; `why` is shown to the reader. */
export type Deal = { id: string; name: string; why: string; others: { id: string; name: string }[] }

export type Coverage = {
  source: string
  from: string | null
  to: string | null
  items: number
  discarded: number
  complete: boolean
  gaps: string[]
}

/**
 * Everything known about one account as of one moment, in memory: what engines read and what findings are checked against.
 * Signals are in time order (undated first), sentences in the order of their signals; both are deterministic for the same folder.
 */
export type Corpus = {
  seller: Seller
  account: Account
  deal: Deal | null
  handoff: { type: string; from: string | null; to: string | null }
  /** ISO instant */
  asOf: string
  /** IANA zone of the reader, named once in the brief; UTC where nothing tells */
  zone: string
  signals: Signal[]
  sentences: Sentence[]
  identities: Identity[]
  coverage: Coverage[]
  unread: Unread[]
  warnings: Warning[]
  /** what was derived because workspace.json did not say it; one line each, for standard error */
  notes: string[]
}
