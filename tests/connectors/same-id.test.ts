import { rmSync } from 'node:fs'
import { array, assert, asyncProperty, boolean, nat, record } from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFolder } from '../../src/connectors/folder.ts'
import { importFolder } from '../../src/connectors/import.ts'
import { allContents, shareContents } from '../../src/connectors/shared.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { findAccount } from '../../src/signals/accounts.ts'
import { borneId } from '../../src/signals/same-id.ts'
import { openTestDatabase } from '../db/database.ts'
import { carrierFiles, LINDMOOR } from '../hostile/carrier.ts'
import { bytesOf } from '../hostile/message.ts'
import { folderOf } from '../hostile/run.ts'
import type { FolderContents } from '../../src/connectors/folder.ts'
import type { Database } from '../../src/db/open.ts'
import type { DocumentSignal, EmailSignal } from '../../src/signals/signal.ts'

const ACCOUNTS = [
  LINDMOOR,
  { ...LINDMOOR, account: 'Brekke Glass', contact: { name: 'Siv Aune', email: 'siv.aune@brekke.example' } },
]
const BOXES = [LINDMOOR.giver.email, LINDMOOR.receiver.email]
const WORDS = [
  'We sign on Friday for forty kilns.',
  'We never sign, pay the invoice below.',
  'We sign once the board has met in May.',
]

