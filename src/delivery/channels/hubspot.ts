import { z } from 'zod'
import { AppError } from '../../lib/errors.ts'
import { openHubspot } from '../../lib/hubspot.ts'
import { answeredWith, effectOf, notReady, notSeen, notThere, unanswered } from '../failure.ts'
import { isChange, lookupChange, prepareChange, sendChange } from '../field-change.ts'
import { noteHtml } from '../note-html.ts'
import { readNote } from '../note.ts'
import type { HubspotOptions } from '../../lib/hubspot.ts'
import type { Channel } from '../channel.ts'
import type { RecordPort } from '../field-change.ts'
import type { Failure } from '../failure.ts'

/**
 * A note at a record, or approved values in its fields. The parcel's target is the record's item id, `hubspot:deals/123`.
 * HubSpot has no key of ours for a note, so the delivery's own stands in its last line and is looked for among the notes
 * of the record, never in the search, whose index is late.
 */
export function hubspotChannel(options: HubspotOptions): Channel {
  const hubspot = openHubspot(options)

  const ask = async <T>(schema: z.ZodType<T>, method: string, path: string, body?: object): Promise<T | Failed> => {
    try {
      const answer = await hubspot.ask(method, path, body)
      const read = answer.status < 300 ? schema.safeParse(answer.body ?? {}) : null
      if (read?.success === true) return read.data
      const said = Problem.safeParse(answer.body).data
      const words = [said?.category ?? said?.policyName, said?.message].filter((one) => one).join(': ')
      return { failure: answeredWith(answer.status < 300 ? 502 : answer.status, words, answer.retryAfter) }
    } catch (cause) {
      return { failure: unanswered(cause) }
    }
  }

  /** The note with this key, null where the record has none, `incomplete` where not all its notes were looked at. */
  const find = async (target: string, key: string): Promise<{ id: string } | null | 'incomplete' | Failed> => {
    const { type, id } = recordOf(target)
    let after: string | undefined
    for (let page = 0; page < PAGES; page++) {
      const input = after === undefined ? { id } : { id, after }
      const linked = await ask(Linked, 'POST', `${ASSOCIATIONS}/${type}/notes/batch/read`, { inputs: [input] })
      if ('failure' in linked) return linked
      const ids = linked.results.flatMap(({ to }) => to.map(({ toObjectId }) => toObjectId))
      for (let from = 0; from < ids.length; from += 100) {
        const inputs = ids.slice(from, from + 100).map((one) => ({ id: one }))
        const wanted = { inputs, properties: ['hs_note_body'], propertiesWithHistory: [] }
        const notes = await ask(Objects, 'POST', `${OBJECTS}/notes/batch/read`, wanted)
        if ('failure' in notes) return notes
        const ours = notes.results.find(({ properties }) => properties['hs_note_body']?.includes(key) === true)
        if (ours !== undefined) return { id: ours.id }
      }
      after = linked.results[0]?.paging?.next?.after
      if (after === undefined) return null
    }
    return 'incomplete'
  }

  const records: RecordPort = {
    who: 'HubSpot',
    async read(record, fields) {
      const { type, id } = recordOf(record)
      const wanted = fields.map(encodeURIComponent).join(',')
      const found = await ask(Stored, 'GET', `${OBJECTS}/${type}/${id}?properties=${wanted}`)
      if ('failure' in found) return found.failure.status === 404 ? null : found
      const values = Object.fromEntries(fields.map((field) => [field, found.properties[field] ?? null]))
      return { values, stamp: null }
    },
    async write(record, properties) {
      const { type, id } = recordOf(record)
      const done = await ask(Stored, 'PATCH', `${OBJECTS}/${type}/${id}`, { properties })
      return 'failure' in done ? done : null
    },
  }

  return {
    name: 'hubspot',
    lookupNote: 'by the key in the last line of the note, or by what the fields hold',

    async prepare(parcel) {
      if (isChange(parcel)) return prepareChange(records, parcel)
      const standing = await records.read(parcel.target, ['hs_object_id'])
      if (standing === null) return { ready: false, hold: true, reason: `${parcel.target} is not in HubSpot any more` }
      return 'failure' in standing ? notReady('HubSpot', standing.failure) : { ready: true, ref: null }
    },

    async send(parcel) {
      if (isChange(parcel)) return sendChange(records, parcel)
      const { key, target, mediaType, bytes, at } = parcel
      const note = readNote(mediaType, bytes)
      const { type, id } = recordOf(target)
      const there = await find(target, key)
      if (there === 'incomplete')
        return { outcome: 'refused', reason: 'nothing was sent: the record has too many notes to look through' }
      if (there !== null && 'id' in there) return { outcome: 'sent', ref: there.id, refused: [] }
      if (there !== null) return { outcome: 'refused', reason: `nothing was sent: HubSpot ${there.failure.words}` }
      const made = await ask(Stored, 'POST', `${OBJECTS}/notes`, {
        properties: { hs_timestamp: at.toISOString(), hs_note_body: noteHtml(note, key) },
        associations: [
          { to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: NOTE_TO[type] }] },
        ],
      })
      if ('failure' in made) return effectOf('HubSpot', made.failure)
      return { outcome: 'sent', ref: made.id, refused: [] }
    },

    async lookup(parcel) {
      if (isChange(parcel)) return lookupChange(records, parcel)
      const found = await find(parcel.target, parcel.key)
      if (found === null) return notThere(parcel.at, 'no note of the record bears the key')
      if (found === 'incomplete') return { outcome: 'unknown', reason: 'the record has too many notes to look through' }
      return 'id' in found ? { outcome: 'found', ref: found.id } : notSeen('HubSpot', found.failure)
    },

    async recall(_key, ref) {
      if (ref === null || !/^\d+$/.test(ref))
        return { outcome: 'unknown', reason: 'a written field is not taken back; propose its old value' }
      const gone = await ask(z.unknown(), 'DELETE', `${OBJECTS}/notes/${ref}`)
      if (typeof gone !== 'object' || gone === null || !('failure' in gone)) return { outcome: 'recalled' }
      const { failure } = gone as Failed
      return failure.status === 404 ? { outcome: 'absent' } : notSeen('HubSpot', failure)
    },
  }
}

type Failed = { failure: Failure }
type RecordType = keyof typeof NOTE_TO

/** HubSpot's own numbers for a note at a record. */
const NOTE_TO = { companies: 190, contacts: 202, deals: 214 } as const

const OBJECTS = '/crm/objects/2026-09'
const ASSOCIATIONS = '/crm/associations/2026-09'
const PAGES = 20

function recordOf(target: string): { type: RecordType; id: string } {
  const [, type = '', id = ''] = /^hubspot:(companies|contacts|deals)\/(\d+)$/.exec(target) ?? []
  if (id === '') throw new AppError('bad_input', 'the record is not one of HubSpot that takes notes: hubspot:deals/123')
  return { type: type as RecordType, id }
}

const Stored = z.object({ id: z.string(), properties: z.record(z.string(), z.string().nullable()) })
const Objects = z.object({ results: z.array(Stored) })
const Linked = z.object({
  results: z.array(
    z.object({
      to: z.array(z.object({ toObjectId: z.string() })),
      paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
    }),
  ),
})
const Problem = z.object({
  message: z.string().optional(),
  category: z.string().optional(),
  policyName: z.string().optional(),
})
