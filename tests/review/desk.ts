import { contentHashOf } from '../../src/briefs/hash.ts'
import { saveRevision } from '../../src/briefs/store.ts'
import { joinTeam } from '../../src/access/team.ts'
import { openDatabase } from '../../src/db/open.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { clockAt } from '../../src/lib/clock.ts'
import { makeDispatch } from '../../src/review/dispatch.ts'
import { openReview } from '../../src/review/open.ts'
import { DEFAULT_POLICY } from '../../src/review/policy.ts'
import { emptyTables, openTestDatabase } from '../db/database.ts'
import type { Brief } from '../../src/briefs/brief.ts'
import type { Database, Trx } from '../../src/db/open.ts'
import type { Viewer } from '../../src/db/viewer.ts'
import type { MovableClock } from '../../src/lib/clock.ts'
import type { Addressing, Dispatch, Render } from '../../src/review/dispatch.ts'
import type { PromisesIn } from '../../src/review/what-can-hurt.ts'
import type { ReviewPolicy } from '../../src/review/policy.ts'

export const INES: Viewer = { person: 'ines@seller.example', roles: ['rep'] }
export const MILO: Viewer = { person: 'milo@seller.example', roles: ['rep'] }
export const RUTH: Viewer = { person: 'ruth@seller.example', roles: ['manager'] }
export const GONE: Viewer = { person: 'gone@seller.example', roles: ['rep'] }

/** A whole small brief, valid against its schema; `seed` makes another one. */
export function sampleBrief(seed: number, changes: Partial<Brief> = {}): Brief {
  const brief: Brief = {
    schema: 'baton.brief/1',
    id: `b_${seed.toString(16).padStart(16, '0')}`,
    revision: 1,
    contentHash: `sha256:${'0'.repeat(64)}`,
    account: { name: 'Orchard Rail', domains: ['orchard.example'] },
    deal: null,
    handoff: { type: 'sdr-to-ae', from: INES.person, to: MILO.person },
    asOf: '2026-03-02T10:00:00Z',
    zone: 'Europe/Berlin',
    readThrough: '2026-03-01T10:00:00Z',
    engine: { name: 'local', version: '1', model: null, prompts: {} },
    usage: null,
    evidence: { e1: quote('We need it before the depot opens.'), e2: quote('Between us, the board is split.') },
    headline: [
      { kind: 'fact', text: 'They need it before the depot opens.', evidence: ['e1'], shows: [] },
      { kind: 'gap', text: 'Budget: not found', evidence: [], shows: [] },
    ],
    next: [
      { when: '2026-03-04', who: MILO.person, what: 'Send the plan', kind: 'promise', shows: ['c1'], evidence: ['e1'] },
    ],
    careful: [{ kind: 'in_confidence', text: 'The board is split.', evidence: ['e2'] }],
    sections: [
      {
        key: 'people',
        heading: 'People',
        required: true,
        engine: 'local',
        lines: [{ kind: 'gap', text: 'Not found', evidence: [], shows: [] }],
      },
    ],
    commitments: [commitment('c1', 'Send the plan'), commitment('c2', 'Name an engineer')],
    asks: [],
    pains: [],
    stakeholders: [],
    risks: [],
    nextSteps: [],
    qualification: { framework: 'bant', fields: {} as Brief['qualification']['fields'] },
    contradictions: [],
    artefacts: [],
    openQuestions: [],
    coverage: [],
    notRead: [],
    completeness: { required: 1, present: 0, missing: ['people'] },
    warnings: [],
    withheld: { evidence: 0, lines: 0 },
    rejected: [],
    ...changes,
  }
  for (const field of FIELDS) brief.qualification.fields[field] ??= null
  return { ...brief, contentHash: contentHashOf(brief) }
}

const QUOTED = 'm1@orchard.example'

/** The one message that the sample briefs quote, or another item, in a source that the deal team sees. */
export async function storeQuoted(
  trx: Trx,
  accountId: string,
  { item = QUOTED, source: name = 'mail:shared' } = {},
): Promise<void> {
  const said = { subject: '', text: '', quotes: [], headers: {}, attachments: [] }
  const mail = { from: null, to: [], cc: [], references: [], thread: item, automatic: null, offsetMinutes: 0 }
  const body = JSON.stringify({ kind: 'email', id: item, at: null, ...mail, ...said })
  const { id } = await trx
    .insertInto('signals')
    .values({ item, kind: 'email', at: null, content_hash: 'x', body })
    .returning('id')
    .executeTakeFirstOrThrow()
  const source = await trx.insertInto('sources').values({ name }).returning('id').executeTakeFirstOrThrow()
  await trx.insertInto('sightings').values({ signal_id: id, source_id: source.id }).execute()
  await trx.insertInto('account_signals').values({ account_id: accountId, signal_id: id, path: null }).execute()
}

