import { once } from 'node:events'
import { request } from 'node:http'
import { serve } from '@hono/node-server'
import { openProvider } from '../../src/access/oidc.ts'
import { openSession } from '../../src/access/sessions.ts'
import { readConfig } from '../../src/config.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { buildApp } from '../../src/http/app.ts'
import { reviewPorts } from '../../src/http/open-services.ts'
import { Secret } from '../../src/lib/secret.ts'
import { clockAt } from '../../src/lib/clock.ts'
import { emptyTables, openTestDatabase } from '../db/database.ts'
import { fakeProvider } from '../fakes/provider.ts'
import type { SignInSettings } from '../../src/access/oidc-claims.ts'
import type { Database } from '../../src/db/open.ts'
import type { Limits } from '../../src/http/limits.ts'
import type { App, Services } from '../../src/http/request.ts'
import type { MovableClock } from '../../src/lib/clock.ts'
import type { FakeProvider } from '../fakes/provider.ts'

export const ANNA = 'anna@seller.example'
export const RUTH = 'ruth@seller.example'
export const GONE = 'gone@seller.example'
export const HOST = 'baton.seller.example'
export const ORIGIN = `https://${HOST}`

export type Got = { status: number; headers: Record<string, string | string[] | undefined>; text: string }

/** A served workspace behind a door, people in it, and the provider that they sign in with. */
export type World = {
  database: Database
  clock: MovableClock
  provider: FakeProvider
  app: App
  port: number
  clear(): Promise<void>
  browser(): Browser
  /** an application like the served one, set otherwise; in this process */
  another(changes: Partial<SignInSettings>): App
  sessions(): Promise<number>
  /** the kinds of the events in the log, in order */
  log(): Promise<string[]>
  close(): Promise<void>
}

export async function openWorld(limits: Limits | null = null): Promise<World> {
  const clock = clockAt(new Date().toISOString())
  const database = await openTestDatabase({ clock: () => clock.now() })
  const provider = await fakeProvider()
  const services: Services = {
    ...reviewPorts(database, null),
    config: readConfig({ BATON_PERSON: RUTH }, database.folder),
    courier: { database, channels: new Map(), worker: 'test' },
  }
  const settings: SignInSettings = {
    provider: 'other',
    issuer: provider.issuer,
    clientId: 'baton-here',
    clientSecret: new Secret('not-told'),
    tenant: null,
    domains: [],
    joining: 'known',
    redirectUri: `${ORIGIN}/sign-in/callback`,
  }
  const build = (changes: Partial<SignInSettings>): App =>
    buildApp(services, {
      token: null,
      hosts: [HOST],
      door: { provider: openProvider({ ...settings, ...changes }), publicUrl: new URL(ORIGIN) },
      limits,
    })
  const app = build({})
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    database,
    clock,
    provider,
    app,
    port,
    another: build,
    browser: () => new Browser(port),
    sessions: () =>
      database.as(SYSTEM, async (trx) => (await trx.selectFrom('sessions').select('id').execute()).length),
    log: () =>
      database.as(SYSTEM, async (trx) =>
        (await trx.selectFrom('events').select('kind').orderBy('seq').execute()).map(({ kind }) => kind),
      ),
    async clear() {
      clock.set(new Date().toISOString())
      provider.answers(null)
      await provider.forges(false)
      await emptyTables(database)
      await database.as(SYSTEM, async (trx) => {
        await trx
          .insertInto('workspace')
          .values({ seller_name: 'Seller', seller_domains: ['seller.example'] })
          .execute()
        await trx
          .insertInto('people')
          .values([
            { email: ANNA, name: 'Anna', roles: ['rep'] },
            { email: RUTH, name: 'Ruth', roles: ['admin'] },
            { email: GONE, name: 'Gone', roles: ['rep'], active: false },
          ])
          .execute()
      })
    },
    async close() {
      await new Promise((resolve) => server.close(resolve))
      await provider.stop()
      await database.close()
    },
  }
}

/** Claims of somebody whom a provider knows well. */
export function claimsOf(email: string): Record<string, unknown> {
  return { sub: `sub-of-${email}`, email, email_verified: true, name: email }
}

/** As much of a browser as sign-in needs: cookies, redirects by hand, and the Host under which it knows Baton. */
export class Browser {
  jar = new Map<string, string>()
  readonly #port: number

  constructor(port: number) {
    this.#port = port
  }

  send(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Got> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          // Kept connections are cut by the server while a busy machine keeps the test waiting.
          agent: false,
          port: this.#port,
          method,
          path,
          headers: { host: HOST, ...(cookie === '' ? {} : { cookie }), ...headers },
        },
        (answer) => {
          let text = ''
          answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
          answer.on('end', () => {
            for (const line of answer.headers['set-cookie'] ?? []) this.#keep(line)
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text })
          })
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Got> {
    return this.send('GET', path, headers)
  }

  /** As a script of our own page would. */
  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Got> {
    const ours = { 'content-type': 'application/json', origin: ORIGIN, 'sec-fetch-site': 'same-origin' }
    return this.send('POST', path, { ...ours, ...headers }, JSON.stringify(body))
  }

  /** To the provider and back; answers the path with which the provider sends it to the callback. */
  async toProvider(returnTo = '/queue', more = ''): Promise<string> {
    const start = await this.get(`/sign-in/start?return_to=${encodeURIComponent(returnTo)}${more}`)
    const answer = await fetch(String(start.headers['location']), { redirect: 'manual' })
    const back = new URL(answer.headers.get('location') ?? '')
    return `${back.pathname}${back.search}`
  }

  /** With a session as a sign-in leaves it, without going to the provider. */
  async holdSession(world: World, person: string): Promise<void> {
    const secret = await world.database.as(SYSTEM, (trx) =>
      openSession(trx, { person, issuer: 'test', signedInAt: world.clock.now(), replaces: null }),
    )
    this.jar.set('__Host-baton', secret)
  }

  async signIn(world: World, email: string): Promise<Got> {
    world.provider.says(claimsOf(email))
    return this.get(await this.toProvider())
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/max-age=0/i.test(line)) this.jar.delete(name)
    else this.jar.set(name, value)
  }
}
