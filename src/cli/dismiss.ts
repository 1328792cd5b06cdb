import { AppError } from '../lib/errors.ts'
import { withClient } from './client.ts'
import { wholeNumber, workspaceOptions } from './command.ts'
import { plain } from './lines.ts'
import type { NamedFinding } from '../briefs/named-findings.ts'
import type { StoredCorrection } from '../findings/correction-store.ts'
import type { Verdict } from '../findings/corrections.ts'
import type { Corrected } from '../review/correct.ts'
import type { Client } from './client.ts'
import type { Define } from './command.ts'
import type { CommandContext, CommonOptions } from './context.ts'

type Options = CommonOptions & {
  notAPromise?: boolean
  wrong?: boolean
  done?: boolean
  by?: string
  due?: string
  duplicateOf?: string
  notThisDeal?: boolean
  list?: boolean
  account?: string
  undo?: number
}

/** `baton dismiss <brief> <finding> --done`: what a person says of a finding stands, also when the mail is read again. */
export const dismissCommand: Define = (command, context) => {
  workspaceOptions(
    command
      .argument('[brief]', 'a brief: b_ and 16 hex digits; alone it lists its findings by name')
      .argument('[finding]', 'c3 or whatever the list says, or a piece of evidence: e14'),
  )
    .option('--not-a-promise', 'nobody promised that')
    .option('--wrong', 'it is not so: a pain, a risk, an ask, a contradiction or anything else')
    .option('--done', 'it is done')
    .option('--by <email>', 'it is for somebody else to do')
    .option('--due <day>', 'it is due on another day, YYYY-MM-DD')
    .option('--duplicate-of <finding>', 'it is the same promise as another one, which stays')
    .option('--not-this-deal', 'it belongs to another deal')
    .option('--list', 'what was said so far; with --json as npm run eval reads it')
    .option('--account <name>', 'with --list: of one account')
    .option('--undo <number>', 'take one back, by its number in the list', wholeNumber(1, 2_000_000_000))
    .addHelpText('after', '\nThe brief at hand stays as it is; the next draft of the account shows it.')
    .action(async (brief: string | undefined, finding: string | undefined, options: Options) => {
      const said = saidIn(options)
      const bare = Number(options.list === true) + Number(options.undo !== undefined)
      if (bare > 1 || (bare === 1 && (said !== null || brief !== undefined)))
        throw new AppError('bad_call', '--list and --undo stand alone; baton dismiss --help says more')
      if (bare === 0 && brief === undefined)
        throw new AppError(
          'bad_call',
          'name a brief and a finding, or --list; baton dismiss <brief> lists its findings',
        )
      if ((finding === undefined) !== (said === null) && bare === 0)
        throw new AppError(
          'bad_call',
          finding === undefined
            ? `name the finding: baton dismiss ${brief} lists them`
            : `what about ${finding}? Say one of --not-a-promise, --wrong, --done, --by, --due, --duplicate-of, --not-this-deal`,
        )
      await withClient(context, options, async (client) => {
        if (options.undo !== undefined) return takeBack(client, context, options, options.undo)
        if (options.list === true) return list(client, context, options)
        if (finding === undefined || said === null) return findings(client, context, options, brief ?? '')
        const path = `/api/briefs/${encodeURIComponent(brief ?? '')}/corrections`
        const { account, corrections } = await client.call<Corrected>('POST', path, { finding, ...said })
        if (options.json) return context.out(JSON.stringify({ account, corrections }))
        for (const { id, finding: name, text } of corrections)
          context.out(`${id}  ${name} ${WORDS[said.verdict]}${said.value ? ` ${said.value}` : ''}: ${plain(text)}`)
        context.err(
          `baton: from the next draft on: baton brief "${plain(account)}"; take it back with: baton dismiss --undo ${corrections[0]?.id}`,
        )
      })
    })
}

const WORDS: Record<Verdict, string> = {
  not_a_promise: 'is not a promise',
  wrong: 'is wrong',
  done: 'is done',
  by: 'is for',
  due: 'is due on',
  duplicate: 'is the same as',
  not_this_deal: 'is not of this deal',
}

/** The one thing that is said. Throws where it is more than one. */
function saidIn(options: Options): { verdict: Verdict; value?: string } | null {
  const said: { verdict: Verdict; value?: string }[] = []
  if (options.notAPromise) said.push({ verdict: 'not_a_promise' })
  if (options.wrong) said.push({ verdict: 'wrong' })
  if (options.done) said.push({ verdict: 'done' })
  if (options.by !== undefined) said.push({ verdict: 'by', value: options.by })
  if (options.due !== undefined) said.push({ verdict: 'due', value: options.due })
  if (options.duplicateOf !== undefined) said.push({ verdict: 'duplicate', value: options.duplicateOf })
  if (options.notThisDeal) said.push({ verdict: 'not_this_deal' })
  if (said.length > 1) throw new AppError('bad_call', 'say one thing of a finding at a time')
  return said[0] ?? null
}

async function findings(client: Client, context: CommandContext, options: Options, brief: string): Promise<void> {
  const path = `/api/briefs/${encodeURIComponent(brief)}/findings`
  const answer = await client.call<{ findings: NamedFinding[] }>('GET', path)
  if (options.json) return context.out(JSON.stringify(answer))
  for (const { id, kind, text, by, due } of answer.findings) {
    const about = [kind.replaceAll('_', ' '), by, due].filter((part) => part !== null).join(', ')
    context.out(`${id.padEnd(4)} ${plain(text)} (${plain(about)})`)
  }
}

async function list(client: Client, context: CommandContext, options: Options): Promise<void> {
  const query = options.account === undefined ? '' : `?account=${encodeURIComponent(options.account)}`
  const path = `/api/corrections${query}`
  const { corrections, withheld } = await client.call<{ corrections: StoredCorrection[]; withheld: number }>(
    'GET',
    path,
  )
  if (options.json) return context.out(JSON.stringify({ schema: 'baton.corrections/1', corrections }))
  for (const { id, account, finding, verdict, value, quotes, madeBy } of corrections) {
    const quote = quotes[0] === undefined ? '' : `: "${plain(quotes[0])}"`
    const what = `${finding} ${WORDS[verdict]}${value === null ? '' : ` ${value}`}`
    context.out(`${id}  ${plain(account.name)}, ${what}${quote} (${madeBy})`)
  }
  if (withheld > 0) context.err(`baton: ${withheld} more rest on words that you may not see`)
  else if (corrections.length === 0) context.err('baton: nobody has corrected anything yet')
}

async function takeBack(client: Client, context: CommandContext, options: Options, id: number): Promise<void> {
  const answer = await client.call<{ undone: number }>('POST', `/api/corrections/${id}/undo`, {})
  context.out(options.json ? JSON.stringify(answer) : `${id} is taken back`)
}
