import { file, times } from '../flood.ts'
import type { Flood } from '../flood.ts'

export const calendar = (event: string) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${event}END:VCALENDAR\r\n`
export const event = (index: number, more: string) =>
  `BEGIN:VEVENT\r\nUID:e${index}@seller.example\r\nDTSTAMP:20260101T100000Z\r\nDTSTART:20260210T100000Z\r\nSUMMARY:Call ${index}\r\nATTENDEE;CN=Cara Buyer:mailto:cara@buyer.example\r\n${more}END:VEVENT\r\n`
const day = (index: number) =>
  new Date(Date.UTC(2026, 0, 1) + index * 3_600_000).toISOString().replace(/[-:]|\.\d+/g, '')

export const CALENDARS: Flood[] = [
  file('events', 'calendar/a.ics', 20_000, (n) => calendar(times(n, (index) => event(index, '')))),
  file('exceptions', 'calendar/a.ics', 60_000, (n) =>
    calendar(event(1, `RRULE:FREQ=HOURLY\r\n${times(n, (index) => `EXDATE:${day(index)}\r\n`)}`)),
  ),
  file('exceptions on one line', 'calendar/a.ics', 60_000, (n) =>
    calendar(event(1, `RRULE:FREQ=HOURLY\r\nEXDATE:${times(n, (index) => `${day(index)},`)}${day(0)}\r\n`)),
  ),
  file('dates of a series', 'calendar/a.ics', 60_000, (n) =>
    calendar(event(1, `RDATE:${times(n, (index) => `${day(index)},`)}${day(0)}\r\n`)),
  ),
  file('attendees', 'calendar/a.ics', 30_000, (n) =>
    calendar(
      event(
        1,
        times(n, (index) => `ATTENDEE;CN=P${index}:mailto:p${index}@buyer.example\r\n`),
      ),
    ),
  ),
  file('endless rules', 'calendar/a.ics', 1000, (n) =>
    calendar(times(n, (index) => event(index, 'RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n'))),
  ),
  file('rules that find nothing', 'calendar/a.ics', 1000, (n) =>
    calendar(times(n, (index) => event(index, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n'))),
  ),
  file('rules with long lists', 'calendar/a.ics', 400, (n) =>
    calendar(
      times(n, (index) =>
        event(
          index,
          `RRULE:FREQ=YEARLY;BYSETPOS=366;BYYEARDAY=${times(366, (at) => `${at + 1},`)}366;BYHOUR=${times(23, (at) => `${at},`)}23;BYMINUTE=${times(59, (at) => `${at},`)}59\r\n`,
        ),
      ),
    ),
  ),
  file('versions of one event', 'calendar/a.ics', 5000, (n) =>
    calendar(times(n, (index) => event(1, `SEQUENCE:${index}\r\nRECURRENCE-ID:${day(index)}\r\n`))),
  ),
  file('zones', 'calendar/a.ics', 5000, (n) =>
    calendar(
      `${times(n, (index) => `BEGIN:VTIMEZONE\r\nTZID:Z${index}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n`)}${event(1, '')}`,
    ),
  ),
  file('a zone of seconds', 'calendar/a.ics', 500, (n) =>
    calendar(
      `BEGIN:VTIMEZONE\r\nTZID:Odd\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nRRULE:FREQ=SECONDLY\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n${times(n, (index) => event(index, '').replace('DTSTART:', 'DTSTART;TZID=Odd:').replace('0Z\r\nSUMMARY', '0\r\nSUMMARY'))}`,
    ),
  ),
  file('a calendar whose events are broken', 'calendar/a.ics', 5000, (n) =>
    calendar(times(n, (index) => event(index, 'broken\r\n'))),
  ),
  file('alarms in alarms', 'calendar/a.ics', 20_000, (n) =>
    calendar(`BEGIN:VEVENT\r\n${'BEGIN:VALARM\r\n'.repeat(n)}`),
  ),
  file('beginnings of calendars', 'calendar/a.ics', 50_000, (n) => 'BEGIN:VCALENDAR\r\n'.repeat(n)),
  file(
    'beginnings of events',
    'calendar/a.ics',
    50_000,
    (n) => `BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\n'.repeat(n)}broken\r\nEND:VCALENDAR`,
  ),
  file('a long description', 'calendar/a.ics', 2_000_000, (n) =>
    calendar(event(1, `DESCRIPTION:${'We need it. '.repeat(n / 12)}\r\n`)),
  ),
  file('a description of many folds', 'calendar/a.ics', 60_000, (n) =>
    calendar(event(1, `DESCRIPTION:a\r\n${' bc\r\n'.repeat(n)}`)),
  ),
]
