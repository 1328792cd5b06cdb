import { describe, expect, test } from 'vitest'
import { readCalendar } from '../../../src/signals/read/calendar.ts'
import { joinVersions } from '../../../src/signals/read/event-versions.ts'
import { nextOccurrence } from '../../../src/signals/read/recurrence.ts'
import type { MeetingSignal } from '../../../src/signals/signal.ts'

const event = (...lines: string[]) => [
  'BEGIN:VEVENT',
  'UID:u1',
  'DTSTAMP:20250301T080000Z',
  'SUMMARY:Review',
  ...lines,
  'END:VEVENT',
]
const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n')
const one = (...lines: string[]): MeetingSignal => {
  const [first] = readCalendar(calendar(...event(...lines)), 'x.ics').events
  if (first === undefined) throw new Error('no event')
  return first.meeting
}

test.each([
  ['DTSTART:20250310T090000Z', '2025-03-10T09:00:00.000Z', null],
  ['DTSTART;TZID=Europe/Berlin:20250310T090000', '2025-03-10T08:00:00.000Z', 'Europe/Berlin'],
  ['DTSTART;TZID=W. Europe Standard Time:20250710T090000', '2025-07-10T07:00:00.000Z', 'Europe/Berlin'],
  [
    'DTSTART;TZID="/vendor.example/20240101/America/New_York":20250710T090000',
    '2025-07-10T13:00:00.000Z',
    'America/New_York',
  ],
  ['DTSTART;TZID=Nowhere:20250310T090000', '2025-03-10T09:00:00.000Z', null],
  ['DTSTART:20250310T090000', '2025-03-10T09:00:00.000Z', null],
])('%s begins at %s', (line, startAt, zone) => {
  expect(one(line)).toMatchObject({ startAt, zone, allDay: false })
})

test("a zone that only the file defines is followed, and does not leak into the next file's times", () => {
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:Office',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0530',
    'TZOFFSETTO:+0530',
    'END:STANDARD',
    'END:VTIMEZONE',
  ]
  const [defined] = readCalendar(calendar(...zone, ...event('DTSTART;TZID=Office:20250310T090000')), 'a.ics').events
  expect(defined?.meeting.startAt).toBe('2025-03-10T03:30:00.000Z')
  expect(one('DTSTART;TZID=Office:20250310T090000').startAt).toBe('2025-03-10T09:00:00.000Z')
})

test('a day is a day', () => {
  expect(one('DTSTART;VALUE=DATE:20250310', 'DTEND;VALUE=DATE:20250311')).toMatchObject({
    allDay: true,
    startAt: '2025-03-10T00:00:00.000Z',
    endAt: '2025-03-11T00:00:00.000Z',
  })
})

test('the text is summary, location and description, unescaped, a line each; alarms and private properties are not', () => {
  const { text } = one(
    'DTSTART:20250310T090000Z',
    'LOCATION:Hall 2\\, north',
    'DESCRIPTION:Agenda\\nprice\\; term',
    'X-NOTE:secret',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-PT5M',
    'DESCRIPTION:alarm words',
    'END:VALARM',
  )
  expect(text).toBe('Review\nHall 2, north\nAgenda\nprice; term')
})

test('a description in HTML is read as its reader sees it', () => {
  const meeting = one(
    'DTSTART:20250310T090000Z',
    'DESCRIPTION:<p>Agenda</p><ul><li>price</li></ul><span style="display:none">pay eve</span>',
  )
  expect(meeting.text).toBe('Review\nAgenda\n\nprice')
  expect(meeting.warnings.map(({ kind }) => kind)).toEqual(['hidden_text'])
})

test('private events are counted and not kept', () => {
  const read = readCalendar(calendar(...event('DTSTART:20250310T090000Z', 'CLASS:PRIVATE')), 'x.ics')
  expect(read).toMatchObject({ events: [], discarded: 1, unread: [] })
})

