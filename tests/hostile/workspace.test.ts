import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importFolder } from '../../src/connectors/import.ts'
import { readEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { smtpChannel } from '../../src/delivery/channels/email-smtp.ts'
import { fileChannel } from '../../src/delivery/channels/file.ts'
import { localEngine } from '../../src/engines/local/index.ts'
import { reviewPorts } from '../../src/http/open-services.ts'
import { draftFromWorkspace } from '../../src/storing.ts'
import { openTestDatabase } from '../db/database.ts'
import { startSmtp } from '../fakes/smtp.ts'
import { carrierFiles, LINDMOOR } from './carrier.ts'
import { checkMail, dispatchOf, parcelOf } from './renderings.ts'
import { batchesOf, filesOf, folderOf } from './run.ts'
import { ownRows } from './corpus/index.ts'
import type { Database } from '../../src/db/open.ts'
import type { Brief } from '../../src/briefs/brief.ts'
import type { Case } from './drafted.ts'

const { giver, receiver } = LINDMOOR
// Its mail and its meeting bear the very ids of the first account's.
const OTHER = { ...LINDMOOR, account: 'Brekke Glass', contact: { name: 'Siv Aune', email: 'siv.aune@brekke.example' } }
const viewer = { person: giver.email, roles: ['rep'] }

let database: Database & { folder: string }
const folders: string[] = []
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(async () => {
  await database.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const ports = () => reviewPorts(database, null)
const place = (files: Record<string, string | Uint8Array>) => {
  const folder = folderOf(files)
  folders.push(folder)
  return folder
}

/** What mail may never change: who people are, what they decided, where briefs stand. */
const SETTLED = [
  'people',
  'workspace',
  'deal_team',
  'absences',
  'handoffs',
  'briefs',
  'brief_revisions',
  'reviews',
  'decisions',
  'dispatches',
  'deliveries',
  'acceptances',
  'acceptance_questions',
  'commitment_answers',
  'corrections',
]

function settled(): Promise<Record<string, string[]>> {
  return database.asOwner(async (trx) => {
    const found: Record<string, string[]> = {}
    for (const name of SETTLED) {
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t order by 1`.execute(
        trx,
      )
      found[name] = rows.map(({ row }) => row)
    }
    return found
  })
}

describe('a workspace into which everything hostile is imported', () => {
  let before: Record<string, string[]>
  let other: Brief

  beforeAll(async () => {
    await importFolder(database, place(carrierFiles(LINDMOOR)), { actor: giver.email })
    await importFolder(database, place(carrierFiles(OTHER)), { actor: giver.email })
    const { brief } = await draftFromWorkspace(ports(), viewer, { account: OTHER.account }, localEngine)
    other = brief
    await draftFromWorkspace(ports(), viewer, { account: LINDMOOR.account, to: receiver.email }, localEngine)
    before = await settled()
    for (const batch of batchesOf({ parties: LINDMOOR, rows: ownRows().filter(({ alone }) => alone !== true) })) {
      const files = { ...carrierFiles(LINDMOOR), ...filesOf(batch) }
      await importFolder(database, place(files), { actor: giver.email })
    }
  }, 300_000)

  test('has the same people, roles, reviews, decisions, deliveries and settings as before', async () => {
    const after = await settled()
    expect(Object.values(before).flat().length).toBeGreaterThan(8)
    // The one user record that says that somebody is gone is of nobody here.
    expect(after).toEqual(before)
  })

  test('keeps one line of its log for each thing that happened', async () => {
    const events = await database.as(SYSTEM, (trx) => readEvents(trx))
    expect(events.length).toBeGreaterThan(10)
    for (const event of events) expect(JSON.stringify(event)).not.toMatch(/\\[nr]|\\u00[01]|\u202e|QZ[0-9a-f]{8}/)
  })

  test('drafts another account to the letter as before', async () => {
    const { brief } = await draftFromWorkspace(ports(), viewer, { account: OTHER.account }, localEngine)
    expect(brief).toEqual(other)
  })

  test('sends its brief to the receiver alone, by every channel, and both parsers agree', async () => {
    const { brief } = await draftFromWorkspace(
      ports(),
      { person: receiver.email, roles: ['rep'] },
      { account: LINDMOOR.account, handoff: 'sales-to-cs', from: giver.email, to: receiver.email },
      localEngine,
    )
    const each = {
      brief,
      own: [],
      parties: LINDMOOR,
      row: { never: [], neverActive: ['evil.example', 'evil-offers.com'], canaries: [] },
    } as unknown as Case
    const parcel = parcelOf(await dispatchOf(each))
    const outbox = mkdtempSync(join(tmpdir(), 'baton-hostile-outbox-'))
    folders.push(outbox)
    expect(await fileChannel(outbox).send(parcel, null)).toMatchObject({ outcome: 'sent' })
    const [name = ''] = readdirSync(outbox)
    expect(readdirSync(outbox)).toHaveLength(1)
    expect(name).toMatch(/^d_[0-9a-f]{32}\.eml$/)
    expect(await checkMail(readFileSync(join(outbox, name)), each)).toEqual([])

    const server = await startSmtp()
    try {
      const to = { host: '127.0.0.1', port: server.port, secure: false, plain: true, auth: null }
      expect(await smtpChannel(to).send(parcel, null)).toMatchObject({ outcome: 'sent' })
      expect(server.taken.map(({ from, to }) => ({ from, to }))).toEqual([{ from: giver.email, to: [receiver.email] }])
      expect(await checkMail(server.taken[0]?.bytes ?? new Uint8Array(), each)).toEqual([])
    } finally {
      await server.end()
    }
  })
})
