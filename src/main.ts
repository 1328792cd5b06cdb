import { enableCompileCache } from 'node:module'
import { resolve } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline/promises'
import { run } from './cli/run.ts'
import { COMMANDS } from './cli/table.ts'
import type { CommandContext } from './cli/context.ts'

// Stripping types and compiling takes a third of a short command; what was compiled once is kept beside the packages.
enableCompileCache(resolve(import.meta.dirname, '../node_modules/.cache/baton'))

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
  ask: async (question) => {
    const lines = createInterface({ input: process.stdin, output: process.stdout })
    try {
      return await lines.question(question)
    } finally {
      lines.close()
    }
  },
  columns: process.stdout.columns ?? 92,
  signal: ending.signal,
}

// `baton … | head`: whoever reads has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await run(COMMANDS, process.argv.slice(2), context)
