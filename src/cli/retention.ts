import { AppError } from '../lib/errors.ts'
import { withClient } from './client.ts'
import { workspaceOptions } from './command.ts'
import type { Retention } from '../privacy/retention.ts'
import type { Define } from './command.ts'
import type { CommonOptions } from './context.ts'

type RetentionOptions = CommonOptions & { set?: string[]; plan?: boolean; run?: boolean }

/** `baton retention`: how long what is kept; with --set, changes it. */
export const retentionCommand: Define = (command, context) => {
  workspaceOptions(command)
    .option('--set <kind=days...>', 'text=365, drafts=30, deals=730, jobs=7; keep instead of days: for ever')
    .option('--plan', 'say what would go now, and change nothing')
    .option('--run', 'let it go now instead of with the daily job')
    .addHelpText(
      'after',
      `
text    words of mails, meetings, calls and documents older than that; who, when and a hash stay, and so do the quotes
        in briefs that still stand
drafts  briefs that were rejected, withdrawn or lapsed so long ago
deals   briefs whose handoff was accepted, given up or taken back so long ago
jobs    finished background jobs (the queue itself keeps them for about a week while serve or work runs)
Nothing is set at first: everything is kept.`,
    )
    .action(async (options: RetentionOptions) => {
      const { set = [], plan = false, run = false } = options
      if ([set.length > 0, plan, run].filter(Boolean).length > 1)
        throw new AppError('bad_call', 'give one of --set, --plan and --run')
      await withClient(context, options, async (client) => {
        if (plan || run) {
          const { gone } = await client.call<{ gone: Record<string, number> }>(
            'POST',
            `/api/data/retention/${plan ? 'plan' : 'run'}`,
            {},
          )
          if (options.json) return context.out(JSON.stringify(gone))
          const words = Object.entries(gone).map(([name, number]) => `${number} ${name}`)
          const what = words.length === 0 ? 'nothing' : words.join(', ')
          return context.out(plan ? `would go: ${what}` : `gone: ${what}`)
        }
        const kept =
          set.length === 0
            ? await client.call<Retention>('GET', '/api/data/retention')
            : await client.call<Retention>('POST', '/api/data/retention', Object.fromEntries(set.map(settingOf)))
        if (options.json) return context.out(JSON.stringify(kept))
        for (const [kind, days] of Object.entries(kept))
          context.out(`${kind}: ${days === null ? 'kept for ever' : `${days} days`}`)
      })
    })
}

function settingOf(given: string): [string, number | null] {
  const [, kind, days] = /^(text|drafts|deals|jobs)=(keep|\d{1,5})$/.exec(given) ?? []
  if (kind === undefined || days === undefined || days === '0')
    throw new AppError('bad_call', 'give kind and days, such as text=365, or text=keep')
  return [kind, days === 'keep' ? null : Number(days)]
}