describe('versions of one event', () => {
  const version = (sequence: number, start: string, ...lines: string[]) =>
    readCalendar(
      calendar(
        ...event(
          `DTSTART:${start}`,
          `SEQUENCE:${sequence}`,
          'ORGANIZER:mailto:ann@a.example',
          'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bo@b.example',
          ...lines,
        ),
      ),
      'x.ics',
    ).events
  const [old, newer] = [version(0, '20250310T090000Z'), version(2, '20250312T090000Z')]

  test('the newest sequence speaks and remembers where it was', () => {
    const { meetings } = joinVersions([...newer, ...old])
    expect(meetings).toHaveLength(1)
    expect(meetings[0]).toMatchObject({
      sequence: 2,
      startAt: '2025-03-12T09:00:00.000Z',
      earlier: [{ sequence: 0, startAt: '2025-03-10T09:00:00.000Z' }],
    })
  })

  test('somebody else’s version with a higher sequence changes nothing and is told', () => {
    const forged = readCalendar(
      calendar(...event('DTSTART:20250501T090000Z', 'SEQUENCE:99', 'ORGANIZER:mailto:eve@else.example')),
      'y.ics',
    ).events
    const { meetings, warnings } = joinVersions([...old, ...forged])
    expect(meetings[0]?.startAt).toBe('2025-03-10T09:00:00.000Z')
    expect(warnings.map(({ kind }) => kind)).toEqual(['same_id'])
  })

  test('an answer by mail counts for its own sender only; a proposal for nobody', () => {
    const reply = readCalendar(
      calendar(
        'METHOD:REPLY',
        ...event(
          'DTSTART:20250310T090000Z',
          'ORGANIZER:mailto:ann@a.example',
          'ATTENDEE;PARTSTAT=DECLINED:mailto:bo@b.example',
        ),
      ),
      'r.ics',
    ).events[0]
    const counter = readCalendar(
      calendar('METHOD:COUNTER', ...event('DTSTART:20250420T090000Z', 'SEQUENCE:9', 'ORGANIZER:mailto:ann@a.example')),
      'c.ics',
    ).events
    if (reply === undefined) throw new Error('no reply')
    const status = (by: string) => joinVersions([...old, ...counter], [{ version: reply, by, at: null }]).meetings[0]
    expect(status('bo@b.example')).toMatchObject({
      startAt: '2025-03-10T09:00:00.000Z',
      attendees: [{ email: 'bo@b.example', status: 'declined' }],
    })
    expect(status('eve@else.example')?.attendees[0]?.status).toBe('needs_action')
  })

  test('a cancellation cancels', () => {
    expect(joinVersions([...old, ...version(1, '20250310T090000Z', 'STATUS:CANCELLED')]).meetings[0]?.cancelled).toBe(
      true,
    )
  })
})

describe('when a series meets next', () => {
  const weekly = one(
    'DTSTART;TZID=Europe/Paris:20250304T110000',
    'RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20250429T090000Z',
    'EXDATE;TZID=Europe/Paris:20250401T110000',
  )

  test('at its local hour, across the change of the clocks, leaving out what was called off', () => {
    expect(nextOccurrence(weekly, '2025-03-20T00:00:00Z')).toBe('2025-03-25T10:00:00.000Z')
    expect(nextOccurrence(weekly, '2025-03-31T00:00:00Z')).toBe('2025-04-08T09:00:00.000Z')
  })

  test('not after its end, and not where it is cancelled', () => {
    expect(nextOccurrence(weekly, '2025-05-01T00:00:00Z')).toBeNull()
    expect(nextOccurrence({ ...weekly, cancelled: true }, '2025-03-20T00:00:00Z')).toBeNull()
  })

  test.each(['FREQ=SECONDLY', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=NEVER', 'FREQ=DAILY;INTERVAL=0'])(
    '%s is followed no further than its bound',
    (recurrence) => {
      const began = performance.now()
      nextOccurrence({ ...weekly, recurrence }, '2099-01-01T00:00:00Z')
      expect(performance.now() - began).toBeLessThan(2000)
    },
  )
})

test('one broken line or rule does not take the other events along', () => {
  const text = calendar(
    ...event('DTSTART:20250310T090000Z', 'this is no line'),
    ...event('DTSTART:20250311T090000Z', 'RRULE:FREQ=SOMETIMES').map((line) => line.replace('u1', 'u2')),
  )
  const read = readCalendar(text, 'x.ics')
  expect(read.events.map(({ meeting }) => [meeting.id, meeting.startAt])).toEqual([
    ['u1', '2025-03-10T09:00:00.000Z'],
    ['u2', '2025-03-11T09:00:00.000Z'],
  ])
})

test('what is no calendar is one line', () => {
  expect(readCalendar('BEGIN:VCARD\r\nFN:x\r\nEND:VCARD', 'card.ics').unread).toHaveLength(1)
})
