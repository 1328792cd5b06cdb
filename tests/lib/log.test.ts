import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { AppError } from '../../src/lib/errors.ts'
import { describe as told, logRecord } from '../../src/lib/log.ts'
import { Secret } from '../../src/lib/secret.ts'

const HOSTILE = resolve('../shared/hostile/injection')
if (!existsSync(HOSTILE)) console.warn(`SKIPPED: the hostile messages are not at ${HOSTILE}`)
const CANARY = 'QZCANARY7'

/** What somebody may send to make two records of one, to move a cursor, or to stand in a log in the clear. */
const LINES = [
  `a\nb ${CANARY}`,
  `a\r\n{"at":"now","event":"brief.approved"} ${CANARY}`,
  `\u001b[2J\u001b[31m${CANARY}`,
  `\u009b31m${CANARY}`,
  `\u2028${CANARY}\u2029`,
  `\u202e${CANARY}\u2066`,
  `\u0000${CANARY}`,
  `"},{"event":"x ${CANARY}`,
  `    at forged (/tmp/${CANARY}.ts:1:1)`,
  `\n    at forged (/${CANARY}:1:1)\n    at again`,
]

function oneRecord(line: string): Record<string, unknown> {
  expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
  return JSON.parse(line) as Record<string, unknown>
}

test.each(LINES)('%j in an error is one record and none of it', (text) => {
  for (const error of [
    new Error(text),
    new TypeError(text, { cause: new Error(text) }),
    new AppError('internal', 'ours', { cause: new SyntaxError(text) }),
    Object.assign(new Error(text), { code: text, detail: text }),
    Object.assign(new Error('x'), { name: text }),
    text,
    { message: text },
  ]) {
    const line = logRecord('request.failed', error, { route: text, job: text, method: text })
    expect(oneRecord(line)).toMatchObject({ level: 'error', event: 'request.failed', route: '[withheld]' })
    expect(line).not.toContain(CANARY)
    expect(told(error)).not.toContain(CANARY)
    expect(told(error)).not.toMatch(/\p{Cc}/u)
  }
})

test('holds what an error of ours says, where another happened, and no field that is not of the list', () => {
  expect(oneRecord(logRecord('job.failed', new AppError('disk', 'the disk is full'), { jobId: 'j1' }))).toMatchObject({
    message: 'the disk is full',
    jobId: 'j1',
  })
  const record = oneRecord(logRecord('job.failed', new TypeError('x is undefined'), { text: CANARY } as object))
  expect(record['frames']).toEqual(expect.arrayContaining([expect.stringMatching(/log\.test\.ts:\d+:\d+/)]))
  expect(JSON.stringify(record)).not.toContain(CANARY)
  expect(logRecord('job.failed', new Error(String(new Secret(CANARY))))).not.toContain(CANARY)
})

test.skipIf(!existsSync(HOSTILE))('the hostile rows stay one record each, and out of it', () => {
  const rows = readdirSync(HOSTILE)
    .flatMap((name) => readFileSync(join(HOSTILE, name), 'utf8').split('\n'))
    .filter((line) => line.includes('"I16"'))
    .map((line) => JSON.parse(line) as { injection?: string; message?: { subject?: string; text?: string | null } })
  expect(rows.length).toBeGreaterThan(0)
  for (const { injection, message } of rows)
    for (const text of [injection ?? '', message?.subject ?? '', message?.text ?? ''].filter(
      (one) => one.length > 40,
    )) {
      const line = logRecord('request.failed', new Error(text, { cause: new Error(text) }))
      oneRecord(line)
      expect(line).not.toContain(JSON.stringify(text).slice(1, -1))
    }
})
