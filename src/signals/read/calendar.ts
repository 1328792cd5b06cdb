import ICAL from 'ical.js'
import { DateTime } from 'luxon'
import { hashOf, sha256 } from '../../lib/json.ts'
import type { MeetingSignal, Participation, Party, Unread, Warning } from '../signal.ts'
import { visibleUnicode } from './unicode.ts'
import { visibleHtml } from './visible-html.ts'
import { isPrivate } from './event-privacy.ts'
import { ianaZoneOf } from './zone.ts'

/** One version of an event as one file or message showed it. */
export type EventVersion = {
  meeting: MeetingSignal
  /** METHOD of the calendar object it came in */
  method: string | null
  /** DTSTAMP; null where the file has none */
  stampedAt: string | null
  /** RECURRENCE-ID as an ISO instant: this version speaks of one occurrence only */
  occurrence: string | null
}

export type ReadCalendar = {
  events: EventVersion[]
  /** events that may not be stored: whatever their owner marked as not public */
  discarded: number
  /** their UIDs: other versions of such an event are not to be kept either */
  withheld: Set<string>
  unread: Unread[]
}

const MAX_EVENTS = 3000
const MAX_ATTENDEES = 500
/** Of one event; calendar programs keep a tenth of it. */
const MAX_DESCRIPTION = 100_000

/**
 * Reads an iCalendar text into its events. Never throws: what cannot be read is one line in `unread`, under `name`.
 * Times are resolved by their own zone (IANA, Windows name, or the file's VTIMEZONE); nothing is registered with
 * ical.js' process-wide TimezoneService, so one file's idea of a zone cannot change another's times.
 */
export function readCalendar(text: string, name: string): ReadCalendar {
  const read: ReadCalendar = { events: [], discarded: 0, withheld: new Set(), unread: [] }
  for (const block of blocksOf(text)) {
    try {
      readBlock(block, name, read)
    } catch {
      readPieces(block, name, read)
    }
  }
  if (read.events.length === 0 && read.discarded === 0 && read.unread.length === 0) {
    read.unread.push({ item: name, text: 'no calendar event was found in it' })
  }
  return read
}

function blocksOf(text: string): string[] {
  const blocks = wholesOf(text, 'VCALENDAR').map(({ start, end }) => text.slice(start, end))
  if (blocks.length > 0) return blocks
  return [/^\s*BEGIN:VEVENT/i.test(text) ? `BEGIN:VCALENDAR\r\n${text.trim()}\r\nEND:VCALENDAR` : text]
}

/** Where components of a name begin and end; found in one go, however many begin and never end. */
function wholesOf(text: string, name: string): { start: number; end: number }[] {
  const wholes: { start: number; end: number }[] = []
  let start = -1
  for (const edge of text.matchAll(new RegExp(`^(BEGIN|END):${name}[^\\S\\n]*$`, 'gim'))) {
    if (edge[1]?.toUpperCase() === 'BEGIN') start = start < 0 ? edge.index : start
    else if (start >= 0) {
      wholes.push({ start, end: edge.index + edge[0].length })
      start = -1
    }
  }
  return wholes
}

function withoutAlarms(event: string): string {
  const kept: string[] = []
  let from = 0
  for (const { start, end } of wholesOf(event, 'VALARM')) {
    kept.push(event.slice(from, start))
    from = end
  }
  return kept.join('') + event.slice(from)
}

const MAX_PIECES = 300

/**
 * A calendar that as a whole is malformed, event by event: one broken line or rule must not take the others along. What is
 * no content line is left out, then the recurrence; an event that still cannot be read is named.
 */
function readPieces(block: string, name: string, read: ReadCalendar) {
  const lines = block.replace(/\r\n?/g, '\n').replace(/\n[ \t]/g, '')
  const whole = (name: string) => wholesOf(lines, name).map(({ start, end }) => lines.slice(start, end))
  const method = /^METHOD:.*$/im.exec(lines)?.[0] ?? ''
  const zones = whole('VTIMEZONE').slice(0, 50)
  const events = whole('VEVENT')
  if (events.length === 0)
    read.unread.push({ item: name, text: 'this calendar is malformed, and no whole event was found in it' })
  if (events.length > MAX_PIECES)
    read.unread.push({ item: name, text: `this calendar is malformed; only its first ${MAX_PIECES} events were tried` })
  for (const event of events.slice(0, MAX_PIECES)) {
    const clean = withoutAlarms(event)
      .split('\n')
      .filter((line) => /^[A-Za-z0-9-]+(?:;[^:]*)?:/.test(line))
    const withoutRule = clean.filter((line) => !/^(?:RRULE|EXRULE|RDATE|EXDATE|DURATION|TRIGGER)[;:]/i.test(line))
    const done = [[...zones, ...clean], [...zones, ...withoutRule], withoutRule].some((content) => {
      try {
        readBlock(
          ['BEGIN:VCALENDAR', method, ...content, 'END:VCALENDAR'].filter((line) => line !== '').join('\r\n'),
          name,
          read,
        )
        return true
      } catch {
        return false
      }
    })
    if (!done) read.unread.push({ item: name, text: 'an event of this calendar is malformed and was not read' })
  }
}

