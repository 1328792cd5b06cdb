import { randomUUID } from 'node:crypto'
import { AppError } from '../lib/errors.ts'
import { orNull, withClient } from './client.ts'
import { wholeNumber, workspaceOptions } from './command.ts'
import { hurtWords } from '../review/hurt-words.ts'
import { deskWords } from '../http/desk-words.ts'
import { lineEdits, lineOptions, plain } from './lines.ts'
import type { Command } from 'commander'
import type { Hurt } from '../review/what-can-hurt.ts'
import type { Desk } from '../http/desk.ts'
import type { Client } from './client.ts'
import type { Define } from './command.ts'
import type { CommandContext, CommonOptions } from './context.ts'
import type { LineOptions } from './lines.ts'

type Seen = { revision?: number; hash?: string }
type Why = { reason?: string }

/** What the API says of a review: read back from the bytes that would leave. */
type Outgoing = {
  briefId: string
  revision: number
  state: string
  dispatchHash: string
  approvalsNeeded: number
  audience: string
  channel: string
  from: string
  to: string[]
  subject: string
  text: string
  places: { at: string; text: string }[]
  desk: Desk
  hurts: Hurt[]
}

type Decision = {
  briefId: string
  revision: number
  dispatchHash: string
  decision: string
  by: string
  state: string
  approvalsMissing: number
  delivery: { id: string; notBefore: string } | null
  next: { revision: number; dispatchHash: string } | null
}

type Delivery = {
  id: string
  briefId: string
  revision: number
  channel: string
  state: string
  notBefore: string
  attempts: number
  ref: string | null
  refused: { recipient: string; reason: string }[]
  reason: string | null
}

/** `baton approve <id> --revision N --hash PREFIX`; on a terminal without them it shows what goes out, and asks. */
export const approveCommand: Define = (command, context) => {
  seenOptions(command)
    .addHelpText('after', '\nAn approval is of one revision and one hash; anything else needs another one.')
    .action(async (id: string, options: CommonOptions & Seen) => {
      if ((options.revision === undefined || options.hash === undefined) && !context.interactive)
        throw new AppError(
          'bad_call',
          `name what you approve: baton approve ${id} --revision N --hash PREFIX; baton show ${id} says both`,
        )
      await withClient(context, options, async (client) => {
        const seen = await whatIsApproved(client, context, id, options)
        if (seen === null) return context.err(`baton: nothing was approved`)
        const decision = await client.call<Decision>('POST', `${reviewPath(id)}/approve`, {
          ...seen,
          requestKey: randomUUID(),
        })
        await sayDecision(client, context, options, decision)
      })
    })
}

/** `baton edit <id> --line headline.1="…"`: without a change it lists the places of the lines. */
export const editCommand: Define = (command, context) => {
  lineOptions(seenOptions(command))
    .option('--to <email...>', 'these recipients instead of those it has')
    .action(async (id: string, options: CommonOptions & Seen & LineOptions & { to?: string[] }) => {
      const edits = lineEdits(options)
      await withClient(context, options, async (client) => {
        const outgoing = await client.call<Outgoing>('GET', reviewPath(id))
        if (edits.length === 0 && options.to === undefined) {
          if (options.json) return context.out(JSON.stringify(outgoing.places))
          for (const { at, text } of outgoing.places) context.out(`${at}  ${plain(text)}`)
          return context.err(
            `baton: change one with: baton edit ${id} --line ${outgoing.places[0]?.at ?? 'headline.1'}="…"`,
          )
        }
        const recipients = options.to?.map((email) => ({ email }))
        const decision = await client.call<Decision>('POST', `${reviewPath(id)}/edit`, {
          revision: options.revision ?? outgoing.revision,
          edits,
          ...(recipients === undefined ? {} : { recipients }),
          requestKey: randomUUID(),
        })
        await sayDecision(client, context, options, decision)
      })
    })
}

/** The decisions that need no hash: each is of the revision named, else of the one that stands now. */
const decide =
  (action: 'return' | 'reject' | 'undo'): Define =>
  (command, context) => {
    seenOptions(command)
      .option('--reason <words>', 'why, for the one who reads it next')
      .action(async (id: string, options: CommonOptions & Seen & Why) => {
        await withClient(context, options, async (client) => {
          await sayDecision(client, context, options, await takeDecision(client, id, action, options))
        })
      })
  }

export const returnCommand = decide('return')
export const rejectCommand = decide('reject')
export const undoCommand = decide('undo')

