import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { SYSTEM } from '../../src/db/viewer.ts'
import { messageIdOf } from '../../src/delivery/channel.ts'
import { outlookChannel } from '../../src/delivery/channels/email-outlook.ts'
import { deliver } from '../../src/delivery/deliver.ts'
import { loadDelivery } from '../../src/delivery/delivery.ts'
import { resolve } from '../../src/delivery/resolve.ts'
import { Secret } from '../../src/lib/secret.ts'
import { approve } from '../../src/review/decide.ts'
import { DEFAULT_POLICY } from '../../src/review/policy.ts'
import { channelContract, LETTER, parcel } from '../contracts/channel.ts'
import { GRAPH, GRAPH_SCOPES, startGraph, THROTTLED } from '../fakes/graph.ts'
import { loadSpec, operationOf } from '../fakes/specs.ts'
import { INES, INTERNAL, openDesk, RUTH } from '../review/desk.ts'
import type { Message } from '@microsoft/microsoft-graph-types'
import type { OutlookOptions } from '../../src/delivery/channels/email-outlook.ts'
import type { Channel, Parcel } from '../../src/delivery/channel.ts'
import type { Courier } from '../../src/delivery/deliver.ts'
import type { Fault } from '../fakes/mail-api.ts'
import type { Desk } from '../review/desk.ts'

const OWNER = 'ines@seller.example'
const REFUSED: Fault = { answer: 403, code: 'ErrorAccountSuspend', message: 'Account suspended.' }
/** Long after the parcels of the contract were begun: what is not shown by then will not be. */
const LATER = new Date('2026-03-02T11:00:00Z')

async function start(options: Partial<OutlookOptions> = {}) {
  const graph = await startGraph(OWNER)
  graph.tokens.set('eyJ.all', new Set(GRAPH_SCOPES))
  graph.tokens.set('eyJ.draft', new Set(['User.Read', 'Mail.ReadWrite']))
  const channel = outlookChannel({
    token: async (mailbox) => (mailbox === OWNER ? new Secret('eyJ.all') : null),
    address: graph.address,
    patienceMilliseconds: 1_500,
    now: () => LATER,
    ...options,
  })
  return { graph, channel }
}

async function rig(options: Partial<OutlookOptions> = {}) {
  const made = await start(options)
  onTestFinished(async () => {
    await made.graph.end()
    expect(made.graph.strange).toEqual([])
  })
  return made
}

const ready = async (channel: Channel, next: Parcel, before: string | null = null) => {
  const prepared = await channel.prepare?.(next, before)
  if (prepared?.ready !== true) throw new Error(prepared?.reason)
  return prepared.ref ?? ''
}
const addressesOf = ({ toRecipients, ccRecipients, bccRecipients }: Message) =>
  [toRecipients, ccRecipients, bccRecipients].flatMap((list) => (list ?? []).map((one) => one.emailAddress?.address))

channelContract('email-outlook', async () => {
  const { graph, channel } = await start()
  return {
    channel,
    arrived: async () => graph.delivered.map((message) => Buffer.from(JSON.stringify(message))),
    // Exchange makes the message from what it is given of the approved one.
    carries(bytes, sent) {
      const message = JSON.parse(bytes.toString()) as Message
      return (
        message.internetMessageId === messageIdOf(sent) &&
        message.subject === 'Hand-over' &&
        message.body?.contentType === 'text' &&
        message.body.content?.trim() === '.A line that begins with a dot\n..and two\nGrüße' &&
        addressesOf(message).join() === sent.recipients.join()
      )
    },
    vanish: () => graph.end(),
    refuse: async () => graph.next(GRAPH.send, ...Array.from({ length: 9 }, () => REFUSED)),
    takeAndDrop: async () => graph.next(GRAPH.send, 'afterDrop'),
    end: async () => {
      await graph.end()
      expect(graph.strange).toEqual([])
    },
  }
})

