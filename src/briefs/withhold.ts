import type { Brief, Line } from './brief.ts'

type Cited = { evidence: readonly string[] }

/**
 * The brief without these pieces of evidence and without what rests on any of them: a line goes whole, never shortened,
 * for half a secret is one. What went is counted in `withheld`. The hash stays that of the whole revision, so that an
 * approval and an answer name what they are of.
 */
export function withhold(brief: Brief, hidden: ReadonlySet<string>): Brief {
  if (hidden.size === 0) return brief
  const gone = new Set(
    brief.commitments
      .filter(({ evidence, resolvedBy }) => [...evidence, ...resolvedBy].some((key) => hidden.has(key)))
      .map(({ id }) => id),
  )
  let lines = 0
  const open = (one: Cited & { shows?: readonly string[] }) =>
    !one.evidence.some((key) => hidden.has(key)) && !(one.shows?.some((id) => gone.has(id)) ?? false)
  const kept = <T extends Cited>(all: readonly T[]): T[] => {
    const left = all.filter(open)
    lines += all.length - left.length
    return left
  }
  const quiet = <T extends Cited>(all: readonly T[]): T[] => all.filter(open)
  const shown: Brief = {
    ...brief,
    headline: kept(brief.headline),
    next: kept(brief.next),
    ...(brief.nextNotes && { nextNotes: kept(brief.nextNotes) }),
    careful: kept(brief.careful),
    sections: brief.sections.map((section) => ({ ...section, lines: orGap(kept(section.lines)) })),
    commitments: brief.commitments.filter(({ id }) => !gone.has(id)),
    asks: quiet(brief.asks),
    pains: quiet(brief.pains),
    stakeholders: brief.stakeholders.flatMap((one) => {
      const left = one.evidence.filter((key) => !hidden.has(key))
      if (left.length === one.evidence.length) return [one]
      if (left.length === 0) return []
      // What they are said to be may rest on what is withheld; that they are there does not.
      return [{ ...one, roles: [], stated: false, sentiment: 'neutral' as const, title: null, evidence: left }]
    }),
    risks: quiet(brief.risks),
    nextSteps: quiet(brief.nextSteps).filter(({ commitment }) => commitment === null || !gone.has(commitment)),
    qualification: {
      ...brief.qualification,
      fields: Object.fromEntries(
        Object.entries(brief.qualification.fields).map(([field, value]) => [
          field,
          value !== null && open(value) ? value : null,
        ]),
      ) as Brief['qualification']['fields'],
    },
    contradictions: quiet(brief.contradictions),
    rejected: [],
  }
  if (brief.head && !open(brief.head.meeting)) {
    lines += 1
    shown.head = { ...brief.head, meeting: { kind: 'gap', text: 'Next meeting: withheld.', evidence: [], shows: [] } }
  }
  return counted(
    shownEvidence(shown, (key) => !hidden.has(key)),
    { evidence: hidden.size, lines },
  )
}

/** Only the evidence, and only the sources, that `open` lets through. */
export function shownEvidence(brief: Brief, open: (key: string) => boolean): Brief {
  const evidence = Object.fromEntries(Object.entries(brief.evidence).filter(([key]) => open(key)))
  const items = new Set(Object.values(evidence).map(({ item }) => item))
  return { ...brief, evidence, ...(brief.sources && { sources: brief.sources.filter(({ item }) => items.has(item)) }) }
}

/** The same brief with more to its count of what is withheld. */
export function counted(brief: Brief, more: Brief['withheld']): Brief {
  const { evidence, lines } = brief.withheld
  return { ...brief, withheld: { evidence: evidence + more.evidence, lines: lines + more.lines } }
}

/** A section never stands empty: what is not shown says so. */
export function orGap(lines: Line[]): Line[] {
  return lines.length > 0 ? lines : [{ kind: 'gap', text: 'Private source, withheld.', evidence: [], shows: [] }]
}
