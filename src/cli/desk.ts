import { AppError } from '../lib/errors.ts'
import { deskWords } from '../http/desk-words.ts'
import { withClient } from './client.ts'
import { workspaceOptions } from './command.ts'
import { plain } from './lines.ts'
import type { Command } from 'commander'
import type { Desk } from '../http/desk.ts'
import type { Define } from './command.ts'
import type { CommandContext, CommonOptions } from './context.ts'

type Comment = { id: number; revision: number; at: string | null; text: string; by: string; writtenAt: string }

/** `baton take <id>`: others see for a quarter of an hour that you read it. */
export const takeCommand: Define = (command, context) => {
  named(command)
    .addHelpText('after', '\nNobody is kept from deciding; but no newer brief takes its place under you.')
    .action((id: string, options: CommonOptions) => act(context, options, id, 'take', {}))
}

/** `baton release <id>`: let it go again. */
export const releaseCommand: Define = (command, context) => {
  named(command).action((id: string, options: CommonOptions) => act(context, options, id, 'release', {}))
}

/** `baton assign <id> <email>`: whose turn it is. */
export const assignCommand: Define = (command, context) => {
  named(command)
    .argument('[email]', 'somebody of the deal team who may decide')
    .option('--nobody', 'nobody in particular any more')
    .action((id: string, email: string | undefined, options: CommonOptions & { nobody?: boolean }) => {
      if ((email === undefined) === (options.nobody !== true))
        throw new AppError('bad_call', `name one person, or --nobody: baton assign ${id} ben@seller.example`)
      return act(context, options, id, 'assign', { to: email ?? null })
    })
}

/** `baton snooze <id> 4h`: out of the queue until then. */
export const snoozeCommand: Define = (command, context) => {
  named(command)
    .argument('[until]', 'a while (30m, 4h, 2d) or a time (2026-04-02T08:00+02:00)')
    .option('--wake', 'back into the queue now')
    .action((id: string, until: string | undefined, options: CommonOptions & { wake?: boolean }) => {
      if ((until === undefined) === (options.wake !== true))
        throw new AppError('bad_call', `say until when, or --wake: baton snooze ${id} 4h`)
      return act(context, options, id, 'snooze', { until: until === undefined ? null : timeOf(until) })
    })
}

/** `baton comment <id> "…"`: a word beside it; without words those that are there. */
export const commentCommand: Define = (command, context) => {
  named(command)
    .argument('[words]', 'in quotation marks; none: print what was said')
    .option('--line <place>', 'about one line: headline.1')
    .action((id: string, words: string | undefined, options: CommonOptions & { line?: string }) => {
      if (words !== undefined) return act(context, options, id, 'comment', { text: words, at: options.line ?? null })
      return withClient(context, options, async (client) => {
        const { comments } = await client.call<{ comments: Comment[] }>('GET', `${path(id)}/comments`)
        if (options.json) return context.out(JSON.stringify(comments))
        if (comments.length === 0) context.out('nobody has said anything yet')
        for (const { by, at, text, writtenAt, revision } of comments)
          context.out(
            `${writtenAt.slice(0, 16).replace('T', ' ')} ${by}, revision ${revision}${at === null ? '' : ` ${at}`}: ${plain(text)}`,
          )
      })
    })
}

function named(command: Command): Command {
  return workspaceOptions(command.argument('<id>', 'a brief: b_ and 16 hex digits'))
}

function path(id: string): string {
  return `/api/reviews/${encodeURIComponent(id)}`
}

async function act(
  context: CommandContext,
  options: CommonOptions,
  id: string,
  action: string,
  body: object,
): Promise<void> {
  await withClient(context, options, async (client) => {
    const desk = await client.call<Desk>('POST', `${path(id)}/${action}`, body)
    if (options.json) return context.out(JSON.stringify(desk))
    const words = deskWords(desk, 'pending')
    context.out(words.length === 0 ? `${id}: done` : `${id}: ${words.join('; ')}`)
  })
}

function timeOf(text: string): string {
  const [, number, unit] = /^(\d{1,4})([mhd])$/.exec(text) ?? []
  const length = { m: 60_000, h: 3_600_000, d: 86_400_000 }[unit ?? ''] ?? 0
  const at = length === 0 ? Date.parse(text) : Date.now() + Number(number) * length
  if (Number.isNaN(at) || (length === 0 && !/T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text)))
    throw new AppError('bad_call', `${text.slice(0, 40)} is no while and no time: 30m, 4h, 2d, 2026-04-02T08:00+02:00`)
  return new Date(at).toISOString()
}
