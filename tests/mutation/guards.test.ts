import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { GUARDS } from './guards.ts'

// The long run takes them out one at a time; here only that each is still there to be taken out, so that none drops out unseen.
it('every guard stands in its file, once by its name, and taking it out changes the file', () => {
  const gone = GUARDS.filter(({ file, find, replace }) => {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
    return text.replace(find, replace) === text
  })
  expect(gone.map(({ name }) => name)).toEqual([])
  expect(new Set(GUARDS.map(({ name }) => name)).size).toBe(GUARDS.length)
})
