import { createHmac } from 'node:crypto'
import { expect, it, onTestFinished } from 'vitest'
import { webhookChannel } from '../../src/delivery/channels/webhook.ts'
import { Secret } from '../../src/lib/secret.ts'
import { channelContract } from '../contracts/channel.ts'
import { startWebhook } from '../fakes/webhook.ts'
import { noteParcel } from './note-parcels.ts'
import type { WebhookFake } from '../fakes/webhook.ts'

const SECRET = 'what both sides know'
const to = (url: string, timeoutMs = 2_000) => webhookChannel({ url, secret: new Secret(SECRET), timeoutMs })

channelContract('webhook', async () => {
  const fake = await startWebhook()
  return {
    channel: to(`${fake.url}/baton`),
    arrived: async () => fake.taken.map(({ headers, body }) => Buffer.concat([Buffer.from(keyOf(headers)), body])),
    vanish: () => fake.vanish(),
    refuse: async () => void (fake.mood = 'refuse'),
    takeAndDrop: async () => void (fake.mood = 'drop-after'),
    parcel: (seed) => noteParcel(`${fake.url}/baton`, seed),
    carries: (message, { key, bytes }) => message.equals(Buffer.concat([Buffer.from(key), bytes])),
    end: () => fake.end(),
  }
})

const rig = async (): Promise<WebhookFake> => {
  const fake = await startWebhook()
  onTestFinished(() => fake.end())
  return fake
}

it('signs time, key and body, so that nobody else can send and nothing in it can be changed', async () => {
  const fake = await rig()
  const sent = noteParcel(fake.url, 'signed')
  await to(fake.url).send(sent, null)
  const { headers, body } = fake.taken[0]!
  const time = String(headers['baton-timestamp'])
  const signature = createHmac('sha256', SECRET).update(`${time}.${sent.key}.`).update(body).digest('hex')
  expect(headers['baton-signature']).toBe(`v1=${signature}`)
  expect(Math.abs(Date.now() / 1000 - Number(time))).toBeLessThan(30)
})

it('TD5: calls once, whatever comes back', async () => {
  const fake = await rig()
  const channel = to(fake.url, 300)
  for (const [mood, outcome] of [
    ['limit', 'refused'],
    ['504-after', 'unsure'],
    ['drop-after', 'unsure'],
    ['stall-after', 'unsure'],
  ] as const) {
    fake.mood = mood
    const before = fake.asked.length
    expect(await channel.send(noteParcel(fake.url, mood), null), mood).toMatchObject({ outcome })
    expect(fake.asked.length - before, mood).toBe(1)
  }
})

it('goes to no other place that the answer names', async () => {
  const [fake, other] = [await rig(), await rig()]
  const channel = to(`${fake.url}/moved`)
  fake.moved = `${other.url}/baton`
  expect((await channel.send(noteParcel(fake.url, 'moved'), null)).outcome).not.toBe('sent')
  expect(other.asked).toEqual([])
})

function keyOf(headers: Record<string, unknown>): string {
  return String(headers['idempotency-key'])
}
