import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../src/db/viewer.ts'
import { pathOfOurs } from '../../src/http/routes/sign-in.ts'
import { ANNA, Browser, claimsOf, GONE, openWorld, ORIGIN } from './world.ts'
import type { World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => world.clear())
afterAll(() => world.close())

const SESSION = '__Host-baton'
const FLOW = '__Host-baton-sign-in'

test('somebody of the company signs in, lands where they wanted to go, and is known by the next request', async () => {
  const browser = world.browser()
  const turnedAway = await browser.get('/briefs/b_1?revision=2', { accept: 'text/html' })
  expect([turnedAway.status, turnedAway.headers['location']]).toEqual([
    303,
    `/sign-in?return_to=${encodeURIComponent('/briefs/b_1?revision=2')}`,
  ])
  expect((await browser.get(String(turnedAway.headers['location']))).text).toContain('/sign-in/start?return_to=')
  world.provider.says(claimsOf(ANNA))
  const landed = await browser.get(await browser.toProvider('/queue?x=1'))
  expect([landed.status, landed.headers['location']]).toEqual([303, '/queue?x=1'])
  const cookie = String(landed.headers['set-cookie'])
  expect(cookie).toMatch(/__Host-baton=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax/)
  expect(browser.jar.has(FLOW)).toBe(false)
  const queue = await browser.get('/queue')
  expect(queue.text).toContain(ANNA)
  expect(queue.text).toContain('action="/sign-out"')
  expect(JSON.parse((await browser.get('/api/self')).text)).toMatchObject({
    person: ANNA,
    roles: ['rep'],
    by: 'session',
  })
  expect(await world.log()).toEqual(['session.opened'])
  expect((await browser.get('/me')).text).toContain('Sign out everywhere')
})

test('the provider is asked with PKCE, state, nonce and the one address that was registered', async () => {
  const browser = world.browser()
  const ask = async (more = '') =>
    new URL(String((await browser.get(`/sign-in/start?return_to=/queue${more}`)).headers['location'])).searchParams
  const first = await ask()
  const second = await ask('&again=1&redirect_uri=https://evil.example/')
  expect(Object.fromEntries(first)).toMatchObject({
    redirect_uri: `${ORIGIN}/sign-in/callback`,
    response_type: 'code',
    client_id: 'baton-here',
    scope: 'openid email profile',
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
  })
  expect(second.get('redirect_uri')).toBe(`${ORIGIN}/sign-in/callback`)
  expect(second.get('prompt')).toBe('login')
  for (const part of ['state', 'nonce', 'code_challenge']) {
    expect(first.get(part)).toMatch(/^[\w-]{43}$/)
    expect(first.get(part)).not.toBe(second.get(part))
  }
  expect(new Set(['state', 'nonce', 'code_challenge'].map((part) => first.get(part))).size).toBe(3)
})

