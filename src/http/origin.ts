import { getConnInfo } from '@hono/node-server/conninfo'
import { AppError } from '../lib/errors.ts'
import { originsOf } from './guard.ts'
import { problemResponse } from './problem.ts'
import type { Context, MiddlewareHandler, Next } from 'hono'
import type { Guard } from './guard.ts'
import type { Env } from './request.ts'

/**
 * Where a request comes from, before anybody asks who sends it. Hono's own csrf() looks at forms alone and lets through what
 * either Origin or Fetch Metadata speaks for; here both have to agree, for JSON too.
 */
export function knownPlace(guard: Guard): MiddlewareHandler<Env> {
  return async (context: Context<Env>, next: Next) => {
    const { hosts, proxies = [] } = guard
    const socket = socketAddress(context)
    context.set('address', clientAddress(context, socket, proxies))
    if (hosts === null) return next()
    // Against rebinding: a name that somebody else controls may point here, but then it stands in Host.
    if (!hosts.includes(context.req.header('host') ?? ''))
      return refuse('this address is not answered here: use the one that baton serve printed')
    if (proxies.length > 0 && socket !== null && !isLoopback(socket) && !proxies.includes(socket))
      return refuse('only the proxy is answered here (BATON_TRUSTED_PROXY)')
    const origin = context.req.header('origin')
    const site = context.req.header('sec-fetch-site')
    const ownSite = site === 'same-origin' || site === 'none'
    if (changes(context)) {
      // A form of a page without referrer says `null`; only a browser can then say that it is ours, and no page can forge that.
      const known =
        origin === undefined || originsOf(guard).includes(origin) || (origin === 'null' && site === 'same-origin')
      if (!known || (site !== undefined && !ownSite)) return refuse('another site may not send this')
      if (!hasKnownBody(context)) return refuse('the body is to be JSON: send it with content-type application/json')
    } else if (site !== undefined && !ownSite && !followsLink(context))
      return refuse('another site may link here, but not load or frame this')
    return next()
  }
}

/** Whether the method may change something. OPTIONS is answered like an unknown route: no other site is ever allowed anything. */
export function changes({ req: { method } }: Context<Env>): boolean {
  return method !== 'GET' && method !== 'HEAD'
}

/** A click on a link in a mail: a navigation of the whole window. */
function followsLink({ req }: Context<Env>): boolean {
  const into = req.header('sec-fetch-dest')
  return req.header('sec-fetch-mode') === 'navigate' && (into === undefined || into === 'document')
}

/** JSON, or the one form that our pages have; no other site can send JSON without asking first, and nobody answers it. */
function hasKnownBody({ req }: Context<Env>): boolean {
  const type = req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/json') return true
  if (req.path === '/sign-out') return type === undefined || type === 'application/x-www-form-urlencoded'
  return type === undefined && (req.header('content-length') ?? '0') === '0' && !req.header('transfer-encoding')
}

function refuse(why: string): Response {
  return problemResponse(new AppError('forbidden', why))
}

/** Null in process. */
function socketAddress(context: Context<Env>): string | null {
  if ((context.env as { incoming?: unknown } | undefined)?.incoming === undefined) return null
  return plain(getConnInfo(context).remote.address ?? '')
}

/** The last address that a proxy of ours wrote down; what stands before it anybody may have written. */
function clientAddress(context: Context<Env>, socket: string | null, proxies: readonly string[]): string {
  if (socket === null || !proxies.includes(socket)) return socket ?? 'here'
  const forwarded = (context.req.header('x-forwarded-for') ?? '').split(',').map((address) => plain(address.trim()))
  return forwarded.findLast((address) => address !== '' && !proxies.includes(address)) ?? socket
}

function plain(address: string): string {
  return address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
}

export function isLoopback(address: string): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|::1|\[::1\]|localhost)$/i.test(address)
}
