import type { Party, SentenceId } from '../signals/signal.ts'
import type { Side } from '../signals/corpus.ts'
import type { Verdict } from './corrections.ts'

/**
 * What an engine answers with. A finding points at sentences by id and never retypes a quote (DESIGN E1);
 * the sentence that carries it stands first. `why` names the rule or reason, for `baton read` and reviewers.
 */
type Pointed = { sentences: SentenceId[]; why: string }

/** One utterance of a promise. The ledger merges mentions of the same promise into one commitment. */
export type CommitmentMention = Pointed & {
  kind: 'commitment'
  /** who has to do it */
  by: Party | null
  to: Party | null
  what: string
  /** YYYY-MM-DD, resolved against the message's date and zone */
  due: string | null
  /** the condition in its own words, or null */
  conditional: string | null
}

/** Floated, then taken back or never confirmed; the other side may count on it. */
export type HeardAsPromise = Pointed & { kind: 'heard_as_promise'; by: Party | null; to: Party | null; what: string }

export type AskMention = Pointed & {
  kind: 'ask'
  by: Party | null
  what: string
  /** a thing or a deed that the customer wants of the seller; otherwise a courtesy, an appointment, a plain question */
  wanted: boolean
}

/** Words that say what became of an earlier promise; `owed`: nothing yet, whatever the CRM says. */
export type Resolution = Pointed & {
  kind: 'resolution'
  how: 'done' | 'superseded' | 'withdrawn' | 'owed'
  by: Party | null
  /** what it is about, in the words of the sentence */
  what: string
  /** the new date, for `superseded` */
  due: string | null
}

/** A mark on what was said: it limits who may read and whether it may be repeated (DESIGN E7). */
export type HandlingMark = Pointed & {
  kind: 'handling'
  mark: 'in_confidence' | 'do_not_quote' | 'do_not_contact' | 'opted_out'
  by: Party | null
  /** from whom it is kept, as said; empty: from everybody outside the deal team */
  from: string[]
  /** the sentences that the mark covers (the cue itself included) */
  covers: SentenceId[]
}

export type Pain = Pointed & {
  kind: 'pain'
  text: string
  impact: { text: string; sentences: SentenceId[] } | null
  by: Party | null
}

export type RiskKind =
  | 'budget'
  | 'timeline'
  | 'competitor'
  | 'champion_left'
  | 'silent'
  | 'technical'
  | 'legal_security'
  | 'scope'
  | 'adoption'
  | 'pricing'
  | 'other'

export type Risk = Pointed & { kind: 'risk'; risk: RiskKind; text: string }

export type NextStep = Pointed & { kind: 'next_step'; what: string; owner: string | null; due: string | null }

export type Role =
  | 'economic_buyer'
  | 'decision_maker'
  | 'champion'
  | 'technical_evaluator'
  | 'user'
  | 'procurement'
  | 'legal'
  | 'skeptic'
  | 'blocker'
  | 'executive_sponsor'
  | 'influencer'

/** `identity` is an Identity's id. `stated`: the customer said so; else inferred from what the person does. */
export type RoleFinding = Pointed & { kind: 'role'; identity: string; role: Role; stated: boolean }

export type Sentiment = 'positive' | 'neutral' | 'negative'
export type SentimentFinding = Pointed & { kind: 'sentiment'; identity: string; sentiment: Sentiment }

export const QUALIFICATION_FIELDS = [
  'budget',
  'authority',
  'need',
  'timeline',
  'metrics',
  'economic_buyer',
  'decision_criteria',
  'decision_process',
  'identify_pain',
  'champion',
  'competition',
  'situation',
  'impact',
  'critical_event',
] as const
export type QualificationField = (typeof QUALIFICATION_FIELDS)[number]
export type QualificationFinding = Pointed & {
  kind: 'qualification'
  field: QualificationField
  value: string
  basis: 'customer' | 'seller' | 'inferred'
}

export type Finding =
  | CommitmentMention
  | HeardAsPromise
  | AskMention
  | Resolution
  | HandlingMark
  | Pain
  | Risk
  | NextStep
  | RoleFinding
  | SentimentFinding
  | QualificationFinding

/** One promise over its whole life, as the ledger knows it at `asOf`. */
export type Commitment = {
  by: Party | null
  to: Party | null
  what: string
  due: string | null
  conditional: string | null
  status: 'open' | 'done' | 'superseded' | 'withdrawn'
  overdue: boolean
  inCrm: boolean
  inContract: 'yes' | 'no' | 'not_read'
  /** where it was said, the carrying words first, restatements after */
  sentences: SentenceId[]
  /** what changed it last */
  resolvedBy: SentenceId[]
  /** index in the ledger of the promise that replaced this one */
  supersededBy: number | null
  /** what a person said otherwise than the mails, and who */
  corrected?: { by: string; how: 'done' | 'by' | 'due' }[]
}

export type Ask = { what: string; by: Party | null; times: number; answered: boolean; sentences: SentenceId[] }

export type Stakeholder = {
  identity: string
  email: string | null
  name: string
  title: string | null
  side: Side
  roles: Role[]
  /** the customer said what the part is; false: inferred */
  stated: boolean
  sentiment: Sentiment
  inCrm: boolean
  left: boolean
  awayUntil: string | null
  lastHeardAt: string | null
  sentences: SentenceId[]
}

export type Contradiction = {
  /** item id of the CRM record */
  record: string
  /** `Opportunity.CloseDate`, `deals.amount` */
  field: string
  /** as the API returns it; null where the field is empty */
  crmValue: string | null
  /** short, in the words of the evidence */
  evidenceValue: string
  sentences: SentenceId[]
}

/** What is known about one account: engines' findings after the checks, the ledger and the look at the CRM. */
export type Understanding = {
  commitments: Commitment[]
  heardAsPromise: HeardAsPromise[]
  asks: Ask[]
  handling: HandlingMark[]
  pains: Pain[]
  risks: Risk[]
  nextSteps: NextStep[]
  stakeholders: Stakeholder[]
  qualification: Partial<Record<QualificationField, QualificationFinding>>
  contradictions: Contradiction[]
  /** what people said of findings, where the words of it were read */
  corrections?: { by: string; verdict: Verdict }[]
  /** findings that a check refused: no customer text unless the refusal was about a detail */
  rejected: { kind: string; text: string | null; reason: string }[]
}
