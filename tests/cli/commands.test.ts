import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/cli/table.ts'
import { run } from '../../src/cli/run.ts'
import { openDatabase } from '../../src/db/open.ts'
import { SMALL, smallFolder } from '../db/folder.ts'
import type { CommandContext } from '../../src/cli/context.ts'

type Ran = { code: number; out: string; err: string }

/** One command line in this process, with nothing of this machine's environment. */
async function baton(
  argv: string[],
  env: Record<string, string> = {},
  cwd = tmpdir(),
  signal?: AbortSignal,
): Promise<Ran> {
  const said = { out: '', err: '' }
  const context: CommandContext = {
    env,
    cwd,
    out: (text) => void (said.out += `${text}\n`),
    err: (text) => void (said.err += `${text}\n`),
    interactive: false,
    columns: 92,
    signal: signal ?? new AbortController().signal,
  }
  return { code: await run(COMMANDS, argv, context), ...said }
}

describe('a wrong call ends with 2 and one line', () => {
  test.each([
    ['no command', [], /name a command/],
    ['an unknown command', ['frobnicate'], /unknown command/],
    ['an unknown option', ['import', '--nope', 'x'], /unknown option/],
    ['a missing argument', ['import'], /missing required argument/],
    ['neither account nor folder', ['brief'], /an account of the workspace, or --from/],
    ['a format that is none', ['brief', '--from', 'x', '--format', 'pdf'], /Allowed choices/],
    ['a port that is none', ['serve', '--port', '99999'], /whole number from 0 to 65535/],
    ['a folder that is not there', ['brief', '--from', '/nowhere/at/all'], /cannot be read/],
  ])('%s', async (_, argv, words) => {
    const { code, out, err } = await baton(argv)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(words)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  test('wrong settings, all of them at once and without their values', async () => {
    const { code, err } = await baton(['queue'], {
      BATON_SMTP_URL: 'secret-value',
      BATON_WORKSPCE: 'x',
      DATABASE_URL: 'mysql://pw@host',
    })
    expect(code).toBe(2)
    for (const name of ['BATON_SMTP_URL', 'BATON_WORKSPCE', 'DATABASE_URL']) expect(err).toContain(name)
    expect(err).not.toMatch(/secret-value|pw@host/)
  })
})

test('every command explains itself and ends with 0', async () => {
  const { code, out } = await baton(['--help'])
  expect(code).toBe(0)
  for (const { name, summary } of COMMANDS) {
    expect(out.replaceAll(/\s+/g, ' ')).toContain(summary)
    const help = await baton([name, '--help'])
    expect([name, help.code, help.out.includes('Usage: baton')]).toEqual([name, 0, true])
  }
})

test('a draft from a folder leaves no workspace behind', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'baton-cwd-'))
  const { code, out } = await baton(['brief', '--from', smallFolder(), '--format', 'json'], {}, cwd)
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ schema: 'baton.brief/1' })
  const { readdirSync } = await import('node:fs')
  expect(readdirSync(cwd)).toEqual([])
})

