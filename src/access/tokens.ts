import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { appendEvent } from '../db/events.ts'
import { nowOf } from '../db/now.ts'
import { AppError } from '../lib/errors.ts'
import { sha256 } from '../lib/json.ts'
import type { Trx } from '../db/tables.ts'
import type { Credential } from './credential.ts'
import type { Scope } from './roles.ts'

/** A personal token as its owner sees it afterwards: never the secret. */
export type AccessToken = {
  id: string
  name: string
  scopes: string[]
  madeAt: Date
  expiresAt: Date
  usedAt: Date | null
  revokedAt: Date | null
}

/** What every personal token begins with, so that people and scanners of secrets know one when they see it. */
export const TOKEN_PREFIX = 'baton_pat_'

/** Makes a token that acts as `person` within the scopes, for so many days. The answer's `token` is shown once and kept nowhere. */
export async function makeToken(
  trx: Trx,
  person: string,
  wanted: { name: string; scopes: readonly Scope[]; days: number },
): Promise<AccessToken & { token: string }> {
  const now = await nowOf(trx)
  const token = `${TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`
  const scopes = [...new Set(wanted.scopes)]
  const expiresAt = new Date(now.getTime() + wanted.days * 86_400_000)
  const { id } = await trx
    .insertInto('access_tokens')
    .values({ secret_hash: sha256(token), person, name: wanted.name, scopes, expires_at: expiresAt.toISOString() })
    .returning('id')
    .executeTakeFirstOrThrow()
  await appendEvent(trx, {
    kind: 'token.made',
    subject: 'workspace',
    actor: person,
    data: { token: id, scopes, expiresAt: expiresAt.toISOString() },
  })
  return { id, name: wanted.name, scopes, madeAt: now, expiresAt, usedAt: null, revokedAt: null, token }
}

/** The credential of a token while it lasts; null for everything else. */
export async function findToken(trx: Trx, token: string): Promise<Extract<Credential, { kind: 'token' }> | null> {
  if (!token.startsWith(TOKEN_PREFIX)) return null
  const row = await trx
    .selectFrom('access_tokens')
    .select(['id', 'person', 'scopes', 'expires_at', 'used_at', 'revoked_at'])
    .where('secret_hash', '=', sha256(token))
    .executeTakeFirst()
  if (row === undefined || row.revoked_at !== null) return null
  const now = await nowOf(trx)
  if (row.expires_at <= now) return null
  if (row.used_at === null || now.getTime() - row.used_at.getTime() > USED_EVERY)
    await trx.updateTable('access_tokens').set({ used_at: now.toISOString() }).where('id', '=', row.id).execute()
  return { kind: 'token', person: row.person, id: row.id, scopes: row.scopes }
}

/** How often the last use is written down, in milliseconds. */
const USED_EVERY = 300_000

/** The person's tokens, also those that no longer count, the newest first. */
export async function listTokens(trx: Trx, person: string): Promise<AccessToken[]> {
  const rows = await trx
    .selectFrom('access_tokens')
    .selectAll()
    .where('person', '=', person)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    revokedAt: row.revoked_at,
  }))
}

/** Takes a token out of use from the next request on. Throws `not_found` for one that is not the person's, or not in use. */
export async function revokeToken(trx: Trx, person: string, id: string): Promise<void> {
  const gone = await trx
    .updateTable('access_tokens')
    .set({ revoked_at: sql`baton_now()` })
    .where(sql<string>`id::text`, '=', id.toLowerCase())
    .where('person', '=', person)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (gone === undefined) throw new AppError('not_found', `${person} has no token ${id} in use; see baton token list`)
  await appendEvent(trx, { kind: 'token.revoked', subject: 'workspace', actor: person, data: { token: gone.id } })
}
