import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../src/db/viewer.ts'
import { openTestDatabase } from '../db/database.ts'
import { openApi, refill } from '../http/workspace.ts'
import { canaryOf, FILES, maySee, openCrossing, OWNERS, PEOPLE, POLICIES } from './crossing.ts'
import type { Crossing, Policy } from './crossing.ts'

/** Whose mail goes to whom (TRUST, "Brief crossing rights"): every owner, approver, receiver and policy, over the API. */
const [ANNA = '', BEN = '', DORA = '', RUTH = '', CARL = '', EVE = ''] = PEOPLE
const APPROVERS = [ANNA, DORA, RUTH]
const RECEIVERS = [BEN, CARL]

let crossing: Crossing
beforeAll(async () => {
  crossing = await openCrossing()
})
afterAll(() => crossing.close())

type Case = { owner: string; approver: string; receiver: string; policy: Policy }
const cases: Case[] = OWNERS.flatMap((owner) =>
  APPROVERS.flatMap((approver) =>
    // Who approves makes no difference to whether the receiver is one of the team already.
    RECEIVERS.filter((receiver) => receiver === BEN || approver === ANNA).flatMap((receiver) =>
      POLICIES.map((policy) => ({ owner, approver, receiver, policy })),
    ),
  ),
)

test('there are more than 64 cases', () => {
  expect(cases.length).toBeGreaterThan(64)
})

const name = (email: string): string => email.split('@')[0] ?? ''

test.each(
  cases.map(
    (one) =>
      [
        `${name(one.owner)}'s mail (${one.policy}) to ${name(one.receiver)}, approved by ${name(one.approver)}`,
        one,
      ] as const,
  ),
)('%s', async (_, { owner, approver, receiver, policy }) => {
  const { api } = crossing
  const canary = canaryOf(owner)
  await crossing.share(owner, policy)
  const team = [ANNA, DORA, receiver]
  const before: Policy = policy === 'later' || policy === 'sent' ? 'team' : policy
  const shared = maySee(ANNA, owner, before, team) && maySee(receiver, owner, before, team)

  const drafted = await api.call('POST', '/api/briefs', ANNA, { account: 'Buyer', to: receiver })
  expect(drafted.status).toBe(200)
  const { brief } = drafted.body
  expect(drafted.text.includes(canary)).toBe(shared)
  expect(brief.withheld.evidence > 0).toBe(!shared)
  expect(brief.withheld.lines > 0).toBe(!shared)
  if (policy === 'later') await crossing.makePrivate(owner)

  const now: Policy = policy === 'later' ? 'private' : before
  // What others see does not depend on who approves.
  if (approver === ANNA && receiver === BEN) await looks(brief.id, owner, now, team, shared)
  const review = await api.call('GET', `/api/reviews/${brief.id}`, approver)
  const sees = !shared || maySee(approver, owner, now, team)
  const receives = !shared || maySee(receiver, owner, now, team)
  expect([review.status, review.text.includes(canary)]).toEqual(sees ? [200, shared] : [403, false])
  const request = {
    revision: 1,
    dispatchHash: (await hashOf(brief.id)).slice(0, 24),
  }
  const approved = await api.call('POST', `/api/reviews/${brief.id}/approve`, approver, request)
  expect(approved.status).toBe(sees ? (receives ? 200 : 409) : 403)
  expect(approved.text).not.toContain(canary)
  if (approved.status !== 200) return expect(await crossing.sent()).toBe('')

  if (policy === 'sent') await crossing.makePrivate(owner)
  const after: Policy = policy === 'sent' ? 'private' : now
  const run = await api.call('POST', `/api/deliveries/${approved.body.delivery.id}/run`, approver, {})
  const goes = !shared || maySee(receiver, owner, after, team)
  expect([run.status, run.body.state]).toEqual([200, goes ? 'sent' : 'held'])
  expect(run.text).not.toContain(canary)
  const sent = await crossing.sent()
  expect(sent.includes('audit in March')).toBe(goes)
  expect(sent.includes(canary)).toBe(goes && shared)
  if (approver === ANNA && receiver === BEN && policy === 'sent') await looks(brief.id, owner, after, team, shared)
  if (goes) return
  // The reason names whom it may not be shared with; after it is shared again a person lets it go.
  expect(run.body.reason).toContain(receiver)
  await crossing.database.as(SYSTEM, (trx) =>
    trx.updateTable('sources').set({ sharing: 'team' }).where('owner', '=', owner).execute(),
  )
  await api.call('POST', `/api/deliveries/${run.body.id}/resolve`, approver, { resolution: 'release' })
  const again = await api.call('POST', `/api/deliveries/${run.body.id}/run`, approver, {})
  expect(again.body.state).toBe('sent')
})

