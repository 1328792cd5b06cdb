import { spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/cli/table.ts'
import { run } from '../../src/cli/run.ts'
import { HANDOFF_NAMES } from '../../src/handoffs/index.ts'
import { ANNA, CARA, mail, SMALL, smallFolder, WORKSPACE } from '../db/folder.ts'
import type { CommandContext } from '../../src/cli/context.ts'

type Ran = { code: number | null; out: string; err: string[] }

/** One command line in this process. */
async function baton(...argv: string[]): Promise<Ran> {
  const said: { out: string; err: string[] } = { out: '', err: [] }
  const context: CommandContext = {
    env: {},
    cwd: tmpdir(),
    out: (text) => void (said.out += `${text}\n`),
    err: (text) => void said.err.push(text),
    interactive: false,
    columns: 92,
    signal: new AbortController().signal,
  }
  return { code: await run(COMMANDS, argv, context), ...said }
}

const MAIN = resolve(import.meta.dirname, '../../src/main.ts')

/** The program itself, with nothing of this machine's environment. */
function program(argv: string[]): Ran {
  const ran = spawnSync(process.execPath, [MAIN, ...argv], { env: {}, encoding: 'utf8', timeout: 30_000 })
  return { code: ran.status, out: ran.stdout, err: lines(ran.stderr) }
}

const lines = (text: string) => text.split('\n').filter((line) => line !== '')
const newFolder = () => mkdtempSync(join(tmpdir(), 'baton-bad-'))
const put = (folder: string, path: string, bytes: string | Uint8Array) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), bytes)
}
const unread = (err: string[]) => err.filter((line) => line.startsWith('baton: not read: '))
// oxlint-disable-next-line no-control-regex -- controls are what this looks for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

describe('a folder that cannot be read at all ends with 2 and one line', () => {
  const made: [string, () => string, RegExp][] = [
    ['that is not there', () => join(newFolder(), 'none'), /none cannot be read; name an existing import folder/],
    ['that is a file', () => join(smallFolder(), 'workspace.json'), /is no folder; name an import folder/],
    ['that is empty', newFolder, /holds nothing that Baton reads: .*workspace\.json: \{"seller"/],
    [
      'that holds other things',
      () => smallFolder({ 'notes.txt': 'x', 'a.eml': 'x' }),
      /holds nothing that Baton reads/,
    ],
    [
      'with half a workspace.json',
      () => smallFolder({ ...SMALL, 'workspace.json': '{"seller": {"na' }),
      /workspace\.json is no valid JSON.*; correct it or leave it out/,
    ],
    [
      'with a list for a workspace.json',
      () => smallFolder({ ...SMALL, 'workspace.json': '[]' }),
      /workspace\.json: the whole file: .*; correct this key/,
    ],
    [
      'with wrong types in workspace.json',
      () => smallFolder({ ...SMALL, 'workspace.json': '{"seller":{"domains":"x"}}' }),
      /workspace\.json: seller\.domains: .*; correct this key/,
    ],
    [
      'with a moment that is none',
      () => smallFolder({ ...SMALL, 'workspace.json': '{"as_of":"yesterday"}' }),
      /workspace\.json: as_of: /,
    ],
    [
      'with a deep workspace.json',
      () => smallFolder({ ...SMALL, 'workspace.json': '['.repeat(100_000) }),
      /workspace\.json is no valid JSON/,
    ],
    [
      'with an unknown handoff in workspace.json',
      () => smallFolder({ ...SMALL, 'workspace.json': JSON.stringify({ ...WORKSPACE, handoff: 'x-to-y' }) }),
      new RegExp(`unknown handoff "x-to-y": use one of ${HANDOFF_NAMES.join(', ')}`),
    ],
  ]
  test.each(made)('one %s', async (_, make, words) => {
    const { code, out, err } = await baton('brief', '--from', make())
    expect([code, out, err.length]).toEqual([2, '', 1])
    expect(err[0]).toMatch(words)
  })

  test.each([
    ['a folder', (path: string) => mkdirSync(path), /workspace\.json cannot be read \(it is a folder\)/],
    [
      'a broken link',
      (path: string) => symlinkSync('/nowhere/at/all', path),
      /workspace\.json cannot be read \(it is gone or a broken link\)/,
    ],
  ])('one whose workspace.json is %s', async (_, make, words) => {
    const folder = smallFolder({ 'mail/anna/1.eml': SMALL['mail/anna@seller.example/2.eml']! })
    make(join(folder, 'workspace.json'))
    const { code, err } = await baton('brief', '--from', folder)
    expect([code, err.length]).toEqual([2, 1])
    expect(err[0]).toMatch(words)
  })

  test('an unknown handoff is said before anything else', async () => {
    const { code, err } = await baton('brief', '--from', smallFolder(), '--handoff', 'nope')
    expect([code, err]).toEqual([2, [`baton: unknown handoff "nope": use one of ${HANDOFF_NAMES.join(', ')}`]])
  })
})

test('without workspace.json the brief is drafted, and what was derived is said once each on standard error', () => {
  const { 'workspace.json': _, ...rest } = SMALL
  const { code, out, err } = program(['brief', '--from', smallFolder(rest)])
  expect(code).toBe(0)
  expect(out).toContain('In one minute')
  expect(new Set(err).size).toBe(err.length)
  for (const word of ['seller: seller.example', 'account: buyer.example', 'handoff: sdr-to-ae', 'as of: '])
    expect(err.filter((line) => line.includes(word))).toHaveLength(1)
}, 30_000)

/** A zip of one file, as small as a zip gets. */
function zipOf(name: string, content: Uint8Array): Uint8Array {
  const data = deflateRawSync(content, { level: 9 })
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(data.length, 18)
  head.writeUInt32LE(content.length, 22)
  head.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(20, 4)
  entry.writeUInt16LE(20, 6)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(data.length, 20)
  entry.writeUInt32LE(content.length, 24)
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length + name.length, 12)
  end.writeUInt32LE(head.length + name.length + data.length, 16)
  return Buffer.concat([head, Buffer.from(name), data, entry, Buffer.from(name), end])
}

