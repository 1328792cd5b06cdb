import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { readEvents, verifyEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { smtpChannel } from '../../src/delivery/channels/email-smtp.ts'
import { fileChannel } from '../../src/delivery/channels/file.ts'
import { deliver, resume } from '../../src/delivery/deliver.ts'
import { listDeliveries, loadDelivery } from '../../src/delivery/delivery.ts'
import { resolve } from '../../src/delivery/resolve.ts'
import { queueOf } from '../../src/http/queue.ts'
import { approve, undo, withdraw } from '../../src/review/decide.ts'
import { edit } from '../../src/review/edit.ts'
import { DEFAULT_POLICY } from '../../src/review/policy.ts'
import { startSmtp } from '../fakes/smtp.ts'
import { GONE, INES, INTERNAL, LETTER, openDesk, promisesIn, render, RUTH } from '../review/desk.ts'
import type { Channel, SendResult } from '../../src/delivery/channel.ts'
import type { Courier } from '../../src/delivery/deliver.ts'
import type { Addressing, Dispatch } from '../../src/review/dispatch.ts'
import type { Desk } from '../review/desk.ts'

const policy = DEFAULT_POLICY
let desk: Desk
let outbox: string
let courier: Courier
let seed = 0
beforeAll(async () => {
  desk = await openDesk()
  await desk.clear()
})
afterAll(() => desk?.close())
beforeEach(async () => {
  outbox = await mkdtemp(join(tmpdir(), 'outbox-'))
  courier = { database: desk.database, channels: new Map([['file', fileChannel(outbox)]]), worker: 'this one' }
  onTestFinished(() => rm(outbox, { recursive: true, force: true }))
})

const as: Desk['database']['as'] = (viewer, work) => desk.database.as(viewer, work)
const kinds = (briefId: string) =>
  as(SYSTEM, async (trx) => (await readEvents(trx, { subject: briefId })).map(({ kind }) => kind))
const through = (channel: Channel): Courier => ({ ...courier, channels: new Map([[channel.name, channel]]) })

async function approved(
  addressing: Addressing = INTERNAL,
): Promise<{ id: string; briefId: string; dispatch: Dispatch }> {
  const { brief, dispatch } = await desk.open(++seed, addressing)
  const request = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
  const outcome = await as(INES, (trx) => approve(trx, INES, request, policy))
  if (outcome.outcome !== 'decided' || outcome.decision.delivery === null) throw new Error('not approved')
  return { id: outcome.decision.delivery.id, briefId: brief.id, dispatch }
}

/** A channel that answers what it is told and counts how often it was called. */
function scripted(answers: SendResult[], lookup?: Channel['lookup']): Channel & { calls: number } {
  const channel = {
    name: 'file',
    lookupNote: lookup === undefined ? null : 'by asking',
    calls: 0,
    ...(lookup === undefined ? {} : { lookup }),
    async send(): Promise<SendResult> {
      const answer = answers[channel.calls++]
      if (answer === undefined) throw new Error('called too often')
      return answer
    },
  }
  return channel
}
const SENT: SendResult = { outcome: 'sent', ref: 'r1', refused: [] }
const LOST: SendResult = { outcome: 'unsure', reason: 'no answer' }

describe('a delivery', () => {
  it('carries exactly the approved bytes, and each of its steps is in the log', async () => {
    const { id, briefId, dispatch } = await approved()
    expect(await deliver(courier, id)).toMatchObject({ state: 'sent', attempts: 1, reason: null })
    const sent = await readFile(join(outbox, `${id}.eml`))
    expect(sent.subarray(sent.length - dispatch.rendered.length)).toEqual(Buffer.from(dispatch.rendered))
    expect(await kinds(briefId)).toEqual(['review.opened', 'review.approved', 'delivery.started', 'delivery.sent'])
    expect(await as(SYSTEM, (trx) => verifyEvents(trx))).toMatchObject({ ok: true })
  })

  it('is one file, however often and however many at once take it up', async () => {
    const { id, briefId } = await approved()
    await Promise.allSettled(Array.from({ length: 8 }, (_, n) => deliver({ ...courier, worker: `w${n}` }, id)))
    await deliver(courier, id)
    expect(await readdir(outbox)).toEqual([`${id}.eml`])
    expect((await kinds(briefId)).filter((kind) => kind === 'delivery.sent' || kind === 'delivery.found')).toHaveLength(
      1,
    )
  })

  it('runs as the job that the approval left behind, and starts the receiver’s clock by the next one', async () => {
    const { id } = await approved()
    desk.database.jobs.work('deliver', async (job) => void (await deliver(courier, String(job.data['delivery']))))
    const { failed } = await desk.database.jobs.drain()
    expect(failed.filter(({ job }) => job.data['delivery'] === id)).toEqual([])
    expect(await as(SYSTEM, (trx) => loadDelivery(trx, id))).toMatchObject({ state: 'sent' })
    const next = await desk.database.asOwner((trx) =>
      sql<{ data: { delivery: string } }>`select data from pgboss.job where name = 'open-acceptance'`.execute(trx),
    )
    expect(next.rows.map(({ data }) => data.delivery)).toContain(id)
  })

  it('of a letter rests first, and until then it can be undone', async () => {
    const { id, briefId } = await approved(LETTER)
    await expect(deliver(courier, id)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('rests'),
    })
    expect(await as(INES, (trx) => undo(trx, INES, { briefId, revision: 1 }))).toMatchObject({ outcome: 'decided' })
    desk.clock.advance(120_000)
    expect(await deliver(courier, id)).toMatchObject({ state: 'dropped' })
    const second = await approved(LETTER)
    desk.clock.advance(119_999)
    await expect(deliver(courier, second.id)).rejects.toMatchObject({ code: 'unavailable' })
    desk.clock.advance(1)
    expect(await deliver(courier, second.id)).toMatchObject({ state: 'sent' })
    expect(await readdir(outbox)).toEqual([`${second.id}.eml`])
  })

  it('cannot be undone, changed or withdrawn once it has started', async () => {
    const { id, briefId } = await approved()
    await deliver(courier, id)
    const request = { briefId, revision: 1 }
    const edits = [{ op: 'remove', at: 'headline.1' }] as const
    for (const decide of [
      as(INES, (trx) => undo(trx, INES, request)),
      as(INES, (trx) => withdraw(trx, INES, request)),
      as(INES, (trx) => edit(trx, INES, { ...request, edits }, { render, policy, promisesIn })),
    ])
      expect(await decide).toMatchObject({ outcome: 'conflict', why: expect.stringContaining('has started') })
  })
})

