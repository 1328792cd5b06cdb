import { expect, it, onTestFinished } from 'vitest'
import { hubspotChannel } from '../../src/delivery/channels/hubspot.ts'
import { Secret } from '../../src/lib/secret.ts'
import { channelContract } from '../contracts/channel.ts'
import { recordChangeContract } from '../contracts/record-change.ts'
import { HUBSPOT_TOKEN, startHubspot } from '../fakes/hubspot.ts'
import { NOTE, noteParcel } from './note-parcels.ts'
import type { HubspotFake } from '../fakes/hubspot.ts'

const DEAL = 'hubspot:deals/1'
const at = (fake: HubspotFake, timeoutMs = 1_500) =>
  hubspotChannel({ token: async () => new Secret(HUBSPOT_TOKEN), base: fake.url, timeoutMs })
const started = async () => {
  const fake = await startHubspot()
  fake.put('deals', '1', { hs_object_id: '1', closedate: '2026-03-31T00:00:00Z', amount: '5000' })
  return fake
}
/** A fake that was asked or answered what the vendor does not publish is a failed test. */
const ended = async (fake: HubspotFake) => {
  await fake.end()
  expect(fake.problems).toEqual([])
}

channelContract('hubspot', async () => {
  const fake = await started()
  const notes = () => [...(fake.objects.get('notes')?.values() ?? [])]
  return {
    channel: at(fake),
    arrived: async () => notes().map(({ properties }) => Buffer.from(properties['hs_note_body'] ?? '')),
    vanish: () => fake.vanish(),
    refuse: async () => void (fake.mood = 'refuse'),
    takeAndDrop: async () => void (fake.mood = 'drop-after'),
    parcel: (seed) => noteParcel(DEAL, seed),
    carries: (message, { key }) =>
      message.toString().endsWith(`<p>Baton ${key}</p>`) && message.toString().includes(`<p>${NOTE.lines[0]}</p>`),
    end: () => ended(fake),
  }
})

recordChangeContract('hubspot', async () => {
  const fake = await started()
  const deal = fake.objects.get('deals')!.get('1')!.properties
  return {
    channel: at(fake),
    fake,
    record: DEAL,
    field: 'closedate',
    before: '2026-03-31',
    after: '2026-04-15',
    other: '2026-05-01',
    valueOf: () => deal['closedate'] ?? null,
    setByOthers: (value) => void (deal['closedate'] = value),
    remove: () => void fake.objects.get('deals')!.delete('1'),
    end: () => ended(fake),
  }
})

const rig = async () => {
  const fake = await started()
  onTestFinished(() => ended(fake))
  return fake
}

it('TD2, TD8: finds its note among those of the record where the answer was lost, and writes no second one', async () => {
  const fake = await rig()
  const channel = at(fake)
  for (const mood of ['drop-after', '504-after', 'stall-after'] as const) {
    fake.mood = mood
    expect(await channel.send(noteParcel(DEAL, mood), null), mood).toMatchObject({ outcome: 'unsure' })
  }
  fake.mood = 'take'
  for (const mood of ['drop-after', '504-after', 'stall-after']) {
    expect(await channel.lookup?.(noteParcel(DEAL, mood), null), mood).toMatchObject({ outcome: 'found' })
    expect(await channel.send(noteParcel(DEAL, mood), null), mood).toMatchObject({ outcome: 'sent' })
  }
  expect(fake.objects.get('notes')?.size).toBe(3)
})

it('TD5: the client itself asks once, whatever comes back', async () => {
  const fake = await rig()
  for (const mood of ['limit', '504-after', 'drop-after'] as const) {
    fake.mood = mood
    const posts = () => fake.asked.filter(({ url }) => url.pathname.endsWith('/objects/2026-09/notes')).length
    const before = posts()
    await at(fake).send(noteParcel(DEAL, mood), null)
    expect(posts() - before, mood).toBe(mood === 'limit' ? 0 : 1)
  }
})

it('writes words from outside as words, and links to nothing but the page', async () => {
  const fake = await rig()
  await at(fake).send(noteParcel(DEAL, 'inert'), null)
  const [note] = [...fake.objects.get('notes')!.values()]
  const body = note!.properties['hs_note_body']!
  expect(body.match(/<[^>]*>/g)?.filter((tag) => !['<p>', '</p>', '</a>'].includes(tag))).toEqual([
    `<a href="${NOTE.link}">`,
  ])
})

it('takes no record that it cannot write to', async () => {
  const fake = await rig()
  await expect(at(fake).send(noteParcel('hubspot:deals/1/../2', 'path'), null)).rejects.toThrow('not one of HubSpot')
  expect(fake.asked).toEqual([])
})
