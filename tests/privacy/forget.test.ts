import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answerCommitment, accept } from '../../src/acceptance/answer.ts'
import { openAcceptance } from '../../src/acceptance/open.ts'
import { importFolder } from '../../src/connectors/import.ts'
import { readEvents, verifyEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { deliver } from '../../src/delivery/deliver.ts'
import { fileChannel } from '../../src/delivery/channels/file.ts'
import { localEngine } from '../../src/engines/local/index.ts'
import { reviewPorts } from '../../src/http/open-services.ts'
import { forget, liftForgetting, planForgetting } from '../../src/privacy/forget.ts'
import { approve } from '../../src/review/decide.ts'
import { loadReview } from '../../src/review/review.ts'
import { draftFromWorkspace } from '../../src/storing.ts'
import { emptyTables, openTestDatabase } from '../db/database.ts'
import { filesWith } from '../db/files.ts'
import { ANNA, BEN, CARA, mail, smallFolder, WORKSPACE } from '../db/folder.ts'
import type { Database } from '../../src/db/open.ts'
import type { Courier } from '../../src/delivery/deliver.ts'
import type { ForgetRequest, Forgot } from '../../src/privacy/forget.ts'

/** A person of the customer whose every trace is a word that nobody else would write. */
const GONE = 'xanthe.quillfeather@buyer.example'
const NAMED = `Xanthe Quillfeather <${GONE}>`
const TRACES = ['quillfeather', 'xanthe', 'zibbledrum', 'vorpalion', 'snickersee', 'frabjousine']

const anna = { person: 'anna@seller.example', roles: ['rep', 'admin'] }
const ben = { person: 'ben@seller.example', roles: ['rep'] }

const FILES: Record<string, string> = {
  'workspace.json': JSON.stringify(WORKSPACE),
  'mail/anna@seller.example/1.eml': mail(
    'offer@seller.example',
    ANNA,
    `${CARA}, ${BEN}`,
    'Our offer',
    'Hello Cara,\r\n\r\nI will send the security paper by Friday.\r\n\r\nAnna',
  ),
  'mail/anna@seller.example/2.eml': mail(
    'from-her@buyer.example',
    NAMED,
    ANNA,
    'Re: Our offer',
    'Our zibbledrum budget is 40,000 EUR. I will sign it by Friday.',
    'Tue, 3 Feb 2026 09:00:00 +0000',
  ),
  'mail/anna@seller.example/3.eml': mail(
    'to-her@seller.example',
    ANNA,
    `${NAMED}, ${CARA}`,
    'The vorpalion paper',
    'I will send you the vorpalion paper by Monday.',
    'Tue, 3 Feb 2026 10:00:00 +0000',
  ),
  // Somebody else's mail that speaks of her, quotes her, and sends her a copy.
  'mail/ben@seller.example/4.eml': mail(
    'about-her@buyer.example',
    CARA,
    BEN,
    'Who signs, and when: Xanthe Quillfeather',
    [
      'Ben, the audit in March is what worries us most. Xanthe has to sign it, and Quillfeather, Xanthe is away.',
      `Write to ${GONE.toUpperCase()} for Xanthe's decision. The board meets on Monday.`,
      '',
      `On Tue, 3 Feb 2026 at 09:00, ${NAMED} wrote:`,
      '',
      '> The snickersee plan is mine and nobody reads it.',
    ].join('\r\n'),
    'Wed, 4 Feb 2026 09:00:00 +0000',
  ).replace('Subject:', `Cc: ${NAMED}\r\nSubject:`),
  'transcripts/call.vtt':
    'WEBVTT\n\nNOTE 2026-02-04T10:00:00Z\n\n00:00:01.000 --> 00:00:05.000\n<v Cara Buyer>The audit in March is what worries us most.\n\n00:00:06.000 --> 00:00:09.000\n<v Xanthe Quillfeather>The frabjousine costs us two days a month.\n',
  'crm/salesforce/Contact.json': JSON.stringify([
    {
      attributes: { type: 'Contact' },
      Id: '003000000000001',
      Name: 'Xanthe Quillfeather',
      FirstName: 'Xanthe',
      LastName: 'Quillfeather',
      Email: GONE,
      Title: 'CFO',
    },
  ]),
}

let database: Database & { folder: string }
let outbox: string
let courier: Courier
let folder: string

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await emptyTables(database)
  outbox = mkdtempSync(join(tmpdir(), 'baton-outbox-'))
  mkdirSync(outbox, { recursive: true })
  courier = { database, channels: new Map([['file', fileChannel(outbox)]]), worker: 'w1' }
  folder = smallFolder(FILES)
  await importFolder(database, folder, { actor: anna.person })
  return () => rmSync(outbox, { recursive: true, force: true })
})

