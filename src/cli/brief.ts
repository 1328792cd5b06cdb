import { resolve } from 'node:path'
import { Option } from 'commander'
import { AppError } from '../lib/errors.ts'
import { workspaceOptions } from './command.ts'
import type { Brief } from '../briefs/brief.ts'
import type { Format } from '../briefs/render.ts'
import type { DraftReport } from '../storing.ts'
import type { Define } from './command.ts'
import type { CommandContext, CommonOptions } from './context.ts'

type BriefOptions = CommonOptions & {
  from?: string
  handoff?: string
  deal?: string
  asOf?: string
  to?: string
  engine: string
  format: Format
}

/** `baton brief --from <folder>`: a draft in memory. `baton brief <account>`: one from the workspace, kept and put into review. */
export const briefCommand: Define = (command, context) => {
  workspaceOptions(command.argument('[account]', 'an account of the workspace: its name, a domain or its id'))
    .option('--from <folder>', 'an import folder; no workspace is touched')
    .option('--handoff <type>', 'mql-to-sql, sdr-to-ae, sales-to-cs, rep-transition, expansion or renewal-risk')
    .option('--deal <id>', 'the deal record, where there are several')
    .option('--as-of <time>', 'read only what was known by then (ISO 8601)')
    .option('--to <email>', 'who receives it')
    .addOption(
      new Option('--engine <name>', 'what reads the mail').choices(['local', 'openai', 'langchain']).default('local'),
    )
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'json', 'md', 'html']).default('text'),
    )
    .action(async (account: string | undefined, options: BriefOptions) => {
      if (options.engine !== 'local')
        throw new AppError('bad_call', `engine ${options.engine} is not built in yet; leave --engine out to use local`)
      if ((account === undefined) === (options.from === undefined))
        throw new AppError('bad_call', 'brief needs an account of the workspace, or --from <folder>')
      const asked = options.json ? { ...options, format: 'json' as const } : options
      if (options.from !== undefined) await fromFolder(options.from, asked, context)
      else await fromWorkspace(account ?? '', asked, context)
    })
}

async function fromFolder(folder: string, options: BriefOptions, context: CommandContext): Promise<void> {
  const [{ draftFromFolder }, { localEngine }] = await Promise.all([
    import('../pipeline.ts'),
    import('../engines/local/index.ts'),
  ])
  const { brief, notes, unread } = await draftFromFolder(resolve(context.cwd, folder), localEngine, wanted(options))
  for (const note of notes) context.err(`baton: ${note}`)
  for (const { item, text } of unread) context.err(`baton: not read: ${item}: ${text}`)
  await print(brief, options, context)
}

async function fromWorkspace(account: string, options: BriefOptions, context: CommandContext): Promise<void> {
  // Loaded here: a draft from a folder needs no database.
  const { withClient } = await import('./client.ts')
  await withClient(context, options, async (client) => {
    const report = await client.call<DraftReport>('POST', '/api/briefs', { account, ...wanted(options) })
    for (const note of report.notes) context.err(`baton: ${note}`)
    await print(report.brief, options, context)
    context.err(`baton: ${report.standing}`)
  })
}

function wanted({ handoff, deal, asOf, to }: BriefOptions) {
  return { handoff, deal, asOf, to: to?.trim().toLowerCase() }
}

async function print(brief: Brief, { format }: BriefOptions, context: CommandContext): Promise<void> {
  const { renderBrief } = await import('../briefs/render.ts')
  const terminal = { ansi: context.interactive && !context.env['NO_COLOR'], width: context.columns }
  context.out(renderBrief(brief, format, terminal).replace(/\n$/, ''))
}
