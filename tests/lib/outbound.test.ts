import { createServer } from 'node:http'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { AddressInfo } from 'node:net'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkedAddress, openOutbound } from '../../src/lib/outbound.ts'
import type { Outbound, OutboundOptions, Resolved } from '../../src/lib/outbound.ts'

const ROWS = resolve('../shared/hostile/injection/sinks.jsonl')
if (!existsSync(ROWS)) console.warn(`SKIPPED: the hostile addresses are not at ${ROWS}`)

/** Answers on this machine and counts who came: the place that no address below may reach. */
let server: Server
let port: number
let connections: number
let answer: (request: IncomingMessage, response: ServerResponse) => void
let opened: Outbound[]

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response))
  server.on('connection', () => connections++)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  port = (server.address() as AddressInfo).port
})
beforeEach(() => {
  connections = 0
  opened = []
  answer = (_request, response) => response.end('hello')
})
afterEach(async () => {
  for (const one of opened) await one.close()
})
afterAll(() => new Promise((done) => server.close(done)))

const LOCAL: Resolved = { address: '127.0.0.1', family: 4 }

function outbound(over: Partial<OutboundOptions> = {}): Outbound {
  const one = openOutbound({ hosts: [], timeoutMs: 3000, resolve: () => Promise.resolve([LOCAL]), ...over })
  opened.push(one)
  return one
}

const said = (asked: Promise<unknown>) =>
  asked.then(
    () => 'answered',
    (error: unknown) => String(error),
  )

/** The hosts that whoever configures this address would have allowed: the check is then the address's own. */
const hostsOf = (address: string) => [URL.parse(address)?.host ?? '', URL.parse(address)?.hostname ?? '']

describe('an address that leads inside', () => {
  const SPELLINGS = [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '017700000001',
    '0',
    '0.0.0.0',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    'localhost',
    'localhost.',
    'LOCALHOST',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::1]',
    '[fe80::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
    '[fec0::1]',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '168.63.129.16',
    '100.64.0.1',
    '100.100.100.200',
    '192.0.0.192',
    '198.18.0.1',
    '203.0.113.5',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
  ]

  test.each(SPELLINGS)('%s is refused before anything is connected', async (host) => {
    for (const address of [`https://${host}:${port}/`, `http://${host}:${port}/`, `https://${host}/hook`]) {
      expect(await said(outbound({ hosts: hostsOf(address) }).fetch(address))).toMatch(/^AppError: .*it was not asked$/)
      expect(() => checkedAddress(address, { hosts: hostsOf(address) })).toThrow(/it was not asked/)
    }
    expect(connections).toBe(0)
  })

  test.each([...new Set(SPELLINGS.filter((host) => !/^(?:127|localhost)/i.test(host)))])(
    '%s is refused too where this machine may be asked, unless it is one',
    async (host) => {
      const address = `https://${host}/`
      const { hostname } = new URL(address)
      if (hostname.startsWith('127.') || hostname === '[::1]' || hostname === 'localhost') return
      expect(await said(outbound({ hosts: hostsOf(address), loopback: true }).fetch(address))).toMatch(/not asked$/)
      expect(connections).toBe(0)
    },
  )

  test.each([
    ['a private address', [{ address: '10.0.0.1', family: 4 }]],
    ['this machine', [LOCAL]],
    ['this machine beside an open address', [{ address: '93.184.216.34', family: 4 }, LOCAL]],
    ['a mapped address', [{ address: '::ffff:127.0.0.1', family: 6 }]],
    ['a scoped address', [{ address: 'fe80::1%lo', family: 6 }]],
    ['no address at all', [{ address: 'nonsense', family: 4 }]],
  ])('is refused behind a name that resolves to %s', async (_what, found: Resolved[]) => {
    for (const loopback of [false, true]) {
      const out = outbound({ hosts: [`crm.example:${port}`], loopback, resolve: () => Promise.resolve(found) })
      expect(await said(out.fetch(`https://crm.example:${port}/`))).toMatch(/not asked$/)
    }
    expect(connections).toBe(0)
  })

  test('a name that changes its mind is asked for once, and the connection goes where was looked', async () => {
    const answers: Resolved[] = [LOCAL, { address: '10.0.0.1', family: 4 }]
    let asked = 0
    const hosts = [`localhost:${port}`]
    const out = outbound({ hosts, loopback: true, resolve: () => Promise.resolve([answers[asked++] ?? LOCAL]) })
    expect(await (await out.fetch(`http://localhost:${port}/`)).text()).toBe('hello')
    expect([asked, connections]).toEqual([1, 1])
    const again = outbound({ hosts, loopback: true, resolve: () => Promise.resolve([answers[1] ?? LOCAL]) })
    expect(await said(again.fetch(`http://localhost:${port}/`))).toMatch(/not asked$/)
    expect(connections).toBe(1)
  })

  test.skipIf(!existsSync(ROWS))('the hostile rows, as base URL, webhook and feed: no connection is made', async () => {
    const rows = readFileSync(ROWS, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { kind: string; injection: string })
      .filter(({ kind }) => kind.startsWith('ssrf'))
    expect(rows.length).toBeGreaterThanOrEqual(37)
    for (const { injection } of rows)
      for (const address of [injection, injection.replace(/^http:/, 'https:'), `${injection}/hook`])
        for (const loopback of [false, true]) {
          // Names of the open internet in these rows resolve to this machine, as their owners have it.
          const out = outbound({ hosts: hostsOf(address), loopback })
          const { hostname = '' } = URL.parse(address) ?? {}
          if (loopback && /^(?:127\.|localhost$|\[::1\]$)/.test(hostname)) continue
          expect(await said(out.fetch(address)), address).toMatch(/^AppError/)
        }
    expect(connections).toBe(0)
  })
})

