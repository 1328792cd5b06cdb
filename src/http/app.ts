import { timingSafeEqual } from 'node:crypto'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, Next } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import { AppError } from '../lib/errors.ts'
import { assertGated, open } from './access.ts'
import { problemResponse } from './problem.ts'
import { ROUTES } from './routes/index.ts'
import type { App, Env, Services } from './request.ts'

/** `hosts`: the Host headers that are answered (`127.0.0.1:4747`); null in process, where there is no network. */
export type Guard = { token: string; hosts: readonly string[] | null }

/** The API and the plain pages: routes only, each a call into a room. The same in process and over HTTP. */
export function buildApp(services: Services, guard: Guard): App {
  const app: App = new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) {
        const issue = result.error.issues[0]
        const where = issue?.path.join('.') ?? ''
        throw new AppError(
          'bad_call',
          `${where === '' ? 'the request' : where}: ${issue?.message ?? 'is not as expected'}`,
        )
      }
    },
  })
  app.use(async (context, next) => {
    await next()
    // A page may bring a policy of its own, for the styles that it carries; it is never looser on scripts.
    for (const [name, value] of Object.entries(HEADERS)) {
      if (context.res.headers.get(name) === null) context.res.headers.set(name, value)
    }
  })
  app.use((context, next) => checkAddress(context, next, guard))
  app.use((context, next) => {
    context.set('services', services)
    return next()
  })
  app.get('/healthz', open(), (context) => context.json({ ok: true }))
  app.use((context, next) => checkToken(context, next, guard))
  app.use(
    bodyLimit({
      maxSize: BODY_LIMIT,
      onError: () => problemResponse(new AppError('bad_call', `the request is larger than ${BODY_LIMIT} bytes`)),
    }),
  )
  for (const add of ROUTES) add(app, services)
  app.get('/api/openapi.json', open(), (context) =>
    context.json(app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Baton', version: '1' } })),
  )
  assertGated(app)
  app.notFound((context) =>
    problemResponse(new AppError('not_found', `there is no ${context.req.method} ${context.req.path}`)),
  )
  app.onError((error) => problemResponse(error))
  return app
}

/** The cookie's and the header's token compared without telling by the time taken how much of it was right. */
function sameToken(given: string | undefined, token: string): boolean {
  if (given === undefined) return false
  const [a, b] = [Buffer.from(given), Buffer.from(token)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const BODY_LIMIT = 2 * 1024 * 1024

const HEADERS: Record<string, string> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** Against rebinding: a name that somebody else controls may point here, but then it stands in Host and Origin. */
async function checkAddress(context: Context<Env>, next: Next, { hosts }: Guard): Promise<Response | void> {
  if (hosts === null) return next()
  if (!hosts.includes(context.req.header('host') ?? '')) {
    return problemResponse(
      new AppError('forbidden', 'this address is not answered here: use the one that baton serve printed'),
    )
  }
  const origin = context.req.header('origin')
  const site = context.req.header('sec-fetch-site')
  const foreign =
    (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none')
  const changes = context.req.method !== 'GET' && context.req.method !== 'HEAD'
  if (foreign && changes) return problemResponse(new AppError('forbidden', 'another site may not send this'))
  return next()
}

async function checkToken(context: Context<Env>, next: Next, { token }: Guard): Promise<Response | void> {
  const { method } = context.req
  const reads = method === 'GET' || method === 'HEAD'
  const inAddress = context.req.query('token')
  if (reads && sameToken(inAddress, token)) {
    setCookie(context, COOKIE, token, { httpOnly: true, sameSite: 'Strict', path: '/' })
    const address = new URL(context.req.url)
    address.searchParams.delete('token')
    return context.redirect(`${address.pathname}${address.search}`, 303)
  }
  if (sameToken(/^Bearer (\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1], token)) {
    context.set('byCookie', false)
    return next()
  }
  if (sameToken(getCookie(context, COOKIE), token)) {
    // A browser sends the cookie by itself; only a page of ours also says where it comes from.
    if (!reads && context.req.header('origin') === undefined) {
      return problemResponse(new AppError('forbidden', 'the request does not say which page it comes from'))
    }
    context.set('byCookie', true)
    return next()
  }
  return problemResponse(
    new AppError('unauthorised', 'no valid token: open the address that baton serve printed, token included'),
  )
}

const COOKIE = 'baton_token'
