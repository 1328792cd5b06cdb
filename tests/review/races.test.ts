import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEvents, verifyEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { approve, reject, sendBack, undo, withdraw } from '../../src/review/decide.ts'
import { edit } from '../../src/review/edit.ts'
import { DEFAULT_POLICY } from '../../src/review/policy.ts'
import { loadReview } from '../../src/review/review.ts'
import { serverUrls } from '../db/database.ts'
import { INES, MILO, openDesk, promisesIn, render, RUTH } from './desk.ts'
import type { Viewer } from '../../src/db/viewer.ts'
import type { DecisionOutcome } from '../../src/review/decisions.ts'
import type { Desk } from './desk.ts'

const policy = DEFAULT_POLICY
const people = fc.constantFrom(INES, MILO, RUTH)
const wish = fc.constantFrom('approve', 'return', 'reject', 'withdraw', 'edit', 'undo')

describe.each(['embedded', 'server'] as const)('many people at the same moment, on the %s database', (kind) => {
  let desk: Desk
  let stop = async (): Promise<void> => {}
  let seed = 0

  beforeAll(async () => {
    if (kind === 'embedded') desk = await openDesk()
    else {
      const server = await serverUrls()
      stop = () => server.stop()
      desk = await openDesk({ url: await server.create() })
    }
    await desk.clear()
  }, 120_000)
  afterAll(async () => {
    await desk?.close()
    await stop()
  })

  /** All at once, each with what everybody saw: revision 1 and its hash. */
  async function rush(wishes: [Viewer, 'approve' | 'return' | 'reject' | 'withdraw' | 'edit' | 'undo'][]) {
    const { brief, dispatch } = await desk.open(++seed)
    const seen = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
    const edits = [{ op: 'replace', at: 'headline.1', text: 'Mine' }] as const
    const outcomes = await Promise.all(
      wishes.map(([viewer, name]) =>
        desk.database.as(viewer, (trx): Promise<DecisionOutcome> => {
          if (name === 'approve') return approve(trx, viewer, seen, policy)
          if (name === 'edit') return edit(trx, viewer, { ...seen, edits }, { render, policy, promisesIn })
          return { return: sendBack, reject, withdraw, undo }[name](trx, viewer, seen)
        }),
      ),
    )
    return desk.database.as(SYSTEM, async (trx) => ({
      outcomes,
      review: await loadReview(trx, brief.id),
      decisions: await trx.selectFrom('decisions').selectAll().where('brief_id', '=', brief.id).orderBy('id').execute(),
      deliveries: await trx.selectFrom('deliveries').selectAll().where('brief_id', '=', brief.id).execute(),
      events: await readEvents(trx, { subject: brief.id }),
    }))
  }

  it(
    'approvals only: one decision, one delivery, and everybody is told whose it was',
    { timeout: 60_000 },
    async () => {
      const crowd = fc.array(people, { minLength: 2, maxLength: 16 })
      await fc.assert(
        fc.asyncProperty(crowd, async (viewers) => {
          const { outcomes, decisions, deliveries } = await rush(viewers.map((viewer) => [viewer, 'approve']))
          expect(decisions).toHaveLength(1)
          expect(deliveries).toHaveLength(1)
          for (const [index, outcome] of outcomes.entries())
            expect(outcome).toMatchObject({
              outcome: viewers[index]?.person === decisions[0]?.actor ? 'decided' : 'already_decided',
              decision: { by: decisions[0]?.actor },
            })
        }),
        { numRuns: 15 },
      )
    },
  )

  it(
    'anything at all: the decisions form a path through the machine, and every row has its event',
    { timeout: 60_000 },
    async () => {
      const crowd = fc.array(fc.tuple(people, wish), { minLength: 2, maxLength: 16 })
      await fc.assert(
        fc.asyncProperty(crowd, async (wishes) => {
          const { decisions, deliveries, review, events } = await rush(wishes)
          // Approve and undo may alternate; after anything else revision 1 is over.
          const path = decisions.map(({ decision }) => decision).join(' ')
          expect(path).toMatch(/^(approve undo ?)*(approve|return|reject|(approve )?withdraw|(approve )?edit)?$/)
          const live = deliveries.filter(({ state }) => state !== 'dropped')
          expect(live).toHaveLength(path.endsWith('approve') ? 1 : 0)
          expect(review.revision).toBe(path.endsWith('edit') ? 2 : 1)
          expect(review.state === 'approved').toBe(path.endsWith('approve'))
          expect(events.filter(({ kind: name }) => name.startsWith('review.'))).toHaveLength(1 + decisions.length)
        }),
        { numRuns: 25 },
      )
      expect(await desk.database.as(SYSTEM, (trx) => verifyEvents(trx))).toMatchObject({ ok: true })
    },
  )
})
