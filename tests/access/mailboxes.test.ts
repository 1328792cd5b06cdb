import { sql } from 'kysely'
import { assert, asyncProperty, nat, uniqueArray } from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readFolder } from '../../src/connectors/folder.ts'
import { importFolder } from '../../src/connectors/import.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { localEngine } from '../../src/engines/local/index.ts'
import { reviewPorts } from '../../src/http/open-services.ts'
import { draftFromFolder } from '../../src/pipeline.ts'
import { strike } from '../../src/removing.ts'
import { marksOf } from '../../src/signals/exclusion.ts'
import { admit, exclude, leave, rejoin, share } from '../../src/signals/hiding.ts'
import { viewMailboxes } from '../../src/signals/mailbox.ts'
import { settlePolicy } from '../../src/signals/policy.ts'
import { joinGroup, radiusOf } from '../../src/signals/radius.ts'
import { storeSignals } from '../../src/signals/store.ts'
import { draftFromWorkspace } from '../../src/storing.ts'
import { emptyTables, openTestDatabase } from '../db/database.ts'
import { ANNA, BEN, CARA, mail, SMALL, smallFolder } from '../db/folder.ts'
import type { Database } from '../../src/db/open.ts'
import type { DocumentSignal } from '../../src/signals/signal.ts'
import type { Exclusion } from '../../src/signals/hiding.ts'
import type { ReviewPorts } from '../../src/storing.ts'

const anna = 'anna@seller.example'
const ben = 'ben@seller.example'

let database: Database
let ports: ReviewPorts
beforeAll(async () => {
  database = await openTestDatabase()
  ports = reviewPorts(database, null)
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database))

const system = <T>(work: Parameters<typeof database.as<T>>[1]) => database.as(SYSTEM, work)
const brought = (folder: string) => importFolder(database, folder, { actor: anna })

/** Every row of every table, the log and the jobs included, and the bytes that would leave. */
async function dump(): Promise<string> {
  return database.asOwner(async (trx) => {
    const { rows } = await sql<{ name: string }>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'pgboss')`.execute(trx)
    const parts: string[] = []
    for (const { name } of rows) {
      const content = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(trx)
      parts.push(...content.rows.map(({ row }) => row))
    }
    const bytes = await trx.selectFrom('dispatches').select('rendered').execute()
    return [...parts, ...bytes.map(({ rendered }) => Buffer.from(rendered).toString('latin1'))].join('\n')
  })
}

async function itemsStored(): Promise<string[]> {
  const rows = await database.asOwner((trx) => trx.selectFrom('signals').select('item').orderBy('item').execute())
  return rows.map(({ item }) => item)
}

async function takeOut(owner: string | null, exclusion: Exclusion) {
  return system(async (trx) => {
    const removal = await exclude(trx, owner, exclusion, anna)
    return { signals: removal.signals, ...(await strike(trx, removal, anna)) }
  })
}

/** A message with everything that could give it away: subject, words, a file that cannot be read, an odd name. */
function canary(mark: string, headers: string[], from = CARA, to = ANNA): string {
  const id = `id-${mark}@buyer.example`
  return [
    `Message-ID: <${id}>`,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: Subject ${mark}`,
    'Date: Tue, 3 Feb 2026 12:00:00 +0000',
    ...headers,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `I will send the ${mark} report by Friday. Our budget is ${mark}.`,
    '--b',
    `Content-Type: application/zip; name="file-${mark}.bin"`,
    `Content-Disposition: attachment; filename="file-${mark}.bin"`,
    '',
    'not a zip',
    '--b--',
    '',
  ].join('\r\n')
}

function documentOf(message: string): DocumentSignal {
  return {
    kind: 'document',
    id: `${message}/plan.txt`,
    name: 'plan.txt',
    message,
    path: null,
    sources: [],
    at: null,
    text: '',
    segments: [],
    contentHash: 'sha256:0',
    warnings: [],
  }
}

