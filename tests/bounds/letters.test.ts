import { expect, test } from 'vitest'
import { readFolder } from '../../src/connectors/folder.ts'
import { localEngine } from '../../src/engines/local/index.ts'
import { draft } from '../../src/pipeline.ts'
import { LIMIT } from './hold.ts'
import { processorTime } from './processor-time.ts'
import { mail, smallFolder, WORKSPACE } from '../db/folder.ts'

/** The brief of a folder that holds this one message, and how long all of it took. */
async function briefOf(body: string, more = ''): Promise<{ ms: number; warnings: string[]; commitments: number }> {
  const raw = mail(
    'one@buyer.example',
    'Cara Buyer <cara@buyer.example>',
    `Anna Seller <anna@seller.example>${more}`,
    'Plan',
    body,
  )
  const folder = smallFolder({ 'workspace.json': JSON.stringify(WORKSPACE), 'mail/anna/1.eml': raw })
  const began = processorTime()
  const { brief } = await draft(await readFolder(folder), localEngine)
  return {
    ms: processorTime() - began,
    warnings: brief.warnings.map(({ text }) => text),
    commitments: brief.commitments.length,
  }
}

test.each([
  ['a sentence of names and commas', 'Anna, Bob, '.repeat(8000)],
  ['a line of addresses', 'a@buyer.example, '.repeat(8000)],
  ['one word of 400,000 letters', 'a'.repeat(400_000)],
  ['blank lines', `> yes\r\n${'\r\n'.repeat(30_000)}no\r\n`],
  ['abbreviations without an end', 'e.g. z.B. '.repeat(10_000)],
  [
    'three thousand senders in quoted headers',
    [...Array(3000).keys()]
      .map((n) => `From: A${n} B <a${n}@x.example>\r\nSent: 2025-01-01 10:00\r\nHello.\r\n`)
      .join(''),
  ],
])('%s end in a brief within the time', async (_, body) => {
  expect((await briefOf(body)).ms).toBeLessThan(LIMIT.milliseconds)
})

test('a message of five thousand promises is read to a bound, and both bounds are said', async () => {
  const promises = [...Array(5000).keys()].map((n) => `I will send you plan number ${n} by Friday.\r\n\r\n`).join('')
  const { ms, warnings, commitments } = await briefOf(promises)
  expect(ms).toBeLessThan(LIMIT.milliseconds)
  expect(warnings).toEqual([
    expect.stringMatching(/5000 sentences; only the first 2000 were read/),
    expect.stringMatching(/more of one kind than 300 times; \d+ further statements were left out/),
  ])
  expect(commitments).toBeGreaterThan(0)
})

test('a letter of usual length meets no bound', async () => {
  const { warnings, commitments } = await briefOf(
    'I will send you the plan by Friday.\r\n\r\n'.repeat(1) + 'We like it.\r\n'.repeat(200),
  )
  expect([warnings, commitments]).toEqual([[], 1])
})
