import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changePerson } from '../../src/access/people.ts'
import { SESSION } from '../../src/access/sessions.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { sha256 } from '../../src/lib/json.ts'
import { ANNA, claimsOf, openWorld, ORIGIN, RUTH } from './world.ts'
import type { Browser, World } from './world.ts'

let world: World
let anna: Browser
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await world.clear()
  anna = world.browser()
  await anna.holdSession(world, ANNA)
})
afterAll(() => world.close())

const COOKIE = '__Host-baton'
const status = async (browser: Browser, path = '/api/self'): Promise<number> => (await browser.get(path)).status

test('the database holds a hash of the cookie and nothing that could be sent as one', async () => {
  const secret = anna.jar.get(COOKIE) ?? ''
  const rows = await world.database.as(SYSTEM, (trx) => trx.selectFrom('sessions').selectAll().execute())
  expect(rows).toHaveLength(1)
  expect(rows[0]?.secret_hash).toBe(sha256(secret))
  expect(JSON.stringify(rows)).not.toContain(secret)
})

test('a cookie that somebody else put there is not taken over by a sign-in', async () => {
  const browser = world.browser()
  const planted = 'A'.repeat(43)
  browser.jar.set(COOKIE, planted)
  await browser.signIn(world, ANNA)
  expect(browser.jar.get(COOKIE)).not.toBe(planted)
  browser.jar.set(COOKIE, planted)
  expect(await status(browser)).toBe(401)
})

test('every sign-in makes a new session and ends the one that the browser had', async () => {
  const before = anna.jar.get(COOKIE) ?? ''
  expect((await anna.signIn(world, ANNA)).status).toBe(303)
  expect(anna.jar.get(COOKIE)).not.toBe(before)
  expect(await world.sessions()).toBe(1)
  anna.jar.set(COOKIE, before)
  expect(await status(anna)).toBe(401)
})

describe('a session ends', () => {
  test('by signing out, in this browser alone', async () => {
    const other = world.browser()
    await other.holdSession(world, ANNA)
    const kept = anna.jar.get(COOKIE) ?? ''
    const form = {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'null',
      'sec-fetch-site': 'same-origin',
    }
    const out = await anna.send('POST', '/sign-out', form, 'everywhere=no')
    expect([out.status, out.headers['location'], anna.jar.has(COOKIE)]).toEqual([303, '/sign-in', false])
    anna.jar.set(COOKIE, kept)
    expect([await status(anna), await status(other)]).toEqual([401, 200])
    expect(await world.log()).toContain('session.ended')
  })

  test('by signing out everywhere', async () => {
    const other = world.browser()
    await other.holdSession(world, ANNA)
    const ruth = world.browser()
    await ruth.holdSession(world, RUTH)
    expect(JSON.parse((await anna.post('/api/sign-out', { everywhere: true })).text)).toEqual({ ended: 2 })
    expect([await status(anna), await status(other), await status(ruth)]).toEqual([401, 401, 200])
  })

  test('when nobody used it for twelve hours, and not while somebody does', async () => {
    for (let hours = 0; hours < 30; hours += 6) {
      world.clock.advance(6 * 3_600_000)
      expect(await status(anna)).toBe(200)
    }
    world.clock.advance(SESSION.idle + 1000)
    expect(await status(anna)).toBe(401)
  })

  test('after seven days, however much it was used', async () => {
    for (let hours = 0; hours < 7 * 24 - 10; hours += 10) {
      world.clock.advance(10 * 3_600_000)
      expect(await status(anna)).toBe(200)
    }
    world.clock.advance(9 * 3_600_000)
    expect(await status(anna)).toBe(401)
  })

  test('at once when the person becomes something else or leaves, and does not come back with them', async () => {
    const change = (what: Parameters<typeof changePerson>[2]) =>
      world.database.as({ person: RUTH, roles: ['admin'] }, (trx) => changePerson(trx, ANNA, what, RUTH))
    await change({ manager: RUTH })
    expect(await status(anna)).toBe(200)
    await change({ roles: ['viewer'] })
    expect(await status(anna)).toBe(401)
    await anna.holdSession(world, ANNA)
    await change({ active: false })
    await change({ active: true })
    expect(await status(anna)).toBe(401)
  })
})

test('roles are those of the database, whatever the session was opened with', async () => {
  const ruth = world.browser()
  await ruth.holdSession(world, RUTH)
  expect(await status(ruth, '/api/audit/verification')).toBe(200)
  // Past the trigger that signs out: as if the row had been changed under it.
  await world.database.asOwner(async (trx) => {
    const { sql } = await import('kysely')
    await sql`alter table people disable trigger people_sign_out`.execute(trx)
    await trx
      .updateTable('people')
      .set({ roles: ['viewer'] })
      .where('email', '=', RUTH)
      .execute()
    await sql`alter table people enable trigger people_sign_out`.execute(trx)
  })
  expect(await status(ruth, '/api/audit/verification')).toBe(403)
})

test('a workspace without administrator gives nobody of the network what one may', async () => {
  await world.database.as(SYSTEM, (trx) =>
    trx
      .updateTable('people')
      .set({ roles: ['rep'] })
      .execute(),
  )
  await anna.holdSession(world, ANNA)
  expect((await anna.post(`/api/everybody/${ANNA}`, { roles: ['admin'] })).status).toBe(403)
  expect((await anna.post('/api/workspace', { people: [] })).status).toBe(403)
})

