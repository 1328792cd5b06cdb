import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listPeople } from '../src/access/acting.ts'
import { ensurePeople } from '../src/access/workspace.ts'
import { readEvents } from '../src/db/events.ts'
import { SYSTEM } from '../src/db/viewer.ts'
import { localEngine } from '../src/engines/local/index.ts'
import { queueOf } from '../src/http/queue.ts'
import { reviewPorts } from '../src/http/open-services.ts'
import { draftFromFolder } from '../src/pipeline.ts'
import { loadSignals } from '../src/signals/store.ts'
import { importFolder } from '../src/connectors/import.ts'
import { draftFromWorkspace } from '../src/storing.ts'
import { emptyTables, openTestDatabase } from './db/database.ts'
import { ANNA, CARA, mail, SMALL, smallFolder, WORKSPACE } from './db/folder.ts'
import type { Database } from '../src/db/open.ts'
import type { ReviewPorts } from '../src/storing.ts'

const anna = { person: 'anna@seller.example', roles: ['rep'] }
const actor = 'anna@seller.example'

let database: Database & { folder: string }
let ports: ReviewPorts

beforeAll(async () => {
  database = await openTestDatabase()
  ports = reviewPorts(database, null)
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database))

/** Every row of every table of ours, and the log: what must not move where nothing may change. */
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