/** A renderer small enough to read in a test: what the real ones promise, and nothing more. */
export const render: Render = (brief, audience) => ({
  subject: `Hand-over: ${brief.account.name}`,
  text: [...brief.headline, ...brief.sections.flatMap(({ lines }) => lines)].map(({ text }) => text).join('\n'),
  html: audience === 'internal' ? `<p>${brief.headline.length} lines</p>` : null,
})

/** The local engine itself, loaded where something is to be read. */
export const promisesIn: PromisesIn = async (outgoing) => {
  const { promisesMadeIn } = await import('../../src/findings/outgoing.ts')
  const { localEngine } = await import('../../src/engines/local/index.ts')
  return promisesMadeIn(outgoing, (corpus) => localEngine.read(corpus))
}

export const INTERNAL: Addressing = {
  audience: 'internal',
  channel: 'file',
  sender: { email: INES.person, name: 'Ines Duval' },
  recipients: [{ email: MILO.person, name: 'Milo Novák' }],
}

export const LETTER: Addressing = {
  ...INTERNAL,
  audience: 'customer',
  recipients: [{ email: 'otto@orchard.example', name: 'Otto' }],
}

export type Desk = {
  database: Database
  clock: MovableClock
  /** Empties the workspace and puts people, an account and a handoff into it. */
  clear(): Promise<void>
  /** Stores a brief and puts it before people, as a job would. */
  open(seed: number, addressing?: Addressing, policy?: ReviewPolicy): Promise<{ brief: Brief; dispatch: Dispatch }>
  close(): Promise<void>
}

/** A workspace with people who review, and a clock that is moved. */
export async function openDesk(options: { at?: string; url?: string } = {}): Promise<Desk> {
  const { at = '2026-03-02T10:00:00Z', url } = options
  const clock = clockAt(at)
  const now = { clock: () => clock.now() }
  const database = url === undefined ? await openTestDatabase(now) : await openDatabase({ url, ...now })
  let handoff = ''
  return {
    database,
    clock,
    async clear() {
      clock.set(at)
      await emptyTables(database)
      handoff = await database.as(SYSTEM, async (trx) => {
        const names = {
          [INES.person]: 'Ines Duval',
          [MILO.person]: 'Milo Novák',
          [RUTH.person]: 'Ruth Okafor',
          [GONE.person]: 'Gone',
        }
        const people = Object.entries(names).map(([email, name]) => ({ email, name, active: email !== GONE.person }))
        await trx.insertInto('people').values(people).execute()
        const { id } = await trx
          .insertInto('accounts')
          .values({ name: 'Orchard Rail' })
          .returning('id')
          .executeTakeFirstOrThrow()
        await joinTeam(
          trx,
          id,
          people.map(({ email }) => ({ person: email, part: 'member' })),
          SYSTEM.person,
        )
        await storeQuoted(trx, id)
        const made = await trx
          .insertInto('handoffs')
          .values({ account_id: id, type: 'sdr-to-ae', from_person: INES.person, to_person: MILO.person })
          .returning('id')
          .executeTakeFirstOrThrow()
        return made.id
      })
    },
    async open(seed, addressing = INTERNAL, policy = DEFAULT_POLICY) {
      const brief = sampleBrief(seed)
      const dispatch = await makeDispatch(brief, addressing, render)
      await database.as(SYSTEM, async (trx) => {
        await saveRevision(trx, handoff, brief, SYSTEM.person)
        await openReview(
          trx,
          SYSTEM,
          { dispatch, requestedBy: RUTH.person, type: brief.handoff.type, hurts: [] },
          policy,
        )
      })
      return { brief, dispatch }
    },
    close: () => database.close(),
  }
}

const FIELDS = [
  'budget',
  'authority',
  'need',
  'timeline',
  'metrics',
  'economic_buyer',
  'decision_criteria',
  'decision_process',
  'identify_pain',
  'champion',
  'competition',
  'situation',
  'impact',
  'critical_event',
] as const

function quote(words: string): Brief['evidence'][string] {
  return {
    item: QUOTED,
    kind: 'email',
    quote: words,
    start: 0,
    end: words.length,
    at: '2026-03-01T10:00:00Z',
    by: 'otto@orchard.example',
    forwardedBy: null,
    cue: null,
    handling: [],
  }
}

function commitment(id: string, what: string): Brief['commitments'][number] {
  return {
    id,
    by: INES.person,
    byName: 'Ines Duval',
    to: 'otto@orchard.example',
    what,
    due: '2026-03-04',
    conditional: null,
    status: 'open',
    overdue: false,
    inCrm: false,
    inContract: 'not_read',
    evidence: ['e1'],
    resolvedBy: [],
  }
}