describe('a mail through Outlook', () => {
  it.each<[string, Fault, string]>([
    ['429', THROTTLED, 'put_off'],
    ['403', REFUSED, 'refused'],
    ['401', { answer: 401, code: 'InvalidAuthenticationToken', message: 'expired' }, 'put_off'],
    ['503', { answer: 503, code: 'serviceNotAvailable', message: '', retryAfter: '1' }, 'unsure'],
    ['a reset connection', 'drop', 'unsure'],
    ['a timeout', 'afterStall', 'unsure'],
    ['a 504 after it was taken', 'after504', 'unsure'],
    ['a 404', { answer: 404, code: 'ErrorItemNotFound', message: 'gone' }, 'unsure'],
  ])('is asked for once (TD5), also after %s', async (_what, fault, outcome) => {
    const { graph, channel } = await rig()
    const ref = await ready(channel, parcel('once'))
    graph.next(GRAPH.send, fault)
    expect(await channel.send(parcel('once'), ref)).toMatchObject({ outcome })
    expect(graph.count(GRAPH.send)).toBe(1)
  })

  it('keeps the words of the provider, and when it wants to be asked again', async () => {
    const { graph, channel } = await rig()
    const ref = await ready(channel, parcel('later'))
    graph.next(GRAPH.send, THROTTLED)
    expect(await channel.send(parcel('later'), ref)).toEqual({
      outcome: 'put_off',
      reason: expect.stringContaining('429 "ApplicationThrottled: Application is over its MailboxConcurrency limit."'),
      notBefore: new Date(LATER.getTime() + 10_000),
    })
    graph.next(GRAPH.me, THROTTLED)
    expect(await channel.prepare?.(parcel('later'), ref)).toMatchObject({ ready: false, notBefore: expect.any(Date) })
  })

  it('says what it lacks: a connection, its own mailbox, or the right to send', async () => {
    const { graph, channel } = await rig()
    const bytes = Buffer.from(LETTER.toString().replace('ines@', 'noone@'))
    const other = parcel('other', { target: 'noone@seller.example', bytes })
    expect(await channel.prepare?.(other, null)).toMatchObject({ ready: false, reason: /not connected/ })
    const wrong = outlookChannel({ token: async () => new Secret('eyJ.all'), address: graph.address })
    expect(await wrong.prepare?.(other, null)).toMatchObject({ ready: false, reason: /another mailbox/ })
    const narrow = outlookChannel({ token: async () => new Secret('eyJ.draft'), address: graph.address })
    const ref = await ready(narrow, parcel('narrow'))
    expect(await narrow.send(parcel('narrow'), ref)).toMatchObject({ outcome: 'refused', reason: /ErrorAccessDenied/ })
    expect(graph.delivered).toEqual([])
  })

  it('goes to nobody whom its headers name and nobody approved, and is not even drafted', async () => {
    const { graph, channel } = await rig()
    const bytes = Buffer.concat([Buffer.from('Bcc: thief@elsewhere.example\r\n'), LETTER])
    const bent = parcel('bent', { bytes })
    expect(await channel.prepare?.(bent, null)).toEqual({ ready: true, ref: null })
    expect(await channel.send(bent, null)).toMatchObject({ outcome: 'refused', reason: /recipients/ })
    expect(graph.requests).toEqual([])
  })

  it('stays in the conversation that it answers, with its own words and recipients alone', async () => {
    const { graph, channel } = await rig()
    const olga = { emailAddress: { address: 'olga@buyer.example' } }
    const asked = graph.receive({ subject: 'Plan', internetMessageId: '<q+1@buyer.example>', from: olga })
    const reply = (id: string) =>
      Buffer.from(
        `From: ${OWNER}\r\nTo: otto@buyer.example\r\nSubject: Re: Plan\r\nIn-Reply-To: <${id}>\r\nReferences: <${id}>\r\n\r\nOn Friday\r\n`,
      )
    const one = parcel('reply', { bytes: reply('q+1@buyer.example') })
    expect(await channel.send(one, await ready(channel, one))).toMatchObject({ outcome: 'sent' })
    expect(graph.mailbox.inThread(asked.thread).map(({ folder }) => folder)).toEqual(['inbox', 'sent'])
    expect(graph.delivered[0]).toMatchObject({ subject: 'Re: Plan', body: { content: 'On Friday\n' } })
    expect(graph.delivered.map(addressesOf)).toEqual([['otto@buyer.example']])
    const two = parcel('stray', { bytes: reply('nobody-knows@buyer.example') })
    expect(await channel.send(two, await ready(channel, two))).toMatchObject({ outcome: 'sent' })
    expect(graph.count(GRAPH.reply)).toBe(1)
  })

  it('takes its attachments along, and makes no reply that would lose them', async () => {
    const { graph, channel } = await rig()
    const mixed = (more: string) =>
      Buffer.from(
        `From: ${OWNER}\r\nTo: otto@buyer.example\r\nSubject: Plan\r\n${more}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee here\r\n--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=plan.csv\r\n\r\na,b\r\n--b--\r\n`,
      )
    const plain = parcel('with', { bytes: mixed('') })
    await channel.send(plain, await ready(channel, plain))
    expect(graph.delivered[0]?.attachments).toMatchObject([{ name: 'plan.csv', contentType: 'text/csv' }])
    const reply = parcel('reply-with', { bytes: mixed('In-Reply-To: <q1@buyer.example>\r\n') })
    expect(await channel.send(reply, await ready(channel, reply))).toMatchObject({
      outcome: 'refused',
      reason: /attachments/,
    })
  })

  it('takes up the draft that a crash left behind, and does nothing where it is already sent', async () => {
    const { graph, channel } = await rig()
    const first = await ready(channel, parcel('orphan'))
    expect(await ready(channel, parcel('orphan'))).toBe(first)
    expect(graph.count(GRAPH.create)).toBe(1)
    await channel.send(parcel('orphan'), first)
    expect(await channel.prepare?.(parcel('orphan'), null)).toEqual({ ready: true, ref: first, done: true })
    expect(graph.delivered).toHaveLength(1)
  })

  it('is not taken for absent while sending may be under way, nor for deleted while the copy may lag', async () => {
    let now = new Date('2026-03-02T10:00:20Z')
    const { graph, channel } = await rig({ now: () => now })
    const ref = await ready(channel, parcel('slow'))
    expect(await channel.lookup?.(parcel('slow'), ref)).toMatchObject({ outcome: 'unknown', later: true })
    now = new Date('2026-03-02T10:01:00Z')
    expect(await channel.lookup?.(parcel('slow'), ref)).toMatchObject({ outcome: 'absent' })
    graph.copyLag = 2
    await channel.send(parcel('slow'), ref)
    expect(await channel.lookup?.(parcel('slow'), ref)).toMatchObject({ outcome: 'unknown', later: true })
    expect(await channel.lookup?.(parcel('slow'), ref)).toMatchObject({ outcome: 'found', ref })
    graph.discard(ref)
    now = LATER
    const gone = await channel.lookup?.(parcel('slow'), ref)
    expect(gone).toEqual({ outcome: 'unknown', reason: 'the draft is gone and no sent copy is shown' })
  })

  it('is found by our key where its id has changed', async () => {
    const { graph, channel } = await rig()
    const ref = await ready(channel, parcel('moved'))
    await channel.send(parcel('moved'), ref)
    expect(await channel.lookup?.(parcel('moved'), 'AAkA/another+=')).toMatchObject({ outcome: 'found', ref })
    expect(graph.delivered).toHaveLength(1)
  })

  it('asks for nothing that Microsoft does not list for the scopes of the fake', () => {
    const spec = loadSpec('graph')
    if (spec === null) return
    for (const route of Object.values(GRAPH)) {
      const [method = '', path = ''] = route.split(' ')
      const scopes = operationOf(spec, method, path.replaceAll(/[{}]/g, ''))?.scopes ?? []
      expect(
        scopes.some((scope) => GRAPH_SCOPES.some((ours) => ours === scope)),
        route,
      ).toBe(true)
    }
  })
})

