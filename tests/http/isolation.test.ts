import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changePerson } from '../../src/access/people.ts'
import { leaveTeam } from '../../src/access/team.ts'
import { ensurePeople } from '../../src/access/workspace.ts'
import { importFolder } from '../../src/connectors/import.ts'
import { readConfig } from '../../src/config.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { buildApp } from '../../src/http/app.ts'
import { reviewPorts } from '../../src/http/open-services.ts'
import { findAccount } from '../../src/signals/accounts.ts'
import { share } from '../../src/signals/hiding.ts'
import { openTestDatabase } from '../db/database.ts'
import { ANNA, CARA, mail, SMALL, smallFolder, WORKSPACE } from '../db/folder.ts'
import type { Database } from '../../src/db/open.ts'
import type { App, Services } from '../../src/http/request.ts'

/**
 * Sixteen ways to learn something of a mailbox that is not shared, or of an account one does not work on: by its words, its
 * subject, how much there is, or when. Anna's mailbox is private. Ben works on the account with her; Eve does not, and
 * neither does Ada, who looks after the workspace.
 */
const TOKEN = 'a'.repeat(64)
const anna = 'anna@seller.example'
const ben = 'ben@seller.example'
const eve = 'eve@seller.example'
const ada = 'ada@seller.example'
/** the words, the subject, the file, the sender, the minute and the id of what Anna alone has */
const CANARY = /kanarie|dora@|14:37|secret-id/i

let database: Database & { folder: string }
let app: App
let brief = ''

beforeAll(async () => {
  database = await openTestDatabase()
  const files = {
    ...SMALL,
    'mail/anna@seller.example/2.eml': mail(
      'secret-id@buyer.example',
      'Dora Kanarie <dora@buyer.example>',
      ANNA,
      'Kanarie plan',
      'Our kanarie budget is 777,000 EUR. I will send the kanarie paper by Friday.',
      'Thu, 5 Feb 2026 14:37:00 +0000',
    ),
    'mail/anna@seller.example/broken.eml': 'kanarie: nothing that can be read',
    'mail/anna@seller.example/3.eml': [
      ...mail('secret-id2@buyer.example', CARA, ANNA, 'Kanarie file', 'x').split('\r\n').slice(0, 5),
      'Content-Type: application/zip; name="kanarie.zip"',
      'Content-Disposition: attachment; filename="kanarie.zip"',
      '',
      'no zip',
    ].join('\r\n'),
  }
  await importFolder(database, smallFolder(files), { actor: anna })
  const other = { ...WORKSPACE, account: { name: 'Kanarie Works', domains: ['works.example'] }, to: anna }
  await importFolder(
    database,
    smallFolder({
      'workspace.json': JSON.stringify({ ...other, seller: { ...WORKSPACE.seller, people: [] } }),
      'mail/anna@seller.example/1.eml': mail(
        'secret-id3@works.example',
        'Dora <dora@works.example>',
        ANNA,
        'Kanarie',
        'We buy kanarie.',
      ),
    }),
    { actor: anna },
  )
  await database.as(SYSTEM, async (trx) => {
    await ensurePeople(
      trx,
      [eve, ada].map((email) => ({ email, name: email, role: null })),
      anna,
    )
    await changePerson(trx, ada, { roles: ['admin'] }, anna)
    await share(trx, anna, 'private', anna)
  })
  const services: Services = {
    ...reviewPorts(database, null),
    config: readConfig({}, database.folder),
    courier: { database, channels: new Map(), worker: 'test' },
  }
  app = buildApp(services, { token: TOKEN, hosts: null })
  // Anna's own, of the account that is hers alone.
  const answer = await ask(anna, 'POST', '/api/briefs', { account: 'Kanarie Works', to: ben })
  brief = (JSON.parse(answer.text) as { brief: { id: string } }).brief.id
  // The receiver joined its team by that; here he is somebody else again.
  await database.as(SYSTEM, async (trx) => {
    const account = await findAccount(trx, 'Kanarie Works')
    await leaveTeam(trx, account.id, ben, ada)
  })
})
afterAll(() => database.close())

