import { describe, expect, it } from 'vitest'
import { createDays, zoneName } from '../../src/briefs/days.ts'

describe('days', () => {
  const days = createDays('2025-06-13T23:00:00Z', 'America/Chicago')

  it('carry the weekday for the next two weeks only, and the year where it is another', () => {
    expect(days.day('2025-06-13')).toBe('Fri 13 Jun')
    expect(days.day('2025-06-27')).toBe('Fri 27 Jun')
    expect(days.day('2025-06-28')).toBe('28 Jun')
    expect(days.day('2025-06-12')).toBe('12 Jun')
    expect(days.day('2026-03-31')).toBe('31 Mar 2026')
  })

  it("are the reader's, not the machine's", () => {
    expect(days.today).toBe('2025-06-13')
    expect(days.dateOf('2025-06-14T03:00:00Z')).toBe('2025-06-13')
    expect(days.timeOf('2025-06-24T18:00:00Z')).toBe('13:00')
    expect(days.stamp('2025-06-13T23:00:00Z')).toBe('Fri 13 Jun 2025, 18:00 Chicago time')
  })

  it('count across a change of the clocks', () => {
    const spring = createDays('2025-03-28T12:00:00Z', 'Europe/Berlin')
    expect(spring.until('2025-03-31')).toBe(3)
    expect(spring.until('2025-03-27')).toBe(-1)
  })

  it('name a zone by its city', () => {
    expect(zoneName('America/New_York')).toBe('New York time')
    expect(zoneName('Etc/UTC')).toBe('UTC')
  })
})