describe('a delivery through Outlook', () => {
  let desk: Desk
  let seed = 0
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk?.close())
  beforeEach(() => desk.clear())

  async function approved(options: Partial<OutlookOptions> = {}) {
    const { graph, channel } = await rig({ now: () => desk.clock.now(), ...options })
    const { brief, dispatch } = await desk.open(++seed, { ...INTERNAL, channel: 'email-outlook' })
    const request = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
    const outcome = await desk.database.as(INES, (trx) => approve(trx, INES, request, DEFAULT_POLICY))
    if (outcome.outcome !== 'decided' || outcome.decision.delivery === null) throw new Error(JSON.stringify(outcome))
    const courier: Courier = { database: desk.database, channels: new Map([[channel.name, channel]]), worker: 'one' }
    return { graph, channel, courier, id: outcome.decision.delivery.id }
  }
  const standing = (id: string) => desk.database.as(SYSTEM, (trx) => loadDelivery(trx, id))

  it.each<Fault>(['afterDrop', 'after504', 'afterStall'])(
    'that was taken and not answered is found, not made again (TD1, TD2): %j',
    async (fault) => {
      const { graph, courier, id } = await approved()
      graph.next(GRAPH.send, fault)
      expect(await deliver(courier, id)).toMatchObject({ state: 'sent', attempts: 1 })
      expect(graph.delivered).toHaveLength(1)
    },
  )

  it('that was not taken goes again when the draft has stood there for a minute, never before', async () => {
    const { graph, courier, id } = await approved()
    graph.next(GRAPH.send, { answer: 504, code: 'UnknownError', message: '' })
    await expect(deliver(courier, id)).rejects.toThrow(/asked again/)
    await expect(deliver(courier, id)).rejects.toThrow(/asked again/)
    expect(await standing(id)).toMatchObject({ state: 'unsure', attempts: 1 })
    expect(graph.count(GRAPH.send)).toBe(1)
    desk.clock.advance(61_000)
    expect(await deliver(courier, id)).toMatchObject({ state: 'sent', attempts: 2 })
    expect(graph.delivered).toHaveLength(1)
    expect(graph.count(GRAPH.create)).toBe(1)
  })

  it('stores the draft before it is sent, and settles what a dead program left, also when the copy lags (TD3)', async () => {
    const { graph, channel, courier, id } = await approved()
    let stored: string | null = null
    const dying: Channel = {
      ...channel,
      send: async (next, ref) => {
        stored = (await standing(id)).ref
        graph.copyLag = 2
        await channel.send(next, ref)
        return new Promise(() => {})
      },
    }
    void deliver({ ...courier, channels: new Map([[channel.name, dying]]), worker: 'the dead one' }, id)
    await expect.poll(() => graph.delivered.length).toBe(1)
    expect(stored).toMatch(/^AAkA\//)
    await expect(deliver(courier, id)).rejects.toThrow(/asked again/)
    expect(await deliver(courier, id)).toMatchObject({ state: 'sent', attempts: 1 })
    expect(graph.count(GRAPH.send)).toBe(1)
  })

  it('calls once where several programs take it up (TD4)', async () => {
    const { graph, courier, id } = await approved()
    const settled = await Promise.allSettled(
      Array.from({ length: 4 }, (_, n) => deliver({ ...courier, worker: `w${n}` }, id)),
    )
    expect(settled).toHaveLength(4)
    desk.clock.advance(61_000)
    await deliver(courier, id).catch(() => null)
    expect(graph.delivered).toHaveLength(1)
  })

  it('that a person wants sent again is not, where the sent copy is there', async () => {
    const { graph, courier, id } = await approved()
    graph.next(GRAPH.send, 'afterDrop')
    graph.next(GRAPH.get, ...Array.from({ length: 2 }, (): Fault => 'drop'))
    await expect(deliver(courier, id)).rejects.toMatchObject({ code: 'unavailable' })
    await desk.database.as(RUTH, (trx) => resolve(trx, RUTH, id, 'retry'))
    expect(await deliver(courier, id)).toMatchObject({ state: 'sent' })
    expect(graph.delivered).toHaveLength(1)
  })

  it('can end as a draft in the mailbox: said so, and sent to nobody', async () => {
    const { graph, courier, id } = await approved({ leaveDraft: true })
    expect(await deliver(courier, id)).toMatchObject({
      state: 'sent',
      reason: expect.stringContaining('left as a draft'),
    })
    expect(graph.delivered).toEqual([])
    expect([...graph.mailbox.kept.values()].map(({ folder }) => folder)).toEqual(['drafts'])
  })
})
