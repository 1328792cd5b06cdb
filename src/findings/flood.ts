import type { Corpus } from '../signals/corpus.ts'
import type { Warning } from '../signals/signal.ts'
import type { Finding } from './finding.ts'

/** No mail and no call holds more of one kind; comparing each with each of more would take minutes. */
const MOST_OF_A_KIND = 300

/**
 * At most so many findings of one kind from one item, the first ones, and a warning for each item that had more. What
 * somebody asked to keep to oneself is never left out, however often it was asked.
 */
export function withoutFlood(corpus: Corpus, findings: Finding[]): { findings: Finding[]; warnings: Warning[] } {
  const items = new Map(corpus.sentences.map(({ id, item }) => [id, item]))
  const counts = new Map<string, number>()
  const dropped = new Map<string, number>()
  const kept = findings.filter((finding) => {
    const item = items.get(finding.sentences[0] ?? '')
    if (item === undefined || finding.kind === 'handling') return true
    const key = `${finding.kind}\n${item}`
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count <= MOST_OF_A_KIND) return true
    dropped.set(item, (dropped.get(item) ?? 0) + 1)
    return false
  })
  const warnings = [...dropped].map(([item, count]): Warning => ({
    kind: 'unread',
    item,
    text: `it says more of one kind than ${MOST_OF_A_KIND} times; ${count} further statements were left out`,
  }))
  return { findings: kept, warnings }
}
