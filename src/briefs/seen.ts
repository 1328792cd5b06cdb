import { contentHashOf } from './hash.ts'
import { markedFor } from './audience.ts'
import { orGap, withhold } from './withhold.ts'
import type { Brief } from './brief.ts'

/** What one reader, or several together, may see of what a brief was drawn from. */
export type Sight = {
  /** items that they may see, of those that the brief names */
  items: ReadonlySet<string>
  /** sources that they may see, and every item of which that was read */
  sources: ReadonlySet<string>
  /** nothing that was read for it, named in it or not, is kept from them */
  whole: boolean
  /** what was told in confidence is told to them too */
  confidant: boolean
}

/**
 * The brief as a reader with this sight sees it: the one place that decides (DESIGN P1, E7). Evidence of an item that
 * they may not see goes, with every line that rests on it, and is counted. Where anything that was read is kept from
 * them, sums over all that was read go too, since a sum tells what it was made of.
 */
export function seenBy(brief: Brief, sight: Sight): Brief {
  const unseen = Object.entries(brief.evidence).filter(([, { item }]) => !sight.items.has(item))
  const marked = sight.confidant ? [] : markedFor(brief, 'team')
  // What was said against a record tells what stands in it.
  const against = brief.contradictions.filter(({ record }) => !sight.items.has(record))
  const hidden = [...unseen.map(([key]) => key), ...marked, ...against.flatMap(({ evidence }) => evidence)]
  const shown = withhold(brief, new Set(hidden))
  return sight.whole ? shown : withoutSums(shown, sight)
}

/** Whether a reader with this sight sees everything that stands in it. */
export function seesAll(brief: Brief, sight: Sight): boolean {
  const { evidence } = seenBy(brief, sight).withheld
  return sight.whole && evidence === brief.withheld.evidence
}

/** What all of several readers see. */
export function together(sights: readonly Sight[]): Sight {
  const [first, ...rest] = sights
  if (first === undefined) return { items: new Set(), sources: new Set(), whole: false, confidant: false }
  return rest.reduce(
    (one, other) => ({
      items: both(one.items, other.items),
      sources: both(one.sources, other.sources),
      whole: one.whole && other.whole,
      confidant: one.confidant && other.confidant,
    }),
    first,
  )
}

function both(one: ReadonlySet<string>, other: ReadonlySet<string>): Set<string> {
  return new Set([...one].filter((value) => other.has(value)))
}

/** A revision that is to go to readers with this sight: what they may not see is not in it, and not in its hash either. */
export function sharedWith(brief: Brief, sight: Sight): Brief {
  const shared = seenBy(brief, sight)
  return { ...shared, contentHash: contentHashOf(shared) }
}

/** Every item that a brief names. */
export function itemsOf(brief: Brief): string[] {
  return [
    ...new Set([
      ...Object.values(brief.evidence).map(({ item }) => item),
      ...brief.artefacts.map(({ item }) => item),
      ...brief.warnings.map(({ item }) => item),
      ...brief.contradictions.map(({ record }) => record),
      ...(brief.deal === null ? [] : [brief.deal.id]),
    ]),
  ]
}

/** What was counted, listed or not found over everything that was read goes; what people wrote and what has its words stays. */
function withoutSums(brief: Brief, { items, sources }: Sight): Brief {
  return {
    ...brief,
    deal: brief.deal !== null && items.has(brief.deal.id) ? brief.deal : null,
    readThrough: null,
    ...(brief.nextNotes && { nextNotes: brief.nextNotes.filter(({ kind }) => kind !== 'gap') }),
    sections: brief.sections.map((section) => ({
      ...section,
      lines: orGap(section.lines.filter(({ kind }) => kind !== 'gap')),
    })),
    stakeholders: brief.stakeholders.map((one) => ({ ...one, title: null, awayUntil: null, lastHeardAt: null })),
    artefacts: brief.artefacts.filter(({ item }) => items.has(item)),
    warnings: brief.warnings.filter(({ item }) => items.has(item)),
    coverage: brief.coverage.filter(({ source }) => sources.has(source)),
    notRead: [],
    ...(brief.readSummary !== undefined && { readSummary: 'Part of what was read for this is withheld from you.' }),
    rejected: [],
  }
}