/** `baton withdraw <id>`: out of review before its delivery, else the delivered handoff itself. */
export const withdrawCommand: Define = (command, context) => {
  seenOptions(command)
    .option('--reason <words>', 'why, for the one who reads it next')
    .action(async (id: string, options: CommonOptions & Seen & Why) => {
      await withClient(context, options, async (client) => {
        const path = `/api/acceptances/${encodeURIComponent(id)}`
        const delivered = await orNull(client.call<{ revision: number; contentHash: string }>('GET', path))
        if (delivered === null)
          return sayDecision(client, context, options, await takeDecision(client, id, 'withdraw', options))
        const { revision, contentHash } = delivered
        const now = await client.call<{ state: string }>('POST', `${path}/withdraw`, { revision, contentHash })
        context.out(options.json ? JSON.stringify(now) : `${id}: the handoff is ${now.state}`)
      })
    })
}

/** `baton deliver [id]`: lists deliveries, carries one now, or says what became of one that cannot tell. */
export const deliverCommand: Define = (command, context) => {
  workspaceOptions(command.argument('[id]', 'a brief (b_…) or a delivery (d_…); none: all that stand open'))
    .option('--again', 'it did not arrive: send it again')
    .option('--arrived', 'it did arrive')
    .option('--release', 'let go what is held; its approval is checked again all the same')
    .option('--drop', 'leave it')
    .action(
      async (
        id: string | undefined,
        options: CommonOptions & { again?: boolean; arrived?: boolean; release?: boolean; drop?: boolean },
      ) => {
        const words = { again: 'retry', arrived: 'found', release: 'release', drop: 'drop' } as const
        const said = (Object.keys(words) as (keyof typeof words)[]).filter((name) => options[name] === true)
        if (said.length > 1 || (said.length > 0 && id === undefined))
          throw new AppError(
            'bad_call',
            'say one thing of one delivery: baton deliver <id> --again, --arrived, --release or --drop',
          )
        await withClient(context, options, async (client) => {
          const resolution = said[0] === undefined ? null : words[said[0]]
          const found = await deliveriesOf(client, id)
          const after: Delivery[] = []
          for (const delivery of found) {
            const path = `/api/deliveries/${delivery.id}`
            const now =
              resolution === null ? delivery : await client.call<Delivery>('POST', `${path}/resolve`, { resolution })
            const goes = now.state === 'queued' && Date.parse(now.notBefore) <= Date.now()
            after.push(goes ? await client.call<Delivery>('POST', `${path}/run`, {}) : now)
          }
          if (options.json) return context.out(JSON.stringify(after))
          if (after.length === 0) context.out('nothing is on its way')
          for (const delivery of after) sayDelivery(context, delivery)
        })
      },
    )
}

/** `baton recall <delivery>`: takes back what was delivered, or says that nobody can. */
export const recallCommand: Define = (command, context) => {
  workspaceOptions(command.argument('<delivery>', 'a delivery: d_ and 32 hex digits; baton show <brief> names it'))
    .addHelpText(
      'after',
      '\nA note is deleted, a message in a chat replaced, a file removed. A mail cannot be taken back.',
    )
    .action(async (id: string, options: CommonOptions) => {
      await withClient(context, options, async (client) => {
        const delivery = await client.call<Delivery>('POST', `/api/deliveries/${encodeURIComponent(id)}/recall`, {})
        if (options.json) return context.out(JSON.stringify(delivery))
        sayDelivery(context, delivery)
      })
    })
}

function seenOptions(command: Command): Command {
  return workspaceOptions(command.argument('<id>', 'a brief: b_ and 16 hex digits'))
    .option('--revision <number>', 'the revision that you read', wholeNumber(1, 1_000_000))
    .option('--hash <prefix>', 'the first 12 hex digits or more of what would go out')
}

function reviewPath(id: string): string {
  return `/api/reviews/${encodeURIComponent(id)}`
}

