import { CHANGE_TYPE, readChange } from '../review/change.ts'
import { effectOf, notReady, notSeen, notThere } from './failure.ts'
import type { LookupResult, Parcel, Prepared, SendResult } from './channel.ts'
import type { Failure } from './failure.ts'
import type { Change } from '../review/change.ts'

/** A record as it stands. `stamp`: by which its vendor tells that it was changed, where it can. */
export type Standing = { values: Record<string, string | null>; stamp: string | null }

/** What a CRM lets us do with one record. `null`: the record is not there any more. */
export type RecordPort = {
  who: string
  read(record: string, fields: readonly string[]): Promise<Standing | null | { failure: Failure }>
  /** Writes only if the record still stands as `stamp` says, where the vendor knows such a condition. */
  write(record: string, values: Record<string, string>, stamp: string | null): Promise<{ failure: Failure } | null>
}

/** Whether a parcel is a write of fields and not a note. */
export function isChange({ mediaType }: Pick<Parcel, 'mediaType'>): boolean {
  return mediaType === CHANGE_TYPE
}

/** Before anything: a field that somebody else changed since, or a record that is gone, is for a person to look at. */
export async function prepareChange(port: RecordPort, parcel: Parcel): Promise<Prepared> {
  const change = readChange(parcel.bytes)
  const standing = await port.read(change.record, fieldsOf(change))
  if (standing === null) return { ready: false, hold: true, reason: gone(port, change) }
  if ('failure' in standing) return notReady(port.who, standing.failure)
  const moved = movedOn(change, standing)
  if (moved === null || isDone(change, standing)) return { ready: true, ref: change.record }
  return { ready: false, hold: true, reason: movedWords(port, moved) }
}

/** Read, compare, write: nothing is written over a value that nobody saw when this was approved (TRUST TD8). */
export async function sendChange(port: RecordPort, parcel: Parcel): Promise<SendResult> {
  const change = readChange(parcel.bytes)
  const standing = await port.read(change.record, fieldsOf(change))
  if (standing === null) return { outcome: 'refused', reason: gone(port, change) }
  if ('failure' in standing)
    return { outcome: 'refused', reason: `nothing was written: ${port.who} ${standing.failure.words}` }
  if (isDone(change, standing)) return { outcome: 'sent', ref: change.record, refused: [] }
  const moved = movedOn(change, standing)
  if (moved !== null) return { outcome: 'refused', reason: movedWords(port, moved) }
  const values = Object.fromEntries(change.changes.map(({ field, to }) => [field, to]))
  const failed = await port.write(change.record, values, standing.stamp)
  return failed === null ? { outcome: 'sent', ref: change.record, refused: [] } : effectOf(port.who, failed.failure)
}

export async function lookupChange(port: RecordPort, parcel: Parcel): Promise<LookupResult> {
  const change = readChange(parcel.bytes)
  const standing = await port.read(change.record, fieldsOf(change))
  if (standing === null) return { outcome: 'unknown', reason: gone(port, change) }
  if ('failure' in standing) return notSeen(port.who, standing.failure)
  if (isDone(change, standing)) return { outcome: 'found', ref: change.record }
  const moved = movedOn(change, standing)
  if (moved === null) return notThere(parcel.at, `${fieldsOf(change).join(', ')} stand as before`)
  return { outcome: 'unknown', reason: movedWords(port, moved) }
}

function fieldsOf(change: Change): string[] {
  return change.changes.map(({ field }) => field)
}

/** A field that holds neither what stood there when this was proposed nor what shall. */
function movedOn(change: Change, { values }: Standing): string | null {
  return (
    change.changes.find(({ field, from, to }) => !same(values[field], from) && !same(values[field], to))?.field ?? null
  )
}

function isDone(change: Change, { values }: Standing): boolean {
  return change.changes.every(({ field, to }) => same(values[field], to))
}

function movedWords({ who }: RecordPort, field: string): string {
  return `nothing was written: ${field} was changed in ${who} since this was proposed; look at it there, then propose it anew or drop it`
}

function gone({ who }: RecordPort, { record }: Change): string {
  return `nothing was written: ${record} is not in ${who} any more`
}

/** The same value in another spelling: 5000 and 5000.0, a day and its midnight, empty and absent. */
export function same(one: string | null | undefined, other: string | null | undefined): boolean {
  return plain(one) === plain(other)
}

function plain(value: string | null | undefined): string {
  const text = (value ?? '').trim()
  const day = /^(\d{4}-\d{2}-\d{2})(?:T00:00(?::00(?:\.0+)?)?(?:Z|[+]00:?00)?)?$/.exec(text)
  if (day?.[1] !== undefined) return day[1]
  return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(text) ? String(Number(text)) : text
}
