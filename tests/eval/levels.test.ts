import { expect, test } from 'vitest'
import { fitLevels } from './levels.ts'
import type { Graded } from './levels.ts'

const graded = (signs: Record<string, number>, ...levels: number[]): Graded => ({
  signs: new Map(Object.entries(signs)),
  levels,
})
const STEPS = ['low', 'high'] as const
const examples = [
  ...Array.from({ length: 9 }, () => graded({ scowl: 1 }, 0)),
  ...Array.from({ length: 9 }, () => graded({}, 1)),
  ...Array.from({ length: 9 }, () => graded({ smile: 1 }, 2)),
]

test('what is seen low down weighs down, what is seen high up weighs up', () => {
  const weights = fitLevels(examples, ['scowl', 'smile'], STEPS, 1, () => 0)
  expect(weights['scowl']).toBeLessThan(-0.5)
  expect(weights['smile']).toBeGreaterThan(0.5)
  expect(weights['low']).toBeGreaterThan(weights['high']!)
})

test('a sign that nobody showed keeps what was believed of it', () => {
  expect(fitLevels(examples, ['frown'], STEPS, 1, () => -0.3)['frown']).toBeCloseTo(-0.3)
})

test('who may stand on both sides of a step says nothing of it', () => {
  const open = [...examples, graded({ shrug: 1 }, 0, 1)]
  expect(fitLevels(open, ['shrug'], ['low', 'high'], 1, () => 0)['shrug']).toBeLessThan(0)
  expect(fitLevels([...examples, graded({ shrug: 1 }, 0, 1, 2)], ['shrug'], STEPS, 1, () => 0)['shrug']).toBeCloseTo(0)
})
