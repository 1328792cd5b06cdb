import { z } from 'zod'
import { contentHashOf } from '../briefs/hash.ts'
import { findingsNamed, namedFindings } from '../briefs/named-findings.ts'
import { loadSeen } from '../briefs/sight.ts'
import { saveRevision } from '../briefs/store.ts'
import { AppError } from '../lib/errors.ts'
import { canonicalJson, sha256 } from '../lib/json.ts'
import { CHANGE_TYPE, changeBytes } from './change.ts'
import { openReview } from './open.ts'
import { assertPerson } from './policy.ts'
import type { Brief } from '../briefs/brief.ts'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'
import type { Change } from './change.ts'
import type { Dispatch } from './dispatch.ts'
import type { ReviewPolicy } from './policy.ts'

/** `finding`: a contradiction by its name, x1. `value`: what shall stand there, where that is not what was said. */
export const FixRequest = z.strictObject({
  finding: z.string().min(1).max(60),
  value: z.string().trim().min(1).max(2_000).optional(),
})
export type FixRequest = z.infer<typeof FixRequest>

/** A proposed write under review. Its id is that of a small brief of its own, approved like any other. */
export type ProposedFix = {
  briefId: string
  revision: number
  dispatchHash: string
  state: string
  channel: string
  record: string
  field: string
  from: string | null
  to: string
}

/** What may be written: which fields (`Opportunity.CloseDate`), and through which channels. */
export type FixPorts = { fields: readonly string[]; channels: ReadonlySet<string>; policy: ReviewPolicy }

/**
 * Turns a contradiction of a brief into a proposed write: the old value, the new one and the words that prove it, under one
 * hash, for the record's owner to approve. Writes nothing. Throws `bad_call` with the way out where it could not be written
 * either: no connection, a field that nobody configured, words said in confidence.
 */
export async function proposeFix(
  trx: Trx,
  viewer: Viewer,
  briefId: string,
  request: FixRequest,
  { fields, channels, policy }: FixPorts,
): Promise<ProposedFix> {
  await assertPerson(trx, viewer)
  const stored = await loadSeen(trx, briefId)
  if (stored === null)
    throw new AppError('not_found', `there is no brief ${briefId.slice(0, 40)}; see what there is with: baton queue`)
  const brief = stored.seen
  const [named] = findingsNamed(brief, request.finding, 'wrong')
  const place = namedFindings(brief)
    .filter(({ kind }) => kind === 'contradiction')
    .findIndex(({ id }) => id === named?.id)
  const found = brief.contradictions[place]
  if (found === undefined)
    throw new AppError('bad_call', `${request.finding} is nothing that the CRM says otherwise; name one: x1`)
  const vendor = found.record.split(':')[0] ?? ''
  const name = NAMES[vendor] ?? 'the CRM'
  const field = found.field.split('.').at(-1) ?? ''
  if (NAMES[vendor] === undefined || !channels.has(vendor))
    throw new AppError(
      'bad_call',
      `no connection to ${name} is set up: correct ${found.field} there by hand, or see .env.example`,
    )
  if (!fields.includes(found.field))
    throw new AppError(
      'bad_call',
      `${found.field} is no field that may be written: an administrator adds it to BATON_CRM_FIELDS`,
    )
  const words = found.evidence.flatMap((key) => brief.evidence[key] ?? [])
  if (words.some(({ handling }) => handling.includes('in_confidence')))
    throw new AppError(
      'bad_call',
      `${request.finding} rests on words said in confidence: what a CRM shows to all is corrected by hand`,
    )

  const to = request.value ?? found.evidenceValue
  const change: Change = {
    schema: 'baton.change/1',
    title: `${name}: ${found.field}`,
    record: found.record,
    changes: [{ field, from: found.crmValue, to }],
    words: words
      .filter(({ handling }) => !handling.includes('do_not_quote'))
      .map(({ quote, by, at }) => ({ quote, by, at })),
  }
  const proposal = proposalOf(brief, found, change, viewer.person)
  const dispatch = dispatchOf(proposal, change, vendor)
  await saveRevision(trx, stored.handoffId, proposal, viewer.person, {
    items: [found.record, ...Object.values(proposal.evidence).map(({ item }) => item)],
  })
  const opening = { dispatch, requestedBy: viewer.person, type: brief.handoff.type, hurts: [] }
  const { review } = await openReview(trx, viewer, opening, policy)
  return {
    briefId: proposal.id,
    revision: review.revision,
    dispatchHash: review.dispatchHash,
    state: review.state,
    channel: vendor,
    record: found.record,
    field,
    from: found.crmValue,
    to,
  }
}

const NAMES: Record<string, string> = { salesforce: 'Salesforce', hubspot: 'HubSpot' }

/** A brief of one line, so that it is seen, forgotten, struck and logged as every other brief is. */
function proposalOf(brief: Brief, found: Brief['contradictions'][number], change: Change, by: string): Brief {
  const [one] = change.changes
  const id = `b_${sha256(canonicalJson({ fixes: brief.id, record: change.record, change: one })).slice(7, 23)}`
  const evidence = Object.fromEntries(
    found.evidence.flatMap((key) => {
      const entry = brief.evidence[key]
      return entry === undefined ? [] : [[key, entry] as const]
    }),
  )
  const items = new Set(Object.values(evidence).map(({ item }) => item))
  const { head: _head, readSummary: _read, nextNotes: _notes, ...rest } = brief
  const text = `${found.field}: ${one?.from ?? '(empty)'} → ${one?.to ?? ''}`
  const proposal: Brief = {
    ...rest,
    id,
    revision: 1,
    usage: null,
    evidence,
    headline: [{ kind: 'human', text, evidence: [], shows: [], by }],
    next: [],
    careful: [],
    sections: [],
    commitments: [],
    asks: [],
    pains: [],
    stakeholders: [],
    risks: [],
    nextSteps: [],
    qualification: { ...brief.qualification, fields: emptied(brief.qualification.fields) },
    contradictions: [found],
    artefacts: [],
    openQuestions: [],
    notRead: [],
    completeness: { required: 0, present: 0, missing: [] },
    warnings: [],
    ...(brief.sources === undefined ? {} : { sources: brief.sources.filter(({ item }) => items.has(item)) }),
    rejected: [],
  }
  return { ...proposal, contentHash: contentHashOf(proposal) }
}

function emptied<T extends Record<string, unknown>>(fields: T): { [K in keyof T]: null } {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, null])) as { [K in keyof T]: null }
}

/** What the approval is of: the fields and their values beside the bytes that the channel writes from (DESIGN R1). */
function dispatchOf(brief: Brief, change: Change, channel: string): Dispatch {
  const rendered = changeBytes(change)
  const body: Dispatch['body'] = {
    briefId: brief.id,
    revision: brief.revision,
    contentHash: brief.contentHash,
    audience: 'record',
    channel,
    target: change.record,
    recipients: [],
    subject: change.title,
    rendered: sha256(rendered),
    attachments: [],
    fields: change.changes.map(({ field, to }) => ({ record: change.record, field, value: to })),
  }
  return { body, hash: sha256(canonicalJson(body)), mediaType: CHANGE_TYPE, rendered }
}
