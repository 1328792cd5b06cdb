import { Worker } from 'node:worker_threads'
import { Unreadable } from './packed-document.ts'
import type { PackedKind, PackedText } from './packed-document.ts'
import type { Reply, Request } from './packed-worker.ts'

/** What documents may still cost: the documents of one message share one. */
export type Allowance = { milliseconds: number }

/**
 * Bounds of reading one message's packed documents. Time is that of the processor, so that a busy machine refuses no
 * document that an idle one reads; `wall` only ends what waits for something that never comes.
 */
export const PACKED_THREAD_BOUNDS = { milliseconds: 1500, wall: 60_000, heapMegabytes: 384, look: 25 }

export function newAllowance(): Allowance {
  return { milliseconds: PACKED_THREAD_BOUNDS.milliseconds }
}

/**
 * Reads a packed document in a thread of its own, because the libraries that do it cannot be bounded from inside: where
 * it takes too much time or memory the thread is ended and `Unreadable` says so. The thread is kept for the next one.
 */
export function readApart(bytes: Uint8Array, kind: PackedKind, allowance: Allowance): Promise<PackedText> {
  const turn = queue.then(() => ask(bytes, kind, allowance))
  queue = turn.catch(() => {})
  return turn
}

/** one at a time: a thread's time is counted as the time of the document that it reads */
let queue: Promise<unknown> = Promise.resolve()
let kept: Worker | null = null
let timeInAll = 0

/** Milliseconds of the processor that documents have taken in this process; what a limit ended counts as its allowance. */
export const packedTime = (): number => timeInAll

function start(): Worker {
  const worker = new Worker(new URL('packed-worker.ts', import.meta.url), {
    env: {},
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: PACKED_THREAD_BOUNDS.heapMegabytes },
    // what a library prints is neither for standard output nor for a log
    stdout: true,
    stderr: true,
  })
  worker.on('error', () => {
    if (kept === worker) kept = null
  })
  worker.unref()
  return worker
}

async function ask(bytes: Uint8Array, kind: PackedKind, allowance: Allowance): Promise<PackedText> {
  if (allowance.milliseconds <= 0)
    throw new Unreadable('the documents before it in the same message took all the time there is for one message')
  kept ??= start()
  const worker = kept
  worker.ref()
  try {
    await answerOf(worker, { kind, bytes: null }, () => Promise.resolve(false))
    const before = await cpuOf(worker)
    const spent = async () => (await cpuOf(worker)) - before
    try {
      const read = await answerOf(worker, { kind, bytes }, async () => (await spent()) > allowance.milliseconds)
      if (read === null) throw new TypeError('the thread answered with nothing')
      return read
    } finally {
      const took = await spent().catch(() => allowance.milliseconds)
      allowance.milliseconds -= took
      timeInAll += took
    }
  } finally {
    worker.unref()
  }
}

/** Throws `Unreadable` where the thread had to be ended, and the library's own words where it failed. */
async function answerOf(
  worker: Worker,
  { kind, bytes }: Request,
  tooLong: () => Promise<boolean>,
): Promise<PackedText | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>()
  const began = performance.now()
  const end = (why: string) => {
    if (kept === worker) kept = null
    reject(new Unreadable(why))
    void worker.terminate()
  }
  const watch = setInterval(() => {
    if (performance.now() - began > PACKED_THREAD_BOUNDS.wall) end('reading it does not end')
    else
      tooLong().then(
        (yes) => yes && end('reading it takes too long'),
        () => {},
      )
  }, PACKED_THREAD_BOUNDS.look)
  const failed = () => end('reading it takes more memory than there is for one document')
  worker.once('message', resolve)
  worker.once('error', failed)
  try {
    // a copy of its own, which the thread takes over: a view would take all of the message along
    const own = bytes === null ? null : new Uint8Array(bytes)
    worker.postMessage({ kind, bytes: own } satisfies Request, own === null ? [] : [own.buffer])
    const reply = await promise
    if ('unreadable' in reply) throw new Unreadable(reply.unreadable)
    if ('failed' in reply) throw new TypeError(reply.failed)
    return reply.read
  } finally {
    clearInterval(watch)
    worker.off('message', resolve)
    worker.off('error', failed)
  }
}

async function cpuOf(worker: Worker): Promise<number> {
  const { user, system } = await worker.cpuUsage()
  return (user + system) / 1000
}
