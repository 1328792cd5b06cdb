import { PRIVATE_KINDS } from '../signals/private-kinds.ts'
import { REASONS, SHARED } from '../http/mailbox-words.ts'
import { AppError } from '../lib/errors.ts'
import { withClient } from './client.ts'
import { workspaceOptions } from './command.ts'
import { plain } from './lines.ts'
import type { Conversation, MailboxView, Policy } from '../signals/mailbox.ts'
import type { Radius } from '../signals/radius.ts'
import type { Client } from './client.ts'
import type { Define } from './command.ts'
import type { CommandContext, CommonOptions } from './context.ts'

type Gone = { signals: number; briefs: number; withdrawn: number }
type What = { thread?: string; person?: string; domain?: string; label?: string }

/** `baton mailbox`: what was read of your own mailbox, who sees it, what is kept out; and the company's rules. */
export const mailboxCommand: Define = (command, context) => {
  workspaceOptions(command)
    .option('--threads', 'list your conversations, to name one that is to be hidden')
    .action(async (options: CommonOptions & { threads?: boolean }) => {
      await withClient(context, options, async (client) => {
        const path = await mine(client)
        if (options.threads) return listThreads(client, context, options, path)
        const { mailboxes } = await client.call<{ mailboxes: MailboxView[] }>('GET', path)
        if (options.json) return context.out(JSON.stringify({ mailboxes }))
        if (mailboxes.length === 0) context.out('nothing of your mailbox was read yet')
        for (const box of mailboxes) sayMailbox(context, box)
      })
    })

  whatOptions(workspaceOptions(command.command('hide')))
    .description('take a conversation, a person, a company or what bears a label out of Baton, and keep it out')
    .action(async (options: CommonOptions & What) => {
      const wanted = whatOf(options)
      await withClient(context, options, async (client) => {
        sayGone(context, options, await client.call<Gone>('POST', `${await mine(client)}/hide`, wanted))
      })
    })
  workspaceOptions(command.command('unhide'))
    .description('let it be read again with the next import')
    .argument('<number>', 'as baton mailbox names it')
    .action(async (id: string, options: CommonOptions) => {
      await withClient(context, options, async (client) => {
        await client.call('POST', `${await mine(client)}/unhide`, { id: numberOf(id) })
        if (!options.json) context.out('it may be read again: the next import brings it')
      })
    })
  workspaceOptions(command.command('share'))
    .description('say how far your mailbox is seen')
    .argument('<sharing>', 'private: you alone; team: the deal team of each account; everyone: everybody here')
    .action(async (sharing: keyof typeof SHARED, options: CommonOptions) => {
      await withClient(context, options, async (client) => {
        await client.call('POST', `${await mine(client)}/sharing`, { sharing })
        if (!options.json) context.out(`seen by: ${SHARED[sharing]}`)
      })
    })
  workspaceOptions(command.command('leave'))
    .description('your mailbox is read no longer')
    .option('--remove', 'what is stored of it goes too, from briefs as well')
    .option('--keep', 'what is stored stays, seen as it is shared')
    .action(async (options: CommonOptions & { remove?: boolean; keep?: boolean }) => {
      if (options.remove === options.keep)
        throw new AppError('bad_call', 'say what becomes of what is stored: --remove or --keep')
      await withClient(context, options, async (client) => {
        const content = options.remove ? 'remove' : 'keep'
        sayGone(context, options, await client.call<Gone>('POST', `${await mine(client)}/leave`, { content }))
      })
    })
  workspaceOptions(command.command('rejoin'))
    .description('your mailbox is read again from the next import on')
    .action(async (options: CommonOptions) => {
      await withClient(context, options, async (client) => {
        await client.call('POST', `${await mine(client)}/rejoin`, {})
        if (!options.json) context.out('your mailbox is read again from the next import on')
      })
    })
  joinCommand(command.command('join'), context)
  policyCommand(command.command('policy'), context)
}

/** For an administrator: shows what joining the mailboxes of a group opens to whom, and joins exactly that. */
const joinCommand: Define = (command, context) => {
  workspaceOptions(command)
    .description('for an administrator: share the mailboxes of a named group, after seeing what that opens to whom')
    .argument('<email...>', 'each person of the group')
    .option('--sharing <sharing>', 'team or everyone', 'team')
    .option('--confirm <hash>', 'join what was shown under this hash')
    .action(async (people: string[], options: CommonOptions & { sharing: string; confirm?: string }) => {
      const group = { people, sharing: options.sharing }
      await withClient(context, options, async (client) => {
        const radius =
          options.confirm === undefined
            ? await client.call<Radius>('POST', '/api/mailbox-groups/radius', group)
            : await client.call<Radius>('POST', '/api/mailbox-groups', { ...group, hash: options.confirm })
        if (options.json) return context.out(JSON.stringify(radius))
        for (const { person, standing, messages } of radius.mailboxes)
          context.out(`${person}: ${standing}${standing === 'joins' ? ` with ${messages} messages` : ''}`)
        for (const { account, to, messages } of radius.opens)
          context.out(
            `  ${to} ${options.confirm === undefined ? 'would see' : 'now sees'} ${messages} of ${plain(account)}`,
          )
        if (options.confirm !== undefined) return
        const names = people.join(' ')
        context.err(
          `baton: nothing was changed; to join exactly this: baton mailbox join ${names} --sharing ${options.sharing} --confirm ${radius.hash}`,
        )
      })
    })
}

type PolicyOptions = CommonOptions & What & { newMailboxes?: string; read?: string; admit?: string }

