import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { AppError } from '../lib/errors.ts'
import { withClient } from './client.ts'
import { workspaceOptions } from './command.ts'
import type { StoredEvent, Verification } from '../db/events.ts'
import type { Define } from './command.ts'
import type { CommonOptions } from './context.ts'

/** `baton audit verify` and `baton audit export`. */
export const auditCommand: Define = (command, context) => {
  workspaceOptions(command.command('verify'))
    .description('walk the whole log: is every event there, and unchanged?')
    .option(
      '--head <file>',
      'an end of the log that was kept elsewhere (the output of --json): shows a rewritten or cut log',
    )
    .action(async (options: CommonOptions & { head?: string }) => {
      const query = options.head === undefined ? '' : headQuery(resolve(context.cwd, options.head))
      await withClient(context, options, async (client) => {
        const found = await client.call<Verification>('GET', `/api/audit/verification${query}`)
        if (!found.ok)
          throw new AppError(
            'conflict',
            `the log is broken: event ${found.seq} ${found.why}; restore a backup and compare`,
          )
        if (options.json) return context.out(JSON.stringify(found.head))
        context.out(`the log is whole: ${found.head.seq} events, head ${found.head.hash}`)
      })
    })
  workspaceOptions(command.command('export'), { json: false })
    .description('print the log, one JSON object a line')
    .option('--bare', 'as it was hashed, with tokens in place of addresses: for checking a copy kept elsewhere')
    .action(async (options: CommonOptions & { bare?: boolean }) => {
      const bare = options.bare === true ? '&bare=true' : ''
      await withClient(context, options, async (client) => {
        for (let after = 0; ;) {
          const { events } = await client.call<{ events: StoredEvent[] }>('GET', `/api/events?after=${after}${bare}`)
          for (const event of events) context.out(JSON.stringify(event))
          const last = events.at(-1)
          if (last === undefined) return
          after = last.seq
        }
      })
    })
}

function headQuery(file: string): string {
  try {
    const { seq, hash } = JSON.parse(readFileSync(file, 'utf8')) as { seq: unknown; hash: unknown }
    if (typeof seq === 'number' && typeof hash === 'string') return `?seq=${seq}&hash=${encodeURIComponent(hash)}`
  } catch (error) {
    throw new AppError(
      'bad_call',
      `${file} cannot be read as a kept head: give the output of baton audit verify --json`,
      { cause: error },
    )
  }
  throw new AppError('bad_call', `${file} is no kept head: give the output of baton audit verify --json`)
}