/** Every value of every table of ours and of the queue, decompressed, and what went out: where a trace is found. */
async function traces(words: readonly string[] = TRACES): Promise<string[]> {
  const found = await database.asOwner(async (trx) => {
    const { rows } = await sql<{ name: string }>`
      select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
      where schemaname in ('public', 'pgboss') order by 1`.execute(trx)
    const places: string[] = []
    for (const { name } of rows) {
      const content = await sql<{
        row: Record<string, unknown>
      }>`select to_jsonb(t) as row from ${sql.raw(name)} t`.execute(trx)
      const plain = content.rows
        .map(({ row }) => JSON.stringify(row, (_, value: unknown) => unhex(value)))
        .join('\n')
        .toLowerCase()
      places.push(...words.filter((word) => plain.includes(word)).map((word) => `${name}: ${word}`))
    }
    return places
  })
  for (const word of words)
    for (const name of readdirSync(outbox))
      if (filesWith(outbox, word).length + filesWith(outbox, title(word)).length > 0)
        found.push(`outbox/${name}: ${word}`)
  return found
}

/** Bytes as a dump shows them, and base64 within them, as text. */
function unhex(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('\\x')) return value
  const text = Buffer.from(value.slice(2), 'hex').toString('utf8')
  const inside = [...text.matchAll(/(?:[A-Za-z0-9+/]{60,}\r?\n?)+/g)].map(([block]) =>
    Buffer.from(block, 'base64').toString('utf8'),
  )
  return `${text}${inside.join('')}`.replaceAll(/=\r?\n/g, '')
}

