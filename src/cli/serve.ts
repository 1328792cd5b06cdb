import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { serve } from '@hono/node-server'
import { readConfig } from '../config.ts'
import { AppError } from '../lib/errors.ts'
import { describe } from '../lib/log.ts'
import { resume } from '../delivery/deliver.ts'
import { buildApp } from '../http/app.ts'
import { openServices } from '../http/open-services.ts'
import { scheduleRetention } from '../privacy/retention.ts'
import { wholeNumber, workspaceOptions } from './command.ts'
import type { Services } from '../http/request.ts'
import type { Define } from './command.ts'
import type { CommandContext, CommonOptions } from './context.ts'

/** `baton serve`: the API, the plain pages and the jobs, on loopback, until Ctrl-C. */
export const serveCommand: Define = (command, context) => {
  workspaceOptions(command, { json: false })
    .option('--port <number>', 'the port on 127.0.0.1 (0: any free one)', wholeNumber(0, 65_535), 4747)
    .action(async (options: CommonOptions & { port: number }) => {
      const services = await openServices(readConfig(context.env, context.cwd, options))
      await serveUntilAborted(services, context, { port: options.port, announce: true })
    })
}

/** `baton work`: the jobs alone. An embedded workspace is held by one process, so this one answers other commands too. */
export const workCommand: Define = (command, context) => {
  workspaceOptions(command, { json: false }).action(async (options: CommonOptions) => {
    const services = await openServices(readConfig(context.env, context.cwd, options))
    await serveUntilAborted(services, context, { port: 0, announce: false })
  })
}

/** Serves and works until the context's signal; then finishes what runs and closes the workspace. */
export async function serveUntilAborted(
  services: Services,
  context: CommandContext,
  { port, announce }: { port: number; announce: boolean },
): Promise<void> {
  const { database } = services
  try {
    const token = randomBytes(32).toString('hex')
    const listening = await listen(services, token, port)
    try {
      database.publish({ url: listening.url, token })
      await resume(services.courier)
      await scheduleRetention(database)
      await database.jobs.start((error) => {
        context.err(`baton: a job failed: ${describe(error)}; it is tried again later`)
      })
      if (announce) context.out(`Baton answers at ${listening.url}/queue?token=${token}`)
      context.err('baton: Ctrl-C ends it')
      if (!context.signal.aborted) await once(context.signal, 'abort')
    } finally {
      await listening.close()
    }
  } finally {
    await database.close()
  }
}

async function listen(
  services: Services,
  token: string,
  port: number,
): Promise<{ url: string; close(): Promise<void> }> {
  const hosts: string[] = []
  const app = buildApp(services, { token, hosts })
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port })
  try {
    await once(server, 'listening')
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    throw taken
      ? new AppError('unavailable', `port ${port} is taken: choose another with --port, or 0 for any free one`, {
          cause: error,
        })
      : error
  }
  const address = server.address()
  const actual = address !== null && typeof address === 'object' ? address.port : port
  hosts.push(`127.0.0.1:${actual}`, `localhost:${actual}`)
  return {
    url: `http://127.0.0.1:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // A browser keeps its connection open; what is being answered is finished, the rest is cut.
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      }),
  }
}
