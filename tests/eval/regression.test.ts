import { expect, test } from 'vitest'
import { fitWeights } from './regression.ts'
import type { Example } from './regression.ts'

const example = (signs: string[], yes: boolean): Example => ({ signs: new Set(signs), yes, worth: 1 })
const examples = [
  ...Array.from({ length: 20 }, () => example(['rain', 'cloud'], true)),
  ...Array.from({ length: 20 }, () => example(['cloud'], false)),
  ...Array.from({ length: 20 }, () => example(['rain', 'sun'], false)),
]

test('a sign that goes with a yes gets a weight above nothing, one that goes with a no below', () => {
  const weights = fitWeights(examples, ['cloud', 'rain', 'sun'], 1)
  expect(weights['rain']).toBeGreaterThan(0.5)
  expect(weights['sun']).toBeLessThan(-0.5)
})

test('two signs together count only where both are', () => {
  const weights = fitWeights(examples, ['cloud', 'rain', 'cloud+rain'], 1)
  expect(weights['cloud+rain']).toBeGreaterThan(weights['rain']!)
})

test('the same examples give the same weights', () => {
  expect(fitWeights(examples, ['rain', 'sun'], 2)).toEqual(fitWeights(examples, ['rain', 'sun'], 2))
})