function title(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

async function forgetAll(request: Partial<ForgetRequest> & { what: string }, raw = false): Promise<Forgot> {
  const whole = { also: [], withMail: false, ...request }
  const { hash } = await planForgetting({ database, courier }, whole)
  const rewrite = () => (raw ? database.rewrite() : Promise.resolve())
  return forget({ database: { ...database, rewrite }, courier }, anna, whole, hash)
}

async function expectLogWhole(): Promise<void> {
  expect(await database.as(SYSTEM, (trx) => verifyEvents(trx))).toMatchObject({ ok: true })
}

/** A handoff as far as this state. */
async function handoff(until: string): Promise<string> {
  const { brief } = await draftFromWorkspace(reviewPorts(database, null), anna, { account: 'Buyer' }, localEngine)
  if (until === 'pending') return brief.id
  await database.as(anna, async (trx) => {
    const { dispatchHash } = await loadReview(trx, brief.id)
    await approve(trx, anna, { briefId: brief.id, revision: 1, dispatchHash }, reviewPorts(database, null).policy)
  })
  const { id } = await database.as(SYSTEM, (trx) => trx.selectFrom('deliveries').select('id').executeTakeFirstOrThrow())
  if (until === 'approved') return brief.id
  if (until === 'sending' || until === 'unsure') {
    await database.asOwner((trx) => trx.updateTable('deliveries').set({ state: until, worker: 'a dead one' }).execute())
    return brief.id
  }
  await deliver(courier, id)
  if (until === 'sent') return brief.id
  await database.as(SYSTEM, (trx) => openAcceptance(trx, brief.id, id))
  await database.as(ben, async (trx) => {
    const answer = { briefId: brief.id, revision: 1, contentHash: brief.contentHash }
    await answerCommitment(trx, ben, {
      ...answer,
      commitment: 'c1',
      answer: 'assigned',
      person: GONE,
      due: null,
      note: 'ask Quillfeather',
    })
    await accept(trx, ben, { ...answer, complete: true, firstContact: '2026-02-09', note: 'met Xanthe' })
  })
  return brief.id
}

describe('a person of the customer', () => {
  test.each(['imported', 'pending', 'approved', 'sending', 'unsure', 'sent', 'accepted'])(
    'leaves no trace in any table, job, file or delivered file once forgotten when a handoff is %s, and the log holds',
    { timeout: 120_000 },
    async (state) => {
      if (state !== 'imported') await handoff(state)
      expect(new Set((await traces()).map((found) => found.replace(/.*: /, '')))).toEqual(new Set(TRACES))
      // Writing the files anew takes its time: the first and the last of these do.
      const raw = state === 'imported' || state === 'accepted'
      const { copies } = await forgetAll({ what: GONE }, raw)
      expect(await traces()).toEqual([])
      for (const word of raw ? TRACES : []) {
        expect(filesWith(database.folder, word)).toEqual([])
        expect(filesWith(database.folder, title(word))).toEqual([])
      }
      expect(copies.map(({ taken }) => taken)).toEqual(
        ['sending', 'unsure', 'sent', 'accepted'].includes(state) ? [true] : [],
      )
      await expectLogWhole()
      await database.as(SYSTEM, async (trx) => {
        const last = (await readEvents(trx)).find(({ kind }) => kind === 'data.forgotten')
        expect(JSON.stringify(last)).not.toMatch(/buyer|quill/i)
      })
    },
  )

  test('is not brought back by the same folder, which then changes nothing, until it is lifted', async () => {
    await forgetAll({ what: GONE })
    await importFolder(database, folder, { actor: anna.person })
    expect(await traces()).toEqual([])
    expect(await importFolder(database, folder, { actor: anna.person })).toMatchObject({
      added: 0,
      changed: 0,
      sighted: 0,
    })
    expect(await liftForgetting({ database, courier }, anna, GONE)).toBe(1)
    await importFolder(database, folder, { actor: anna.person })
    expect(new Set((await traces()).map((found) => found.replace(/.*: /, '')))).toEqual(new Set(TRACES))
    await expectLogWhole()
  })

  test('leaves what others said, at the places where it stood', async () => {
    const before = await bodyOf('about-her@buyer.example')
    await forgetAll({ what: GONE })
    const after = await bodyOf('about-her@buyer.example')
    expect(after.text).toHaveLength(before.text.length)
    expect(after.text).toContain('the audit in March is what worries us most')
    expect(after.text).toContain('The board meets on Monday.')
    expect(after.cc).toEqual([])
    const { brief } = await draftFromWorkspace(reviewPorts(database, null), anna, { account: 'Buyer' }, localEngine)
    expect(brief.stakeholders.map(({ email }) => email)).toContain('cara@buyer.example')
  })

  test('is not erased by a plan that has become another one', async () => {
    const request = { what: GONE, also: [], withMail: false }
    const { hash } = await planForgetting({ database, courier }, request)
    await handoff('pending')
    await expect(forget({ database, courier }, anna, request, hash)).rejects.toMatchObject({ code: 'conflict' })
    expect(await traces()).not.toEqual([])
  })

  test('is planned without a change to any row', async () => {
    await handoff('accepted')
    const before = await everything()
    const plan = await planForgetting({ database, courier }, { what: GONE, also: [], withMail: false })
    expect(await everything()).toEqual(before)
    expect(plan).toMatchObject({
      kind: 'person',
      names: ['Xanthe Quillfeather'],
      copies: [{ channel: 'file', canTakeBack: true }],
    })
  })

  test('who is unknown here is said to be so', async () => {
    await expect(forgetAll({ what: 'nobody@elsewhere.example' })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is not forgotten while a copy is on its way by this very program', async () => {
    await handoff('sending')
    await database.asOwner((trx) => trx.updateTable('deliveries').set({ worker: 'w1' }).execute())
    await expect(forgetAll({ what: GONE })).rejects.toMatchObject({ code: 'unavailable' })
    expect(await traces()).not.toEqual([])
  })
})

describe('one of the seller’s people', () => {
  test('goes as a person, and the company’s mail stays, unless that is wanted too', async () => {
    await handoff('accepted')
    await forgetAll({ what: ben.person })
    await database.as(SYSTEM, async (trx) => {
      expect(await trx.selectFrom('people').select('email').execute()).toEqual([{ email: anna.person }])
      expect(JSON.stringify(await readEvents(trx))).not.toContain(ben.person)
      expect(await trx.selectFrom('signals').select('id').execute()).toHaveLength(6)
    })
    await importFolder(database, folder, { actor: anna.person })
    await database.as(SYSTEM, async (trx) => {
      expect(await trx.selectFrom('people').select('email').execute()).toEqual([{ email: anna.person }])
    })
    await forgetAll({ what: ben.person, withMail: true })
    expect(await traces(['ben@seller', 'ben seller'])).toEqual([])
    await expectLogWhole()
  })

  test('does not erase themselves', async () => {
    await expect(forgetAll({ what: anna.person })).rejects.toMatchObject({ code: 'bad_call' })
  })
})

describe('an account', () => {
  test('goes whole, another stays, and its folder is refused until that is lifted', async () => {
    await handoff('accepted')
    const other = smallFolder({
      ...FILES,
      'workspace.json': JSON.stringify({ ...WORKSPACE, account: { name: 'Other', domains: ['other.example'] } }),
      'transcripts/call.vtt': FILES['transcripts/call.vtt']!.replace(
        'The audit in March',
        'The fair in May',
      ).replaceAll('Xanthe Quillfeather', 'Otto'),
    })
    for (const name of ['1', '2', '3']) rmSync(join(other, `mail/anna@seller.example/${name}.eml`))
    rmSync(join(other, 'mail/ben@seller.example'), { recursive: true })
    rmSync(join(other, 'crm'), { recursive: true })
    await importFolder(database, other, { actor: anna.person })
    await forgetAll({ what: 'Buyer' })
    expect(await traces(TRACES.filter((word) => word !== 'frabjousine'))).toEqual([])
    await database.as(SYSTEM, async (trx) => {
      expect(await trx.selectFrom('accounts').select('name').execute()).toEqual([{ name: 'Other' }])
      expect(await trx.selectFrom('signals').select('kind').execute()).toEqual([{ kind: 'call' }])
    })
    await expect(importFolder(database, folder, { actor: anna.person })).rejects.toMatchObject({ code: 'conflict' })
    await liftForgetting({ database, courier }, anna, 'buyer')
    await importFolder(database, folder, { actor: anna.person })
    expect(await traces()).not.toEqual([])
    await expectLogWhole()
  })
})

async function bodyOf(item: string): Promise<{ text: string; cc: unknown[] }> {
  const row = await database.as(SYSTEM, (trx) =>
    trx.selectFrom('signals').select('body').where('item', '=', item).executeTakeFirstOrThrow(),
  )
  return JSON.parse(row.body) as { text: string; cc: unknown[] }
}

async function everything(): Promise<unknown> {
  return database.asOwner(async (trx) => {
    const { rows } = await sql<{ name: string }>`
      select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1`.execute(trx)
    const found: Record<string, unknown> = {}
    for (const { name } of rows) {
      const content = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t order by 1`.execute(trx)
      found[name] = content.rows.map(({ row }) => row)
    }
    return found
  })
}
