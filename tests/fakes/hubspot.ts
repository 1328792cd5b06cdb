import type {
  SimplePublicObject,
  SimplePublicObjectInputForCreate,
} from '@hubspot/api-client/lib/codegen/crm/objects/notes/index.js'
import { jsonOf, startFake } from './http-fake.ts'
import { specCheck } from './vendor-spec.ts'
import type { Answered, Asked, HttpFake } from './http-fake.ts'

/** As it goes over the wire: times are text. */
type Wire<T> = T extends Date ? string : T extends object ? { [K in keyof T]: Wire<T[K]> } : T
export type HubspotObject = Pick<Wire<SimplePublicObject>, 'id' | 'properties' | 'createdAt' | 'updatedAt' | 'archived'>
type Create = Pick<SimplePublicObjectInputForCreate, 'properties' | 'associations'>

export type HubspotFake = HttpFake & {
  /** by type, then id */
  objects: Map<string, Map<string, HubspotObject>>
  /** of which object which notes are: `deals/1` */
  notesOf: Map<string, string[]>
  put(type: string, id: string, properties: Record<string, string | null>): void
  /** what was asked or answered against the vendor's description */
  problems: string[]
}

export const HUBSPOT_TOKEN = 'hubspot-token-of-a-test'
const NOW = '2026-03-02T10:00:00.000Z'
const OBJECTS = '/crm/objects/2026-09'
const NOTE_TO: Record<number, string> = { 190: 'companies', 202: 'contacts', 214: 'deals' }

/** The dated API as far as notes at records and fields of records go. A note gets no key of ours, as at HubSpot. */
export async function startHubspot(): Promise<HubspotFake> {
  const spec = specCheck('hubspot-2026-09.json')
  const objects: HubspotFake['objects'] = new Map()
  const notesOf: HubspotFake['notesOf'] = new Map()
  const problems: string[] = []
  let last = 9_000
  const of = (type: string) => objects.get(type) ?? objects.set(type, new Map()).get(type)!
  const put: HubspotFake['put'] = (type, id, properties) => {
    of(type).set(id, {
      id,
      properties,
      createdAt: NOW,
      updatedAt: NOW,
      archived: false,
    })
  }
  const no = (status: number, category: string, message: string): Answered => ({
    status,
    body: { status: 'error', category, message, correlationId: CORRELATION },
  })
  const missing = () => no(404, 'OBJECT_NOT_FOUND', 'Object not found.')
  const batch = (results: unknown[]): Answered => ({
    status: 200,
    body: { status: 'COMPLETE', results, startedAt: NOW, completedAt: NOW },
  })

  const run = (asked: Asked): Answered | null => {
    const { method, url } = asked
    const body = jsonOf(asked)
    const one = new RegExp(`^${OBJECTS}/([a-z]+)/(\\d+)$`).exec(url.pathname)
    if (one !== null) {
      const [, type = '', id = ''] = one
      const found = of(type).get(id)
      if (found === undefined) return missing()
      if (method === 'GET') {
        const wanted = (url.searchParams.get('properties') ?? '').split(',')
        const properties = Object.fromEntries(wanted.map((name) => [name, found.properties[name] ?? null]))
        return { status: 200, body: { ...found, properties } }
      }
      if (method === 'PATCH') {
        Object.assign(found.properties, (body as { properties: object }).properties)
        return { status: 200, body: found }
      }
      if (method === 'DELETE') {
        of(type).delete(id)
        for (const [record, notes] of notesOf)
          notesOf.set(
            record,
            notes.filter((note) => note !== id),
          )
        return { status: 204 }
      }
      return null
    }
    if (method !== 'POST') return null
    if (url.pathname === `${OBJECTS}/notes`) {
      const { properties, associations } = body as Create
      if (properties['hs_timestamp'] === undefined) return no(400, 'VALIDATION_ERROR', 'hs_timestamp is required')
      if ((properties['hs_note_body'] ?? '').length > 65_536) return no(400, 'VALIDATION_ERROR', 'too long')
      const id = String(++last)
      put('notes', id, properties)
      for (const { to, types } of associations ?? []) {
        const record = `${NOTE_TO[types[0]?.associationTypeId ?? 0]}/${to.id}`
        notesOf.set(record, [...(notesOf.get(record) ?? []), id])
      }
      return { status: 201, body: of('notes').get(id) }
    }
    if (url.pathname === `${OBJECTS}/notes/batch/read`) {
      const { inputs, properties } = body as { inputs: { id: string }[]; properties: string[] }
      if (inputs.length > 100) return no(400, 'VALIDATION_ERROR', 'at most 100 inputs')
      const found = inputs.flatMap(({ id }) => of('notes').get(id) ?? [])
      return batch(
        found.map((note) => ({
          ...note,
          properties: Object.fromEntries(properties.map((name) => [name, note.properties[name] ?? null])),
        })),
      )
    }
    const linked = /^\/crm\/associations\/2026-09\/([a-z]+)\/notes\/batch\/read$/.exec(url.pathname)
    if (linked === null) return null
    const { inputs } = body as { inputs: { id: string; after?: string }[] }
    return batch(
      inputs.flatMap(({ id, after = '0' }) => {
        const all = notesOf.get(`${linked[1]}/${id}`) ?? []
        // Small pages: a client that stops early misses what is last.
        const next = Number(after) + 2
        const page = all.slice(Number(after), next)
        if (page.length === 0) return []
        const paging = next < all.length ? { paging: { next: { after: String(next) } } } : {}
        const types = [{ category: 'HUBSPOT_DEFINED', typeId: 213 }]
        return [{ from: { id }, to: page.map((note) => ({ toObjectId: note, associationTypes: types })), ...paging }]
      }),
    )
  }

  const fake = await startFake({
    writes: ({ method, url }) => method !== 'GET' && !url.pathname.endsWith('/batch/read'),
    refusal: no(403, 'MISSING_SCOPES', 'This app hasn\u2019t been granted all required scopes to make this call.'),
    limit: {
      status: 429,
      body: {
        status: 'error',
        message: 'You have reached your ten_secondly_rolling limit.',
        errorType: 'RATE_LIMIT',
        correlationId: CORRELATION,
        policyName: 'TEN_SECONDLY_ROLLING',
      },
    },
    answer(asked) {
      const wrong = spec?.request(asked) ?? []
      problems.push(...wrong)
      if (wrong.length > 0) return { status: 501, body: wrong.join('; ') }
      if (asked.headers['authorization'] !== `Bearer ${HUBSPOT_TOKEN}`)
        return no(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found.')
      const answer = run(asked)
      if (answer !== null) problems.push(...(spec?.response(asked, answer) ?? []))
      return answer
    },
  })
  return Object.assign(fake, { objects, notesOf, put, problems })
}

const CORRELATION = '00000000-0000-4000-8000-000000000000'
