import { randomUUID } from 'node:crypto'
import { Option } from 'commander'
import { DECLINE_REASONS } from '../acceptance/acceptance.ts'
import { AppError } from '../lib/errors.ts'
import { orNull, withClient } from './client.ts'
import { wholeNumber, workspaceOptions } from './command.ts'
import { lineEdits, lineOptions, plain } from './lines.ts'
import type { Command } from 'commander'
import type { Answer } from '../http/answer.ts'
import type { Client } from './client.ts'
import type { Define } from './command.ts'
import type { CommandContext, CommonOptions } from './context.ts'
import type { LineOptions } from './lines.ts'

type Seen = CommonOptions & { revision?: number; hash?: string }

/** `baton accept <id>`: the receiver takes it over. */
export const acceptCommand: Define = (command, context) => {
  seenOptions(command)
    .option('--first-contact <day>', 'when you will first be in touch, YYYY-MM-DD: a promise of yours')
    .option('--incomplete', 'the context was not complete')
    .option('--note <words>', 'a word to the sender')
    .action((id: string, options: Seen & { firstContact?: string; incomplete?: boolean; note?: string }) =>
      act(context, id, options, 'accept', {
        complete: options.incomplete !== true,
        firstContact: options.firstContact ?? null,
        ...(options.note === undefined ? {} : { note: options.note }),
      }),
    )
}

/** `baton query <id> "…"`: the sender's clock runs until every question has its answer. */
export const queryCommand: Define = (command, context) => {
  seenOptions(command, '<questions...>', 'one question each, in quotation marks').action(
    (id: string, questions: string[], options: Seen) => act(context, id, options, 'query', { questions }),
  )
}

/** `baton answer <id> [number] "…"`: without a number, the only open question. */
export const answerCommand: Define = (command, context) => {
  seenOptions(command, '[words]', 'the answer; none: list the questions')
    .option('--question <number>', 'which question; not needed where one is open', wholeNumber(1, 2_000_000_000))
    .action(async (id: string, words: string | undefined, options: Seen & { question?: number }) => {
      await withClient(context, options, async (client) => {
        const now = await load(client, id)
        if (words === undefined) return say(context, options, now)
        const open = now.questions.filter(({ answer }) => answer === null)
        const question = options.question ?? (open.length === 1 ? open[0]?.id : undefined)
        if (question === undefined)
          throw new AppError(
            'bad_call',
            `${id} has ${open.length} open questions: name one with --question; baton answer ${id} lists them`,
          )
        say(context, options, await post(client, now, options, 'answer', { answers: [{ question, answer: words }] }))
      })
    })
}

/** `baton decline <id> --reason …`. */
export const declineCommand: Define = (command, context) => {
  seenOptions(command)
    .addOption(new Option('--reason <reason>', 'why').choices([...DECLINE_REASONS]).makeOptionMandatory())
    .option('--note <words>', 'in your own words')
    .action((id: string, options: Seen & { reason: string; note?: string }) =>
      act(context, id, options, 'decline', {
        reason: options.reason,
        ...(options.note === undefined ? {} : { note: options.note }),
      }),
    )
}

/** `baton contest <id> c3 "…"`: one promise by itself; other answers to it by option. */
export const contestCommand: Define = (command, context) => {
  seenOptions(command, '<promise>', 'which promise: c1, c2, …')
    .argument('[note]', 'why')
    .option('--accept', 'take it over instead')
    .option('--renegotiate', 'it has to be agreed anew')
    .option('--assign <email>', 'somebody else does it')
    .option('--due <day>', 'by when, YYYY-MM-DD')
    .action(
      (
        id: string,
        commitment: string,
        note: string | undefined,
        options: Seen & { accept?: boolean; renegotiate?: boolean; assign?: string; due?: string },
      ) => {
        const said = [options.accept === true, options.renegotiate === true, options.assign !== undefined]
        if (said.filter(Boolean).length > 1)
          throw new AppError('bad_call', 'give one of --accept, --renegotiate and --assign')
        const answer = said[0] ? 'accepted' : said[1] ? 'renegotiate' : said[2] ? 'assigned' : 'contested'
        const rest = { person: options.assign ?? null, due: options.due ?? null, note: note ?? null }
        return act(context, id, options, 'commitment', { commitment, answer, ...rest })
      },
    )
}

/** `baton reassign <id> <email>`: another receiver, with a clock of their own. */
export const reassignCommand: Define = (command, context) => {
  seenOptions(command, '<receiver>', 'their address').action((id: string, receiver: string, options: Seen) =>
    act(context, id, options, 'reassign', { receiver }),
  )
}

