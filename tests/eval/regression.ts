/** One thing to learn from: which signs were there, whether it was one, and how much it counts. */
export type Example = { signs: ReadonlySet<string>; yes: boolean; worth: number }

const ROUNDS = 8

/**
 * Logistic regression with a ridge, by Newton's method: the same examples give the same weights on every machine.
 * A feature is a sign or two together (`a+b`); `ridge` pulls every weight but the bias towards nothing.
 */
export function fitWeights(
  examples: readonly Example[],
  features: readonly string[],
  ridge: number,
): Record<string, number> {
  const size = features.length + 1
  const rows = examples.map(({ signs }) => [
    0,
    ...features.flatMap((name, at) => (name.split('+').every((sign) => signs.has(sign)) ? [at + 1] : [])),
  ])
  const weights = new Float64Array(size)
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = weights.map((weight, at) => (at === 0 ? 0 : -ridge * weight))
    const bend = Array.from({ length: size }, (_, at) =>
      new Float64Array(size).fill(at === 0 ? 1e-6 : ridge, at, at + 1),
    )
    rows.forEach((row, index) => {
      const { yes, worth } = examples[index]!
      let score = 0
      for (const at of row) score += weights[at]!
      const chance = 1 / (1 + Math.exp(-score))
      const pull = worth * (Number(yes) - chance)
      const stiff = worth * chance * (1 - chance)
      for (const left of row) {
        slope[left]! += pull
        const line = bend[left]!
        for (const right of row) line[right]! += stiff
      }
    })
    const step = solve(bend, slope)
    for (let at = 0; at < size; at += 1) weights[at]! += step[at]!
  }
  return Object.fromEntries([['bias', weights[0]!], ...features.map((name, at) => [name, weights[at + 1]!] as const)])
}

/** `matrix` × answer = `right`, for a symmetric positive matrix, by Cholesky's method. */
export function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  const lower = matrix.map((row) => Float64Array.from(row))
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = lower[row]![column]!
      for (let at = 0; at < column; at += 1) sum -= lower[row]![at]! * lower[column]![at]!
      lower[row]![column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[column]![column]!
    }
  }
  const answer = Float64Array.from(right)
  for (let row = 0; row < size; row += 1) {
    for (let at = 0; at < row; at += 1) answer[row]! -= lower[row]![at]! * answer[at]!
    answer[row]! /= lower[row]![row]!
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let at = row + 1; at < size; at += 1) answer[row]! -= lower[at]![row]! * answer[at]!
    answer[row]! /= lower[row]![row]!
  }
  return answer
}
