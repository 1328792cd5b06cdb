import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('every test and file that SECURITY.md names is there, and every threat names one', () => {
  const text = readFileSync('SECURITY.md', 'utf8')
  const named = [...text.matchAll(/`((?:tests|src)\/[^`]+)`/g)].map((match) => match[1] ?? '')
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((file) => !existsSync(file))).toEqual([])
  const threats = text.slice(text.indexOf('## Threats'), text.indexOf('## What is not covered')).split('\n').slice(4)
  const rows = threats.filter((line) => line.startsWith('|'))
  expect(rows.length).toBeGreaterThan(15)
  expect(rows.filter((row) => !/`tests\/[^`]+\.test\.ts`/.test(row))).toEqual([])
})
