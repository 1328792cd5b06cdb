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
const SEE_ALL = ['http', 'cli', 'pipeline.ts', 'storing.ts', 'removing.ts', 'main.ts', 'config.ts']

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
