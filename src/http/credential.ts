import { timingSafeEqual } from 'node:crypto'
import { getCookie, setCookie } from 'hono/cookie'
import { findSession } from '../access/sessions.ts'
import { findToken } from '../access/tokens.ts'
import { SYSTEM } from '../db/viewer.ts'
import { AppError } from '../lib/errors.ts'
import { cookiesOf } from './guard.ts'
import { changes } from './origin.ts'
import { problemResponse } from './problem.ts'
import type { Context, MiddlewareHandler } from 'hono'
import type { Credential } from '../access/credential.ts'
import type { Guard } from './guard.ts'
import type { Count } from './limits.ts'
import type { Env, Services } from './request.ts'

/** Lets nobody through without this machine's token, a personal token or a sign-in, and says in the context which it was. */
export function knownCaller(services: Services, guard: Guard, count: Count): MiddlewareHandler<Env> {
  return async (context, next) => {
    const trade = tradeForCookie(context, guard)
    if (trade !== null) return trade
    const found = await credentialOf(context, services, guard)
    if (found === null) {
      const tried = context.req.header('authorization') !== undefined || context.req.header('cookie') !== undefined
      const refused = tried ? await count('wrong', context.get('address')) : null
      return refused ?? (asksForPage(context, guard) ? toSignIn(context) : problemResponse(nobody(guard)))
    }
    // A browser sends the cookie by itself; only a page of ours also says where it comes from.
    if (found.byCookie && changes(context) && context.req.header('origin') === undefined)
      return problemResponse(new AppError('forbidden', 'the request does not say which page it comes from'))
    context.set('credential', found.credential)
    const { credential } = found
    const refused = credential.kind === 'machine' ? null : await count('person', credential.person)
    return refused ?? next()
  }
}

async function credentialOf(
  context: Context<Env>,
  { database }: Services,
  { token, door }: Guard,
): Promise<{ credential: Credential; byCookie: boolean } | null> {
  const header = context.req.header('authorization')
  if (header !== undefined) {
    const bearer = /^Bearer (\S{1,200})$/i.exec(header)?.[1]
    if (bearer === undefined) return null
    if (sameSecret(bearer, token)) return { credential: { kind: 'machine' }, byCookie: false }
    const personal = await database.as(SYSTEM, (trx) => findToken(trx, bearer))
    return personal === null ? null : { credential: personal, byCookie: false }
  }
  if (sameSecret(getCookie(context, MACHINE_COOKIE), token)) return { credential: { kind: 'machine' }, byCookie: true }
  const secret = door ? getCookie(context, cookiesOf(door).session) : undefined
  if (secret === undefined) return null
  const session = await database.as(SYSTEM, (trx) => findSession(trx, secret))
  return session === null ? null : { credential: session, byCookie: true }
}

/** The address that `baton serve` printed holds the token once; from then on the cookie does. */
function tradeForCookie(context: Context<Env>, { token }: Guard): Response | null {
  if (changes(context) || !sameSecret(context.req.query('token'), token)) return null
  setCookie(context, MACHINE_COOKIE, token ?? '', { httpOnly: true, sameSite: 'Strict', path: '/' })
  const address = new URL(context.req.url)
  address.searchParams.delete('token')
  return context.redirect(`${address.pathname}${address.search}`, 303)
}

/** Compared without telling by the time taken how much of it was right. */
function sameSecret(given: string | undefined, secret: string | null): boolean {
  if (given === undefined || secret === null) return false
  const [a, b] = [Buffer.from(given), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function asksForPage(context: Context<Env>, { door }: Guard): boolean {
  const { req } = context
  return (
    Boolean(door) &&
    req.method === 'GET' &&
    !req.path.startsWith('/api/') &&
    /text\/html/.test(req.header('accept') ?? '')
  )
}

function toSignIn(context: Context<Env>): Response {
  const { pathname, search } = new URL(context.req.url)
  return context.redirect(`/sign-in?return_to=${encodeURIComponent(`${pathname}${search}`)}`, 303)
}

function nobody({ door }: Guard): AppError {
  return new AppError(
    'unauthorised',
    door
      ? 'nobody is signed in: sign in at /sign-in, or send a personal token'
      : 'no valid token: open the address that baton serve printed, token included',
  )
}

const MACHINE_COOKIE = 'baton_token'
