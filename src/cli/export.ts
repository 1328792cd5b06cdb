import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { AppError } from '../lib/errors.ts'
import { withClient } from './client.ts'
import { workspaceOptions } from './command.ts'
import type { Define } from './command.ts'
import type { CommonOptions } from './context.ts'

/** `baton export`: all that is held about a person or an account, one JSON object a line. */
export const exportCommand: Define = (command, context) => {
  workspaceOptions(command, { json: false })
    .option('--person <email>', 'all that is held about this person')
    .option('--account <name>', 'all that is held about this account')
    .option('--out <file>', 'into a new file that only you can read (default: to the terminal)')
    .addHelpText(
      'after',
      `
What you may not see yourself stands there by its id, as withheld: somebody of its deal team can export it.`,
    )
    .action(async (options: CommonOptions & { person?: string; account?: string; out?: string }) => {
      const { person, account, out } = options
      if ((person === undefined) === (account === undefined))
        throw new AppError('bad_call', 'say of whom: --person <email> or --account <name>')
      const body = person === undefined ? { account } : { person }
      await withClient(context, options, async (client) => {
        let lines = 0
        let withheld = 0
        const file = out === undefined ? null : await newFile(resolve(context.cwd, out))
        await client.stream('/api/data/exports', body, (line) => {
          lines++
          if (line['withheld'] === true) withheld++
          if (file === null) context.out(JSON.stringify(line))
          else file.write(`${JSON.stringify(line)}\n`)
        })
        if (file !== null) {
          file.end()
          await once(file, 'finish')
        }
        const kept = withheld === 0 ? '' : `, ${withheld} of them withheld: you may not see what they say`
        context.err(`baton: ${lines} lines${kept}`)
      })
    })
}

/** Refuses to write over anything. */
async function newFile(path: string) {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  try {
    await once(file, 'open')
  } catch (cause) {
    throw new AppError('disk', `${path} cannot be made: choose a file that is not there yet`, { cause })
  }
  return file
}
