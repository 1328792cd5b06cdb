import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadRevision, saveRevision } from '../../src/briefs/store.ts'
import { readEvents, verifyEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { approve, reject, sendBack, undo, withdraw } from '../../src/review/decide.ts'
import { loadDispatch, makeDispatch, shownOf } from '../../src/review/dispatch.ts'
import { edit } from '../../src/review/edit.ts'
import { openReview } from '../../src/review/open.ts'
import { DEFAULT_POLICY } from '../../src/review/policy.ts'
import { listReviews, loadReview } from '../../src/review/review.ts'
import { GONE, INES, INTERNAL, LETTER, MILO, openDesk, promisesIn, render, RUTH, sampleBrief } from './desk.ts'
import type { Viewer } from '../../src/db/viewer.ts'
import type { Desk } from './desk.ts'

const policy = DEFAULT_POLICY
let desk: Desk
let seed = 0
beforeAll(async () => {
  desk = await openDesk()
  await desk.clear()
})
afterAll(() => desk?.close())

const as: Desk['database']['as'] = (viewer, work) => desk.database.as(viewer, work)
const briefId = () => sampleBrief(seed).id
/** Of the brief that was opened last. */
const kinds = () => as(SYSTEM, async (trx) => (await readEvents(trx, { subject: briefId() })).map(({ kind }) => kind))
const count = (table: 'decisions' | 'deliveries') =>
  as(
    SYSTEM,
    async (trx) => (await trx.selectFrom(table).select('brief_id').where('brief_id', '=', briefId()).execute()).length,
  )
const deliveryStates = () =>
  as(SYSTEM, async (trx) => {
    const rows = await trx
      .selectFrom('deliveries')
      .select('state')
      .where('brief_id', '=', briefId())
      .orderBy('queued_at')
      .execute()
    return rows.map(({ state }) => state)
  })

describe('approving', () => {
  it('takes exactly the revision and hash that were shown, and puts delivery, job and event beside the decision', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    const request = {
      briefId: brief.id,
      revision: 1,
      dispatchHash: dispatch.hash.slice('sha256:'.length, 'sha256:'.length + 12),
    }
    const outcome = await as(INES, (trx) => approve(trx, INES, request, policy))
    expect(outcome).toMatchObject({
      outcome: 'decided',
      decision: {
        state: 'approved',
        by: INES.person,
        dispatchHash: dispatch.hash,
        delivery: { notBefore: desk.clock.now() },
      },
    })
    expect(await deliveryStates()).toEqual(['queued'])
    expect(await kinds()).toEqual(['review.opened', 'review.approved'])
    expect(await as(SYSTEM, (trx) => verifyEvents(trx))).toMatchObject({ ok: true })
    const jobs = await desk.database.asOwner((trx) => sql`select 1 from pgboss.job where name = 'deliver'`.execute(trx))
    expect(jobs.rows).toHaveLength(1)
  })

  it('is a conflict and changes nothing when the revision or the hash differs from what was seen', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    for (const request of [
      { briefId: brief.id, revision: 2, dispatchHash: dispatch.hash },
      { briefId: brief.id, revision: 1, dispatchHash: `sha256:${'ab'.repeat(32)}` },
    ])
      expect(await as(INES, (trx) => approve(trx, INES, request, policy))).toMatchObject({ outcome: 'conflict' })
    expect(await count('decisions')).toBe(0)
    expect(await kinds()).toEqual(['review.opened'])
  })

  it('refuses a hash of fewer than twelve digits, and a brief that is not there', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    const short = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash.slice(7, 18) }
    await expect(as(INES, (trx) => approve(trx, INES, short, policy))).rejects.toMatchObject({ code: 'bad_call' })
    const nowhere = { ...short, briefId: 'b_ffffffffffffffff', dispatchHash: dispatch.hash }
    await expect(as(INES, (trx) => approve(trx, INES, nowhere, policy))).rejects.toMatchObject({ code: 'not_found' })
  })

  it('gives the same press the same answer, word for word, and counts it once', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    const request = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
    const first = await as(INES, (trx) => approve(trx, INES, request, policy))
    desk.clock.advance(5 * 3_600_000)
    expect(await as(INES, (trx) => approve(trx, INES, request, policy))).toEqual(first)
    expect(await count('decisions')).toBe(1)
    expect(await count('deliveries')).toBe(1)
  })

  it('tells somebody else who was first', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    const request = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
    await as(INES, (trx) => approve(trx, INES, request, policy))
    const second = await as(RUTH, (trx) => approve(trx, RUTH, request, policy))
    expect(second).toMatchObject({ outcome: 'already_decided', decision: { by: INES.person } })
    expect(await count('deliveries')).toBe(1)
  })

  it('does not bring back by a replayed request what was undone', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    const request = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash, requestKey: 'press-1' }
    await as(INES, (trx) => approve(trx, INES, request, policy))
    await as(INES, (trx) => undo(trx, INES, { briefId: brief.id, revision: 1 }))
    expect(await as(INES, (trx) => approve(trx, INES, request, policy))).toMatchObject({ outcome: 'decided' })
    expect(await as(INES, (trx) => loadReview(trx, brief.id))).toMatchObject({ state: 'pending' })
    expect(await deliveryStates()).toEqual(['dropped'])
    const misused = { ...request, revision: 1 }
    expect(await as(RUTH, (trx) => approve(trx, RUTH, misused, policy))).toMatchObject({ outcome: 'conflict' })
    const again = { ...request, requestKey: 'press-2' }
    expect(await as(INES, (trx) => approve(trx, INES, again, policy))).toMatchObject({ outcome: 'decided' })
    expect(await deliveryStates()).toEqual(['dropped', 'queued'])
  })

  it('waits for a second person where the policy wants two, and counts nobody twice', async () => {
    const two = { ...policy, approvals: { ...policy.approvals, internal: 2 } }
    const { brief, dispatch } = await desk.open(++seed, INTERNAL, two)
    const request = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
    const first = await as(INES, (trx) => approve(trx, INES, request, two))
    expect(first).toMatchObject({ decision: { state: 'pending', approvalsMissing: 1, delivery: null } })
    expect(await as(INES, (trx) => approve(trx, INES, request, two))).toEqual(first)
    expect(await count('deliveries')).toBe(0)
    expect(await as(RUTH, (trx) => approve(trx, RUTH, request, two))).toMatchObject({
      decision: { state: 'approved', approvalsMissing: 0 },
    })
    expect(await as(INES, (trx) => approve(trx, INES, request, two))).toEqual(first)
    expect(await count('deliveries')).toBe(1)
  })
})

