import { AppError } from '../lib/errors.ts'
import { oneLine } from '../lib/inert.ts'
import type { LookupResult, Prepared, SendResult } from './channel.ts'

/** Why somebody did not do what they were asked by HTTP, as far as that is known. */
export type Failure = {
  /** of the answer; null where none came */
  status: number | null
  /** one line for people: their own name for it, and how they say it */
  words: string
  /** false: no connection came about, so that nothing can have been done */
  reached: boolean
}

/** A failure from their own answer. */
export function answeredWith(status: number, said: string, retryAfter: string | null = null): Failure {
  const words = oneLine(said).slice(0, 160)
  const wait = retryAfter === null ? '' : `, to be asked again in ${oneLine(retryAfter).slice(0, 40)} s`
  return {
    status,
    words: `answered ${status}${words === '' ? '' : ` ${JSON.stringify(words)}`}${wait}`,
    reached: true,
  }
}

/** A failure without an answer: whether the request can have arrived is told by how the connection ended. */
export function unanswered(cause: unknown): Failure {
  let inner = cause
  for (let depth = 0; inner instanceof Error && depth < 9; depth++, inner = inner.cause) {
    if (inner instanceof AppError && inner.code === 'bad_call')
      return { status: null, words: `was not asked: ${oneLine(inner.message).slice(0, 160)}`, reached: false }
    if ('code' in inner && NEVER_CONNECTED.test(String(inner.code)))
      return { status: null, words: 'could not be reached', reached: false }
  }
  return { status: null, words: 'did not answer, or broke off', reached: true }
}

/** What is known after a call that could have had an effect: what the answer proves, and nothing more. */
export function effectOf(who: string, { status, words, reached }: Failure): SendResult {
  // 408, 409 and 425 tell nothing of what an earlier try of the same request did.
  const no = status !== null && status >= 400 && status < 500 && ![408, 409, 425].includes(status)
  if (!reached || no) return { outcome: 'refused', reason: `nothing was sent: ${who} ${words}` }
  return { outcome: 'unsure', reason: `it may have been taken: ${who} ${words}` }
}

export function notReady(who: string, { words }: Failure): Prepared {
  return { ready: false, reason: `${who} ${words}` }
}

/** A look that failed: worth another one, unless they will say the same again. */
export function notSeen(who: string, { status, words }: Failure): Extract<LookupResult, { outcome: 'unknown' }> {
  return { outcome: 'unknown', reason: `${who} ${words}`, ...(status === 403 ? {} : { later: true as const }) }
}

/**
 * Nothing of an attempt was found. That proves its absence only once a request that was cut off cannot be at work any
 * more at their side.
 */
export function notThere(at: Date, proof: string, now = new Date()): LookupResult {
  if (now.getTime() - at.getTime() >= STILL_AT_WORK) return { outcome: 'absent', proof }
  return {
    outcome: 'unknown',
    reason: `${proof}, but the attempt may still be under way there; look again in a minute`,
  }
}

const STILL_AT_WORK = 60_000

/** Ends of a connection that was never there, name server and handshake included. */
const NEVER_CONNECTED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS_CERT.*|.*SELF_SIGNED.*|UNABLE_TO_.*)$/
