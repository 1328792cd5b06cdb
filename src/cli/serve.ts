import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { serve } from '@hono/node-server'
import { openProvider } from '../access/oidc.ts'
import { readConfig } from '../config.ts'
import { AppError } from '../lib/errors.ts'
import { describe } from '../lib/log.ts'
import { resume } from '../delivery/deliver.ts'
import { buildApp } from '../http/app.ts'
import { openServices } from '../http/open-services.ts'
import { isLoopback } from '../http/origin.ts'
import { scheduleRetention } from '../privacy/retention.ts'
import { wholeNumber, workspaceOptions } from './command.ts'
import type { Config } from '../config.ts'
import type { Door, Guard } from '../http/guard.ts'
import type { Services } from '../http/request.ts'
import type { Define } from './command.ts'
import type { CommandContext, CommonOptions } from './context.ts'

/** `baton serve`: the API, the plain pages and the jobs, until Ctrl-C; on loopback unless people sign in. */
export const serveCommand: Define = (command, context) => {
  workspaceOptions(command, { json: false })
    .option('--port <number>', 'the port (0: any free one)', wholeNumber(0, 65_535), 4747)
    .option(
      '--host <address>',
      'the address to listen on; beyond this machine only where people sign in (docs/sign-in.md)',
      '127.0.0.1',
    )
    .action(async (options: CommonOptions & { port: number; host: string }) => {
      const config = readConfig(context.env, context.cwd, options)
      assertMayListen(config, options.host)
      const services = await openServices(config)
      await serveUntilAborted(services, context, { port: options.port, host: options.host, announce: true })
    })
}

/** Throws `bad_call` where strangers could reach it: beyond this machine everybody signs in, over https. */
export function assertMayListen({ signIn, publicUrl }: Pick<Config, 'signIn' | 'publicUrl'>, host: string): void {
  if (isLoopback(host)) return
  const missing = [
    ...(signIn === null ? ['sign-in (BATON_OIDC_…)'] : []),
    ...(publicUrl?.protocol === 'https:' ? [] : ['an https address (BATON_PUBLIC_URL)']),
  ]
  if (missing.length > 0)
    throw new AppError(
      'bad_call',
      `listening on ${host} lets others in and needs ${missing.join(' and ')}: see docs/sign-in.md, or leave --host out`,
    )
}

/** `baton work`: the jobs alone. An embedded workspace is held by one process, so this one answers other commands too. */
export const workCommand: Define = (command, context) => {
  workspaceOptions(command, { json: false }).action(async (options: CommonOptions) => {
    const services = await openServices(readConfig(context.env, context.cwd, options))
    await serveUntilAborted(services, context, { port: 0, announce: false })
  })
}

/**
 * Serves and works until the context's signal; then finishes what runs and closes the workspace. Where people sign in, the
 * network gets a listener that does not know this machine's token, and other commands of this machine one of their own.
 */
export async function serveUntilAborted(
  services: Services,
  context: CommandContext,
  { port, host = '127.0.0.1', announce }: { port: number; host?: string; announce: boolean },
): Promise<void> {
  const { database, config } = services
  try {
    const token = randomBytes(32).toString('hex')
    const door = announce ? doorOf(config) : null
    const open: Listening[] = []
    try {
      if (door !== null)
        open.push(
          await listen(
            services,
            { token: null, hosts: [door.publicUrl.host], door, proxies: config.proxies },
            port,
            host,
          ),
        )
      const hosts: string[] = []
      const own = await listen(services, { token, hosts }, door === null ? port : 0, '127.0.0.1')
      open.push(own)
      hosts.push(`127.0.0.1:${own.port}`, `localhost:${own.port}`)
      const url = `http://127.0.0.1:${own.port}`
      database.publish({ url, token })
      await resume(services.courier)
      await scheduleRetention(database)
      await database.jobs.start((error) => {
        context.err(`baton: a job failed: ${describe(error)}; it is tried again later`)
      })
      if (announce)
        context.out(
          `Baton answers at ${door === null ? `${url}/queue?token=${token}` : new URL('/queue', door.publicUrl).href}`,
        )
      context.err('baton: Ctrl-C ends it')
      if (!context.signal.aborted) await once(context.signal, 'abort')
    } finally {
      for (const one of open) await one.close()
    }
  } finally {
    await database.close()
  }
}

function doorOf({ signIn, publicUrl }: Config): Door | null {
  return signIn === null || publicUrl === null ? null : { provider: openProvider(signIn), publicUrl }
}

type Listening = { port: number; close(): Promise<void> }

async function listen(services: Services, guard: Guard, port: number, hostname: string): Promise<Listening> {
  const app = buildApp(services, guard)
  const server = serve({ fetch: app.fetch, hostname, port })
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EADDRINUSE')
      throw new AppError('unavailable', `port ${port} is taken: choose another with --port, or 0 for any free one`, {
        cause: error,
      })
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new AppError('bad_call', `${hostname} is no address of this machine: give another --host`, { cause: error })
    throw error
  }
  const address = server.address()
  return {
    port: address !== null && typeof address === 'object' ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // A browser keeps its connection open; what is being answered is finished, the rest is cut.
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      }),
  }
}
