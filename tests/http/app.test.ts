import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { verifyEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { buildApp } from '../../src/http/app.ts'
import { reviewPorts } from '../../src/http/open-services.ts'
import { importFolder } from '../../src/connectors/import.ts'
import { openTestDatabase } from '../db/database.ts'
import { smallFolder } from '../db/folder.ts'
import type { Database } from '../../src/db/open.ts'
import type { App, Services } from '../../src/http/request.ts'

const TOKEN = 'a'.repeat(64)
const HOST = '127.0.0.1:4747'
const ORIGIN = `http://${HOST}`
const BEARER = { host: HOST, authorization: `Bearer ${TOKEN}`, 'baton-person': 'anna@seller.example' }
const COOKIE = { host: HOST, cookie: `baton_token=${TOKEN}` }

const BEFORE_THE_DOOR = ['/healthz', '/style.css', '/sign-in', '/sign-in/start', '/sign-in/callback']

let database: Database & { folder: string }
let app: App

beforeAll(async () => {
  database = await openTestDatabase()
  await importFolder(database, smallFolder(), { actor: 'anna@seller.example' })
  const services: Services = {
    ...reviewPorts(database, null),
    config: readConfig({}, database.folder),
    courier: { database, channels: new Map(), worker: 'test' },
  }
  app = buildApp(services, { token: TOKEN, hosts: [HOST, 'localhost:4747'] })
})
afterAll(() => database.close())

const get = (path: string, headers: Record<string, string> = BEARER): Promise<Response> =>
  Promise.resolve(app.request(path, { headers }))
const post = (path: string, body: unknown, headers: Record<string, string> = BEARER): Promise<Response> =>
  Promise.resolve(
    app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  )

/** Every route that the application answers, with its parameters filled in. */
function routes(): { method: string; path: string }[] {
  const found = app.routes.filter(({ method }) => method !== 'ALL')
  const distinct = new Map(
    found.map(({ method, path }) => [`${method} ${path}`, { method, path: path.replaceAll(/:\w+/g, 'x') }]),
  )
  return [...distinct.values()]
}

describe('without the token', () => {
  test('every route but those before the door answers 401 and a way out', async () => {
    expect(routes().length).toBeGreaterThan(10)
    for (const { method, path } of routes()) {
      const answer = await app.request(path, { method, headers: { host: HOST } })
      if (BEFORE_THE_DOOR.includes(path)) expect([200, 404]).toContain(answer.status)
      else {
        expect([path, answer.status]).toEqual([path, 401])
        expect(await answer.json()).toMatchObject({ code: 'unauthorised' })
      }
    }
  })

  test.each(['', 'b'.repeat(64), 'a'.repeat(63), `${TOKEN}a`])('a wrong one (%s) is as good as none', async (token) => {
    expect((await get('/api/people', { host: HOST, authorization: `Bearer ${token}` })).status).toBe(401)
    expect((await get('/api/people', { host: HOST, cookie: `baton_token=${token}` })).status).toBe(401)
    expect((await get(`/queue?token=${token}`, { host: HOST })).status).toBe(401)
  })
})

describe('a browser', () => {
  test('trades the token in the address for a cookie that scripts and other sites do not get', async () => {
    const answer = await get(`/queue?as=anna%40seller.example&token=${TOKEN}`, { host: HOST })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/queue?as=anna%40seller.example')
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/)
  })

  test('is shown the queue and a brief without script, image or font', async () => {
    const { brief } = (await (await post('/api/briefs', { account: 'Buyer' })).json()) as { brief: { id: string } }
    const queue = await get('/queue?as=anna@seller.example', COOKIE)
    expect(queue.status).toBe(200)
    const text = await queue.text()
    expect(text).toContain(brief.id)
    expect(text).not.toMatch(/<script|style=|onclick/i)
    const page = await get(`/briefs/${brief.id}?as=anna@seller.example`, COOKIE)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(await page.text()).not.toMatch(/<script|<img|<link/i)
  })

  test('that has no person yet chooses one', async () => {
    const answer = await get('/queue', COOKIE)
    expect(await answer.text()).toContain('/queue?as=ben%40seller.example')
  })

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:9999' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a cross-site fetch', { origin: ORIGIN, 'sec-fetch-site': 'cross-site' }],
    ['nobody says where', {}],
  ])('changes nothing when the request comes from %s', async (_, headers) => {
    const body = {
      name: 'Seller',
      domains: ['seller.example'],
      people: [{ email: 'eve@seller.example', name: 'Eve', title: null }],
    }
    expect((await post('/api/workspace', body, { ...COOKIE, ...headers })).status).toBe(403)
    const { people } = (await (await get('/api/people')).json()) as { people: { email: string }[] }
    expect(people.map(({ email }) => email)).not.toContain('eve@seller.example')
  })

  test('may change things from a page of ours', async () => {
    const body = { name: 'Seller', domains: ['seller.example'], people: [] }
    expect((await post('/api/workspace?as=anna@seller.example', body, { ...COOKIE, origin: ORIGIN })).status).toBe(200)
  })
})

