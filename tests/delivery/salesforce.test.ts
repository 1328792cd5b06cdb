import { describe, expect, it, onTestFinished } from 'vitest'
import { salesforceChannel } from '../../src/delivery/channels/salesforce.ts'
import { Secret } from '../../src/lib/secret.ts'
import { channelContract } from '../contracts/channel.ts'
import { recordChangeContract } from '../contracts/record-change.ts'
import { KEY_FIELD, SALESFORCE_TOKEN, startSalesforce } from '../fakes/salesforce.ts'
import { NOTE, noteParcel } from './note-parcels.ts'
import type { OrgFeatures, SalesforceFake } from '../fakes/salesforce.ts'

const ID = '006000000000001AAA'
const DEAL = `salesforce:Opportunity/${ID}`
const at = (fake: SalesforceFake, keyField: string | null = null) =>
  salesforceChannel({
    instanceUrl: fake.url,
    token: async () => new Secret(SALESFORCE_TOKEN),
    keyField,
    timeoutMs: 1_500,
  })
const started = async (org: Partial<OrgFeatures> = {}) => {
  const fake = await startSalesforce()
  Object.assign(fake.org, org)
  fake.put('Opportunity', ID, { CloseDate: '2026-03-31', Amount: 5000, Name: 'Orchard Rail' })
  return fake
}
const ended = async (fake: SalesforceFake) => {
  await fake.end()
  expect(fake.problems).toEqual([])
}

/** The four kinds of org, and where a note stands in each. */
const ORGS: Record<
  string,
  { org: Partial<OrgFeatures>; keyField?: string; titles: (fake: SalesforceFake) => string[] }
> = {
  'with enhanced notes': { org: {}, titles: (fake) => titlesOf(fake, 'ContentDocument', 'Title') },
  'with files alone': { org: { contentNote: false }, titles: (fake) => titlesOf(fake, 'ContentDocument', 'Title') },
  'with neither': {
    org: { contentNote: false, contentVersion: false },
    titles: (fake) => titlesOf(fake, 'Task', 'Subject'),
  },
  'with a key of ours': {
    org: { keyField: true },
    keyField: KEY_FIELD,
    titles: (fake) => titlesOf(fake, 'Task', 'Subject'),
  },
}

for (const [kind, { org, keyField = null, titles }] of Object.entries(ORGS)) {
  describe(`in an org ${kind}`, () => {
    channelContract('salesforce', async () => {
      const fake = await started(org)
      return {
        channel: at(fake, keyField),
        arrived: async () => titles(fake).map((title) => Buffer.from(title)),
        vanish: () => fake.vanish(),
        refuse: async () => void (fake.mood = 'refuse'),
        takeAndDrop: async () => void (fake.mood = 'drop-after'),
        parcel: (seed) => noteParcel(DEAL, seed),
        carries: (message, { key }) => message.toString() === `${NOTE.title} [${key}]`,
        end: () => ended(fake),
      }
    })

    it('TD2, TD8: finds what it wrote where the answer was lost, and writes it no second time', async () => {
      const fake = await started(org)
      onTestFinished(() => ended(fake))
      const channel = at(fake, keyField)
      await channel.prepare?.(noteParcel(DEAL, 'first'), null)
      for (const mood of ['drop-after', '504-after', 'stall-after'] as const) {
        fake.mood = mood
        expect(await channel.send(noteParcel(DEAL, mood), null), mood).toMatchObject({ outcome: 'unsure' })
        fake.mood = 'take'
        expect(await channel.lookup?.(noteParcel(DEAL, mood), null), mood).toMatchObject({ outcome: 'found' })
        expect(await channel.send(noteParcel(DEAL, mood), null), mood).toMatchObject({ outcome: 'sent' })
      }
      expect(titles(fake)).toHaveLength(3)
    })
  })
}

recordChangeContract('salesforce', async () => {
  const fake = await started()
  const deal = () => fake.rows.get('Opportunity')!.get(ID)
  return {
    channel: at(fake),
    fake,
    record: DEAL,
    field: 'CloseDate',
    before: '2026-03-31',
    after: '2026-04-15',
    other: '2026-05-01',
    valueOf: () => String(deal()?.['CloseDate']),
    setByOthers: (value) => void fake.put('Opportunity', ID, { ...deal(), CloseDate: value }),
    remove: () => void fake.rows.get('Opportunity')!.delete(ID),
    end: () => ended(fake),
  }
})

it('TD8: a field that changes between the look and the write is not written over, and a number is written as one', async () => {
  const fake = await started()
  onTestFinished(() => ended(fake))
  const { CHANGE_TYPE, changeBytes } = await import('../../src/review/change.ts')
  const change = (from: string, to: string) => ({
    ...noteParcel(DEAL, 'race'),
    mediaType: CHANGE_TYPE,
    bytes: changeBytes({
      schema: 'baton.change/1',
      title: 'Amount',
      record: DEAL,
      changes: [{ field: 'Amount', from, to }],
      words: [],
    }),
  })
  expect(await at(fake).send(change('5000', '6500'), null)).toMatchObject({ outcome: 'sent' })
  expect(fake.rows.get('Opportunity')!.get(ID)?.['Amount']).toBe(6500)
  // Somebody saves the record while its fields are being described to us.
  fake.before = ({ url }) => {
    const later = new Date(Date.now() + 5_000).toISOString().replace('Z', '+0000')
    if (url.pathname.endsWith('/describe')) fake.rows.get('Opportunity')!.get(ID)!.LastModifiedDate = later
  }
  expect(await at(fake).send(change('6500', '7000'), null)).toMatchObject({
    outcome: 'refused',
    reason: expect.stringContaining('412'),
  })
  expect(fake.rows.get('Opportunity')!.get(ID)?.['Amount']).toBe(6500)
})

it('TD5: asks once where the session is over, the allowance is used up, or the gateway gives up', async () => {
  const fake = await started({ keyField: true })
  onTestFinished(() => ended(fake))
  const over = salesforceChannel({ instanceUrl: fake.url, token: async () => new Secret('over'), timeoutMs: 1_500 })
  expect(await over.prepare?.(noteParcel(DEAL, 'over'), null)).toMatchObject({
    ready: false,
    reason: expect.stringContaining('INVALID_SESSION_ID'),
  })
  expect(fake.asked).toHaveLength(1)
  const channel = at(fake, KEY_FIELD)
  await channel.prepare?.(noteParcel(DEAL, 'ready'), null)
  for (const mood of ['limit', '504-after', 'drop-after', 'stall-after'] as const) {
    fake.mood = mood
    const before = fake.asked.length
    await channel.send(noteParcel(DEAL, mood), null)
    expect(fake.asked.length - before, mood).toBe(1)
  }
})

function titlesOf(fake: SalesforceFake, object: string, field: string): string[] {
  return [...(fake.rows.get(object)?.values() ?? [])].map((row) => String(row[field]))
}
