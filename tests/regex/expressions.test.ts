import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { expressionsIn, growthOf } from './expressions.ts'

/**
 * What the checker said of each expression, by the hash of its literal: asking about all of them takes a quarter of an
 * hour. One that is not in the file is asked about here; put what it says into the file.
 */
const KNOWN = JSON.parse(readFileSync('tests/regex/verdicts.json', 'utf8')) as Record<string, number | 'unknown'>

/** Beyond the square of the length, by the hash of the literal, with the bound that lets it stand. */
const ALLOWED: Record<string, string> = {
  b9624b073e2fe089: 'the operator’s own argument',
  e3dfbb6780a773ff: 'one line of a list',
  '4ef724c92b5306c5': 'one sentence, with gaps of 80 letters at most',
  '00225294bf79035e': 'one sentence, with gaps of 60 letters at most',
  '37022e86c460fee1': 'its repeats are of 63 signs at most',
  d0f9ed5e52479101: 'one phrase of a model’s answer',
  fe891744f174a0b9: 'one sentence, at its beginning only',
  '7d230dd311810733': 'a name of 300 letters at most',
  a52d4d23a10a6007: 'white space is folded and the condition bounded before',
  '00ee2a9815b370db': 'in the thread that is ended where it takes too long',
  bc4d238b6ff18bcf: 'in the thread that is ended where it takes too long',
  d91e22dc84040415: 'it looks back over 2000 signs at most',
  cacf06232538207f: 'a line of 80 characters at most',
  e967ed2b50fd04c6: 'a line of 80 characters at most',
  '8808a85bf0c937df': 'the name in one attribution line',
  '1634f907fa378a34': 'the name in one attribution line',
  '10c390f980022579': 'the name in one attribution line',
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
    // the checker may give up on one that stands in the file, never on a new one
    if (growth === 'unknown' && known === undefined)
      wrong.push(
        `${expression.file}: /${expression.pattern}/${expression.flags} is too much for the checker: make it simpler`,
      )
    if (growth === 'exponential' || (growth !== 'unknown' && growth > 2 && !(expression.key in ALLOWED)))
      wrong.push(`${expression.file}: /${expression.pattern}/${expression.flags} grows ${growth}`)
  }
  expect(wrong).toEqual([])
  expect(all.length).toBeGreaterThan(1000)
}, 90_000)

test('the checker tells an expression that explodes', async () => {
  expect(await growthOf({ pattern: '^(a|a)*$', flags: '' })).toBe('exponential')
})
