import { Command, CommanderError } from 'commander'
import { AppError, exitCodeOf } from '../lib/errors.ts'
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
    if (name === wanted) (await load())(command, { ...context, err: (text) => context.err(oneLine(text)) })
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
    const said = error.message.replace(/^error: /, '').replaceAll('\n', ' ')
    context.err(
      said === '(outputHelp)' ? 'baton: name a command; baton --help lists them' : `baton: ${said}; see --help`,
    )
    return 2
  }
  if (error instanceof AppError) {
    context.err(`baton: ${oneLine(error.message)}`)
    if (context.env['BATON_DEBUG'] && error.cause instanceof Error) context.err(String(error.cause.stack))
    return exitCodeOf(error.code)
  }
  const message = error instanceof Error ? error.message : String(error)
  context.err(
    `baton: something unexpected happened (${oneLine(message)}); run it again with BATON_DEBUG=1 and report what it says`,
  )
  if (context.env['BATON_DEBUG'] && error instanceof Error) context.err(String(error.stack))
  return exitCodeOf('internal')
}

/** Nothing from outside may move the cursor or begin a line of its own. */
function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- controls are what this looks for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ').trim()
}
