import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { operationOf, strangeIn } from './specs.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Spec } from './specs.ts'

/** How the next calls of one operation go wrong. `after…`: what was asked is done all the same. */
export type Fault =
  | { answer: number; code?: string; message?: string; retryAfter?: string }
  | 'drop'
  | 'afterDrop'
  | 'afterHalf'
  | 'after504'
  | 'afterStall'

export type Call = {
  params: Record<string, string>
  query: URLSearchParams
  body: unknown
  headers: IncomingMessage['headers']
}
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> }

/** One call that a fake knows: everything else, and every parameter that is not named, is answered with 501. */
export type Operation = {
  /** `GET /gmail/v1/users/{userId}/profile` */
  route: string
  query?: readonly string[]
  /** any one of them is enough */
  scopes: readonly string[]
  handle(call: Call): Answer
}

export type ProviderFake = {
  /** with a slash at its end */
  address: string
  /** every request by its operation's route, the refused ones too */
  requests: string[]
  /** what a request or an answer held that the vendor does not publish; stays empty */
  strange: string[]
  /** what each token may */
  tokens: Map<string, Set<string>>
  faults: Map<string, Fault[]>
  /** Lets the next calls of an operation go wrong, one after the other. */
  next(route: string, ...faults: Fault[]): void
  count(route: string): number
  end(): Promise<void>
}

export type Vendor = {
  operations: readonly Operation[]
  spec: Spec | null
  error(status: number, code: string, message: string): unknown
  noToken: { code: string; message: string }
  noScope: { code: string; message: string }
  /** the limits that hold for all calls; null lets it pass */
  limit(route: string, inFlight: number): Fault | null
  secure?: { key: string; cert: string }
}

/** A provider's API on loopback: real HTTP, the vendor's own list of calls, and faults on demand. */
export async function startProvider(vendor: Vendor): Promise<ProviderFake> {
  const sockets = new Set<Socket>()
  let inFlight = 0
  const fake: ProviderFake = {
    address: '',
    requests: [],
    strange: [],
    tokens: new Map(),
    faults: new Map(),
    next: (route, ...faults) => void fake.faults.set(route, [...(fake.faults.get(route) ?? []), ...faults]),
    count: (route) => fake.requests.filter((one) => one === route).length,
    end: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    const url = new URL(request.url ?? '/', 'http://fake')
    const method = request.method ?? 'GET'
    const found = match(vendor.operations, method, url.pathname)
    const route = found?.operation.route ?? `${method} ${url.pathname}`
    fake.requests.push(route)
    const body: unknown = text === '' ? null : JSON.parse(text)
    checkRequest(vendor, fake, method, url.pathname, body)
    const say = ({ status, body: answer, headers = {} }: Answer) => {
      if (status < 300) checkAnswer(vendor, fake, method, url.pathname, status, answer)
      // Graph's 202 has no content type, and its client fails on one that says JSON (CONNECTORS 7).
      const type = answer === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }
      response.writeHead(status, { ...type, ...headers })
      response.end(answer === undefined ? undefined : JSON.stringify(answer))
    }
    const refuse = (status: number, code: string, message: string, headers = {}) =>
      say({ status, body: vendor.error(status, code, message), headers })
    if (found === null || [...url.searchParams.keys()].some((name) => found.operation.query?.includes(name) !== true))
      return refuse(501, 'notImplemented', `${route}${url.search} is not in this fake`)
    const token = fake.tokens.get(request.headers.authorization?.replace(/^Bearer /, '') ?? '')
    if (token === undefined) return refuse(401, vendor.noToken.code, vendor.noToken.message)
    if (!found.operation.scopes.some((scope) => token.has(scope)))
      return refuse(403, vendor.noScope.code, vendor.noScope.message)
    const fault = vendor.limit(route, inFlight) ?? fake.faults.get(route)?.shift() ?? null
    if (fault === 'drop') return void request.socket.destroy()
    if (fault !== null && typeof fault === 'object')
      return refuse(
        fault.answer,
        fault.code ?? 'backendError',
        fault.message ?? 'Backend Error',
        fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter },
      )
    const answer = found.operation.handle({
      params: found.params,
      query: url.searchParams,
      body,
      headers: request.headers,
    })
    if (fault === 'afterDrop') return void request.socket.destroy()
    if (fault === 'afterStall') return
    if (fault === 'after504') return refuse(504, 'UnknownError', '')
    if (fault === 'afterHalf') {
      response.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': '9999' })
      return void response.write('{"id":', () => request.socket.destroy())
    }
    say(answer)
  }
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    inFlight++
    response.on('close', () => inFlight--)
    serve(request, response).catch((error: unknown) => {
      fake.strange.push(`the fake failed: ${String(error)}`)
      response.writeHead(500).end()
    })
  }
  const server = vendor.secure ? createSecureServer(vendor.secure, listener) : createServer(listener)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  fake.address = `${vendor.secure ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return fake
}

function match(operations: readonly Operation[], method: string, path: string) {
  for (const operation of operations) {
    const [verb = '', form = ''] = operation.route.split(' ')
    const names: string[] = []
    const pattern = form.replaceAll(/[.$]/g, String.raw`\$&`).replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
      names.push(name)
      return '([^/]+)'
    })
    const values = verb === method ? new RegExp(`^${pattern}$`).exec(path) : null
    if (values === null) continue
    const params = Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(values[i + 1] ?? '')]))
    return { operation, params }
  }
  return null
}

function checkRequest({ spec }: Vendor, fake: ProviderFake, method: string, path: string, body: unknown): void {
  if (spec === null) return
  const known = operationOf(spec, method, path)
  if (known === undefined) return void fake.strange.push(`${method} ${path} is not published`)
  if (known.request !== null && body !== null)
    fake.strange.push(...strangeIn(spec, { $ref: known.request }, body, `${known.id} request`))
  else if (body !== null) fake.strange.push(`${known.id} takes no body`)
}

function checkAnswer(
  { spec }: Vendor,
  fake: ProviderFake,
  method: string,
  path: string,
  status: number,
  body: unknown,
) {
  const known = spec === null ? undefined : operationOf(spec, method, path)
  if (spec === null || known === undefined) return
  const ref = known.responses[String(status)]
  if (ref === undefined) fake.strange.push(`${known.id} does not answer ${status}`)
  else if (ref === null) {
    if (body !== undefined) fake.strange.push(`${known.id} has no answer body`)
  } else fake.strange.push(...strangeIn(spec, { $ref: ref }, body, `${known.id} answer`))
}
