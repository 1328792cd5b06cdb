import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { verifyEvents } from '../../src/db/events.ts'
import { openDatabase } from '../../src/db/open.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { ANNA, CARA, mail, WORKSPACE } from '../db/folder.ts'
import { readJournal } from './journal.ts'
import type { Head } from '../../src/db/events.ts'

/** One for each folder in turn: our own files, a provider that can be asked, and one that cannot. */
export const CHANNELS = ['file', 'asked', 'mute'] as const

export type CrashReport = { kills: number; byStage: Record<string, number>; failures: string[] }

/** Where the work lies below its own folder. */
export function paths(root: string) {
  return {
    workspace: join(root, 'workspace'),
    folders: join(root, 'folders'),
    outbox: join(root, 'outbox'),
    journal: join(root, 'journal'),
  }
}

/**
 * Kills a real process with SIGKILL at random moments of import, draft, approve and deliver, lets the next one go on,
 * and looks at what is there: nothing lost, nothing twice, the log whole. A new account comes in with each round, so
 * that there is always something under way. The same seed chooses the same moments, as far as the machine keeps pace.
 */
export async function crash(options: {
  seed: number
  until(kills: number): boolean
  roundsPerCheck?: number
}): Promise<CrashReport> {
  const root = mkdtempSync(join(tmpdir(), 'baton-crash-'))
  const random = generator(options.seed)
  const report: CrashReport = { kills: 0, byStage: {}, failures: [] }
  let known: Head | null = null
  try {
    for (let round = 1; !options.until(report.kills) && report.failures.length === 0; round++) {
      addFolder(root, round)
      for (let cut = 0; cut < KILLS_PER_ROUND; cut++) {
        const stage = STAGES[Math.floor(random() * STAGES.length)]!
        const ran: Ran = await runChild(root, known, {
          stage,
          nth: 1 + Math.floor(random() * 2),
          delayMs: random() * DELAY_MS[stage],
        })
        known = ran.head ?? known
        report.failures.push(...ran.failures)
        if (ran.killed) {
          report.kills++
          report.byStage[stage] = (report.byStage[stage] ?? 0) + 1
        }
      }
      const last = await runChild(root, known, null)
      known = last.head ?? known
      if (!last.done)
        report.failures.push(`round ${round}: the run after the kills did not finish: ${last.failures.join('; ')}`)
      else report.failures.push(...(await check(root, round, known)))
    }
    return report
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const STAGES = ['start', 'opened', 'importing', 'drafting', 'approving', 'delivering', 'calling'] as const
type Stage = (typeof STAGES)[number]

/** Up to how long after the stage began the blow falls; on a slow machine it falls earlier in the stage, which is as good. */
const DELAY_MS: Record<Stage, number> = {
  start: 900,
  opened: 60,
  importing: 60,
  drafting: 150,
  approving: 30,
  delivering: 40,
  calling: 12,
}
const KILLS_PER_ROUND = 5

type Ran = { killed: boolean; done: boolean; head: Head | null; failures: string[] }

async function runChild(
  root: string,
  known: Head | null,
  blow: { stage: Stage; nth: number; delayMs: number } | null,
): Promise<Ran> {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, 'child.ts'),
      root,
      known === null ? '' : JSON.stringify(known),
    ],
    // What was compiled once is kept: a run is mostly start.
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'compiled') } },
  )
  const ran: Ran = { killed: false, done: false, head: null, failures: [] }
  let met = 0
  let errors = ''
  const strike = async (delayMs: number): Promise<void> => {
    await wait(delayMs)
    if (child.exitCode === null && child.kill('SIGKILL')) ran.killed = true
  }
  const meet = (stage: string): void => {
    if (blow?.stage === stage && ++met === blow.nth) void strike(blow.delayMs)
  }
  // What is killed while it starts has no word of its own.
  if (blow?.stage === 'start') void strike(blow.delayMs)
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('head ')) ran.head = JSON.parse(line.slice(5)) as Head
      else if (line.startsWith('broken')) ran.failures.push(`what a killed process had committed is gone: ${line}`)
      else if (line === 'done') ran.done = true
      else meet(line)
    }
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  if (!ran.killed && !ran.done) ran.failures.push(`a run that nobody killed ended with ${code}: ${errors.slice(-600)}`)
  return ran
}

