import { AppError } from '../lib/errors.ts'
import { withClient } from './client.ts'
import { workspaceOptions } from './command.ts'
import { plain } from './lines.ts'
import type { ForgetPlan, Forgot } from '../privacy/forget.ts'
import type { Define } from './command.ts'
import type { CommonOptions } from './context.ts'

type ForgetOptions = CommonOptions & {
  also?: string[]
  withMail?: boolean
  yes?: boolean
  plan?: string
  lift?: boolean
}

/** `baton forget <person|account>`: shows what will go, asks, erases. */
export const forgetCommand: Define = (command, context) => {
  workspaceOptions(command)
    .argument('<person|account>', 'an address, or an account by name or domain')
    .option('--also <address or name...>', 'other addresses and names of the same person')
    .option('--with-mail', "of one of your own people: the company's mail from and to them too")
    .option('--plan <hash>', 'in a script: erase only what the plan of this hash says (twelve digits or more)')
    .option('--yes', 'in a script: do it; needs --plan')
    .option('--lift', 'let come back with the next import what was forgotten')
    .addHelpText(
      'after',
      `
Without --yes it says what would go and, on a terminal, asks. What was sent to somebody, backups and the folders that
were imported are named, for they are not Baton's to erase; see docs/data.md.`,
    )
    .action(async (what: string, options: ForgetOptions) => {
      const { also = [], withMail = false, yes = false, plan: given } = options
      if (yes !== (given !== undefined))
        throw new AppError(
          'bad_call',
          '--yes and --plan are given together: look at the plan first, then name its hash',
        )
      await withClient(context, options, async (client) => {
        if (options.lift) {
          const { lifted } = await client.call<{ lifted: number }>('POST', '/api/data/forgetting/lift', { what })
          return context.out(
            options.json ? JSON.stringify({ lifted }) : `lifted: ${lifted}; import the folder again to bring it back`,
          )
        }
        const request = { what, also, withMail }
        const plan = await client.call<ForgetPlan>('POST', '/api/data/forgetting/plan', request)
        const prefix = plan.hash.slice('sha256:'.length, 'sha256:'.length + 12)
        if (!yes) {
          if (options.json) return context.out(JSON.stringify(plan))
          for (const line of planLines(plan)) context.out(line)
          if (!context.interactive || context.ask === undefined)
            return context.err(`baton: nothing was erased; to do it, add --yes --plan ${prefix}`)
          const answer = await context.ask('This cannot be taken back. Type forget to go on: ')
          if (answer.trim() !== 'forget') return context.err('baton: nothing was erased')
        } else if (given === undefined || !/^(?:sha256:)?[0-9a-f]{12,64}$/.test(given))
          throw new AppError('bad_call', 'a plan is named by twelve hex digits or more')
        else if (!plan.hash.startsWith(`sha256:${given.replace(/^sha256:/, '')}`))
          throw new AppError('conflict', `it would take something else than that plan said; it is ${prefix} now`)
        const done = await client.call<Forgot>('POST', '/api/data/forgetting', { ...request, plan: plan.hash })
        if (options.json) return context.out(JSON.stringify(done))
        context.out(`forgotten: ${countWords(done.counts)}`)
        for (const { delivery, taken } of done.copies) if (taken) context.out(`taken back: ${delivery}`)
        for (const line of done.elsewhere) context.out(`still elsewhere: ${line}`)
      })
    })
}

function planLines({ kind, names, counts, copies, stays }: ForgetPlan): string[] {
  return [
    `${kind}${names.length > 0 ? `: ${names.map(plain).join(', ')}` : ''}`,
    `goes: ${countWords(counts)}`,
    ...copies.map(
      ({ delivery, channel, state, recipients, canTakeBack }) =>
        `${canTakeBack ? 'is taken back' : 'lives on'}: ${delivery}, ${state} by ${channel} to ${recipients.join(', ')}`,
    ),
    ...stays.map((line) => `stays: ${line}`),
    'stays elsewhere: backups, exports and the folders that were imported',
  ]
}

function countWords(counts: Record<string, number>): string {
  const words = Object.entries(counts).map(([name, number]) => `${number} ${name}`)
  return words.length === 0 ? 'no row; the log names them no longer' : words.join(', ')
}
