import { withClient } from './client.ts'
import { workspaceOptions } from './command.ts'
import { plain } from './lines.ts'
import type { ProposedFix } from '../review/fix.ts'
import type { Define } from './command.ts'
import type { CommonOptions } from './context.ts'

/** `baton fix <brief> <finding>`: what the CRM says otherwise becomes a proposed write, which its owner approves. */
export const fixCommand: Define = (command, context) => {
  workspaceOptions(
    command
      .argument('<brief>', 'a brief: b_ and 16 hex digits')
      .argument('<finding>', 'x1 or another thing that the CRM says otherwise; baton dismiss <brief> lists them'),
  )
    .option('--value <value>', 'what shall stand there, where that is not what was said')
    .addHelpText(
      'after',
      '\nNothing is written before it is approved, nor over a value that somebody changed since. Fields: BATON_CRM_FIELDS.',
    )
    .action(async (brief: string, finding: string, options: CommonOptions & { value?: string }) => {
      await withClient(context, options, async (client) => {
        const body = { finding, ...(options.value === undefined ? {} : { value: options.value }) }
        const path = `/api/briefs/${encodeURIComponent(brief)}/fixes`
        const fix = await client.call<ProposedFix>('POST', path, body)
        if (options.json) return context.out(JSON.stringify(fix))
        context.out(`${fix.record} ${fix.field}: ${plain(fix.from ?? '(empty)')} → ${plain(fix.to)}`)
        const prefix = fix.dispatchHash.replace('sha256:', '').slice(0, 12)
        context.out(
          fix.state === 'pending'
            ? `${fix.briefId} waits in review; next: baton approve ${fix.briefId} --revision ${fix.revision} --hash ${prefix}`
            : `${fix.briefId} is ${fix.state}; see baton show ${fix.briefId}`,
        )
      })
    })
}
