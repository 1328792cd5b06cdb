import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEvents, verifyEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { deliver } from '../../src/delivery/deliver.ts'
import { queueOf } from '../../src/http/queue.ts'
import { approve, reject, sendBack, undo, withdraw } from '../../src/review/decide.ts'
import { edit } from '../../src/review/edit.ts'
import { changesBetween, replaceOlder } from '../../src/review/newer.ts'
import { DEFAULT_POLICY } from '../../src/review/policy.ts'
import { loadReview } from '../../src/review/review.ts'
import { INES, LETTER, openDesk, promisesIn, render, RUTH } from './desk.ts'
import type { Viewer } from '../../src/db/viewer.ts'
import type { Desk } from './desk.ts'

const policy = DEFAULT_POLICY
const ports = { render, policy, promisesIn }
const DAY = 86_400_000
let desk: Desk
let seed = 0
beforeAll(async () => {
  desk = await openDesk()
  await desk.clear()
})
afterAll(() => desk?.close())

const as: Desk['database']['as'] = (viewer, work) => desk.database.as(viewer, work)
const review = (briefId: string) => as(SYSTEM, (trx) => loadReview(trx, briefId))
const queued = async (viewer: Viewer, briefId: string) =>
  (await as(viewer, (trx) => queueOf(trx, viewer))).find(({ id }) => id === briefId)
const kinds = (briefId: string) =>
  as(SYSTEM, async (trx) => (await readEvents(trx, { subject: briefId })).map(({ kind }) => kind))
const hold = (briefId: string, viewer: Viewer, minutes: number) =>
  as(viewer, (trx) =>
    trx
      .updateTable('reviews')
      .set({
        taken_by: viewer.person,
        taken_until: new Date(desk.clock.now().getTime() + minutes * 60_000).toISOString(),
      })
      .where('brief_id', '=', briefId)
      .execute(),
  )

describe('a decision that comes too late (TA8)', () => {
  it('finds it lapsed by the clock of the database, once, and says so in the log and the queue', async () => {
    for (const decide of [
      (viewer: Viewer, request: { briefId: string; revision: number; dispatchHash: string }) =>
        as(viewer, (trx) => approve(trx, viewer, request, policy)),
      (viewer: Viewer, request: { briefId: string; revision: number }) =>
        as(viewer, (trx) => sendBack(trx, viewer, request)),
      (viewer: Viewer, request: { briefId: string; revision: number }) =>
        as(viewer, (trx) => reject(trx, viewer, request)),
      (viewer: Viewer, request: { briefId: string; revision: number }) =>
        as(viewer, (trx) => edit(trx, viewer, { ...request, edits: [{ op: 'remove', at: 'headline.1' }] }, ports)),
    ]) {
      const { brief, dispatch } = await desk.open(++seed)
      const request = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
      desk.clock.advance(policy.expiry.internal)
      expect(await queued(INES, brief.id)).toMatchObject({
        waits: 'redraft',
        hash: null,
        reason: 'nobody decided in time',
      })
      expect(await decide(INES, request)).toMatchObject({
        outcome: 'conflict',
        why: /lapsed/,
        review: { state: 'lapsed' },
      })
      expect(await decide(INES, request)).toMatchObject({ outcome: 'conflict' })
      expect(await kinds(brief.id)).toEqual(['review.opened', 'review.lapsed'])
    }
  })

  it('is in time a moment before, and a clock that is turned back brings nothing back', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    const request = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
    desk.clock.advance(policy.expiry.internal)
    await as(INES, (trx) => approve(trx, INES, request, policy))
    desk.clock.advance(-2 * policy.expiry.internal)
    expect(await as(INES, (trx) => approve(trx, INES, request, policy))).toMatchObject({ outcome: 'conflict' })
    const { brief: other, dispatch: hers } = await desk.open(++seed)
    desk.clock.advance(policy.expiry.internal - 1)
    const intime = { briefId: other.id, revision: 1, dispatchHash: hers.hash }
    expect(await as(INES, (trx) => approve(trx, INES, intime, policy))).toMatchObject({ outcome: 'decided' })
  })

  it('counts no approval from before: what lapsed goes before people again as the next revision', async () => {
    const two = { ...policy, approvals: { ...policy.approvals, internal: 2 } }
    const { brief, dispatch } = await desk.open(++seed, undefined, two)
    const first = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
    await as(INES, (trx) => approve(trx, INES, first, two))
    desk.clock.advance(2 * policy.expiry.internal)
    const again = { briefId: brief.id, revision: 1, edits: [], resubmit: true }
    expect(await as(INES, (trx) => edit(trx, INES, again, { render, policy: two, promisesIn }))).toMatchObject({
      outcome: 'decided',
    })
    const now = await review(brief.id)
    expect(now).toMatchObject({ state: 'pending', revision: 2, approvalsNeeded: 2, expired: false })
    expect(now.dispatchHash).not.toBe(dispatch.hash)
    expect(await as(RUTH, (trx) => approve(trx, RUTH, first, two))).toMatchObject({ outcome: 'conflict' })
    const second = { briefId: brief.id, revision: 2, dispatchHash: now.dispatchHash }
    expect(await as(RUTH, (trx) => approve(trx, RUTH, second, two))).toMatchObject({
      decision: { state: 'pending', approvalsMissing: 1 },
    })
  })

  it('brings back what was returned only where something was changed', async () => {
    const { brief } = await desk.open(++seed)
    const request = { briefId: brief.id, revision: 1 }
    await as(INES, (trx) => sendBack(trx, INES, request))
    const same = { ...request, edits: [], resubmit: true }
    await expect(as(INES, (trx) => edit(trx, INES, same, ports))).rejects.toMatchObject({ code: 'bad_call' })
    const changed = { ...same, edits: [{ op: 'replace', at: 'headline.1', text: 'They need it soon.' }] as const }
    expect(await as(INES, (trx) => edit(trx, INES, changed, ports))).toMatchObject({ outcome: 'decided' })
    expect(await review(brief.id)).toMatchObject({ state: 'pending', revision: 2 })
  })

  it('holds what was approved too long ago until somebody looks again', async () => {
    const { brief, dispatch } = await desk.open(++seed, LETTER)
    const request = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
    const outcome = await as(INES, (trx) => approve(trx, INES, request, policy))
    const id = outcome.outcome === 'decided' ? (outcome.decision.delivery?.id ?? '') : ''
    desk.clock.advance(policy.expiry.customer)
    const courier = { database: desk.database, channels: new Map(), worker: 'this one' }
    expect(await deliver(courier, id)).toMatchObject({ state: 'held', reason: expect.stringContaining('too long ago') })
    await as(INES, (trx) => undo(trx, INES, { briefId: brief.id, revision: 1 }))
    expect(await queued(INES, brief.id)).toMatchObject({ waits: 'redraft' })
  })
})