/** The company's rules for all mailboxes; without an option they are shown. */
const policyCommand: Define = (command, context) => {
  whatOptions(workspaceOptions(command))
    .description('what the company has settled for all mailboxes; an administrator changes it')
    .option(
      '--new-mailboxes <sharing>',
      'how a mailbox is seen until its owner says otherwise: private, team, everyone',
    )
    .option(
      '--read <kinds>',
      `kinds that are read though they are private by default: ${PRIVATE_KINDS.join(', ')}; none`,
    )
    .option('--admit <number>', 'take an exclusion back')
    .action(async (options: PolicyOptions) => {
      const body = {
        ...(options.newMailboxes !== undefined && { defaultSharing: options.newMailboxes }),
        ...(options.read !== undefined && { readKinds: kindsOf(options.read) }),
        ...(options.admit !== undefined && { admit: numberOf(options.admit) }),
        ...(Object.keys(whatIn(options)).length > 0 && { exclude: whatOf(options) }),
      }
      await withClient(context, options, async (client) => {
        const policy =
          Object.keys(body).length === 0
            ? await client.call<Policy>('GET', '/api/mailbox-policy')
            : await client.call<Policy>('POST', '/api/mailbox-policy', body)
        if (options.json) return context.out(JSON.stringify(policy))
        const kept = PRIVATE_KINDS.filter((kind) => !policy.readKinds.includes(kind))
        context.out(
          `new mailboxes are seen by: ${policy.defaultSharing === 'private' ? 'their owner alone' : SHARED[policy.defaultSharing]}`,
        )
        context.out(
          `never kept: what is marked private, private events, ${kept.map((kind) => REASONS[kind]).join(', ')}`,
        )
        for (const { id, what, value } of policy.exclusions) context.out(`excluded ${id}: ${what} ${plain(value)}`)
      })
    })
}

/** The path of the acting person's own mailbox. */
async function mine(client: Client): Promise<string> {
  const named = client.config.person
  if (named !== null) return `/api/mailboxes/${encodeURIComponent(named.toLowerCase())}`
  const { people } = await client.call<{ people: { email: string }[] }>('GET', '/api/people')
  const [only, second] = people
  if (only === undefined || second !== undefined)
    throw new AppError('bad_call', 'whose mailbox? Name yourself with --as or BATON_PERSON')
  return `/api/mailboxes/${encodeURIComponent(only.email)}`
}

async function listThreads(
  client: Client,
  context: CommandContext,
  options: CommonOptions,
  path: string,
): Promise<void> {
  const answer = await client.call<{ conversations: Conversation[] }>('GET', `${path}/conversations`)
  if (options.json) return context.out(JSON.stringify(answer))
  for (const { message, subject, messages, lastAt } of answer.conversations)
    context.out(`${lastAt?.slice(0, 10) ?? 'no date'}  ${messages}  ${plain(subject)}  ${plain(message)}`)
  if (answer.conversations.length > 0)
    context.err('baton: hide one with: baton mailbox hide --thread <its last column>')
}

function sayMailbox(context: CommandContext, box: MailboxView): void {
  const chosen =
    box.chosenBy === null ? "the company's default" : `${box.chosenBy}, ${box.chosenAt?.slice(0, 10) ?? ''}`
  context.out(`${box.source}: seen by ${SHARED[box.sharing]} (${chosen})`)
  context.out(
    box.state === 'left'
      ? '  read no longer'
      : `  last read ${box.lastReadAt?.slice(0, 16).replace('T', ' ') ?? 'never'}`,
  )
  for (const { account, messages, from, to, seenBy } of box.accounts) {
    const span = from === null ? '' : `, ${from.slice(0, 10)} to ${to?.slice(0, 10) ?? ''}`
    context.out(
      `  ${plain(account)}: ${messages} messages and meetings${span}; seen by ${['you', ...seenBy].join(', ')}`,
    )
  }
  for (const { account, reason, items } of box.discarded)
    context.out(`  not kept: ${items}, ${REASONS[reason] ?? reason}${account === null ? '' : ` (${plain(account)})`}`)
  for (const { id, what, value } of box.exclusions)
    context.out(`  hidden ${id}: ${what === 'thread' ? value : `${what} ${plain(value)}`}`)
}

function sayGone(context: CommandContext, options: CommonOptions, gone: Gone): void {
  if (options.json) return context.out(JSON.stringify(gone))
  context.out(
    `taken out: ${gone.signals}; briefs that lost words: ${gone.briefs}, of which ${gone.withdrawn} are drafted again`,
  )
}

function whatOptions(command: ReturnType<typeof workspaceOptions>): ReturnType<typeof workspaceOptions> {
  return command
    .option('--thread <message>', 'the conversation of this message (its id)')
    .option('--person <email>', 'everything that somebody has a part in')
    .option('--domain <domain>', 'the same of a company')
    .option('--label <label>', 'what bears this label or lies in this folder')
}

function whatIn({ thread, person, domain, label }: What): What {
  return Object.fromEntries(
    Object.entries({ thread, person, domain, label }).filter(([, value]) => value !== undefined),
  )
}

function whatOf(options: What): { what: string; value: string } {
  const [only, second] = Object.entries(whatIn(options))
  if (only === undefined || second !== undefined)
    throw new AppError(
      'bad_call',
      'say one thing: --thread <message>, --person <email>, --domain <domain> or --label <label>',
    )
  return { what: only[0], value: only[1] }
}

function kindsOf(given: string): string[] {
  return given === 'none' ? [] : given.split(',').map((kind) => kind.trim())
}

function numberOf(given: string): number {
  if (!/^\d{1,9}$/.test(given))
    throw new AppError('bad_call', `${given} is no number of an exclusion; see baton mailbox`)
  return Number(given)
}