/** `baton resubmit <id> --line …`: what was declined, returned or lapsed goes through review again, mended; lapsed also as it was. */
export const resubmitCommand: Define = (command, context) => {
  lineOptions(seenOptions(command)).action(async (id: string, options: Seen & LineOptions) => {
    const edits = lineEdits(options)
    await withClient(context, options, async (client) => {
      const now = await orNull(load(client, id))
      if (now !== null && edits.length === 0)
        throw new AppError('bad_call', `say what is mended: baton resubmit ${id} --line headline.1="…"`)
      const review = `/api/reviews/${encodeURIComponent(id)}`
      const seen =
        now === null
          ? { revision: options.revision ?? (await client.call<{ revision: number }>('GET', review)).revision }
          : seenBy(options, now)
      const decision = await client.call<{ next: { revision: number; dispatchHash: string } | null }>(
        'POST',
        `${now === null ? review : path(id)}/resubmit`,
        { ...seen, edits, requestKey: randomUUID() },
      )
      if (options.json || decision.next === null) return context.out(JSON.stringify(decision))
      const { revision, dispatchHash } = decision.next
      const prefix = dispatchHash.replace('sha256:', '').slice(0, 12)
      context.out(
        `${id} revision ${revision} waits in review: baton approve ${id} --revision ${revision} --hash ${prefix}`,
      )
    })
  })
}

const plainly =
  (action: 'nurture' | 'reopen'): Define =>
  (command, context) => {
    seenOptions(command).action((id: string, options: Seen) => act(context, id, options, action, {}))
  }

export const nurtureCommand = plainly('nurture')
export const reopenCommand = plainly('reopen')

function seenOptions(command: Command, more?: string, description?: string): Command {
  command.argument('<id>', 'a delivered brief: b_ and 16 hex digits')
  if (more !== undefined) command.argument(more, description)
  return workspaceOptions(command)
    .option(
      '--revision <number>',
      'the revision that you read (default: the one that was delivered)',
      wholeNumber(1, 1_000_000),
    )
    .option('--hash <prefix>', 'twelve hex digits or more of its content hash')
}

async function act(context: CommandContext, id: string, options: Seen, action: string, body: object): Promise<void> {
  await withClient(context, options, async (client) => {
    say(context, options, await post(client, await load(client, id), options, action, body))
  })
}

function path(id: string): string {
  return `/api/acceptances/${encodeURIComponent(id)}`
}

function load(client: Client, id: string): Promise<Answer> {
  return client.call<Answer>('GET', path(id))
}

function post(client: Client, now: Answer, options: Seen, action: string, body: object): Promise<Answer> {
  return client.call<Answer>('POST', `${path(now.briefId)}/${action}`, { ...seenBy(options, now), ...body })
}

/** What the person read: what they name, else what was delivered to them. */
function seenBy({ revision, hash }: Seen, now: Answer): { revision: number; contentHash: string } {
  return { revision: revision ?? now.revision, contentHash: hash ?? now.contentHash }
}

function say(context: CommandContext, { json }: CommonOptions, now: Answer): void {
  if (json) return context.out(JSON.stringify(now))
  const { briefId, revision, state, receiver, sender, clock } = now
  context.out(
    `${briefId} revision ${revision}: ${state}${now.reason === null ? '' : ` (${now.reason})`}, from ${sender ?? 'not named'} to ${receiver}`,
  )
  if (now.note !== null) context.out(`  ${plain(now.note)}`)
  if (now.firstContact !== null) context.out(`  first contact by ${now.firstContact}`)
  if (clock !== null)
    context.out(`  waits for ${clock.side === 'receiver' ? receiver : (sender ?? 'the sender')}: ${clock.words}`)
  for (const { id, question, answer, answeredBy } of now.questions)
    context.out(
      `  question ${id}: ${plain(question)}${answer === null ? ' (open)' : ` — ${plain(answer)} (${answeredBy ?? ''})`}`,
    )
  const open = now.commitments.filter(({ answer }) => answer === null).length
  if (open > 0) {
    const them = open === 1 ? 'one promise has no answer' : `${open} promises have no answer`
    context.out(
      `  ${them} yet; each has its own: baton contest ${briefId} <promise>, with --accept, --renegotiate, --assign or a reason`,
    )
  }
  for (const { id, what, due, answer, person } of now.commitments)
    context.out(
      `  ${id} ${plain(what)}${due === null ? '' : `, by ${due}`}: ${answer ?? 'not answered'}${person === null ? '' : ` to ${person}`}`,
    )
}
