import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { appendEvent } from '../db/events.ts'
import { nowOf } from '../db/now.ts'
import { sha256 } from '../lib/json.ts'
import type { Trx } from '../db/tables.ts'
import type { Credential } from './credential.ts'

/** How long a sign-in lasts in a browser, in milliseconds: unused, at all, and for decisions. */
export const SESSION = { idle: 12 * 3_600_000, absolute: 7 * 86_400_000, recent: 8 * 3_600_000 }

/** How often the last use is written down, in milliseconds: a page is many requests. */
const SEEN_EVERY = 300_000

/**
 * Signs a browser in. The secret goes into its cookie and is nowhere else; `replaces` is the secret that it held before,
 * which is worth nothing from now on. Called as `system`: nobody is known before.
 */
export async function openSession(
  trx: Trx,
  signIn: { person: string; issuer: string; signedInAt: Date; replaces: string | null },
): Promise<string> {
  const { person, issuer, signedInAt, replaces } = signIn
  const now = (await nowOf(trx)).getTime()
  await trx
    .deleteFrom('sessions')
    .where(sql<boolean>`ends_at < baton_now()`)
    .execute()
  if (replaces !== null) await trx.deleteFrom('sessions').where('secret_hash', '=', sha256(replaces)).execute()
  const secret = randomBytes(32).toString('base64url')
  const { id } = await trx
    .insertInto('sessions')
    .values({
      secret_hash: sha256(secret),
      person,
      signed_in_at: signedInAt.toISOString(),
      ends_at: new Date(now + SESSION.absolute).toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await appendEvent(trx, { kind: 'session.opened', subject: 'workspace', actor: person, data: { session: id, issuer } })
  return secret
}

/** The session of a cookie's secret, as long as it lasts; null for everything else. */
export async function findSession(trx: Trx, secret: string): Promise<Extract<Credential, { kind: 'session' }> | null> {
  const row = await trx
    .selectFrom('sessions')
    .select(['id', 'person', 'signed_in_at', 'seen_at', 'ends_at'])
    .where('secret_hash', '=', sha256(secret))
    .executeTakeFirst()
  if (row === undefined) return null
  const now = (await nowOf(trx)).getTime()
  const idle = now - row.seen_at.getTime()
  if (row.ends_at.getTime() <= now || idle > SESSION.idle) return null
  if (idle > SEEN_EVERY)
    await trx
      .updateTable('sessions')
      .set({ seen_at: new Date(now).toISOString() })
      .where('id', '=', row.id)
      .execute()
  const recent = now - row.signed_in_at.getTime() <= SESSION.recent
  return { kind: 'session', person: row.person, id: row.id, signedInAt: row.signed_in_at, recent }
}

/** Signs out: one browser, or every one of the person. Answers how many that were. */
export async function endSessions(trx: Trx, person: string, only: string | null): Promise<number> {
  let query = trx.deleteFrom('sessions').where('person', '=', person).returning('id')
  if (only !== null) query = query.where('id', '=', only)
  const ended = await query.execute()
  if (ended.length > 0)
    await appendEvent(trx, {
      kind: 'session.ended',
      subject: 'workspace',
      actor: person,
      data: { sessions: ended.map(({ id }) => id), everywhere: only === null },
    })
  return ended.length
}

/** The browsers in which the person is signed in, the newest first. */
export async function listSessions(
  trx: Trx,
  person: string,
): Promise<{ id: string; signedInAt: Date; seenAt: Date }[]> {
  const rows = await trx
    .selectFrom('sessions')
    .select(['id', 'signed_in_at as signedInAt', 'seen_at as seenAt'])
    .where('person', '=', person)
    .where(sql<boolean>`ends_at > baton_now()`)
    .where('seen_at', '>', sql<Date>`baton_now() - ${SESSION.idle / 1000} * interval '1 second'`)
    .orderBy('signed_in_at', 'desc')
    .execute()
  return rows
}
