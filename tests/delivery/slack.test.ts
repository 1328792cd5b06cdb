import { expect, it, onTestFinished } from 'vitest'
import { slackChannel } from '../../src/delivery/channels/slack.ts'
import { Secret } from '../../src/lib/secret.ts'
import { channelContract, parcel } from '../contracts/channel.ts'
import { SLACK_TOKEN, startSlack } from '../fakes/slack.ts'
import { NOTE, noteParcel } from './note-parcels.ts'
import type { SlackFake } from '../fakes/slack.ts'

const at = (fake: SlackFake, timeoutMs = 2_000) =>
  slackChannel({ token: async () => new Secret(SLACK_TOKEN), base: fake.url, timeoutMs })
const note = (seed: string) => noteParcel('C1', seed)

channelContract('slack', async () => {
  const fake = await startSlack()
  const standing = () => fake.messages.filter(({ asked }) => asked['text'] !== 'This message was taken back.')
  return {
    channel: at(fake),
    arrived: async () => standing().map(({ asked }) => Buffer.from(JSON.stringify(asked))),
    vanish: () => fake.vanish(),
    refuse: async () => void (fake.mood = 'refuse'),
    takeAndDrop: async () => void (fake.mood = 'drop-after'),
    parcel: note,
    carries: (message, { key }) => {
      const said = message.toString()
      return said.includes(key) && said.includes('They need it before the depot opens.')
    },
    end: () => fake.end(),
  }
})

const rig = async () => {
  const fake = await startSlack()
  onTestFinished(() => fake.end())
  return fake
}

it('says words from outside as words: no person or channel is called, nothing is marked up, linked or unfolded', async () => {
  const fake = await rig()
  await at(fake).send(note('inert'), null)
  const { asked } = fake.messages[0]!
  const sent = JSON.stringify(asked)
  expect(asked).toMatchObject({
    mrkdwn: false,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  })
  expect(sent).not.toMatch(/[<>]|"mrkdwn"[^:]/)
  expect(sent).toContain('&lt;!channel&gt;')
  const buttons = (asked['blocks'] as { type: string; elements?: object[] }[]).flatMap(({ elements = [] }) => elements)
  expect(buttons).toEqual([expect.objectContaining({ type: 'button', url: NOTE.link })])
})

it('keeps within the lengths that Slack takes, and cuts no escape in half', async () => {
  const fake = await rig()
  const lines = Array.from({ length: 40 }, () => '<'.repeat(600))
  const bytes = Buffer.from(JSON.stringify({ ...NOTE, title: '&'.repeat(200), lines }))
  expect(await at(fake).send({ ...note('long'), bytes }, null)).toMatchObject({ outcome: 'sent' })
  const blocks = fake.messages[0]!.asked['blocks'] as { type: string; text?: { text: string } }[]
  expect(blocks.length).toBeLessThanOrEqual(50)
  for (const { type, text } of blocks) {
    if (text === undefined) continue
    expect(text.text.length).toBeLessThanOrEqual(type === 'header' ? 150 : 3_000)
    expect(text.text).toMatch(/^(?:&(?:amp|lt|gt);)+…?$/)
  }
})

it('TD2: finds by its key what it posted where the answer was lost, on whatever page of the channel it stands', async () => {
  const fake = await rig()
  const channel = at(fake, 300)
  for (const mood of ['drop-after', '504-after', 'stall-after'] as const) {
    fake.mood = mood
    expect(await channel.send(note(mood), null), mood).toMatchObject({ outcome: 'unsure' })
  }
  fake.mood = 'take'
  for (const mood of ['drop-after', '504-after', 'stall-after'])
    expect(await channel.lookup?.(note(mood), null), mood).toMatchObject({ outcome: 'found' })
})

it('never calls absent what it may not look for, and not what may still be under way', async () => {
  const fake = await rig()
  expect(await at(fake).lookup?.({ ...note('now'), at: new Date() }, null)).toMatchObject({ outcome: 'unknown' })
  fake.scopes.delete('channels:history')
  const looked = await at(fake).lookup?.(note('here'), null)
  expect(looked).toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('channels:history') })
})

it('TD5: posts once, whatever comes back; says no in the words of Slack', async () => {
  const fake = await rig()
  for (const mood of ['limit', 'refuse'] as const) {
    fake.mood = mood
    const before = fake.asked.length
    const said = await at(fake).send(note(mood), null)
    expect(said).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/ratelimited|not_in_channel/) })
    expect(fake.asked.length - before).toBe(1)
  }
  expect(await at(fake).prepare?.(note('later'), null)).toMatchObject({ ready: false })
})

it('carries notes alone', async () => {
  const fake = await rig()
  await expect(at(fake).send(parcel('mail', { target: 'C1' }), null)).rejects.toThrow('carries notes')
  expect(fake.asked).toEqual([])
})
