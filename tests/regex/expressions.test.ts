import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { expressionsIn, growthOf } from './expressions.ts'

/**
 * What the checker said of each expression, by the hash of its literal: asking about all of them takes a quarter of an
 * hour. One that is not in the file is asked about here; put what it says into the file.
 */
const KNOWN = JSON.parse(readFileSync('tests/regex/verdicts.json', 'utf8')) as Record<string, number | 'unknown'>

/** Beyond the square of the length, with the reason why it may stand. */
const ALLOWED: Record<string, string> = {
  'cli/init.ts': 'the operator’s own argument',
  'signals/segment-lines.ts': 'tried on lines of 80 characters at most',
  'signals/segment-marks.ts': 'tried on the name in one attribution line',
  'signals/read/css-media.ts': 'white space is folded and the condition bounded before',
}

const all = expressionsIn('src')

test('no regular expression of ours can be made to explode', async () => {
  const wrong: string[] = []
  let asked = 0
  for (const expression of all) {
    const known = KNOWN[expression.key]
    if (known === undefined && ++asked > 25) {
      wrong.push('more than 25 new expressions: ask the checker and put its answers into verdicts.json')
      break
    }
    const growth = known ?? (await growthOf(expression))
    if (growth === 'exponential' || (growth !== 'unknown' && growth > 2 && !(expression.file in ALLOWED)))
      wrong.push(`${expression.file}: /${expression.pattern}/${expression.flags} grows ${growth}`)
  }
  expect(wrong).toEqual([])
  expect(all.length).toBeGreaterThan(1000)
}, 90_000)

test('the checker tells an expression that explodes', async () => {
  expect(await growthOf({ pattern: '^(a|a)*$', flags: '' })).toBe('exponential')
})
