import { expect, test } from 'vitest'
import { LIMIT, faultsOf } from './hold.ts'
import { FLOODS } from './floods/index.ts'
import { measure } from './measure.ts'

/** A slice of the table: what came nearest to the limit, of each carrier. All of it: `npm run test:soak -- bounds`. */
const SLICE = [
  'words on one line',
  'promises',
  'forwarded headers',
  'links',
  'formatting with attributes',
  'recipients',
  'invitations',
  'attachments that are pages',
  'events',
  'speakers',
  'opening brackets in a cue',
  'a long page in a field',
  'keys of a record',
  'nested JSON',
  'beginnings of messages in an mbox',
]

const all = Object.values(FLOODS).flat()

test('every flood has a name of its own', () => {
  const names = all.map(({ name }) => name)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  expect(SLICE.filter((name) => !names.includes(name))).toEqual([])
})

test.each(SLICE)(
  '%s end in a brief within the time',
  async (name) => {
    const flood = all.find((one) => one.name === name)
    if (flood === undefined) throw new Error(`no flood is named ${name}`)
    expect((await measure(flood, flood.most)).ms).toBeLessThan(LIMIT.milliseconds)
  },
  120_000,
)

test('time that grows with the square of the length is told', () => {
  expect(faultsOf([100, 400, 1600])).toEqual([expect.stringMatching(/grows/)])
  expect(faultsOf([500, 1000, 2100])).toEqual([expect.stringMatching(/takes 2100 ms/)])
  expect(faultsOf([400, 800, 1600])).toEqual([])
})

test.each([
  ['speakers', 2000, /people were met; \d+ of them were told apart by address and whole name only/],
  ['keys of a record', 10_000, /fields; only the first 2000 were read/],
  ['nested JSON', 10_000, /nested too deeply and was not read/],
  ['a long text field', 1_000_000, /is very long; only its first 400000 characters were read/],
  ['cues', 20_000, /this transcript is very long; only its beginning was read/],
  ['a long description', 200_000, /what this event says is very long; only its beginning was read/],
])(
  'what a bound left out of "%s" is said',
  async (name, n, said) => {
    const flood = all.find((one) => one.name === name)
    expect(flood && (await measure(flood, n)).warnings).toContainEqual(expect.stringMatching(said))
  },
  120_000,
)
