import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assertMayListen } from '../../src/cli/serve.ts'
import { readConfig } from '../../src/config.ts'
import { gatesOf } from '../../src/http/access.ts'
import { buildApp } from '../../src/http/app.ts'
import { reviewPorts } from '../../src/http/open-services.ts'
import { ANNA, HOST, openWorld, ORIGIN } from './world.ts'
import type { Guard } from '../../src/http/guard.ts'
import type { App } from '../../src/http/request.ts'
import type { World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ person: 20, signIn: 5, wrong: 5 })
  await world.clear()
})
afterAll(() => world.close())

const SIGN_IN = {
  BATON_OIDC_ISSUER: 'https://id.seller.example',
  BATON_OIDC_CLIENT_ID: 'baton',
  BATON_OIDC_CLIENT_SECRET: 'not-told-to-anybody',
  BATON_PUBLIC_URL: 'https://baton.seller.example',
}
const config = (env: Record<string, string>) => readConfig(env, '/nowhere')

test('every answer of every route, errors too, carries what keeps a browser from harm', async () => {
  const paths = [...gatesOf(world.app).keys()].map((route) => route.split(' '))
  for (const [method = '', path = ''] of [
    ...paths,
    ['GET', '/nothing'],
    ['PUT', '/api/queue'],
    ['OPTIONS', '/api/queue'],
  ]) {
    for (const headers of [{ host: HOST }, { host: 'evil.example' }] as Record<string, string>[]) {
      const answer = await world.app.request(path.replaceAll(/:\w+/g, 'x'), { method, headers })
      const said = Object.fromEntries(answer.headers)
      expect([path, said]).toEqual([
        path,
        expect.objectContaining({
          'content-security-policy':
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'strict-transport-security': 'max-age=31536000',
          'cache-control': 'no-store',
        }),
      ])
      expect(said).not.toHaveProperty('x-powered-by')
      expect(said).not.toHaveProperty('access-control-allow-origin')
    }
  }
})

test('our pages hold no script, style or handler within, and load nothing from elsewhere', async () => {
  const browser = world.browser()
  await browser.holdSession(world, ANNA)
  for (const path of ['/sign-in', '/queue', '/me', '/sign-in/callback']) {
    const { text } = await browser.get(path)
    expect(text).toContain('<link rel="stylesheet" href="/style.css"')
    expect(text).not.toMatch(/<script|<style|style=|\son\w+=|<img|https?:\/\//i)
  }
})

test.each(['evil.example', `${HOST}.evil.example`, `evil.${HOST}`, '127.0.0.1', 'localhost', ''])(
  'the Host %j is not answered',
  async (host) => {
    expect((await world.browser().get('/sign-in', { host })).status).toBe(403)
  },
)

test('a body of 50 MB is refused before it is sent', async () => {
  const browser = world.browser()
  await browser.holdSession(world, ANNA)
  const began = performance.now()
  const status = await new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: world.port,
        agent: false,
        method: 'POST',
        path: '/api/briefs',
        headers: {
          host: HOST,
          origin: ORIGIN,
          cookie: `__Host-baton=${browser.jar.get('__Host-baton')}`,
          'content-type': 'application/json',
          'content-length': 50_000_000,
        },
      },
      (answer) => {
        resolve(answer.statusCode)
        sent.destroy()
      },
    )
    sent.on('error', reject)
    sent.write('{"account":"')
  })
  expect(status).toBe(413)
  expect(performance.now() - began).toBeLessThan(10_000)
})