function readBlock(text: string, name: string, read: ReadCalendar) {
  const parsed = ICAL.parse(text) as unknown[]
  const root = new ICAL.Component(parsed as never)
  if (root.name !== 'vcalendar') return
  const zones = zonesOf(root)
  const method = textOf(root.getFirstPropertyValue('method'))?.toUpperCase() ?? null
  for (const event of root.getAllSubcomponents('vevent')) {
    if (read.events.length >= MAX_EVENTS) {
      read.unread.push({ item: name, text: `more than ${MAX_EVENTS} events; the rest was not read` })
      return
    }
    if (isPrivate(event)) {
      read.discarded++
      const uid = textOf(event.getFirstPropertyValue('uid'))
      if (uid !== null) read.withheld.add(uid)
      continue
    }
    const version = versionOf(event, method, zones)
    if (typeof version === 'string') read.unread.push({ item: name, text: version })
    else read.events.push(version)
  }
}

const MAX_ZONES = 100

type Zones = Map<string, { iana: string | null; offset: ((wall: DateTime) => number) | null }>

function zonesOf(root: ICAL.Component): Zones {
  const zones: Zones = new Map()
  for (const component of root.getAllSubcomponents('vtimezone')) {
    const tzid = textOf(component.getFirstPropertyValue('tzid'))
    if (tzid === null || zones.has(tzid)) continue
    if (zones.size >= MAX_ZONES) break
    const iana = ianaZoneOf(tzid) ?? ianaZoneOf(textOf(component.getFirstPropertyValue('x-lic-location')))
    zones.set(tzid, { iana, offset: iana === null && changesYearly(component) ? offsetsOf(component) : null })
  }
  return zones
}

/** Clocks change once or twice a year; a zone that changes them by the second would be followed for minutes. */
function changesYearly(component: ICAL.Component): boolean {
  const changes = component.getAllSubcomponents()
  return (
    changes.length <= 100 &&
    changes.every((change) =>
      change
        .getAllProperties('rrule')
        .every((property) => /^FREQ=YEARLY(?:;|$)/i.test(property.getFirstValue()?.toString() ?? '')),
    )
  )
}

/** East of UTC in minutes, by the file's own VTIMEZONE. */
function offsetsOf(component: ICAL.Component): (wall: DateTime) => number {
  const zone = new ICAL.Timezone({ component, tzid: '' })
  return (wall) => {
    // ical.js expands a zone's rules year by year; beyond this it would expand for seconds
    if (wall.year < 1950 || wall.year > 2100) return 0
    const time = new ICAL.Time(
      { year: wall.year, month: wall.month, day: wall.day, hour: wall.hour, minute: wall.minute, second: wall.second },
      zone,
    )
    return zone.utcOffset(time) / 60
  }
}

type Moment = { at: string; date: boolean; zone: string | null }

const MAX_EXCEPTIONS = 300

function calledOff(event: ICAL.Component, zones: Zones): { at: string; startAt: null }[] {
  const moments: string[] = []
  for (const property of event.getAllProperties('exdate').slice(0, MAX_EXCEPTIONS)) {
    for (const value of (property.jCal as unknown[]).slice(3, 3 + MAX_EXCEPTIONS)) {
      const moment = momentIn(property, value, zones)
      if (moment !== null) moments.push(moment.at)
    }
  }
  return moments.slice(0, MAX_EXCEPTIONS).map((at) => ({ at, startAt: null }))
}

function momentOf(event: ICAL.Component, name: string, zones: Zones): Moment | null {
  const property = event.getFirstProperty(name)
  return property === null ? null : momentIn(property, (property.jCal as unknown[])[3], zones)
}

function momentIn(property: ICAL.Property, value: unknown, zones: Zones): Moment | null {
  if (typeof value !== 'string') return null
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z)?)?$/.exec(value)
  if (!match) return null
  const [, year, month, day, hour, minute, second, utc] = match
  const wall = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Math.min(59, Number(second ?? 0)),
  }
  const date = hour === undefined
  const tzid = property.getFirstParameter('tzid') ?? null
  const known = tzid === null ? undefined : zones.get(tzid)
  const iana = utc === 'Z' || tzid === null ? null : (known?.iana ?? ianaZoneOf(tzid))
  if (iana !== null) {
    const moment = DateTime.fromObject(wall, { zone: iana })
    return moment.isValid ? { at: moment.toUTC().toJSDate().toISOString(), date, zone: iana } : null
  }
  const moment = DateTime.fromObject(wall, { zone: 'utc' })
  if (!moment.isValid) return null
  const offset = utc === 'Z' ? 0 : (known?.offset?.(moment) ?? 0)
  return { at: moment.minus({ minutes: offset }).toJSDate().toISOString(), date, zone: null }
}