describe('a request', () => {
  test('goes to hosts that are configured and to no other', async () => {
    expect(await said(outbound({ hosts: ['crm.example'] }).fetch('https://other.example/'))).toMatch(
      /not among the hosts/,
    )
    expect(await said(outbound({ hosts: ['crm.example'] }).fetch('https://crm.example:8443/'))).toMatch(/not among/)
    expect(await said(outbound({ hosts: ['crm.example'] }).fetch('https://crm.example.evil.example/'))).toMatch(
      /not among/,
    )
    expect(checkedAddress('https://CRM.example/x', { hosts: ['crm.example'] }).host).toBe('crm.example')
  })

  test.each([
    'http://crm.example/',
    'https://user:pass@crm.example/',
    'https://crm.example@other.example/',
    'https://@crm.example/',
    'https://crm.example\\@other.example/',
    'https:///crm.example/',
    'https://crm.example/\r\nHost: x',
    ' https://crm.example/',
    'gopher://crm.example/',
    'file:///etc/passwd',
    'data:text/plain,hello',
    'blob:https://crm.example/x',
    '//crm.example/',
    '',
  ])('to %j is refused', async (address) => {
    const hosts = ['crm.example', 'other.example', 'etc']
    expect(await said(outbound({ hosts }).fetch(address))).toMatch(/^AppError: .*it was not asked$/)
    expect(() => checkedAddress(address, { hosts })).toThrow(/it was not asked/)
  })

  test('follows no redirect, wherever it leads', async () => {
    answer = (_request, response) => response.writeHead(302, { location: `http://localhost:${port}/secret` }).end()
    expect(await said(local().fetch(`http://localhost:${port}/`))).toMatch(/sends the request elsewhere/)
    expect(connections).toBe(1)
  })

  test('takes no more than is allowed, packed or not, announced or not', async () => {
    const large = Buffer.alloc(2 * 1024 * 1024)
    const ways: (typeof answer)[] = [
      (_request, response) => response.writeHead(200, { 'content-length': large.length }).end(large),
      (_request, response) => response.end(large),
      (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(large)),
    ]
    for (const way of ways) {
      answer = way
      const out = local({ maxBytes: 1024 * 1024 })
      expect(await said(out.fetch(`http://localhost:${port}/`).then((one) => one.text()))).toMatch(/more than 1048576/)
    }
  })

  test('ends when its time is over, before the answer and within it', async () => {
    answer = () => {}
    expect(await said(local({ timeoutMs: 100 }).fetch(`http://localhost:${port}/`))).toMatch(/does not answer/)
    answer = (_request, response) => void response.write('half')
    const half = local({ timeoutMs: 100 })
    expect(await said(half.fetch(`http://localhost:${port}/`).then((one) => one.text()))).not.toBe('answered')
  })

  test('that fails is told with the host and nothing more of its address', async () => {
    const gone = outbound({ hosts: ['crm.example'], resolve: () => Promise.reject(new Error('ENOTFOUND QZSECRET')) })
    const told = await said(gone.fetch('https://crm.example/hook/QZSECRET?key=QZSECRET'))
    expect(told).toMatch(/crm\.example does not answer/)
    expect(told).not.toContain('QZSECRET')
  })

  test('carries what it is given and brings back what is answered', async () => {
    answer = (request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => response.writeHead(201, { 'x-was': request.method }).end(Buffer.concat(parts)))
    }
    const got = await local().fetch(`http://localhost:${port}/`, { method: 'POST', body: '{"a":1}' })
    expect([got.status, got.headers.get('x-was'), await got.json()]).toEqual([201, 'POST', { a: 1 }])
  })
})

function local(over: Partial<OutboundOptions> = {}): Outbound {
  return outbound({ hosts: [`localhost:${port}`], loopback: true, ...over })
}
