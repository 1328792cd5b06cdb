import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { readConfig } from '../config.ts'
import { busy } from '../db/embedded.ts'
import { readOwner } from '../db/lock.ts'
import { buildApp } from '../http/app.ts'
import { openServices } from '../http/open-services.ts'
import { AppError, isErrorCode } from '../lib/errors.ts'
import { describe } from '../lib/log.ts'
import type { Config } from '../config.ts'
import type { Services } from '../http/request.ts'
import type { CommandContext, CommonOptions } from './context.ts'

/**
 * The API as a command sees it, the same whether this process opened the workspace or another one holds it.
 * An answer that is a problem is thrown as the AppError it was.
 */
export type Client = {
  config: Config
  call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T>
  /** For answers that come line by line: each line as it arrives. */
  stream(path: string, body: unknown, onLine: (line: Record<string, unknown>) => void): Promise<void>
  /** Runs the jobs that the command caused, unless somebody else's process does, and closes. */
  close(): Promise<void>
}

/** Opens the workspace, or reaches the process that holds it. Throws `workspace_busy` where that one does not answer. */
export async function connect(context: CommandContext, options: CommonOptions): Promise<Client> {
  const config = readConfig(context.env, context.cwd, options)
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      return await open(config, context)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'workspace_busy') throw error
      const remote = await reach(config)
      if (remote !== null) return remote
      // A short command holds it: it ends by itself.
      if (Date.now() > until || context.signal.aborted) throw error
      await wait(100)
    }
  }
}

/** Runs `work` with a client and closes it, whatever happens. */
export async function withClient<T>(
  context: CommandContext,
  options: CommonOptions,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await connect(context, options)
  try {
    return await work(client)
  } finally {
    await client.close()
  }
}

/** How long a command waits for another short one. */
const PATIENCE_MS = 8000

async function open(config: Config, context: CommandContext): Promise<Client> {
  return clientOf(await openServices(config), context)
}

/** A client of a workspace that this process has open, acting as one person; closing it closes the workspace. */
export function clientOf(
  services: Services,
  context: CommandContext,
  person: string | null = services.config.person,
): Client {
  const { config } = services
  const token = randomBytes(32).toString('hex')
  const app = buildApp(services, { token, hosts: null })
  const send = async (path: string, init: RequestInit): Promise<Response> => app.request(path, init)
  return {
    config,
    ...calls(send, { token, person }),
    close: async () => {
      try {
        const { failed } = await services.database.jobs.drain()
        for (const { job, error } of failed) {
          context.err(`baton: ${job.name} ${job.id}: ${describe(error)}; it is tried again later`)
        }
      } finally {
        await services.database.close()
      }
    },
  }
}

/** Null where the holder has no address (yet); throws where it has one and does not answer. */
async function reach(config: Config): Promise<Client | null> {
  const owner = readOwner(config.workspace)
  if (owner === null || owner.url === null || owner.token === null) return null
  const { url, token } = owner
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    try {
      return await fetch(new URL(path, url), init)
    } catch {
      throw busy(config.workspace)
    }
  }
  await send('/healthz', { signal: AbortSignal.timeout(5000) })
  return { config, ...calls(send, { token, person: config.person }), close: async () => {} }
}

type Send = (path: string, init: RequestInit) => Promise<Response>

function calls(
  send: Send,
  { token, person }: { token: string; person: string | null },
): Pick<Client, 'call' | 'stream'> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}` }
  if (person !== null) headers['baton-person'] = person
  const request = async (method: string, path: string, body: unknown): Promise<Response> => {
    const init: RequestInit =
      body === undefined
        ? { method, headers }
        : { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const answer = await send(path, init)
    if (!answer.ok) throw problemIn(await answer.json())
    return answer
  }
  return {
    call: async <T>(method: 'GET' | 'POST', path: string, body?: unknown) =>
      (await request(method, path, body)).json() as Promise<T>,
    stream: async (path, body, onLine) => {
      const answer = await request('POST', path, body)
      for await (const line of linesOf(answer)) {
        const value = JSON.parse(line) as Record<string, unknown>
        if ('problem' in value) throw problemIn(value['problem'])
        onLine(value)
      }
    },
  }
}

async function* linesOf(answer: Response): AsyncGenerator<string> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of answer.body ?? []) {
    const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

function problemIn(value: unknown): AppError {
  const { code, message } = (value ?? {}) as { code?: unknown; message?: unknown }
  return new AppError(
    isErrorCode(code) ? code : 'internal',
    typeof message === 'string' ? message : 'the answer could not be read',
  )
}

/** Null where there is no such thing. */
export async function orNull<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
