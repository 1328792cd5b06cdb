import { solve } from './regression.ts'

/** One thing that stands on a level (0 is the lowest), or may stand on several, and how strongly each sign was seen. */
export type Graded = { signs: ReadonlyMap<string, number>; levels: readonly number[] }

const ROUNDS = 10

/**
 * Logistic regression on ordered levels: one weight for each sign, and one bias for each step from a level to the next, in the
 * order of `steps`. The ridge pulls each weight towards what was believed of its sign before anybody was looked at. What may stand on both sides of a step says nothing of it. Newton's method as in `fitWeights`; the same examples give the same weights on every machine.
 */
export function fitLevels(
  examples: readonly Graded[],
  features: readonly string[],
  steps: readonly [string, string],
  ridge: number,
  believed: (feature: string) => number,
): Record<string, number> {
  const names = [...steps, ...features]
  const rows = examples.flatMap(({ signs, levels }) => {
    const seen = features.flatMap((name, at): [number, number][] => {
      const strength = signs.get(name)
      return strength === undefined ? [] : [[at + steps.length, strength]]
    })
    return steps.flatMap((_, step) => {
      const above = levels.filter((level) => level > step).length
      if (above > 0 && above < levels.length) return []
      return [{ row: [[step, 1] as [number, number], ...seen], yes: Number(above > 0) }]
    })
  })
  const before = names.map((name, at) => (at < steps.length ? 0 : believed(name)))
  const weights = Float64Array.from(before)
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = weights.map((weight, at) => (at < steps.length ? 0 : -ridge * (weight - before[at]!)))
    const bend = names.map((_, at) => new Float64Array(names.length).fill(at < steps.length ? 1e-6 : ridge, at, at + 1))
    for (const { row, yes } of rows) {
      let score = 0
      for (const [at, strength] of row) score += strength * weights[at]!
      const chance = 1 / (1 + Math.exp(-score))
      const stiff = chance * (1 - chance)
      for (const [left, one] of row) {
        slope[left]! += (yes - chance) * one
        const line = bend[left]!
        for (const [right, other] of row) line[right]! += stiff * one * other
      }
    }
    const step = solve(bend, slope)
    for (let at = 0; at < names.length; at += 1) weights[at]! += step[at]!
  }
  return Object.fromEntries(names.map((name, at) => [name, weights[at]!]))
}