/** What the person named, or has just been shown and said yes to; null where they said no. */
async function whatIsApproved(
  client: Client,
  context: CommandContext,
  id: string,
  { revision, hash }: Seen,
): Promise<{ revision: number; dispatchHash: string } | null> {
  if (revision !== undefined && hash !== undefined) return { revision, dispatchHash: hash }
  const outgoing = await client.call<Outgoing>('GET', reviewPath(id))
  if (outgoing.state !== 'pending')
    throw new AppError(
      'conflict',
      `${id} revision ${outgoing.revision} is ${outgoing.state}: there is nothing to approve`,
    )
  context.out(
    `From: ${plain(outgoing.from)}\nTo: ${outgoing.to.map(plain).join(', ')}\nSubject: ${plain(outgoing.subject)}`,
  )
  context.out(`By: ${outgoing.channel}, ${outgoing.audience}`)
  for (const words of deskWords(outgoing.desk, outgoing.state)) context.out(plain(words))
  context.out('What can hurt:')
  for (const words of hurtWords(outgoing.hurts)) context.out(`  ${plain(words)}`)
  context.out('')
  context.out(outgoing.text.split('\n').map(plain).join('\n'))
  const { dispatchHash } = outgoing
  context.out(`\nrevision ${outgoing.revision}, hash ${dispatchHash.replace('sha256:', '').slice(0, 12)}`)
  // Seeing is recorded by a request of its own: reading alone changes nothing.
  await client.call('POST', `${reviewPath(id)}/seen`, { revision: outgoing.revision, places: [] })
  const said = (await context.ask?.('Approve exactly this? Type yes: ')) ?? ''
  return said.trim().toLowerCase() === 'yes' ? { revision: outgoing.revision, dispatchHash } : null
}

async function takeDecision(
  client: Client,
  id: string,
  action: string,
  { revision, reason }: Seen & Why,
): Promise<Decision> {
  const seen = revision ?? (await client.call<Outgoing>('GET', reviewPath(id))).revision
  const body = { revision: seen, requestKey: randomUUID(), ...(reason === undefined ? {} : { reason }) }
  return client.call<Decision>('POST', `${reviewPath(id)}/${action}`, body)
}

/** Says the decision; what may leave at once is carried before the command ends. */
async function sayDecision(
  client: Client,
  context: CommandContext,
  options: CommonOptions,
  decision: Decision,
): Promise<void> {
  const { briefId, revision, approvalsMissing, delivery, next } = decision
  const due = delivery !== null && Date.parse(delivery.notBefore) <= Date.now()
  const carried = due ? await carry(client, delivery.id) : null
  if (options.json) return context.out(JSON.stringify({ ...decision, carried }))
  context.out(`${briefId} revision ${revision}: ${decision.decision} by ${decision.by}, now ${decision.state}`)
  if (approvalsMissing > 0) context.out(`${approvalsMissing} more must approve it`)
  if (next !== null) {
    const prefix = next.dispatchHash.replace('sha256:', '').slice(0, 12)
    context.out(
      `revision ${next.revision} waits: baton approve ${briefId} --revision ${next.revision} --hash ${prefix}`,
    )
  }
  if (carried !== null) sayDelivery(context, carried)
  else if (delivery !== null)
    context.out(`delivery ${delivery.id} starts at ${delivery.notBefore}; until then: baton undo ${briefId}`)
}

/** The job carries it too; whoever comes first. What cannot be reached now is tried again by the job. */
async function carry(client: Client, id: string): Promise<Delivery | null> {
  try {
    return await client.call<Delivery>('POST', `/api/deliveries/${id}/run`, {})
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return null
    throw error
  }
}

async function deliveriesOf(client: Client, id: string | undefined): Promise<Delivery[]> {
  const query = id?.startsWith('b_') === true ? `?brief=${encodeURIComponent(id)}` : ''
  const { deliveries } = await client.call<{ deliveries: Delivery[] }>('GET', `/api/deliveries${query}`)
  const open = deliveries.filter(({ state }) => state !== 'sent' && state !== 'dropped')
  if (id === undefined) return open
  const named = id.startsWith('b_') ? deliveries : deliveries.filter((delivery) => delivery.id === id)
  if (named.length === 0)
    throw new AppError('not_found', `${id} has no delivery; approve it first: baton approve ${id}`)
  // Of a brief, what still stands open; else what became of it last.
  const standing = named.filter((delivery) => open.includes(delivery))
  return standing.length > 0 ? standing : named.slice(-1)
}

function sayDelivery(context: CommandContext, delivery: Delivery): void {
  const { id, state, channel, ref, reason, refused, briefId } = delivery
  const where = ref === null ? '' : ` (${plain(ref)})`
  context.out(`delivery ${id} by ${channel}: ${state}${where}${reason === null ? '' : `: ${plain(reason)}`}`)
  for (const one of refused) context.out(`  not taken for ${plain(one.recipient)}: it ${plain(one.reason)}`)
  const next: Record<string, string> = {
    unsure: `ask whether it arrived, then: baton deliver ${id} --arrived or --again`,
    held: `put right what is wrong, then: baton deliver ${id} --release, or --drop`,
    refused: `mend the cause, then: baton undo ${briefId}, and approve it again`,
  }
  if (next[state] !== undefined) context.out(`  ${next[state]}`)
}
