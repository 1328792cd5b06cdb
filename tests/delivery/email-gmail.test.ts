import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { readEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { gmailChannel } from '../../src/delivery/channels/email-gmail.ts'
import { deliver } from '../../src/delivery/deliver.ts'
import { loadDelivery } from '../../src/delivery/delivery.ts'
import { resolve } from '../../src/delivery/resolve.ts'
import { Secret } from '../../src/lib/secret.ts'
import { approve } from '../../src/review/decide.ts'
import { DEFAULT_POLICY } from '../../src/review/policy.ts'
import { channelContract, LETTER, parcel } from '../contracts/channel.ts'
import { GMAIL, GMAIL_SCOPES, readMime, startGmail } from '../fakes/gmail.ts'
import { loadSpec, operationOf } from '../fakes/specs.ts'
import { INES, INTERNAL, openDesk, RUTH } from '../review/desk.ts'
import type { GmailOptions } from '../../src/delivery/channels/email-gmail.ts'
import type { Channel, Parcel } from '../../src/delivery/channel.ts'
import type { Courier } from '../../src/delivery/deliver.ts'
import type { Fault } from '../fakes/mail-api.ts'
import type { Desk } from '../review/desk.ts'

const OWNER = 'ines@seller.example'
const REFUSED: Fault = { answer: 400, code: 'invalidArgument', message: 'Invalid To header' }
const REAUTH: Fault = { answer: 401, code: 'authError', message: 'Invalid Credentials' }
/** Half a minute after the parcels of the contract were begun. */
const NOW = Date.parse('2026-03-02T10:00:30Z')

async function start(options: Partial<GmailOptions> = {}) {
  const gmail = await startGmail(OWNER, () => NOW)
  gmail.tokens.set('ya29.both', new Set(Object.values(GMAIL_SCOPES)))
  gmail.tokens.set('ya29.compose', new Set([GMAIL_SCOPES.compose]))
  const channel = gmailChannel({
    token: async (mailbox) => (mailbox === OWNER ? new Secret('ya29.both') : null),
    address: gmail.address,
    patienceMilliseconds: 1_500,
    ...options,
  })
  return { gmail, channel }
}

async function rig(options: Partial<GmailOptions> = {}) {
  const made = await start(options)
  onTestFinished(async () => {
    await made.gmail.end()
    expect(made.gmail.strange).toEqual([])
  })
  return made
}

const ready = async (channel: Channel, next: Parcel, before: string | null = null) => {
  const prepared = await channel.prepare?.(next, before)
  if (prepared?.ready !== true) throw new Error(prepared?.reason)
  return prepared.ref
}

channelContract('email-gmail', async () => {
  const { gmail, channel } = await start()
  return {
    channel,
    // Gmail puts its own Message-ID in the place of ours.
    carries: (message, sent) => message.subarray(message.length - sent.bytes.length).equals(sent.bytes),
    arrived: async () => gmail.delivered.map(({ raw }) => raw),
    vanish: () => gmail.end(),
    refuse: async () => gmail.next(GMAIL.send, ...Array.from({ length: 9 }, () => REFUSED)),
    takeAndDrop: async () => gmail.next(GMAIL.send, 'afterDrop'),
    end: async () => {
      await gmail.end()
      expect(gmail.strange).toEqual([])
    },
  }
})

describe('a mail through Gmail', () => {
  it.each<[string, Fault, string]>([
    ['429', { answer: 429, code: 'rateLimitExceeded', message: 'Rate Limit Exceeded', retryAfter: '120' }, 'put_off'],
    ['403 for too many', { answer: 403, code: 'userRateLimitExceeded', message: 'Too many' }, 'put_off'],
    ['403 for good', { answer: 403, code: 'forbidden', message: 'Delegation denied' }, 'refused'],
    ['401', REAUTH, 'put_off'],
    ['503', { answer: 503 }, 'unsure'],
    ['a reset connection', 'drop', 'unsure'],
    ['a timeout', 'afterStall', 'unsure'],
    ['a 504 after it was taken', 'after504', 'unsure'],
    ['half an answer', 'afterHalf', 'unsure'],
  ])('is asked for once (TD5), also after %s', async (_what, fault, outcome) => {
    const { gmail, channel } = await rig()
    const ref = await ready(channel, parcel('once'))
    gmail.next(GMAIL.send, fault)
    expect(await channel.send(parcel('once'), ref)).toMatchObject({ outcome })
    expect(gmail.count(GMAIL.send)).toBe(1)
  })

  it('keeps the words of the provider, and when it wants to be asked again', async () => {
    const { gmail, channel } = await rig()
    const ref = await ready(channel, parcel('later'))
    gmail.next(GMAIL.send, { answer: 429, code: 'rateLimitExceeded', message: 'Slow down', retryAfter: '3600' })
    const put = await channel.send(parcel('later'), ref)
    expect(put).toMatchObject({ reason: expect.stringContaining('429 "rateLimitExceeded: Slow down"') })
    const wait = put.outcome === 'put_off' ? (put.notBefore?.getTime() ?? 0) - Date.now() : 0
    expect(wait).toBeGreaterThan(3_590_000)
    gmail.next(GMAIL.send, {
      answer: 403,
      code: 'userRateLimitExceeded',
      message: 'User-rate limit exceeded. Retry after 2026-12-01T08:00:00.000Z',
    })
    expect(await channel.send(parcel('later'), ref)).toMatchObject({ notBefore: new Date('2026-12-01T08:00:00.000Z') })
  })

  it('waits, unsent, at the limit of a minute, and for a mailbox that is not connected or another one’s', async () => {
    const { gmail, channel } = await rig()
    gmail.unitsLeft = 0
    expect(await channel.prepare?.(parcel('units'), null)).toMatchObject({ ready: false, reason: /429/ })
    gmail.unitsLeft = Number.POSITIVE_INFINITY
    const bytes = Buffer.from(LETTER.toString().replace('ines@', 'noone@'))
    const other = parcel('other', { target: 'noone@seller.example', bytes })
    expect(await channel.prepare?.(other, null)).toMatchObject({ ready: false, reason: /not connected/ })
    const wrong = gmailChannel({ token: async () => new Secret('ya29.both'), address: gmail.address })
    expect(await wrong.prepare?.(other, null)).toMatchObject({ ready: false, reason: /another mailbox/ })
    expect(gmail.mailbox.kept.size).toBe(0)
  })

  it('goes to nobody whom its headers name and nobody approved, and is not even drafted', async () => {
    const { gmail, channel } = await rig()
    const bytes = Buffer.concat([Buffer.from('Bcc: thief@elsewhere.example\r\n'), LETTER])
    const bent = parcel('bent', { bytes })
    expect(await channel.send(bent, await ready(channel, bent))).toMatchObject({
      outcome: 'refused',
      reason: /recipients/,
    })
    const forged = parcel('forged', { bytes: Buffer.from(LETTER.toString().replace('ines@', 'boss@')) })
    expect(await channel.send(forged, await ready(channel, forged))).toMatchObject({
      outcome: 'refused',
      reason: /sender/,
    })
    expect(gmail.requests).toEqual([])
  })

  it('stays in the thread that it answers, where the mailbox has it', async () => {
    const { gmail, channel } = await rig()
    const asked = gmail.receive(
      'From: otto@buyer.example\r\nSubject: Plan\r\nMessage-ID: <q1@buyer.example>\r\n\r\nWhen?\r\n',
    )
    const reply = (id: string) =>
      Buffer.from(
        `From: ${OWNER}\r\nTo: otto@buyer.example\r\nSubject: Re: Plan\r\nIn-Reply-To: <${id}>\r\nReferences: <${id}>\r\n\r\nOn Friday\r\n`,
      )
    const one = parcel('reply', { bytes: reply('q1@buyer.example') })
    expect(await channel.send(one, await ready(channel, one))).toMatchObject({ outcome: 'sent' })
    expect(gmail.mailbox.inThread(asked.thread).map(({ folder }) => folder)).toEqual(['inbox', 'sent'])
    const two = parcel('stray', { bytes: reply('nobody-knows@buyer.example') })
    expect(await channel.send(two, await ready(channel, two))).toMatchObject({ outcome: 'sent' })
    expect(gmail.mailbox.inThread(asked.thread)).toHaveLength(2)
  })

  it('takes up the draft that a crash left behind, written anew, and leaves the drafts of others alone', async () => {
    const { gmail, channel } = await rig()
    await ready(channel, parcel('another'))
    const first = await ready(channel, parcel('orphan'))
    const again = await ready(channel, parcel('orphan'))
    expect(again?.split(' ')[0]).toBe(first?.split(' ')[0])
    expect(gmail.count(GMAIL.create)).toBe(2)
    expect(await channel.send(parcel('orphan'), again)).toMatchObject({ outcome: 'sent' })
    expect(gmail.delivered[0]?.raw.subarray(-LETTER.length)).toEqual(LETTER)
  })

  it('is not found by a message that only looks like it', async () => {
    const { gmail, channel } = await rig()
    const ref = await ready(channel, parcel('mine'))
    const { draft = '', thread = '' } = /^draft:(?<draft>\S+) thread:(?<thread>\S+)$/.exec(ref ?? '')?.groups ?? {}
    gmail.discard(draft)
    const lookalike = async (change: (raw: string) => string, at = NOW) => {
      const raw = Buffer.from(change(LETTER.toString()))
      const headers = (await readMime(raw)).headers.map(({ key, value }) => ({ name: key, value }))
      const put = gmail.mailbox.add('sent', { raw, headers }, thread)
      put.at = at
      const found = await channel.lookup?.(parcel('mine'), ref)
      gmail.mailbox.kept.delete(put.id)
      return found
    }
    const unknown = { outcome: 'unknown' }
    expect(await lookalike((raw) => raw.replace('otto@', 'olga@'))).toMatchObject(unknown)
    expect(await lookalike((raw) => raw.replace('Hand-over', 'Hangover'))).toMatchObject(unknown)
    expect(await lookalike((raw) => raw, NOW - 3_600_000)).toMatchObject(unknown)
    expect(await lookalike((raw) => `X-Baton-Delivery: ${parcel('other').key}\r\n${raw}`)).toMatchObject(unknown)
    expect(await lookalike((raw) => raw)).toMatchObject({ outcome: 'found' })
    expect(gmail.requests.filter((route) => route === GMAIL.messages)).toEqual([])
  })

  it('stays unknown for good where only drafting was granted', async () => {
    const { gmail, channel } = await rig({ token: async () => new Secret('ya29.compose') })
    const ref = await ready(channel, parcel('narrow'))
    gmail.next(GMAIL.send, 'afterDrop')
    await channel.send(parcel('narrow'), ref)
    const found = await channel.lookup?.(parcel('narrow'), ref)
    expect(found).toEqual({ outcome: 'unknown', reason: expect.stringContaining('insufficientPermissions') })
  })

  it('asks for nothing that Google does not list for the scopes of the fake', () => {
    const spec = loadSpec('gmail')
    if (spec === null) return
    for (const route of Object.values(GMAIL)) {
      const [method = '', path = ''] = route.split(' ')
      expect(operationOf(spec, method, path.replaceAll(/[{}]/g, ''))?.scopes, route).toEqual(
        expect.arrayContaining([
          route === GMAIL.thread || route === GMAIL.messages ? GMAIL_SCOPES.readonly : GMAIL_SCOPES.compose,
        ]),
      )
    }
  })
})

describe('a delivery through Gmail', () => {
  let desk: Desk
  let seed = 0
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk?.close())
  beforeEach(() => desk.clear())

  async function approved(options: Partial<GmailOptions> = {}) {
    const { gmail, channel } = await rig(options)
    const byGmail = {
      ...INTERNAL,
      channel: 'email-gmail',
      recipients: [{ email: 'milo@seller.example' }, { email: 'ruth@seller.example' }],
    }
    const { brief, dispatch } = await desk.open(++seed, byGmail)
    const request = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
    const outcome = await desk.database.as(INES, (trx) => approve(trx, INES, request, DEFAULT_POLICY))
    if (outcome.outcome !== 'decided' || outcome.decision.delivery === null) throw new Error(JSON.stringify(outcome))
    const courier: Courier = { database: desk.database, channels: new Map([[channel.name, channel]]), worker: 'one' }
    return { gmail, channel, courier, id: outcome.decision.delivery.id, briefId: brief.id }
  }
  const standing = (id: string) => desk.database.as(SYSTEM, (trx) => loadDelivery(trx, id))
  const kinds = async (briefId: string) =>
    (await desk.database.as(SYSTEM, (trx) => readEvents(trx, { subject: briefId }))).map(({ kind }) => kind)
  const jobs = () => desk.database.jobs

  it.each<Fault>(['afterDrop', 'after504', 'afterHalf', 'afterStall', 'drop', { answer: 503 }])(
    'makes at most one call that can have had an effect, and the look-up settles it (TD1, TD2): %j',
    async (fault) => {
      const { gmail, courier, id } = await approved()
      gmail.next(GMAIL.send, fault)
      const taken = typeof fault === 'string' && fault.startsWith('after')
      if (taken) expect(await deliver(courier, id)).toMatchObject({ state: 'sent', attempts: 1 })
      else {
        await expect(deliver(courier, id)).rejects.toMatchObject({ code: 'unavailable' })
        expect(await deliver(courier, id)).toMatchObject({ state: 'sent', attempts: 2 })
      }
      expect(gmail.delivered).toHaveLength(1)
      expect(gmail.count(GMAIL.create)).toBe(1)
    },
  )

  it('stores the draft before it is sent, and settles what a dead program left (TD3)', async () => {
    const { gmail, channel, courier, id } = await approved()
    let stored: string | null = null
    const dying: Channel = {
      ...channel,
      send: async (next, ref) => {
        stored = (await standing(id)).ref
        await channel.send(next, ref)
        return new Promise(() => {})
      },
    }
    void deliver({ ...courier, channels: new Map([[channel.name, dying]]), worker: 'the dead one' }, id)
    await expect.poll(() => gmail.delivered.length).toBe(1)
    expect(stored).toMatch(/^draft:r-\d+ thread:\w+$/)
    expect(await deliver(courier, id)).toMatchObject({ state: 'sent', attempts: 1 })
    expect(gmail.count(GMAIL.send)).toBe(1)
  })

  it('calls once where several programs take it up (TD4)', async () => {
    const { gmail, courier, id } = await approved()
    await Promise.allSettled(Array.from({ length: 6 }, (_, n) => deliver({ ...courier, worker: `w${n}` }, id)))
    await deliver(courier, id).catch(() => null)
    expect(gmail.delivered).toHaveLength(1)
  })

  it('rests for as long as Gmail wants, then goes, by the draft that is there', async () => {
    const { gmail, courier, id, briefId } = await approved()
    const until = new Date(Date.parse('2026-03-02T12:00:00Z'))
    gmail.next(GMAIL.send, {
      answer: 429,
      code: 'rateLimitExceeded',
      message: `User-rate limit exceeded. Retry after ${until.toISOString()}`,
    })
    await expect(deliver(courier, id)).rejects.toMatchObject({ code: 'unavailable' })
    expect(await standing(id)).toMatchObject({ state: 'queued', notBefore: until, reason: /429/ })
    await expect(deliver(courier, id)).rejects.toThrow(/rests until/)
    expect(gmail.count(GMAIL.send)).toBe(1)
    desk.clock.advance(2 * 3_600_000)
    expect(await deliver(courier, id)).toMatchObject({ state: 'sent', attempts: 2 })
    expect(gmail.count(GMAIL.create)).toBe(1)
    expect((await kinds(briefId)).slice(2)).toEqual([
      'delivery.started',
      'delivery.lost',
      'delivery.absent',
      'delivery.started',
      'delivery.sent',
    ])
  })

  it('is unsure when its draft was deleted, and goes anew only when a person says so', async () => {
    const { gmail, courier, id } = await approved()
    gmail.next(GMAIL.send, 'drop')
    await expect(deliver(courier, id)).rejects.toMatchObject({ code: 'unavailable' })
    gmail.discard(/^draft:(\S+)/.exec((await standing(id)).ref ?? '')?.[1] ?? '')
    expect(await deliver(courier, id)).toMatchObject({ state: 'unsure' })
    expect(await deliver(courier, id)).toMatchObject({ state: 'unsure' })
    expect(gmail.delivered).toEqual([])
    await desk.database.as(RUTH, (trx) => resolve(trx, RUTH, id, 'retry'))
    expect(await deliver(courier, id)).toMatchObject({ state: 'sent' })
    expect(gmail.delivered).toHaveLength(1)
  })

  it('is sent when Gmail took it for all; the bounce of one is neither an attempt nor a reason for another (TD6, TD7)', async () => {
    const { gmail, courier, id } = await approved()
    gmail.unknown.add('ruth@seller.example')
    gmail.next(GMAIL.send, 'afterDrop')
    expect(await deliver(courier, id)).toMatchObject({ state: 'sent', refused: [] })
    await deliver(courier, id)
    expect(gmail.delivered.map(({ to }) => to)).toEqual([['milo@seller.example', 'ruth@seller.example']])
  })

  it('can end as a draft in the mailbox: said so, sent to nobody, and no receiver’s clock runs', async () => {
    const { gmail, courier, id, briefId } = await approved({ leaveDraft: true })
    const left = await deliver(courier, id)
    expect(left).toMatchObject({
      state: 'sent',
      reason: `left as a draft in the mailbox of ${OWNER}; it goes when it is sent from there`,
    })
    expect(gmail.delivered).toEqual([])
    expect([...gmail.mailbox.kept.values()].map(({ folder }) => folder)).toEqual(['drafts'])
    const opened: string[] = []
    jobs().work('open-acceptance', async ({ data }) => void opened.push(String(data['brief'])))
    await jobs().drain()
    expect(opened).not.toContain(briefId)
  })
})
