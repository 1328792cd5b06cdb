import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { readEvents, verifyEvents } from '../../src/db/events.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { localEngine } from '../../src/engines/local/index.ts'
import { listCorrections } from '../../src/findings/correction-store.ts'
import { reviewPorts } from '../../src/http/open-services.ts'
import { correctFinding, undoCorrecting } from '../../src/review/correct.ts'
import { edit } from '../../src/review/edit.ts'
import { importFolder } from '../../src/connectors/import.ts'
import { draftFromWorkspace } from '../../src/storing.ts'
import { emptyTables, openTestDatabase } from '../db/database.ts'
import { ANNA, BEN, CARA, mail, SMALL, smallFolder } from '../db/folder.ts'
import type { Brief } from '../../src/briefs/brief.ts'
import type { Database, Viewer } from '../../src/db/open.ts'
import type { CorrectionRequest } from '../../src/review/correct.ts'
import type { ReviewPorts } from '../../src/storing.ts'

const actor = 'anna@seller.example'
const anna: Viewer = { person: actor, roles: ['rep'] }
const ben: Viewer = { person: 'ben@seller.example', roles: ['rep'] }

let database: Database & { folder: string }
let ports: ReviewPorts
beforeAll(async () => {
  database = await openTestDatabase()
  ports = reviewPorts(database, null)
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database))

const draft = (viewer = anna) => draftFromWorkspace(ports, viewer, { account: 'Buyer' }, localEngine)
const correct = (brief: Brief, request: CorrectionRequest, viewer = anna) =>
  database.as(viewer, (trx) => correctFinding(trx, viewer, brief.id, request))
const standing = (viewer = anna) => database.as(viewer, (trx) => listCorrections(trx))

async function imported(files?: Record<string, string>): Promise<Brief> {
  await importFolder(database, smallFolder(files), { actor })
  return (await draft()).brief
}

describe('a promise that was dismissed', () => {
  test('is out of the next draft, which says who took it out, and the log knows', async () => {
    const brief = await imported()
    expect(brief.commitments.map(({ id }) => id)).toEqual(['c1'])
    expect(await correct(brief, { finding: 'c1', verdict: 'not_a_promise' })).toMatchObject({
      account: 'Buyer',
      corrections: [{ finding: 'c1' }],
    })
    const next = await draft()
    expect(next.brief).toMatchObject({ id: brief.id, revision: 2, commitments: [] })
    expect(next.standing).toContain('revision 2 --hash')
    expect(next.brief.nextNotes).toContainEqual({
      kind: 'human',
      text: 'Corrected: 1 not promised.',
      evidence: [],
      shows: [],
      by: actor,
    })
    await database.as(SYSTEM, async (trx) => {
      const made = (await readEvents(trx)).filter(({ kind }) => kind === 'correction.made')
      expect(made).toMatchObject([{ subject: brief.id, actor, data: { finding: 'c1', verdict: 'not_a_promise' } }])
      expect(JSON.stringify(made)).not.toContain('security paper')
      expect(await verifyEvents(trx)).toMatchObject({ ok: true })
    })
  })

  test('stays out when the mail is read again and more has come', async () => {
    await correct(await imported(), { finding: 'c1', verdict: 'not_a_promise' })
    const later = smallFolder({
      ...SMALL,
      'mail/anna@seller.example/9.eml': mail('late@buyer.example', CARA, ANNA, 'Later', 'The audit went well.'),
    })
    await importFolder(database, later, { actor })
    expect((await draft()).brief.commitments).toEqual([])
  })

  test('stays out when its message turns up in another mailbox with another footer', async () => {
    await correct(await imported(), { finding: 'c1', verdict: 'not_a_promise' })
    const copy = mail(
      'offer@seller.example',
      ANNA,
      `${CARA}, ${BEN}`,
      'Our offer',
      'Hello Cara,\r\n\r\nI will send the security paper by Friday.\r\n\r\nAnna\r\n\r\nThis message was checked by the gateway of Seller.',
    )
    await importFolder(database, smallFolder({ ...SMALL, 'mail/ben@seller.example/1.eml': copy }), { actor })
    expect((await draft()).brief.commitments).toEqual([])
  })

  test('that was only known from a reply stays out when the original comes in', async () => {
    const { 'mail/anna@seller.example/1.eml': original, 'mail/ben@seller.example/1.eml': _, ...rest } = SMALL
    const reply = mail(
      'reply@buyer.example',
      CARA,
      `${ANNA}, ${BEN}`,
      'Re: Our offer',
      [
        'Thank you, that helps.',
        '',
        'On Mon, 2 Feb 2026 at 10:00, Anna Seller <anna@seller.example> wrote:',
        '> Hello Cara,',
        '>',
        '> I will send the security paper by Friday.',
        '>',
        '> Anna',
      ].join('\r\n'),
      'Mon, 2 Feb 2026 12:00:00 +0000',
    )
    const brief = await imported({ ...rest, 'mail/ben@seller.example/7.eml': reply })
    expect(brief.commitments).toHaveLength(1)
    await correct(brief, { finding: 'c1', verdict: 'not_a_promise' })
    await importFolder(
      database,
      smallFolder({
        ...rest,
        'mail/ben@seller.example/7.eml': reply,
        'mail/anna@seller.example/1.eml': original ?? '',
      }),
      { actor },
    )
    expect((await draft()).brief.commitments).toEqual([])
  })

  test('comes back when that is taken back, once', async () => {
    const brief = await imported()
    const { corrections } = await correct(brief, { finding: 'c1', verdict: 'not_a_promise' })
    const id = corrections[0]?.id ?? 0
    expect((await draft()).brief.commitments).toEqual([])
    await database.as(ben, (trx) => undoCorrecting(trx, ben, id))
    await database.as(ben, (trx) => undoCorrecting(trx, ben, id))
    expect((await draft()).brief).toMatchObject({ revision: 3, commitments: [{ id: 'c1' }] })
    expect(await standing()).toEqual([])
    const undone = (await database.as(SYSTEM, (trx) => readEvents(trx))).filter(
      ({ kind }) => kind === 'correction.undone',
    )
    expect(undone).toMatchObject([{ actor: ben.person }])
  })
})

