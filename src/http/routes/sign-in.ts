import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { identityOf } from '../../access/oidc-claims.ts'
import { openSession, SESSION } from '../../access/sessions.ts'
import {
  admit,
  allowedDomains,
  beginFlow,
  flowFromCookie,
  flowToCookie,
  recordRefusal,
  REFUSALS,
} from '../../access/sign-in.ts'
import { nowOf } from '../../db/now.ts'
import { SYSTEM } from '../../db/viewer.ts'
import { AppError } from '../../lib/errors.ts'
import { anybody } from '../access.ts'
import { cookiesOf } from '../guard.ts'
import { page } from '../page.ts'
import { STYLE } from '../style.ts'
import type { Context } from 'hono'
import type { Flow, Refusal } from '../../access/sign-in.ts'
import type { Trx } from '../../db/open.ts'
import type { Door, Guard } from '../guard.ts'
import type { Count } from '../limits.ts'
import type { App, Env, Services } from '../request.ts'

/** What stands before the door: the page that leads to the provider, and the way back from there. */
export function addSignIn(app: App, services: Services, { door }: Guard, count: Count): void {
  app.get('/style.css', anybody(), (context) => context.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/sign-in', anybody(), (context) => context.html(door ? signInPage(context, door) : noSignIn()))
  app.get('/sign-in/start', anybody(), async (context) => {
    if (!door) throw notSetUp()
    return (await count('signIn', context.get('address'))) ?? toProvider(context, services, door)
  })
  // The one GET that changes something: the provider answers that way. Without the cookie of a sign-in that was begun in
  // this browser it does nothing, so whoever follows links in mails does nothing here.
  app.get('/sign-in/callback', anybody(), async (context) => {
    if (!door) throw notSetUp()
    return (await count('signIn', context.get('address'))) ?? fromProvider(context, services, door)
  })
}

/** A path of ours and nothing else: neither another host nor the sign-in itself, which would go round in circles. */
export function pathOfOurs(given: string | undefined): string {
  // oxlint-disable-next-line no-control-regex -- browsers drop some of them, and what is left may be another host
  if (given === undefined || !/^\/(?![/\\])[^\\\u0000-\u001f\u007f]*$/.test(given)) return '/queue'
  const here = 'https://here.invalid'
  const address = URL.canParse(given, here) ? new URL(given, here) : null
  if (address === null || address.origin !== here || /^\/sign-(?:in|out)\b/.test(address.pathname)) return '/queue'
  return address.pathname.startsWith('//') ? '/queue' : `${address.pathname}${address.search}`
}

async function toProvider(
  context: Context<Env>,
  { database }: Services,
  { provider, ...door }: Door,
): Promise<Response> {
  const { now, domains } = await database.as(SYSTEM, async (trx) => ({
    now: await nowOf(trx),
    domains: await allowedDomains(trx, provider.settings.domains),
  }))
  const flow = beginFlow(now, pathOfOurs(context.req.query('return_to')))
  const address = await provider.begin(flow, { again: context.req.query('again') !== undefined, domains })
  const { flow: name, secure } = cookiesOf({ provider, ...door })
  setCookie(context, name, flowToCookie(flow), { secure, httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 600 })
  return context.redirect(address.href, 302)
}

async function fromProvider(context: Context<Env>, services: Services, door: Door): Promise<Response> {
  const { database } = services
  const { provider } = door
  const cookies = cookiesOf(door)
  const now = await database.as(SYSTEM, (trx) => nowOf(trx))
  const flow = flowFromCookie(getCookie(context, cookies.flow), now)
  if (flow === null) return refusedPage(context, 'stale', null)
  deleteCookie(context, cookies.flow, { secure: cookies.secure, path: '/' })
  const answer = await provider.finish(flow, new URL(context.req.url).searchParams)
  const replaces = getCookie(context, cookies.session) ?? null
  const outcome = await database.as(SYSTEM, async (trx) => {
    const domains = await allowedDomains(trx, provider.settings.domains)
    const vouched = 'refused' in answer ? answer : identityOf(answer.claims, provider.settings, domains)
    if ('refused' in vouched) return refuse(trx, vouched.refused, provider.settings.issuer)
    const { issuer, authTime } = vouched.identity
    const admitted = await admit(trx, flow, vouched.identity, provider.settings)
    if ('refused' in admitted) return refuse(trx, admitted.refused, issuer)
    // Where the provider says when the person proved who they are, that is when; it may have been yesterday.
    const signedInAt = authTime !== null && authTime < now ? authTime : now
    return { secret: await openSession(trx, { person: admitted.person, issuer, signedInAt, replaces }) }
  })
  if ('refused' in outcome) return refusedPage(context, outcome.refused, flow)
  setCookie(context, cookies.session, outcome.secret, {
    secure: cookies.secure,
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: SESSION.absolute / 1000,
  })
  return context.redirect(pathOfOurs(flow.returnTo), 303)
}

async function refuse(trx: Trx, refused: Refusal, issuer: string): Promise<{ refused: Refusal }> {
  await recordRefusal(trx, refused, issuer)
  return { refused }
}

function signInPage(context: Context<Env>, { provider: { settings } }: Door) {
  const back = `return_to=${encodeURIComponent(pathOfOurs(context.req.query('return_to')))}`
  const again = context.req.query('again') === undefined ? '' : '&again=1'
  return page(
    'Sign in',
    html`<p><a class="button" href="/sign-in/start?${back}${again}">Continue with ${nameOf(settings)}</a></p>
      <p class="meta">Baton learns your name and your address there, and nothing else.</p>`,
  )
}

function nameOf({ provider, issuer }: Door['provider']['settings']): string {
  return provider === 'google' ? 'Google' : provider === 'entra' ? 'Microsoft' : new URL(issuer).host
}

function noSignIn() {
  return page('Sign in', html`<p>Nobody signs in here: open the address that <code>baton serve</code> printed.</p>`)
}

function refusedPage(context: Context<Env>, reason: Refusal, flow: Flow | null): Response | Promise<Response> {
  const back = encodeURIComponent(pathOfOurs(flow?.returnTo))
  return context.html(
    page(
      'Not signed in',
      html`<p>${REFUSALS[reason]}</p>
        <p><a href="/sign-in?return_to=${back}&again=1">Sign in again</a></p>`,
    ),
    403,
  )
}

function notSetUp(): AppError {
  return new AppError('not_found', 'nobody signs in here: sign-in is not set up (BATON_OIDC_…, docs/sign-in.md)')
}