function versionOf(event: ICAL.Component, method: string | null, zones: Zones): EventVersion | string {
  const start = momentOf(event, 'dtstart', zones)
  const uid = textOf(event.getFirstPropertyValue('uid'))
  const hidden = { letters: 0 }
  const subject = visible(textOf(event.getFirstPropertyValue('summary')), hidden)
  if (start === null)
    return `an event without a readable start was not read${uid === null ? '' : ` (${uid.slice(0, 120)})`}`
  const location = visible(textOf(event.getFirstPropertyValue('location')), hidden)
  const described = textOf(event.getFirstPropertyValue('description'))
  const description = visible(described?.slice(0, MAX_DESCRIPTION) ?? null, hidden)
  const stamp = momentOf(event, 'dtstamp', zones)
  const rule = event.getFirstProperty('rrule')?.getFirstValue()?.toString() ?? null
  const status = textOf(event.getFirstPropertyValue('status'))?.toUpperCase()
  const end = momentOf(event, 'dtend', zones)?.at ?? afterDuration(start.at, event)
  const base = {
    subject,
    location: location || null,
    organizer: partyOf(event.getFirstProperty('organizer')),
    attendees: event
      .getAllProperties('attendee')
      .slice(0, MAX_ATTENDEES)
      .flatMap((property) => {
        const party = partyOf(property)
        return party === null ? [] : [{ ...party, status: statusOf(property.getFirstParameter('partstat')) }]
      }),
    startAt: start.at,
    endAt: end !== null && end >= start.at ? end : null,
    allDay: start.date,
    zone: start.zone,
    sequence: Math.min(1_000_000, Math.max(0, Math.trunc(Number(event.getFirstPropertyValue('sequence') ?? 0)) || 0)),
    cancelled: method === 'CANCEL' || status === 'CANCELLED',
    recurrence: rule === null || rule === '' ? null : rule.slice(0, 500),
    exceptions: calledOff(event, zones),
  }
  const text = [subject, location, description].filter((line) => line !== '').join('\n')
  const id =
    uid?.replace(/\s+/g, ' ').trim() || sha256(JSON.stringify([base.startAt, text])).slice(0, 'sha256:'.length + 32)
  const warnings: Warning[] = []
  if (hidden.letters > 0)
    warnings.push({
      kind: 'hidden_text',
      item: id,
      text: `${hidden.letters} letters that no reader of this event would see were left out`,
    })
  if ((described?.length ?? 0) > MAX_DESCRIPTION)
    warnings.push({ kind: 'unread', item: id, text: 'what this event says is very long; only its beginning was read' })
  const meeting: MeetingSignal = {
    kind: 'meeting',
    id,
    path: null,
    sources: [],
    at: stamp?.at ?? null,
    text,
    segments: [],
    contentHash: hashOf({ ...base, text }),
    warnings,
    earlier: [],
    ...base,
  }
  return {
    meeting,
    method,
    stampedAt: stamp?.at ?? null,
    occurrence: momentOf(event, 'recurrence-id', zones)?.at ?? null,
  }
}

function afterDuration(startAt: string, event: ICAL.Component): string | null {
  const duration = event.getFirstPropertyValue('duration')
  if (!(duration instanceof ICAL.Duration)) return null
  const seconds = duration.toSeconds()
  return Number.isFinite(seconds) && seconds > 0 && seconds < 366 * 86_400
    ? new Date(Date.parse(startAt) + seconds * 1000).toISOString()
    : null
}

function partyOf(property: ICAL.Property | null): Party | null {
  if (property === null) return null
  const value = textOf(property.getFirstValue()) ?? ''
  const address = /^mailto:/i.test(value)
    ? value.slice('mailto:'.length)
    : (property.getFirstParameter('email') ?? value)
  const email = address.trim().toLowerCase()
  const name = visible(property.getFirstParameter('cn') ?? null)
    .replace(/^["']|["']$/g, '')
    .trim()
  const isAddress = /^[^\s@<>]+@[^\s@<>]+$/.test(email)
  if (!isAddress && name === '') return null
  return { name: name && name.toLowerCase() !== email ? name : null, email: isAddress ? email : null }
}

function statusOf(partstat: string | undefined): Participation {
  return PARTICIPATIONS[partstat?.toUpperCase() ?? ''] ?? 'needs_action'
}

const PARTICIPATIONS: Record<string, Participation> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
}

/** Some calendars keep descriptions as HTML; what their reader sees is the page, not the tags. */
const HTML = /<\/?(?:html|body|p|div|span|br|b|i|u|a|ul|ol|li|table)(?:\s[^<>]*)?\/?>/i

function visible(text: string | null, hidden?: { letters: number }): string {
  const plain = (text ?? '').toWellFormed().replace(/\r\n?/g, '\n').replace(/\0/g, '\ufffd').trim()
  const seen = HTML.test(plain) ? visibleHtml(plain.replaceAll('\n', '<br>')) : visibleUnicode(plain)
  if (hidden !== undefined) hidden.letters += seen.hidden
  return seen.text.trim()
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null
}
