import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import { contentHashOf } from '../../src/briefs/hash.ts'
import { saveRevision } from '../../src/briefs/store.ts'
import { readEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { hubspotChannel } from '../../src/delivery/channels/hubspot.ts'
import { deliver } from '../../src/delivery/deliver.ts'
import { listDeliveries } from '../../src/delivery/delivery.ts'
import { recall } from '../../src/delivery/recall.ts'
import { Secret } from '../../src/lib/secret.ts'
import { approve } from '../../src/review/decide.ts'
import { edit } from '../../src/review/edit.ts'
import { loadDispatch, shownOf } from '../../src/review/dispatch.ts'
import { proposeFix } from '../../src/review/fix.ts'
import { DEFAULT_POLICY } from '../../src/review/policy.ts'
import { queueOf } from '../../src/http/queue.ts'
import { HUBSPOT_TOKEN, startHubspot } from '../fakes/hubspot.ts'
import { INES, MILO, openDesk, render, RUTH, sampleBrief, storeQuoted } from './desk.ts'
import type { Brief } from '../../src/briefs/brief.ts'
import type { Courier } from '../../src/delivery/deliver.ts'
import type { FixRequest } from '../../src/review/fix.ts'
import type { Desk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())
beforeEach(() => desk.clear())

const PORTS = { fields: ['deals.closedate'], channels: new Set(['hubspot']), policy: DEFAULT_POLICY }

/** A brief in which the CRM says another day than they do, and whoever owns the account. */
const contradicted = async (seed: number, evidence: Partial<Brief['evidence'][string]> = {}) => {
  const plain = sampleBrief(seed)
  const contradiction = { record: 'hubspot:deals/1', field: 'deals.closedate', crmValue: '2026-03-31' }
  const brief = {
    ...plain,
    evidence: { ...plain.evidence, e1: { ...plain.evidence['e1']!, ...evidence } },
    contradictions: [{ ...contradiction, evidenceValue: '2026-04-15', evidence: ['e1'] }],
  }
  const whole = { ...brief, contentHash: contentHashOf(brief) }
  await desk.database.as(SYSTEM, async (trx) => {
    const { id, account_id: account } = await trx.selectFrom('handoffs').selectAll().executeTakeFirstOrThrow()
    const stored = await trx.selectFrom('signals').select('item').execute()
    const missing = ['m1@orchard.example', 'hubspot:deals/1'].filter((item) => !stored.some((one) => one.item === item))
    for (const item of missing) await storeQuoted(trx, account, { item, source: `of ${item}` })
    await saveRevision(trx, id, whole, SYSTEM.person)
    await trx.updateTable('deal_team').set({ part: 'owner' }).where('person', '=', INES.person).execute()
  })
  return whole
}
const propose = (briefId: string, request: FixRequest = { finding: 'x1' }, ports = PORTS) =>
  desk.database.as(INES, (trx) => proposeFix(trx, INES, briefId, request, ports))
const decide = (viewer: typeof INES, fix: { briefId: string; dispatchHash: string }) =>
  desk.database.as(viewer, (trx) =>
    approve(trx, viewer, { briefId: fix.briefId, revision: 1, dispatchHash: fix.dispatchHash }, DEFAULT_POLICY),
  )

const crm = async () => {
  const fake = await startHubspot()
  onTestFinished(() => fake.end())
  fake.put('deals', '1', { hs_object_id: '1', closedate: '2026-03-31', amount: '5000' })
  const channel = hubspotChannel({ token: async () => new Secret(HUBSPOT_TOKEN), base: fake.url })
  const courier: Courier = { database: desk.database, channels: new Map([['hubspot', channel]]), worker: 'w' }
  return { fake, courier, deal: fake.objects.get('deals')!.get('1')!.properties }
}
const deliveryOf = async (briefId: string) =>
  (await desk.database.as(SYSTEM, (trx) => listDeliveries(trx, { briefId })))[0]!.id

it('proposes the old value, the new one and the words, and writes nothing before the owner has approved', async () => {
  const { courier, deal } = await crm()
  const fix = await propose((await contradicted(1)).id)
  expect(fix).toMatchObject({ state: 'pending', field: 'closedate', from: '2026-03-31', to: '2026-04-15' })
  const dispatch = await desk.database.as(SYSTEM, (trx) => loadDispatch(trx, fix.briefId, 1))
  if (dispatch === null || 'altered' in dispatch) throw new Error('no dispatch')
  const { text } = await shownOf(dispatch)
  expect(text).toContain('closedate: 2026-03-31 → 2026-04-15')
  expect(text).toContain('We need it before the depot opens.')
  expect(dispatch.body.fields).toEqual([{ record: 'hubspot:deals/1', field: 'closedate', value: '2026-04-15' }])

  await expect(decide(MILO, fix)).rejects.toThrow('its owner approves that')
  expect(deal['closedate']).toBe('2026-03-31')
  expect(await decide(INES, fix)).toMatchObject({ outcome: 'decided' })
  expect(await deliver(courier, await deliveryOf(fix.briefId))).toMatchObject({ state: 'sent' })
  expect(deal).toEqual({ hs_object_id: '1', closedate: '2026-04-15', amount: '5000' })
})

it('TD8: is held where the field was changed since, and nothing is written over it', async () => {
  const { courier, deal, fake } = await crm()
  const fix = await propose((await contradicted(2)).id)
  await decide(INES, fix)
  deal['closedate'] = '2026-05-01'
  const id = await deliveryOf(fix.briefId)
  expect(await deliver(courier, id)).toMatchObject({ state: 'held', reason: expect.stringContaining('closedate') })
  expect(deal['closedate']).toBe('2026-05-01')
  expect(fake.asked.filter(({ method }) => method === 'PATCH')).toEqual([])
})

it('I6: takes only fields that were configured, a connection that is there, and nothing said in confidence', async () => {
  const { id } = await contradicted(3)
  const none = { ...PORTS, channels: new Set<string>() }
  await expect(propose(id, { finding: 'x1' }, none)).rejects.toThrow('no connection to HubSpot is set up')
  await expect(propose(id, { finding: 'x1' }, { ...PORTS, fields: [] })).rejects.toThrow('BATON_CRM_FIELDS')
  await expect(propose(id, { finding: 'c1' })).rejects.toThrow('nothing that the CRM says otherwise')
  const secret = await contradicted(4, { handling: ['in_confidence'] })
  await expect(propose(secret.id)).rejects.toThrow('in confidence')
})

it('is one proposal however often it is made, another one for another value, and no mail to edit', async () => {
  const { id } = await contradicted(5)
  const fix = await propose(id)
  expect(await propose(id)).toEqual(fix)
  expect((await propose(id, { finding: 'x1', value: '2026-04-30' })).briefId).not.toBe(fix.briefId)
  const edits = [{ op: 'replace' as const, at: 'headline.1', text: 'something else' }]
  const request = { briefId: fix.briefId, revision: 1, edits }
  const ports = { render, policy: DEFAULT_POLICY, promisesIn: async () => [] }
  const edited = await desk.database.as(INES, (trx) => edit(trx, INES, request, ports))
  expect(edited).toMatchObject({ outcome: 'conflict', why: expect.stringContaining('baton fix') })
  const queue = await desk.database.as(RUTH, (trx) => queueOf(trx, RUTH))
  expect(queue.find((row) => row.id === fix.briefId)).toMatchObject({
    waits: 'review',
    reason: 'writes closedate in hubspot',
  })
})

it('is not recalled: says plainly that a written field stays, and leaves the delivery as it is', async () => {
  const { courier } = await crm()
  const fix = await propose((await contradicted(6)).id)
  await decide(INES, fix)
  const id = await deliveryOf(fix.briefId)
  await expect(recall(courier, INES, id)).rejects.toThrow('nothing to take back')
  await deliver(courier, id)
  await expect(recall(courier, INES, id)).rejects.toThrow('propose its old value')
  const without = { ...courier, channels: new Map([['hubspot', { ...courier.channels.get('hubspot')! }]]) }
  delete without.channels.get('hubspot')!.recall
  await expect(recall(without, INES, id)).rejects.toThrow('cannot take anything back')
})

it('a delivery that is taken back says so, in its state and in the log, and is not asked for again', async () => {
  const { courier } = await crm()
  const fix = await propose((await contradicted(7)).id)
  await decide(INES, fix)
  const id = await deliveryOf(fix.briefId)
  await deliver(courier, id)
  let asked = 0
  const channel = {
    ...courier.channels.get('hubspot')!,
    recall: async () => (asked++, { outcome: 'recalled' as const }),
  }
  const able = { ...courier, channels: new Map([['hubspot', channel]]) }
  expect(await recall(able, INES, id)).toMatchObject({ state: 'recalled' })
  expect(await recall(able, INES, id)).toMatchObject({ state: 'recalled' })
  expect(asked).toBe(1)
  const events = await desk.database.as(SYSTEM, (trx) => readEvents(trx, { subject: fix.briefId, limit: 100 }))
  expect(events.at(-1)).toMatchObject({ kind: 'delivery.recalled', actor: INES.person })
})
