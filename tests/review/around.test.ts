import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { queueOf } from '../../src/http/queue.ts'
import { approve } from '../../src/review/decide.ts'
import { assign, comment, commentsOn, haveSeen, release, snooze, take } from '../../src/review/desk.ts'
import { DEFAULT_POLICY } from '../../src/review/policy.ts'
import { loadReview } from '../../src/review/review.ts'
import { GONE, INES, MILO, openDesk, RUTH } from './desk.ts'
import type { Desk } from './desk.ts'

let desk: Desk
let seed = 0
beforeAll(async () => {
  desk = await openDesk()
  await desk.clear()
})
afterAll(() => desk?.close())

const as: Desk['database']['as'] = (viewer, work) => desk.database.as(viewer, work)
const queued = async (briefId: string) => (await as(INES, (trx) => queueOf(trx, INES))).find(({ id }) => id === briefId)
const events = (briefId: string) => as(SYSTEM, (trx) => readEvents(trx, { subject: briefId }))
const MINUTE = 60_000

describe('what people do around a decision', () => {
  it('take: others see who reads it until it is released or the time is over, and may decide all the same', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    await as(RUTH, (trx) => take(trx, RUTH, brief.id))
    expect(await queued(brief.id)).toMatchObject({ takenBy: RUTH.person })
    await expect(as(MILO, (trx) => take(trx, MILO, brief.id))).rejects.toMatchObject({ code: 'conflict' })
    await as(MILO, (trx) => release(trx, MILO, brief.id))
    expect(await queued(brief.id)).toMatchObject({ takenBy: RUTH.person })
    desk.clock.advance(15 * MINUTE)
    expect(await queued(brief.id)).toMatchObject({ takenBy: null })
    await as(MILO, (trx) => take(trx, MILO, brief.id))
    await as(MILO, (trx) => release(trx, MILO, brief.id))
    expect(await as(INES, (trx) => loadReview(trx, brief.id))).toMatchObject({ taken: null })
    await as(RUTH, (trx) => take(trx, RUTH, brief.id))
    const seen = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
    expect(await as(INES, (trx) => approve(trx, INES, seen, DEFAULT_POLICY))).toMatchObject({ outcome: 'decided' })
  })

  it('snooze: it leaves the queue and comes back by the clock, never later than it lapses', async () => {
    const { brief } = await desk.open(++seed)
    const after = (milliseconds: number) => new Date(desk.clock.now().getTime() + milliseconds).toISOString()
    await as(INES, (trx) => snooze(trx, INES, brief.id, after(60 * MINUTE)))
    expect(await queued(brief.id)).toBeUndefined()
    desk.clock.advance(60 * MINUTE)
    expect(await queued(brief.id)).toBeDefined()
    for (const until of [after(-1), after(DEFAULT_POLICY.expiry.internal)])
      await expect(as(INES, (trx) => snooze(trx, INES, brief.id, until))).rejects.toMatchObject({ code: 'bad_call' })
  })

  it('assign: to somebody who may decide on it, and to nobody else', async () => {
    const { brief } = await desk.open(++seed)
    await as(SYSTEM, (trx) =>
      trx
        .updateTable('people')
        .set({ roles: ['rep'] })
        .where('email', '=', MILO.person)
        .execute(),
    )
    await as(INES, (trx) => assign(trx, INES, brief.id, MILO.person))
    expect(await queued(brief.id)).toMatchObject({ assignedTo: MILO.person })
    for (const nobody of [GONE.person, 'eve@elsewhere.example'])
      await expect(as(INES, (trx) => assign(trx, INES, brief.id, nobody))).rejects.toMatchObject({ code: 'bad_call' })
    await as(INES, (trx) => assign(trx, INES, brief.id, null))
    expect(await queued(brief.id)).toMatchObject({ assignedTo: null })
  })

  it('comment: kept in order with its writer, and out of the log', async () => {
    const { brief } = await desk.open(++seed)
    await as(RUTH, (trx) => comment(trx, RUTH, brief.id, { text: 'Otto is on leave', at: 'headline.1' }))
    await as(INES, (trx) => comment(trx, INES, brief.id, { text: 'Then Petra', at: null }))
    expect(await as(MILO, (trx) => commentsOn(trx, brief.id))).toMatchObject([
      { by: RUTH.person, at: 'headline.1', text: 'Otto is on leave', revision: 1 },
      { by: INES.person, at: null, text: 'Then Petra' },
    ])
    expect(JSON.stringify(await events(brief.id))).not.toContain('Otto')
    const forged = { brief_id: brief.id, revision: 1, place: null, text: 'mine', written_by: INES.person }
    await expect(as(RUTH, (trx) => trx.insertInto('review_comments').values(forged).execute())).rejects.toThrow(
      /row-level security/,
    )
  })

  it('the log of an approval says what the approver had before them, and for how long (TL1)', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    const seen = { revision: 1, places: ['headline.1', 'careful.1'] }
    expect(await as(INES, (trx) => haveSeen(trx, INES, brief.id, seen))).toBe(2)
    expect(await as(INES, (trx) => haveSeen(trx, INES, brief.id, seen))).toBe(0)
    const other = { ...seen, revision: 2 }
    await expect(as(INES, (trx) => haveSeen(trx, INES, brief.id, other))).rejects.toMatchObject({ code: 'conflict' })
    desk.clock.advance(42_000)
    const request = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
    await as(INES, (trx) => approve(trx, INES, request, DEFAULT_POLICY))
    const logged = await events(brief.id)
    expect(logged.map(({ kind }) => kind)).toEqual(['review.opened', 'review.seen', 'review.approved'])
    expect(logged.at(-1)?.data).toMatchObject({ shown: { opened: ['careful.1', 'headline.1'], seconds: 42 } })
  })
})
