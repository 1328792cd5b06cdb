import { nextCommand } from '../http/next-command.ts'
import { withClient } from './client.ts'
import { workspaceOptions } from './command.ts'
import type { Waiting } from '../http/queue.ts'
import type { Define } from './command.ts'
import type { CommonOptions } from './context.ts'

/** `baton queue`: what waits for somebody, the longest waiting first. */
export const queueCommand: Define = (command, context) => {
  workspaceOptions(command).action(async (options: CommonOptions) => {
    await withClient(context, options, async (client) => {
      const { queue } = await client.call<{ queue: Waiting[] }>('GET', '/api/queue')
      if (options.json) return context.out(JSON.stringify(queue))
      if (queue.length === 0) context.out('Nothing waits. A draft comes here with: baton brief <account>')
      for (const row of queue) {
        const parties = `${row.from ?? 'not named'} → ${row.to ?? 'not named'}`
        context.out(`${row.id}  ${plain(row.account)}  ${row.handoff}  ${parties}`)
        context.out(
          `  waits for ${row.waits}${row.inPlaceOf === null ? '' : ` (in place of ${row.inPlaceOf})`} since ${row.since.slice(0, 16).replace('T', ' ')} UTC${row.reason === null ? '' : ` (${plain(row.reason)})`}`,
        )
        if (row.takenBy !== null) context.out(`  ${row.takenBy} reads it`)
        if (row.assignedTo !== null) context.out(`  assigned to ${row.assignedTo}`)
        if (row.newer !== null)
          context.out(`  newer: ${row.newer.id}; update (${row.newer.changes} changes): baton show ${row.newer.id}`)
        context.out(`  ${nextCommand(row)}`)
      }
    })
  })
}

/** Words from outside on a terminal: no control character moves its cursor. */
function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ')
}
