import type { Brief } from '../../src/briefs/brief.ts'
import { saidIn } from './gold.ts'
import type { GoldItem, Said } from './gold.ts'

/** Anything in a brief that rests on evidence. */
export type Resting = { evidence: readonly string[] }

/** White space and what cannot be seen are no difference. */
export function fold(text: string): string {
  return text
    .replaceAll(/[\u200B-\u200D\uFEFF\u00AD]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}

export function wordsOf(text: string | null | undefined): string[] {
  return (text ?? '').toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
}

/** How many words two texts share, each as often as both have it. */
export function shared(left: readonly string[], right: readonly string[]): number {
  const left_over = Map.groupBy(left, (word) => word)
  return right.filter((word) => left_over.get(word)?.pop() !== undefined).length
}

/**
 * How surely a brief's quote is what the gold points at, 0 to 1. In the same item most of the shorter one's words have to
 * be shared; elsewhere (the same thing said again) most of both. A quote much longer than the gold's proves nothing.
 */
export function likeness(quote: Said, gold: Said): number {
  const [got, want] = [wordsOf(quote.quote), wordsOf(gold.quote)]
  if (got.length === 0 || want.length === 0 || got.length > 3 * want.length + 20) return 0
  const telling = new Set(want.filter((word) => word.length >= 5 || /\d/.test(word)))
  const told = new Set(got)
  if ([...telling].filter((word) => told.has(word)).length < Math.min(2, telling.size)) return 0
  const common = shared(got, want)
  if (itemOf(quote.source) === itemOf(gold.source)) {
    const part = common / Math.min(got.length, want.length)
    return part >= 0.6 && common >= Math.min(3, want.length) ? part : 0
  }
  const both = (2 * common) / (got.length + want.length)
  return both >= 0.7 && common >= 4 ? both * 0.9 : 0
}

/** The quotes that something rests on, the carrying ones first. */
export function quotesOf(brief: Brief, { evidence }: Resting, most = Infinity): Said[] {
  return evidence
    .slice(0, most)
    .flatMap((key) => brief.evidence[key] ?? [])
    .map(({ quote, item }) => ({ quote, source: item }))
}

/** Only the first two quotes speak for an item: what carries it stands first. */
export const FIRST = 2

/** How surely an item is the gold's; `strict` counts only the gold's own item. */
export function fit(brief: Brief, item: Resting, gold: GoldItem, { strict = false, most = FIRST } = {}): number {
  let best = 0
  for (const quote of quotesOf(brief, item, most))
    for (const wanted of saidIn(gold))
      if (!strict || itemOf(quote.source) === itemOf(wanted.source)) best = Math.max(best, likeness(quote, wanted))
  return best
}

/** One to one, the surest pairs first. */
export function pair<P extends Resting, G extends GoldItem>(
  brief: Brief,
  found: readonly P[],
  gold: readonly G[],
): { pairs: [P, G][]; extra: P[]; missed: G[] } {
  const fits = found
    .flatMap((item) => gold.map((want) => ({ item, want, score: fit(brief, item, want) })))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
  const [used, met] = [new Set<P>(), new Set<G>()]
  const pairs: [P, G][] = []
  for (const { item, want } of fits) {
    if (used.has(item) || met.has(want)) continue
    used.add(item)
    met.add(want)
    pairs.push([item, want])
  }
  return { pairs, extra: found.filter((one) => !used.has(one)), missed: gold.filter((one) => !met.has(one)) }
}

/** Whether a quote stands in the gold's own item and says it. */
export function isFrom(quote: Said, gold: Said): boolean {
  return itemOf(quote.source) === itemOf(gold.source) && likeness(quote, gold) > 0
}

function itemOf(source: string | undefined): string {
  const bare = (source ?? '').trim().replace(/^<(.*)>$/, '$1')
  return bare.replace(/(\.vtt)#.*$/, '$1')
}
