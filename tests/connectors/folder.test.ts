import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readFolder } from '../../src/connectors/folder.ts'
import type { EmailSignal, Signal } from '../../src/signals/signal.ts'
import { raw } from '../signals/read/mail-of.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-folder-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(path: string, content: string | Uint8Array) {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

function mail(id: string | null, body: string, ...headers: string[]): Uint8Array {
  return raw([
    'From: Marta <marta@orchard.example>',
    'To: Tim <tim@lantern.example>',
    'Subject: Plan',
    'Date: Tue, 3 Jun 2025 10:00:00 +0200',
    ...(id === null ? [] : [`Message-ID: <${id}>`]),
    ...headers,
    '',
    body,
  ])
}

const mails = (signals: Signal[]) => signals.filter((signal): signal is EmailSignal => signal.kind === 'email')

test('one message in two mailboxes is one signal with two sources', async () => {
  put('mail/tim/1.eml', mail('a@x', 'Hello Tim'))
  put('mail/ute/7.eml', mail('a@x', 'Hello  Tim\r\n', 'Received: from somewhere else'))
  put('workspace.json', JSON.stringify({ seller: { domains: ['lantern.example'] } }))
  const { signals, warnings, coverage } = await readFolder(folder)
  expect(mails(signals)).toMatchObject([
    { id: 'a@x', sources: ['mail:tim@lantern.example', 'mail:ute@lantern.example'] },
  ])
  expect(warnings).toEqual([])
  expect(coverage.map(({ source, items }) => [source, items])).toEqual([
    ['mail:tim@lantern.example', 1],
    ['mail:ute@lantern.example', 1],
  ])
})

test('a second message that bears the same Message-ID keeps its words under #2, with a warning', async () => {
  put('mail/tim/1.eml', mail('a@x', 'We take 40 units'))
  put('mail/tim/2.eml', mail('a@x', 'We take 400 units'))
  const { signals, warnings } = await readFolder(folder)
  expect(mails(signals).map(({ id, text }) => [id, text])).toEqual([
    ['a@x', 'We take 40 units'],
    ['a@x#2', 'We take 400 units'],
  ])
  expect(warnings).toMatchObject([{ kind: 'same_id', item: 'a@x#2' }])
})

test('conversations are told by References, then a reply joins the latest message of its subject among the same people', async () => {
  put('mail/tim/1.eml', mail('a@x', 'one'))
  put('mail/tim/2.eml', mail('b@x', 'two', 'References: <gone@x> <a@x>'))
  put(
    'mail/tim/3.eml',
    Buffer.from(
      Buffer.from(mail('c@x', 'three'))
        .toString()
        .replace('Subject: Plan', 'Subject: AW: Plan')
        .replace('3 Jun', '5 Jun'),
    ),
  )
  put(
    'mail/tim/4.eml',
    Buffer.from(
      Buffer.from(mail('d@x', 'four'))
        .toString()
        .replace('Subject: Plan', 'Subject: Re: Plan')
        .replace('marta@orchard', 'olaf@elsewhere')
        .replace('tim@lantern', 'ida@elsewhere'),
    ),
  )
  put('mail/tim/5.eml', mail('e@x', 'five'))
  // the same subject without a mark of a reply begins a conversation of its own
  const { signals } = await readFolder(folder)
  expect(Object.fromEntries(mails(signals).map(({ id, thread }) => [id, thread]))).toEqual({
    'a@x': 'a@x',
    'b@x': 'a@x',
    'c@x': 'e@x',
    'd@x': 'd@x',
    'e@x': 'e@x',
  })
})

test('an mbox is read message by message, >From loses one sign, and a line "From here" in a body is no border', async () => {
  const box = [
    'From a@b Tue Jun  3 10:00:00 2025',
    Buffer.from(mail('a@x', '>From Ghent we ship.\nFrom here on it is easy.')).toString(),
    '',
    'From c@d Tue Jun  3 11:00:00 2025',
    Buffer.from(mail('b@x', 'Second')).toString(),
    '',
  ].join('\n')
  put('mail/tim/all.mbox', box)
  const { signals } = await readFolder(folder)
  expect(mails(signals).map(({ id, text }) => [id, text])).toEqual([
    ['a@x', 'From Ghent we ship.\nFrom here on it is easy.'],
    ['b@x', 'Second'],
  ])
})

test('what cannot be read is a line and a gap, and the rest is read', async () => {
  put('mail/tim/1.eml', mail('a@x', 'Hello'))
  put('mail/tim/2.eml', 'no message at all')
  put('calendar/x.ics', 'nothing')
  put('crm/salesforce/Account.json', '[{"Id":"0015')
  put('documents/old.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'))
  const { signals, unread, coverage } = await readFolder(folder)
  expect(mails(signals)).toHaveLength(1)
  expect(unread.map(({ item }) => item)).toEqual([
    'calendar/x.ics',
    'crm/salesforce/Account.json',
    'documents/old.doc',
    'mail/tim/2.eml',
  ])
  expect(unread.find(({ item }) => item.includes('Account'))?.text).toMatch(/cut off/)
  for (const { text } of unread) expect(text).not.toContain('\n')
  expect(coverage.find(({ source }) => source === 'mail:tim')).toMatchObject({ items: 1, complete: false })
})