async function ask(person: string, method: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${TOKEN}`, 'baton-person': person, 'content-type': 'application/json' }
  const answer = await app.request(path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
  return { status: answer.status, text: await answer.text() }
}

const box = `/api/mailboxes/${anna}`
const PROBES: [string, string, string, () => string, unknown?][] = [
  ['a colleague opens the mailbox', ben, 'GET', () => box],
  ['an administrator opens the mailbox', ada, 'GET', () => box],
  ['a colleague lists its conversations', ben, 'GET', () => `${box}/conversations`],
  ['a colleague shares it', ben, 'POST', () => `${box}/sharing`, { sharing: 'everyone' }],
  ['an administrator shares it', ada, 'POST', () => `${box}/sharing`, { sharing: 'everyone' }],
  [
    'a colleague asks whether somebody is hidden in it',
    ben,
    'POST',
    () => `${box}/hide`,
    { what: 'person', value: 'cara@buyer.example' },
  ],
  ['a colleague opens the page of mailboxes', ben, 'GET', () => '/mailbox'],
  ['a colleague reads the rules of the company', ben, 'GET', () => '/api/mailbox-policy'],
  ['a stranger lists accounts', eve, 'GET', () => '/api/accounts'],
  ['a stranger looks into the queue', eve, 'GET', () => '/api/queue'],
  ['a stranger opens the queue’s page', eve, 'GET', () => '/queue'],
  ['a stranger opens a brief by its id', eve, 'GET', () => `/api/briefs/${brief}`],
  ['a stranger asks for its review', eve, 'GET', () => `/api/reviews/${brief}`],
  ['a stranger drafts by the account’s name', eve, 'POST', () => '/api/briefs', { account: 'Works' }],
  ['a stranger lists corrections and deliveries', eve, 'GET', () => '/api/corrections'],
  ['an administrator reads the log', ada, 'GET', () => '/api/events?after=0'],
]

describe('nothing of a mailbox that is not shared is learnt when', () => {
  test.each(PROBES)('%s', async (_name, person, method, path, body) => {
    const { text } = await ask(person, method, path(), body)
    expect(text.replaceAll(brief, '')).not.toMatch(CANARY)
  })

  test('somebody of the team drafts a brief: neither words nor counts, gaps, names or times of it', async () => {
    const answer = await ask(ben, 'POST', '/api/briefs', { account: 'Buyer', to: ben })
    expect(answer.status).toBe(200)
    expect(answer.text).not.toMatch(CANARY)
    const { brief } = JSON.parse(answer.text) as {
      brief: { coverage: { source: string }[]; readThrough: string; notRead: string[] }
    }
    expect(brief.coverage.map(({ source }) => source)).toEqual(['mail:ben@seller.example', 'transcripts'])
    expect(brief.readThrough).toBe('2026-02-04T10:00:00.000Z')
    expect(brief.notRead.join(' ')).not.toMatch(/anna@|broken/)
  })
})

test('it can be learnt by whom it belongs to, so the probes look for what is there', async () => {
  expect((await ask(anna, 'GET', `${box}/conversations`)).text).toMatch(CANARY)
  expect((await ask(anna, 'GET', box)).status).toBe(200)
  expect((await ask(anna, 'POST', '/api/briefs', { account: 'Buyer', to: anna })).text).toMatch(CANARY)
  expect((await ask(anna, 'GET', `/api/briefs/${brief}`)).status).toBe(200)
})

test('what is not theirs answers like what is not there', async () => {
  const strange = await ask(eve, 'GET', '/api/briefs/b_0000000000000000')
  expect(await ask(eve, 'GET', `/api/briefs/${brief}`)).toEqual(strange)
  const nobody = await ask(ben, 'GET', '/api/mailboxes/nobody@seller.example')
  expect(await ask(ben, 'GET', box)).toEqual(nobody)
  expect(await ask(eve, 'POST', '/api/briefs', { account: 'Kanarie Works' })).toEqual(
    await ask(eve, 'POST', '/api/briefs', { account: 'Nowhere' }),
  )
})
