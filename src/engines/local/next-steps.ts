import type { NextStep } from '../../findings/finding.ts'
import type { MeetingSignal } from '../../signals/signal.ts'
import type { NameFinder } from './names.ts'
import type { Passage, Passages } from './passages.ts'

const RECENT_DAYS = 12
const MOST_OPEN_POINTS = 3

/** Meetings still to come, and open points that a colleague wrote down lately. Promises become steps in the ledger. */
export function readNextSteps(passages: Passages, namesIn: NameFinder): NextStep[] {
  return [...meetingsToCome(passages), ...openPoints(passages, namesIn)]
}

function meetingsToCome({ corpus }: Passages): NextStep[] {
  const now = Date.parse(corpus.asOf)
  const steps: NextStep[] = []
  const said = Map.groupBy(corpus.sentences, ({ item }) => item)
  for (const signal of corpus.signals) {
    if (signal.kind !== 'meeting' || signal.cancelled || Date.parse(signal.startAt) < now) continue
    const sentences = (said.get(signal.id) ?? [])
      .filter((sentence) => sentence.text.trim() !== signal.location?.trim())
      .slice(0, 2)
    if (sentences.length === 0) continue
    steps.push({
      kind: 'next_step',
      what: signal.subject,
      owner: signal.organizer?.email ?? null,
      due: dayOf(signal),
      sentences: sentences.map((sentence) => sentence.id),
      why: 'a meeting still to come',
    })
  }
  return steps
}

function openPoints(passages: Passages, namesIn: NameFinder): NextStep[] {
  const since = Date.parse(passages.corpus.asOf) - RECENT_DAYS * 86_400_000
  return passages.all
    .filter((passage) => {
      const at = passage.sentence.at ?? passage.signal.at
      return (
        at !== null &&
        Date.parse(at) >= since &&
        passage.cues.has('todo') &&
        !passage.words.question &&
        passage.internal
      )
    })
    .toSorted((a, b) => b.age - a.age)
    .slice(0, MOST_OPEN_POINTS)
    .map((passage) => ({
      kind: 'next_step',
      what: passage.sentence.text,
      owner: ownerOf(passage, namesIn),
      due: null,
      sentences: [passage.sentence.id],
      why: 'an open point a colleague wrote down',
    }))
}

/** Whom the sentence names among the seller's people, else the only reader it was written to. */
function ownerOf(passage: Passage, namesIn: NameFinder): string | null {
  const named = namesIn(passage).find((identity) => identity.side === 'seller')
  if (named) return named.emails[0] ?? null
  if (passage.signal.kind !== 'email') return null
  return passage.signal.to[0]?.email ?? null
}

/** by zone, of which there are as many as the world has: to make one costs more than to use it a hundred times */
const FORMATS = new Map<string, Intl.DateTimeFormat>()

function dayOf(meeting: MeetingSignal): string {
  const zone = meeting.zone ?? 'UTC'
  const known = FORMATS.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
  FORMATS.set(zone, known)
  return known.format(new Date(meeting.startAt))
}