// Each command opens the workspace anew, which on a busy machine takes seconds.
describe('on a workspace', { timeout: 120_000 }, () => {
  let cwd: string
  let folder: string
  beforeAll(() => {
    folder = smallFolder()
  })
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'baton-cwd-'))
  })
  const on = (argv: string[], env: Record<string, string> = {}): Promise<Ran> => baton(argv, env, cwd)
  const ANNA = { BATON_PERSON: 'anna@seller.example' }

  test('a folder becomes a brief in review, and the log is whole', async () => {
    expect(await on(['import', folder])).toMatchObject({ code: 0, out: 'Buyer: 3 items, 3 new, 0 changed\n' })
    expect(await on(['import', folder])).toMatchObject({ code: 0, out: 'Buyer: 3 items, nothing new\n' })
    const drafted = await on(['brief', 'Buyer', '--format', 'json'], ANNA)
    const direct = await on(['brief', '--from', folder, '--format', 'json'])
    expect(drafted.out).toBe(direct.out)
    const id = (JSON.parse(drafted.out) as { id: string }).id
    const queue = JSON.parse((await on(['queue', '--json'], ANNA)).out) as unknown[]
    expect(queue).toMatchObject([{ id, revision: 1, waits: 'review', account: 'Buyer', to: 'ben@seller.example' }])
    expect((await on(['show', id], ANNA)).out).toContain('to Ben Seller <ben@seller.example>')
    expect(await on(['audit', 'verify'], ANNA)).toMatchObject({ code: 0 })
    const events = (await on(['audit', 'export'], ANNA)).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { seq: number })
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
  })

  test('every command acts as one person: named, configured, or the only one there is', async () => {
    expect(await on(['queue'])).toMatchObject({ code: 2, err: expect.stringContaining('nobody is known yet') })
    await on(['import', folder], { BATON_PERSON: 'anna@seller.example' })
    expect(await on(['queue'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('anna@seller.example, ben@seller.example'),
    })
    expect(await on(['queue', '--as', 'eve@evil.example'], ANNA)).toMatchObject({ code: 2 })
    expect(await on(['queue', '--as', 'Ben@Seller.example'])).toMatchObject({ code: 0 })
    expect(await on(['queue'], ANNA)).toMatchObject({ code: 0 })
    await baton(
      [
        'init',
        '--seller',
        'Solo',
        '--domain',
        'solo.example',
        '--person',
        'Sol <sol@solo.example>',
        '--workspace',
        'solo',
      ],
      {},
      cwd,
    )
    expect(await on(['queue', '--workspace', 'solo'])).toMatchObject({ code: 0 })
  })

  test('a kept head shows that the log was cut', async () => {
    await on(['import', folder])
    const head = (await on(['audit', 'verify', '--json'], ANNA)).out
    writeFileSync(join(cwd, 'head.json'), head)
    expect(await on(['audit', 'verify', '--head', 'head.json'], ANNA)).toMatchObject({ code: 0 })
    const database = await openDatabase({ folder: join(cwd, '.baton') })
    await database.asOwner(async (trx) => {
      const { sql } = await import('kysely')
      await sql`alter table events disable trigger user`.execute(trx)
      await sql`delete from events where seq = (select max(seq) from events)`.execute(trx)
      await sql`update event_head set seq = (select max(seq) from events), hash = (select hash from events order by seq desc limit 1)`.execute(
        trx,
      )
      await sql`alter table events enable trigger user`.execute(trx)
    })
    await database.close()
    expect(await on(['audit', 'verify'], ANNA)).toMatchObject({ code: 0 })
    expect(await on(['audit', 'verify', '--head', 'head.json'], ANNA)).toMatchObject({
      code: 1,
      err: expect.stringContaining('the kept head lies beyond the end of the log'),
    })
  })

  test('other commands reach the process that serves, and a second one that would serve is told who holds it', async () => {
    await on(['import', folder])
    const ending = new AbortController()
    const serving = baton(['serve', '--port', '0'], ANNA, cwd, ending.signal)
    try {
      const { readOwner } = await import('../../src/db/lock.ts')
      for (;;) {
        if (readOwner(join(cwd, '.baton'))?.url) break
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      expect(await on(['import', folder], ANNA)).toMatchObject({ code: 0, out: 'Buyer: 3 items, nothing new\n' })
      const other = smallFolder({
        ...SMALL,
        'workspace.json': SMALL['workspace.json']!.replaceAll('buyer.example', 'other.example').replaceAll(
          '"Buyer"',
          '"Other"',
        ),
      })
      expect(await on(['import', other], ANNA)).toMatchObject({
        code: 0,
        err: expect.stringContaining('stored 3 of 3 items'),
      })
      expect(await on(['brief', 'Buyer', '--format', 'json'], ANNA)).toMatchObject({ code: 0 })
      expect(await on(['brief', 'Nobody'], ANNA)).toMatchObject({
        code: 1,
        err: expect.stringContaining('there are: Buyer'),
      })
      expect(await on(['serve', '--port', '0'])).toMatchObject({
        code: 1,
        err: expect.stringMatching(/in use by process \d+/),
      })
    } finally {
      ending.abort()
    }
    expect(await serving).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Baton answers at http:\/\/127\.0\.0\.1:\d+\/queue\?token=[0-9a-f]{64}\n$/),
    })
    expect(await on(['audit', 'verify'], ANNA)).toMatchObject({ code: 0 })
  })
})
