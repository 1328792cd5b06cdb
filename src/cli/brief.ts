import { resolve } from 'node:path'
import { Option } from 'commander'
import { AppError } from '../lib/errors.ts'
import type { Define } from './command.ts'

type BriefOptions = {
  from?: string
  handoff?: string
  deal?: string
  asOf?: string
  engine: string
  format: 'text' | 'json' | 'md' | 'html'
}

/** `baton brief --from <folder>`: the draft on standard output; no workspace is touched or left behind. */
export const briefCommand: Define = (command, context) => {
  command
    .option('--from <folder>', 'an import folder; nothing is stored')
    .option('--handoff <type>', 'mql-to-sql, sdr-to-ae, sales-to-cs, rep-transition, expansion or renewal-risk')
    .option('--deal <id>', 'the deal record, where there are several')
    .option('--as-of <time>', 'read only what was known by then (ISO 8601)')
    .addOption(
      new Option('--engine <name>', 'what reads the mail').choices(['local', 'openai', 'langchain']).default('local'),
    )
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'json', 'md', 'html']).default('text'),
    )
    .action(async (options: BriefOptions) => {
      if (options.from === undefined) throw new AppError('bad_call', 'brief needs --from <folder>')
      if (options.engine !== 'local')
        throw new AppError('bad_call', `engine ${options.engine} is not built in yet; leave --engine out to use local`)
      const [{ draftFromFolder }, { localEngine }, { renderBrief }] = await Promise.all([
        import('../pipeline.ts'),
        import('../engines/local/index.ts'),
        import('../briefs/render.ts'),
      ])
      const { brief, notes, unread } = await draftFromFolder(resolve(context.cwd, options.from), localEngine, options)
      for (const note of notes) context.err(`baton: ${note}`)
      for (const { item, text } of unread) context.err(`baton: not read: ${item}: ${text}`)
      context.out(renderBrief(brief, options.format).replace(/\n$/, ''))
    })
}
