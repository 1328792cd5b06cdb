import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM } from '../../src/db/viewer.ts'
import { deliver } from '../../src/delivery/deliver.ts'
import { fileChannel } from '../../src/delivery/channels/file.ts'
import { reviewPorts } from '../../src/http/open-services.ts'
import { saveRevision } from '../../src/briefs/store.ts'
import { approve } from '../../src/review/decide.ts'
import { makeDispatch } from '../../src/review/dispatch.ts'
import { hurtWords } from '../../src/review/hurt-words.ts'
import { openReview } from '../../src/review/open.ts'
import { DEFAULT_POLICY } from '../../src/review/policy.ts'
import { whatCanHurt } from '../../src/review/what-can-hurt.ts'
import { loadSignals } from '../../src/signals/store.ts'
import { INES, INTERNAL, LETTER, openDesk, render, sampleBrief } from './desk.ts'
import type { Brief } from '../../src/briefs/brief.ts'
import type { Addressing } from '../../src/review/dispatch.ts'
import type { Desk } from './desk.ts'

let desk: Desk
let seed = 0
beforeAll(async () => {
  desk = await openDesk()
  await desk.clear()
})
afterAll(() => desk?.close())

const own = (text: string): Brief['headline'][number] => ({
  kind: 'human',
  text,
  evidence: [],
  shows: [],
  by: INES.person,
})
const at = '2026-03-02T10:00:00Z'

async function hurtsOf(
  lines: readonly Brief['headline'][number][],
  addressing: Addressing,
  changes: Partial<Brief> = {},
) {
  const brief = sampleBrief(++seed, { headline: [...lines], sections: [], ...changes })
  const dispatch = await makeDispatch(brief, addressing, render)
  const { promisesIn } = reviewPorts(desk.database, null)
  const hurts = await desk.database.as(SYSTEM, (trx) => whatCanHurt(trx, dispatch, brief, { promisesIn, at }))
  return { brief, dispatch, hurts, kinds: hurts.map(({ kind }) => kind) }
}
const KNOWN: Addressing = { ...LETTER, recipients: [{ email: 'otto@orchard.example' }] }

describe('what can hurt about a text for a customer', () => {
  it('is what it promises, by the local engine over the very text', async () => {
    const { hurts } = await hurtsOf([own('Otto, I will send you the security questionnaire by 12 March 2026.')], KNOWN)
    const promise = hurts.find(({ kind }) => kind === 'promise')
    expect(promise).toMatchObject({ text: expect.stringContaining('security questionnaire'), note: 'by 2026-03-12' })
  })

  it('is another day than the ledger has for the same promise, and not what the ledger knows already', async () => {
    const plan = (day: string) => hurtsOf([own(`I will send you the plan by ${day} 2026.`)], KNOWN)
    expect((await plan('4 March')).kinds).toContain('known_promise')
    expect((await plan('9 March')).hurts).toContainEqual(
      expect.objectContaining({ kind: 'differs', note: expect.stringMatching(/c1.*2026-03-04.*2026-03-09/) as string }),
    )
  })

  it('is each price, day and legal term that it names', async () => {
    const { kinds } = await hurtsOf(
      [own('The licence is €19,000 a year.'), own('We meet on 11 May.'), own('The notice period is short.')],
      KNOWN,
    )
    expect(kinds).toEqual(expect.arrayContaining(['price', 'date', 'term']))
  })

  it('is somebody who was never written to, and a domain that looks like the customer’s', async () => {
    const stranger = {
      ...LETTER,
      recipients: [{ email: 'otto@orchard.example' }, { email: 'finance@orchand.example' }],
    }
    const { hurts } = await hurtsOf([own('Thank you for the call.')], stranger)
    expect(hurts.filter(({ kind }) => kind === 'new_recipient').map(({ text }) => text)).toEqual([
      'finance@orchand.example',
    ])
    expect(hurts.filter(({ kind }) => kind === 'lookalike')).toHaveLength(1)
  })

  it('is what somebody said in confidence, where the text repeats it', async () => {
    const quote = 'Between us, the board is split over the depot in Ghent.'
    const evidence = { ...sampleBrief(1).evidence }
    const kept = { ...evidence['e2']!, quote, end: quote.length, handling: ['in_confidence' as const] }
    const said = own('I hear the board is split over the depot.')
    const { kinds } = await hurtsOf([said], KNOWN, { evidence: { ...evidence, e2: kept } })
    expect(kinds).toContain('confidence')
  })

  it('is nothing, and says that nothing new is promised, where there is nothing', async () => {
    const { hurts } = await hurtsOf([own('Thank you for the call.')], KNOWN)
    expect(hurts).toEqual([])
    expect(hurtWords(hurts)).toEqual(['nothing new is promised'])
  })
})

it('of a brief for colleagues only what people wrote into it can hurt, for the rest cites its words', async () => {
  const fact: Brief['headline'][number] = {
    kind: 'fact',
    text: 'Ines will send the plan by 4 March.',
    evidence: ['e1'],
    shows: ['c1'],
  }
  expect((await hurtsOf([fact], INTERNAL)).kinds).toEqual([])
  const { kinds } = await hurtsOf([own('I will send Otto the price list by Friday.')], INTERNAL)
  expect(kinds).toContain('promise')
})

it('what a customer was sent is mail of its sender from then on, for the ledger to read', async () => {
  const { brief, dispatch } = await hurtsOf([own('I will send you the test report by 20 March 2026.')], KNOWN)
  const outbox = mkdtempSync(join(tmpdir(), 'outbox-'))
  const account = await desk.database.as(SYSTEM, async (trx) => {
    const handoff = await trx.selectFrom('handoffs').select(['id', 'account_id']).executeTakeFirstOrThrow()
    await saveRevision(trx, handoff.id, brief, INES.person)
    await openReview(trx, SYSTEM, { dispatch, requestedBy: INES.person, type: null, hurts: [] }, DEFAULT_POLICY)
    return handoff.account_id
  })
  const request = { briefId: brief.id, revision: 1, dispatchHash: dispatch.hash }
  const outcome = await desk.database.as(INES, (trx) => approve(trx, INES, request, DEFAULT_POLICY))
  const id = outcome.outcome === 'decided' ? (outcome.decision.delivery?.id ?? '') : ''
  desk.clock.advance(DEFAULT_POLICY.letterRest)
  const courier = { database: desk.database, channels: new Map([['file', fileChannel(outbox)]]), worker: 'this one' }
  expect(await deliver(courier, id)).toMatchObject({ state: 'sent' })
  const all = await desk.database.as(SYSTEM, (trx) => loadSignals(trx, account))
  const kept = all.find((signal) => signal.id === `${id}@seller.example`)
  expect(kept).toMatchObject({ kind: 'email', at: '2026-03-02T10:02:00.000Z', sources: [`mail:${INES.person}`] })
  expect(kept?.text).toContain('test report')
  rmSync(outbox, { recursive: true })
})
