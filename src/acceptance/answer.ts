import { sql } from 'kysely'
import { loadSeen } from '../briefs/sight.ts'
import { appendEvent } from '../db/events.ts'
import { AppError } from '../lib/errors.ts'
import { actsFor } from '../access/standing-in.ts'
import { joinTeamOfBrief } from '../access/team.ts'
import { assertDecides } from '../review/policy.ts'
import { loadAcceptance } from './acceptance.ts'
import { acceptanceMachine } from './machine.ts'
import type { UpdateObject } from 'kysely'
import type { EventData } from '../db/events.ts'
import type { Tables, Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'
import type { Step } from '../lib/machine.ts'
import type { Acceptance, CommitmentAnswer, DeclineReason } from './acceptance.ts'
import type { AcceptanceState } from './machine.ts'

/** What an answer names: the revision that was read, and its content hash or twelve hex digits of it or more. */
export type AnswerRequest = { briefId: string; revision: number; contentHash: string }

export type AnswerOutcome =
  | { outcome: 'done'; acceptance: Acceptance }
  /** the same answer stands already */
  | { outcome: 'already_decided'; acceptance: Acceptance }
  /** something differs from what was read; nothing happened */
  | { outcome: 'conflict'; why: string; acceptance: Acceptance }

type Side = 'receiver' | 'sender' | 'either'

/** The receiver takes it over. The date of the first contact becomes a promise of theirs, with a clock. */
export async function accept(
  trx: Trx,
  viewer: Viewer,
  request: AnswerRequest & { complete: boolean; firstContact: string | null; note?: string },
): Promise<AnswerOutcome> {
  const { complete, firstContact, note = null } = request
  return answerWith(trx, viewer, request, 'receiver', acceptanceMachine.step('accept', 'accepted'), {
    kind: 'acceptance.accepted',
    data: { complete, firstContact },
    set: { complete, first_contact: firstContact, note, reason: null, answered_by: viewer.person },
    standing: (now) => now.state === 'accepted' && now.answeredBy === viewer.person,
  })
}

/** The receiver sends it back with a reason. */
export async function decline(
  trx: Trx,
  viewer: Viewer,
  request: AnswerRequest & { reason: DeclineReason; note?: string },
): Promise<AnswerOutcome> {
  const { reason, note = null } = request
  return answerWith(trx, viewer, request, 'receiver', acceptanceMachine.step('decline', 'declined'), {
    kind: 'acceptance.declined',
    data: { reason },
    set: { reason, note, answered_by: viewer.person },
    standing: (now) => now.state === 'declined' && now.reason === reason,
  })
}

/** The receiver asks; from now on the sender's clock runs. */
export async function query(
  trx: Trx,
  viewer: Viewer,
  request: AnswerRequest & { questions: readonly string[] },
): Promise<AnswerOutcome> {
  const questions = request.questions.map((question) => question.trim()).filter((question) => question !== '')
  if (questions.length === 0) throw new AppError('bad_call', 'a query needs a question')
  return answerWith(trx, viewer, request, 'receiver', acceptanceMachine.step('query', 'queried'), {
    kind: 'acceptance.queried',
    data: { questions: questions.length },
    set: {},
    after: async ({ briefId, revision }) => {
      const rows = questions.map((question) => ({ brief_id: briefId, revision, question, asked_by: viewer.person }))
      await trx.insertInto('acceptance_questions').values(rows).execute()
    },
    standing: (now) =>
      now.state === 'queried' && questions.every((asked) => now.questions.some(({ question }) => question === asked)),
  })
}

/**
 * The sender's answers, each to its question. The receiver's clock goes on when the last open question has its answer;
 * until then the state stays and only the answers are kept.
 */
export async function answer(
  trx: Trx,
  viewer: Viewer,
  request: AnswerRequest & { answers: readonly { question: number; answer: string }[] },
): Promise<AnswerOutcome> {
  const before = await lockAcceptance(trx, viewer, request, 'sender')
  const why = mismatch(before, request)
  if (why !== null) return { outcome: 'conflict', why, acceptance: before }
  for (const { question, answer: words } of request.answers) {
    if (words.trim() === '') throw new AppError('bad_call', `question ${question}: the answer is empty`)
    const asked = before.questions.find(({ id }) => id === question)
    if (asked === undefined)
      throw new AppError('bad_input', `${before.briefId} has no question ${question}; see baton show`)
    if (asked.answer !== null && asked.answer !== words.trim())
      return {
        outcome: 'conflict',
        why: `question ${question} was answered by ${asked.answeredBy}`,
        acceptance: before,
      }
    if (asked.answer !== null) continue
    await trx
      .updateTable('acceptance_questions')
      .set({ answer: words.trim(), answered_by: viewer.person, answered_at: sql<string>`baton_now()` })
      .where('id', '=', question)
      .where('answer', 'is', null)
      .execute()
  }
  const now = await loadAcceptance(trx, before.briefId)
  const answered = (one: Acceptance) => one.questions.filter((asked) => asked.answer !== null).length
  if (answered(now) === answered(before)) return { outcome: 'already_decided', acceptance: now }
  const open = now.questions.length - answered(now)
  if (open > 0) {
    const data = { revision: now.revision, open }
    await appendEvent(trx, { kind: 'acceptance.answered_in_part', subject: now.briefId, actor: viewer.person, data })
    return { outcome: 'done', acceptance: now }
  }
  return answerWith(trx, viewer, request, 'sender', acceptanceMachine.step('answer', 'waiting'), {
    kind: 'acceptance.answered',
    data: { questions: now.questions.length },
    set: {},
    standing: () => false,
  })
}

/** Somebody else is to take it over. Either side may say so; the clock of the new receiver starts. */
export async function reassign(
  trx: Trx,
  viewer: Viewer,
  request: AnswerRequest & { receiver: string },
): Promise<AnswerOutcome> {
  const receiver = request.receiver.toLowerCase()
  const person = await trx.selectFrom('people').select('active').where('email', '=', receiver).executeTakeFirst()
  if (person?.active !== true)
    throw new AppError('bad_input', `${receiver} is not one of the people here; see baton init`)
  await joinTeamOfBrief(trx, request.briefId, { person: receiver, part: 'handoff' }, viewer.person)
  return answerWith(trx, viewer, request, 'either', acceptanceMachine.step('reassign', 'waiting'), {
    kind: 'acceptance.reassigned',
    data: { receiver },
    set: { receiver },
    standing: (now) => now.state === 'waiting' && now.receiver === receiver,
  })
}

/** The lead goes back to marketing: declined, and nobody hands it over again for now. */
export async function nurture(trx: Trx, viewer: Viewer, request: AnswerRequest): Promise<AnswerOutcome> {
  return answerWith(trx, viewer, request, 'either', acceptanceMachine.step('nurture', 'nurture'), {
    kind: 'acceptance.nurtured',
    set: {},
    standing: (now) => now.state === 'nurture',
  })
}

/** The sender takes the handoff back before it was answered. */
export async function withdrawHandoff(trx: Trx, viewer: Viewer, request: AnswerRequest): Promise<AnswerOutcome> {
  return answerWith(trx, viewer, request, 'sender', acceptanceMachine.step('withdraw', 'withdrawn'), {
    kind: 'acceptance.withdrawn',
    set: {},
    standing: (now) => now.state === 'withdrawn',
  })
}

/** What was accepted is open again: the receiver's clock starts anew. */
export async function reopen(trx: Trx, viewer: Viewer, request: AnswerRequest): Promise<AnswerOutcome> {
  return answerWith(trx, viewer, request, 'either', acceptanceMachine.step('reopen', 'waiting'), {
    kind: 'acceptance.reopened',
    set: { complete: null, first_contact: null, answered_by: null, note: null },
    standing: () => false,
  })
}

/** The receiver's answer to one promise: taken over, contested, to be renegotiated, or given to another person. */
export async function answerCommitment(
  trx: Trx,
  viewer: Viewer,
  request: AnswerRequest & Omit<CommitmentAnswer, 'answeredBy'>,
): Promise<AnswerOutcome> {
  const before = await lockAcceptance(trx, viewer, request, 'receiver')
  const why = mismatch(before, request)
  if (why !== null) return { outcome: 'conflict', why, acceptance: before }
  if (!ANSWERS_COMMITMENTS.includes(before.state))
    return {
      outcome: 'conflict',
      why: `${before.briefId} is ${before.state}: its promises are no longer answered`,
      acceptance: before,
    }
  const { briefId, revision, commitment, answer: word, person, due, note } = request
  const brief = (await loadSeen(trx, briefId, revision))?.seen
  if (brief?.commitments.every(({ id }) => id !== commitment) ?? true)
    throw new AppError(
      'bad_input',
      `${briefId} has no promise ${commitment.slice(0, 20)}; its promises are in baton show ${briefId} --json`,
    )
  if (word === 'assigned' && person === null)
    throw new AppError('bad_call', `${commitment}: name the person it is assigned to`)
  const standing = before.commitments.find((one) => one.commitment === commitment)
  if (standing?.answer === word && standing.person === person && standing.due === due && standing.note === note)
    return { outcome: 'already_decided', acceptance: before }
  const values = { answer: word, person, due, note, answered_by: viewer.person }
  await trx
    .insertInto('commitment_answers')
    .values({ brief_id: briefId, revision, commitment, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['brief_id', 'revision', 'commitment'])
        .doUpdateSet({ ...values, answered_at: sql<string>`baton_now()` }),
    )
    .execute()
  await appendEvent(trx, {
    kind: COMMITMENT_EVENTS[word],
    subject: briefId,
    actor: viewer.person,
    data: { revision, commitment, person, due },
  })
  return { outcome: 'done', acceptance: await loadAcceptance(trx, briefId) }
}

const ANSWERS_COMMITMENTS: readonly AcceptanceState[] = ['waiting', 'queried', 'accepted']

const COMMITMENT_EVENTS = {
  accepted: 'commitment.accepted',
  contested: 'commitment.contested',
  renegotiate: 'commitment.to_renegotiate',
  assigned: 'commitment.assigned',
} as const

/** One guarded step of the machine with its event, for the side that may take it. */
async function answerWith(
  trx: Trx,
  viewer: Viewer,
  request: AnswerRequest,
  side: Side,
  step: Step<string, AcceptanceState, AcceptanceState>,
  what: {
    kind: `acceptance.${string}`
    data?: EventData
    set: UpdateObject<Tables, 'acceptances'>
    after?: (acceptance: Acceptance) => Promise<void>
    standing: (now: Acceptance) => boolean
  },
): Promise<AnswerOutcome> {
  const before = await lockAcceptance(trx, viewer, request, side)
  const why = mismatch(before, request)
  if (why !== null) return { outcome: 'conflict', why, acceptance: before }
  const turned = what.standing(before)
    ? undefined
    : await trx
        .updateTable('acceptances')
        .set({ ...what.set, state: step.to, changed_at: sql<string>`baton_now()` })
        .where('brief_id', '=', request.briefId)
        .where('revision', '=', request.revision)
        .where('state', 'in', step.from)
        .returning('brief_id')
        .executeTakeFirst()
  if (turned === undefined) {
    if (what.standing(before)) return { outcome: 'already_decided', acceptance: before }
    return {
      outcome: 'conflict',
      why: `${before.briefId} is ${before.state}: ${step.action} is not possible`,
      acceptance: before,
    }
  }
  await what.after?.(before)
  await appendEvent(trx, {
    kind: what.kind,
    subject: before.briefId,
    actor: viewer.person,
    data: { revision: before.revision, contentHash: before.contentHash, ...what.data },
  })
  return { outcome: 'done', acceptance: await loadAcceptance(trx, before.briefId) }
}

/** Locks the answer and refuses whoever it is not for: only the named receiver answers, only the sender's side takes back, and whoever stands in for them. */
export async function lockAcceptance(
  trx: Trx,
  viewer: Viewer,
  { briefId }: AnswerRequest,
  side: Side,
): Promise<Acceptance> {
  await assertDecides(trx, viewer)
  await trx.selectFrom('acceptances').select('brief_id').where('brief_id', '=', briefId).forUpdate().execute()
  const acceptance = await loadAcceptance(trx, briefId)
  const { receiver, sender } = acceptance
  const may = { receiver: [receiver], sender: [sender], either: [receiver, sender] }[side]
  // Where nobody is named as the sender, any person of the company but the receiver speaks for them.
  const anyone = side !== 'receiver' && sender === null
  const standsFor = await actsFor(trx)
  if (!may.some((person) => person !== null && standsFor.has(person)) && !anyone) {
    const whose = side === 'receiver' ? receiver : side === 'sender' ? (sender ?? '') : `${receiver} or ${sender ?? ''}`
    throw new AppError('forbidden', `${briefId} is for ${whose} to answer, not for ${viewer.person}`)
  }
  return acceptance
}

export function mismatch(now: Acceptance, { revision, contentHash }: AnswerRequest): string | null {
  const hex = contentHash.replace(/^sha256:/, '').toLowerCase()
  if (!/^[0-9a-f]{12,64}$/.test(hex))
    throw new AppError('bad_call', 'a hash is named by twelve hex digits or more; copy it from the brief')
  if (now.revision !== revision)
    return `revision ${now.revision} of ${now.briefId} was delivered, not ${revision}; read it first`
  if (!now.contentHash.startsWith(`sha256:${hex}`))
    return `the hash is not that of the brief that was delivered; read it first`
  return null
}
