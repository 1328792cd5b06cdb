import { AppError } from '../lib/errors.ts'
import type { Secret } from '../lib/secret.ts'
import type { LookupResult, Parcel, Prepared, SendResult } from './channel.ts'
import PostalMime from 'postal-mime'

/** What lets a channel act in a mailbox, asked for at every call since it grows old; null: this mailbox is not connected. */
export type TokenOf = (mailbox: string) => Promise<Secret | null>

/** Why a provider did not do what it was asked, as far as that is known. */
export type Failure = {
  /** of the answer; null where none came */
  status: number | null
  /** the provider's own name for it: `rateLimitExceeded`, `ErrorItemNotFound` */
  code: string
  /** one line for people, without secrets */
  words: string
  /** when it wants to be asked again, where it said so */
  retryAt: Date | null
  /** false: no connection came about, so that nothing can have been done */
  reached: boolean
}

export type Asked<T> = { ok: true; data: T } | { ok: false; failure: Failure }

/** A failure from the provider's own answer. `retryAfter` is the header: seconds, or a date. */
export function answeredWith(
  answer: { status: number; code: string; message: string; retryAfter: string | null },
  now: Date,
): Failure {
  const { status, code, message } = answer
  const said = [code, message].filter((part) => part !== '').join(': ')
  const words = said === '' ? `answered ${status}` : `answered ${status} ${JSON.stringify(oneLine(said))}`
  return { status, code, words, retryAt: retryAt(answer.retryAfter, message, now), reached: true }
}

/** A failure without an answer: whether the request can have arrived is told by how the connection ended. */
export function unanswered(cause: unknown): Failure {
  const failure = { status: null, code: '', retryAt: null }
  const chain: unknown[] = []
  for (let inner = cause; inner instanceof Error && chain.length < 9; inner = inner.cause) chain.push(inner)
  for (const inner of chain) {
    const code = inner instanceof Error && 'code' in inner ? String(inner.code) : ''
    if (inner instanceof AppError && inner.code === 'bad_call')
      return { ...failure, words: `was not asked: ${oneLine(inner.message)}`, reached: false }
    if (inner instanceof NotConnected) return { ...failure, words: inner.message, reached: false }
    if (NEVER_CONNECTED.test(code)) return { ...failure, words: 'could not be reached', reached: false }
  }
  return { ...failure, words: 'did not answer, or broke off', reached: true }
}

/** There is no token for the mailbox. Thrown where a client library is about to make a call. */
export class NotConnected extends Error {
  constructor(mailbox: string) {
    super(`was not asked: the mailbox ${mailbox} is not connected, or its token is gone`)
  }
}

/** After a call that could have had an effect: what the answer proves, and nothing more. */
export function effectOf(provider: string, failure: Failure): SendResult {
  const { status, words, reached } = failure
  if (!reached || status === 401 || isRateLimit(failure))
    return { outcome: 'put_off', reason: `nothing was sent: ${provider} ${words}`, notBefore: failure.retryAt }
  // 404 is a draft that is gone, which may mean that it went out; 408 and 409 tell nothing of an earlier request.
  if (status !== null && status >= 400 && status < 500 && ![404, 408, 409].includes(status))
    return { outcome: 'refused', reason: `nothing was sent: ${provider} ${words}` }
  return { outcome: 'unsure', reason: `it may have been sent: ${provider} ${words}` }
}

export function notReady(provider: string, { words, retryAt }: Failure): Prepared {
  return { ready: false, reason: `${provider} ${words}`, notBefore: retryAt }
}

/** After a look that failed: worth another one, unless the provider will say the same again. */
export function notSeen(provider: string, failure: Failure): LookupResult {
  const lasting = failure.status === 403 && !isRateLimit(failure)
  return { outcome: 'unknown', reason: `${provider} ${failure.words}`, ...(lasting ? {} : { later: true as const }) }
}

export function isRateLimit({ status, code }: Failure): boolean {
  return status === 429 || (status === 403 && LIMITS.has(code))
}

/** What the approved bytes say of themselves. */
export type Letter = {
  subject: string
  text: string
  html: string | null
  /** the message that this one answers, with its angle brackets */
  inReplyTo: string | null
  attachments: { name: string; mediaType: string; bytes: Uint8Array }[]
}

/**
 * Reads the approved bytes. These providers take sender and recipients from the headers, so a string says what in them
 * is not what was approved: such a mail is never handed over.
 */
export async function letterOf({ bytes, target, recipients }: Parcel): Promise<Letter | string> {
  const mail = await PostalMime.parse(bytes)
  const named = [mail.to, mail.cc, mail.bcc].flatMap((list) => list ?? [])
  const addresses = named.map(({ address }) => address?.toLowerCase() ?? '')
  if (mail.from?.address?.toLowerCase() !== target.toLowerCase() || mail.sender !== undefined)
    return 'its headers name another sender than was approved'
  if (!sameAddresses(addresses, recipients)) return 'its headers name other recipients than were approved'
  return {
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? null,
    inReplyTo: mail.inReplyTo ?? null,
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? 'attachment',
      mediaType: mimeType,
      bytes: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
    })),
  }
}

/** As sets, whatever their order and case. */
export function sameAddresses(one: readonly string[], other: readonly string[]): boolean {
  const set = (list: readonly string[]) => [...new Set(list.map((address) => address.toLowerCase()))].sort().join(' ')
  return set(one) === set(other)
}

const LIMITS = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'dailyLimitExceeded', 'quotaExceeded'])

/** Ends of a connection that was never there, name server and handshake included. */
const NEVER_CONNECTED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS_CERT.*|.*SELF_SIGNED.*|UNABLE_TO_.*)$/

/** Google writes the time into its message, too. */
function retryAt(header: string | null, message: string, now: Date): Date | null {
  const written = header ?? /Retry after (\d{4}-\d\d-\d\dT[\d:.]+Z)/i.exec(message)?.[1] ?? ''
  if (/^\d{1,6}$/.test(written)) return new Date(now.getTime() + Number(written) * 1000)
  const at = Date.parse(written)
  return Number.isNaN(at) ? null : new Date(at)
}

function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
}
