import { z } from '@hono/zod-openapi'
import { acceptanceClock, clockInWords } from '../acceptance/clocks.ts'
import { acceptanceMachine } from '../acceptance/machine.ts'
import { loadSeen } from '../briefs/sight.ts'
import { loadRevision } from '../briefs/store.ts'
import { nowOf } from '../db/now.ts'
import { readEvents } from '../db/events.ts'
import { handoffOf } from '../handoffs/index.ts'
import { officeHours } from '../lib/calendar.ts'
import type { Acceptance } from '../acceptance/acceptance.ts'
import type { Limits } from '../acceptance/clocks.ts'
import type { Trx } from '../db/open.ts'

const Clock = z.strictObject({
  side: z.enum(['receiver', 'sender']),
  waitsFor: z.enum(['acceptance', 'answer']),
  since: z.string(),
  dueAt: z.string(),
  /** working milliseconds; negative: overdue by so much */
  left: z.int(),
  overdue: z.boolean(),
  zone: z.string(),
  words: z.string(),
})

/** The receiver's answer as pages and commands show it. */
export const Answer = z
  .strictObject({
    briefId: z.string(),
    revision: z.int(),
    contentHash: z.string(),
    state: z.enum(acceptanceMachine.states as [string, ...string[]]),
    handoff: z.string(),
    sender: z.string().nullable(),
    receiver: z.string(),
    reason: z.string().nullable(),
    note: z.string().nullable(),
    complete: z.boolean().nullable(),
    firstContact: z.string().nullable(),
    deliveredAt: z.string(),
    clock: Clock.nullable(),
    questions: z.array(
      z.strictObject({
        id: z.int(),
        question: z.string(),
        askedBy: z.string(),
        answer: z.string().nullable(),
        answeredBy: z.string().nullable(),
      }),
    ),
    /** every promise of the brief that is still open, with its answer */
    commitments: z.array(
      z.strictObject({
        id: z.string(),
        what: z.string(),
        by: z.string().nullable(),
        due: z.string().nullable(),
        answer: z.string().nullable(),
        person: z.string().nullable(),
        note: z.string().nullable(),
      }),
    ),
  })
  .openapi('Acceptance')
export type Answer = z.infer<typeof Answer>

/** As a page and a command show it: the promises of the brief with their answers, and the clock. */
export async function shownAnswer(trx: Trx, acceptance: Acceptance): Promise<Answer> {
  const { briefId, revision } = acceptance
  const stored = await loadSeen(trx, briefId, revision)
  const clock = await runningClock(trx, briefId, acceptance.handoffType, stored?.brief.zone ?? 'UTC')
  const open = (stored?.seen.commitments ?? []).filter(({ status }) => status === 'open')
  return {
    briefId,
    revision,
    contentHash: acceptance.contentHash,
    state: acceptance.state,
    handoff: acceptance.handoffType,
    sender: acceptance.sender,
    receiver: acceptance.receiver,
    reason: acceptance.reason,
    note: acceptance.note,
    complete: acceptance.complete,
    firstContact: acceptance.firstContact,
    deliveredAt: acceptance.deliveredAt.toISOString(),
    clock:
      clock === null
        ? null
        : {
            side: clock.side,
            waitsFor: clock.waitsFor,
            since: clock.since.toISOString(),
            dueAt: clock.dueAt.toISOString(),
            left: clock.left,
            overdue: clock.overdue,
            zone: clock.zone,
            words: clockInWords(clock),
          },
    questions: acceptance.questions.map(({ id: number, question, askedBy, answer: given, answeredBy }) => ({
      id: number,
      question,
      askedBy,
      answer: given,
      answeredBy,
    })),
    commitments: open.map(({ id: commitment, what, by, due }) => {
      const given = acceptance.commitments.find((one) => one.commitment === commitment)
      return {
        id: commitment,
        what,
        by,
        due: given?.due ?? due,
        answer: given?.answer ?? null,
        person: given?.person ?? null,
        note: given?.note ?? null,
      }
    }),
  }
}

/** The clock of one handoff as it runs now, in words: what a queue shows beside it. Empty where none runs. */
export async function clockWords(trx: Trx, briefId: string, revision: number, type: string): Promise<string> {
  const stored = await loadRevision(trx, briefId, revision)
  const clock = await runningClock(trx, briefId, type, stored?.brief.zone ?? 'UTC')
  return clock === null ? '' : clockInWords(clock)
}

async function runningClock(trx: Trx, briefId: string, type: string, zone: string) {
  const events = await readEvents(trx, { subject: briefId, limit: 10_000 })
  return acceptanceClock(events, await nowOf(trx), officeHours(zone), limitsOf(type))
}

/** How long each side has, as the type of the handoff declares it. */
function limitsOf(type: string): Limits {
  const { clocks } = handoffOf(type)
  const within = (name: 'accept' | 'answer') =>
    (clocks.find((clock) => clock.name === name)?.withinMinutes ?? 480) * 60_000
  return { accept: within('accept'), answer: within('answer') }
}
