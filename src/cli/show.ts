import { Option } from 'commander'
import { FORMATS, renderBrief } from '../briefs/render.ts'
import { deskWords } from '../http/desk-words.ts'
import { withClient } from './client.ts'
import { wholeNumber, workspaceOptions } from './command.ts'
import type { Format } from '../briefs/render.ts'
import type { Shown } from '../http/shown.ts'
import type { Define } from './command.ts'
import type { CommonOptions } from './context.ts'

type Options = CommonOptions & { revision?: number; format: Format }

/** `baton show <id>`: a stored brief, then what goes out, to whom, and how far it came. */
export const showCommand: Define = (command, context) => {
  workspaceOptions(command.argument('<id>', 'a brief: b_ and 16 hex digits'))
    .option('--revision <number>', 'an earlier revision', wholeNumber(1, 1_000_000))
    .addOption(new Option('--format <format>', 'how the brief is printed').choices([...FORMATS]).default('text'))
    .action(async (id: string, options: Options) => {
      await withClient(context, options, async (client) => {
        const query = options.revision === undefined ? '' : `?revision=${options.revision}`
        const shown = await client.call<Shown>('GET', `/api/briefs/${encodeURIComponent(id)}${query}`)
        if (options.json) return context.out(JSON.stringify(shown))
        const { brief, state, dispatch, deliveries, acceptance } = shown
        const terminal = { ansi: context.interactive && !context.env['NO_COLOR'], width: context.columns }
        const standing = `revision ${brief.revision}, ${state}`
        context.out(renderBrief(brief, options.format, { ...terminal, state: standing }).replace(/\n$/, ''))
        if (options.format !== 'text') return
        context.out('')
        context.out(
          `${brief.id} ${standing}, by ${shown.createdBy} at ${shown.createdAt.slice(0, 16).replace('T', ' ')} UTC`,
        )
        if (!shown.intact)
          context.out('This text was changed in the database: it cannot be approved. Run baton audit verify.')
        for (const words of shown.desk === null ? [] : deskWords(shown.desk, state)) context.out(words)
        if (dispatch !== null) {
          context.out(`goes out by ${dispatch.channel} from ${dispatch.from} to ${dispatch.to.join(', ')}`)
          context.out(`as "${dispatch.subject}", hash ${dispatch.hash}`)
        }
        for (const delivery of deliveries) {
          context.out(
            `delivery ${delivery.id}: ${delivery.state}${delivery.reason === null ? '' : ` (${delivery.reason})`}`,
          )
        }
        if (acceptance !== null) context.out(`the receiver's answer: ${acceptance}`)
      })
    })
}