describe('who may decide', () => {
  it('is never a job, whatever it calls itself, nor somebody who left or was never here', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    const request = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
    const disguised: Viewer = { person: INES.person, roles: ['system'] }
    const stranger: Viewer = { person: 'eve@elsewhere.example', roles: ['rep'] }
    for (const viewer of [SYSTEM, disguised, GONE, stranger])
      for (const decide of [
        () => as(viewer, (trx) => approve(trx, viewer, request, policy)),
        () => as(viewer, (trx) => sendBack(trx, viewer, request)),
        () => as(viewer, (trx) => reject(trx, viewer, request)),
        () => as(viewer, (trx) => withdraw(trx, viewer, request)),
        () =>
          as(viewer, (trx) =>
            edit(
              trx,
              viewer,
              { ...request, edits: [{ op: 'remove', at: 'headline.1' }] },
              { render, policy, promisesIn },
            ),
          ),
      ])
        // whoever was never here, or is not any more, does not learn that there is such a thing
        await expect(decide()).rejects.toMatchObject({
          code: viewer === stranger || viewer === GONE ? expect.stringMatching(/^(not_found|forbidden)$/) : 'forbidden',
        })
    expect(await kinds()).toEqual(['review.opened'])
  })

  it('is nobody whose key or old sign-in may not decide, at every way in', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    const key: Viewer = { ...INES, decides: false }
    const seen = { briefId: brief.id, revision: 1 }
    const ways: ((viewer: Viewer) => Promise<unknown>)[] = [
      (viewer) => as(viewer, (trx) => approve(trx, viewer, { ...seen, dispatchHash: dispatch.hash }, policy)),
      (viewer) => as(viewer, (trx) => sendBack(trx, viewer, seen)),
      (viewer) => as(viewer, (trx) => reject(trx, viewer, seen)),
      (viewer) => as(viewer, (trx) => withdraw(trx, viewer, seen)),
      (viewer) => as(viewer, (trx) => undo(trx, viewer, seen)),
      (viewer) => as(viewer, (trx) => edit(trx, viewer, { ...seen, edits: [] }, { render, policy, promisesIn })),
    ]
    for (const way of ways) await expect(way(key)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await count('decisions')).toBe(0)
    expect(await as(key, (trx) => loadReview(trx, brief.id))).toMatchObject({ state: 'pending' })
    await ways[0]?.({ ...INES, decides: true })
    expect(await count('decisions')).toBe(1)
  })

  it('is checked by the database too: nobody writes a decision in the name of somebody else', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    const forged = {
      brief_id: brief.id,
      revision: 1,
      dispatch_hash: dispatch.hash,
      decision: 'approve',
      actor: INES.person,
    } as const
    for (const viewer of [SYSTEM, MILO])
      await expect(as(viewer, (trx) => trx.insertInto('decisions').values(forged).execute())).rejects.toThrow(
        /row-level security/,
      )
  })

  it('is, for a letter, the one in whose name it goes; and a letter rests before it leaves', async () => {
    const { brief, dispatch } = await desk.open(++seed, LETTER)
    const request = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
    await expect(as(RUTH, (trx) => approve(trx, RUTH, request, policy))).rejects.toMatchObject({ code: 'forbidden' })
    const rested = new Date(desk.clock.now().getTime() + 120_000)
    expect(await as(INES, (trx) => approve(trx, INES, request, policy))).toMatchObject({
      decision: { delivery: { notBefore: rested } },
    })
  })

  it('is nobody for what goes only to the one who asked for it, and somebody when a job asks in their name', async () => {
    const toRuth = { ...INTERNAL, recipients: [{ email: RUTH.person }] }
    const brief = sampleBrief(++seed)
    const dispatch = await makeDispatch(brief, toRuth, render)
    const { id } = await as(SYSTEM, (trx) => trx.selectFrom('handoffs').select('id').executeTakeFirstOrThrow())
    await as(RUTH, async (trx) => {
      await saveRevision(trx, id, brief, RUTH.person)
      const opened = await openReview(trx, RUTH, { dispatch, requestedBy: RUTH.person, type: null, hurts: [] }, policy)
      expect(opened).toMatchObject({ outcome: 'opened', review: { state: 'approved' } })
    })
    expect(await deliveryStates()).toEqual(['queued'])
    const { brief: other } = await desk.open(++seed, toRuth)
    expect(await as(RUTH, (trx) => loadReview(trx, other.id))).toMatchObject({ state: 'pending', approvalsNeeded: 1 })
  })
})

