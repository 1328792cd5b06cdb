import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAcceptances, loadAcceptance } from '../../src/acceptance/acceptance.ts'
import {
  accept,
  answer,
  answerCommitment,
  decline,
  nurture,
  query,
  reassign,
  reopen,
  withdrawHandoff,
} from '../../src/acceptance/answer.ts'
import { acceptanceClock } from '../../src/acceptance/clocks.ts'
import { openAcceptance } from '../../src/acceptance/open.ts'
import { resubmit } from '../../src/acceptance/resubmit.ts'
import { readEvents, verifyEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { fileChannel } from '../../src/delivery/channels/file.ts'
import { deliver } from '../../src/delivery/deliver.ts'
import { officeHours } from '../../src/lib/calendar.ts'
import { approve } from '../../src/review/decide.ts'
import { DEFAULT_POLICY } from '../../src/review/policy.ts'
import { loadReview } from '../../src/review/review.ts'
import { GONE, INES, MILO, openDesk, promisesIn, render, RUTH } from '../review/desk.ts'
import type { AnswerRequest } from '../../src/acceptance/answer.ts'
import type { Viewer } from '../../src/db/viewer.ts'
import type { Desk } from '../review/desk.ts'

const policy = DEFAULT_POLICY
const HOUR = 3_600_000
let desk: Desk
let outbox: string
let seed = 0
beforeAll(async () => {
  desk = await openDesk()
  await desk.clear()
  outbox = mkdtempSync(join(tmpdir(), 'outbox-'))
})
afterAll(async () => {
  await desk?.close()
  rmSync(outbox, { recursive: true, force: true })
})

const as: Desk['database']['as'] = (viewer, work) => desk.database.as(viewer, work)
const kinds = (briefId: string) =>
  as(SYSTEM, async (trx) =>
    (await readEvents(trx, { subject: briefId }))
      .map(({ kind }) => kind)
      .filter((kind) => /^(acceptance|commitment)\./.test(kind)),
  )

/** Approves, delivers, and opens the acceptance of the current revision. Ines hands over to Milo. */
async function handOver(briefId: string): Promise<AnswerRequest> {
  const review = await as(INES, (trx) => loadReview(trx, briefId))
  const outcome = await as(INES, (trx) =>
    approve(trx, INES, { briefId, revision: review.revision, dispatchHash: review.dispatchHash }, policy),
  )
  if (outcome.outcome !== 'decided' || outcome.decision.delivery === null) throw new Error('not approved')
  const { id } = outcome.decision.delivery
  await deliver({ database: desk.database, channels: new Map([['file', fileChannel(outbox)]]), worker: 'w' }, id)
  const opened = await as(SYSTEM, (trx) => openAcceptance(trx, briefId, id))
  if (opened === null) throw new Error('not opened')
  expect(await as(SYSTEM, (trx) => openAcceptance(trx, briefId, id))).toEqual(opened)
  return { briefId, revision: opened.revision, contentHash: opened.contentHash }
}
const delivered = async () => handOver((await desk.open(++seed)).brief.id)
const by = <R>(viewer: Viewer, act: (trx: Parameters<typeof accept>[0], viewer: Viewer) => Promise<R>) =>
  as(viewer, (trx) => act(trx, viewer))

describe('an acceptance', () => {
  it('is of the delivered revision and hash, by the named receiver alone', async () => {
    const request = await delivered()
    const taking = { ...request, complete: true, firstContact: '2026-03-04' }
    for (const viewer of [INES, RUTH, GONE, SYSTEM])
      await expect(by(viewer, (trx, me) => accept(trx, me, taking))).rejects.toMatchObject({ code: 'forbidden' })
    for (const wrong of [{ revision: 2 }, { contentHash: `sha256:${'ab'.repeat(32)}` }])
      expect(await by(MILO, (trx, me) => accept(trx, me, { ...taking, ...wrong }))).toMatchObject({
        outcome: 'conflict',
      })
    const short = { ...taking, contentHash: request.contentHash.slice(7, 19) }
    expect(await by(MILO, (trx, me) => accept(trx, me, short))).toMatchObject({
      outcome: 'done',
      acceptance: { state: 'accepted', complete: true, firstContact: '2026-03-04', answeredBy: MILO.person },
    })
    expect(await kinds(request.briefId)).toEqual(['acceptance.opened', 'acceptance.accepted'])
  })

  it('happens once, however often and however many at once say so', async () => {
    const request = await delivered()
    const taking = { ...request, complete: true, firstContact: null }
    const outcomes = await Promise.all([
      ...Array.from({ length: 5 }, () => by(MILO, (trx, me) => accept(trx, me, taking))),
      ...Array.from({ length: 5 }, () =>
        by(MILO, (trx, me) => decline(trx, me, { ...request, reason: 'wrong_owner' })),
      ),
    ])
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    expect(outcomes.filter(({ outcome }) => outcome === 'already_decided')).toHaveLength(4)
    expect(await kinds(request.briefId)).toHaveLength(2)
  })

  it('waits while the sender answers every question, each in its place, and then goes on', async () => {
    const request = await delivered()
    const asked = await by(MILO, (trx, me) =>
      query(trx, me, { ...request, questions: ['Who signs?', ' Which depot? '] }),
    )
    expect(asked).toMatchObject({
      outcome: 'done',
      acceptance: { state: 'queried', questions: [{ question: 'Who signs?' }, { question: 'Which depot?' }] },
    })
    const [first, second] = asked.acceptance.questions
    const say = (question: number, words: string) =>
      by(INES, (trx, me) => answer(trx, me, { ...request, answers: [{ question, answer: words }] }))
    await expect(by(MILO, (trx, me) => answer(trx, me, { ...request, answers: [] }))).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await say(first?.id ?? 0, 'Otto')).toMatchObject({ outcome: 'done', acceptance: { state: 'queried' } })
    expect(await say(first?.id ?? 0, 'Otto')).toMatchObject({ outcome: 'already_decided' })
    expect(await say(first?.id ?? 0, 'Somebody else')).toMatchObject({ outcome: 'conflict' })
    expect(await say(second?.id ?? 0, 'The northern one')).toMatchObject({
      outcome: 'done',
      acceptance: {
        state: 'waiting',
        questions: [{ answer: 'Otto', answeredBy: INES.person }, { answer: 'The northern one' }],
      },
    })
    await expect(say(9_999, 'x')).rejects.toMatchObject({ code: 'bad_input' })
    // Words of people stay out of the log, which outlives an erasure.
    expect(JSON.stringify(await as(SYSTEM, (trx) => readEvents(trx)))).not.toContain('northern')
  })

  it('answers each promise by itself, and the last answer stands', async () => {
    const request = await delivered()
    const say = (commitment: string, word: 'contested' | 'assigned' | 'accepted', person: string | null = null) =>
      by(MILO, (trx, me) =>
        answerCommitment(trx, me, { ...request, commitment, answer: word, person, due: null, note: null }),
      )
    expect(await say('c1', 'contested')).toMatchObject({ outcome: 'done' })
    expect(await say('c1', 'contested')).toMatchObject({ outcome: 'already_decided' })
    expect(await say('c1', 'accepted')).toMatchObject({ outcome: 'done' })
    await expect(say('c2', 'assigned')).rejects.toMatchObject({ code: 'bad_call' })
    expect(await say('c2', 'assigned', RUTH.person)).toMatchObject({
      acceptance: {
        commitments: [
          { commitment: 'c1', answer: 'accepted' },
          { commitment: 'c2', answer: 'assigned', person: RUTH.person },
        ],
      },
    })
    await expect(say('c77', 'contested')).rejects.toMatchObject({ code: 'bad_input' })
    expect((await kinds(request.briefId)).slice(1)).toEqual([
      'commitment.contested',
      'commitment.accepted',
      'commitment.assigned',
    ])
  })

  it('moves to another receiver with a clock of their own, and the first one has no say any more', async () => {
    const request = await delivered()
    await expect(
      by(MILO, (trx, me) => reassign(trx, me, { ...request, receiver: 'eve@elsewhere.example' })),
    ).rejects.toMatchObject({ code: 'bad_input' })
    desk.clock.advance(2 * HOUR)
    expect(await by(INES, (trx, me) => reassign(trx, me, { ...request, receiver: RUTH.person }))).toMatchObject({
      outcome: 'done',
    })
    await expect(
      by(MILO, (trx, me) => accept(trx, me, { ...request, complete: true, firstContact: null })),
    ).rejects.toMatchObject({ code: 'forbidden' })
    desk.clock.advance(HOUR)
    const events = await as(SYSTEM, (trx) => readEvents(trx, { subject: request.briefId }))
    const limits = { accept: 8 * HOUR, answer: 4 * HOUR }
    expect(acceptanceClock(events, desk.clock.now(), officeHours('UTC'), limits)).toMatchObject({
      side: 'receiver',
      used: HOUR,
    })
    expect(
      (await as(RUTH, (trx) => listAcceptances(trx, { states: ['waiting'], receiver: RUTH.person }))).map(
        ({ briefId }) => briefId,
      ),
    ).toContain(request.briefId)
  })

  it('that was declined comes back only as a new revision, through review and delivery', async () => {
    const request = await delivered()
    await by(MILO, (trx, me) => decline(trx, me, { ...request, reason: 'missing_context', note: 'No budget' }))
    const edits = [{ op: 'replace', at: 'headline.2', text: 'Budget: 40,000 EUR, said on the phone' }] as const
    const ports = { render, policy, promisesIn }
    await expect(by(MILO, (trx, me) => resubmit(trx, me, { ...request, edits }, ports))).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await by(INES, (trx, me) => resubmit(trx, me, { ...request, edits }, ports))).toMatchObject({
      outcome: 'decided',
    })
    expect(await as(MILO, (trx) => loadAcceptance(trx, request.briefId))).toMatchObject({
      state: 'declined',
      revision: 1,
    })
    const second = await handOver(request.briefId)
    expect(second).toMatchObject({ revision: 2 })
    expect(second.contentHash).not.toBe(request.contentHash)
    expect(
      await by(MILO, (trx, me) => accept(trx, me, { ...request, complete: true, firstContact: null })),
    ).toMatchObject({ outcome: 'conflict' })
    expect(
      await by(MILO, (trx, me) => accept(trx, me, { ...second, complete: true, firstContact: null })),
    ).toMatchObject({ outcome: 'done' })
    expect(await by(RUTH, (trx, me) => reopen(trx, me, second)).catch((error: unknown) => error)).toMatchObject({
      code: 'forbidden',
    })
    expect(await by(INES, (trx, me) => reopen(trx, me, second))).toMatchObject({ acceptance: { state: 'waiting' } })
    expect(await kinds(request.briefId)).toEqual([
      'acceptance.opened',
      'acceptance.declined',
      'acceptance.resubmitted',
      'acceptance.accepted',
      'acceptance.reopened',
    ])
  })

  it('can be taken back by the sender before it was answered, and a declined lead goes to nurture', async () => {
    const first = await delivered()
    await expect(by(MILO, (trx, me) => withdrawHandoff(trx, me, first))).rejects.toMatchObject({ code: 'forbidden' })
    expect(await by(INES, (trx, me) => withdrawHandoff(trx, me, first))).toMatchObject({
      acceptance: { state: 'withdrawn' },
    })
    expect(
      await by(MILO, (trx, me) => accept(trx, me, { ...first, complete: true, firstContact: null })),
    ).toMatchObject({ outcome: 'conflict' })
    const second = await delivered()
    expect(await by(MILO, (trx, me) => nurture(trx, me, second))).toMatchObject({ outcome: 'conflict' })
    await by(MILO, (trx, me) => decline(trx, me, { ...second, reason: 'bad_timing' }))
    expect(await by(MILO, (trx, me) => nurture(trx, me, second))).toMatchObject({ acceptance: { state: 'nurture' } })
    expect(await as(SYSTEM, (trx) => verifyEvents(trx))).toMatchObject({ ok: true })
  })
})