/** Everything that must be true once a run came to its end. */
async function check(root: string, rounds: number, known: Head | null): Promise<string[]> {
  const { workspace, outbox, journal } = paths(root)
  const failures: string[] = []
  const database = await openDatabase({ folder: workspace })
  try {
    await database.as(SYSTEM, async (trx) => {
      const log = await verifyEvents(trx, known ?? undefined)
      if (!log.ok) failures.push(`the log: event ${log.seq} ${log.why}`)
      const count = async (table: 'signals' | 'sightings' | 'accounts' | 'reviews' | 'deliveries'): Promise<number> =>
        (
          await trx
            .selectFrom(table)
            .select(sql<number>`count(*)::int`.as('n'))
            .executeTakeFirstOrThrow()
        ).n
      const expected = {
        accounts: rounds,
        signals: rounds * MAILS,
        sightings: rounds * (MAILS + 1),
        reviews: rounds,
        deliveries: rounds,
      }
      for (const [table, n] of Object.entries(expected)) {
        const found = await count(table as keyof typeof expected)
        if (found !== n) failures.push(`${table}: ${found} rows, expected ${n}`)
      }
      for (const kind of ['import.completed', 'brief.drafted', 'review.approved']) {
        const { n } = await trx
          .selectFrom('events')
          .select(sql<number>`count(*)::int`.as('n'))
          .where('kind', '=', kind)
          .executeTakeFirstOrThrow()
        if (n !== rounds) failures.push(`${kind}: ${n} events, expected ${rounds}`)
      }
      const deliveries = await trx.selectFrom('deliveries').select(['id', 'channel', 'state']).execute()
      const calls = { file: namesIn(outbox), asked: readJournal(journal), mute: readJournal(`${journal}.mute`) }
      for (const { id, channel, state } of deliveries) {
        const taken = calls[channel as keyof typeof calls].filter((key) => key === id).length
        if (taken > 1) failures.push(`${id} went out ${taken} times by ${channel}`)
        if (state === 'sent' && taken !== 1) failures.push(`${id} is called sent and is not there (${channel})`)
        // Who cannot be asked leaves a doubt, which only a person settles; everybody else has it now.
        const may = channel === 'mute' ? ['sent', 'unsure'] : ['sent']
        if (!may.includes(state)) failures.push(`${id} by ${channel} is ${state}`)
      }
      const ours = new Set(deliveries.map(({ id }) => id))
      for (const key of Object.values(calls).flat())
        if (!ours.has(key)) failures.push(`${key} went out and nobody knows of it`)
    })
  } finally {
    await database.close()
  }
  return failures
}

function namesIn(outbox: string): string[] {
  return readdirSync(outbox, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.eml'))
    .map((name) => name.replace(/\.eml$/, ''))
}

/** Two batches of an import. */
const MAILS = 105

/** One account more; its first mail lies in two mailboxes. */
function addFolder(root: string, round: number): void {
  const { folders, outbox } = paths(root)
  mkdirSync(outbox, { recursive: true })
  const domain = `buyer${round}.example`
  const folder = join(folders, `account-${String(round).padStart(3, '0')}`)
  const put = (path: string, text: string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  put('workspace.json', JSON.stringify({ ...WORKSPACE, account: { name: `Buyer ${round}`, domains: [domain] } }))
  for (let n = 0; n < MAILS; n++) {
    const text = mail(
      `m${n}@${domain}`,
      n % 2 === 0 ? ANNA : CARA.replace('buyer.example', domain),
      n % 2 === 0 ? CARA.replace('buyer.example', domain) : ANNA,
      `Message ${n}`,
      n % 10 === 0 ? `I will send you paper ${n} by Friday.` : `We spoke about point ${n}.`,
    )
    put(`mail/anna@seller.example/${n}.eml`, text)
    if (n === 0) put('mail/ben@seller.example/0.eml', text)
  }
}

/** mulberry32: small, seeded, good enough to choose moments. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
