import { z } from 'zod'
import { QUALIFICATION_FIELDS } from '../findings/finding.ts'

/** The public brief, `baton.brief/1`. The contract's text is the authority; this schema is how the code holds it. */

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const email = z.string()
const evidenceKey = z.string().regex(/^e\d+$/)
const commitmentKey = z.string().regex(/^c\d+$/)

export const Evidence = z.strictObject({
  item: z.string(),
  field: z.string().optional(),
  kind: z.enum(['email', 'meeting', 'call', 'document', 'crm']),
  quote: z.string().min(1),
  start: z.int().min(0),
  end: z.int().min(0),
  at: z.string().nullable(),
  by: email.nullable(),
  /** whose words, where the item alone does not say it: speakers of a call, authors of forwarded mail */
  byName: z.string().optional(),
  forwardedBy: email.nullable(),
  cue: z.string().nullable(),
  handling: z.array(z.enum(['in_confidence', 'do_not_quote', 'do_not_contact', 'opted_out'])),
})
export type Evidence = z.infer<typeof Evidence>

/** One column's part of a line that is drawn as a row; the line's own text says the same without columns. */
export const Cell = z.strictObject({ text: z.string(), evidence: z.array(evidenceKey) })
export type Cell = z.infer<typeof Cell>

export const Line = z.strictObject({
  kind: z.enum(['fact', 'gap', 'human']),
  text: z.string().min(1),
  evidence: z.array(evidenceKey),
  shows: z.array(z.string()),
  by: email.optional(),
  /** as many as the section has columns; a person's edit drops them */
  cells: z.array(Cell).optional(),
})
export type Line = z.infer<typeof Line>

export const Section = z.strictObject({
  key: z.string(),
  heading: z.string(),
  required: z.boolean(),
  engine: z.enum(['local', 'model']),
  /** headings of a table; absent: a list */
  columns: z.array(z.string()).optional(),
  lines: z.array(Line).min(1),
})
export type Section = z.infer<typeof Section>

export const NextItem = z.strictObject({
  when: date.nullable(),
  /** as the reader sees it: "Fri 13 Jun, today", "Week of 2 Jun", "No date" */
  day: z.string().optional(),
  who: email.nullable(),
  /** "You" for the receiver, else the shortest name that is not ambiguous */
  whoName: z.string().nullable().optional(),
  what: z.string(),
  kind: z.enum(['promise', 'meeting', 'step']),
  /** a few words beside it: promised, overdue, not in Salesforce */
  note: z.string().optional(),
  shows: z.array(z.string()),
  evidence: z.array(evidenceKey),
  /** the person who wrote it in review; it then has no evidence */
  by: email.optional(),
})
export type NextItem = z.infer<typeof NextItem>

export const CarefulItem = z.strictObject({
  kind: z.enum(['in_confidence', 'do_not', 'heard_as_promise', 'corrected']),
  text: z.string(),
  evidence: z.array(evidenceKey),
  /** the person who wrote it in review; it then has no evidence */
  by: email.optional(),
})
export type CarefulItem = z.infer<typeof CarefulItem>

const QualificationValue = z.strictObject({
  value: z.string(),
  basis: z.enum(['customer', 'seller', 'inferred']),
  evidence: z.array(evidenceKey).min(1),
})

/** One item that the brief cites, for the numbered list at its end. Names, not addresses: it is read by people. */
export const Source = z.strictObject({
  item: z.string(),
  kind: z.enum(['email', 'meeting', 'call', 'document', 'crm']),
  path: z.string().nullable(),
  at: z.string().nullable(),
  /** "Mail 11 Jun, Arlo → Priya, Dan" */
  label: z.string(),
})
export type Source = z.infer<typeof Source>

/** What stands above the brief: who hands over to whom, as of when, and the next meeting. */
export const Head = z.strictObject({
  title: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  seller: z.string(),
  /** "Fri 13 Jun 2025, 18:00 Chicago time": the one place where the zone is named */
  asOf: z.string(),
  meeting: Line,
})
export type Head = z.infer<typeof Head>

