import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseQuery } from '@jetstreamapp/soql-parser-js'
import type { StandardSchema } from 'jsforce/lib/types/standard-schema.js'
import type { DescribeGlobalResult, DescribeSObjectResult, SaveResult } from 'jsforce/lib/types/index.js'
import { jsonOf, startFake } from './http-fake.ts'
import { queryRows } from './salesforce-soql.ts'
import type { Answered, Asked, HttpFake } from './http-fake.ts'

type Standard = StandardSchema['SObjects']
export type Row = { Id: string; LastModifiedDate: string } & Record<string, unknown>

/** What this org has: features differ from org to org. */
export type OrgFeatures = { contentNote: boolean; contentVersion: boolean; keyField: boolean }

export type SalesforceFake = HttpFake & {
  org: OrgFeatures
  rows: Map<string, Map<string, Row>>
  /** Fields are those of the published schema. */
  put<T extends keyof Standard & string>(
    object: T,
    id: string,
    fields: Partial<Record<keyof Standard[T]['Fields'] & string, unknown>>,
  ): Row
  problems: string[]
}

export const SALESFORCE_TOKEN = 'salesforce-token-of-a-test'
export const KEY_FIELD = 'Baton_Key__c'
const BASE = '/services/data/v62.0'
const PREFIX: Record<string, string> = {
  Task: '00T',
  ContentVersion: '068',
  ContentDocument: '069',
  ContentNote: '069',
  ContentDocumentLink: '06A',
}

