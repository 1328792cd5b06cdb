import { afterAll, beforeAll, expect, test } from 'vitest'
import { fuzzRoutes } from './fuzz.ts'
import { openTarget } from './fuzz-target.ts'
import type { Target } from './fuzz-target.ts'

let target: Target
beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.close())

test('whatever is sent to a route, it answers with one line and a code, and never that something unexpected happened', async () => {
  const seed = Number(process.env['FUZZ_SEED'] ?? 1)
  const { runs, failures } = await fuzzRoutes({ ...target, seed, perRoute: 50 })
  expect(failures.slice(0, 10)).toEqual([])
  expect(runs).toBeGreaterThan(2000)
}, 400_000)
