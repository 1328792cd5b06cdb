import * as fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { addBusinessTime, BusinessCalendar, businessTimeBetween, inWords, officeHours } from '../../src/lib/calendar.ts'

const HOUR = 3_600_000
const berlin = officeHours('Europe/Berlin')
const local = (iso: string, zone = 'Europe/Berlin') => DateTime.fromISO(iso, { zone }).toJSDate()
const show = (date: Date, zone = 'Europe/Berlin') =>
  DateTime.fromJSDate(date, { zone }).toFormat('ccc yyyy-MM-dd HH:mm')

describe('the business calendar', () => {
  it('counts no weekend: four hours from Friday three in the afternoon end on Monday at eleven', () => {
    expect(show(addBusinessTime(berlin, local('2026-03-06T15:00'), 4 * HOUR))).toBe('Mon 2026-03-09 11:00')
    expect(businessTimeBetween(berlin, local('2026-03-06T15:00'), local('2026-03-09T11:00'))).toBe(4 * HOUR)
  })

  it('counts no holiday', () => {
    const easter = BusinessCalendar.parse({ ...berlin, holidays: ['2026-04-03', '2026-04-06'] })
    expect(show(addBusinessTime(easter, local('2026-04-02T16:00'), 2 * HOUR))).toBe('Tue 2026-04-07 10:00')
  })

  it('keeps office hours of eight hours over both clock changes, and the wall time of their end', () => {
    for (const friday of ['2026-03-27T09:00', '2026-10-23T09:00']) {
      const due = addBusinessTime(berlin, local(friday), 16 * HOUR)
      expect(show(due).slice(0, 3)).toBe('Mon')
      expect(show(due).slice(-5)).toBe('17:00')
    }
  })

  it('works 23 hours on the day that loses one and 25 on the day that gains one, where work never stops', () => {
    const always = (['1', '2', '3', '4', '5', '6', '7'] as const).map((day) => [day, [['00:00', '24:00']]])
    const round = BusinessCalendar.parse({ zone: 'Europe/Berlin', hours: Object.fromEntries(always), holidays: [] })
    expect(businessTimeBetween(round, local('2026-03-29'), local('2026-03-30'))).toBe(23 * HOUR)
    expect(businessTimeBetween(round, local('2026-10-25'), local('2026-10-26'))).toBe(25 * HOUR)
    expect(businessTimeBetween(round, local('2026-07-01'), local('2026-07-02'))).toBe(24 * HOUR)
  })

  it('adds up: time added is the time between, in two steps as in one, in any zone', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'America/Sao_Paulo', 'UTC']
    const moment = fc.integer({ min: Date.parse('2025-12-01T00:00Z'), max: Date.parse('2027-01-15T00:00Z') })
    const amount = fc.integer({ min: 0, max: 120 * HOUR })
    fc.assert(
      fc.property(fc.constantFrom(...zones), moment, amount, amount, (zone, at, first, second) => {
        const calendar = BusinessCalendar.parse({
          zone,
          hours: {
            1: [
              ['08:30', '12:00'],
              ['13:00', '17:15'],
            ],
            2: [['00:00', '24:00']],
            4: [['09:00', '17:00']],
            7: [['02:00', '03:00']],
          },
          holidays: ['2026-01-01', '2026-03-31', '2026-12-24'],
        })
        const from = new Date(at)
        const once = addBusinessTime(calendar, from, first + second)
        const twice = addBusinessTime(calendar, addBusinessTime(calendar, from, first), second)
        expect(twice).toEqual(once)
        expect(businessTimeBetween(calendar, from, once)).toBe(first + second)
      }),
      { numRuns: 150 },
    )
  })

  it('has no time between a moment and an earlier one', () => {
    expect(businessTimeBetween(berlin, local('2026-03-10T12:00'), local('2026-03-09T12:00'))).toBe(0)
  })

  it('refuses a zone that does not exist, a week without work, windows that overlap', () => {
    for (const wrong of [
      { ...berlin, zone: 'Europe/Atlantis' },
      { ...berlin, hours: {} },
      {
        ...berlin,
        hours: {
          1: [
            ['09:00', '12:00'],
            ['11:00', '17:00'],
          ],
        },
      },
      { ...berlin, hours: { 1: [['17:00', '09:00']] } },
    ])
      expect(BusinessCalendar.safeParse(wrong).success).toBe(false)
  })

  it('says so instead of running for ever when every working day is a holiday', () => {
    const holidays = Array.from({ length: 900 }, (_, i) => DateTime.fromISO('2026-01-01').plus({ days: i }).toISODate())
    const shut = BusinessCalendar.parse({ ...berlin, holidays })
    expect(() => addBusinessTime(shut, local('2026-01-02T10:00'), HOUR)).toThrow('no working time within 400 days')
  })

  it('is said in hours and minutes', () => {
    expect([0, 59_000, 35 * 60_000, 4 * HOUR, 4 * HOUR + 20 * 60_000].map(inWords)).toEqual([
      '0 min',
      '0 min',
      '35 min',
      '4 h',
      '4 h 20 min',
    ])
  })
})
