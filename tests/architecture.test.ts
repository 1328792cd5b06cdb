import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { expect, test } from 'vitest'

/**
 * Who may import whom (DESIGN, section 3). Rooms stand in the order that data walks and see what is left of them;
 * the exceptions are named. A file name instead of a room grants that one file.
 */
const ORDER = [
  'lib',
  'db',
  'access',
  'signals',
  'findings',
  'handoffs',
  'briefs',
  'review',
  'delivery',
  'acceptance',
  'reports',
]
const SEES: Record<string, string[]> = {
  ...Object.fromEntries(ORDER.map((room, i) => [room, ORDER.slice(0, i)])),
  engines: ['lib', 'signals/signal.ts', 'signals/corpus.ts', 'findings/finding.ts'],
  connectors: ['signals', 'access', 'db', 'lib'],
  'delivery/channels': ['delivery', 'lib'],
  web: [],
}
const SEE_ALL = ['http', 'cli', 'privacy', 'pipeline.ts', 'storing.ts', 'removing.ts', 'main.ts', 'config.ts']

type Edge = { from: string; to: string }

/** The room of a file below src: the longest name that has a row. */
function roomOf(file: string): string {
  const parts = file.split('/')
  const two = parts.slice(0, 2).join('/')
  return two in SEES ? two : parts[0]!
}

function forbidden({ from, to }: Edge): boolean {
  const [a, b] = [roomOf(from), roomOf(to)]
  if (a === b || SEE_ALL.includes(a)) return false
  // Every room may read the configuration's type through its ports only, so config.ts is nobody's import but the top's.
  return !(SEES[a] ?? []).some((allowed) => allowed === b || allowed === to)
}

function edgesOf(root: string): Edge[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((f) => f.split(sep).join('/'))
    .filter((f) => /\.tsx?$/.test(f) && !f.startsWith('web/'))
  return files.flatMap((from) =>
    [...readFileSync(join(root, from), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map(
      (match) => ({
        from,
        to: relative(root, resolve(root, dirname(from), match[1]!))
          .split(sep)
          .join('/'),
      }),
    ),
  )
}

const edges = edgesOf(resolve('src'))

test('rooms import only what the design lets them see', () => {
  expect(edges.filter(forbidden).map((e) => `${e.from} -> ${e.to}`)).toEqual([])
})

test('the test sees imports at all, and every room has a row', () => {
  expect(edges.length).toBeGreaterThan(20)
  const rooms = new Set(edges.map((e) => roomOf(e.from)))
  expect([...rooms].filter((room) => !(room in SEES) && !SEE_ALL.includes(room))).toEqual([])
})

test('a planted edge is caught', () => {
  for (const edge of [
    { from: 'lib/errors.ts', to: 'db/open.ts' },
    { from: 'signals/store.ts', to: 'briefs/draft.ts' },
    { from: 'engines/local/index.ts', to: 'signals/store.ts' },
    { from: 'review/decide.ts', to: 'delivery/deliver.ts' },
    { from: 'delivery/channels/file.ts', to: 'review/dispatch.ts' },
    { from: 'briefs/draft.ts', to: 'http/app.ts' },
  ])
    expect(forbidden(edge), `${edge.from} -> ${edge.to}`).toBe(true)
})

/**
 * Who may reach another process over a network (TRUST, SSRF): everything that Baton asks of a configured host goes through
 * `lib/outbound.ts`, and an SDK is handed its fetch. The rest of this list speaks to the holder of the workspace on this
 * machine, listens, or is a driver of a protocol that an administrator's own setting names.
 */
const REACHES: Record<string, RegExp> = {
  'lib/outbound.ts': /^(?:undici|node:dns\/promises|fetch)$/,
  'cli/client.ts': /^fetch$/,
  'cli/demo.ts': /^fetch$/,
  'cli/serve.ts': /^@hono\/node-server$/,
  'delivery/channels/email-smtp.ts': /^nodemailer$/,
  'db/server.ts': /^pg$/,
}
const NETWORK =
  /from '((?:node:)?(?:https?|http2|net|tls|dgram|dns)(?:\/promises)?|undici|nodemailer|pg|@hono\/node-server|axios|got|node-fetch|ws)'|(?<![.\w])(fetch)\(|(?:globalThis|global)\.(fetch)\b|new (WebSocket|EventSource|XMLHttpRequest)\(/g
const reaching = (file: string, text: string) =>
  [...text.replaceAll(/^import type .*$/gm, '').matchAll(NETWORK)]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '')
    .filter((what) => !(REACHES[file]?.test(what) ?? false))

test('nothing reaches another machine but by the one way out', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('web/'))
  const found = files.flatMap((file) =>
    reaching(file, readFileSync(join('src', file), 'utf8')).map((what) => `${file}: ${what}`),
  )
  expect(found).toEqual([])
  for (const file of Object.keys(REACHES))
    expect(files, `${file} is not there any more: take it off the list`).toContain(file)
})

test.each([
  "await fetch('https://crm.example')",
  "import { request } from 'node:https'",
  "import { connect } from 'node:net'",
  'globalThis.fetch(url)',
  'new WebSocket(url)',
  "import { Agent } from 'undici'",
])('a planted way out is caught: %s', (line) => {
  expect(reaching('connectors/hubspot.ts', line)).not.toEqual([])
})
