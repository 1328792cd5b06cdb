import { AppError } from '../../lib/errors.ts'
import { openSalesforce } from '../../lib/salesforce.ts'
import { answeredWith, effectOf, notReady, notSeen, notThere, unanswered } from '../failure.ts'
import { isChange, lookupChange, prepareChange, sendChange } from '../field-change.ts'
import { noteText, readNote } from '../note.ts'
import { findNote, saveNote, takeNoteBack } from '../salesforce-notes.ts'
import type { Salesforce, SalesforceOptions } from '../../lib/salesforce.ts'
import type { Channel, Parcel } from '../channel.ts'
import type { Failure } from '../failure.ts'
import type { RecordPort } from '../field-change.ts'
import type { Asking, Connected, NotePlace } from '../salesforce-notes.ts'

/** `keyField`: a unique external id field of Task, `Baton_Key__c`, where the org was given one. */
export type SalesforceChannelOptions = SalesforceOptions & { keyField?: string | null }

/**
 * A note at a record, or approved values in its fields. The parcel's target is the record's item id,
 * `salesforce:Opportunity/006…`. What notes are differs from org to org, so it is looked up once: a task with a unique key
 * of ours, which Salesforce itself writes no second time; else an enhanced note, a file, or a completed task, each with
 * the key in its title.
 */
export function salesforceChannel({ keyField = null, ...options }: SalesforceChannelOptions): Channel {
  const salesforce = openSalesforce(options)
  const ask: Asking = (work) => failing(salesforce, work)
  let known: NotePlace | undefined
  const place = async (): Promise<NotePlace | { failure: Failure }> => {
    const found = known ?? (await placeOf(ask, keyField))
    if (!('failure' in found)) known = found
    return found
  }
  const records = recordsOf(ask)

  return {
    name: 'salesforce',
    lookupNote: 'by the key of the task or in the title of the note, or by what the fields hold',

    async prepare(parcel) {
      if (isChange(parcel)) return prepareChange(records, parcel)
      const standing = await records.read(parcel.target, ['Id'])
      if (standing === null)
        return { ready: false, hold: true, reason: `${parcel.target} is not in Salesforce any more` }
      if ('failure' in standing) return notReady('Salesforce', standing.failure)
      const where = await place()
      return 'failure' in where ? notReady('Salesforce', where.failure) : { ready: true, ref: null }
    },

    async send(parcel) {
      if (isChange(parcel)) return sendChange(records, parcel)
      const note = readNote(parcel.mediaType, parcel.bytes)
      const to = { key: parcel.key, ...recordOf(parcel.target) }
      const where = await place()
      if ('failure' in where) return nothing(where.failure)
      // With a key of its own Salesforce writes nothing twice; elsewhere we look first.
      const there = where.kind === 'keyed' ? null : await findNote(ask, where, to)
      if (there !== null && typeof there === 'object') return nothing(there.failure)
      if (there !== null) return { outcome: 'sent', ref: there, refused: [] }
      const saved = await saveNote(ask, where, { ...to, title: note.title, text: noteText(note), note })
      if (typeof saved === 'string') return { outcome: 'sent', ref: saved, refused: [] }
      return effectOf('Salesforce', saved.failure)
    },

    async lookup(parcel) {
      if (isChange(parcel)) return lookupChange(records, parcel)
      const where = await place()
      if ('failure' in where) return notSeen('Salesforce', where.failure)
      const found = await findNote(ask, where, { key: parcel.key, ...recordOf(parcel.target) })
      if (found === null) return absent(parcel)
      return typeof found === 'string' ? { outcome: 'found', ref: found } : notSeen('Salesforce', found.failure)
    },

    async recall(_key, ref) {
      if (ref === null || ref.startsWith('salesforce:'))
        return { outcome: 'unknown', reason: 'a written field is not taken back; propose its old value' }
      const gone = await takeNoteBack(ask, ref)
      if (gone === null) return { outcome: 'recalled' }
      return gone.failure.status === 404 ? { outcome: 'absent' } : notSeen('Salesforce', gone.failure)
    },
  }
}

