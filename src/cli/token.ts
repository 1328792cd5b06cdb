import { Scope } from '../access/roles.ts'
import { withClient } from './client.ts'
import { wholeNumber, workspaceOptions } from './command.ts'
import { plain } from './lines.ts'
import type { Define } from './command.ts'
import type { CommonOptions } from './context.ts'

type Token = {
  id: string
  name: string
  scopes: string[]
  expiresAt: string
  usedAt: string | null
  revokedAt: string | null
}

/** `baton token create`, `list` and `revoke`: keys with which a program acts as a person. */
export const tokenCommand: Define = (command, context) => {
  workspaceOptions(command.command('create'))
    .description('make a token that acts as you; it is shown this once')
    .argument('<name>', 'what it is for, as you will know it again')
    .requiredOption('--scopes <scopes>', `what it may do of what you may, by commas: ${Scope.options.join(', ')}`)
    .option('--days <number>', 'how long it lasts', wholeNumber(1, 365), 90)
    .action(async (name: string, options: CommonOptions & { scopes: string; days: number }) => {
      const scopes = options.scopes.split(',').map((scope) => scope.trim())
      await withClient(context, options, async (client) => {
        const body = { name, scopes, days: options.days }
        const made = await client.call<Token & { token: string }>('POST', '/api/tokens', body)
        if (options.json) return context.out(JSON.stringify(made))
        context.out(made.token)
        context.err(
          `baton: shown this once; it lasts until ${made.expiresAt.slice(0, 10)}. Send it as "Authorization: Bearer …"; take it back with: baton token revoke ${made.id}`,
        )
      })
    })
  workspaceOptions(command.command('list'))
    .description('your tokens, without their secrets')
    .action(async (options: CommonOptions) => {
      await withClient(context, options, async (client) => {
        const { tokens } = await client.call<{ tokens: Token[] }>('GET', '/api/tokens')
        if (options.json) return context.out(JSON.stringify(tokens))
        if (tokens.length === 0) context.out('no tokens; make one with: baton token create <name> --scopes read')
        for (const token of tokens) context.out(lineOf(token))
      })
    })
  workspaceOptions(command.command('revoke'))
    .description('take a token out of use, from the next request on')
    .argument('<id>', 'as baton token list says it')
    .action(async (id: string, options: CommonOptions) => {
      await withClient(context, options, async (client) => {
        const answer = await client.call('POST', `/api/tokens/${encodeURIComponent(id)}/revoke`, {})
        context.out(options.json ? JSON.stringify(answer) : `${id} is worth nothing any more`)
      })
    })
}

function lineOf({ id, name, scopes, expiresAt, usedAt, revokedAt }: Token): string {
  const state = revokedAt === null ? `until ${expiresAt.slice(0, 10)}` : `revoked ${revokedAt.slice(0, 10)}`
  const used = usedAt === null ? 'never used' : `last used ${usedAt.slice(0, 16).replace('T', ' ')}`
  return `${id}  ${plain(name)}  ${scopes.join(', ')}  ${state}, ${used}`
}
