import type { Coverage } from './corpus.ts'
import type { Signal } from './signal.ts'

/**
 * What was read of each source, derived from the items themselves. A source of which anything was left unread is not
 * complete, and its gaps say what. Ordered by source.
 */
export function coverageOf(signals: Signal[], gaps: Map<string, string[]>, discarded: Map<string, number>): Coverage[] {
  const bySource = new Map<string, Coverage>()
  const of = (source: string): Coverage => {
    const known = bySource.get(source)
    if (known) return known
    const fresh: Coverage = {
      source,
      from: null,
      to: null,
      items: 0,
      discarded: discarded.get(source) ?? 0,
      complete: true,
      gaps: [],
    }
    bySource.set(source, fresh)
    return fresh
  }
  for (const source of discarded.keys()) of(source)
  for (const [source, texts] of gaps) {
    const coverage = of(source)
    coverage.complete = false
    coverage.gaps = texts
  }
  for (const signal of signals) {
    // what a message carries is part of the message
    if (signal.kind === 'document' && signal.message !== null) continue
    for (const source of signal.sources) {
      if (signal.kind === 'meeting' && source.startsWith('mail')) continue
      const coverage = of(source)
      coverage.items++
      if (signal.at === null) continue
      if (coverage.from === null || signal.at < coverage.from) coverage.from = signal.at
      if (coverage.to === null || signal.at > coverage.to) coverage.to = signal.at
    }
  }
  return [...bySource.values()].sort((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : 0))
}
