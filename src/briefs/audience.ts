import { shownEvidence, withhold } from './withhold.ts'
import type { Brief, CarefulItem } from './brief.ts'

/** Who will read a rendering. Each sees what every reader of that kind may see (DESIGN E7, D2). */
export type Audience = 'receiver' | 'team' | 'channel' | 'customer'

type Handling = Brief['evidence'][string]['handling'][number]

const HIDDEN: Record<Audience, readonly Handling[]> = {
  receiver: [],
  team: ['in_confidence'],
  channel: ['in_confidence', 'do_not_quote'],
  customer: ['in_confidence', 'do_not_quote', 'do_not_contact', 'opted_out'],
}

/** The evidence whose marks keep it from this audience. */
export function markedFor(brief: Brief, audience: Audience): Set<string> {
  const hidden = Object.entries(brief.evidence).filter(([, entry]) =>
    entry.handling.some((mark) => HIDDEN[audience].includes(mark)),
  )
  return new Set(hidden.map(([key]) => key))
}

/**
 * The brief as this audience may see it. For a customer only dates and promises stay; a brief itself is never theirs.
 * Who of the audience's people may see which item is not asked here: `seenBy` does, before.
 */
export function briefFor(brief: Brief, audience: Audience): Brief {
  if (audience === 'receiver') return brief
  const shown = withhold(brief, markedFor(brief, audience))
  const careful = shown.careful.filter((item) => mayWarn(item, audience))
  if (audience !== 'customer') return { ...shown, careful, rejected: [] }
  const { framework, fields } = shown.qualification
  const outside: Brief = {
    ...shown,
    headline: [],
    nextNotes: [],
    careful: [],
    sections: [],
    asks: [],
    pains: [],
    stakeholders: [],
    risks: [],
    qualification: {
      framework,
      fields: Object.fromEntries(Object.keys(fields).map((field) => [field, null])) as typeof fields,
    },
    contradictions: [],
    openQuestions: [],
    rejected: [],
  }
  const used = keysIn(outside)
  return shownEvidence(outside, (key) => used.has(key))
}

/** A channel sees that there are rules of contact; whose secret is kept is itself not for it. */
function mayWarn(item: CarefulItem, audience: Audience): boolean {
  return audience === 'team' || item.kind !== 'in_confidence'
}

function keysIn(brief: Brief): Set<string> {
  const keys = new Set<string>(brief.head?.meeting.evidence)
  for (const one of [...brief.next, ...brief.commitments, ...brief.nextSteps])
    for (const key of one.evidence) keys.add(key)
  return keys
}
