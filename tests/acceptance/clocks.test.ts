import * as fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { acceptanceClock, clockInWords } from '../../src/acceptance/clocks.ts'
import { BusinessCalendar, businessTimeBetween, officeHours } from '../../src/lib/calendar.ts'
import type { ClockEvent } from '../../src/acceptance/clocks.ts'

const HOUR = 3_600_000
const berlin = officeHours('Europe/Berlin')
const limits = { accept: 8 * HOUR, answer: 4 * HOUR }
const local = (iso: string) => DateTime.fromISO(iso, { zone: 'Europe/Berlin' }).toJSDate()
const event = (kind: string, iso: string, data: ClockEvent['data'] = {}): ClockEvent => ({
  kind: `acceptance.${kind}`,
  at: local(iso).toISOString(),
  data,
})
const read = (events: ClockEvent[], now: string) => acceptanceClock(events, local(now), berlin, limits)

describe('the clock of a handoff', () => {
  it('is the receiver’s from the delivery on, in working hours', () => {
    const clock = read([event('opened', '2026-03-06T15:00')], '2026-03-09T10:00')
    expect(clock).toMatchObject({ side: 'receiver', used: 3 * HOUR, left: 5 * HOUR, overdue: false })
    expect(clock && clockInWords(clock)).toBe('5 h left of 8 h working time, due Mon 9 Mar 15:00 (Europe/Berlin)')
  })

  it('starts with the arrival, not with the job that noted it', () => {
    const deliveredAt = local('2026-03-06T15:00').toISOString()
    expect(read([event('opened', '2026-03-06T16:30', { deliveredAt })], '2026-03-06T17:00')).toMatchObject({
      used: 2 * HOUR,
    })
  })

  it('rests while the sender owes an answer, whose own clock runs, and goes on where it stopped', () => {
    const events = [event('opened', '2026-03-09T09:00'), event('queried', '2026-03-09T12:00')]
    expect(read(events, '2026-03-09T15:00')).toMatchObject({
      side: 'sender',
      waitsFor: 'answer',
      used: 3 * HOUR,
      left: HOUR,
    })
    events.push(event('queried', '2026-03-09T15:30'))
    expect(read(events, '2026-03-09T16:30')).toMatchObject({ side: 'sender', used: 4.5 * HOUR, overdue: true })
    events.push(event('answered', '2026-03-10T09:00'))
    expect(read(events, '2026-03-10T10:00')).toMatchObject({ side: 'receiver', used: 4 * HOUR, left: 4 * HOUR })
    events.push(event('queried', '2026-03-10T11:00'))
    expect(read(events, '2026-03-10T12:00')).toMatchObject({ side: 'sender', used: HOUR })
  })

  it('starts anew for another receiver or another revision, and stops with the answer', () => {
    const events = [event('opened', '2026-03-09T09:00'), event('reassigned', '2026-03-09T16:00')]
    expect(read(events, '2026-03-10T09:00')).toMatchObject({ used: HOUR })
    for (const kind of ['accepted', 'declined', 'withdrawn'])
      expect(read([...events, event(kind, '2026-03-10T09:00')], '2026-03-10T10:00')).toBeNull()
    const again = [...events, event('declined', '2026-03-10T09:00'), event('resubmitted', '2026-03-12T09:00')]
    expect(read(again, '2026-03-12T11:00')).toMatchObject({ side: 'receiver', used: 2 * HOUR })
  })

  it('says by how much it is overdue, in working time, and knows of no event after now', () => {
    const events = [event('opened', '2026-03-05T09:00'), event('accepted', '2026-03-12T09:00')]
    const late = read(events, '2026-03-09T11:00')
    expect(late).toMatchObject({ overdue: true, left: -10 * HOUR })
    expect(late && clockInWords(late)).toContain('overdue by 10 h of 8 h')
    expect(read(events, '2026-03-13T11:00')).toBeNull()
  })

  it('keeps the wall time of its end over the change to summer time', () => {
    const clock = read([event('opened', '2026-03-27T13:00')], '2026-03-27T13:00')
    expect(
      DateTime.fromJSDate(clock?.dueAt ?? new Date(0), { zone: 'Europe/Berlin' }).toFormat('yyyy-MM-dd HH:mm'),
    ).toBe('2026-03-30T13:00'.replace('T', ' '))
  })

  it('equals a slow reference that counts minute by minute, over any history, zone and holiday', () => {
    const kinds = [
      'queried',
      'answered',
      'reassigned',
      'accepted',
      'declined',
      'resubmitted',
      'reopened',
      'something_else',
    ]
    const history = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 2_000 })), { maxLength: 6 })
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe']
    const start = fc.integer({
      min: Date.parse('2026-03-20T00:00Z') / 60_000,
      max: Date.parse('2026-04-12T00:00Z') / 60_000,
    })
    fc.assert(
      fc.property(fc.constantFrom(...zones), start, history, fc.nat(3_000), (zone, begin, steps, after) => {
        const calendar = BusinessCalendar.parse({ ...officeHours(zone), holidays: ['2026-04-03', '2026-04-06'] })
        let minute = begin
        const events: ClockEvent[] = [
          { kind: 'acceptance.opened', at: new Date(begin * 60_000).toISOString(), data: {} },
        ]
        for (const [kind, gap] of steps) {
          minute += gap
          events.push({ kind: `acceptance.${kind}`, at: new Date(minute * 60_000).toISOString(), data: {} })
        }
        const now = new Date((minute + after) * 60_000)
        const clock = acceptanceClock(events, now, calendar, limits)
        const model = slowly(events, now, calendar)
        expect(clock === null ? null : { side: clock.side, used: clock.used }).toEqual(model)
        if (clock !== null && clock.left >= 0) expect(businessTimeBetween(calendar, now, clock.dueAt)).toBe(clock.left)
      }),
      { numRuns: 60 },
    )
  })
})

/** The same by brute force: each minute belongs to whoever's turn it is. */
function slowly(events: ClockEvent[], now: Date, calendar: BusinessCalendar): { side: string; used: number } | null {
  let side: 'receiver' | 'sender' | null = null
  const used = { receiver: 0, sender: 0 }
  let next = 0
  const first = Date.parse(events[0]?.at ?? '')
  for (let at = first; ; at += 60_000) {
    for (let event = events[next]; event && Date.parse(event.at) <= at; event = events[++next]) {
      const kind = event.kind.slice('acceptance.'.length)
      if (['opened', 'reassigned', 'resubmitted', 'reopened'].includes(kind)) {
        side = 'receiver'
        used.receiver = 0
      } else if (kind === 'queried') {
        if (side !== 'sender') used.sender = 0
        // A question when nobody is waited for cannot happen; it is taken as the sender's turn all the same.
        if (side === null) used.receiver = 0
        side = 'sender'
      } else if (kind === 'answered') side = side === 'sender' ? 'receiver' : side
      else if (['accepted', 'declined'].includes(kind)) side = null
    }
    if (at >= now.getTime()) break
    if (side !== null && isWorking(new Date(at), calendar)) used[side] += 60_000
  }
  return side === null ? null : { side, used: used[side] }
}

function isWorking(at: Date, calendar: BusinessCalendar): boolean {
  const moment = DateTime.fromJSDate(at, { zone: calendar.zone })
  return (
    moment.weekday <= 5 && moment.hour >= 9 && moment.hour < 17 && !calendar.holidays.includes(moment.toISODate() ?? '')
  )
}