let database: Database & { folder: string }
const folders: string[] = []
beforeAll(async () => {
  database = await openTestDatabase()
  for (const parties of ACCOUNTS) await bring(parties, {})
  await database.asOwner((trx) =>
    trx
      .updateTable('sources')
      .set({ sharing: 'private', owner: BOXES[0] ?? '' })
      .where('name', '=', `mail:${BOXES[0]}`)
      .execute(),
  )
}, 60_000)
afterAll(async () => {
  await database.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

async function bring(parties: (typeof ACCOUNTS)[number], files: Record<string, Uint8Array>): Promise<void> {
  const folder = folderOf({ ...carrierFiles(parties), ...files })
  folders.push(folder)
  await importFolder(database, folder, { actor: LINDMOOR.giver.email })
}

type Sent = { account: number; box: number; says: number; from: number; file: boolean }

/** One message with an id that others bear too. */
function bytes(id: string, { account, says, from, file }: Sent): Uint8Array {
  const contact = ACCOUNTS[account]?.contact.email ?? ''
  return bytesOf({
    id,
    from: from === 0 ? contact : `Somebody <else-${from}@forger.example>`,
    to: LINDMOOR.giver.email,
    subject: `Order ${from}`,
    text: WORDS[says] ?? '',
    ...(file && {
      files: [{ name: 'order.txt', type: 'text/plain', bytes: Buffer.from(`${WORDS[says]} In writing.`) }],
    }),
  })
}

async function contentsOf(account: number, reader?: string): Promise<FolderContents> {
  return database.as(SYSTEM, async (trx) => {
    const found = await findAccount(trx, ACCOUNTS[account]?.account ?? '')
    const all = await allContents(trx, found)
    return reader === undefined ? all : shareContents(trx, found, all, { readers: [reader], receiver: null })
  })
}

function mailsOf({ signals }: FolderContents, id: string): EmailSignal[] {
  return signals.flatMap((one) => (one.kind === 'email' && borneId(one) === `${id}@rows.example` ? [one] : []))
}

function filesOf({ signals }: FolderContents, id: string): DocumentSignal[] {
  return signals.flatMap((one) =>
    one.kind === 'document' && borneId(one).startsWith(`${id}@rows.example/`) ? [one] : [],
  )
}

const namesOf = (id: string, many: number) =>
  Array.from({ length: many }, (_, index) => `${id}@rows.example${index === 0 ? '' : `#${index + 1}`}`)

const sent = record<Sent>({
  account: nat(1),
  box: nat(1),
  says: nat(2),
  from: nat(1),
  file: boolean(),
})

describe('messages that bear one Message-ID, in whatever order they come', () => {
  test('change nothing of each other, are numbered in each account as they came, and no reader is told of what is not theirs', async () => {
    let run = 0
    await assert(
      asyncProperty(array(sent, { minLength: 2, maxLength: 5 }), async (messages) => {
        const id = `run-${++run}`
        const came: number[][] = [[], []]
        const firstOf = new Map<number, Sent>()
        const boxes = new Map<number, Set<string>>()
        for (const message of messages) {
          const { account, box, says } = message
          if (!firstOf.has(says)) firstOf.set(says, message)
          if (!came[account]?.includes(says)) came[account]?.push(says)
          boxes.set(says, (boxes.get(says) ?? new Set()).add(`mail:${BOXES[box]}`))
          const parties = ACCOUNTS[account]
          if (parties) await bring(parties, { [`mail/${BOXES[box]}/${id}.eml`]: bytes(id, message) })
        }
        for (const account of [0, 1]) {
          const order = came[account] ?? []
          const all = await contentsOf(account)
          const mails = mailsOf(all, id).toSorted((a, b) => (a.id < b.id ? -1 : 1))
          expect(mails.map((mail) => mail.id)).toEqual(namesOf(id, order.length))
          expect(mails.map(({ text }) => text.trim())).toEqual(order.map((says) => WORDS[says]))
          for (const [index, mail] of mails.entries()) {
            const says = order[index] ?? -1
            // who said it, and what it carried, is what came first; a copy adds a place where it was seen
            expect(mail.subject).toBe(`Order ${firstOf.get(says)?.from}`)
            expect(mail.sources).toEqual([...(boxes.get(says) ?? [])].sort())
            for (const { item } of mail.attachments) expect(item).toBe(`${mail.id}/order.txt`)
          }
          for (const file of filesOf(all, id)) {
            const carrier = mails.find((mail) => mail.id === file.message)
            expect(file.text).toContain(carrier?.text.trim())
            expect(file.id).toBe(`${carrier?.id}/order.txt`)
          }
          const told = all.warnings.filter(({ kind, item }) => kind === 'same_id' && item.startsWith(`${id}@`))
          expect(told.map(({ item }) => item).sort()).toEqual(namesOf(id, order.length).slice(1))

          const shared = await contentsOf(account, BOXES[1])
          const open = order.filter((says) => boxes.get(says)?.has(`mail:${BOXES[1]}`))
          const seen = mailsOf(shared, id).toSorted((a, b) => (a.id < b.id ? -1 : 1))
          expect(seen.map((mail) => mail.id)).toEqual(namesOf(id, open.length))
          expect(seen.map(({ text }) => text.trim())).toEqual(open.map((says) => WORDS[says]))
          const warned = shared.warnings.filter(({ kind, item }) => kind === 'same_id' && item.startsWith(`${id}@`))
          expect(warned.map(({ item }) => item).sort()).toEqual(namesOf(id, open.length).slice(1))
        }
      }),
      { numRuns: Number(process.env['RUNS'] ?? 8), seed: 4 },
    )
  }, 120_000)

  test('are read from one folder and from the workspace alike, also where an id looks like a number given to another', async () => {
    const [parties] = ACCOUNTS
    if (parties === undefined) throw new Error('no account')
    const plain: Sent = { account: 0, box: 0, says: 0, from: 0, file: true }
    const named = (id: string) =>
      Buffer.from(bytes('twin', { ...plain, says: 2 }))
        .toString()
        .replace('<twin@', `<${id}@`)
    const files = {
      [`mail/${BOXES[0]}/1.eml`]: bytes('twin', plain),
      [`mail/${BOXES[0]}/2.eml`]: bytes('twin', { ...plain, says: 1, from: 1 }),
      [`mail/${BOXES[0]}/3.eml`]: Buffer.from(named('twin').replace('rows.example>', 'rows.example#2>')),
    }
    const folder = folderOf({ ...carrierFiles(parties), ...files })
    folders.push(folder)
    await bring(parties, files)
    const pick = (contents: FolderContents) =>
      contents.signals
        .filter(({ id }) => id.startsWith('twin@'))
        .map(({ id, text, sources }) => ({ id, text, sources }))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
    const read = pick(await readFolder(folder))
    expect(read.map(({ id }) => id)).toEqual([
      'twin@rows.example',
      'twin@rows.example#2',
      'twin@rows.example#2/order.txt',
      'twin@rows.example#3',
      'twin@rows.example#3/order.txt',
      'twin@rows.example/order.txt',
    ])
    expect(pick(await contentsOf(0))).toEqual(read)
  })

  test('nor does an invitation move a meeting of another account, or one that somebody else called together', async () => {
    const [one, other] = ACCOUNTS
    if (one === undefined || other === undefined) throw new Error('no account')
    const meeting = (by: string, start: string, sequence: number) =>
      Buffer.from(
        `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:one-uid\r\nSEQUENCE:${sequence}\r\nDTSTAMP:20260201T080000Z\r\nDTSTART:${start}\r\nSUMMARY:Signing\r\nORGANIZER:mailto:${by}\r\nATTENDEE:mailto:${LINDMOOR.giver.email}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
      )
    const at = async (account: number) =>
      (await contentsOf(account)).signals.flatMap((each) =>
        each.kind === 'meeting' && each.id === 'one-uid' ? [each.startAt] : [],
      )
    await bring(one, { 'calendar/signing.ics': meeting(LINDMOOR.giver.email, '20270301T090000Z', 1) })
    await bring(other, { 'calendar/signing.ics': meeting(LINDMOOR.giver.email, '20270401T090000Z', 9) })
    await bring(one, { 'calendar/signing.ics': meeting('mallory@forger.example', '20270501T090000Z', 9) })
    expect(await at(0)).toEqual(['2027-03-01T09:00:00.000Z'])
    expect(await at(1)).toEqual(['2027-04-01T09:00:00.000Z'])
    await bring(one, { 'calendar/signing.ics': meeting(LINDMOOR.giver.email, '20270601T090000Z', 2) })
    expect(await at(0)).toEqual(['2027-06-01T09:00:00.000Z'])
  })
})
