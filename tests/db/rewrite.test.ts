import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appendEvent, verifyEvents } from '../../src/db/events.ts'
import { enqueue } from '../../src/db/jobs.ts'
import { openDatabase } from '../../src/db/open.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { serverUrls } from './database.ts'
import { filesWith } from './files.ts'
import type { Database } from '../../src/db/open.ts'

const CANARY = 'Xylocanary-Quetzalbury'
const KEPT = 'stays'

async function fill(database: Database): Promise<void> {
  await database.as(SYSTEM, async (trx) => {
    // One body in its row, one long enough to stand outside of it, one job, and one that stays.
    const long = `${CANARY} ${randomBytes(20_000).toString('hex')}`
    for (const [item, body] of [
      ['gone', long],
      ['kept', KEPT],
    ] as const)
      await trx.insertInto('signals').values({ item, kind: 'email', at: null, content_hash: 'x', body }).execute()
    await enqueue(trx, 'deliver', { delivery: 'd_1' })
    await appendEvent(trx, { kind: 'test.written', subject: 's', actor: 'anna@seller.example' })
  })
}

async function expectWhole(database: Database): Promise<void> {
  await database.as(SYSTEM, async (trx) => {
    const signals = await trx.selectFrom('signals').select(['item', 'body']).orderBy('item').execute()
    expect(signals).toEqual([{ item: 'kept', body: KEPT }])
    expect(await verifyEvents(trx)).toMatchObject({ ok: true })
    const jobs = await sql<{ n: number }>`select count(*)::int as n from pgboss.job`.execute(trx)
    expect(jobs.rows).toEqual([{ n: 1 }])
    // Numbers go on where they were.
    const next = await trx
      .insertInto('signals')
      .values({ item: 'next', kind: 'email', at: null, content_hash: 'x', body: '' })
      .returning('id')
      .executeTakeFirstOrThrow()
    expect(next.id).toBeGreaterThan(2)
    await trx.deleteFrom('signals').where('item', '=', 'next').execute()
    await appendEvent(trx, { kind: 'test.written', subject: 's', actor: 'anna@seller.example' })
  })
}

describe('a rewritten data folder', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'baton-rewrite-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('holds what remains and no byte of what was deleted, under those who go on using it', async () => {
    const workspace = join(folder, 'plain')
    const database = await openDatabase({ folder: workspace })
    await fill(database)
    await database.asOwner((trx) => trx.deleteFrom('signals').where('item', '=', 'gone').execute())
    expect(filesWith(workspace, CANARY)).not.toEqual([])
    const others = Array.from({ length: 20 }, (_, index) =>
      database.as(SYSTEM, async (trx) => {
        await appendEvent(trx, { kind: 'test.written', subject: `o${index}`, actor: 'system' })
        return trx.selectFrom('signals').select('item').execute()
      }),
    )
    await database.rewrite()
    for (const rows of await Promise.all(others)) expect(rows).toEqual([{ item: 'kept' }])
    expect(filesWith(workspace, CANARY)).toEqual([])
    await expectWhole(database)
    await database.close()
  })

  test.each(['copy', 'close', 'set aside', 'put in place', 'remove', 'open'])(
    'killed before the step "%s", the next opening finds all that remains and finishes it',
    { timeout: 120_000 },
    async (killAt) => {
      const workspace = join(folder, killAt)
      const before = await openDatabase({ folder: workspace })
      await fill(before)
      await before.close()
      const script = fileURLToPath(new URL('rewrite-program.ts', import.meta.url))
      const signal = await new Promise((resolve) => {
        const child = execFile(
          process.execPath,
          ['--disable-warning=ExperimentalWarning', script, JSON.stringify({ folder: workspace, killAt })],
          { timeout: 100_000 },
          () => resolve(child.signalCode),
        )
      })
      expect(signal).toBe('SIGKILL')
      const after = await openDatabase({ folder: workspace })
      await expectWhole(after)
      await after.close()
      expect(filesWith(workspace, CANARY)).toEqual([])
    },
  )
})

test('a server writes its tables anew and says so', { timeout: 120_000 }, async () => {
  const server = await serverUrls()
  const database = await openDatabase({ url: await server.create() })
  try {
    await fill(database)
    await database.asOwner(async (trx) => {
      await trx.deleteFrom('signals').where('item', '=', 'gone').execute()
      await trx.insertInto('erasures').values({ kind: 'person', counts: '{}' }).execute()
    })
    await database.rewrite()
    await expectWhole(database)
    await database.as(SYSTEM, async (trx) => {
      const owed = await trx.selectFrom('erasures').select('id').where('rewritten_at', 'is', null).execute()
      expect(owed).toEqual([])
    })
  } finally {
    await database.close()
    await server.stop()
  }
})
