import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { appendEvent } from '../db/events.ts'
import { SYSTEM } from '../db/viewer.ts'
import { AppError } from '../lib/errors.ts'
import { Secret } from '../lib/secret.ts'
import { ensureKeys, readKeys, renewKeys } from './keys.ts'
import type { Database, Trx } from '../db/open.ts'
import type { KeyPlace, Keys } from './keys.ts'

/** Which cell a secret stands in; a ciphertext that is carried to another one cannot be read there. */
export type Cell = { table: string; id: string; column: string }

/**
 * AES-256-GCM: a byte for the format, four for the key's version, twelve of nonce, sixteen of tag, then the text. The
 * first five and the cell are authenticated with it.
 */
export function seal(keys: Keys, cell: Cell, secret: Secret): Buffer {
  const head = Buffer.alloc(HEAD)
  head.writeUInt8(FORMAT, 0)
  head.writeUInt32BE(keys.newest, 1)
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(keys, keys.newest, cell), nonce, { authTagLength: TAG })
  cipher.setAAD(boundTo(head, cell))
  const text = Buffer.concat([cipher.update(secret.reveal(), 'utf8'), cipher.final()])
  return Buffer.concat([head, nonce, cipher.getAuthTag(), text])
}

/** Throws `unavailable` where the key is not at hand, is another one, or the bytes were changed or belong elsewhere. */
export function unseal(keys: Keys, cell: Cell, bytes: Uint8Array): Secret {
  const sealed = Buffer.from(bytes)
  if (sealed.length < HEAD + NONCE + TAG || sealed.readUInt8(0) !== FORMAT) throw unreadable(cell)
  const head = sealed.subarray(0, HEAD)
  const nonce = sealed.subarray(HEAD, HEAD + NONCE)
  const tag = sealed.subarray(HEAD + NONCE, HEAD + NONCE + TAG)
  const decipher = createDecipheriv('aes-256-gcm', keyOf(keys, head.readUInt32BE(1), cell), nonce, {
    authTagLength: TAG,
  })
  decipher.setAAD(boundTo(head, cell))
  decipher.setAuthTag(tag)
  try {
    const text = Buffer.concat([decipher.update(sealed.subarray(HEAD + NONCE + TAG)), decipher.final()])
    return new Secret(text.toString('utf8'))
  } catch (error) {
    throw unreadable(cell, error)
  }
}

/** What a source signs in with; `kind` says which of its secrets, `refresh_token` or `client_secret`. */
export type SourceSecret = { source: number; kind: string }

/** Keeps a source's secret in the place of an earlier one of its kind. Only `system` may (DESIGN P1). */
export async function storeSecret(trx: Trx, place: KeyPlace, of: SourceSecret, secret: Secret): Promise<void> {
  const keys = ensureKeys(place)
  const id = idOf(of)
  const row = { ciphertext: seal(keys, cellOf(id), secret), key_version: keys.newest }
  await trx
    .insertInto('source_secrets')
    .values({ id, source_id: of.source, kind: of.kind, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...row, updated_at: sql`baton_now()` }))
    .execute()
  await appendEvent(trx, { kind: 'secret.stored', subject: id, actor: SYSTEM.person, data: { key: keys.newest } })
}

/** Null where none was stored. Throws where one was and cannot be read; there is no other form than the encrypted one. */
export async function loadSecret(trx: Trx, place: KeyPlace, of: SourceSecret): Promise<Secret | null> {
  const id = idOf(of)
  const row = await trx.selectFrom('source_secrets').select('ciphertext').where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : unseal(neededKeys(place), cellOf(id), row.ciphertext)
}

/** True where there was one. */
export async function removeSecret(trx: Trx, of: SourceSecret): Promise<boolean> {
  const id = idOf(of)
  const gone = await trx.deleteFrom('source_secrets').where('id', '=', id).returning('id').executeTakeFirst()
  if (gone !== undefined) await appendEvent(trx, { kind: 'secret.removed', subject: id, actor: SYSTEM.person })
  return gone !== undefined
}

/** How many secrets are stored, by the version of the key that reads them. */
export async function countSecrets(trx: Trx): Promise<{ key: number; secrets: number }[]> {
  const rows = await trx
    .selectFrom('source_secrets')
    .select(['key_version as key', sql<number>`count(*)::integer`.as('secrets')])
    .groupBy('key_version')
    .orderBy('key_version')
    .execute()
  return rows
}

/**
 * A workspace that holds secrets and cannot read them does not start: found out now, not when the first source is asked.
 * One of each key's is tried.
 */
export async function assertReadable(database: Database, place: KeyPlace): Promise<void> {
  const rows = await database.as(SYSTEM, (trx) =>
    trx
      .selectFrom('source_secrets')
      .distinctOn('key_version')
      .select(['id', 'ciphertext'])
      .orderBy('key_version')
      .execute(),
  )
  if (rows.length === 0) return
  const keys = neededKeys(place)
  for (const { id, ciphertext } of rows) unseal(keys, cellOf(id), ciphertext)
}

/** Writes everything anew with the newest key, a fresh one where the keys are the workspace's own. What fails changes nothing. */
export async function rotateSecrets(
  trx: Trx,
  place: KeyPlace,
  actor: string,
): Promise<{ key: number; rewritten: number }> {
  const inUse = await countSecrets(trx)
  const keys = renewKeys(place, new Set(inUse.map(({ key }) => key)))
  const rows = await trx
    .selectFrom('source_secrets')
    .select(['id', 'ciphertext'])
    .where('key_version', '<>', keys.newest)
    .forUpdate()
    .execute()
  for (const { id, ciphertext } of rows) {
    const secret = unseal(keys, cellOf(id), ciphertext)
    await trx
      .updateTable('source_secrets')
      .set({ ciphertext: seal(keys, cellOf(id), secret), key_version: keys.newest })
      .where('id', '=', id)
      .execute()
  }
  await appendEvent(trx, {
    kind: 'secrets.rotated',
    subject: 'workspace',
    actor,
    data: { key: keys.newest, rewritten: rows.length },
  })
  return { key: keys.newest, rewritten: rows.length }
}

const FORMAT = 1
const HEAD = 5
const NONCE = 12
const TAG = 16

function idOf({ source, kind }: SourceSecret): string {
  return `${source}/${kind}`
}

function cellOf(id: string): Cell {
  return { table: 'source_secrets', id, column: 'ciphertext' }
}

/** Each part with its length: no two cells are one row of bytes. */
function boundTo(head: Buffer, { table, id, column }: Cell): Buffer {
  return Buffer.concat([head, Buffer.from(JSON.stringify([table, id, column]), 'utf8')])
}

function neededKeys(place: KeyPlace): Keys {
  const keys = readKeys(place)
  if (keys !== null) return keys
  const where = place === null || 'given' in place ? 'BATON_SECRET_KEY' : 'own' in place ? place.own : place.file
  throw new AppError('unavailable', `secrets are stored here and their key is gone: bring ${where} back`)
}

function keyOf(keys: Keys, version: number, { table, id }: Cell) {
  const key = keys.byVersion.get(version)
  if (key === undefined)
    throw new AppError(
      'unavailable',
      `${table} ${id} was written with key ${version}, which is not among the keys given`,
    )
  return key
}

function unreadable({ table, id }: Cell, cause?: unknown): AppError {
  return new AppError(
    'unavailable',
    `${table} ${id} cannot be read with this key: give the key that wrote it, or connect the source anew`,
    { cause },
  )
}
