import type { Signal } from './signal.ts'

/**
 * The reader's IANA zone: the zone that most meetings are kept in, else the one whose offsets the seller's own mail shows,
 * else UTC.
 */
export function readerZone(signals: Signal[], sellerDomains: string[], reader: string | null): string {
  const votes = new Map<string, number>()
  for (const signal of signals) {
    if (signal.kind !== 'meeting' || signal.zone === null || !known(signal.zone)) continue
    votes.set(signal.zone, (votes.get(signal.zone) ?? 0) + 1)
  }
  const offsets = mailOffsets(signals, (email) => email === reader)
  const sellers =
    offsets.length > 0 ? offsets : mailOffsets(signals, (email) => sellerDomains.includes(email.split('@')[1] ?? ''))
  const candidates = [...new Set([...votes.keys(), ...ZONES])]
  if (sellers.length === 0) return top(votes) ?? 'UTC'
  // The zone that explains most of the seller's offsets; meetings' zones first, then the better-known ones.
  let best = 'UTC'
  let most = 0
  for (const zone of candidates) {
    const hits =
      sellers.filter((sample) => offsetAt(zone, sample.at) === sample.offset).length + (votes.get(zone) ?? 0) / 1000
    if (hits > most) [best, most] = [zone, hits]
  }
  return best
}

/** Tried in this order where no meeting names a zone that fits. */
const ZONES = [
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Mexico_City',
  'America/Sao_Paulo',
  'Europe/Athens',
  'Asia/Kolkata',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Asia/Dubai',
]

function mailOffsets(signals: Signal[], of: (email: string) => boolean): { at: number; offset: number }[] {
  const samples: { at: number; offset: number }[] = []
  for (const signal of signals) {
    if (signal.kind !== 'email' || signal.at === null || signal.automatic !== null) continue
    const email = signal.from?.email
    if (email && of(email)) samples.push({ at: Date.parse(signal.at), offset: signal.offsetMinutes })
  }
  // One sample for each day and offset tells as much as all of them.
  const days = new Map(samples.map((sample) => [`${Math.floor(sample.at / 86_400_000)} ${sample.offset}`, sample]))
  return [...days.values()].slice(-60)
}

const formats = new Map<string, Intl.DateTimeFormat | null>()

function format(zone: string): Intl.DateTimeFormat | null {
  let found = formats.get(zone)
  if (found === undefined) {
    try {
      found = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    } catch {
      found = null
    }
    formats.set(zone, found)
  }
  return found
}

function known(zone: string): boolean {
  return format(zone) !== null
}

function offsetAt(zone: string, at: number): number | null {
  const name = format(zone)
    ?.formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value
  const match = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name ?? '')
  if (!match) return null
  return match[1] === undefined ? 0 : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]))
}

function top(votes: Map<string, number>): string | null {
  return [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null
}
