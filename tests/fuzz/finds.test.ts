import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { faultOf, fuzz } from './fuzz.ts'
import { TARGETS } from './targets.ts'

const FINDS = resolve('tests/fuzz/finds')

test.each(readdirSync(FINDS))('what was once found holds: %s', async (name) => {
  const target = TARGETS.find((one) => name.startsWith(`${one.name}-`))
  expect(target && (await faultOf(target, readFileSync(join(FINDS, name))))).toBeNull()
})

test('what the seeds hold is read by every target', async () => {
  for (const target of TARGETS)
    for (const seed of target.seeds) expect(await faultOf(target, Buffer.from(seed)), target.name).toBeNull()
})

test('a slice of the fuzzing by the seed of the day finds nothing', async () => {
  const began = performance.now()
  const { runs, blocks, failures } = await fuzz({
    seed: Math.floor(Date.now() / 86_400_000),
    until: () => performance.now() - began > 15_000,
    keepIn: null,
  })
  expect(failures).toEqual([])
  expect([runs > 8, blocks > 500]).toEqual([true, true])
}, 60_000)