describe('what is not exactly what was approved', () => {
  const attacks: Record<string, string> = {
    'other bytes': `update dispatches set rendered = convert_to('Subject: pay me' || chr(13) || chr(10), 'UTF8')`,
    'another recipient': `update dispatches set body = replace(body, 'milo@seller.example', 'eve@elsewhere.example')`,
    'another recipient with a new hash': `update dispatches set body = replace(body, 'milo', 'eve'),
      dispatch_hash = 'sha256:' || encode(sha256(convert_to(replace(body, 'milo', 'eve'), 'UTF8')), 'hex')`,
    'another brief': `update brief_revisions set body = replace(body, 'depot', 'moon')`,
    'another hash on the delivery': `update deliveries set dispatch_hash = 'sha256:' || repeat('0', 64)`,
    'a target of the delivery': `update deliveries set target = 'eve@elsewhere.example'`,
    'a review that was put back': `update reviews set state = 'pending'`,
    'no decision': `delete from decisions`,
    'a decision by nobody in the log': `update decisions set actor = 'ruth@seller.example'`,
    'an approver who left': `update people set active = false where email = 'ines@seller.example'`,
  }
  it.each(Object.keys(attacks))('is held and not sent: %s', async (name) => {
    await desk.clear()
    const { id, briefId } = await approved()
    await desk.database.asOwner(async (trx) => {
      await sql`set constraints all deferred`.execute(trx)
      await sql`alter table deliveries drop constraint if exists deliveries_brief_id_revision_dispatch_hash_fkey`.execute(
        trx,
      )
      await sql.raw(attacks[name] ?? '').execute(trx)
    })
    expect(await deliver(courier, id)).toMatchObject({ state: 'held', attempts: 0, reason: expect.any(String) })
    expect(await readdir(outbox)).toEqual([])
    expect((await kinds(briefId)).at(-1)).toBe('delivery.held')
    // A person who lets it go all the same is not enough either.
    await as(RUTH, (trx) => resolve(trx, RUTH, id, 'release'))
    expect(await deliver(courier, id)).toMatchObject({ state: 'held' })
  })

  it('goes when what was wrong is right again and a person releases it', async () => {
    await desk.clear()
    const { id } = await approved()
    const active = (value: boolean) =>
      as(SYSTEM, (trx) => trx.updateTable('people').set({ active: value }).where('email', '=', INES.person).execute())
    await active(false)
    expect(await deliver(courier, id)).toMatchObject({ state: 'held' })
    await active(true)
    await as(RUTH, (trx) => resolve(trx, RUTH, id, 'release'))
    expect(await deliver(courier, id)).toMatchObject({ state: 'sent' })
  })
})

