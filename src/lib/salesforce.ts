import { PassThrough } from 'node:stream'
import { openOutbound } from './outbound.ts'
import type { Secret } from './secret.ts'
import type { Connection } from 'jsforce/lib/connection.js'
import type { HttpRequest, HttpResponse } from 'jsforce/lib/types/common.js'

export type SalesforceOptions = {
  /** of the org: https://acme.my.salesforce.com */
  instanceUrl: string
  /** asked for at every call; whoever gives it also renews it */
  token: () => Promise<Secret>
  timeoutMs?: number
}

export type SalesforceAnswer<T> =
  | { ok: true; data: T }
  /** `status`: null where no answer came; `cause` then says how the connection ended */
  | { ok: false; status: number | null; words: string; retryAfter: string | null; cause: unknown }

export type Salesforce = { call<T>(work: (connection: Connection) => Promise<T>): Promise<SalesforceAnswer<T>> }

/** jsforce would speak v50.0, of 2020. */
const VERSION = '62.0'

/**
 * jsforce, one connection for one piece of work and without its session refresh, which loops for ever on a second 401. Its
 * requests go out by the one guarded way, which never retries and follows no redirect; jsforce itself retries reads and
 * deletes for up to fifteen seconds.
 */
export function openSalesforce({ instanceUrl, token, timeoutMs = 30_000 }: SalesforceOptions): Salesforce {
  const outbound = openOutbound({ hosts: [new URL(instanceUrl).host], loopback: true, timeoutMs })
  return {
    async call(work) {
      // Loaded when it is needed: nothing else of Baton starts slower for it.
      const { Connection: Connect } = await import('jsforce/lib/connection.js')
      const { StreamPromise } = await import('jsforce/lib/util/promise.js')
      const last: { status: number | null; retryAfter: string | null } = { status: null, retryAfter: null }
      const ask = async ({ url, method, headers = {}, body }: HttpRequest): Promise<HttpResponse> => {
        last.status = null
        const sent = typeof body === 'string' ? { body } : {}
        const { 'content-length': _length, ...rest } = headers
        const answer = await outbound.fetch(url, { method, headers: rest, ...sent })
        const said = {
          statusCode: answer.status,
          headers: Object.fromEntries(answer.headers),
          body: await answer.text(),
        }
        last.status = answer.status
        last.retryAfter = answer.headers.get('retry-after')
        return said
      }
      try {
        const connection = new Connect({ instanceUrl, accessToken: (await token()).reveal(), version: VERSION })
        // oxlint-disable-next-line no-underscore-dangle -- the one place where jsforce lets its requests be sent otherwise
        connection._transport = {
          httpRequest: (request) => StreamPromise.create(() => ({ stream: new PassThrough(), promise: ask(request) })),
          getRequestStreamCreator: () => () => new PassThrough(),
        }
        return { ok: true, data: await work(connection) }
      } catch (cause) {
        return { ok: false, ...last, words: wordsOf(cause), cause }
      }
    },
  }
}

/** Salesforce's own code and words. A page of HTML, which gateways answer with, has neither. */
function wordsOf(cause: unknown): string {
  if (!(cause instanceof Error)) return ''
  const code = 'errorCode' in cause && typeof cause.errorCode === 'string' ? cause.errorCode : ''
  return [code, cause.message.includes('<') ? '' : cause.message].filter((part) => part !== '').join(': ')
}