describe('other decisions', () => {
  it('send back, reject and withdraw once each, with the reason kept and out of the log', async () => {
    const decide = { return: sendBack, reject, withdraw }
    const state = { return: 'redraft', reject: 'rejected', withdraw: 'withdrawn' }
    for (const name of ['return', 'reject', 'withdraw'] as const) {
      const { brief } = await desk.open(++seed)
      const request = { briefId: brief.id, revision: 1, reason: 'Otto is not the buyer' }
      const first = await as(INES, (trx) => decide[name](trx, INES, request))
      expect(first).toMatchObject({ outcome: 'decided', decision: { decision: name, state: state[name] } })
      expect(await as(INES, (trx) => decide[name](trx, INES, request))).toEqual(first)
      expect(await as(RUTH, (trx) => decide[name](trx, RUTH, request))).toMatchObject({ outcome: 'already_decided' })
      expect(await count('decisions')).toBe(1)
      expect(await as(RUTH, (trx) => reject(trx, RUTH, { ...request, revision: 1 }))).toMatchObject({
        outcome: name === 'reject' ? 'already_decided' : 'conflict',
      })
    }
    const log = await as(SYSTEM, (trx) => readEvents(trx))
    expect(JSON.stringify(log)).not.toContain('Otto')
  })

  it('take the next revision of what was sent back, and no other', async () => {
    const { brief } = await desk.open(++seed)
    const { id } = await as(SYSTEM, (trx) => trx.selectFrom('handoffs').select('id').executeTakeFirstOrThrow())
    const second = { ...sampleBrief(seed), revision: 2 }
    const dispatch = await makeDispatch(second, INTERNAL, render)
    const resubmit = () =>
      as(SYSTEM, async (trx) => {
        await saveRevision(trx, id, second, SYSTEM.person)
        return openReview(trx, SYSTEM, { dispatch, requestedBy: RUTH.person, type: null, hurts: [] }, policy)
      })
    expect(await resubmit()).toMatchObject({ outcome: 'conflict', review: { revision: 1, state: 'pending' } })
    await as(INES, (trx) => sendBack(trx, INES, { briefId: brief.id, revision: 1 }))
    expect(await resubmit()).toMatchObject({ outcome: 'resubmitted', review: { revision: 2, state: 'pending' } })
    expect(await resubmit()).toMatchObject({ outcome: 'unchanged' })
    expect((await as(RUTH, (trx) => listReviews(trx, ['pending']))).map(({ briefId }) => briefId)).toContain(brief.id)
  })
})

