import { Command, InvalidArgumentError } from 'commander'
import type { CommandContext } from './context.ts'

/** A command's own file defines it on the object it is given; `main.ts` holds the table of names. */
export type Define = (command: Command, context: CommandContext) => void

/** `--workspace`, `--as` and, where data is printed, `--json`. */
export function workspaceOptions(command: Command, { json = true } = {}): Command {
  command
    .option('--workspace <folder>', 'the workspace (default: $BATON_WORKSPACE, else ./.baton)')
    .option('--as <email>', 'who acts (default: $BATON_PERSON, else the only person there is)')
  if (json) command.option('--json', 'print JSON')
  return command
}

/** For `.option('--port <n>', …, wholeNumber(0, 65535))`. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new InvalidArgumentError(`give a whole number from ${least} to ${most}.`)
    }
    return value
  }
}
