import * as fc from 'fast-check'
import { isErrorCode } from '../../src/lib/errors.ts'
import { gatesOf } from '../../src/http/access.ts'
import type { App } from '../../src/http/request.ts'

/** What is sent to every route of an application, `perRoute` times, from a seed; what came back wrong, one line each. */
export async function fuzzRoutes(options: {
  app: App
  headers: readonly Record<string, string>[]
  /** real ids by parameter, so that some requests get past the first check */
  ids: Readonly<Record<string, readonly string[]>>
  seed: number
  perRoute: number
  until?: () => boolean
}): Promise<{ runs: number; failures: string[] }> {
  const { app, headers, ids, seed, perRoute, until = () => false } = options
  const schemas = await bodySchemas(app, headers[0] ?? {})
  const failures: string[] = []
  let runs = 0
  for (const [index, route] of [...gatesOf(app).keys()].entries()) {
    const [method = '', path = ''] = route.split(' ')
    const shots = fc.sample(shotsAt(method, path, schemas.get(route), headers, ids), {
      numRuns: perRoute,
      seed: seed * 1000 + index,
    })
    for (const { target, init } of shots) {
      if (until()) return { runs, failures }
      runs++
      const wrong = await wrongIn(app, target, init)
      if (wrong !== null) failures.push(`${route}: ${wrong}: ${target} ${JSON.stringify(init)?.slice(0, 400)}`)
    }
  }
  return { runs, failures }
}

type Shot = { target: string; init: { method: string; headers: Record<string, string>; body?: string } }

async function wrongIn(app: App, target: string, init: Shot['init']): Promise<string | null> {
  const answer = await app.request(target, init)
  const text = await answer.text()
  if (answer.status >= 500 && answer.status !== 503) return `answered ${answer.status}`
  if (answer.headers.get('content-security-policy') === null) return 'lacks its content policy'
  const type = answer.headers.get('content-type') ?? ''
  if (answer.status >= 400 && !type.startsWith('text/html')) {
    const told = JSON.parse(text) as Record<string, unknown>
    if (!isErrorCode(told['code']) || typeof told['message'] !== 'string')
      return `has another shape of error: ${text.slice(0, 200)}`
    // oxlint-disable-next-line no-control-regex -- one line and no escape is what is looked for
    if (/[\u0000-\u001f\u007f]/.test(told['message'])) return 'says more than one line'
    if (LEAKS.test(told['message'])) return `tells of our insides: ${told['message'].slice(0, 200)}`
  } else if (type.startsWith('application/x-ndjson') && text.includes('"code":"internal"'))
    return 'broke within its stream'
  return null
}

/** A stack, a file of ours, or words of the database. */
const LEAKS =
  /\bat \S+ \(|\.ts:\d|node_modules|\/src\/|syntax error at|violates|invalid input syntax|relation "|column "/

const ODD = [
  '',
  ' ',
  '.',
  '..',
  '../../etc/passwd',
  '%',
  '%00',
  '%2e%2e%2f',
  '%E0%A4%A',
  "'; drop table people; --",
  '"><script>alert(1)</script>',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-1',
  '0',
  '1e999',
  '99999999999999999999',
  '\u0000',
  '\ud800',
  '\u202e\u2066',
  '🙂'.repeat(50),
  'a'.repeat(5000),
  '\r\nset-cookie: a=b',
  '2026-02-30',
  '${7*7}{{7*7}}',
  '=cmd|calc',
  'sha256:' + '0'.repeat(64),
  'b_0000000000000001',
  'eve@evil.example',
  'system',
]
const odd = fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'binary', maxLength: 40 }))