describe('an import', () => {
  test('of the same folder twice changes no row and appends no event', async () => {
    const folder = smallFolder()
    expect(await importFolder(database, folder, { actor })).toMatchObject({ items: 3, added: 3, changed: 0 })
    const before = await everything()
    expect(await importFolder(database, folder, { actor })).toMatchObject({
      items: 3,
      added: 0,
      changed: 0,
      sighted: 0,
    })
    expect(await everything()).toEqual(before)
  })

  test('of one message in two mailboxes stores one signal with two sightings', async () => {
    await importFolder(database, smallFolder(), { actor })
    await database.as(SYSTEM, async (trx) => {
      const [account] = await trx.selectFrom('accounts').selectAll().execute()
      const offer = (await loadSignals(trx, account!.id)).filter(({ id }) => id === 'offer@seller.example')
      expect(offer).toHaveLength(1)
      expect(offer[0]?.sources).toEqual(['mail:anna@seller.example', 'mail:ben@seller.example'])
    })
  })

  test('that was cut off at any batch is finished by the next one, with nothing twice', async () => {
    const files = { ...SMALL }
    for (let n = 0; n < 250; n++)
      files[`mail/anna@seller.example/x${n}.eml`] = mail(`x${n}@buyer.example`, CARA, ANNA, `No ${n}`, `Message ${n}.`)
    const folder = smallFolder(files)
    for (const stop of [0, 100, 200]) {
      await emptyTables(database)
      const cut = importFolder(database, folder, {
        actor,
        onProgress: ({ done }) => {
          if (done > stop) throw new Error('cut off')
        },
      })
      await expect(cut).rejects.toThrow('cut off')
      expect(await importFolder(database, folder, { actor })).toMatchObject({ items: 253 })
      await database.as(SYSTEM, async (trx) => {
        expect(
          await trx
            .selectFrom('signals')
            .select(sql<number>`count(*)::int`.as('n'))
            .executeTakeFirst(),
        ).toEqual({ n: 253 })
        const completed = (await readEvents(trx)).filter(({ kind }) => kind === 'import.completed')
        expect(completed).toHaveLength(1)
      })
    }
  })

  test('keeps what two accounts call by the same path apart', async () => {
    await importFolder(database, smallFolder(), { actor })
    const other = smallFolder({
      ...SMALL,
      'workspace.json': JSON.stringify({ ...WORKSPACE, account: { name: 'Other', domains: ['other.example'] } }),
      'transcripts/call.vtt': SMALL['transcripts/call.vtt']!.replace('The audit in March', 'The fair in May'),
    })
    expect(await importFolder(database, other, { actor })).toMatchObject({ added: 1, changed: 0 })
    await database.as(SYSTEM, async (trx) => {
      const calls = await trx.selectFrom('signals').select('body').where('kind', '=', 'call').execute()
      expect(calls).toHaveLength(2)
    })
  })

  test('of a second folder of the account adds to the first and is not hidden behind its moment', async () => {
    await importFolder(database, smallFolder(), { actor })
    const later = smallFolder({
      'mail/anna@seller.example/9.eml': mail(
        'late@buyer.example',
        CARA,
        ANNA,
        'Later',
        'We sign next week.',
        'Mon, 2 Mar 2026 09:00:00 +0000',
      ),
    })
    expect(await importFolder(database, later, { actor })).toMatchObject({ added: 1, account: { name: 'Buyer' } })
    const { brief } = await draftFromWorkspace(ports, anna, { account: 'Buyer' }, localEngine)
    expect(brief.readThrough?.slice(0, 10)).toBe('2026-03-02')
  })

  test('of another seller is refused and names the way out', async () => {
    await importFolder(database, smallFolder(), { actor })
    const before = await everything()
    const foreign = smallFolder({
      ...SMALL,
      'workspace.json': JSON.stringify({
        ...WORKSPACE,
        seller: { name: 'Rival', domains: ['rival.example'], people: [] },
      }),
    })
    await expect(importFolder(database, foreign, { actor })).rejects.toThrow(/Seller's .* --workspace/)
    expect(await everything()).toEqual(before)
  })

  test('names what could not be read and stores the rest', async () => {
    const folder = smallFolder({
      ...SMALL,
      'crm/salesforce/Opportunity.json': '[{"Id": "006',
      'mail/anna@seller.example/0.eml': '',
    })
    const report = await importFolder(database, folder, { actor })
    expect(report.added).toBeGreaterThanOrEqual(3)
    expect(report.unread.map(({ item }) => item).join(' ')).toContain('Opportunity')
  })

  test('stores an id that is very long or holds a NUL', async () => {
    const folder = smallFolder({
      ...SMALL,
      'mail/anna@seller.example/3.eml': mail(
        `${'a'.repeat(5000)}@buyer.example`,
        CARA,
        ANNA,
        'Long \0 id',
        'Nothing \0 here.',
      ),
    })
    expect(await importFolder(database, folder, { actor })).toMatchObject({ added: 4 })
    expect(await importFolder(database, folder, { actor })).toMatchObject({ added: 0, changed: 0, sighted: 0 })
  })

  test('replaces a record that changed and keeps the newest version of a meeting', async () => {
    const record = (stage: string): string =>
      JSON.stringify([
        {
          attributes: { type: 'Opportunity' },
          Id: '006000000000001AAA',
          Name: 'Deal',
          StageName: stage,
          CreatedDate: '2026-01-05T10:00:00.000+0000',
        },
      ])
    const folder = smallFolder({ ...SMALL, 'crm/salesforce/Opportunity.json': record('Discovery') })
    await importFolder(database, folder, { actor })
    writeFileSync(join(folder, 'crm/salesforce/Opportunity.json'), record('Negotiation'))
    expect(await importFolder(database, folder, { actor })).toMatchObject({ added: 0, changed: 1 })
    await database.as(SYSTEM, async (trx) => {
      const row = await trx
        .selectFrom('signals')
        .select(['body', 'version'])
        .where('kind', '=', 'crm')
        .executeTakeFirstOrThrow()
      expect(row.version).toBe(2)
      expect(row.body).toContain('Negotiation')
    })
    rmSync(folder, { recursive: true })
  })
})

describe('a draft from the workspace', () => {
  test.each(['aldermoor-testing', 'varnholt-eye-clinics', 'hale-desrosiers'])(
    'of %s is the same bytes as the one from its folder',
    async (name) => {
      const folder = join('fixtures', name)
      await importFolder(database, folder, { actor })
      const workspace = JSON.parse(readFileSync(join(folder, 'workspace.json'), 'utf8')) as typeof WORKSPACE
      const viewer = { person: workspace.from, roles: ['rep'] }
      const { brief } = await draftFromWorkspace(ports, viewer, { account: workspace.account.name }, localEngine)
      const direct = await draftFromFolder(folder, localEngine)
      expect(JSON.stringify(brief)).toBe(JSON.stringify(direct.brief))
    },
  )

  test('is kept once, waits in review, and asking again changes nothing', async () => {
    await importFolder(database, smallFolder(), { actor })
    const first = await draftFromWorkspace(ports, anna, { account: 'buyer' }, localEngine)
    expect(first.standing).toContain(`baton approve ${first.brief.id} --revision 1 --hash `)
    const before = await everything()
    const second = await draftFromWorkspace(ports, anna, { account: 'buyer.example' }, localEngine)
    expect(second).toEqual(first)
    expect(await everything()).toEqual(before)
  })

  test('with later mail takes the place of the one that still waits', async () => {
    await importFolder(database, smallFolder(), { actor })
    const first = await draftFromWorkspace(ports, anna, { account: 'buyer' }, localEngine)
    const date = 'Mon, 2 Mar 2026 09:00:00 +0000'
    const late = mail('late@buyer.example', CARA, ANNA, 'Later', 'We sign next week.', date)
    await importFolder(database, smallFolder({ 'mail/anna@seller.example/9.eml': late }), { actor })
    const second = await draftFromWorkspace(ports, anna, { account: 'buyer' }, localEngine)
    expect(second.brief.id).not.toBe(first.brief.id)
    const queue = await database.as(anna, (trx) => queueOf(trx, anna))
    expect(queue.map(({ id }) => id)).toEqual([second.brief.id])
  })

  test('knows the owner of a mailbox folder that is called by the name before the @ alone', async () => {
    const nobody = { ...WORKSPACE, from: null, to: null, seller: { ...WORKSPACE.seller, people: [] } }
    const renamed = Object.entries({ ...SMALL, 'workspace.json': JSON.stringify(nobody) }).map(
      ([path, text]) => [path.replace(/^mail\/([^@/]+)@[^/]+\//, 'mail/$1/'), text] as const,
    )
    await importFolder(database, smallFolder(Object.fromEntries(renamed)), { actor })
    const people = await database.as(SYSTEM, (trx) => listPeople(trx))
    expect(people.map(({ email }) => email)).toContain('anna@seller.example')
  })

  test('is for the one who asked alone, and is not kept, where nobody is named to receive it', async () => {
    const folder = smallFolder({
      ...SMALL,
      'workspace.json': JSON.stringify({
        ...WORKSPACE,
        from: null,
        to: null,
        seller: { ...WORKSPACE.seller, people: [WORKSPACE.seller.people[0]] },
      }),
    })
    await importFolder(database, folder, { actor })
    const before = await everything()
    const alone = await draftFromWorkspace(ports, anna, { account: 'Buyer' }, localEngine)
    expect(alone.standing).toContain('--to')
    expect(await everything()).toEqual(before)
    // The sender is who hands over, where the folder does not say it.
    await database.as(SYSTEM, (trx) =>
      ensurePeople(trx, [{ email: 'carl@seller.example', name: 'Carl', role: null }], actor),
    )
    const kept = await draftFromWorkspace(ports, anna, { account: 'Buyer', to: 'carl@seller.example' }, localEngine)
    expect(kept.brief.handoff).toMatchObject({ from: 'anna@seller.example', to: 'carl@seller.example' })
    expect(kept.standing).toContain('waits in review')
  })

  test('goes at once to the person who asked for it, when that is the receiver', async () => {
    await importFolder(database, smallFolder(), { actor })
    const ben = { person: 'ben@seller.example', roles: ['rep'] }
    const { standing } = await draftFromWorkspace(ports, ben, { account: 'Buyer' }, localEngine)
    expect(standing).toContain('is approved')
  })

  test('for a receiver outside the company is refused', async () => {
    await importFolder(database, smallFolder(), { actor })
    const asked = draftFromWorkspace(ports, anna, { account: 'Buyer', to: 'cara@buyer.example' }, localEngine)
    await expect(asked).rejects.toThrow(/cara@buyer\.example is not one of the people here/)
  })

  test('of an account that is not there names those that are', async () => {
    await importFolder(database, smallFolder(), { actor })
    await expect(draftFromWorkspace(ports, anna, { account: 'Nobody' }, localEngine)).rejects.toThrow(
      /there are: Buyer/,
    )
  })
})