/** Everybody looks everywhere: who may see the words sees them, nobody else any trace of them. */
async function looks(
  id: string,
  owner: string,
  policy: Policy,
  team: readonly string[],
  inBrief: boolean,
): Promise<void> {
  const { api } = crossing
  const canary = canaryOf(owner)
  for (const person of PEOPLE) {
    const inTeam = team.includes(person) || person === RUTH
    const open = inBrief && inTeam && maySee(person, owner, policy, team)
    for (const path of [`/api/briefs/${id}`, `/briefs/${id}`, `/api/briefs/${id}/findings`]) {
      const answer = await api.call('GET', path, person)
      expect([person, path, answer.status, answer.text.includes(canary)]).toEqual([
        person,
        path,
        inTeam ? 200 : 404,
        open,
      ])
      if (inTeam && inBrief && !open && path.startsWith('/api/briefs') && answer.body.brief)
        expect(answer.body.brief.withheld.evidence).toBeGreaterThan(0)
    }
    for (const path of ['/api/queue', '/api/deliveries'])
      expect((await api.call('GET', path, person)).text).not.toContain(canary)
  }
  const random = await api.call('GET', '/api/briefs/b_0123456789abcdef', EVE)
  expect((await api.call('GET', `/api/briefs/${id}`, EVE)).text).toBe(random.text)
}

async function hashOf(id: string): Promise<string> {
  return crossing.database.as(SYSTEM, async (trx) => {
    const row = await trx
      .selectFrom('dispatches')
      .select('dispatch_hash')
      .where('brief_id', '=', id)
      .executeTakeFirstOrThrow()
    return row.dispatch_hash
  })
}

describe('what is private', () => {
  test.each([DORA, BEN])('leaves a brief as it would be without it, but for the count (%s)', async (owner) => {
    await crossing.share(owner, 'private')
    const having = await crossing.api.call('POST', '/api/briefs', ANNA, { account: 'Buyer', to: CARL })
    const other = await openTestDatabase()
    try {
      const { [`mail/${owner}/1.eml`]: _, ...rest } = FILES
      await refill(other, rest)
      const without = await openApi(other).call('POST', '/api/briefs', ANNA, { account: 'Buyer', to: CARL })
      const bare = ({ withheld: _w, contentHash: _h, ...brief }: Record<string, unknown>) => brief
      expect(bare(having.body.brief)).toEqual(bare(without.body.brief))
      expect(having.body.notes).toEqual(without.body.notes)
    } finally {
      await other.close()
    }
  })

  test('stays out of the next revision too, also where its owner edits the brief', async () => {
    await crossing.share(DORA, 'team')
    const { brief } = (await crossing.api.call('POST', '/api/briefs', ANNA, { account: 'Buyer', to: CARL })).body
    await crossing.makePrivate(DORA)
    const change = { revision: 1, edits: [{ op: 'replace', at: 'headline.1', text: 'Call Cara first.' }] }
    expect((await crossing.api.call('POST', `/api/reviews/${brief.id}/edit`, ANNA, change)).status).toBe(403)
    const edited = await crossing.api.call('POST', `/api/reviews/${brief.id}/edit`, DORA, change)
    expect(edited.status).toBe(200)
    const { text } = await crossing.api.call('GET', `/api/reviews/${brief.id}`, ANNA)
    expect(text).toContain('Call Cara first.')
    expect(text).not.toContain(canaryOf(DORA))
  })

  test('is corrected by nobody who may not see it, and a correction of it is shown to nobody else', async () => {
    await crossing.share(DORA, 'team')
    const { brief } = (await crossing.api.call('POST', '/api/briefs', ANNA, { account: 'Buyer', to: CARL })).body
    const { findings } = (await crossing.api.call('GET', `/api/briefs/${brief.id}/findings`, DORA)).body
    const one = findings.find(({ text }: { text: string }) => /canarydora/.test(text))
    const request = { finding: one.id, verdict: one.kind === 'commitment' ? 'not_a_promise' : 'wrong' }
    const made = await crossing.api.call('POST', `/api/briefs/${brief.id}/corrections`, DORA, request)
    expect(made.status).toBe(200)
    await crossing.makePrivate(DORA)
    const list = async (person: string) => (await crossing.api.call('GET', '/api/corrections', person)).body
    expect(await list(ANNA)).toEqual({ corrections: [], withheld: 1 })
    expect((await list(DORA)).corrections).toHaveLength(1)
    expect((await list(EVE)).withheld).toBe(0)
    const again = await crossing.api.call('POST', `/api/briefs/${brief.id}/corrections`, ANNA, request)
    expect(again.text).not.toContain(canaryOf(DORA))
  })
})

test('a receiver who is nobody here any more holds what is on its way, and so does an approver who lost the right', async () => {
  for (const [person, change] of [
    [CARL, { active: false }],
    [DORA, { roles: ['viewer'] }],
  ] as const) {
    await crossing.share(DORA, 'team')
    const { brief } = (await crossing.api.call('POST', '/api/briefs', ANNA, { account: 'Buyer', to: CARL })).body
    const request = { revision: 1, dispatchHash: await hashOf(brief.id) }
    const approved = await crossing.api.call('POST', `/api/reviews/${brief.id}/approve`, DORA, request)
    await crossing.database.as(SYSTEM, (trx) =>
      trx
        .updateTable('people')
        .set(change as never)
        .where('email', '=', person)
        .execute(),
    )
    const run = await crossing.api.call('POST', `/api/deliveries/${approved.body.delivery.id}/run`, ANNA, {})
    expect(run.body).toMatchObject({ state: 'held', reason: expect.stringContaining(person) })
    expect(await crossing.sent()).toBe('')
    await crossing.database.as(SYSTEM, (trx) =>
      trx
        .updateTable('people')
        .set({ active: true, roles: ['rep'] })
        .where('email', '=', person)
        .execute(),
    )
  }
})