/** The small folder with one of everything that is wrong; its own four items are whole. */
function brokenFolder(): string {
  const folder = smallFolder()
  mkdirSync(join(folder, 'mail/anna@seller.example/folder.eml'))
  symlinkSync('/nowhere/at/all', join(folder, 'mail/anna@seller.example/link.eml'))
  put(folder, 'mail/anna@seller.example/a\nb\u001b]0;evil\u0007\u001b[31m.eml', 'no mail')
  put(folder, 'crm/salesforce/Opportunity.json', '{"records":[{"Id":"0061"')
  put(folder, 'crm/salesforce/Contact.json', '{"totalSize":3}')
  put(folder, 'crm/salesforce/Account.json', '['.repeat(100_000))
  put(folder, 'crm/salesforce/Lead.csv', 'Id;Name\n"open')
  put(folder, 'crm/hubspot/deals.json', '{"a":'.repeat(100_000))
  put(folder, 'crm/hubspot/companies.json', '"words"')
  put(folder, 'documents/bomb.docx', zipOf('word/document.xml', new Uint8Array(200_000_000)))
  put(folder, 'documents/cut.pdf', '%PDF-1.4\n1 0 obj\n<</Type /Catalog')
  put(folder, 'transcripts/empty.vtt', 'WEBVTT\n')
  put(folder, 'calendar/none.ics', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n')
  return folder
}

const BROKEN = [
  'link.eml',
  'a b ]0;evil [31m.eml',
  'Opportunity.json',
  'Contact.json',
  'Account.json',
  'Lead.csv',
  'deals.json',
  'companies.json',
  'bomb.docx',
  'cut.pdf',
  'empty.vtt',
  'none.ics',
]

test('every broken file is one line that names it, on standard error and in the brief, and the rest is read', async () => {
  const { code, out, err } = await baton('brief', '--from', brokenFolder(), '--format', 'json')
  expect(code).toBe(0)
  for (const line of err) expect(line).not.toMatch(CONTROL)
  for (const name of BROKEN) expect([name, unread(err).filter((line) => line.includes(name)).length]).toEqual([name, 1])
  expect(unread(err)).toHaveLength(BROKEN.length)
  const brief = JSON.parse(out) as { notRead: string[]; commitments: unknown[]; coverage: { items: number }[] }
  expect(brief.commitments).toHaveLength(1)
  expect(brief.coverage.reduce((sum, { items }) => sum + items, 0)).toBeGreaterThanOrEqual(4)
  expect(brief.notRead.join('\n')).toContain('crm/salesforce/Opportunity.json: ')
}, 20_000)

test.each(['text', 'md', 'html'])(
  'no control character of a file name reaches the %s',
  async (format) => {
    const { code, out } = await baton('brief', '--from', brokenFolder(), '--format', format)
    expect([code, CONTROL.exec(out)?.[0]]).toEqual([0, undefined])
  },
  20_000,
)

describe('input that is odd but whole is read', () => {
  const read = async (files: Record<string, string | Uint8Array>) => {
    const folder = smallFolder({ 'workspace.json': SMALL['workspace.json']! })
    for (const [path, bytes] of Object.entries(files)) put(folder, path, bytes)
    const began = performance.now()
    const { code, out, err } = await baton('brief', '--from', folder, '--format', 'json')
    expect(code).toBe(0)
    expect(performance.now() - began).toBeLessThan(10_000)
    return {
      err,
      brief: JSON.parse(out) as {
        warnings: { text: string }[]
        readSummary: string
        evidence: Record<string, { quote: string }>
        coverage: { items: number }[]
      },
    }
  }

  test('an unknown character set is read as what it most likely is, with a warning', async () => {
    const raw = SMALL['mail/anna@seller.example/2.eml']!.replace('charset=utf-8', 'charset=x-klingon')
    const { brief } = await read({ 'mail/anna/1.eml': raw })
    expect(brief.warnings.map(({ text }) => text)).toEqual([expect.stringContaining('"x-klingon" is unknown')])
    expect(Object.values(brief.evidence).map(({ quote }) => quote)).toContain(
      'Our budget is 40,000 EUR and Dora has to sign it.',
    )
  })

  test('a message of 30 MB is read at its beginning, with a warning', async () => {
    const body = 'Our budget is 40,000 EUR.\r\n\r\n'.concat(
      'We like what we have seen of it so far.\r\n'.repeat(750_000),
    )
    const { brief } = await read({ 'mail/anna/1.eml': mail('big@buyer.example', CARA, ANNA, 'Long', body) })
    expect(brief.warnings.map(({ text }) => text)).toContain('this message is very long; only its beginning was read')
    expect(JSON.stringify(brief.evidence)).toContain('Our budget is 40,000 EUR.')
  }, 20_000)

  test('a message larger than any is named, and not read', async () => {
    const { err } = await read({ 'mail/anna/1.eml': new Uint8Array(41_000_000) })
    expect(unread(err)).toEqual(['baton: not read: mail/anna/1.eml: it is larger than 40 MB'])
  })

  test('a series without an end', async () => {
    const event = (uid: string, rule: string) =>
      `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:19000101T000000Z\r\nRRULE:${rule}\r\nSUMMARY:Call\r\nEND:VEVENT\r\n`
    const text = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${event('a', 'FREQ=SECONDLY')}${event('b', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')}END:VCALENDAR\r\n`
    const { brief } = await read({ 'calendar/a.ics': text })
    expect(brief.coverage.map(({ items }) => items)).toEqual([2])
  })

  test('a transcript without its first line', async () => {
    const { brief, err } = await read({
      'transcripts/call.vtt': '00:00:01.000 --> 00:00:05.000\n<v Cara Buyer>Our budget is 40,000 EUR.\n',
    })
    expect([unread(err), brief.coverage.map(({ items }) => items)]).toEqual([[], [1]])
  })
})

describe('a workspace', () => {
  test('takes a folder with broken files once, and says the same lines again', async () => {
    const workspace = join(newFolder(), 'w')
    const folder = brokenFolder()
    const first = await baton('import', folder, '--workspace', workspace, '--as', 'anna@seller.example')
    const second = await baton('import', folder, '--workspace', workspace, '--as', 'anna@seller.example')
    expect([first.code, second.code]).toEqual([0, 0])
    expect(unread(first.err)).toHaveLength(BROKEN.length)
    expect(second.out).toContain('nothing new')
    for (const line of [...first.err, ...second.err, first.out.trim()]) expect(line).not.toMatch(CONTROL)
  }, 30_000)

  test('that another process serves is not served twice, and Ctrl-C in an import loses and doubles nothing', async () => {
    const workspace = join(newFolder(), 'w')
    const folder = manyMails(450)
    const child = spawn(process.execPath, [MAIN, 'import', folder, '--workspace', workspace], { env: {} })
    let said = ''
    const began = new Promise<void>((done) =>
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (said.includes('stored')) done()
      }),
    )
    const ended = new Promise<number | null>((done) => child.on('exit', (code) => done(code)))
    await Promise.race([began, ended])
    const at = performance.now()
    child.kill('SIGINT')
    expect([said.includes('stored 450 of'), await ended]).toEqual([false, 130])
    expect(performance.now() - at).toBeLessThan(3000)

    const cut = await baton('brief', 'Buyer', '--workspace', workspace, '--as', 'anna@seller.example')
    expect([cut.code, cut.err]).toEqual([
      1,
      ['baton: the import of Buyer was cut off: run baton import with its folder again first'],
    ])

    const server = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--workspace', workspace], { env: {} })
    try {
      await new Promise<void>((done, fail) => {
        server.stdout.once('data', () => done())
        server.once('exit', () => fail(new Error('serve ended')))
      })
      const second = program(['serve', '--port', '0', '--workspace', workspace])
      expect([second.code, second.out, second.err.length]).toEqual([1, '', 1])
      expect(second.err[0]).toMatch(/is in use by process \d+ \(baton serve\).*: wait for it or end it, then try again/)
    } finally {
      const gone = new Promise((done) => server.once('exit', done))
      server.kill('SIGTERM')
      await gone
    }

    const again = await baton('import', folder, '--workspace', workspace, '--as', 'anna@seller.example')
    const third = await baton('import', folder, '--workspace', workspace, '--as', 'anna@seller.example')
    expect([again.code, again.out]).toEqual([0, expect.stringMatching(/^Buyer: 450 items, /)])
    const added = Number(/, (\d+) new, 0 changed/.exec(again.out)?.[1])
    const before = Number(/stored (\d+) of 450 items\s*$/.exec(said)?.[1] ?? 0)
    expect([before > 0, added <= 450 - before, third.out]).toEqual([true, true, 'Buyer: 450 items, nothing new\n'])
  }, 60_000)

  const small = newFolder()
  const mounted =
    process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', small]).status === 0
  if (mounted) spawnSync('umount', [small])
  else console.warn('SKIPPED: no small disk can be mounted here, so a full one is not tried')

  test.skipIf(!mounted)(
    'on a full disk says one line; the next run completes',
    async () => {
      expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', small]).status).toBe(0)
      try {
        const workspace = join(small, 'w')
        const folder = manyMails(150, 200)
        expect(
          (
            await baton(
              'init',
              '--workspace',
              workspace,
              '--person',
              'Anna Seller <anna@seller.example>',
              '--seller',
              'Seller',
              '--domain',
              'seller.example',
            )
          ).code,
        ).toBe(0)
        const filler = join(small, 'filler')
        // Nothing free at all; then a little, so that the work begins and breaks off.
        for (const free of [0, 300_000]) {
          spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4096'])
          truncateSync(filler, Math.max(0, statSync(filler).size - free))
          const full = program(['import', folder, '--workspace', workspace, '--as', 'anna@seller.example'])
          const problems = full.err.filter((line) => !line.startsWith('baton: stored '))
          expect([free, full.code, full.out, problems]).toEqual([
            free,
            1,
            '',
            [
              expect.stringMatching(
                /^baton: (?:the disk is full: free some space and run|cannot write to the workspace .* free some space)/,
              ),
            ],
          ])
        }
        writeFileSync(filler, '')
        const again = await baton('import', folder, '--workspace', workspace, '--as', 'anna@seller.example')
        expect([again.code, again.out]).toEqual([0, expect.stringMatching(/^Buyer: 150 items, /)])
        expect((await baton('audit', 'verify', '--workspace', workspace, '--as', 'anna@seller.example')).code).toBe(0)
      } finally {
        spawnSync('umount', ['-l', small])
      }
    },
    60_000,
  )
})

function manyMails(count: number, length = 1): string {
  const folder = smallFolder({ 'workspace.json': SMALL['workspace.json']! })
  for (let n = 0; n < count; n++)
    put(
      folder,
      `mail/anna/${n}.eml`,
      mail(`m${n}@buyer.example`, CARA, ANNA, `Point ${n}`, `We need point ${n} by Friday.\r\n`.repeat(length)),
    )
  return folder
}

const HOSTILE = resolve('../shared/hostile')
const present = existsSync(HOSTILE)
if (!present) console.warn(`SKIPPED: the hostile inputs are not at ${HOSTILE}`)

describe.skipIf(!present)('the hostile files of the mail and calendar collections', () => {
  test('are one folder from which a brief comes, with a line for each that was not read', async () => {
    const folder = smallFolder()
    for (const kind of ['mime', 'ics']) {
      const files = readdirSync(join(HOSTILE, kind), { recursive: true, encoding: 'utf8' }).filter((name) =>
        statSync(join(HOSTILE, kind, name)).isFile(),
      )
      for (const [index, name] of files.entries()) {
        const bytes = readFileSync(join(HOSTILE, kind, name))
        // Every file under its own kind: as a whole mail, a mailbox or a calendar.
        const mbox = bytes.subarray(0, 5).toString('latin1') === 'From '
        put(folder, kind === 'ics' ? `calendar/${index}.ics` : `mail/anna/${index}.${mbox ? 'mbox' : 'eml'}`, bytes)
      }
    }
    const { code, out, err } = await baton('brief', '--from', folder, '--format', 'json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ schema: 'baton.brief/1' })
    expect(unread(err).length).toBeGreaterThan(20)
    for (const line of err) expect(line).not.toMatch(/\n/)
    for (const line of err) expect(line).not.toMatch(CONTROL)
  }, 60_000)
})
