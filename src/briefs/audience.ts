import type { Brief, CarefulItem, Line } from './brief.ts'

/** Who will read a rendering. Each sees what every reader of that kind may see (DESIGN E7, D2). */
export type Audience = 'receiver' | 'team' | 'channel' | 'customer'

type Handling = Brief['evidence'][string]['handling'][number]

const HIDDEN: Record<Audience, readonly Handling[]> = {
  receiver: [],
  team: ['in_confidence'],
  channel: ['in_confidence', 'do_not_quote'],
  customer: ['in_confidence', 'do_not_quote', 'do_not_contact', 'opted_out'],
}

/**
 * The brief as this audience may see it. A line that rests on withheld words goes with them and is counted, never
 * shortened: half a secret is one. For a customer only dates and promises stay; a brief itself is never theirs.
 * The content hash stays that of the whole revision, so that an approval names what it was drawn from.
 */
export function briefFor(brief: Brief, audience: Audience): Brief {
  if (audience === 'receiver') return brief
  const hidden = new Set(
    Object.entries(brief.evidence)
      .filter(([, entry]) => entry.handling.some((mark) => HIDDEN[audience].includes(mark)))
      .map(([key]) => key),
  )
  let lines = 0
  const open = (one: { evidence: readonly string[] }) => !one.evidence.some((key) => hidden.has(key))
  const kept = <T extends { evidence: readonly string[] }>(all: readonly T[]): T[] => {
    const left = all.filter(open)
    lines += all.length - left.length
    return left
  }
  const quiet = <T extends { evidence: readonly string[] }>(all: readonly T[]): T[] => all.filter(open)
  const inside = audience !== 'customer'

  const headline = inside ? kept(brief.headline) : []
  const next = kept(brief.next)
  const nextNotes = inside ? kept(brief.nextNotes ?? []) : []
  const careful = inside ? kept(brief.careful).filter((item) => mayWarn(item, audience)) : []
  const sections = inside ? brief.sections.map((section) => ({ ...section, lines: orGap(kept(section.lines)) })) : []
  const fields = Object.fromEntries(
    Object.entries(brief.qualification.fields).map(([field, value]) => [
      field,
      inside && value !== null && open(value) ? value : null,
    ]),
  ) as Brief['qualification']['fields']

  const shown: Brief = {
    ...brief,
    headline,
    next,
    nextNotes,
    careful,
    sections,
    commitments: quiet(brief.commitments).filter((one) => one.resolvedBy.every((key) => !hidden.has(key))),
    asks: inside ? quiet(brief.asks) : [],
    pains: inside ? quiet(brief.pains) : [],
    stakeholders: inside
      ? brief.stakeholders.map((one) => ({ ...one, evidence: one.evidence.filter((key) => !hidden.has(key)) }))
      : [],
    risks: inside ? quiet(brief.risks) : [],
    nextSteps: quiet(brief.nextSteps),
    qualification: { ...brief.qualification, fields },
    contradictions: inside ? quiet(brief.contradictions) : [],
    openQuestions: inside ? brief.openQuestions : [],
    rejected: [],
  }
  const used = keysIn(shown)
  shown.evidence = Object.fromEntries(
    Object.entries(brief.evidence).filter(([key]) => !hidden.has(key) && (inside || used.has(key))),
  )
  const items = new Set(Object.values(shown.evidence).map((entry) => entry.item))
  if (brief.sources) shown.sources = brief.sources.filter((source) => items.has(source.item))
  shown.withheld = { evidence: brief.withheld.evidence + hidden.size, lines: brief.withheld.lines + lines }
  return shown
}

/** A channel sees that there are rules of contact; whose secret is kept is itself not for it. */
function mayWarn(item: CarefulItem, audience: Audience): boolean {
  return audience === 'team' || item.kind !== 'in_confidence'
}

function orGap(lines: Line[]): Line[] {
  return lines.length > 0 ? lines : [{ kind: 'gap', text: 'Withheld from this audience.', evidence: [], shows: [] }]
}

function keysIn(brief: Brief): Set<string> {
  const keys = new Set<string>(brief.head?.meeting.evidence)
  for (const one of [...brief.next, ...brief.commitments, ...brief.nextSteps])
    for (const key of one.evidence) keys.add(key)
  return keys
}
