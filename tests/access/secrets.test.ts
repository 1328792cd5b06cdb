import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newKeyLine } from '../../src/access/keys.ts'
import {
  assertReadable,
  countSecrets,
  loadSecret,
  removeSecret,
  rotateSecrets,
  storeSecret,
} from '../../src/access/secrets.ts'
import { readConfig } from '../../src/config.ts'
import { readEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { openServices } from '../../src/http/open-services.ts'
import { Secret } from '../../src/lib/secret.ts'
import { emptyTables, openTestDatabase } from '../db/database.ts'
import type { KeyPlace } from '../../src/access/keys.ts'
import type { Database } from '../../src/db/open.ts'

const CANARY = 'QZCANARY-refresh-token-1//0abcdef'
const MAIL = { source: 1, kind: 'refresh_token' }
const CALENDAR = { source: 2, kind: 'refresh_token' }

let database: Database & { folder: string }
let keyFolder: string
let own: KeyPlace & object

beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(async () => {
  await emptyTables(database)
  keyFolder = mkdtempSync(join(tmpdir(), 'baton-keys-'))
  own = { own: join(keyFolder, 'secret.key') }
  await database.as(SYSTEM, (trx) =>
    trx
      .insertInto('sources')
      .values([{ name: 'mail:a@seller.example' }, { name: 'calendar:a@seller.example' }])
      .execute(),
  )
})
afterEach(() => rmSync(keyFolder, { recursive: true }))
afterAll(() => database.close())

const store = (place: KeyPlace, of = MAIL, value = CANARY) =>
  database.as(SYSTEM, (trx) => storeSecret(trx, place, of, new Secret(value)))
const load = (place: KeyPlace, of = MAIL) => database.as(SYSTEM, (trx) => loadSecret(trx, place, of))
const rotate = (place: KeyPlace) => database.as(SYSTEM, (trx) => rotateSecrets(trx, place, 'anna@seller.example'))
const counts = () => database.as(SYSTEM, (trx) => countSecrets(trx))
const given = (...lines: string[]): KeyPlace => ({ given: new Secret(lines.join('\n')) })

describe('a secret in the database', () => {
  test('comes back as it was and stands nowhere in a dump, in the log or in the files of the folder', async () => {
    await store(own)
    expect((await load(own))?.reveal()).toBe(CANARY)
    const dump = await database.asOwner(async (trx) => {
      const { rows } = await sql<{ name: string }>`
        select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
        where schemaname in ('public', 'pgboss')`.execute(trx)
      const tables: unknown[] = []
      for (const { name } of rows)
        tables.push((await sql`select t::text as row from ${sql.raw(name)} t`.execute(trx)).rows)
      return JSON.stringify(tables)
    })
    expect(dump).toContain('refresh_token')
    const forms = [CANARY, Buffer.from(CANARY).toString('base64').slice(0, -4), Buffer.from(CANARY).toString('hex')]
    for (const form of forms) expect(dump).not.toContain(form)
    await database.asOwner((trx) => sql`select pg_switch_wal()`.execute(trx))
    const files = readdirSync(database.folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    expect(files.length).toBeGreaterThan(100)
    for (const { parentPath, name } of files)
      expect(readFileSync(join(parentPath, name)).includes(CANARY), name).toBe(false)
  })

  test('is written with another nonce each time', async () => {
    await store(own)
    const first = await bytesOf('1/refresh_token')
    await store(own)
    expect(Buffer.compare(first, await bytesOf('1/refresh_token'))).not.toBe(0)
  })

  test('cannot be read where another row holds its bytes, nor under another kind', async () => {
    await store(own)
    await store(own, CALENDAR, 'another one')
    await database.asOwner((trx) =>
      sql`update source_secrets set ciphertext =
        (select ciphertext from source_secrets b where b.id <> source_secrets.id)`.execute(trx),
    )
    await expect(load(own)).rejects.toThrow(/cannot be read with this key/)
    await expect(load(own, CALENDAR)).rejects.toThrow(/cannot be read with this key/)
  })

  test('cannot be read once any bit of it is another', async () => {
    await store(own)
    const bytes = await bytesOf('1/refresh_token')
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      await setBytes(changed)
      await expect(load(own), `byte ${at}`).rejects.toThrow(/cannot be read|not among the keys/)
    }
    await setBytes(bytes.subarray(0, 20))
    await expect(load(own)).rejects.toThrow(/cannot be read/)
    await setBytes(Buffer.from(CANARY))
    await expect(load(own)).rejects.toThrow(/cannot be read/)
  })

  test('is seen by nobody but system, not even encrypted', async () => {
    await store(own)
    const seen = await database.as({ person: 'anna@seller.example', roles: ['admin'] }, (trx) =>
      trx.selectFrom('source_secrets').select('id').execute(),
    )
    expect(seen).toEqual([])
  })

  test('goes when it is removed, and with its source', async () => {
    await store(own)
    expect(await database.as(SYSTEM, (trx) => removeSecret(trx, MAIL))).toBe(true)
    expect(await load(own)).toBeNull()
    await store(own)
    await database.as(SYSTEM, (trx) => trx.deleteFrom('sources').where('id', '=', MAIL.source).execute())
    expect(await counts()).toEqual([])
  })

  test('leaves in the log that it came and went, and under which key', async () => {
    await store(own)
    await rotate(own)
    const events = await database.as(SYSTEM, (trx) => readEvents(trx))
    expect(events.map(({ kind, data }) => [kind, data])).toEqual([
      ['secret.stored', { key: 1 }],
      ['secrets.rotated', { key: 2, rewritten: 1 }],
    ])
  })
})

describe('the keys', () => {
  test('of an embedded workspace are made at first use, for this user alone', async () => {
    expect(await load(own)).toBeNull()
    expect(readdirSync(keyFolder)).toEqual([])
    await store(own)
    expect(statSync(join(keyFolder, 'secret.key')).mode & 0o777).toBe(0o600)
    chmodSync(join(keyFolder, 'secret.key'), 0o644)
    await expect(load(own)).rejects.toThrow(/others may read the key file/)
  })

  test('rotate: everything is written anew, and what an older key wrote is read meanwhile', async () => {
    const [old, young] = [newKeyLine(0), newKeyLine(1)]
    await store(given(old))
    expect((await load(given(old, young)))?.reveal()).toBe(CANARY)
    await store(given(old, young), CALENDAR, 'written with the new one')
    expect(await counts()).toEqual([
      { key: 1, secrets: 1 },
      { key: 2, secrets: 1 },
    ])
    expect(await rotate(given(old, young))).toEqual({ key: 2, rewritten: 1 })
    expect((await load(given(young)))?.reveal()).toBe(CANARY)
    await expect(load(given(old))).rejects.toThrow(/key 2, which is not among the keys given/)
  })

  test('of an embedded workspace rotate by themselves, also after a rotation that failed', async () => {
    await store(own)
    const before = await bytesOf('1/refresh_token')
    await expect(
      database.as(SYSTEM, async (trx) => {
        await rotateSecrets(trx, own, 'anna@seller.example')
        throw new Error('died in the middle')
      }),
    ).rejects.toThrow('died')
    expect(Buffer.compare(before, await bytesOf('1/refresh_token'))).toBe(0)
    expect((await load(own))?.reveal()).toBe(CANARY)
    await rotate(own)
    expect((await load(own))?.reveal()).toBe(CANARY)
    expect((await counts()).map(({ secrets }) => secrets)).toEqual([1])
  })

  test('that are no keys are refused in one line that does not repeat them', async () => {
    const wrong = [
      'nonsense',
      '1:short',
      `0:${randomBytes(32).toString('base64')}`,
      `${newKeyLine(0)} ${newKeyLine(0)}`,
    ]
    for (const line of [...wrong, ' ']) {
      const said = await store(given(line)).then(
        () => 'stored',
        (error: unknown) => String(error),
      )
      expect(said).toMatch(/^AppError: BATON_SECRET_KEY holds no key/)
      expect(said.split('\n')).toHaveLength(1)
      if (line.trim() !== '') expect(said).not.toContain(line)
    }
  })

  test('a server is given: without one nothing is stored, and it does not start once something is', async () => {
    await expect(store(null)).rejects.toThrow(/no key for secrets: set BATON_SECRET_KEY/)
    expect(await counts()).toEqual([])
    await assertReadable(database, null)
    await store(given(newKeyLine(0)))
    await expect(assertReadable(database, null)).rejects.toThrow(/bring BATON_SECRET_KEY back/)
    await expect(assertReadable(database, given(newKeyLine(0)))).rejects.toThrow(/cannot be read with this key/)
    await expect(assertReadable(database, given(newKeyLine(1)))).rejects.toThrow(/key 1, which is not among/)
  })

  test('of a workspace that lost them: it does not start, and says which file to bring back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-lost-'))
    const config = readConfig({}, folder, { workspace: folder })
    const open = async () => {
      const services = await openServices(config)
      await services.database.close()
    }
    const services = await openServices(config)
    await services.database.as(SYSTEM, async (trx) => {
      await trx.insertInto('sources').values({ name: 'mail' }).execute()
      await storeSecret(trx, config.keys, MAIL, new Secret(CANARY))
    })
    await services.database.close()
    await open()
    const key = readFileSync(join(folder, 'secret.key'), 'utf8')
    rmSync(join(folder, 'secret.key'))
    await expect(open()).rejects.toThrow(`bring ${join(folder, 'secret.key')} back`)
    writeFileSync(join(folder, 'secret.key'), key, { mode: 0o600 })
    await open()
    rmSync(folder, { recursive: true })
  })
})

test('a secret is printed, logged and put into JSON as [secret]', () => {
  const secret = new Secret(CANARY)
  const shown = [
    String(secret),
    `token ${secret as unknown as string}`,
    JSON.stringify({ secret }),
    inspect({ secret }),
    '' + (secret as never),
  ]
  for (const text of shown) {
    expect(text).toContain('[secret]')
    expect(text).not.toContain('QZCANARY')
  }
  expect(inspect(secret, { showHidden: true, depth: 9 })).not.toContain('QZCANARY')
  expect(secret.reveal()).toBe(CANARY)
})

async function bytesOf(id: string): Promise<Buffer> {
  const row = await database.as(SYSTEM, (trx) =>
    trx.selectFrom('source_secrets').select('ciphertext').where('id', '=', id).executeTakeFirstOrThrow(),
  )
  return Buffer.from(row.ciphertext)
}

async function setBytes(ciphertext: Buffer): Promise<void> {
  await database.as(SYSTEM, (trx) => trx.updateTable('source_secrets').set({ ciphertext }).execute())
}