function event(mark: string, ...lines: string[]): string {
  return [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    `UID:${mark}@seller.example`,
    'DTSTAMP:20260203T100000Z',
    'DTSTART:20260205T100000Z',
    `SUMMARY:Meeting ${mark}`,
    `DESCRIPTION:We talk of ${mark}`,
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')
}

const invitation = (mark: string, ...lines: string[]) =>
  [
    `Message-ID: <id-${mark}@buyer.example>`,
    `From: ${CARA}`,
    `To: ${ANNA}`,
    `Subject: Invitation ${mark}`,
    'Date: Tue, 3 Feb 2026 12:00:00 +0000',
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    `You are invited to ${mark}`,
    '--b',
    'Content-Type: text/calendar; method=REQUEST',
    '',
    event(mark, ...lines),
    '--b--',
    '',
  ].join('\r\n')

const BOX = 'mail/anna@seller.example'
/** Ways in which something is private by itself: path, content, the reason that is counted. */
const WAYS: ((mark: string) => [string, string, string])[] = [
  (mark) => [`${BOX}/${mark}.eml`, canary(mark, ['X-Gmail-Labels: Inbox,Private']), 'label'],
  (mark) => [`${BOX}/${mark}.eml`, canary(mark, ['X-Gmail-Labels: =?UTF-8?Q?Posteingang,Pers=C3=B6nlich?=']), 'label'],
  (mark) => [`${BOX}/${mark}.eml`, canary(mark, ['Keywords: Payroll']), 'payroll'],
  (mark) => [`${BOX}/${mark}.eml`, canary(mark, ['Sensitivity: Company-Confidential']), 'label'],
  (mark) => [`${BOX}/Clients/Private/${mark}.eml`, canary(mark, []), 'label'],
  (mark) => [`${BOX}/Private.mbox`, `From x Tue Feb  3 12:00:00 2026\n${canary(mark, [])}\n`, 'label'],
  (mark) => [`calendar/${mark}.ics`, event(mark, 'CLASS:PRIVATE'), 'private_event'],
  (mark) => [`calendar/${mark}.ics`, event(mark, 'CLASS:X-COMPANY-SECRET'), 'private_event'],
  (mark) => [`calendar/${mark}.ics`, event(mark, 'X-MICROSOFT-CDO-SENSITIVITY:2'), 'private_event'],
  (mark) => [`${BOX}/${mark}.eml`, invitation(mark, 'CLASS:CONFIDENTIAL'), 'private_event'],
  (mark) => [`${BOX}/${mark}.eml`, canary(mark, [], 'Payslips <noreply@adp.com>'), 'payroll'],
  (mark) => [`${BOX}/${mark}.eml`, canary(mark, [], 'Dr. M <m@adler.law>'), 'attorney'],
]

describe('what is private by itself', () => {
  test('is found in no table, no job, no line of the log, no report and no draft, whatever is imported with it', async () => {
    await assert(
      asyncProperty(uniqueArray(nat(WAYS.length - 1), { minLength: 1, maxLength: 6 }), async (chosen) => {
        await emptyTables(database)
        const files = { ...SMALL }
        const expected: string[] = []
        for (const index of chosen) {
          const [path, content, reason] = WAYS[index]!(`kanarie${index}x`)
          files[path] = content
          expected.push(reason)
        }
        const folder = smallFolder(files)
        const report = await brought(folder)
        await draftFromWorkspace(ports, { person: anna, roles: ['rep'] }, { account: 'Buyer' }, localEngine)
        const drafted = await draftFromFolder(folder, localEngine)
        const everything = `${await dump()}\n${JSON.stringify(report)}\n${JSON.stringify(drafted)}`
        expect(everything).not.toMatch(/kanarie/i)
        expect(report).toMatchObject({ items: 3, discarded: chosen.length })
        const counted = await database.asOwner((trx) =>
          trx.selectFrom('discards').select(['reason', 'items']).orderBy('reason').execute(),
        )
        const reasons = counted.flatMap(({ reason, items }) => Array.from({ length: items }, () => reason))
        expect(reasons.toSorted()).toEqual(expected.toSorted())
        expect(drafted.brief.coverage.reduce((sum, { discarded }) => sum + discarded, 0)).toBe(chosen.length)
      }),
      { numRuns: 5, examples: [[[0, 1, 2, 3, 4, 5]], [[6, 7, 8, 9, 10, 11]]] },
    )
  }, 240_000)

  test('takes an invitation out that came before its event was marked', async () => {
    const files = {
      ...SMALL,
      [`${BOX}/i.eml`]: invitation('kanarie'),
      'calendar/i.ics': event('kanarie', 'CLASS:PRIVATE'),
    }
    await brought(smallFolder(files))
    expect(await dump()).not.toMatch(/kanarie/)
    expect(await itemsStored()).toHaveLength(3)
  })

  test('is not stored where whoever brings it in forgot to ask, nor is what it carries', async () => {
    await brought(smallFolder())
    const read = await readFolder(
      smallFolder({ [`${BOX}/k.eml`]: mail('k@buyer.example', CARA, ANNA, 'Kanarie', 'kanarie') }),
    )
    const [account] = await database.asOwner((trx) => trx.selectFrom('accounts').selectAll().execute())
    const source = 'mail:anna@seller.example'
    const marks = { [source]: marksOf({ labels: ['Private'], sensitivity: null, bcc: [] }) }
    const [shown] = read.signals.map((signal) => ({ ...signal, marks }))
    const file: DocumentSignal = { ...documentOf(shown!.id), sources: [source], text: 'kanarie' }
    const stored = await system((trx) => storeSignals(trx, { id: account!.id, domains: [] }, [shown!, file]))
    expect(stored).toEqual({ added: 0, changed: 0, sighted: 0 })
    expect(await dump()).not.toMatch(/kanarie/)
    const counted = await database.asOwner((trx) => trx.selectFrom('discards').select(['reason', 'items']).execute())
    expect(counted).toEqual([{ reason: 'label', items: 1 }])
  })

  test('is kept where another mailbox has it without the mark', async () => {
    const marked = canary('open', ['X-Gmail-Labels: Private'], CARA, `${ANNA}, ${BEN}`)
    const files = {
      ...SMALL,
      [`${BOX}/o.eml`]: marked,
      'mail/ben@seller.example/o.eml': canary('open', [], CARA, `${ANNA}, ${BEN}`),
    }
    await brought(smallFolder(files))
    const rows = await database.asOwner((trx) =>
      trx
        .selectFrom('sightings')
        .innerJoin('sources', 'sources.id', 'source_id')
        .innerJoin('signals', 'signals.id', 'signal_id')
        .select('name')
        .where('item', '=', 'id-open@buyer.example')
        .execute(),
    )
    expect(rows).toEqual([{ name: 'mail:ben@seller.example' }])
  })
})

describe('an exclusion that comes later', () => {
  const files = {
    ...SMALL,
    [`${BOX}/d1.eml`]: mail(
      'd1@buyer.example',
      'Dora <dora@buyer.example>',
      ANNA,
      'Kanarie',
      'The kanarie costs 500 EUR.',
    ),
    [`${BOX}/d2.eml`]: mail(
      'd2@buyer.example',
      ANNA,
      'Dora <dora@buyer.example>',
      'Re: Kanarie',
      'I will send kanarie by Friday.',
    ),
    [`${BOX}/d3.eml`]: canary('kanarie', [], 'Dora <dora@buyer.example>'),
    [`${BOX}/Works council/w.eml`]: mail('w@buyer.example', CARA, ANNA, 'Kanarie', 'kanarie'),
  }
  test.each([
    ['of a person', { what: 'person', value: 'Dora@buyer.example' }, 3, 1],
    ['of a company', { what: 'domain', value: 'buyer.example' }, 6, 1],
    ['of a label', { what: 'label', value: 'works council' }, 1, 0],
    ['of a conversation', { what: 'thread', value: 'd2@buyer.example' }, 2, 1],
  ] as const)(
    '%s takes out what is stored, and it does not come back until it is taken back',
    async (_name, wanted, signals, briefs) => {
      const folder = smallFolder(files)
      await brought(folder)
      const before = await itemsStored()
      await draftFromWorkspace(ports, { person: anna, roles: ['rep'] }, { account: 'Buyer' }, localEngine)
      expect(await takeOut(anna, wanted)).toMatchObject({ signals, briefs })
      const after = await itemsStored()
      if (wanted.what !== 'label') expect(after).not.toContain('d1@buyer.example')
      await brought(folder)
      expect(await itemsStored()).toEqual(after)
      const [box] = await system((trx) => viewMailboxes(trx, anna))
      const [exclusion] = box!.exclusions
      await system((trx) => admit(trx, anna, exclusion!.id, anna))
      await brought(folder)
      expect(await itemsStored()).toEqual(before)
    },
  )

  test('leaves no word of what went in any table, nor of whom it was about in the log', async () => {
    await brought(smallFolder(files))
    await draftFromWorkspace(ports, { person: anna, roles: ['rep'] }, { account: 'Buyer' }, localEngine)
    await takeOut(anna, { what: 'person', value: 'dora@buyer.example' })
    await takeOut(anna, { what: 'label', value: 'works council' })
    expect(await dump()).not.toMatch(/kanarie/i)
    const log = await database.asOwner((trx) => trx.selectFrom('events').select('body').execute())
    expect(log.map(({ body }) => body).join('\n')).not.toMatch(/dora|works council/i)
  })

  test('counts for the mailbox of its owner alone', async () => {
    await brought(smallFolder({ ...files, 'mail/ben@seller.example/d1.eml': files[`${BOX}/d1.eml`] }))
    await takeOut(anna, { what: 'person', value: 'dora@buyer.example' })
    expect(await itemsStored()).toContain('d1@buyer.example')
    await takeOut(null, { what: 'person', value: 'dora@buyer.example' })
    expect(await itemsStored()).not.toContain('d1@buyer.example')
  })
})

describe('a mailbox', () => {
  test('tells its owner what was read, what was not kept, and who sees it', async () => {
    await brought(smallFolder({ ...SMALL, [`${BOX}/p.eml`]: canary('p', ['Sensitivity: Private']) }))
    const [box] = await system((trx) => viewMailboxes(trx, anna))
    expect(box).toMatchObject({
      source: 'mail:anna@seller.example',
      sharing: 'team',
      state: 'read',
      accounts: [{ account: 'Buyer', messages: 2, from: '2026-02-02T10:00:00.000Z', seenBy: [ben] }],
      discarded: [{ account: 'Buyer', reason: 'label', items: 1 }],
    })
    await system((trx) => share(trx, anna, 'private', anna))
    const [now] = await system((trx) => viewMailboxes(trx, anna))
    expect(now).toMatchObject({ sharing: 'private', chosenBy: anna, accounts: [{ seenBy: [] }] })
  })

  test('that is left is read no longer; what is stored stays or goes by choice', async () => {
    const folder = smallFolder()
    await brought(folder)
    await system((trx) => leave(trx, ben, 'keep', ben))
    await brought(
      smallFolder({ ...SMALL, 'mail/ben@seller.example/n.eml': mail('n@buyer.example', CARA, BEN, 'New', 'New') }),
    )
    expect(await itemsStored()).not.toContain('n@buyer.example')
    await system((trx) => leave(trx, anna, 'remove', anna))
    expect(await itemsStored()).toEqual(['call.vtt', 'offer@seller.example'])
    await brought(folder)
    expect(await itemsStored()).toEqual(['call.vtt', 'offer@seller.example'])
    await system((trx) => rejoin(trx, anna, anna))
    await brought(folder)
    expect(await itemsStored()).toContain('question@buyer.example')
  })

  test('that is new is shared as the company has settled', async () => {
    await system((trx) =>
      trx
        .insertInto('workspace')
        .values({ seller_name: 'S', seller_domains: ['seller.example'] })
        .execute(),
    )
    await system((trx) => settlePolicy(trx, { defaultSharing: 'private' }, anna))
    await brought(smallFolder())
    const seen = await database.as({ person: ben, roles: ['rep'] }, (trx) =>
      trx.selectFrom('signals').select('item').execute(),
    )
    expect(seen.map(({ item }) => item).toSorted()).toEqual(['call.vtt', 'offer@seller.example'])
  })
})

describe('a group', () => {
  beforeEach(async () => {
    await system((trx) =>
      trx
        .insertInto('workspace')
        .values({ seller_name: 'S', seller_domains: ['seller.example'] })
        .execute(),
    )
    await system((trx) => settlePolicy(trx, { defaultSharing: 'private' }, anna))
    await brought(smallFolder())
  })
  const group = { people: [anna, ben], sharing: 'team' as const }

  test('is shown what it would open to whom, and opens that and no more', async () => {
    const radius = await system((trx) => radiusOf(trx, group))
    expect(radius).toMatchObject({
      mailboxes: [
        { person: anna, standing: 'joins', messages: 2 },
        { person: ben, standing: 'joins', messages: 1 },
      ],
      opens: [{ account: 'Buyer', to: ben, messages: 1 }],
    })
    await system((trx) => joinGroup(trx, group, radius.hash, 'admin@seller.example'))
    const seen = await database.as({ person: ben, roles: ['rep'] }, (trx) =>
      trx.selectFrom('signals').select('item').execute(),
    )
    expect(seen.map(({ item }) => item)).toContain('question@buyer.example')
    const [box] = await system((trx) => viewMailboxes(trx, anna))
    expect(box).toMatchObject({ sharing: 'team', chosenBy: 'admin@seller.example' })
  })

  test('is refused where what it would open has changed since it was shown', async () => {
    const { hash } = await system((trx) => radiusOf(trx, group))
    await brought(smallFolder({ ...SMALL, [`${BOX}/n.eml`]: mail('n@buyer.example', CARA, ANNA, 'New', 'New') }))
    await expect(system((trx) => joinGroup(trx, group, hash, 'admin@seller.example'))).rejects.toMatchObject({
      code: 'conflict',
    })
    const [box] = await system((trx) => viewMailboxes(trx, anna))
    expect(box?.sharing).toBe('private')
  })

  test('never opens a mailbox whose owner chose otherwise, left, or was not named', async () => {
    await system((trx) => share(trx, anna, 'private', anna))
    await system((trx) => leave(trx, ben, 'keep', ben))
    const radius = await system((trx) => radiusOf(trx, group))
    expect(radius.mailboxes.map(({ standing }) => standing)).toEqual(['stays as its owner chose', 'left'])
    expect(radius.opens).toEqual([])
    await expect(system((trx) => radiusOf(trx, { ...group, people: ['nobody@seller.example'] }))).rejects.toMatchObject(
      {
        code: 'not_found',
      },
    )
  })
})
