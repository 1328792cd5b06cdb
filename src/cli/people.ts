import { AppError } from '../lib/errors.ts'
import { Role } from '../access/roles.ts'
import { withClient } from './client.ts'
import { workspaceOptions } from './command.ts'
import type { Absence, Somebody } from '../access/acting.ts'
import type { TeamMember } from '../access/team.ts'
import type { Define } from './command.ts'
import type { CommonOptions } from './context.ts'

type Everybody = { people: Somebody[]; absences: Absence[] }
type PeopleOptions = CommonOptions & { roles?: string; manager?: string; left?: boolean; returned?: boolean }

/** `baton people`: who is here and what they may do; with an address, changes it. */
export const peopleCommand: Define = (command, context) => {
  workspaceOptions(command)
    .argument('[email]', 'whom to change; everybody is listed without it')
    .option('--roles <roles>', `what they are, by commas: ${Role.options.join(', ')}`)
    .option('--manager <email>', 'whom they report to (none: nobody)')
    .option('--left', 'they left: they may do nothing any more, and what waits for them goes to their manager')
    .option('--returned', 'they are here again')
    .action(async (email: string | undefined, options: PeopleOptions) => {
      const change = changeOf(options)
      if (email === undefined && Object.keys(change).length > 0)
        throw new AppError('bad_call', 'name whom to change: baton people anna@seller.example --roles rep')
      await withClient(context, options, async (client) => {
        const answer =
          email === undefined || Object.keys(change).length === 0
            ? await client.call<Everybody>('GET', '/api/everybody')
            : await client.call<Everybody>('POST', `/api/everybody/${encodeURIComponent(email)}`, change)
        if (options.json) return context.out(JSON.stringify(answer))
        for (const person of answer.people.filter((one) => email === undefined || one.email === email.toLowerCase())) {
          const manager = person.manager === null ? '' : `, reports to ${person.manager}`
          context.out(`${person.email}  ${person.name}  ${person.active ? person.roles.join(', ') : 'left'}${manager}`)
        }
        for (const { person, delegate, from, to } of answer.absences)
          context.out(`away: ${person} from ${from} to ${to}; ${delegate} stands in`)
      })
    })
}

function changeOf({ roles, manager, left, returned }: PeopleOptions) {
  if (left && returned) throw new AppError('bad_call', 'somebody has either left or returned: give one of the two')
  return {
    ...(roles === undefined ? {} : { roles: roles.split(',').map((role) => role.trim()) }),
    ...(manager === undefined ? {} : { manager: manager === 'none' ? null : manager }),
    ...(left ? { active: false } : returned ? { active: true } : {}),
  }
}

/** `baton away`: somebody stands in for a person, or the person is back. */
export const awayCommand: Define = (command, context) => {
  workspaceOptions(command)
    .argument('<email>', 'who is away')
    .option('--for <email>', 'who stands in')
    .option('--from <day>', 'the first day, YYYY-MM-DD (default: today)')
    .option('--to <day>', 'the last day, YYYY-MM-DD')
    .option('--back', 'they are back')
    .action(
      async (email: string, options: CommonOptions & { for?: string; from?: string; to?: string; back?: boolean }) => {
        const path = `/api/everybody/${encodeURIComponent(email)}`
        await withClient(context, options, async (client) => {
          if (options.back) {
            const answer = await client.call<{ ended: number }>('POST', `${path}/back`, {})
            return context.out(options.json ? JSON.stringify(answer) : `${email} is back; ended: ${answer.ended}`)
          }
          if (options.for === undefined || options.to === undefined)
            throw new AppError('bad_call', 'say who stands in and until when: --for <email> --to <day>, or --back')
          const from = options.from ?? new Date().toISOString().slice(0, 10)
          const body = { delegate: options.for, from, to: options.to }
          const answer = await client.call<Absence>('POST', `${path}/absences`, body)
          context.out(
            options.json
              ? JSON.stringify(answer)
              : `${answer.delegate} stands in for ${answer.person} from ${answer.from} to ${answer.to}`,
          )
        })
      },
    )
}

/** `baton team`: who works on an account and so sees it. */
export const teamCommand: Define = (command, context) => {
  workspaceOptions(command)
    .argument('<account>', 'the account, by name or domain')
    .option('--add <email>', 'put somebody in')
    .option('--remove <email>', 'take somebody out')
    .action(async (account: string, options: CommonOptions & { add?: string; remove?: string }) => {
      const { add, remove } = options
      await withClient(context, options, async (client) => {
        const answer =
          add === undefined && remove === undefined
            ? await client.call<Team>('GET', `/api/team?account=${encodeURIComponent(account)}`)
            : await client.call<Team>('POST', '/api/team', { account, add, remove })
        if (options.json) return context.out(JSON.stringify(answer))
        context.out(`${answer.account}: ${answer.team.length} people`)
        for (const { person, part } of answer.team) context.out(`  ${person}  ${part}`)
      })
    })
}

type Team = { account: string; team: TeamMember[] }