/** The REST API as far as notes, tasks and fields go: describe, rows, upsert, composite and SOQL through its real grammar. */
export async function startSalesforce(): Promise<SalesforceFake> {
  const org: OrgFeatures = { contentNote: true, contentVersion: true, keyField: false }
  const rows: SalesforceFake['rows'] = new Map()
  const problems: string[] = []
  const published = publishedFields()
  let last = 0
  const of = (object: string) => rows.get(object) ?? rows.set(object, new Map()).get(object)!
  const put = (object: string, id: string, fields: Record<string, unknown>): Row => {
    const row: Row = { ...fields, Id: id, LastModifiedDate: wireTime(new Date()) }
    of(object).set(id, row)
    return row
  }
  const no = (status: number, errorCode: string, message: string): Answered => ({
    status,
    body: [{ message, errorCode }],
  })
  const missing = () => no(404, 'NOT_FOUND', 'The requested resource does not exist')
  const made = (id: string): Answered => ({ status: 201, body: { id, success: true, errors: [] } satisfies SaveResult })
  const has = (object: string) =>
    object === 'ContentNote'
      ? org.contentNote
      : object === 'ContentVersion'
        ? org.contentVersion
        : object in PREFIX || rows.has(object)
  const unknownField = (object: string, fields: object): Answered | null => {
    const known = published?.[object] ?? (object === 'ContentNote' ? ['Title', 'Content'] : null)
    const extra = org.keyField && object === 'Task' ? [KEY_FIELD] : []
    const wrong = Object.keys(fields).find((name) => known !== null && !known.includes(name) && !extra.includes(name))
    return wrong === undefined
      ? null
      : no(400, 'INVALID_FIELD', `No such column '${wrong}' on sobject of type ${object}`)
  }

  const create = (object: string, fields: Record<string, unknown>): Answered => {
    if (!has(object)) return missing()
    const wrong = unknownField(object, fields)
    if (wrong !== null) return wrong
    const id = `${PREFIX[object] ?? '001'}${String(++last).padStart(12, '0')}AAA`
    if (object === 'Task') put('Task', id, fields)
    if (object === 'ContentNote') put('ContentDocument', id, { Title: fields['Title'] })
    if (object === 'ContentDocumentLink') put(object, id, fields)
    if (object === 'ContentVersion') {
      const document = `069${id.slice(3)}`
      put('ContentDocument', document, { Title: fields['Title'] })
      put('ContentVersion', id, { ...fields, ContentDocumentId: document })
      put('ContentDocumentLink', `06A${id.slice(3)}`, {
        ContentDocumentId: document,
        LinkedEntityId: fields['FirstPublishLocationId'],
      })
    }
    return made(id)
  }

  const onRow = (asked: Asked, object: string, id: string): Answered | null => {
    const row = of(object).get(id)
    if (asked.method === 'GET') {
      if (row === undefined) return missing()
      const fields = (asked.url.searchParams.get('fields') ?? '').split(',')
      const wrong = unknownField(object, Object.fromEntries(fields.map((name) => [name, null])))
      if (wrong !== null) return wrong
      const said = Object.fromEntries(fields.map((name) => [name, row[name] ?? null]))
      return { status: 200, body: { attributes: { type: object, url: asked.url.pathname }, ...said } }
    }
    if (row === undefined) return missing()
    if (asked.method === 'DELETE') {
      of(object).delete(id)
      for (const [link, { ContentDocumentId: document }] of of('ContentDocumentLink'))
        if (document === id) of('ContentDocumentLink').delete(link)
      return { status: 204 }
    }
    if (asked.method !== 'PATCH') return null
    const unmodified = asked.headers['if-unmodified-since']
    if (typeof unmodified === 'string' && Date.parse(row.LastModifiedDate) > Date.parse(unmodified))
      return no(412, 'PRECONDITION_FAILED', 'The record was modified since')
    const fields = jsonOf(asked) as Record<string, unknown>
    const wrong = unknownField(object, fields)
    if (wrong !== null) return wrong
    put(object, id, { ...row, ...fields })
    return { status: 204 }
  }

  const upsert = (object: string, field: string, value: string, fields: Record<string, unknown>): Answered => {
    if (object !== 'Task' || field !== KEY_FIELD || !org.keyField) return missing()
    const there = [...of('Task').values()].find((row) => row[KEY_FIELD] === value)
    if (there === undefined) {
      const answer = create('Task', { ...fields, [KEY_FIELD]: value })
      return answer.status === 201 ? { ...answer, body: { ...(answer.body as object), created: true } } : answer
    }
    put('Task', there.Id, { ...there, ...fields })
    return { status: 200, body: { id: there.Id, success: true, errors: [], created: false } }
  }

  /** All or none: what one part made goes again where a later part fails. */
  const composite = (requests: { url: string; referenceId: string; body: Record<string, unknown> }[]): Answered => {
    const before = new Map([...rows].map(([object, all]) => [object, new Map(all)]))
    const ids: Record<string, string> = {}
    const parts = requests.map(({ url, referenceId, body }) => {
      const fields = Object.entries(body).map(([name, value]) => [name, ids[String(value)] ?? value])
      const answer = create(url.replace(`${BASE}/sobjects/`, ''), Object.fromEntries(fields) as Record<string, unknown>)
      ids[`@{${referenceId}.id}`] = (answer.body as { id?: string }).id ?? ''
      return { body: answer.body, httpHeaders: {}, httpStatusCode: answer.status, referenceId }
    })
    if (parts.every(({ httpStatusCode }) => httpStatusCode < 300))
      return { status: 200, body: { compositeResponse: parts } }
    rows.clear()
    for (const [object, all] of before) rows.set(object, all)
    const halted = [{ errorCode: 'PROCESSING_HALTED', message: 'The transaction was rolled back' }]
    const told = parts.map((part) =>
      part.httpStatusCode < 300 ? { ...part, httpStatusCode: 400, body: halted } : part,
    )
    return { status: 200, body: { compositeResponse: told } }
  }

  const describe = (object: string): Answered => {
    if (!has(object)) return missing()
    const number = new Set(['Amount', 'Probability'])
    const names = published?.[object] ?? Object.keys([...of(object).values()][0] ?? {})
    const fields = [...names, ...(org.keyField && object === 'Task' ? [KEY_FIELD] : [])].map((name) => ({
      name,
      type: number.has(name) ? 'double' : 'string',
      externalId: name === KEY_FIELD,
      unique: name === KEY_FIELD,
    }))
    const told: Pick<DescribeSObjectResult, 'name'> = { name: object }
    return { status: 200, body: { ...told, fields } }
  }

  const run = (asked: Asked): Answered | null => {
    const { method, url } = asked
    const path = url.pathname.startsWith(BASE) ? url.pathname.slice(BASE.length) : null
    if (path === null) return null
    if (method === 'GET' && path === '/sobjects') {
      const names = ['Task', 'Opportunity', 'ContentDocument', 'ContentDocumentLink', 'ContentNote', 'ContentVersion']
      const sobjects = names
        .filter((name) => has(name))
        .map((name) => ({ name, createable: name !== 'ContentDocument' }))
      const told: Pick<DescribeGlobalResult, 'maxBatchSize'> = { maxBatchSize: 200 }
      return { status: 200, body: { ...told, encoding: 'UTF-8', sobjects } }
    }
    const [, what, object = '', one = '', two = ''] = path.split('/')
    if (method === 'GET' && what === 'query' && object === '') return query(url.searchParams.get('q') ?? '')
    if (method === 'POST' && path === '/composite')
      return composite((jsonOf(asked) as { compositeRequest: Parameters<typeof composite>[0] }).compositeRequest)
    if (what !== 'sobjects') return null
    if (method === 'GET' && one === 'describe') return describe(object)
    if (method === 'POST' && one === '') return create(object, jsonOf(asked) as Record<string, unknown>)
    if (method === 'PATCH' && two !== '') return upsert(object, one, two, jsonOf(asked) as Record<string, unknown>)
    return two === '' && one !== '' ? onRow(asked, object, one) : null
  }

  const query = (soql: string): Answered => {
    try {
      const records = queryRows(parseQuery(soql), (object) => [...of(object).values()])
      return { status: 200, body: { totalSize: records.length, done: true, records } }
    } catch (error) {
      return no(400, 'MALFORMED_QUERY', error instanceof Error ? error.message : '')
    }
  }

  const fake = await startFake({
    writes: ({ method }) => method !== 'GET',
    refusal: no(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights on object id'),
    limit: no(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
    answer(asked) {
      if (asked.headers['authorization'] !== `Bearer ${SALESFORCE_TOKEN}`)
        return no(401, 'INVALID_SESSION_ID', 'Session expired or invalid')
      const answer = run(asked)
      if (answer === null) problems.push(`no such operation: ${asked.method} ${asked.url.pathname}`)
      return answer && { ...answer, headers: { 'sforce-limit-info': 'api-usage=18/5000' } }
    },
  })
  return Object.assign(fake, { org, rows, put, problems })
}

/** Names of fields as the vendor's schema has them; null where the descriptions are not at hand. */
function publishedFields(): Record<string, string[]> | null {
  const path = join(import.meta.dirname, '../../../shared/specs/salesforce.json')
  if (!existsSync(path)) {
    console.warn('SKIPPED: salesforce.json is not here, so names of fields are held to types alone')
    return null
  }
  const { objects } = JSON.parse(readFileSync(path, 'utf8')) as { objects: Record<string, { fields: object }> }
  return Object.fromEntries(Object.entries(objects).map(([name, { fields }]) => [name, Object.keys(fields)]))
}

/** Salesforce writes no Z. */
function wireTime(at: Date): string {
  return at.toISOString().replace('Z', '+0000')
}