export const Brief = z.strictObject({
  schema: z.literal('baton.brief/1'),
  id: z.string().regex(/^b_[0-9a-f]{16}$/),
  revision: z.int().min(1),
  contentHash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  account: z.strictObject({ name: z.string(), domains: z.array(z.string()) }),
  deal: z.strictObject({ id: z.string(), name: z.string(), why: z.string() }).nullable(),
  handoff: z.strictObject({ type: z.string(), from: email.nullable(), to: email.nullable() }),
  asOf: z.string(),
  /** the reader's zone, in which days are named */
  zone: z.string(),
  readThrough: z.string().nullable(),
  engine: z.strictObject({
    name: z.string(),
    version: z.string(),
    model: z.string().nullable(),
    prompts: z.record(z.string(), z.string()),
  }),
  usage: z.unknown().nullable(),
  evidence: z.record(evidenceKey, Evidence),
  head: Head.optional(),
  headline: z.array(Line).max(5),
  next: z.array(NextItem),
  /** under the list: what else is open, and how many promises were kept, replaced, withdrawn */
  nextNotes: z.array(Line).optional(),
  careful: z.array(CarefulItem),
  sections: z.array(Section),
  commitments: z.array(
    z.strictObject({
      id: commitmentKey,
      by: email.nullable(),
      byName: z.string().nullable(),
      to: email.nullable(),
      what: z.string(),
      due: date.nullable(),
      conditional: z.string().nullable(),
      status: z.enum(['open', 'done', 'superseded', 'withdrawn']),
      overdue: z.boolean(),
      inCrm: z.boolean(),
      inContract: z.enum(['yes', 'no', 'not_read']),
      evidence: z.array(evidenceKey).min(1),
      resolvedBy: z.array(evidenceKey),
      /** what a person said otherwise than the mails, and who */
      corrected: z.array(z.strictObject({ by: email, how: z.enum(['done', 'by', 'due']) })).optional(),
    }),
  ),
  asks: z.array(
    z.strictObject({
      what: z.string(),
      by: email.nullable(),
      times: z.int(),
      answered: z.boolean(),
      evidence: z.array(evidenceKey).min(1),
    }),
  ),
  pains: z.array(
    z.strictObject({ text: z.string(), impact: z.string().nullable(), evidence: z.array(evidenceKey).min(1) }),
  ),
  stakeholders: z.array(
    z.strictObject({
      email: email.nullable(),
      name: z.string(),
      title: z.string().nullable(),
      side: z.enum(['customer', 'partner', 'seller']),
      roles: z.array(z.string()),
      stated: z.boolean(),
      sentiment: z.enum(['positive', 'neutral', 'negative']),
      inCrm: z.boolean(),
      left: z.boolean(),
      awayUntil: date.nullable(),
      lastHeardAt: z.string().nullable(),
      evidence: z.array(evidenceKey),
    }),
  ),
  risks: z.array(z.strictObject({ kind: z.string(), text: z.string(), evidence: z.array(evidenceKey).min(1) })),
  nextSteps: z.array(
    z.strictObject({
      what: z.string(),
      owner: email.nullable(),
      due: date.nullable(),
      commitment: commitmentKey.nullable(),
      evidence: z.array(evidenceKey).min(1),
    }),
  ),
  qualification: z.strictObject({
    framework: z.enum(['meddic', 'meddpicc', 'bant', 'spiced']),
    fields: z.strictObject(
      Object.fromEntries(QUALIFICATION_FIELDS.map((field) => [field, QualificationValue.nullable()])) as Record<
        (typeof QUALIFICATION_FIELDS)[number],
        z.ZodNullable<typeof QualificationValue>
      >,
    ),
  }),
  contradictions: z.array(
    z.strictObject({
      record: z.string(),
      field: z.string(),
      crmValue: z.string().nullable(),
      evidenceValue: z.string(),
      evidence: z.array(evidenceKey).min(1),
    }),
  ),
  artefacts: z.array(
    z.strictObject({ what: z.string(), item: z.string(), at: z.string().nullable(), read: z.boolean() }),
  ),
  openQuestions: z.array(z.string()),
  coverage: z.array(
    z.strictObject({
      source: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      items: z.int(),
      discarded: z.int(),
      complete: z.boolean(),
      gaps: z.array(z.string()),
    }),
  ),
  notRead: z.array(z.string()),
  /** what was read, in one sentence: whose mailboxes, from when to when, how many of what */
  readSummary: z.string().optional(),
  /** one for each item that the evidence points at, in the order of the evidence */
  sources: z.array(Source).optional(),
  completeness: z.strictObject({ required: z.int(), present: z.int(), missing: z.array(z.string()) }),
  warnings: z.array(z.strictObject({ kind: z.string(), item: z.string(), text: z.string() })),
  withheld: z.strictObject({ evidence: z.int(), lines: z.int() }),
  rejected: z.array(z.strictObject({ kind: z.string(), text: z.string().nullable(), reason: z.string() })),
})
export type Brief = z.infer<typeof Brief>
