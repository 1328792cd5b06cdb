import { AppError } from '../lib/errors.ts'
import { withClient } from './client.ts'
import { workspaceOptions } from './command.ts'
import type { Define } from './command.ts'
import type { CommonOptions } from './context.ts'

type Options = CommonOptions & { seller?: string; domain?: string[]; person?: string[] }

/** `baton init`: who the seller is, and later who else may act. An import folder with a workspace.json says the same. */
export const initCommand: Define = (command, context) => {
  workspaceOptions(command)
    .option('--seller <name>', 'the company whose deals these are (needed once)')
    .option('--domain <domain...>', 'its mail domains (needed once)')
    .option('--person <person...>', 'somebody who may act: "Anna Example <anna@seller.example>"')
    .action(async (options: Options) => {
      const people = (options.person ?? []).map(readPerson)
      await withClient(context, options, async (client) => {
        const answer = await client.call<{ people: { email: string; name: string }[] }>('POST', '/api/workspace', {
          name: options.seller,
          domains: options.domain,
          people,
        })
        if (options.json) return context.out(JSON.stringify(answer))
        context.out(`${answer.people.length} people may act`)
        for (const { email, name } of answer.people) context.out(`  ${email}  ${name}`)
      })
    })
}

function readPerson(text: string): { email: string; name: string; title: null } {
  const named = /^\s*([^<>]+?)\s*<([^<>\s]+@[^<>\s]+)>\s*$/.exec(text)
  if (named) return { name: named[1]!, email: named[2]!, title: null }
  if (/^[^<>\s]+@[^<>\s]+$/.test(text.trim())) return { name: text.trim(), email: text.trim(), title: null }
  throw new AppError('bad_call', 'a person is given as "Anna Example <anna@seller.example>"')
}