function shotsAt(
  method: string,
  path: string,
  schema: object | undefined,
  headers: readonly Record<string, string>[],
  ids: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<Shot> {
  const parts = path.split('/').map((part) => {
    if (!part.startsWith(':')) return fc.constant(part)
    const real = ids[part.slice(1)] ?? []
    const any = odd.map((text) => (text.includes('%') ? text : encodeURIComponent(text.toWellFormed())))
    return real.length === 0 ? any : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...real) }, any)
  })
  const query = fc.dictionary(
    fc.constantFrom(
      'as',
      'revision',
      'after',
      'limit',
      'account',
      'brief',
      'seq',
      'hash',
      'subject',
      'token',
      'return_to',
      'code',
      'state',
      'x',
    ),
    odd,
    { maxKeys: 3 },
  )
  const given = fc.constantFrom(...headers)
  const more = fc.oneof(
    { weight: 6, arbitrary: fc.constant({}) },
    fc.constantFrom<Record<string, string>>(
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/json; charset=utf-16' },
      { 'content-type': 'multipart/form-data; boundary=x' },
      { 'content-type': '' },
      { 'baton-person': 'nobody@seller.example' },
      { 'baton-person': "' or 1=1 --" },
      { 'content-length': '-1' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { authorization: 'Bearer ' },
      { authorization: 'Basic YTpi' },
      { cookie: `baton_token=${'x'.repeat(3000)}; __Host-baton=; a=%E0%A4%A` },
      { accept: 'text/html;q=\u00ff' },
      { 'x-forwarded-for': "'; --, ::1" },
    ),
  )
  const body = fc.oneof(
    {
      weight: 5,
      arbitrary: schema === undefined ? fc.json() : valueOf(schema).map((value) => JSON.stringify(value) ?? ''),
    },
    fc.json({ maxDepth: 3 }),
    fc.constantFrom(...BODIES),
  )
  return fc
    .record({ parts: fc.tuple(...parts), query, given, more, body })
    .map(({ parts, query, given, more, body }) => {
      const search = new URLSearchParams(
        Object.entries(query).map(([name, text]): [string, string] => [name, text.toWellFormed()]),
      ).toString()
      const target = `${parts.join('/') || '/'}${search === '' ? '' : `?${search}`}`
      const merged = { 'content-type': 'application/json', ...given, ...more }
      return { target, init: method === 'GET' ? { method, headers: merged } : { method, headers: merged, body } }
    })
}

const BODIES = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '1e999',
  '{"__proto__":{"roles":["admin"]}}',
  '{"constructor":{"prototype":{"roles":["admin"]}}}',
  '{"revision":1,"revision":2}',
  '\ufeff{}',
  '\u0000',
  '{"a":"\\ud800"}',
  '['.repeat(5000),
  `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`,
  `{"requestKey":"${'k'.repeat(100_000)}"}`,
]

/** The schemas of the bodies, as the API describes itself. */
async function bodySchemas(app: App, headers: Record<string, string>): Promise<Map<string, object>> {
  type Operation = { requestBody?: { content?: { 'application/json'?: { schema?: object } } } }
  const answer = await app.request('/api/openapi.json', { headers })
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Operation>> }
  const found = new Map<string, object>()
  for (const [path, methods] of Object.entries(paths))
    for (const [method, { requestBody }] of Object.entries(methods)) {
      const schema = requestBody?.content?.['application/json']?.schema
      if (schema !== undefined) found.set(`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, schema)
    }
  return found
}

type Schema = {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  format?: string
  minItems?: number
}

/** Values that nearly fit: the right keys and mostly the right types, with odd words in them and now and then a key too many. */
function valueOf(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => valueOf(choice, depth)))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...schema.enum) }, odd)
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? 'string']
  return fc.oneof(
    { weight: 9, arbitrary: fc.oneof(...types.map((type) => typed(schema, type, depth))) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
  )
}

function typed(schema: Schema, type: string, depth: number): fc.Arbitrary<unknown> {
  if (type === 'object') {
    const properties = Object.entries(schema.properties ?? {}).filter(
      ([name]) => depth < 4 || schema.required?.includes(name),
    )
    const fields = Object.fromEntries(
      properties.map(([name, inner]) => [name, name === 'folder' ? folder : valueOf(inner, depth + 1)]),
    )
    const fitting = fc.record(fields, { requiredKeys: schema.required ?? [] })
    return fc.oneof(
      { weight: 9, arbitrary: fitting },
      { weight: 1, arbitrary: fitting.map((value) => ({ ...value, constructor: 1, admin: true })) },
    )
  }
  if (type === 'array')
    return fc.array(valueOf(schema.items ?? {}, depth + 1), { minLength: schema.minItems ?? 0, maxLength: 3 })
  if (type === 'integer' || type === 'number')
    return fc.oneof(fc.constantFrom(1, 2, 0, -1, 1.5, 2 ** 31, 2 ** 53, Number.MAX_VALUE), fc.integer())
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (schema.format === 'email') return fc.oneof(fc.constantFrom('fuzz@seller.example', 'Fuzz@Seller.Example'), odd)
  if (schema.format === 'date') return fc.oneof(fc.constantFrom('2026-03-04', '9999-12-31'), odd)
  return odd
}

/** A folder of this machine is read where one is named: none of those that are there. */
const folder = odd.map((text) => `/nowhere/at/all/${text}`)
