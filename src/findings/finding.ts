import { z } from 'zod'
import type { Party, SentenceId } from '../signals/signal.ts'
import type { Side } from '../signals/corpus.ts'
import type { Verdict } from './corrections.ts'

/** As `Party` of a signal. */
const Who = z.strictObject({ name: z.string().max(200).nullable(), email: z.string().max(320).nullable() })
/** Words of a finding. No sentence of a mail that somebody reads is longer. */
const Words = z.string().min(1).max(2000)
const Ids = z.array(z.string().min(1).max(1000)).min(1).max(500)
const Day = z.iso.date()

/**
 * What an engine answers with. A finding points at sentences by id and never retypes a quote (DESIGN E1);
 * the sentence that carries it stands first. `why` names the rule or reason, for `baton read` and reviewers.
 */
const pointed = { sentences: Ids, why: z.string().max(200) }

/** One utterance of a promise. The ledger merges mentions of the same promise into one commitment. */
const CommitmentMention = z.strictObject({
  kind: z.literal('commitment'),
  ...pointed,
  /** who has to do it */
  by: Who.nullable(),
  to: Who.nullable(),
  what: Words,
  /** YYYY-MM-DD, resolved against the message's date and zone */
  due: Day.nullable(),
  /** the condition in its own words, or null */
  conditional: Words.nullable(),
})
export type CommitmentMention = z.infer<typeof CommitmentMention>

/** Floated, then taken back or never confirmed; the other side may count on it. */
const HeardAsPromise = z.strictObject({
  kind: z.literal('heard_as_promise'),
  ...pointed,
  by: Who.nullable(),
  to: Who.nullable(),
  what: Words,
})
export type HeardAsPromise = z.infer<typeof HeardAsPromise>

const AskMention = z.strictObject({
  kind: z.literal('ask'),
  ...pointed,
  by: Who.nullable(),
  what: Words,
  /** a thing or a deed that the customer wants of the seller; otherwise a courtesy, an appointment, a plain question */
  wanted: z.boolean(),
})
export type AskMention = z.infer<typeof AskMention>

/** Words that say what became of an earlier promise; `owed`: nothing yet, whatever the CRM says. */
const Resolution = z.strictObject({
  kind: z.literal('resolution'),
  ...pointed,
  how: z.enum(['done', 'superseded', 'withdrawn', 'owed']),
  by: Who.nullable(),
  /** what it is about, in the words of the sentence */
  what: Words,
  /** the new date, for `superseded` */
  due: Day.nullable(),
})
export type Resolution = z.infer<typeof Resolution>

/** A mark on what was said: it limits who may read and whether it may be repeated (DESIGN E7). */
const HandlingMark = z.strictObject({
  kind: z.literal('handling'),
  ...pointed,
  mark: z.enum(['in_confidence', 'do_not_quote', 'do_not_contact', 'opted_out']),
  by: Who.nullable(),
  /** from whom it is kept, as said; empty: from everybody outside the deal team */
  from: z.array(Words).max(50),
  /** the sentences that the mark covers (the cue itself included) */
  covers: Ids,
})
export type HandlingMark = z.infer<typeof HandlingMark>

const Pain = z.strictObject({
  kind: z.literal('pain'),
  ...pointed,
  text: Words,
  impact: z.strictObject({ text: Words, sentences: Ids }).nullable(),
  by: Who.nullable(),
})
export type Pain = z.infer<typeof Pain>

const RiskKind = z.enum([
  'budget',
  'timeline',
  'competitor',
  'champion_left',
  'silent',
  'technical',
  'legal_security',
  'scope',
  'adoption',
  'pricing',
  'other',
])
export type RiskKind = z.infer<typeof RiskKind>

const Risk = z.strictObject({ kind: z.literal('risk'), ...pointed, risk: RiskKind, text: Words })
export type Risk = z.infer<typeof Risk>

/** `owner` is an address. */
const NextStep = z.strictObject({
  kind: z.literal('next_step'),
  ...pointed,
  what: Words,
  owner: z.string().max(320).nullable(),
  due: Day.nullable(),
})
export type NextStep = z.infer<typeof NextStep>

const Role = z.enum([
  'economic_buyer',
  'decision_maker',
  'champion',
  'technical_evaluator',
  'user',
  'procurement',
  'legal',
  'skeptic',
  'blocker',
  'executive_sponsor',
  'influencer',
])
export type Role = z.infer<typeof Role>

/** `identity` is an Identity's id. `stated`: the customer said so; else inferred from what the person does. */
const RoleFinding = z.strictObject({
  kind: z.literal('role'),
  ...pointed,
  identity: z.string().max(500),
  role: Role,
  stated: z.boolean(),
})
export type RoleFinding = z.infer<typeof RoleFinding>

const Sentiment = z.enum(['positive', 'neutral', 'negative'])
export type Sentiment = z.infer<typeof Sentiment>
const SentimentFinding = z.strictObject({
  kind: z.literal('sentiment'),
  ...pointed,
  identity: z.string().max(500),
  sentiment: Sentiment,
})
export type SentimentFinding = z.infer<typeof SentimentFinding>

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
const QualificationFinding = z.strictObject({
  kind: z.literal('qualification'),
  ...pointed,
  field: z.enum(QUALIFICATION_FIELDS),
  value: Words,
  basis: z.enum(['customer', 'seller', 'inferred']),
})
export type QualificationFinding = z.infer<typeof QualificationFinding>

/** Everything that an engine may say; what has another shape, or one key more, is not taken. */
export const Finding = z.discriminatedUnion('kind', [
  CommitmentMention,
  HeardAsPromise,
  AskMention,
  Resolution,
  HandlingMark,
  Pain,
  Risk,
  NextStep,
  RoleFinding,
  SentimentFinding,
  QualificationFinding,
])
export type Finding = z.infer<typeof Finding>

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