describe('too many requests in a minute are answered 429 and when to come back', () => {
  test('of one person, whichever browser they use, and nobody else', async () => {
    const [one, two, other] = [world.browser(), world.browser(), world.browser()]
    await one.holdSession(world, 'ruth@seller.example')
    await two.holdSession(world, 'ruth@seller.example')
    await other.holdSession(world, ANNA)
    const answers = []
    for (let i = 0; i < 24; i++) answers.push(await (i % 2 === 0 ? one : two).get('/api/self'))
    expect(answers.map(({ status }) => status)).toEqual([...Array(20).fill(200), ...Array(4).fill(429)])
    expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0)
    expect(JSON.parse(answers.at(-1)?.text ?? '')).toMatchObject({ code: 'too_many' })
    expect((await other.get('/api/self')).status).toBe(200)
  })

  test('of sign-ins from one address', async () => {
    const statuses = []
    for (let i = 0; i < 8; i++) statuses.push((await world.browser().get('/sign-in/callback')).status)
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(3)
    expect(statuses.at(-1)).toBe(429)
  })

  test('of wrong tokens from one address', async () => {
    const statuses = []
    for (let i = 0; i < 8; i++)
      statuses.push((await world.browser().get('/api/self', { authorization: `Bearer baton_pat_${i}` })).status)
    expect(statuses).toContain(401)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('behind a proxy', () => {
  const behind = (proxies: readonly string[]): App =>
    buildApp(
      {
        ...reviewPorts(world.database, null),
        config: config({}),
        courier: { database: world.database, channels: new Map(), worker: 'test' },
      },
      { token: 'f'.repeat(64), hosts: [HOST], limits: { person: 9, signIn: 9, wrong: 2 }, proxies } satisfies Guard,
    )
  const from = async (app: App, socket: string, forwarded?: string): Promise<number> => {
    const headers: Record<string, string> = { host: HOST, authorization: 'Bearer wrong' }
    if (forwarded !== undefined) headers['x-forwarded-for'] = forwarded
    const incoming = { socket: { remoteAddress: socket, remotePort: 1, remoteFamily: 'IPv4' } }
    return (await app.request('/api/self', { headers }, { incoming })).status
  }
  test('the address is what the proxy wrote last, and nobody writes themselves a new one', async () => {
    const app = behind(['10.0.0.2'])
    const statuses = []
    for (let i = 0; i < 4; i++) statuses.push(await from(app, '::ffff:10.0.0.2', `203.0.113.${i}, 198.51.100.7`))
    expect(statuses).toEqual([401, 401, 429, 429])
    expect(await from(app, '10.0.0.2', '198.51.100.8')).toBe(401)
  })
  test('nobody but the proxy and this machine is answered', async () => {
    const app = behind(['10.0.0.2'])
    expect(await from(app, '10.0.0.3')).toBe(403)
    expect(await from(app, '127.0.0.1')).toBe(401)
  })
  test('without one, what the header says is nothing', async () => {
    const app = behind([])
    const statuses = []
    for (let i = 0; i < 4; i++) statuses.push(await from(app, '203.0.113.9', `198.51.100.${i}`))
    expect(statuses).toEqual([401, 401, 429, 429])
  })
})

describe('listening beyond this machine', () => {
  test.each(['0.0.0.0', '::', '10.0.0.5', 'baton.seller.example', '127.0.0.1.evil.example'])(
    'on %s is refused without sign-in and an https address',
    (host) => {
      expect(() => assertMayListen(config({}), host)).toThrow(/sign-in \(BATON_OIDC_…\) and an https address/)
      const plain = { ...SIGN_IN, BATON_PUBLIC_URL: 'http://localhost:4747' }
      expect(() => assertMayListen(config(plain), host)).toThrow(/needs an https address/)
      expect(() => assertMayListen(config({ BATON_PUBLIC_URL: ORIGIN }), host)).toThrow(/needs sign-in/)
      expect(() => assertMayListen(config(SIGN_IN), host)).not.toThrow()
    },
  )
  test.each(['127.0.0.1', 'localhost', '::1'])('on %s needs neither', (host) => {
    expect(() => assertMayListen(config({}), host)).not.toThrow()
  })
})

describe('wrong settings of sign-in are refused, all at once and without their values', () => {
  test.each([
    ['no secret', { BATON_OIDC_CLIENT_SECRET: '' }, /CLIENT_SECRET is needed/],
    ['no address of ours', { BATON_PUBLIC_URL: '' }, /PUBLIC_URL is needed/],
    ['an address without TLS', { BATON_PUBLIC_URL: 'http://baton.seller.example' }, /PUBLIC_URL is no https/],
    ['an address with a path', { BATON_PUBLIC_URL: 'https://seller.example/baton' }, /more than https and a host/],
    ['an issuer without TLS', { BATON_OIDC_ISSUER: 'http://id.seller.example' }, /ISSUER is no https/],
    ['an issuer with a password', { BATON_OIDC_ISSUER: 'https://a:b@id.seller.example' }, /ISSUER is no https/],
    ['two providers', { BATON_OIDC_PROVIDER: 'google' }, /one of the two/],
    ['Entra without directory', { BATON_OIDC_ISSUER: '', BATON_OIDC_PROVIDER: 'entra' }, /TENANT is the directory id/],
    [
      'Entra for everybody',
      { BATON_OIDC_ISSUER: '', BATON_OIDC_PROVIDER: 'entra', BATON_OIDC_TENANT: 'common' },
      /no directory id/,
    ],
  ])('%s', (_, changes, words) => {
    expect(() => config({ ...SIGN_IN, ...changes })).toThrow(words)
    expect(() => config({ ...SIGN_IN, ...changes })).not.toThrow(/not-told-to-anybody/)
  })
  test('Google and Entra are known by name', () => {
    const { BATON_OIDC_ISSUER: _, ...named } = SIGN_IN
    expect(config({ ...named, BATON_OIDC_PROVIDER: 'google' }).signIn).toMatchObject({
      issuer: 'https://accounts.google.com',
      redirectUri: 'https://baton.seller.example/sign-in/callback',
      joining: 'known',
    })
    const tenant = '6f1d2c3b-0000-4000-8000-00000000abcd'
    expect(config({ ...named, BATON_OIDC_PROVIDER: 'entra', BATON_OIDC_TENANT: tenant }).signIn).toMatchObject({
      issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
      tenant,
    })
  })
})
