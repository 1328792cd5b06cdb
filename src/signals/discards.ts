import type { DiscardReason } from './exclusion.ts'

/** How many items of each source were not kept, by reason: counts and nothing else. */
export type Discards = Map<string, Map<DiscardReason, number>>

export function countDiscard(into: Discards, source: string, reason: DiscardReason, count: number): void {
  const reasons = into.get(source) ?? new Map<DiscardReason, number>()
  reasons.set(reason, (reasons.get(reason) ?? 0) + count)
  into.set(source, reasons)
}

/** All of a source together, as its coverage says it. */
export function totals(discards: Discards): Map<string, number> {
  return new Map([...discards].map(([source, reasons]) => [source, [...reasons.values()].reduce((a, b) => a + b, 0)]))
}