describe('what decides asks for a sign-in of the last eight hours', () => {
  const decisions: [string, unknown][] = [
    ['/api/reviews/b_0/approve', { revision: 1, dispatchHash: 'sha256:0123456789ab' }],
    ['/api/reviews/b_0/edit', { revision: 1, edits: [] }],
    ['/api/acceptances/b_0/accept', { revision: 1, contentHash: 'x', complete: true, firstContact: null }],
    ['/api/deliveries/d_0/run', {}],
    ['/api/tokens', { name: 'x', scopes: ['read'] }],
  ]
  test('nine hours after it they are refused with the way out, and reading and signing out still work', async () => {
    world.clock.advance(4.5 * 3_600_000)
    expect(await status(anna)).toBe(200)
    const fresh = []
    for (const [path, body] of decisions) fresh.push((await anna.post(path, body)).status)
    expect(fresh).toEqual([404, 404, 404, 404, 200])
    world.clock.advance(4.5 * 3_600_000)
    for (const [path, body] of decisions) {
      const answer = await anna.post(path, body)
      expect([path, answer.status, answer.text]).toEqual([
        path,
        401,
        expect.stringContaining('sign in again at /sign-in'),
      ])
    }
    expect(JSON.parse((await anna.get('/api/self')).text)).toMatchObject({ decides: false })
    expect((await anna.get('/me')).text).toContain('sign in again')
    expect((await anna.post('/api/sign-out', { everywhere: false })).status).toBe(200)
  })

  test('and one is not made recent by coming back from a provider to whom the person proved nothing today', async () => {
    const at = Math.floor(world.clock.now().getTime() / 1000) - 9 * 3600
    world.provider.says({ ...claimsOf(ANNA), auth_time: at })
    expect((await anna.get(await anna.toProvider())).status).toBe(303)
    expect((await anna.post(...decisions[0]!)).status).toBe(401)
  })
})

test.each<[string, string, Record<string, string>]>([
  ['a header', '/api/self', { 'baton-person': RUTH }],
  ['a query', `/api/self?as=${RUTH}`, {}],
  ['a page’s query', `/queue?as=${RUTH}`, {}],
  ['the job’s own name', '/api/self', { 'baton-person': 'system' }],
])('nobody who signed in acts as somebody else by %s', async (_, path, headers) => {
  const answer = await anna.get(path, headers)
  expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('as nobody else')])
})

test('two Batons do not know each other’s sessions', async () => {
  const other = await openWorld()
  try {
    await other.clear()
    const stranger = other.browser()
    stranger.jar = new Map(anna.jar)
    expect([await status(stranger), await status(anna)]).toEqual([401, 200])
  } finally {
    await other.close()
  }
})

test('a browser of another site changes nothing with the cookie, whatever it pretends', async () => {
  const before = await world.log()
  const json = { 'content-type': 'application/json' }
  const attempts: [string, Record<string, string>][] = [
    ['a form of another site', { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' }],
    [
      'fetch without cors',
      { 'content-type': 'text/plain', origin: 'https://evil.example', 'sec-fetch-mode': 'no-cors' },
    ],
    ['JSON as plain text of our own page', { 'content-type': 'text/plain', origin: ORIGIN }],
    ['no content type', { origin: ORIGIN }],
    ['a JSON that only begins so', { 'content-type': 'application/jsonp', origin: ORIGIN }],
    ['no Origin', json],
    ['no Origin but metadata of our own', { ...json, 'sec-fetch-site': 'same-origin' }],
    ['cross-site', { ...json, origin: ORIGIN, 'sec-fetch-site': 'cross-site' }],
    ['a subdomain', { ...json, origin: 'https://x.baton.seller.example', 'sec-fetch-site': 'same-site' }],
    ['a sibling', { ...json, origin: ORIGIN, 'sec-fetch-site': 'same-site' }],
    ['plain http of the same name', { ...json, origin: 'http://baton.seller.example' }],
    ['another port', { ...json, origin: `${ORIGIN}:8443` }],
    ['a sandboxed frame', { ...json, origin: 'null' }],
    ['a sandboxed frame that says whence', { ...json, origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['our name as a prefix', { ...json, origin: `${ORIGIN}.evil.example` }],
  ]
  for (const [name, headers] of attempts) {
    for (const [path, body] of [
      ['/api/sign-out', '{"everywhere":true}'],
      ['/sign-out', 'everywhere=yes'],
      ['/api/tokens', '{"name":"x","scopes":["decide"]}'],
    ] as const) {
      // A form of our own page is what signing out is.
      if (path === '/sign-out' && headers['origin'] === ORIGIN && headers['sec-fetch-site'] === undefined) continue
      expect([name, path, (await anna.send('POST', path, headers, body)).status]).toEqual([name, path, 403])
    }
  }
  expect(await world.log()).toEqual(before)
  expect(await status(anna)).toBe(200)
})

test('another site may link here, and neither load nor frame anything', async () => {
  const from = (more: Record<string, string>) => anna.get('/queue', { 'sec-fetch-site': 'cross-site', ...more })
  const link = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  expect((await from(link)).status).toBe(200)
  expect((await from({ 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' })).status).toBe(403)
  expect((await from({ 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' })).status).toBe(403)
  expect((await from({ 'sec-fetch-mode': 'cors', origin: 'https://evil.example' })).status).toBe(403)
  expect((await from(link)).headers['access-control-allow-origin']).toBeUndefined()
})
