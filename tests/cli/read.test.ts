import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readCommand } from '../../src/cli/read.ts'
import { run } from '../../src/cli/run.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-read-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function read(...paths: string[]) {
  const lines: Record<string, unknown>[] = []
  const context = {
    env: {},
    cwd: folder,
    out: (text: string) => void lines.push(JSON.parse(text) as Record<string, unknown>),
    err: () => {},
    interactive: false,
    columns: 80,
    signal: new AbortController().signal,
  }
  const exit = await run(
    [{ name: 'read', summary: '', load: () => Promise.resolve(readCommand) }],
    ['read', ...paths],
    context,
  )
  return { exit, lines }
}

const MAIL =
  'From: Marta <marta@orchard.example>\nTo: Tim <tim@lantern.example>\nSubject: Plan\nDate: Tue, 3 Jun 2025 10:00:00 +0200\nMessage-ID: <a@x>\n\nI will send you the signed order by Friday.\n'

test('files are told apart by what stands in them, and offsets point into the text', async () => {
  writeFileSync(join(folder, 'a.bin'), MAIL)
  writeFileSync(
    join(folder, 'b.txt'),
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20250310T090000Z\nSUMMARY:Visit\nEND:VEVENT\nEND:VCALENDAR\n',
  )
  writeFileSync(join(folder, 'c.eml'), 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Tim>Hello.</v>\n')
  const { exit, lines } = await read('.')
  expect(exit).toBe(0)
  expect(lines.map(({ schema, kind, item }) => [schema, kind, item])).toEqual([
    ['baton.read/1', 'email', 'a@x'],
    ['baton.read/1', 'meeting', 'u'],
    ['baton.read/1', 'call', 'c.eml'],
  ])
  const [mail] = lines as {
    text: string
    sentences: { start: number; end: number }[]
    findings: { start: number; end: number; quote: string }[]
  }[]
  expect(mail?.sentences.map(({ start, end }) => mail.text.slice(start, end))).toContain(
    'I will send you the signed order by Friday.',
  )
  for (const { start, end, quote } of mail?.findings ?? []) expect(mail?.text.slice(start, end)).toBe(quote)
})

test('what cannot be read is a line too, the rest is read, and the exit code says so', async () => {
  writeFileSync(join(folder, 'a.eml'), MAIL)
  writeFileSync(join(folder, 'b.eml'), '')
  const { exit, lines } = await read('a.eml', 'b.eml', 'gone.eml')
  expect(exit).toBe(1)
  expect(lines).toMatchObject([
    { item: 'a@x' },
    { item: 'b.eml', error: expect.stringContaining('empty') as string },
    { item: 'gone.eml', error: 'there is no such file' },
  ])
})
