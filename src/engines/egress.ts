import { z } from 'zod'
import type { Finding } from '../findings/finding.ts'
import { hashOf } from '../lib/json.ts'
import type { Corpus, Side } from '../signals/corpus.ts'
import type { Sentence, SentenceId, Signal } from '../signals/signal.ts'
import type { Engine } from './engine.ts'
import { readHandling } from './local/handling.ts'
import { readSentences } from './local/reading.ts'
import { pseudonymsFor } from './pseudonyms.ts'

/** What may leave for a model provider: nothing, words with pseudonyms for whoever they name, or words as they are. */
const EgressLevel = z.enum(['off', 'redacted', 'full'])
type EgressLevel = z.infer<typeof EgressLevel>

/**
 * A level for each source, by its name (`mail:anna@seller.example`) or its kind (`mail`, `calendar`, `transcripts`,
 * `documents`, `salesforce`, `hubspot`). What is not named is off.
 */
export const EgressPolicy = z.record(z.string().min(1), EgressLevel)
export type EgressPolicy = z.infer<typeof EgressPolicy>

/** One sentence as a provider may see it. `id` means something in this request only: ours hold addresses and record numbers. */
export type Part = {
  id: string
  kind: Signal['kind']
  at: string | null
  by: string | null
  side: Side | null
  text: string
}

/** What is written down of a request before it is made: counts and a hash, never words. */
export type EgressRecord = {
  engine: string
  model: string
  level: EgressLevel
  /** sentences that leave, and the items they stand in */
  sentences: number
  items: number
  /** sentences that stay: their source's policy, a confidence, words that speak to machines */
  withheld: { policy: number; confidence: number; machine: number }
  /** of the canonical JSON of what leaves */
  hash: string
}

/** A model behind its provider's API: gets parts, answers in the shape of findings whatever it likes. */
export type Reader = {
  name: Exclude<Engine['name'], 'local'>
  version: string
  model: string
  ask(parts: readonly Part[]): Promise<unknown>
}

/**
 * The one door from a corpus to a model: an engine that shows the reader what the policy lets out and nothing more. The
 * corpus is that of one account as one viewer may see it. `record` runs before the request and ends it by throwing.
 * Where nothing may leave nothing is asked. What is answered has yet to pass the gate of `findings/answer`.
 */
export function throughEgress(
  reader: Reader,
  policy: EgressPolicy,
  record: (left: EgressRecord) => Promise<void>,
): Engine {
  const { name, version, model } = reader
  return {
    name,
    version,
    model,
    read: async (corpus) => {
      const { parts, level, withheld, restore } = leavingOf(corpus, policy)
      if (parts.length === 0) return []
      const items = new Set(parts.map(({ id }) => id.split('.')[0])).size
      await record({ engine: name, model, level, sentences: parts.length, items, withheld, hash: hashOf(parts) })
      return restore(await reader.ask(parts)) as Finding[]
    },
  }
}

type Leaving = {
  parts: Part[]
  level: EgressLevel
  withheld: EgressRecord['withheld']
  /** an answer with our ids and the words that pseudonyms stand for */
  restore: (answer: unknown) => unknown
}

/** What may leave of a corpus. One source that is to be redacted makes the whole request so: names would give it away. */
export function leavingOf(corpus: Corpus, policy: EgressPolicy): Leaving {
  const levels = new Map(corpus.signals.map((signal) => [signal.id, levelOf(signal.sources, policy)]))
  const signals = new Map(corpus.signals.map((signal) => [signal.id, signal]))
  const confided = confidedIn(corpus)
  const withheld = { policy: 0, confidence: 0, machine: 0 }
  const leaves = corpus.sentences.filter((sentence) => {
    const why = reasonToStay(sentence, levels.get(sentence.item) ?? 'off', confided)
    if (why !== null) withheld[why]++
    return why === null
  })
  const level = leaves.reduce<EgressLevel>(
    (least, { item }) => (levels.get(item) === 'redacted' ? 'redacted' : least),
    leaves.length === 0 ? 'off' : 'full',
  )
  const { hide, reveal } = level === 'redacted' ? pseudonymsFor(corpus) : { hide: same, reveal: same }
  const numbers = new Map<string, number>()
  const ids = new Map<string, SentenceId>()
  const sides = new Map(corpus.identities.flatMap(({ emails, side }) => emails.map((email) => [email, side])))
  const parts = leaves.map((sentence): Part => {
    const number = numbers.get(sentence.item) ?? numbers.size + 1
    numbers.set(sentence.item, number)
    const id = `i${number}.s${ids.size + 1}`
    ids.set(id, sentence.id)
    const said = sentence.by?.name ?? sentence.by?.email ?? null
    return {
      id,
      kind: signals.get(sentence.item)?.kind ?? 'document',
      at: sentence.at,
      by: said === null ? null : hide(said),
      side: sides.get(sentence.by?.email ?? '') ?? null,
      text: hide(sentence.text),
    }
  })
  const back = (text: string) => ids.get(text) ?? reveal(text)
  return { parts, level, withheld, restore: (answer) => walk(answer, back, DEPTH) }
}

/** The strictest of the sources that showed it: one of them said that it stays. */
function levelOf(sources: readonly string[], policy: EgressPolicy): EgressLevel {
  const levels = sources.map((source) => named(policy, source) ?? named(policy, source.split(':')[0] ?? '') ?? 'off')
  if (levels.length === 0 || levels.includes('off')) return 'off'
  return levels.includes('redacted') ? 'redacted' : 'full'
}

function named(policy: EgressPolicy, source: string): EgressLevel | undefined {
  return Object.hasOwn(policy, source) ? policy[source] : undefined
}

type Confided = { items: ReadonlySet<string>; words: ReadonlySet<string> }

/** Whole items with a mark of confidence in them, and their words wherever else they are quoted. */
function confidedIn(corpus: Corpus): Confided {
  const marked = new Set(
    readHandling(readSentences(corpus))
      .filter(({ mark }) => mark === 'in_confidence' || mark === 'do_not_quote')
      .flatMap(({ sentences, covers }) => [...sentences, ...covers]),
  )
  const items = new Set(corpus.sentences.filter(({ id }) => marked.has(id)).map(({ item }) => item))
  return {
    items,
    words: new Set(
      corpus.sentences
        .filter(({ item }) => items.has(item))
        .map(({ text }) => plain(text))
        .filter(says),
    ),
  }
}

function reasonToStay(
  sentence: Sentence,
  level: EgressLevel,
  confided: Confided,
): keyof EgressRecord['withheld'] | null {
  if (level === 'off') return 'policy'
  if (confided.items.has(sentence.item) || confided.words.has(plain(sentence.text))) return 'confidence'
  return sentence.toMachine === true ? 'machine' : null
}

function plain(text: string): string {
  return text
    .replaceAll(/[>\s]+/g, ' ')
    .trim()
    .toLowerCase()
}

/** "Thanks" and "Best, Anna" are in every mail. */
function says(text: string): boolean {
  return text.split(' ').length > 3
}

function same(text: string): string {
  return text
}

/** No finding is deeper. */
const DEPTH = 6

function walk(value: unknown, change: (text: string) => string, depth: number): unknown {
  if (typeof value === 'string') return change(value)
  if (depth === 0 || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => walk(one, change, depth - 1))
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one, change, depth - 1)]))
}
