import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { verifyEvents } from '../../src/db/events.ts'
import { openDatabase } from '../../src/db/open.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { sha256 } from '../../src/lib/json.ts'
import { DispatchBody } from '../../src/review/dispatch.ts'
import { startSmtp } from '../fakes/smtp.ts'

export type PointsReport = { kills: number; deliveries: number; unsure: number; failures: string[] }

/**
 * Kills a program `kills` times at points drawn from the seed, each time over new briefs and what the last one left,
 * lets a last one run to its end, and checks what stands: every approved delivery at its target exactly once, or unsure
 * where the channel cannot tell; nothing unapproved anywhere; the log whole; one acceptance for each arrival.
 */
export async function crashAtPoints(options: {
  channel: 'file' | 'email-smtp'
  kills: number
  seed: number
  until?: () => boolean
}): Promise<PointsReport> {
  const base = mkdtempSync(join(tmpdir(), 'baton-crash-'))
  const smtp = options.channel === 'email-smtp' ? await startSmtp() : null
  const plan = {
    folder: join(base, 'workspace'),
    outbox: join(base, 'outbox'),
    smtpPort: smtp?.port ?? null,
    count: PER_ROUND,
  }
  const random = generator(options.seed)
  try {
    await program({ ...plan, from: 1, count: 0, killAt: 0 })
    let kills = 0
    for (; kills < options.kills && options.until?.() !== true; kills++)
      await program({ ...plan, from: 1 + kills * PER_ROUND, killAt: 1 + Math.floor(random() * POINTS) })
    const last = await program({ ...plan, from: 1 + kills * PER_ROUND, killAt: 0 })
    const failures = last.signal === null && last.code === 0 ? [] : [`the next run did not finish: ${last.said}`]
    const arrived =
      smtp === null
        ? readdirSync(plan.outbox)
            .filter((name) => name.endsWith('.eml'))
            .map((name) => readFileSync(join(plan.outbox, name)))
        : smtp.taken.map(({ bytes }) => bytes)
    return { kills, ...(await check(plan.folder, arrived, options.channel === 'file', failures)) }
  } finally {
    await smtp?.end()
    rmSync(base, { recursive: true, force: true })
  }
}

/** Briefs that each program adds. */
const PER_ROUND = 2

/** More than a program passes over so many briefs, so that some live to their end. */
const POINTS = 60

type Ended = { code: number | null; signal: string | null; said: string }

function program(plan: object): Promise<Ended> {
  const script = fileURLToPath(new URL('points-program.ts', import.meta.url))
  const flags = ['--disable-warning=ExperimentalWarning', script, JSON.stringify(plan)]
  return new Promise((resolve) => {
    const child = execFile(process.execPath, flags, { timeout: 120_000 }, (_error, out, err) =>
      resolve({ code: child.exitCode, signal: child.signalCode, said: `${out}${err}`.slice(-500) }),
    )
  })
}

async function check(
  folder: string,
  arrived: Buffer[],
  canTell: boolean,
  failures: string[],
): Promise<Omit<PointsReport, 'kills'>> {
  const database = await openDatabase({ folder })
  try {
    return await database.as(SYSTEM, async (trx) => {
      const log = await verifyEvents(trx)
      if (!log.ok) failures.push(`the log is broken at ${log.seq}: ${log.why}`)
      const decisions = await trx.selectFrom('decisions').selectAll().execute()
      const deliveries = await trx.selectFrom('deliveries').selectAll().execute()
      const dispatches = await trx.selectFrom('dispatches').selectAll().execute()
      const acceptances = await trx.selectFrom('acceptances').select('brief_id').execute()
      const opened = await trx.selectFrom('events').select('subject').where('kind', '=', 'acceptance.opened').execute()
      const pending = await trx.selectFrom('reviews').select('brief_id').where('state', '<>', 'approved').execute()
      for (const { brief_id: brief } of pending) failures.push(`${brief} was never decided`)
      if (decisions.length !== deliveries.length)
        failures.push(`${decisions.length} decisions, ${deliveries.length} deliveries`)
      const counts = new Map<string, number>()
      for (const bytes of arrived) {
        const id = /^Message-ID: <(d_[0-9a-f]{32})@/m.exec(bytes.toString('latin1'))?.[1] ?? 'none'
        counts.set(id, (counts.get(id) ?? 0) + 1)
        const delivery = deliveries.find((one) => one.id === id)
        const dispatch = dispatches.find((one) => one.brief_id === delivery?.brief_id)
        const approved = decisions.find((one) => one.dispatch_hash === delivery?.dispatch_hash)
        if (dispatch === undefined || approved === undefined) {
          failures.push(`${id} arrived and nobody approved it`)
          continue
        }
        const { rendered } = DispatchBody.parse(JSON.parse(dispatch.body))
        if (sha256(bytes.subarray(bytes.length - dispatch.rendered.length)) !== rendered)
          failures.push(`${id} arrived with other bytes`)
      }
      for (const { id, state, brief_id: brief } of deliveries) {
        const count = counts.get(id) ?? 0
        if (count > 1) failures.push(`${id} arrived ${count} times`)
        if (state === 'sent' && count !== 1) failures.push(`${id} is sent and arrived ${count} times`)
        if (state !== 'sent' && (canTell || state !== 'unsure')) failures.push(`${id} is ${state}`)
        const answers = acceptances.filter((one) => one.brief_id === brief).length
        const openings = opened.filter(({ subject }) => subject === brief).length
        if (state === 'sent' && (answers !== 1 || openings !== 1))
          failures.push(`${id} arrived and has ${answers} acceptances`)
      }
      return {
        deliveries: deliveries.length,
        unsure: deliveries.filter(({ state }) => state === 'unsure').length,
        failures,
      }
    })
  } finally {
    await database.close()
  }
}

/** Mulberry32: the same seed gives the same kills. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
