import { AppError } from '../lib/errors.ts'
import type { Command } from 'commander'
import type { Edit } from '../review/lines.ts'

/** The options that change lines of a brief. */
export type LineOptions = { line?: string[]; remove?: string[]; add?: string[] }

/** `--line headline.1="…"`, `--remove careful.2`, `--add people="…"`. */
export function lineOptions(command: Command): Command {
  return command
    .option('--line <place=words...>', 'new words for a line, which are then yours: headline.1="…"')
    .option('--remove <place...>', 'take a line out')
    .option('--add <part=words...>', 'add a line of yours to headline or a section')
}

/** What they ask for. Throws `bad_call` where a place has no words. */
export function lineEdits({ line = [], remove = [], add = [] }: LineOptions): Edit[] {
  return [
    ...line.map((given): Edit => ({
      op: 'replace',
      ...split(given, 'at', '--line headline.1="They need it by May."'),
    })),
    ...remove.map((at): Edit => ({ op: 'remove', at })),
    ...add.map((given): Edit => ({ op: 'add', ...split(given, 'to', '--add people="Otto runs the depot."') })),
  ]
}

/** Words from outside on a terminal: no control character moves its cursor. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ')
}

function split<K extends 'at' | 'to'>(given: string, key: K, example: string): { [P in K]: string } & { text: string } {
  const at = given.indexOf('=')
  if (at < 1 || given.slice(at + 1).trim() === '')
    throw new AppError('bad_call', `give place and words, such as ${example}`)
  return { [key]: given.slice(0, at).trim(), text: given.slice(at + 1) } as { [P in K]: string } & { text: string }
}