describe('a later brief of the same handoff (TA10)', () => {
  it('takes the place of those that wait: they name it, leave the queue and cannot be approved', async () => {
    desk.clock.advance(DAY)
    const { brief: old, dispatch } = await desk.open(++seed)
    const { brief: done, dispatch: sent } = await desk.open(++seed)
    await as(INES, (trx) => approve(trx, INES, { briefId: done.id, revision: 1, dispatchHash: sent.hash }, policy))
    const { brief: letter } = await desk.open(++seed, LETTER)
    const { brief: later } = await desk.open(++seed)
    expect(await as(INES, (trx) => replaceOlder(trx, INES, later.id))).toContain(old.id)
    expect(await as(INES, (trx) => replaceOlder(trx, INES, later.id))).toEqual([])
    expect(await review(old.id)).toMatchObject({ state: 'pending', newer: later.id })
    expect(await review(done.id)).toMatchObject({ state: 'approved', newer: null })
    expect(await review(letter.id)).toMatchObject({ newer: null })
    expect(await queued(INES, old.id)).toBeUndefined()
    expect(await queued(INES, later.id)).toMatchObject({ waits: 'review', newer: null })
    const request = { briefId: old.id, revision: 1, dispatchHash: dispatch.hash }
    const refused = { outcome: 'conflict', why: expect.stringContaining(`newer: ${later.id}`) as string }
    expect(await as(INES, (trx) => approve(trx, INES, request, policy))).toMatchObject(refused)
    expect(
      await as(INES, (trx) => edit(trx, INES, { ...request, edits: [{ op: 'remove', at: 'headline.1' }] }, ports)),
    ).toMatchObject(refused)
    expect(await as(INES, (trx) => withdraw(trx, INES, request))).toMatchObject({ outcome: 'decided' })
    expect(await kinds(old.id)).toEqual(['review.opened', 'review.replaced', 'review.withdrawn'])
    expect(await as(SYSTEM, (trx) => verifyEvents(trx))).toMatchObject({ ok: true })
  })

  it('is offered, with what differs, to whoever reads the old one, and replaces nothing under them', async () => {
    const { brief: old, dispatch } = await desk.open(++seed)
    await hold(old.id, RUTH, 15)
    const { brief: later } = await desk.open(++seed)
    await as(RUTH, async (trx) => {
      await replaceOlder(trx, INES, later.id)
      const words = [{ op: 'replace', at: 'headline.1', text: 'They need it by May.' }] as const
      await edit(trx, RUTH, { briefId: later.id, revision: 1, edits: words }, ports)
    })
    expect(await queued(RUTH, old.id)).toMatchObject({ waits: 'review', newer: { id: later.id, changes: 1 } })
    const request = { briefId: old.id, revision: 1, dispatchHash: dispatch.hash }
    expect(await as(INES, (trx) => approve(trx, INES, request, policy))).toMatchObject({ outcome: 'conflict' })
    expect(await as(RUTH, (trx) => approve(trx, RUTH, request, policy))).toMatchObject({ outcome: 'decided' })
    const { brief: third } = await desk.open(++seed)
    await hold(later.id, RUTH, 15)
    await as(INES, (trx) => replaceOlder(trx, INES, third.id))
    desk.clock.advance(15 * 60_000)
    expect(await queued(RUTH, later.id)).toBeUndefined()
    expect(await as(INES, (trx) => changesBetween(trx, later.id, third.id))).toBe(1)
  })
})
