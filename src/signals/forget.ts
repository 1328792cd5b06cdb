import { blockOut } from '../access/forgotten.ts'
import { segmentMessage } from './segment.ts'
import type { Forgotten, Span } from '../access/forgotten.ts'
import type { Party, Signal } from './signal.ts'

/**
 * Signals without those who were forgotten. What they wrote, what was sent to them and their own CRM record goes, with the
 * files that it carried; in everything else their name and address are blocked out, their words where others quote them
 * and what they said in a call too, and they are no longer among those who took part. Offsets stay right.
 */
export function withoutForgotten(
  signals: readonly Signal[],
  accounts: readonly string[],
  forgotten: Forgotten,
): Signal[] {
  if (forgotten.none) return [...signals]
  const gone = new Set(signals.filter((signal) => isTheirs(signal, forgotten)).map(({ id }) => id))
  return signals.flatMap((signal) => {
    if (gone.has(signal.id) || carriedBy(signal, (id) => gone.has(id) || forgotten.has('item', id))) return []
    const shown = signal.sources.filter((source) => !isTheirSource(source, forgotten))
    if (shown.length === 0 && signal.sources.length > 0) return []
    return [redacted({ ...signal, sources: shown }, accounts, forgotten)]
  })
}

/** Written by them, sent to them, called together by them, or their own record. */
export function isTheirs(signal: Signal, forgotten: Forgotten): boolean {
  if (forgotten.has('item', signal.id)) return true
  if (signal.kind === 'email')
    return (signal.from !== null && forgotten.party(signal.from)) || signal.to.some((party) => forgotten.party(party))
  if (signal.kind === 'meeting') return signal.organizer !== null && forgotten.party(signal.organizer)
  if (signal.kind !== 'crm' || !PERSON_RECORD.test(signal.object)) return false
  return Object.values(signal.fields).some((value) => value.includes('@') && forgotten.has('address', value.trim()))
}

/** A file that a message carried goes with its message. */
export function carriedBy(signal: Signal, gone: (id: string) => boolean): boolean {
  return signal.kind === 'document' && signal.message !== null && gone(signal.message)
}

/** Their own mailbox or calendar. */
export function isTheirSource(source: string, forgotten: Forgotten): boolean {
  const owner = /^(?:mail|calendar):(.+@.+)$/.exec(source)?.[1]
  return owner !== undefined && forgotten.has('address', owner)
}

/** The same signal, and the very same object where it does not speak of them. */
export function redacted(signal: Signal, accounts: readonly string[], forgotten: Forgotten): Signal {
  const text = blockOut(signal.text, theirWords(signal, forgotten))
  const before = text === signal.text ? signal : { ...signal, text }
  return redactedValue(before, accounts, forgotten)
}

/** Any JSON without them: their names in its strings, and as parties they are not there. */
export function redactedValue<T>(value: T, accounts: readonly string[], forgotten: Forgotten): T {
  return walk(value, (text) => forgotten.text(text, accounts), forgotten) as T
}

const PERSON_RECORD = /^(?:Contact|Lead|User|contacts|leads|owners)$/

/**
 * What they said in what is not theirs: quoted under their name, or quoted under nobody's in an answer to them, and their
 * turns in a call. Messages are stored before they are segmented, so that is done here where it matters.
 */
function theirWords(signal: Signal, forgotten: Forgotten): Span[] {
  if (signal.kind === 'call')
    return signal.cues.filter(({ speaker }) => speaker !== null && forgotten.has('name', speaker))
  if (signal.kind !== 'email') return []
  const answers = signal.references.some((id) => forgotten.has('item', id))
  if (!answers && forgotten.text(signal.text, []) === signal.text) return []
  return segmentMessage(signal.text, signal).segments.filter(({ role, by }) =>
    by === null ? role === 'quoted' || role === 'forwarded' : forgotten.party(by),
  )
}

function walk(value: unknown, text: (words: string) => string, forgotten: Forgotten): unknown {
  if (typeof value === 'string') return text(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const kept = value.filter((one) => !isTheirParty(one, forgotten))
    const walked = kept.map((one) => walk(one, text, forgotten))
    return kept.length === value.length && walked.every((one, index) => one === value[index]) ? value : walked
  }
  let changed = false
  const walked = Object.entries(value).map(([name, one]) => {
    const now = isTheirParty(one, forgotten) ? null : walk(one, text, forgotten)
    changed ||= now !== one
    return [name, now] as const
  })
  return changed ? Object.fromEntries(walked) : value
}

function isTheirParty(value: unknown, forgotten: Forgotten): boolean {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('email' in value)) return false
  // A party has at most a status or a role beside; a record with both fields is more than that.
  if (Object.keys(value).length > 3) return false
  const { name, email } = value as Party
  return (typeof name === 'string' || name === null) && (typeof email === 'string' || email === null)
    ? forgotten.party({ name, email })
    : false
}
