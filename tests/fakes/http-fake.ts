import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A request as the fake got it, with its body whole. */
export type Asked = {
  method: string
  url: URL
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

export type Answered = { status: number; body?: unknown; headers?: Record<string, string> }

/** What happens to a request that would change something; `refuse` and `limit` answer everything so, and change nothing. */
export type Mood = 'take' | 'refuse' | 'limit' | 'drop-after' | '504-after' | 'stall-after'

export type HttpFake = {
  url: string
  mood: Mood
  /** every request, whatever became of it */
  asked: Asked[]
  /** what happens at the vendor just before a request is answered */
  before: ((asked: Asked) => void) | null
  /** from now on nobody listens */
  vanish(): Promise<void>
  end(): Promise<void>
}

export type FakeVendor = {
  /** answers, and changes what the vendor holds; null: an operation that the vendor does not publish */
  answer(asked: Asked): Answered | null
  /** whether the request would change something */
  writes(asked: Asked): boolean
  refusal: Answered
  limit: Answered
}

/** A vendor's stand-in over real HTTP on loopback. What it does not know it answers with 501. */
export async function startFake(vendor: FakeVendor): Promise<HttpFake> {
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const asked: Asked = {
        method: request.method ?? '',
        url: new URL(request.url ?? '', fake.url),
        headers: request.headers,
        body: Buffer.concat(chunks),
      }
      fake.asked.push(asked)
      const say = ({ status, body, headers = {} }: Answered) => {
        const json = body !== undefined && typeof body !== 'string'
        response.writeHead(status, { ...(json ? { 'content-type': 'application/json' } : {}), ...headers })
        response.end(body === undefined || asked.method === 'HEAD' ? undefined : json ? JSON.stringify(body) : body)
      }
      fake.before?.(asked)
      if (fake.mood === 'refuse') return say(vendor.refusal)
      if (fake.mood === 'limit') return say(vendor.limit)
      const answer = vendor.answer(asked) ?? {
        status: 501,
        body: `no such operation: ${asked.method} ${asked.url.pathname}`,
      }
      if (fake.mood === 'take' || !vendor.writes(asked)) return say(answer)
      if (fake.mood === 'drop-after') request.socket.destroy()
      else if (fake.mood === '504-after') say({ status: 504, body: '<html>Gateway Time-out</html>' })
    })
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
  })
  const fake: HttpFake = {
    url: '',
    mood: 'take',
    asked: [],
    before: null,
    vanish: () => close(),
    end: () => close(),
  }
  const close = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy()
      server.close(() => resolve())
    })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return fake
}

/** The body as JSON; null where it is none. */
export function jsonOf({ body }: Asked): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}
