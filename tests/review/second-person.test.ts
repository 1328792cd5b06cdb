import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { saveRevision } from '../../src/briefs/store.ts'
import { parsePolicies } from '../../src/access/policies.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { approvalOf } from '../../src/review/approval.ts'
import { approve } from '../../src/review/decide.ts'
import { makeDispatch } from '../../src/review/dispatch.ts'
import { edit } from '../../src/review/edit.ts'
import { openReview } from '../../src/review/open.ts'
import { assertMayDecide, DEFAULT_POLICY, policyFrom } from '../../src/review/policy.ts'
import { loadReview } from '../../src/review/review.ts'
import { whatCanHurt } from '../../src/review/what-can-hurt.ts'
import { INES, LETTER, MILO, openDesk, promisesIn, render, RUTH, sampleBrief } from './desk.ts'
import type { ReviewPolicy } from '../../src/review/policy.ts'
import type { Desk } from './desk.ts'

let desk: Desk
let seed = 0
beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(() => desk.clear())
afterAll(() => desk?.close())

const as: Desk['database']['as'] = (viewer, work) => desk.database.as(viewer, work)

/** A letter of Ines's to Otto with these words, before people. */
async function letter(text: string, policy: ReviewPolicy = DEFAULT_POLICY) {
  const line = { kind: 'human' as const, text, evidence: [], shows: [], by: INES.person }
  const brief = sampleBrief(++seed, { headline: [line], sections: [] })
  const dispatch = await makeDispatch(brief, { ...LETTER, recipients: [{ email: 'otto@orchard.example' }] }, render)
  await as(SYSTEM, async (trx) => {
    const { id } = await trx.selectFrom('handoffs').select('id').executeTakeFirstOrThrow()
    await saveRevision(trx, id, brief, INES.person)
    const at = desk.clock.now().toISOString()
    const hurts = await whatCanHurt(trx, dispatch, brief, { promisesIn, at })
    const opening = { dispatch, requestedBy: INES.person, type: brief.handoff.type, hurts }
    await openReview(trx, SYSTEM, opening, policy)
  })
  return { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
}
const needed = async (briefId: string) => (await as(SYSTEM, (trx) => loadReview(trx, briefId))).approvalsNeeded

describe('a letter (TA7)', () => {
  it('that says nothing new is approved by the one in whose name it goes, also after they edited it, and by nobody else', async () => {
    const seen = await letter('Thank you for the call.')
    expect(await needed(seen.briefId)).toBe(1)
    await expect(as(RUTH, (trx) => approve(trx, RUTH, seen, DEFAULT_POLICY))).rejects.toMatchObject({
      code: 'forbidden',
    })
    const edits = [{ op: 'replace', at: 'headline.1', text: 'Thank you for your time.' }] as const
    const ports = { render, policy: DEFAULT_POLICY, promisesIn }
    await as(INES, (trx) => edit(trx, INES, { ...seen, edits }, ports))
    const { dispatchHash, approvalsNeeded } = await as(INES, (trx) => loadReview(trx, seen.briefId))
    expect(approvalsNeeded).toBe(1)
    const next = { briefId: seen.briefId, revision: 2, dispatchHash }
    expect(await as(INES, (trx) => approve(trx, INES, next, DEFAULT_POLICY))).toMatchObject({
      decision: { state: 'approved' },
    })
  })

  it.each([
    'I will send you the security questionnaire by Friday.',
    'The licence is €19,000 a year.',
    'We see each other on 11 May.',
    'The notice period is short.',
  ])('wants a second person for: %s', async (text) => {
    const seen = await letter(text)
    expect(await needed(seen.briefId)).toBe(2)
    expect(await as(INES, (trx) => approve(trx, INES, seen, DEFAULT_POLICY))).toMatchObject({
      decision: { state: 'pending', approvalsMissing: 1, delivery: null },
    })
    const outcome = await as(RUTH, (trx) => approve(trx, RUTH, seen, DEFAULT_POLICY))
    expect(outcome).toMatchObject({ decision: { state: 'approved', approvalsMissing: 0 } })
  })

  it('wants a second person as soon as somebody writes a price into it', async () => {
    const seen = await letter('Thank you for the call.')
    const edits = [{ op: 'replace', at: 'headline.1', text: 'It is €19,000 a year.' }] as const
    await as(INES, (trx) => edit(trx, INES, { ...seen, edits }, { render, policy: DEFAULT_POLICY, promisesIn }))
    expect(await needed(seen.briefId)).toBe(2)
  })

  it('leaves with no two people of whom none is the one in whose name it goes', async () => {
    const seen = await letter('The licence is €19,000 a year.')
    for (const viewer of [RUTH, MILO])
      expect(await as(viewer, (trx) => approve(trx, viewer, seen, DEFAULT_POLICY))).toMatchObject({
        decision: { state: 'pending', approvalsMissing: 1 },
      })
    const outcome = await as(INES, (trx) => approve(trx, INES, seen, DEFAULT_POLICY))
    const delivery = outcome.outcome === 'decided' ? outcome.decision.delivery : null
    expect(outcome).toMatchObject({ decision: { state: 'approved' } })
    await desk.database.asOwner((trx) => sql`delete from decisions where actor = ${INES.person}`.execute(trx))
    const { briefId, revision, dispatchHash } = seen
    const carried = { id: delivery?.id ?? '', briefId, revision, dispatchHash, channel: 'file', target: INES.person }
    expect(await as(SYSTEM, (trx) => approvalOf(trx, carried))).toMatchObject({
      valid: false,
      why: expect.stringContaining('approvals are missing'),
    })
  })

  it('wants nobody more where there is nobody more', async () => {
    await as(SYSTEM, (trx) =>
      trx.updateTable('people').set({ active: false }).where('email', '<>', INES.person).execute(),
    )
    expect(await needed((await letter('The licence is €19,000 a year.')).briefId)).toBe(1)
  })

  it('follows the company’s own rules over the defaults, later ones first', async () => {
    const file = parsePolicies(
      'review:\n  - audience: customer\n    second_person: never\n    rest_minutes: 30\n  - channel: fax\n    approvals: 9\n',
      'p.yaml',
    )
    const own = policyFrom(file)
    const seen = await letter('The licence is €19,000 a year.', own)
    expect(await needed(seen.briefId)).toBe(1)
    const outcome = await as(INES, (trx) => approve(trx, INES, seen, own))
    const notBefore = new Date(desk.clock.now().getTime() + 30 * 60_000)
    expect(outcome).toMatchObject({ decision: { delivery: { notBefore } } })
  })
})

it('a change of a record is approved by the owner of the account, where it has one (TA7)', async () => {
  const { dispatch } = await desk.open(++seed)
  const body = { ...dispatch.body, fields: [{ record: 'r', field: 'CloseDate', value: '2026-04-01' }] }
  await as(RUTH, (trx) => assertMayDecide(trx, RUTH, body))
  await as(SYSTEM, (trx) =>
    trx.updateTable('deal_team').set({ part: 'owner' }).where('person', '=', MILO.person).execute(),
  )
  await expect(as(RUTH, (trx) => assertMayDecide(trx, RUTH, body))).rejects.toMatchObject({ code: 'forbidden' })
  await as(MILO, (trx) => assertMayDecide(trx, MILO, body))
})