test.each(['evil.example', 'evil.example:4747', '127.0.0.1', ''])(
  'the Host %j is not answered, so that a rebound name finds nothing',
  async (host) => {
    expect((await get('/healthz', { ...BEARER, host })).status).toBe(403)
  },
)

test('every answer, errors too, carries the headers that keep a browser from harm', async () => {
  const some = [
    await get('/healthz'),
    await get('/queue', {}),
    await get('/nothing'),
    await post('/api/briefs', {}),
    await get('/api/queue'),
  ]
  for (const answer of some) {
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin')
  }
})

test('GET and HEAD change nothing, whoever follows the link', async () => {
  const head = (): Promise<unknown> => database.as(SYSTEM, (trx) => verifyEvents(trx))
  const before = await head()
  for (const { method, path } of routes().filter(({ method }) => method === 'GET')) {
    await app.request(path, { method, headers: BEARER })
    await app.request(path, { method: 'HEAD', headers: BEARER })
    await app.request(`${path}?token=${TOKEN}`, { headers: { host: HOST } })
  }
  expect(await head()).toEqual(before)
})

describe('a wrong request is answered with code and one line', () => {
  test.each([
    ['an unknown key', '/api/briefs', { account: 'Buyer', admin: true }, 400, 'bad_call'],
    ['a missing key', '/api/briefs', {}, 400, 'bad_call'],
    ['a wrong type', '/api/imports', { folder: 7 }, 400, 'bad_call'],
    ['an unknown handoff', '/api/briefs', { account: 'Buyer', handoff: 'sdr-to-mars' }, 400, 'bad_call'],
    ['an unknown account', '/api/briefs', { account: 'Nobody' }, 404, 'not_found'],
    ['an unknown route', '/api/nothing', {}, 404, 'not_found'],
  ])('%s', async (_, path, body, status, code) => {
    const answer = await post(path, body)
    const said = (await answer.json()) as { code: string; message: string }
    expect([answer.status, said.code]).toEqual([status, code])
    expect(said.message).not.toMatch(/\n/)
  })

  test('half a JSON object', async () => {
    const answer = await app.request('/api/briefs', {
      method: 'POST',
      headers: { ...BEARER, 'content-type': 'application/json' },
      body: '{"account":"B',
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'bad_call' })
  })

  test('a body that is too large, before it is read', async () => {
    const answer = await post('/api/briefs', { account: 'x'.repeat(3_000_000) })
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ code: 'too_large' })
  })

  test('a person who is not one of ours, and nobody where several could be meant', async () => {
    const stranger = await get('/api/queue', { ...BEARER, 'baton-person': 'eve@evil.example' })
    expect([stranger.status, ((await stranger.json()) as { message: string }).message]).toEqual([
      400,
      'eve@evil.example is not one of the people here: anna@seller.example, ben@seller.example',
    ])
    const nobody = await get('/api/queue', { host: HOST, authorization: `Bearer ${TOKEN}` })
    expect(nobody.status).toBe(400)
    expect(((await nobody.json()) as { message: string }).message).toContain('--as or BATON_PERSON')
  })
})

test('the OpenAPI document names every route of the API', async () => {
  const document = (await (await get('/api/openapi.json')).json()) as { openapi: string; paths: Record<string, object> }
  expect(document.openapi).toBe('3.1.0')
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, 'x')}`),
  )
  const answered = routes()
    .filter(({ path }) => path.startsWith('/api/') && path !== '/api/openapi.json')
    .map(({ method, path }) => `${method} ${path}`)
  expect(described.sort()).toEqual(answered.sort())
})
