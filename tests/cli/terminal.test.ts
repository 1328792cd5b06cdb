import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { COMMANDS } from '../../src/cli/table.ts'
import type { Entry } from '../../src/cli/run.ts'
import type { CommandContext } from '../../src/cli/context.ts'

const SIGNS = [
  '\u001b[2J',
  '\u001b]0;x\u0007',
  '\u001b[8m',
  '\u009b31m',
  '\u0000',
  '\u0008',
  '\r',
  '\u202e',
  '\u2066',
  '\u2028',
  '\u{e0041}',
]
const MOVES = /(?![\n\t])\p{Cc}|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u
const HOSTILE = SIGNS.map((sign) => `${sign}evil`).join(' ')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-terminal-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function said(table: readonly Entry[], argv: string[]): Promise<{ out: string; err: string[] }> {
  const out: string[] = []
  const err: string[] = []
  const context: CommandContext = {
    env: { BATON_DEBUG: '1' },
    cwd: folder,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    interactive: true,
    ask: (question) => Promise.resolve((out.push(question), 'no')),
    columns: 92,
    signal: new AbortController().signal,
  }
  await run(table, argv, context)
  return { out: out.join('\n'), err }
}

/** A command that prints, complains, asks and fails with whatever it is given. */
const echo = (what: 'out' | 'err' | 'ask' | 'fail' | 'json'): Entry[] => [
  {
    name: 'echo',
    summary: 'says what it is told',
    load: () =>
      Promise.resolve((command, context) => {
        command.action(async () => {
          if (what === 'out') context.out(HOSTILE)
          if (what === 'json') context.out(JSON.stringify({ text: HOSTILE }))
          if (what === 'err') context.err(HOSTILE)
          if (what === 'ask') await context.ask?.(HOSTILE)
          if (what === 'fail') throw new Error(HOSTILE)
        })
      }),
  },
]

test.each(['out', 'err', 'ask', 'fail', 'json'] as const)(
  'what a command has from outside and gives to %s moves no cursor',
  async (what) => {
    const { out, err } = await said(echo(what), ['echo'])
    const all = [out, ...err].join('\n')
    expect(all).not.toMatch(MOVES)
    if (what === 'fail') expect(all).not.toContain('evil')
    else expect(all).toContain('evil')
    for (const line of err) expect(line).not.toContain('\n')
  },
)

test('JSON says what it was, and our own bold stays', async () => {
  const { out } = await said(echo('json'), ['echo'])
  expect(JSON.parse(out)).toEqual({ text: HOSTILE })
  const bold = '\u001b[1mNext\u001b[22m'
  const table: Entry[] = [
    {
      name: 'page',
      summary: 'x',
      load: () => Promise.resolve((command, context) => command.action(() => context.out(bold))),
    },
  ]
  expect((await said(table, ['page'])).out).toBe(bold)
})

test('a call that cannot be understood is repeated without what moves a cursor', async () => {
  const { err } = await said(COMMANDS, ['queue', `--${HOSTILE}`])
  expect(err.join('')).not.toMatch(MOVES)
})

test.each([
  ['brief', '--from'],
  ['brief', '--format', 'md', '--from'],
  ['brief', '--format', 'json', '--from'],
  ['read'],
])('a hostile folder is shown by baton %s with nothing that moves a cursor', async (...argv) => {
  const mails = join(folder, 'deal', 'mail', 'anna@seller.example')
  mkdirSync(mails, { recursive: true })
  const subject = Buffer.from(`Plan ${HOSTILE}`).toString('base64')
  const name = Buffer.from(`Mara ${HOSTILE}`).toString('base64')
  const mail = join(mails, 'one.eml')
  writeFileSync(
    mail,
    `Message-ID: <m1@buyer.example>\r\nFrom: =?utf-8?B?${name}?= <mara@buyer.example>\r\nTo: anna@seller.example\r\nDate: Tue, 04 Mar 2025 09:00:00 +0000\r\nSubject: =?utf-8?B?${subject}?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHi Anna,\n\nI will send the plan ${HOSTILE} by 14 March.\n\nMara\r\n`,
  )
  const { out, err } = await said(COMMANDS, [...argv, argv[0] === 'read' ? mail : join(folder, 'deal')])
  expect(out).toContain('evil')
  const ours = new RegExp(`${String.fromCharCode(27)}\\[(?:1|2|3|22|23|33|39)m`, 'g')
  expect(out.replaceAll(ours, '')).not.toMatch(MOVES)
  expect(err.join('')).not.toMatch(MOVES)
})
