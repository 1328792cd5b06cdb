import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { appendEvent, readEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { openTestDatabase } from './database.ts'
import type { StoredEvent } from '../../src/db/events.ts'
import type { Database } from '../../src/db/open.ts'

let database: Database
let folder: string
let log: StoredEvent[]
beforeAll(async () => {
  database = await openTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'audit-'))
  const script = /```js\n([\s\S]*?)```/.exec(readFileSync(new URL('../../docs/audit.md', import.meta.url), 'utf8'))?.[1]
  writeFileSync(join(folder, 'check.mjs'), script ?? '')
  log = await database.as(SYSTEM, async (trx) => {
    for (let n = 1; n <= 12; n++)
      await appendEvent(trx, {
        kind: 'thing.done',
        subject: `t${n}`,
        actor: 'ines@seller.example',
        data: { n, part: n / 7, words: 'Größe "é"  𝒳 \\', z: null, a: [{ y: true, b: 1e21 }] },
      })
    return readEvents(trx, { bare: true })
  })
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

function check(events: readonly StoredEvent[], head?: { seq: number; hash: string }) {
  writeFileSync(join(folder, 'log.jsonl'), events.map((event) => `${JSON.stringify(event)}\n`).join(''))
  const args = ['check.mjs', 'log.jsonl']
  if (head !== undefined) {
    writeFileSync(join(folder, 'head.json'), JSON.stringify(head))
    args.push('head.json')
  }
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  return { status, said: stdout.trim() }
}

it('the script of docs/audit.md finds an exported log whole, and what was done to it (TL2)', () => {
  const head = { seq: 12, hash: log[11]?.hash ?? '' }
  expect(check(log, head)).toEqual({ status: 0, said: `whole: 12 events, head ${head.hash}` })
  const changed = log.map((event) => (event.seq === 5 ? { ...event, actor: 'somebody' } : event))
  expect(check(changed)).toEqual({ status: 1, said: 'event 5 was changed' })
  expect(check(log.filter(({ seq }) => seq !== 7))).toEqual({ status: 1, said: 'event 7 is missing' })
  const [first, second, ...rest] = log
  expect(check([second!, first!, ...rest]).status).toBe(1)
  expect(check(log.slice(0, 9))).toMatchObject({ status: 0 })
  expect(check(log.slice(0, 9), head)).toEqual({
    status: 1,
    said: 'event 10 is missing: the kept head lies beyond the end',
  })
  const other = { seq: 12, hash: `sha256:${'1'.repeat(64)}` }
  expect(check(log, other)).toMatchObject({ status: 1, said: expect.stringContaining('kept head') })
})
