import { enableCompileCache } from 'node:module'
import { resolve } from 'node:path'
import process from 'node:process'
import { run } from './cli/run.ts'
import type { CommandContext } from './cli/context.ts'
import type { Entry } from './cli/run.ts'

// Stripping types and compiling takes a third of a short command; what was compiled once is kept beside the packages.
enableCompileCache(resolve(import.meta.dirname, '../node_modules/.cache/baton'))

/** The table of commands. Each file is loaded only when its command is called. */
const COMMANDS: readonly Entry[] = [
  {
    name: 'demo',
    summary: 'a fresh workspace from the sample deals, and what to type next',
    load: async () => (await import('./cli/demo.ts')).demoCommand,
  },
  {
    name: 'brief',
    summary: 'draft a brief, from a folder or for an account of the workspace',
    load: async () => (await import('./cli/brief.ts')).briefCommand,
  },
  {
    name: 'read',
    summary: 'what stands in files: text, segments, sentences, findings',
    load: async () => (await import('./cli/read.ts')).readCommand,
  },
  {
    name: 'import',
    summary: 'bring an import folder in',
    load: async () => (await import('./cli/import.ts')).importCommand,
  },
  {
    name: 'queue',
    summary: 'what waits for somebody',
    load: async () => (await import('./cli/queue.ts')).queueCommand,
  },
  {
    name: 'show',
    summary: 'one brief and where it stands',
    load: async () => (await import('./cli/show.ts')).showCommand,
  },
  {
    name: 'init',
    summary: 'say who the seller is and who may act',
    load: async () => (await import('./cli/init.ts')).initCommand,
  },
  {
    name: 'serve',
    summary: 'the API and a plain page, on this machine only',
    load: async () => (await import('./cli/serve.ts')).serveCommand,
  },
  { name: 'work', summary: 'run background jobs', load: async () => (await import('./cli/serve.ts')).workCommand },
  {
    name: 'audit',
    summary: 'the log: verify, export',
    load: async () => (await import('./cli/audit.ts')).auditCommand,
  },
]

const ending = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => {
    ending.abort()
    // A command that does not listen for the end is simply ended: what was committed stands, the rest never happened.
    if (!LASTING.has(process.argv[2] ?? '')) process.exit(name === 'SIGINT' ? 130 : 143)
  })
}
const LASTING = new Set(['serve', 'work', 'demo'])

const context: CommandContext = {
  env: process.env,
  cwd: process.env['INIT_CWD'] ?? process.cwd(),
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  interactive: process.stdin.isTTY && process.stdout.isTTY,
  columns: process.stdout.columns ?? 92,
  signal: ending.signal,
}

// `baton … | head`: whoever reads has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await run(COMMANDS, process.argv.slice(2), context)