describe('nobody is signed in by', () => {
  const now = () => Math.floor(Date.now() / 1000)
  type Attempt = (browser: Browser) => Promise<{ status: number; text: string }>
  const saying =
    (changes: Record<string, unknown>): Attempt =>
    async (browser) => {
      world.provider.says({ ...claimsOf(ANNA), ...changes })
      return browser.get(await browser.toProvider())
    }
  const attempts: [string, string | null, Attempt][] = [
    [
      'a stolen code in a browser that did not ask for it (its verifier is another)',
      'code',
      async (browser) => {
        const victim = world.browser()
        world.provider.says(claimsOf(ANNA))
        const stolen = new URL(await victim.toProvider(), ORIGIN).searchParams.get('code')
        const own = new URL(await browser.toProvider(), ORIGIN).searchParams.get('state')
        return browser.get(`/sign-in/callback?code=${stolen}&state=${own}`)
      },
    ],
    [
      'a wrong state',
      'state',
      async (browser) => {
        const back = await browser.toProvider()
        return browser.get(back.replace(/state=[^&]+/, `state=${'A'.repeat(43)}`))
      },
    ],
    ['no state', 'state', async (browser) => browser.get((await browser.toProvider()).replace(/&state=[^&]+/, ''))],
    [
      'the address of somebody else’s sign-in, in a browser that began none',
      null,
      async (browser) => {
        world.provider.says(claimsOf(ANNA))
        return browser.get(await world.browser().toProvider())
      },
    ],
    [
      'the address of somebody else’s sign-in, in a browser that began its own',
      'state',
      async (browser) => {
        world.provider.says(claimsOf(ANNA))
        await browser.toProvider()
        return browser.get(await world.browser().toProvider())
      },
    ],
    [
      'a sign-in that was begun more than ten minutes ago',
      null,
      async (browser) => {
        world.provider.says(claimsOf(ANNA))
        const back = await browser.toProvider()
        world.clock.advance(601_000)
        return browser.get(back)
      },
    ],
    [
      'the provider’s own refusal',
      'provider',
      async (browser) => {
        const back = await browser.toProvider()
        return browser.get(back.replace(/code=[^&]+/, 'error=access_denied'))
      },
    ],
    [
      'a code that the provider does not know',
      'code',
      async (browser) => browser.get((await browser.toProvider()).replace(/code=[^&]+/, 'code=made-up')),
    ],
    ['a token of another issuer', 'token', saying({ iss: 'https://evil.example' })],
    ['a token for another application', 'token', saying({ aud: 'somebody-else' })],
    [
      'a token for several applications, of which another one asked',
      'token',
      saying({ aud: ['baton-here', 'x'], azp: 'x' }),
    ],
    ['a token of another sign-in (nonce)', 'token', saying({ nonce: 'A'.repeat(43) })],
    ['a token without nonce', 'token', saying({ nonce: undefined })],
    ['a token that has run out', 'token', saying({ exp: now() - 120, iat: now() - 720 })],
    [
      'a token that somebody else signed, right in everything else',
      'token',
      async (browser) => {
        const start = await browser.get('/sign-in/start')
        const asked = String(start.headers['location'])
        const nonce = new URL(asked).searchParams.get('nonce')
        const back = new URL((await fetch(asked, { redirect: 'manual' })).headers.get('location') ?? '')
        world.provider.says({ ...claimsOf(ANNA), aud: 'baton-here', nonce })
        await world.provider.forges(true)
        return browser.get(`${back.pathname}${back.search}`)
      },
    ],
    [
      'an answer without ID token',
      'token',
      async (browser) => {
        world.provider.answers((response) => {
          if (response.body !== null && typeof response.body === 'object')
            Reflect.deleteProperty(response.body, 'id_token')
        })
        return browser.get(await browser.toProvider())
      },
    ],
    ['an address that the provider has not verified', 'mail', saying({ email_verified: false })],
    ['an address of which the provider does not say whether', 'mail', saying({ email_verified: undefined })],
    ['no address', 'mail', saying({ email: undefined })],
    ['two addresses in one', 'mail', saying({ email: `${ANNA},eve@evil.example` })],
    ['an account of another domain', 'domain', saying({ email: 'anna@evil.example' })],
    ['an account of a domain below ours', 'domain', saying({ email: 'anna@sub.seller.example' })],
    ['somebody of the company who is not one of the people here', 'unknown', saying({ email: 'eve@seller.example' })],
    ['somebody who left', 'left', saying({ email: GONE })],
  ]
  test.each(attempts)('%s', async (_, reason, attempt) => {
    const browser = world.browser()
    const answer = await attempt(browser)
    expect([answer.status, answer.text.includes('Not signed in')]).toEqual([403, true])
    expect(answer.text).not.toContain(ANNA)
    expect(browser.jar.has(SESSION)).toBe(false)
    expect(await world.sessions()).toBe(0)
    const events = await world.database.as(SYSTEM, (trx) => trx.selectFrom('events').select(['kind', 'body']).execute())
    expect(
      events.map(({ kind, body }) => [kind, (JSON.parse(body) as { data: { reason: string } }).data.reason]),
    ).toEqual(reason === null ? [] : [['session.refused', reason]])
    expect((await browser.get('/api/self')).status).toBe(401)
  })

  test('an answer that was taken already, also with every cookie of its time', async () => {
    const browser = world.browser()
    world.provider.says(claimsOf(ANNA))
    const back = await browser.toProvider()
    const before = new Map(browser.jar)
    expect((await browser.get(back)).status).toBe(303)
    const again = world.browser()
    again.jar = before
    expect((await again.get(back)).status).toBe(403)
    expect(await world.sessions()).toBe(1)
  })

  test('the same sign-in with a second code, for its state is used up', async () => {
    const browser = world.browser()
    world.provider.says(claimsOf(ANNA))
    const start = await browser.get('/sign-in/start')
    const codes = []
    for (const _ of [1, 2]) {
      const answer = await fetch(String(start.headers['location']), { redirect: 'manual' })
      const back = new URL(answer.headers.get('location') ?? '')
      codes.push(`${back.pathname}${back.search}`)
    }
    const before = new Map(browser.jar)
    expect((await browser.get(codes[0] ?? '')).status).toBe(303)
    const again = world.browser()
    again.jar = before
    const second = await again.get(codes[1] ?? '')
    expect([second.status, second.text.includes('used already')]).toEqual([403, true])
    expect(again.jar.has(SESSION)).toBe(false)
  })
})

