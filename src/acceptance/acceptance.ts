import { AppError } from '../lib/errors.ts'
import type { Trx } from '../db/tables.ts'
import type { AcceptanceState } from './machine.ts'

/** The receiver's answer to one delivered brief, as it stands. */
export type Acceptance = {
  briefId: string
  revision: number
  contentHash: string
  state: AcceptanceState
  handoffType: string
  sender: string | null
  receiver: string
  /** why it was declined, as the catalogue names it */
  reason: string | null
  note: string | null
  complete: boolean | null
  /** YYYY-MM-DD */
  firstContact: string | null
  answeredBy: string | null
  deliveredAt: Date
  questions: Question[]
  commitments: CommitmentAnswer[]
}

export type Question = {
  id: number
  question: string
  askedBy: string
  askedAt: Date
  answer: string | null
  answeredBy: string | null
  answeredAt: Date | null
}

export type CommitmentAnswer = {
  commitment: string
  answer: 'accepted' | 'contested' | 'renegotiate' | 'assigned'
  person: string | null
  due: string | null
  note: string | null
  answeredBy: string
}

/** Why a handoff is declined. A company's own catalogue replaces this one. */
export const DECLINE_REASONS = [
  'criterion_not_met',
  'missing_context',
  'wrong_owner',
  'bad_timing',
  'duplicate',
  'other',
] as const
export type DeclineReason = (typeof DECLINE_REASONS)[number]

/** Throws `not_found` where nothing was delivered under this id, or the viewer may not see it. */
export async function loadAcceptance(trx: Trx, briefId: string): Promise<Acceptance> {
  const found = await findAcceptance(trx, briefId)
  if (found === null)
    throw new AppError('not_found', `${briefId} was not delivered to a receiver yet; see baton deliver`)
  return found
}

/** The same, or null. */
export async function findAcceptance(trx: Trx, briefId: string): Promise<Acceptance | null> {
  const row = await trx.selectFrom('acceptances').selectAll().where('brief_id', '=', briefId).executeTakeFirst()
  if (row === undefined) return null
  const questions = await trx
    .selectFrom('acceptance_questions')
    .selectAll()
    .where('brief_id', '=', briefId)
    .where('revision', '=', row.revision)
    .orderBy('id')
    .execute()
  const answers = await trx
    .selectFrom('commitment_answers')
    .selectAll()
    .where('brief_id', '=', briefId)
    .where('revision', '=', row.revision)
    .orderBy('commitment')
    .execute()
  return {
    briefId,
    revision: row.revision,
    contentHash: row.content_hash,
    state: row.state,
    handoffType: row.handoff_type,
    sender: row.sender,
    receiver: row.receiver,
    reason: row.reason,
    note: row.note,
    complete: row.complete,
    firstContact: row.first_contact,
    answeredBy: row.answered_by,
    deliveredAt: row.delivered_at,
    questions: questions.map((one) => ({
      id: one.id,
      question: one.question,
      askedBy: one.asked_by,
      askedAt: one.asked_at,
      answer: one.answer,
      answeredBy: one.answered_by,
      answeredAt: one.answered_at,
    })),
    commitments: answers.map((one) => ({
      commitment: one.commitment,
      answer: one.answer,
      person: one.person,
      due: one.due,
      note: one.note,
      answeredBy: one.answered_by,
    })),
  }
}

/** What waits for somebody, the longest first: for a receiver, for a sender, or for anybody. */
export async function listAcceptances(
  trx: Trx,
  only: { states: readonly AcceptanceState[]; receiver?: string; sender?: string },
): Promise<Acceptance[]> {
  let query = trx.selectFrom('acceptances').select('brief_id').where('state', 'in', only.states)
  if (only.receiver !== undefined) query = query.where('receiver', '=', only.receiver)
  if (only.sender !== undefined) query = query.where('sender', '=', only.sender)
  const rows = await query.orderBy('delivered_at').orderBy('brief_id').limit(200).execute()
  const found: Acceptance[] = []
  for (const { brief_id: briefId } of rows) found.push(await loadAcceptance(trx, briefId))
  return found
}
