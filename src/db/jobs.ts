import { randomUUID } from 'node:crypto'
import { fromKysely, PgBoss } from 'pg-boss'
import type { ConstructorOptions, SendOptions } from 'pg-boss'
import { AppError } from '../lib/errors.ts'
import { describe } from '../lib/log.ts'
import { QUEUES } from './queues.ts'
import type { Backend } from './backend.ts'
import type { QueueName } from './queues.ts'
import type { Trx } from './tables.ts'

/** What a job carries: ids, never text. */
export type JobData = { [key: string]: string | number | boolean | null }

export type JobOptions = {
  /** not before this moment, by the database's clock */
  startAfter?: Date
  /** a second job with this key is not enqueued while the first waits */
  key?: string
}

export type Job = { id: string; name: QueueName; data: JobData }

/** Runs at least once for each job. Opens its own transactions; a throw puts the job back for another try. */
export type JobHandler = (job: Job) => Promise<void>

export type Jobs = {
  /** Names the handler of a queue; nothing runs before `start` or `drain`. */
  work(name: QueueName, handler: JobHandler): void
  /** Runs every due job, those included that jobs cause, until none is left. Answers how many ran and what failed. */
  drain(options?: { evenIfNotDue?: boolean }): Promise<{ ran: number; failed: { job: Job; error: unknown }[] }>
  /** Watches the queues until `stop`: for `serve` and `work`. */
  start(onError: (error: unknown) => void): Promise<void>
  stop(): Promise<void>
}

/**
 * Enqueues in the transaction of the write that causes the job: both stand or neither. The transaction comes from
 * `database.as`; there is no way to enqueue without one, because on PGlite such a call waits for ever for the
 * transaction that it stands in. Null: a job with this key waits already.
 */
export async function enqueue(
  trx: Trx,
  name: QueueName,
  data: JobData,
  options: JobOptions = {},
): Promise<string | null> {
  const jobs = sending.get(trx)
  if (jobs === undefined)
    throw new AppError('internal', `cannot enqueue ${name}: the transaction was not opened by database.as`)
  return jobs(trx, name, data, options)
}

type Send = (trx: Trx, name: QueueName, data: JobData, options: JobOptions) => Promise<string | null>
const senders = new WeakMap<Jobs, Send>()
const sending = new WeakMap<Trx, Send>()

/** Lets `enqueue` find the queue of the database that the transaction belongs to. */
export function rememberJobs(trx: Trx, jobs: Jobs): void {
  const send = senders.get(jobs)
  if (send !== undefined) sending.set(trx, send)
}

/** Makes pg-boss's tables and our queues where they are missing. Jobs that a dead process left running wait again. */
export async function openJobs(backend: Backend): Promise<Jobs> {
  const boss = new PgBoss({ ...quiet(backend.boss), supervise: false })
  // Only background upkeep reports here, and this instance does none: what a call fails with, the call throws.
  boss.on('error', () => {})
  await boss.start()
  await ensureQueues(boss)
  await backend.scripts.run(RIGHTS)
  if (backend.kind === 'embedded') await backend.scripts.run(REVIVE)
  const handlers = new Map<QueueName, JobHandler>()
  let watching: PgBoss | null = null

  const jobs: Jobs = {
    work: (name, handler) => void handlers.set(name, handler),
    async drain(options = {}) {
      // Jobs whose worker died are put back after a while; a server's own workers see to it all the time.
      if (backend.kind === 'server') await boss.supervise()
      let ran = 0
      const failed: { job: Job; error: unknown }[] = []
      for (let found = true; found;) {
        found = false
        for (const [name, handler] of handlers) {
          const early = options.evenIfNotDue === true && failed.length === 0
          const [next] = await boss.fetch<JobData>(name, { ignoreStartAfter: early })
          if (next === undefined) continue
          found = true
          ran++
          const job = { id: next.id, name, data: next.data }
          try {
            await handler(job)
            await boss.complete(name, next.id)
          } catch (error) {
            failed.push({ job, error })
            await boss.fail(name, next.id, { message: describe(error) })
          }
        }
      }
      return { ran, failed }
    },
    async start(onError) {
      if (watching !== null) return
      watching = new PgBoss({ ...quiet(backend.boss), supervise: true, useListenNotify: backend.kind === 'server' })
      watching.on('error', onError)
      await watching.start()
      for (const [name, handler] of handlers) {
        await watching.work<JobData>(name, { pollingIntervalSeconds: 0.5 }, async ([next]) => {
          if (next === undefined) return
          try {
            await handler({ id: next.id, name, data: next.data })
          } catch (error) {
            onError(error)
            throw error
          }
        })
      }
    },
    async stop() {
      await watching?.stop({ graceful: true, timeout: 10_000 })
      await boss.stop({ graceful: false })
    },
  }
  senders.set(jobs, (trx, name, data, options) => {
    const sent: SendOptions = { db: fromKysely(trx) }
    if (options.startAfter !== undefined) sent.startAfter = options.startAfter
    // Our queues hold one waiting job for each key; without a key of its own a job must not collide with another.
    sent.singletonKey = options.key ?? randomUUID()
    return boss.send(name, data, sent)
  })
  return jobs
}

/** The plain role may look into the queues and add to them; running jobs is the owner's. */
const RIGHTS = `do $$ begin
  if exists (
    select from pg_class where relnamespace = 'pgboss'::regnamespace and relkind in ('r', 'p')
    and not has_table_privilege('baton_viewer', oid, 'insert')
  ) then
    grant usage on schema pgboss to baton_viewer;
    grant select, insert on all tables in schema pgboss to baton_viewer;
  end if;
end $$`

/** The lock says that no other process runs jobs here: what is still called active was left by one that died. */
const REVIVE = `update pgboss.job set state = 'retry', start_after = least(start_after, now()) where state = 'active'`

function quiet(options: ConstructorOptions): ConstructorOptions {
  return { ...options, schedule: false, registerInstance: false, monitorVacuum: false, reindex: false }
}

async function ensureQueues(boss: PgBoss): Promise<void> {
  const present = new Set((await boss.getQueues()).map(({ name }) => name))
  for (const [name, options] of Object.entries(QUEUES)) {
    if (!present.has(name)) await boss.createQueue(name, { ...options, policy: 'short' })
  }
  // `send` reads a queue it does not know from the database, which inside a PGlite transaction would wait for ever.
  for (const name of Object.keys(QUEUES)) await boss.getQueueStats(name)
}
