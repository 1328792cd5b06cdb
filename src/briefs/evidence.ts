import type { HandlingMark } from '../findings/finding.ts'
import type { Corpus } from '../signals/corpus.ts'
import type { Party, Sentence, SentenceId, Signal } from '../signals/signal.ts'
import type { Evidence } from './brief.ts'

export type Mark = HandlingMark['mark']

/** Where sentence ids become quotes (DESIGN E1): every quote once, numbered in order of first use. */
export type EvidenceBook = {
  /** the sentence of this id, or undefined where the corpus has none */
  sentence: (id: SentenceId) => Sentence | undefined
  /** the first of these that the corpus knows: the words that carry a finding */
  first: (ids: readonly SentenceId[]) => Sentence | undefined
  signal: (item: string) => Signal | undefined
  /** marks that limit who may see the sentence */
  marks: (id: SentenceId) => Mark[]
  /** evidence keys in the order given, each once; an id that the corpus does not know is left out */
  cite: (ids: readonly SentenceId[]) => string[]
  /** everything cited so far */
  entries: () => Record<string, Evidence>
  /** items cited so far, in order of first use */
  items: () => string[]
}

export function createEvidenceBook(
  corpus: Corpus,
  handling: readonly HandlingMark[],
  nameOf: (party: Party) => string | null,
): EvidenceBook {
  const sentences = new Map(corpus.sentences.map((sentence) => [sentence.id, sentence]))
  const signals = new Map(corpus.signals.map((signal) => [signal.id, signal]))
  const marks = new Map<SentenceId, Set<Mark>>()
  for (const mark of handling) {
    for (const id of [...mark.covers, ...mark.sentences]) {
      marks.set(id, (marks.get(id) ?? new Set<Mark>()).add(mark.mark))
    }
  }
  const keys = new Map<string, string>()
  const entries: Record<string, Evidence> = {}

  const marksOf = (id: SentenceId) => [...(marks.get(id) ?? [])].toSorted()
  const cite = (ids: readonly SentenceId[]) => {
    const cited: string[] = []
    for (const id of ids) {
      const sentence = sentences.get(id)
      const signal = sentence && signals.get(sentence.item)
      if (!sentence || !signal || sentence.text.trim() === '') continue
      let key = keys.get(id)
      if (!key) {
        key = `e${keys.size + 1}`
        keys.set(id, key)
        const own = signal.kind === 'email' && signal.from?.email === sentence.by?.email
        const apart = own || sentence.by === null || sentence.field !== null ? null : nameOf(sentence.by)
        entries[key] = {
          item: sentence.item,
          ...(sentence.field === null ? {} : { field: sentence.field }),
          kind: signal.kind,
          quote: sentence.text,
          start: sentence.start,
          end: sentence.end,
          at: sentence.at ?? signal.at,
          by: sentence.by?.email ?? null,
          ...(apart === null ? {} : { byName: apart }),
          forwardedBy: sentence.forwardedBy,
          cue: sentence.cue,
          handling: marksOf(id),
        }
      }
      if (!cited.includes(key)) cited.push(key)
    }
    return cited
  }
  return {
    sentence: (id) => sentences.get(id),
    first: (ids) => {
      for (const id of ids) {
        const found = sentences.get(id)
        if (found) return found
      }
      return undefined
    },
    signal: (item) => signals.get(item),
    marks: marksOf,
    cite,
    entries: () => entries,
    items: () => [...new Set(Object.values(entries).map((entry) => entry.item))],
  }
}
