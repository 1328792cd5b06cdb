import { addBusinessTime, businessTimeBetween, inWords } from '../lib/calendar.ts'
import { AppError } from '../lib/errors.ts'
import type { BusinessCalendar } from '../lib/calendar.ts'

/** What a clock needs of an event of the log. */
export type ClockEvent = { kind: string; at: string; data: { [key: string]: unknown } }

/** How long each side has, in working milliseconds. */
export type Limits = { accept: number; answer: number }

/** A clock that runs: on whom, how much is left, and when it runs out. All times are working time of the calendar. */
export type ClockReading = {
  side: 'receiver' | 'sender'
  /** what is waited for */
  waitsFor: 'acceptance' | 'answer'
  /** when this side's turn began */
  since: Date
  used: number
  allowed: number
  /** negative once it has run out */
  left: number
  overdue: boolean
  dueAt: Date
  zone: string
}

/**
 * The clock of one handoff, from its events in their order, the time now and the business calendar alone (DESIGN C1).
 * The receiver's clock starts when the brief is delivered and stops while the sender owes an answer; each question gives
 * the sender a clock of its own. A new receiver or a new revision starts anew. Null where nobody is waited for.
 */
export function acceptanceClock(
  events: readonly ClockEvent[],
  now: Date,
  calendar: BusinessCalendar,
  limits: Limits,
): ClockReading | null {
  let turn: { side: 'receiver' | 'sender'; since: Date; before: number } | null = null
  let receiverUsed = 0
  for (const { kind, at, data } of events) {
    if (new Date(at) > now) break
    // The job that notes an arrival may run later; the clock starts with the arrival itself.
    const then = new Date(typeof data['deliveredAt'] === 'string' ? data['deliveredAt'] : at)
    if (STARTS_ANEW.has(kind)) {
      receiverUsed = 0
      turn = { side: 'receiver', since: then, before: 0 }
    } else if (kind === 'acceptance.queried') {
      if (turn?.side === 'receiver') receiverUsed = turn.before + businessTimeBetween(calendar, turn.since, then)
      // A further question while one is open does not give the sender more time.
      if (turn?.side !== 'sender') turn = { side: 'sender', since: then, before: 0 }
    } else if (kind === 'acceptance.answered' && turn?.side === 'sender') {
      turn = { side: 'receiver', since: then, before: receiverUsed }
    } else if (ENDS.has(kind)) turn = null
  }
  if (turn === null) return null
  const allowed = turn.side === 'receiver' ? limits.accept : limits.answer
  const used = turn.before + businessTimeBetween(calendar, turn.since, now)
  const dueAt = dueOf(calendar, turn.since, allowed - turn.before)
  return {
    side: turn.side,
    waitsFor: turn.side === 'receiver' ? 'acceptance' : 'answer',
    since: turn.since,
    used,
    allowed,
    left: allowed - used,
    overdue: used > allowed,
    dueAt,
    zone: calendar.zone,
  }
}

/** `3 h 20 min left` or `overdue by 1 h`, in working time; the zone is said with the day it is due. */
export function clockInWords(clock: ClockReading): string {
  const length = clock.overdue ? `overdue by ${inWords(-clock.left)}` : `${inWords(clock.left)} left`
  const due = new Intl.DateTimeFormat('en-GB', {
    timeZone: clock.zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(clock.dueAt)
  return `${length} of ${inWords(clock.allowed)} working time, due ${due.replace(',', '')} (${clock.zone})`
}

const STARTS_ANEW = new Set([
  'acceptance.opened',
  'acceptance.resubmitted',
  'acceptance.reassigned',
  'acceptance.reopened',
])
const ENDS = new Set(['acceptance.accepted', 'acceptance.declined', 'acceptance.withdrawn', 'acceptance.nurtured'])

/** A turn that began with nothing left was due when it began. */
function dueOf(calendar: BusinessCalendar, since: Date, left: number): Date {
  if (!Number.isFinite(left)) throw new AppError('internal', 'a clock without a limit')
  return addBusinessTime(calendar, since, Math.max(0, left))
}