test('an address is not taken over by the next account that is given it, until an administrator lets it go', async () => {
  expect((await world.browser().signIn(world, ANNA)).status).toBe(303)
  world.provider.says({ ...claimsOf(ANNA), sub: 'somebody-new' })
  const browser = world.browser()
  const refused = await browser.get(await browser.toProvider())
  expect([refused.status, refused.text.includes('another account')]).toEqual([403, true])
  for (const active of [false, true])
    await world.database.as(SYSTEM, (trx) =>
      trx.updateTable('people').set({ active }).where('email', '=', ANNA).execute(),
    )
  const next = world.browser()
  expect((await next.get(await next.toProvider())).status).toBe(303)
})

test('a person stays the same when the provider gives them another address', async () => {
  await world.browser().signIn(world, ANNA)
  world.provider.says({ ...claimsOf('anna.married@seller.example'), sub: `sub-of-${ANNA}` })
  const browser = world.browser()
  expect((await browser.get(await browser.toProvider())).status).toBe(303)
  expect(JSON.parse((await browser.get('/api/self')).text)).toMatchObject({ person: ANNA })
})

test('where the settings let the whole company in, somebody new joins as a viewer, and nobody of elsewhere does', async () => {
  const app = world.another({ joining: 'domain' })
  const through = async (email: string): Promise<number> => {
    world.provider.says(claimsOf(email))
    const start = await app.request('/sign-in/start', { headers: { host: 'baton.seller.example' } })
    const answer = await fetch(start.headers.get('location') ?? '', { redirect: 'manual' })
    const cookie = (start.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const back = new URL(answer.headers.get('location') ?? '')
    const headers = { host: 'baton.seller.example', cookie }
    return (await app.request(`${back.pathname}${back.search}`, { headers })).status
  }
  expect(await through('eve@evil.example')).toBe(403)
  expect(await through('new@seller.example')).toBe(303)
  const people = await world.database.as(SYSTEM, (trx) => trx.selectFrom('people').select(['email', 'roles']).execute())
  expect(people).toContainEqual({ email: 'new@seller.example', roles: ['viewer'] })
  expect(people.map(({ email }) => email)).not.toContain('eve@evil.example')
})

describe('where a sign-in returns to is a path of ours', () => {
  const elsewhere = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/%09//evil.example/..//evil.example',
    'javascript:alert(1)',
    'queue',
    '',
    '/sign-in/start',
    '/sign-out',
    '/.//evil.example',
    '/queue\r\nset-cookie: a=b',
    `https:evil.example`,
    '@evil.example',
  ]
  test.each(elsewhere)('%j', (given) => {
    const path = pathOfOurs(given)
    const resolved = new URL(path, ORIGIN)
    expect(resolved.origin).toBe(ORIGIN)
    expect(path).toMatch(/^\/(?!\/)[\x20-\x7e]*$/)
    expect(path).not.toMatch(/^\/sign-/)
  })
  test('and what is one is kept', () => {
    for (const path of ['/queue', '/briefs/b_1?revision=2', '/me?x=%2F%2Fevil.example'])
      expect(pathOfOurs(path)).toBe(path)
  })
  test('also when the cookie of the sign-in was made up', async () => {
    const browser = world.browser()
    world.provider.says(claimsOf(ANNA))
    const back = await browser.toProvider()
    const [secret, begun] = (browser.jar.get(FLOW) ?? '').split('.')
    browser.jar.set(FLOW, `${secret}.${begun}.${Buffer.from('//evil.example').toString('base64url')}`)
    expect((await browser.get(back)).headers['location']).toBe('/queue')
  })
})

test('a provider that does not answer is nobody’s wrong sign-in: 503 and one line', async () => {
  const app = world.another({ issuer: 'http://127.0.0.1:9' })
  const answer = await app.request('/sign-in/start', { headers: { host: 'baton.seller.example' } })
  expect([answer.status, await answer.json()]).toMatchObject([503, { code: 'unavailable' }])
})
