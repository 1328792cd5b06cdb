import { newKeyLine } from '../access/keys.ts'
import { withClient } from './client.ts'
import { wholeNumber, workspaceOptions } from './command.ts'
import type { Define } from './command.ts'
import type { CommonOptions } from './context.ts'

/** `baton secrets`, `baton secrets rotate` and `baton secrets key`. */
export const secretsCommand: Define = (command, context) => {
  workspaceOptions(command.command('list', { isDefault: true }))
    .description('how many are stored, and which key reads them')
    .action(async (options: CommonOptions) => {
      await withClient(context, options, async (client) => {
        const { keys } = await client.call<{ keys: { key: number; secrets: number }[] }>('GET', '/api/secrets')
        if (options.json) return context.out(JSON.stringify(keys))
        if (keys.length === 0) return context.out('no secrets are stored')
        for (const { key, secrets } of keys)
          context.out(`key ${key}: ${secrets} ${secrets === 1 ? 'secret' : 'secrets'}`)
      })
    })
  workspaceOptions(command.command('rotate'))
    .description('write every secret anew with the newest key (an embedded workspace makes one)')
    .action(async (options: CommonOptions) => {
      await withClient(context, options, async (client) => {
        const done = await client.call<{ key: number; rewritten: number }>('POST', '/api/secrets/rotation', {})
        if (options.json) return context.out(JSON.stringify(done))
        context.out(`key ${done.key} reads everything now; ${done.rewritten} written anew`)
      })
    })
  command
    .command('key')
    .description('print a new key for BATON_SECRET_KEY or a line of BATON_SECRET_KEY_FILE')
    .option('--after <version>', 'the version of the last key', wholeNumber(0, 999_999_998), 0)
    .action(({ after }: { after: number }) => context.out(newKeyLine(after)))
}