test('a new person, a new day and done are what the next draft shows', async () => {
  const brief = await imported()
  await correct(brief, { finding: 'c1', verdict: 'by', value: 'Ben@Seller.example' })
  await correct(brief, { finding: 'c1', verdict: 'due', value: '2026-02-20' })
  const next = (await draft()).brief
  expect(next.commitments).toMatchObject([
    {
      by: 'ben@seller.example',
      due: '2026-02-20',
      status: 'open',
      corrected: [
        { by: actor, how: 'by' },
        { by: actor, how: 'due' },
      ],
    },
  ])
  expect(next.next.find(({ shows }) => shows.includes('c1'))).toMatchObject({
    when: '2026-02-20',
    note: expect.stringContaining('corrected by Anna'),
  })
  await correct(next, { finding: 'c1', verdict: 'done' })
  expect((await draft()).brief.commitments).toMatchObject([{ status: 'done', overdue: false }])
})

test('a piece of evidence names what it carries', async () => {
  const brief = await imported()
  const [key = ''] = brief.commitments[0]?.evidence ?? []
  expect(await correct(brief, { finding: key, verdict: 'done' })).toMatchObject({ corrections: [{ finding: 'c1' }] })
})

test('the same said twice is kept once', async () => {
  const brief = await imported()
  const first = await correct(brief, { finding: 'c1', verdict: 'due', value: '2026-02-20' })
  expect(await correct(brief, { finding: 'c1', verdict: 'due', value: '2026-02-20' }, ben)).toEqual(first)
  await correct(brief, { finding: 'c1', verdict: 'due', value: '2026-02-21' })
  expect((await draft()).brief.commitments).toMatchObject([{ due: '2026-02-21' }])
})

test('what people wrote into a brief is not drafted over, and they are told', async () => {
  const brief = await imported()
  const edits = [{ op: 'add' as const, to: 'headline', text: 'Cara likes short mails.' }]
  await database.as(anna, (trx) => edit(trx, anna, { briefId: brief.id, revision: 1, edits }, ports))
  await correct(brief, { finding: 'c1', verdict: 'not_a_promise' })
  const now = await draft()
  expect(now.brief).toMatchObject({ revision: 2, commitments: [{ id: 'c1' }] })
  expect(now.standing).toContain('findings were corrected after it was made')
})

describe('nobody but an active person', () => {
  test('corrects or takes back', async () => {
    const brief = await imported()
    const { corrections } = await correct(brief, { finding: 'c1', verdict: 'done' })
    await database.asOwner(async (trx) => {
      await trx.updateTable('people').set({ active: false }).where('email', '=', ben.person).execute()
    })
    for (const viewer of [SYSTEM, ben]) {
      await expect(correct(brief, { finding: 'c1', verdict: 'wrong' }, viewer)).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(
        database.as(viewer, (trx) => undoCorrecting(trx, viewer, corrections[0]?.id ?? 0)),
      ).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect(await standing()).toHaveLength(1)
  })

  test('is believed by the database itself', async () => {
    const brief = await imported()
    await correct(brief, { finding: 'c1', verdict: 'done' })
    const forge = (viewer: Viewer, name: string) =>
      database.as(viewer, (trx) =>
        sql`insert into corrections (account_id, brief_id, finding, kind, verdict, words, other, made_by)
            select account_id, brief_id, finding, kind, 'wrong', words, other, ${name} from corrections`.execute(trx),
      )
    await expect(forge(anna, ben.person)).rejects.toThrow()
    await expect(forge(SYSTEM, 'system')).rejects.toThrow()
    await expect(
      database.as(anna, (trx) => sql`update corrections set undone_by = ${ben.person}`.execute(trx)),
    ).rejects.toThrow()
    await expect(
      database.as(anna, (trx) => sql`update corrections set verdict = 'wrong', undone_by = ${actor}`.execute(trx)),
    ).rejects.toThrow()
    expect(await standing()).toMatchObject([{ verdict: 'done', madeBy: actor }])
  })

  test('sees the words of a mailbox that is not theirs, though what was said of them counts', async () => {
    const brief = await imported()
    await correct(brief, { finding: 'c1', verdict: 'done' })
    expect((await standing())[0]?.quotes).toEqual(['I will send the security paper by Friday.'])
    await database.asOwner(async (trx) => {
      await trx.updateTable('sources').set({ owner: actor, sharing: 'private' }).execute()
    })
    expect(await standing(ben)).toMatchObject([{ verdict: 'done', quotes: [] }])
  })
})
