import { createHmac, randomBytes } from 'node:crypto'
import { appendEvent } from '../db/events.ts'
import { sha256 } from '../lib/json.ts'
import { sql } from 'kysely'
import type { Trx } from '../db/tables.ts'
import type { SignInSettings } from './oidc-claims.ts'

/** Why nobody was signed in. The words that a person reads stand in `REFUSALS`. */
export type Refusal =
  | 'provider'
  | 'stale'
  | 'state'
  | 'code'
  | 'token'
  | 'mail'
  | 'domain'
  | 'tenant'
  | 'guest'
  | 'unknown'
  | 'left'
  | 'another_account'

export const REFUSALS: Record<Refusal, string> = {
  provider: 'The provider did not sign you in.',
  stale: 'This sign-in was begun too long ago, in another browser, or was used already.',
  state: 'This sign-in was not begun in this browser.',
  code: 'The provider does not stand by this sign-in.',
  token: 'The answer of the provider was not meant for this sign-in.',
  mail: 'The provider has not verified your e-mail address.',
  domain: 'Your account is not one of this company.',
  tenant: 'Your account belongs to another organisation.',
  guest: 'Guests of the organisation are not let in.',
  unknown: 'You are not one of the people of this workspace. Ask its administrator to add you.',
  left: 'You no longer have access to this workspace. Ask its administrator.',
  another_account:
    'Your address belongs to another account at the provider. Ask the administrator to mark you as left and returned.',
}

/** Whom the provider vouches for, once everything about its answer was right. */
export type Identity = { issuer: string; subject: string; email: string; name: string; authTime: Date | null }

/**
 * One sign-in on its way, kept in the browser's cookie alone: state, nonce and the PKCE verifier are made from its secret, so
 * that nothing of it stands here, and beginning one changes nothing. It lasts ten minutes.
 */
export type Flow = { secret: string; begunAt: number; returnTo: string }

const LASTS_SECONDS = 600

export function beginFlow(now: Date, returnTo: string): Flow {
  return { secret: randomBytes(32).toString('base64url'), begunAt: Math.floor(now.getTime() / 1000), returnTo }
}

export function flowToCookie({ secret, begunAt, returnTo }: Flow): string {
  return `${secret}.${begunAt}.${Buffer.from(returnTo).toString('base64url')}`
}

/** Null for a cookie that is none of ours or has run out. */
export function flowFromCookie(cookie: string | undefined, now: Date): Flow | null {
  const [, secret, begun, returnTo] =
    /^([\w-]{43})\.(\d{1,12})\.([\w-]{0,2000})$/.exec(cookie ?? '') ?? ([] as undefined[])
  if (secret === undefined || begun === undefined) return null
  const age = now.getTime() / 1000 - Number(begun)
  if (age > LASTS_SECONDS || age < -60) return null
  return { secret, begunAt: Number(begun), returnTo: Buffer.from(returnTo ?? '', 'base64url').toString('utf8') }
}

/** What goes to the provider and has to come back; each its own, none tells another or the secret. */
export function partOf(flow: Flow, part: 'state' | 'nonce' | 'verifier'): string {
  return createHmac('sha256', flow.secret).update(part).digest('base64url')
}

/**
 * Finds the person whom the provider vouches for, or adds them as a viewer where the settings let everybody of the company in.
 * Uses the flow up: a second answer to it is `stale`. Called as `system`.
 */
export async function admit(
  trx: Trx,
  flow: Flow,
  identity: Identity,
  { joining, domains }: Pick<SignInSettings, 'joining' | 'domains'>,
): Promise<{ person: string } | { refused: Refusal }> {
  await trx
    .deleteFrom('used_sign_ins')
    .where(sql<boolean>`used_at < baton_now() - interval '1 day'`)
    .execute()
  const used = await trx
    .insertInto('used_sign_ins')
    .values({ secret_hash: sha256(flow.secret) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('secret_hash')
    .executeTakeFirst()
  if (used === undefined) return { refused: 'stale' }
  const { issuer, subject, email } = identity
  const bound = await trx
    .selectFrom('identities')
    .select('person')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  const address = bound?.person ?? email
  const person = await trx.selectFrom('people').select('active').where('email', '=', address).executeTakeFirst()
  if (person !== undefined && !person.active) return { refused: 'left' }
  if (bound !== undefined) return { person: address }
  if (person === undefined) {
    if (joining !== 'domain' || !(await allowedDomains(trx, domains)).includes(domainOf(email)))
      return { refused: 'unknown' }
    await trx
      .insertInto('people')
      .values({ email, name: identity.name, title: null, roles: ['viewer'] })
      .execute()
    await appendEvent(trx, { kind: 'people.added', subject: 'workspace', actor: email, data: { people: 1 } })
  }
  const tied = await trx
    .insertInto('identities')
    .values({ issuer, subject, person: email })
    .onConflict((conflict) => conflict.doNothing())
    .returning('person')
    .executeTakeFirst()
  return tied === undefined ? { refused: 'another_account' } : { person: email }
}

/** The domains whose people may sign in: those of the settings, else the seller's own. */
export async function allowedDomains(trx: Trx, configured: readonly string[]): Promise<readonly string[]> {
  if (configured.length > 0) return configured
  const workspace = await trx.selectFrom('workspace').select('seller_domains').executeTakeFirst()
  return workspace?.seller_domains ?? []
}

/** Into the log: that somebody came back from the provider and was not let in, and why. Never who they said they are. */
export async function recordRefusal(trx: Trx, reason: Refusal, issuer: string): Promise<void> {
  await appendEvent(trx, { kind: 'session.refused', subject: 'workspace', actor: 'system', data: { reason, issuer } })
}

/** After the last @, in lower case. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase()
}
