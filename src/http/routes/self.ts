import { createRoute, z } from '@hono/zod-openapi'
import { deleteCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { Scope } from '../../access/roles.ts'
import { endSessions, listSessions } from '../../access/sessions.ts'
import { listTokens, makeToken, revokeToken } from '../../access/tokens.ts'
import { needs } from '../access.ts'
import { cookiesOf } from '../guard.ts'
import { page } from '../page.ts'
import { answers, jsonBody, viewerOf } from '../request.ts'
import { signedInLine } from '../who.ts'
import type { AccessToken } from '../../access/tokens.ts'
import type { Guard } from '../guard.ts'
import type { App, Services } from '../request.ts'

const who = z.object({ as: z.string().optional() })

const Self = z
  .strictObject({
    person: z.string(),
    roles: z.array(z.string()),
    /** what stands for them: this machine's token, a browser's sign-in, a personal token */
    by: z.enum(['machine', 'session', 'token']),
    /** of a personal token; null: everything that the roles allow */
    scopes: z.array(z.string()).nullable(),
    signedInAt: z.string().nullable(),
    /** whether it may stand for a decision now */
    decides: z.boolean(),
  })
  .openapi('Self')

const Token = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
    madeAt: z.string(),
    expiresAt: z.string(),
    usedAt: z.string().nullable(),
    revokedAt: z.string().nullable(),
  })
  .openapi('Token')

const me = createRoute({
  method: 'get',
  path: '/api/self',
  middleware: needs('self.read', 'self'),
  summary: 'Who this request acts as, and by what',
  request: { query: who },
  responses: answers('the person', Self),
})

const tokens = createRoute({
  method: 'get',
  path: '/api/tokens',
  middleware: needs('self.read', 'self'),
  summary: 'Your personal tokens, without their secrets',
  request: { query: who },
  responses: answers('the newest first', z.strictObject({ tokens: z.array(Token) })),
})

const make = createRoute({
  method: 'post',
  path: '/api/tokens',
  middleware: needs('token.make', 'self'),
  summary: 'Make a personal token: it acts as you, within its scopes; the answer is the only place where it stands',
  request: {
    query: who,
    body: jsonBody(
      z.strictObject({
        name: z.string().trim().min(1).max(100),
        scopes: z.array(Scope).min(1).max(4),
        days: z.int().min(1).max(365).default(90),
      }),
    ),
  },
  responses: answers('the token', Token.extend({ token: z.string() })),
})

const revoke = createRoute({
  method: 'post',
  path: '/api/tokens/{id}/revoke',
  middleware: needs('self.change', 'self'),
  summary: 'Take a token out of use',
  request: { params: z.object({ id: z.string().max(80) }), query: who, body: jsonBody(z.strictObject({})) },
  responses: answers('it is worth nothing any more', z.strictObject({ revoked: z.string() })),
})

const out = createRoute({
  method: 'post',
  path: '/api/sign-out',
  middleware: needs('self.change', 'self'),
  summary: 'Sign out of this browser, or of every one',
  request: { query: who, body: jsonBody(z.strictObject({ everywhere: z.boolean() })) },
  responses: answers('how many browsers that were', z.strictObject({ ended: z.int() })),
})

/** Whoever acts, for themselves: who they are, their browsers and their tokens. */
export function addSelf(app: App, services: Services, { door }: Guard): void {
  const { database } = services

  app.openapi(me, async (context) => {
    const { person, roles, decides } = await viewerOf(context, services)
    const credential = context.get('credential')
    return context.json(
      {
        person,
        roles: [...roles],
        by: credential.kind,
        scopes: credential.kind === 'token' ? [...credential.scopes] : null,
        signedInAt: credential.kind === 'session' ? credential.signedInAt.toISOString() : null,
        decides: decides !== false,
      },
      200,
    )
  })
  app.openapi(tokens, async (context) => {
    const viewer = await viewerOf(context, services)
    const found = await database.as(viewer, (trx) => listTokens(trx, viewer.person))
    return context.json({ tokens: found.map(shown) }, 200)
  })
  app.openapi(make, async (context) => {
    const viewer = await viewerOf(context, services)
    const wanted = context.req.valid('json')
    const { token, ...made } = await database.as(viewer, (trx) => makeToken(trx, viewer.person, wanted))
    return context.json({ ...shown(made), token }, 200)
  })
  app.openapi(revoke, async (context) => {
    const viewer = await viewerOf(context, services)
    const { id } = context.req.valid('param')
    await database.as(viewer, (trx) => revokeToken(trx, viewer.person, id))
    return context.json({ revoked: id }, 200)
  })
  app.openapi(out, async (context) => {
    const viewer = await viewerOf(context, services)
    const credential = context.get('credential')
    const only = context.req.valid('json').everywhere || credential.kind !== 'session' ? null : credential.id
    return context.json({ ended: await database.as(viewer, (trx) => endSessions(trx, viewer.person, only)) }, 200)
  })

  app.get('/me', needs('self.read', 'self'), async (context) => {
    const viewer = await viewerOf(context, services)
    const browsers = await database.as(viewer, (trx) => listSessions(trx, viewer.person))
    const credential = context.get('credential')
    return context.html(
      page(
        viewer.person,
        html`<p>${viewer.roles.join(', ')}</p>
          ${
            credential.kind === 'session'
              ? html`<p>Signed in ${minutes(credential.signedInAt)}, in ${browsers.length} browser(s).</p>
                  ${
                    credential.recent
                      ? ''
                      : html`<p>
                          To decide anything,
                          <a href="/sign-in?again=1&return_to=%2Fme">sign in again</a>: that was more than eight hours
                          ago.
                        </p>`
                  }
                  <form method="post" action="/sign-out">
                    <button name="everywhere" value="no">Sign out</button>
                    <button name="everywhere" value="yes">Sign out everywhere</button>
                  </form>`
              : html`<p>By this machine’s own token.</p>`
          }
          <p>Tokens for programs: <code>baton token list</code></p>`,
        signedInLine(context, viewer.person),
      ),
    )
  })
  app.post('/sign-out', needs('self.change', 'self'), async (context) => {
    const viewer = await viewerOf(context, services)
    const credential = context.get('credential')
    const { everywhere } = await context.req.parseBody()
    if (credential.kind === 'session')
      await database.as(viewer, (trx) => endSessions(trx, viewer.person, everywhere === 'yes' ? null : credential.id))
    if (door) deleteCookie(context, cookiesOf(door).session, { secure: cookiesOf(door).secure, path: '/' })
    return context.redirect('/sign-in', 303)
  })
}

function shown({ madeAt, expiresAt, usedAt, revokedAt, ...token }: AccessToken) {
  return {
    ...token,
    madeAt: madeAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    usedAt: usedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }
}

function minutes(at: Date): string {
  return at.toISOString().slice(0, 16).replace('T', ' ')
}