/** Reads and writes fields with the condition that Salesforce knows: If-Unmodified-Since. */
function recordsOf(ask: Asking): RecordPort {
  return {
    who: 'Salesforce',
    async read(record, fields) {
      const { object, id } = recordOf(record)
      const wanted = [...new Set([...fields, 'LastModifiedDate'])].join(',')
      const found = await ask((connection) =>
        connection.request<Record<string, unknown>>({
          method: 'GET',
          url: `/sobjects/${object}/${id}?fields=${wanted}`,
        }),
      )
      if ('failure' in found) return found.failure.status === 404 ? null : found
      const values = fields.map((field) => [field, textOf(found.data[field])] as const)
      return { values: Object.fromEntries(values), stamp: textOf(found.data['LastModifiedDate']) }
    },
    async write(record, values, stamp) {
      const { object, id } = recordOf(record)
      const done = await ask(async (connection) => {
        const { fields } = await connection.describe(object)
        const types = new Map(fields.map(({ name, type }) => [name, type]))
        const typed = Object.entries(values).map(([field, value]) => [field, typedAs(types.get(field), value)])
        const headers: Record<string, string> = stamp === null ? {} : { 'If-Unmodified-Since': untilNow(stamp) }
        return connection.sobject(object).update({ ...Object.fromEntries(typed), Id: id }, { headers })
      })
      return 'failure' in done ? done : null
    },
  }
}

/** What an org keeps notes in: asked once, since a stock org has no ContentNote at all. */
async function placeOf(ask: Asking, keyField: string | null): Promise<NotePlace | { failure: Failure }> {
  if (keyField !== null) {
    const task = await ask((connection) => connection.describe('Task'))
    if ('failure' in task) return task
    const field = task.data.fields.find(({ name }) => name === keyField)
    if (field?.externalId === true && field.unique) return { kind: 'keyed', keyField }
  }
  const all = await ask((connection) => connection.describeGlobal())
  if ('failure' in all) return all
  const usable = new Set(all.data.sobjects.filter(({ createable }) => createable).map(({ name }) => name))
  if (usable.has('ContentNote')) return { kind: 'note' }
  return { kind: usable.has('ContentVersion') ? 'file' : 'task' }
}

async function failing<T>(
  salesforce: Salesforce,
  work: (connection: Connected) => Promise<T>,
): Promise<{ data: T } | { failure: Failure }> {
  const answer = await salesforce.call(work)
  if (answer.ok) return { data: answer.data }
  const { status, words, retryAfter, cause } = answer
  // A good answer that the client could not read says nothing about what was done.
  if (status === null) return { failure: unanswered(cause) }
  return { failure: answeredWith(status < 400 ? 502 : status, words, retryAfter) }
}

function recordOf(target: string): { object: string; id: string } {
  const [, object = '', id = ''] =
    /^salesforce:([A-Za-z]\w{0,79})\/([A-Za-z0-9]{15}|[A-Za-z0-9]{18})$/.exec(target) ?? []
  if (id === '') throw new AppError('bad_input', 'the record is none of Salesforce: salesforce:Opportunity/006…')
  return { object, id }
}

function absent({ at }: Parcel) {
  return notThere(at, 'nothing at the record bears the key')
}

function nothing({ words }: Failure): { outcome: 'refused'; reason: string } {
  return { outcome: 'refused', reason: `nothing was sent: Salesforce ${words}` }
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

function typedAs(type: string | undefined, value: string): string | number | boolean {
  if (/^(?:double|currency|percent|int|long)$/.test(type ?? '')) return Number(value)
  return type === 'boolean' ? value === 'true' : value
}

/** HTTP times have no parts of a second: the next whole one, up to which the record is as it was read. */
function untilNow(stamp: string): string {
  return new Date(Math.ceil(Date.parse(stamp) / 1000) * 1000).toUTCString()
}