describe('an attempt whose end nobody saw', () => {
  /** What a kill between the commit of the intent and the answer leaves behind. */
  async function cutOff(channel: Channel): Promise<{ id: string; briefId: string }> {
    const { id, briefId } = await approved()
    const never = new Promise<SendResult>(() => {})
    const dying: Channel = { ...channel, send: async (parcel, ref) => (await channel.send(parcel, ref), never) }
    void deliver({ ...through(dying), worker: 'the dead one' }, id)
    await expect.poll(async () => (await as(SYSTEM, (trx) => loadDelivery(trx, id))).state).toBe('sending')
    return { id, briefId }
  }

  it('is found at the target by the next program, and not made again', async () => {
    const { id, briefId } = await cutOff(fileChannel(outbox))
    await expect.poll(() => readdir(outbox)).toContain(`${id}.eml`)
    expect(await deliver(courier, id)).toMatchObject({ state: 'sent', attempts: 1 })
    expect((await kinds(briefId)).slice(2)).toEqual(['delivery.started', 'delivery.lost', 'delivery.found'])
    expect(await readdir(outbox)).toHaveLength(1)
  })

  it('is made again only when the target proves that nothing arrived', async () => {
    const { id, briefId } = await cutOff(scripted([LOST]))
    expect(await deliver(courier, id)).toMatchObject({ state: 'sent', attempts: 2 })
    expect((await kinds(briefId)).slice(3)).toEqual([
      'delivery.lost',
      'delivery.absent',
      'delivery.started',
      'delivery.sent',
    ])
  })

  it('stays unsure where the target cannot say, however often it is looked at, until a person speaks', async () => {
    const channel = scripted([LOST, SENT])
    const { id } = await cutOff({ ...channel, send: async () => SENT })
    for (let n = 0; n < 3; n++)
      expect(await deliver(through(channel), id)).toMatchObject({ state: 'unsure', attempts: 1 })
    expect(channel.calls).toBe(0)
    await expect(as(SYSTEM, (trx) => resolve(trx, SYSTEM, id, 'retry'))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(as(GONE, (trx) => resolve(trx, GONE, id, 'retry'))).rejects.toMatchObject({ code: 'forbidden' })
    await as(RUTH, (trx) => resolve(trx, RUTH, id, 'found'))
    expect(await deliver(through(channel), id)).toMatchObject({ state: 'sent' })
    expect(await as(RUTH, (trx) => resolve(trx, RUTH, id, 'retry'))).toMatchObject({ outcome: 'conflict' })
    expect(channel.calls).toBe(0)
  })

  it('cannot be settled by the program that was given up: its answer counts only as proof of arrival', async () => {
    let answer: (result: SendResult) => void = () => {}
    const slow: Channel = { name: 'file', lookupNote: null, send: () => new Promise((resolve) => (answer = resolve)) }
    const { id } = await approved()
    const first = deliver({ ...through(slow), worker: 'slow' }, id)
    await expect.poll(async () => (await as(SYSTEM, (trx) => loadDelivery(trx, id))).state).toBe('sending')
    expect(await deliver({ ...through(slow), worker: 'other' }, id)).toMatchObject({ state: 'unsure' })
    answer({ outcome: 'refused', reason: 'too late' })
    expect(await first).toMatchObject({ state: 'unsure' })
  })

  it('is held for a person after five that had no effect', async () => {
    const channel = scripted(
      Array.from({ length: 9 }, () => LOST),
      async () => ({ outcome: 'absent', proof: 'not there' }),
    )
    const { id } = await approved()
    for (let n = 0; n < 4; n++)
      await expect(deliver(through(channel), id)).rejects.toMatchObject({ code: 'unavailable' })
    expect(await deliver(through(channel), id)).toMatchObject({ state: 'held', attempts: 5 })
    expect(await deliver(through(channel), id)).toMatchObject({ state: 'held' })
    expect(channel.calls).toBe(5)
  })

  it('waits, unsent, where the channel is not there', async () => {
    const { id } = await approved()
    const closed: Channel = { ...scripted([]), prepare: async () => ({ ready: false, reason: 'the line is dead' }) }
    await expect(deliver(through(closed), id)).rejects.toMatchObject({ code: 'unavailable' })
    await expect(deliver({ ...courier, channels: new Map() }, id)).rejects.toThrow(/not set up/)
    expect(await as(SYSTEM, (trx) => loadDelivery(trx, id))).toMatchObject({ state: 'queued', attempts: 0 })
    await desk.database.asOwner((trx) => sql`delete from pgboss.job`.execute(trx))
    expect(await resume(courier)).toBeGreaterThan(0)
  })
})

describe('over SMTP', () => {
  const byMail = {
    ...INTERNAL,
    channel: 'email-smtp',
    recipients: [{ email: 'milo@seller.example' }, { email: 'ruth@seller.example' }],
  }
  async function server() {
    const fake = await startSmtp()
    onTestFinished(() => fake.end())
    const options = {
      host: '127.0.0.1',
      port: fake.port,
      secure: false,
      plain: true,
      auth: null,
      patienceMilliseconds: 1_000,
    }
    return { fake, courier: through(smtpChannel(options)) }
  }

  it('a mail whose answer was lost is unsure and never sent again, until a person says so', async () => {
    const { fake, courier: mail } = await server()
    const { id } = await approved(byMail)
    fake.mood = 'take-and-drop'
    expect(await deliver(mail, id)).toMatchObject({ state: 'unsure' })
    fake.mood = 'take'
    await deliver(mail, id)
    await resume(mail)
    expect(await deliver({ ...mail, worker: 'after a restart' }, id)).toMatchObject({ state: 'unsure' })
    expect(fake.taken).toHaveLength(1)
    await as(RUTH, (trx) => resolve(trx, RUTH, id, 'retry'))
    expect(await deliver(mail, id)).toMatchObject({ state: 'sent', attempts: 2 })
    expect(fake.taken).toHaveLength(2)
    const ids = fake.taken.map(({ bytes }) => /^Message-ID: (.+)\r$/m.exec(bytes.toString())?.[1])
    expect(ids).toEqual([`<${id}@seller.example>`, `<${id}@seller.example>`])
  })

  it('a mail taken for some and refused for others is sent, with the refusals named', async () => {
    const { fake, courier: mail } = await server()
    fake.unknown.add('ruth@seller.example')
    const { id } = await approved(byMail)
    expect(await deliver(mail, id)).toMatchObject({
      state: 'sent',
      refused: [{ recipient: 'ruth@seller.example', reason: expect.stringContaining('No such user') }],
    })
    expect(fake.attempts).toBe(1)
  })

  it('a refused mail can be approved again once its cause is mended, as another delivery', async () => {
    const { fake, courier: mail } = await server()
    const { id, briefId, dispatch } = await approved(byMail)
    fake.mood = 'refuse'
    const waiting = () =>
      as(RUTH, async (trx) => (await queueOf(trx, RUTH)).filter((one) => one.id === briefId).map(({ waits }) => waits))
    expect(await deliver(mail, id)).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('do not take mail'),
    })
    expect(await waiting()).toEqual(['delivery'])
    fake.mood = 'take'
    await as(INES, (trx) => undo(trx, INES, { briefId, revision: 1 }))
    await as(INES, (trx) => approve(trx, INES, { briefId, revision: 1, dispatchHash: dispatch.hash }, policy))
    const [first, second] = await as(SYSTEM, (trx) => listDeliveries(trx, { briefId }))
    expect([first?.state, second?.state]).toEqual(['refused', 'queued'])
    expect(await deliver(mail, second?.id ?? '')).toMatchObject({ state: 'sent' })
    expect(await waiting()).toEqual([])
    expect(fake.taken).toHaveLength(1)
  })
})