describe('editing', () => {
  const edits = [
    { op: 'replace', at: 'headline.1', text: 'They need it by May.' },
    { op: 'remove', at: 'careful.1' },
    { op: 'add', to: 'people', text: 'Otto runs the depot.' },
  ] as const

  it('makes the next revision, keeps both, voids the approval and drops what it queued', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    await as(INES, (trx) => approve(trx, INES, { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }, policy))
    const outcome = await as(RUTH, (trx) =>
      edit(trx, RUTH, { briefId: brief.id, revision: 1, edits }, { render, policy, promisesIn }),
    )
    expect(outcome).toMatchObject({ outcome: 'decided', decision: { state: 'pending' } })
    const review = await as(RUTH, (trx) => loadReview(trx, brief.id))
    expect(review).toMatchObject({ revision: 2, state: 'pending' })
    expect(review.dispatchHash).not.toBe(dispatch.hash)
    expect(await deliveryStates()).toEqual(['dropped'])
    const [before, after] = await as(RUTH, async (trx) => [
      await loadRevision(trx, brief.id, 1),
      await loadRevision(trx, brief.id, 2),
    ])
    expect(before).toMatchObject({ intact: true, brief: { headline: brief.headline } })
    expect(after?.intact).toBe(true)
    const stale = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
    expect(await as(INES, (trx) => approve(trx, INES, stale, policy))).toMatchObject({ outcome: 'conflict' })
  })

  it('makes a line the words of the one who wrote it, without the evidence of the old ones', async () => {
    const { brief } = await desk.open(++seed)
    await as(RUTH, (trx) => edit(trx, RUTH, { briefId: brief.id, revision: 1, edits }, { render, policy, promisesIn }))
    const after = (await as(RUTH, (trx) => loadRevision(trx, brief.id, 2)))?.brief
    expect(after?.headline[0]).toEqual({
      kind: 'human',
      text: 'They need it by May.',
      evidence: [],
      shows: [],
      by: RUTH.person,
    })
    expect(after?.sections[0]?.lines.map(({ kind }) => kind)).toEqual(['gap', 'human'])
    // What was said in confidence went with the only line that showed it; e1 still carries a promise.
    expect(Object.keys(after?.evidence ?? {})).toEqual(['e1'])
    expect(JSON.stringify(after)).not.toContain('Between us')
  })

  it('never changes channel or target, and recipients only when it says so', async () => {
    const { brief } = await desk.open(++seed)
    await as(RUTH, (trx) => edit(trx, RUTH, { briefId: brief.id, revision: 1, edits }, { render, policy, promisesIn }))
    const recipients = [{ email: 'Milo@Seller.example' }, { email: RUTH.person, name: 'Ruth' }]
    await as(RUTH, (trx) =>
      edit(trx, RUTH, { briefId: brief.id, revision: 2, edits: [], recipients }, { render, policy, promisesIn }),
    )
    const bodies = await as(RUTH, async (trx) => [
      await loadDispatch(trx, brief.id, 2),
      await loadDispatch(trx, brief.id, 3),
    ])
    expect(bodies).toMatchObject([
      { body: { channel: 'file', target: INES.person, recipients: [{ email: MILO.person, name: 'Milo Novák' }] } },
      { body: { channel: 'file', target: INES.person, recipients: [{ email: MILO.person }, { email: RUTH.person }] } },
    ])
  })

  it('refuses places that are not there, the same place twice and a sixth line above', async () => {
    const { brief } = await desk.open(++seed)
    const five = Array.from({ length: 4 }, () => ({ op: 'add', to: 'headline', text: 'More' }) as const)
    for (const wrong of [
      [{ op: 'remove', at: 'headline.9' } as const],
      [{ op: 'remove', at: 'nowhere.1' } as const],
      [{ op: 'remove', at: 'headline.1' } as const, { op: 'replace', at: 'headline.1', text: 'x' } as const],
      five,
    ])
      await expect(
        as(RUTH, (trx) =>
          edit(trx, RUTH, { briefId: brief.id, revision: 1, edits: wrong }, { render, policy, promisesIn }),
        ),
      ).rejects.toMatchObject({ code: 'bad_input' })
    expect(await count('decisions')).toBe(0)
  })
})

describe('what is shown', () => {
  it('is read back from the very bytes that would leave', async () => {
    const { dispatch } = await desk.open(++seed)
    expect(await shownOf(dispatch)).toEqual({
      from: 'Ines Duval <ines@seller.example>',
      to: ['Milo Novák <milo@seller.example>'],
      subject: 'Hand-over: Orchard Rail',
      text: 'They need it before the depot opens.\nBudget: not found\nNot found\n',
    })
  })

  it('is noticed to be another thing when a row was changed under the reader', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    await desk.database.asOwner((trx) => sql`update dispatches set rendered = 'other'::bytea`.execute(trx))
    const request = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
    expect(await as(INES, (trx) => approve(trx, INES, request, policy))).toMatchObject({
      outcome: 'conflict',
      why: expect.stringContaining('changed in the database'),
    })
  })
})
