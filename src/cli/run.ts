import { Command, CommanderError } from 'commander'
import { AppError, exitCodeOf } from '../lib/errors.ts'
import { escapeForTerminal, oneLine } from '../lib/inert.ts'
import { describe, logRecord } from '../lib/log.ts'
import type { Define } from './command.ts'
import type { CommandContext } from './context.ts'

/** One row of the table of commands; its file is loaded only when it is called. */
export type Entry = { name: string; summary: string; load: () => Promise<Define> }

/** Runs one command line. Answers the exit code: 0 done, 1 the work failed, 2 the call was wrong. */
export async function run(table: readonly Entry[], argv: readonly string[], context: CommandContext): Promise<number> {
  const program = new Command('baton')
    .description('The brief that travels when a deal changes hands.')
    .showHelpAfterError(false)
    .addHelpText('after', '\nbaton <command> --help says more.')
  const wanted = argv.find((word) => !word.startsWith('-'))
  for (const { name, summary, load } of table) {
    const command = program.command(name).description(summary)
    if (name === wanted) (await load())(command, guarded(context))
  }
  prepare(program, context)
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return 0
  } catch (error) {
    return report(error, context)
  }
}

/** Commander neither ends the process nor prints by itself. */
function prepare(command: Command, context: CommandContext): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => context.out(text.replace(/\n$/, '')),
    writeErr: () => {},
    outputError: () => {},
  })
  for (const child of command.commands) prepare(child, context)
}

function report(error: unknown, context: CommandContext): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0
    const said = oneLine(error.message.replace(/^error: /, ''))
    context.err(
      said === '(outputHelp)' ? 'baton: name a command; baton --help lists them' : `baton: ${said}; see --help`,
    )
    return 2
  }
  const debug = context.env['BATON_DEBUG'] ? [logRecord('command.failed', error)] : []
  if (error instanceof AppError) context.err(`baton: ${oneLine(error.message)}`)
  else
    context.err(
      `baton: something unexpected happened (${describe(error)}); run it again with BATON_DEBUG=1 and report what it says`,
    )
  for (const line of debug) context.err(line)
  return exitCodeOf(error instanceof AppError ? error.code : 'internal')
}

/** The one place that words pass on their way to a terminal: what a command prints may hold words from outside. */
function guarded(context: CommandContext): CommandContext {
  return {
    ...context,
    out: (text) => context.out(escapeForTerminal(text)),
    err: (text) => context.err(oneLine(text)),
    ...(context.ask && { ask: async (question: string) => (await context.ask?.(escapeForTerminal(question))) ?? '' }),
  }
}
