import { lookup } from 'node:dns/promises'
import { callbackify } from 'node:util'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, fetch as send } from 'undici'
import type { RequestInit, Response } from 'undici'
import { AppError } from './errors.ts'

/** An address of a name, as `dns.lookup` gives it. */
export type Resolved = { address: string; family: number }

export type OutboundOptions = {
  /** the hosts that an administrator configured, `crm.example.com` or `crm.example.com:8443`; no other is asked */
  hosts: readonly string[]
  /** this machine may be asked, also by http: a model or a test server beside Baton */
  loopback?: boolean
  /** until the whole answer is there */
  timeoutMs?: number
  /** of the answer, unpacked */
  maxBytes?: number
  resolve?: (host: string) => Promise<Resolved[]>
}

export type Outbound = {
  /**
   * As the platform's fetch, for SDKs to be handed. Never retries and never follows a redirect. Throws `bad_call` for an
   * address that may not be asked, `unavailable` where nothing usable came back; a message names the host and nothing else
   * of the address.
   */
  fetch(address: string | URL, init?: RequestInit): Promise<Response>
  close(): Promise<void>
}

/**
 * The one way in which Baton itself asks another machine (TRUST, SSRF): hosts that are configured and no others, https, an
 * address of the open internet. A name is resolved once, when the connection is made, and the connection goes to the
 * address that was looked at: a name that changes its mind in between gains nothing.
 */
export function openOutbound(options: OutboundOptions): Outbound {
  const { timeoutMs = 30_000, maxBytes = 20 * 1024 * 1024, resolve = resolveName } = options
  const agent = new Agent({
    connect: { lookup: checkedLookup(options, resolve), timeout: Math.min(timeoutMs, 10_000) },
    bodyTimeout: timeoutMs,
    headersTimeout: timeoutMs,
    maxHeaderSize: 64 * 1024,
  })
  return {
    fetch: async (address, init = {}) => {
      const url = checkedAddress(String(address), options)
      const signals = [AbortSignal.timeout(timeoutMs), ...(init.signal ? [init.signal] : [])]
      const signal = AbortSignal.any(signals)
      try {
        const answer = await send(url, { ...init, signal, redirect: 'manual', dispatcher: agent })
        if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) {
          await answer.body?.cancel()
          throw new AppError(
            'unavailable',
            `${url.host} sends the request elsewhere, which is not followed: configure the address it is really at`,
          )
        }
        return bounded(answer, url.host, maxBytes)
      } catch (error) {
        throw explained(error, url.host, init.signal?.aborted === true)
      }
    },
    close: () => agent.destroy(),
  }
}

/** The address as it will be asked, or why not; for settings, so that a wrong one is told when it is made. Asks no name server. */
export function checkedAddress(
  address: string,
  { hosts, loopback = false }: Pick<OutboundOptions, 'hosts' | 'loopback'>,
): URL {
  // What readers of addresses disagree about: they take these off, turn them round, or read past them.
  if (/[\\\s\p{Cc}]/u.test(address)) throw refused('the address', 'holds a backslash, a space or a control character')
  if (!/^https?:\/\/[^/]/i.test(address)) throw refused('the address', 'begins with neither https:// nor http://')
  const url = URL.parse(address)
  if (url === null) throw refused('the address', 'cannot be read')
  if (url.username !== '' || url.password !== '' || /^https?:\/\/[^/?#]*@/i.test(address))
    throw refused(url.host, 'is asked with a name or password in its address')
  const name = url.hostname.replace(/\.$/, '')
  const local = isLocalName(name)
  if (local && !loopback) throw refused(url.host, 'is this machine or a private network')
  if (url.protocol === 'http:' && !local) throw refused(url.host, 'is asked by http: use https')
  const literal = literalOf(name)
  if (literal !== null && !mayConnect(literal, local)) throw refused(url.host, 'is this machine or a private network')
  const known = hosts.map((host) => host.toLowerCase())
  if (!known.includes(url.host) && !(url.port === '' && known.includes(name)))
    throw refused(url.host, 'is not among the hosts that are configured')
  return url
}

/** `localhost` and the numbers of this machine. Another name is never this machine, whatever a name server says. */
function isLocalName(name: string): boolean {
  if (name === 'localhost') return true
  const literal = literalOf(name)
  return literal !== null && isLoopback(literal)
}

function literalOf(name: string): string | null {
  const bare = name.replace(/^\[(.*)\]$/, '$1')
  return ipaddr.isValid(bare) ? bare : null
}

function isLoopback(address: string): boolean {
  return ipaddr.parse(address).range() === 'loopback'
}

/** Everything that is not the open internet: private, link-local, carriers', mapped and translated, reserved, multicast. */
function mayConnect(address: string, local: boolean): boolean {
  if (!ipaddr.isValid(address)) return false
  if (local) return isLoopback(address)
  const parsed = ipaddr.parse(address)
  return parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || parsed.match(GLOBAL)) && !CLOUD.has(address)
}

/** Of IPv6 only what is given out to networks; `::127.0.0.1` and the like lie outside. */
const GLOBAL = ipaddr.parseCIDR('2000::/3')

/** Ordinary numbers at which a cloud answers its own machines. */
const CLOUD = new Set(['168.63.129.16'])

/** Looks at what a name resolves to before anything is connected; one bad address refuses them all. */
function checkedLookup(
  { loopback = false }: OutboundOptions,
  resolve: (host: string) => Promise<Resolved[]>,
): LookupFunction {
  const look = callbackify(async (host: string) => {
    const local = loopback && host === 'localhost'
    const found = await resolve(host)
    if (found.length === 0) throw unanswered(host)
    if (!found.every(({ address }) => mayConnect(address, local)))
      throw refused(host, 'is this machine or a private network')
    return found
  })
  return (host, { all }, done) => {
    look(host, (error, found?: Resolved[]) => {
      if (all === true) done(error, found ?? [])
      else done(error, found?.[0]?.address ?? '', found?.[0]?.family)
    })
  }
}

async function resolveName(host: string): Promise<Resolved[]> {
  return lookup(host, { all: true })
}

/** The answer with a body that breaks off where it grows beyond what was allowed: a few bytes can unpack to very many. */
function bounded(answer: Response, host: string, maxBytes: number): Response {
  const tooLarge = () =>
    new AppError('unavailable', `${host} sends more than ${maxBytes} bytes: nothing of it was taken`)
  const { body } = answer
  if (body === null) return answer
  if (Number(answer.headers.get('content-length') ?? 0) > maxBytes) {
    void body.cancel()
    throw tooLarge()
  }
  let seen = 0
  const counted = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        seen += chunk.byteLength
        if (seen > maxBytes) controller.error(tooLarge())
        else controller.enqueue(chunk)
      },
    }),
  )
  return new (answer.constructor as typeof Response)(counted, {
    status: answer.status,
    statusText: answer.statusText,
    headers: answer.headers,
  })
}

function refused(host: string, why: string): AppError {
  return new AppError('bad_call', `${host} ${why}; it was not asked`)
}

function unanswered(host: string, cause?: unknown): AppError {
  return new AppError('unavailable', `${host} does not answer: check its name and the network, then try again`, {
    cause,
  })
}

/** undici wraps what a connection fails with; ours comes out again, everything else is told without the address. */
function explained(error: unknown, host: string, byCaller: boolean): unknown {
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause)
    if (inner instanceof AppError) return inner
  return byCaller ? error : unanswered(host, error)
}
