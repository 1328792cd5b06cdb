import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asks, Scope } from '../../src/access/roles.ts'
import { TOKEN_PREFIX } from '../../src/access/tokens.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { gatesOf } from '../../src/http/access.ts'
import { ANNA, openWorld, ORIGIN, RUTH } from './world.ts'
import type { Browser, World } from './world.ts'

let world: World
let ruth: Browser
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await world.clear()
  ruth = world.browser()
  await ruth.holdSession(world, RUTH)
})
afterAll(() => world.close())

type Made = { id: string; token: string; scopes: string[]; expiresAt: string }
async function make(scopes: readonly string[], browser = ruth, days = 90): Promise<Made> {
  const answer = await browser.post('/api/tokens', { name: 'for a test', scopes, days })
  expect(answer.status).toBe(200)
  return JSON.parse(answer.text) as Made
}
const using = (token: string) => ({ authorization: `Bearer ${token}` })
const as = (token: string, path = '/api/self') => world.browser().get(path, using(token))

test('a token is shown once, kept as a hash, listed with its last use, and worth nothing once revoked or run out', async () => {
  const made = await make(['read'])
  expect(made.token).toMatch(/^baton_pat_[\w-]{43}$/)
  const dump = JSON.stringify(
    await world.database.as(SYSTEM, async (trx) => [
      await trx.selectFrom('access_tokens').selectAll().execute(),
      await trx.selectFrom('events').selectAll().execute(),
    ]),
  )
  expect(dump).not.toContain(made.token.slice(TOKEN_PREFIX.length))
  expect(JSON.parse((await as(made.token)).text)).toMatchObject({
    person: RUTH,
    by: 'token',
    scopes: ['read'],
    decides: false,
  })
  const listed = (await ruth.get('/api/tokens')).text
  expect(listed).not.toContain(made.token)
  expect(JSON.parse(listed)).toMatchObject({ tokens: [{ id: made.id, usedAt: expect.any(String), revokedAt: null }] })
  expect((await ruth.post(`/api/tokens/${made.id}/revoke`, {})).status).toBe(200)
  expect((await as(made.token)).status).toBe(401)
  expect((await ruth.post(`/api/tokens/${made.id}/revoke`, {})).status).toBe(404)
  const short = await make(['read'], ruth, 1)
  expect((await as(short.token)).status).toBe(200)
  world.clock.advance(86_400_000)
  expect((await as(short.token)).status).toBe(401)
  expect(await world.log()).toEqual(['session.opened', 'token.made', 'token.revoked', 'token.made'])
})

test.each([
  ['no scope', { name: 'x', scopes: [] }],
  ['an unknown scope', { name: 'x', scopes: ['everything'] }],
  ['no name', { name: ' ', scopes: ['read'] }],
  ['no end', { name: 'x', scopes: ['read'], days: 3650 }],
  ['a key of every object', { name: 'x', scopes: ['read'], constructor: { prototype: { days: 9 } } }],
  ['a prototype', JSON.parse('{"name":"x","scopes":["read"],"__proto__":{"days":9}}') as object],
  ['another person', { name: 'x', scopes: ['read'], person: ANNA }],
])('there is no token with %s', async (_, body) => {
  expect((await ruth.post('/api/tokens', body)).status).toBe(400)
})

test('nobody sees or revokes another person’s token', async () => {
  const made = await make(['read'])
  const anna = world.browser()
  await anna.holdSession(world, ANNA)
  expect(JSON.parse((await anna.get('/api/tokens')).text)).toEqual({ tokens: [] })
  expect((await anna.post(`/api/tokens/${made.id}/revoke`, {})).status).toBe(404)
  expect((await as(made.token)).status).toBe(200)
})

test('a token does no more than its person may now, and nothing once they left', async () => {
  const { token } = await make(Scope.options)
  expect((await as(token, '/api/audit/verification')).status).toBe(200)
  await world.database.as(SYSTEM, (trx) =>
    trx
      .updateTable('people')
      .set({ roles: ['viewer'] })
      .where('email', '=', RUTH)
      .execute(),
  )
  expect((await as(token, '/api/audit/verification')).status).toBe(403)
  const set = (active: boolean) =>
    world.database.as(SYSTEM, (trx) => trx.updateTable('people').set({ active }).where('email', '=', RUTH).execute())
  await set(false)
  expect((await as(token)).status).toBe(401)
  await set(true)
  expect((await as(token)).status).toBe(401)
})

test('a token acts as its own person alone, makes no tokens, signs nobody out and names no folder of the machine', async () => {
  const { token, id } = await make(Scope.options)
  const post = (path: string, body: unknown) => world.browser().post(path, body, using(token))
  expect((await world.browser().get('/api/self', { ...using(token), 'baton-person': ANNA })).status).toBe(403)
  expect((await as(token, `/api/self?as=${ANNA}`)).status).toBe(403)
  expect((await post('/api/tokens', { name: 'x', scopes: ['read'] })).status).toBe(403)
  expect((await post(`/api/tokens/${id}/revoke`, {})).status).toBe(403)
  expect((await post('/api/sign-out', { everywhere: true })).status).toBe(403)
  expect((await post('/api/imports', { folder: '/etc' })).status).toBe(403)
  expect((await ruth.post('/api/imports', { folder: '/etc' })).status).toBe(403)
})

test('the machine’s own token is not taken where the network listens', async () => {
  expect((await as('f'.repeat(64))).status).toBe(401)
  expect((await world.browser().get(`/queue?token=${'f'.repeat(64)}`)).status).toBe(401)
})

describe('every route asks a token for the scope that its action asks for', () => {
  test.each(Scope.options)('%s', async (scope) => {
    const { token } = await make([scope])
    const answered: Record<string, boolean> = {}
    const expected: Record<string, boolean> = {}
    for (const [route, gate] of gatesOf(world.app)) {
      if (gate === null || typeof gate === 'string') continue
      const [method = '', path = ''] = route.split(' ')
      const asked = asks(gate.action)
      expected[route] = (method !== 'GET' && asked === 'read' ? 'write' : asked) === scope
      const headers = {
        host: 'baton.seller.example',
        ...using(token),
        'content-type': 'application/json',
        origin: ORIGIN,
      }
      const answer = await world.app.request(path.replaceAll(/:\w+/g, 'x'), {
        method,
        headers,
        ...(method === 'GET' ? {} : { body: '{' }),
      })
      const said = (await answer.text()).includes(`lacks the scope`)
      const never = answer.status === 403 && !said && ['person', 'machine'].includes(asked)
      answered[route] = !said && !never
    }
    expect(answered).toEqual(expected)
  })
})
