import type { NextStep } from '../findings/finding.ts'
import type { Identity } from '../signals/corpus.ts'
import type { SentenceId } from '../signals/signal.ts'
import type { NextItem } from './brief.ts'
import { clip, fold, leadOf } from './clause.ts'
import { correctorsOf } from './corrected.ts'
import type { Material, Promise as Owed } from './material.ts'
import { conditionOf, promiseWording, sentenceCase, withoutDate } from './promise-words.ts'
import type { Draft, Wording } from './wording.ts'

/** What is to come, before it is put into words: a promise, a meeting or a step. */
export type Row = {
  when: string | null
  time: string | null
  who: Identity | undefined
  whoEmail: string | null
  whoName: string | null
  what: Wording
  fallback: string
  kind: NextItem['kind']
  note: string
  shows: string[]
  sentences: SentenceId[]
  shown: Draft['shown']
  topic: Set<string>
  /** from one of us to another */
  inside: boolean
}

export function promiseRow(material: Material, owed: Owed): Row {
  const { commitment } = owed
  const said = material.book.first(commitment.sentences)
  const replaced = material.understanding.commitments.find(
    (other) => other.supersededBy !== null && material.understanding.commitments[other.supersededBy] === commitment,
  )
  const to: Wording = owed.to && owed.to !== owed.by ? [' (to ', { person: owed.to }, ')'] : []
  const instead =
    replaced?.due && replaced.due !== commitment.due ? ` (instead of ${material.days.day(replaced.due)})` : ''
  const { wording: what, sentences: about } = promiseWording(material, owed, 16)
  const condition = conditionOf(owed, what)
  const notes = [commitment.overdue ? 'overdue, no sign of it' : 'promised']
  if (owed.to && material.people.isReader(owed.to))
    notes[0] = commitment.overdue ? 'overdue, to you' : 'promised to you'
  notes.push(...correctorsOf(material, owed).map((name) => `corrected by ${name}`))
  return {
    when: commitment.due,
    time: null,
    who: owed.by,
    whoEmail: commitment.by?.email ?? null,
    whoName: commitment.by?.name ?? null,
    what: [...what, condition, ...to, instead],
    fallback: said ? clip(said.text, 18) : '',
    kind: 'promise',
    note: notes.join(', '),
    shows: [owed.key],
    sentences: [
      ...new Set([...commitment.sentences.slice(0, 3), ...about]),
      ...(replaced?.sentences.slice(0, 1) ?? []),
    ],
    shown: {
      days: [commitment.due, replaced?.due ?? null],
      names: [owed.by, owed.to].flatMap((one) => (one ? [one.name, ...one.names] : [])),
      texts: [commitment.conditional ?? ''],
    },
    topic: material.topic(`${commitment.what} ${said?.text ?? ''}`),
    inside: owed.ours && material.people.isSeller(owed.to),
  }
}

export function stepRow(material: Material, step: NextStep): Row | null {
  const said = material.book.first(step.sentences)
  if (!said) return null
  const who = material.people.find(step.owner)
  // A step whose day has passed and that nobody promised is history.
  if (step.due !== null && material.days.until(step.due) < 0) return null
  if (step.due === null && !recent(material, said.at)) return null
  // "Ask her." says nothing away from its mail.
  if (material.topic(step.what).size === 0) return null
  return {
    when: step.due,
    time: null,
    who,
    whoEmail: step.owner,
    whoName: null,
    what: [leadOf(sentenceCase(step.due === null ? step.what : withoutDate(fold(step.what), said.language)), 18)],
    fallback: clip(said.text, 18),
    kind: 'step',
    note: '',
    shows: [],
    sentences: step.sentences.slice(0, 2),
    shown: { days: [step.due], names: who ? [who.name, ...who.names] : [] },
    topic: material.topic(`${step.what} ${said.text}`),
    inside: false,
  }
}

function recent(material: Material, at: string | null): boolean {
  return at !== null && material.days.until(material.days.dateOf(at)) >= -14
}