test('attachments are documents of their message', async () => {
  const boundary = [
    '--xx',
    'Content-Type: text/plain',
    '',
    'See the table.',
    '--xx',
    'Content-Type: text/csv; name="units.csv"',
    'Content-Disposition: attachment; filename="units.csv"',
    '',
    'site,units',
    'Ghent,40',
    '--xx',
    'Content-Type: message/rfc822',
    '',
    Buffer.from(mail('inner@x', 'From the inside')).toString(),
    '--xx--',
  ].join('\r\n')
  put('mail/tim/1.eml', mail('a@x', boundary, 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=xx'))
  const { signals, coverage } = await readFolder(folder)
  expect(mails(signals)[0]?.text).toBe('See the table.')
  expect(signals.filter(({ kind }) => kind === 'document')).toMatchObject([
    {
      id: 'a@x/forwarded message.eml',
      message: 'a@x',
      text: expect.stringMatching(/^From: Marta <marta@orchard.example>\n[\s\S]*From the inside$/) as string,
    },
    { id: 'a@x/units.csv', message: 'a@x', at: '2025-06-03T08:00:00.000Z', text: 'site,units\nGhent,40' },
  ])
  expect(coverage).toMatchObject([{ source: 'mail:tim', items: 1, complete: true }])
})

test('an invitation by mail is a meeting; what was sent after the moment asked for does not speak', async () => {
  const event = (sequence: number, day: string, stamp: string) =>
    [
      'BEGIN:VCALENDAR',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'UID:u1',
      `DTSTAMP:${stamp}T080000Z`,
      `SEQUENCE:${sequence}`,
      `DTSTART:${day}T090000Z`,
      'ORGANIZER:mailto:marta@orchard.example',
      'SUMMARY:Visit',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n')
  put('mail/tim/1.eml', mail('a@x', event(0, '20250701', '20250603'), 'Content-Type: text/calendar; method=REQUEST'))
  put('calendar/moved.ics', event(1, '20250708', '20250620'))
  const meeting = async (asOf: string) =>
    (await readFolder(folder, { asOf })).signals.find((signal) => signal.kind === 'meeting')
  expect(await meeting('2025-06-10T00:00:00Z')).toMatchObject({
    startAt: '2025-07-01T09:00:00.000Z',
    sources: ['mail:tim'],
  })
  expect(await meeting('2025-06-30T00:00:00Z')).toMatchObject({
    startAt: '2025-07-08T09:00:00.000Z',
    sources: ['calendar', 'mail:tim'],
  })
})

describe('workspace.json', () => {
  test('unknown keys are kept out', async () => {
    put(
      'workspace.json',
      JSON.stringify({ handoff: 'expansion', colour: 'blue', account: { name: 'Orchard', size: 3 } }),
    )
    expect((await readFolder(folder)).workspace).toEqual({ handoff: 'expansion', account: { name: 'Orchard' } })
  })

  test.each([
    [{ as_of: 'soon' }, 'as_of'],
    [{ seller: { people: [{ name: 'Tim' }] } }, 'seller.people.0.email'],
    [{ account: 'Orchard' }, 'account'],
  ])('%j is refused in one line that names the key', async (content, key) => {
    put('workspace.json', JSON.stringify(content))
    await expect(readFolder(folder)).rejects.toThrow(key)
    await expect(readFolder(folder)).rejects.not.toThrow('\n')
  })

  test('a folder that is not there is a wrong call', async () => {
    await expect(readFolder(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'bad_call' })
  })
})

test('a folder with a workspace.json alone is an empty record', async () => {
  put('workspace.json', '{}')
  expect(await readFolder(folder)).toEqual({
    workspace: {},
    signals: [],
    coverage: [],
    unread: [],
    warnings: [],
    discarded: new Map(),
  })
})

test('the same record in JSON and CSV is one', async () => {
  put(
    'crm/hubspot/deals.json',
    JSON.stringify({
      results: [
        { id: '5', properties: { dealname: 'Orchard pilot', amount: '4000' }, updatedAt: '2025-01-02T00:00:00Z' },
      ],
    }),
  )
  put('crm/hubspot/deals.csv', 'Record ID,Deal Name\n5,Orchard\n6,Second\n')
  const { signals } = await readFolder(folder)
  expect(signals.map((signal) => [signal.id, signal.kind === 'crm' && signal.fields['dealname']])).toEqual([
    ['hubspot:deals/5', 'Orchard pilot'],
    ['hubspot:deals/6', 'Second'],
  ])
})
