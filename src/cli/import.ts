import { resolve } from 'node:path'
import { withClient } from './client.ts'
import { workspaceOptions } from './command.ts'
import { plain } from './lines.ts'
import type { ImportReport, Progress } from '../connectors/import.ts'
import type { Define } from './command.ts'
import type { CommonOptions } from './context.ts'

/** `baton import <folder>`: an account's record, without any API. */
export const importCommand: Define = (command, context) => {
  workspaceOptions(command.argument('<folder>', 'an import folder: mail/, calendar/, transcripts/, documents/, crm/'))
    .addHelpText(
      'after',
      '\nThe same folder twice changes nothing. An import that was cut off is finished by the next one.',
    )
    .action(async (folder: string, options: CommonOptions) => {
      await withClient(context, options, async (client) => {
        let report: ImportReport | null = null
        await client.stream('/api/imports', { folder: resolve(context.cwd, folder) }, (line) => {
          if ('progress' in line) {
            const { done, of } = line['progress'] as Progress
            context.err(`baton: stored ${done} of ${of} items`)
          }
          if ('result' in line) report = line['result'] as ImportReport
        })
        if (report === null) return
        const { account, items, added, changed, sighted, discarded, unread, notes } = report as ImportReport
        for (const note of notes) context.err(`baton: ${note}`)
        for (const { item, text } of unread) context.err(`baton: not read: ${item}: ${text}`)
        if (discarded > 0) context.err(`baton: ${discarded} private items were not kept; baton mailbox says why`)
        if (options.json) return context.out(JSON.stringify(report))
        const news = added + changed + sighted === 0 ? 'nothing new' : `${added} new, ${changed} changed`
        context.out(
          `${plain(account.name)}: ${items} items, ${news}${unread.length > 0 ? `, ${unread.length} not read` : ''}`,
        )
        context.err(`baton: next: baton brief ${JSON.stringify(account.name)}`)
      })
    })
}
