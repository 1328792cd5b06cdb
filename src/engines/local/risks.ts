import type { Risk, RiskKind } from '../../findings/finding.ts'
import { RISK_WEIGHTS } from './lexica/weights.ts'
import { isCustomers } from './passages.ts'
import type { Passage, Passages } from './passages.ts'
import { isNeighbour, sameTopic } from './topics.ts'
import { reasons, signsOf, weigh } from './weigh.ts'
import type { Signs } from './weigh.ts'

type Candidate = { passage: Passage; kind: RiskKind; score: number; why: string }

/** How many risks of a kind a brief can carry before they repeat themselves. */
const MOST_OF_KIND: Partial<Record<RiskKind, number>> = {
  technical: 2,
  legal_security: 2,
  adoption: 2,
  other: 2,
  timeline: 2,
}
const MOST = 9
const LEAST = -2.7

/** Signs of a kind in order of how surely they tell it. */
const KINDS: readonly { kind: RiskKind; sign: string; worth: number }[] = [
  { kind: 'champion_left', sign: 'leaving.talk', worth: 3 },
  { kind: 'competitor', sign: 'rival', worth: 3.2 },
  { kind: 'competitor', sign: 'competitor.talk', worth: 1.2 },
  { kind: 'silent', sign: 'silent.talk', worth: 2 },
  { kind: 'legal_security', sign: 'legal pair', worth: 2.4 },
  { kind: 'budget', sign: 'budget pair', worth: 2.5 },
  { kind: 'adoption', sign: 'adoption pair', worth: 2.2 },
  { kind: 'pricing', sign: 'pricing pair', worth: 2.3 },
  { kind: 'technical', sign: 'technical pair', worth: 2 },
  { kind: 'timeline', sign: 'timeline pair', worth: 1.9 },
  { kind: 'scope', sign: 'scope.talk', worth: 1.6 },
  { kind: 'other', sign: 'exit.talk', worth: 1.5 },
  { kind: 'budget', sign: 'limited', worth: 1.7 },
  { kind: 'technical', sign: 'technical no', worth: 1.1 },
  { kind: 'timeline', sign: 'timeline.danger', worth: 1 },
  { kind: 'technical', sign: 'technical.danger', worth: 0.8 },
  { kind: 'adoption', sign: 'adoption.danger', worth: 1 },
  { kind: 'pricing', sign: 'pricing.danger', worth: 0.9 },
  { kind: 'legal_security', sign: 'self.blocks', worth: 0.9 },
  { kind: 'other', sign: 'self.doubts', worth: 0.7 },
]

/** What can stop or spoil the deal, worst first, a few of each kind. Colleagues' own warnings count as well as the customer's words. */
export function readRisks(passages: Passages, rivals: ReadonlySet<string>): Risk[] {
  const ranked = passages.all
    .flatMap((passage) => scoreRisk(passage, rivals) ?? [])
    .filter((one) => one.score >= LEAST)
    .toSorted((a, b) => b.score - a.score)
  const chosen: { lead: Candidate; more: Candidate[] }[] = []
  for (const one of ranked) {
    const same = chosen.find(
      (risk) => isNeighbour(risk.lead.passage, one.passage) || sameTopic(risk.lead.passage, one.passage),
    )
    if (same) {
      same.more.push(one)
      continue
    }
    const ofKind = chosen.filter((risk) => risk.lead.kind === one.kind)
    if (ofKind.length >= (MOST_OF_KIND[one.kind] ?? 1)) {
      ofKind[0]?.more.push(one)
      continue
    }
    if (chosen.length < MOST) chosen.push({ lead: one, more: [] })
  }
  return chosen.map(({ lead, more }) => ({
    kind: 'risk',
    risk: lead.kind,
    text: lead.passage.sentence.text,
    sentences: [lead, ...more.slice(0, 2)].map((one) => one.passage.sentence.id),
    why: lead.why,
  }))
}

/** How much a sentence sounds like danger to the deal, and which; null where nothing of it does. */
export function scoreRisk(passage: Passage, rivals: ReadonlySet<string>): Candidate | null {
  if (!isCustomers(passage) && passage.side !== 'seller') return null
  const signs = signsOf(passage, rivals)
  const kind = kindOf(signs)
  if (kind === null) return null
  return {
    passage,
    kind,
    score: weigh(signs, RISK_WEIGHTS),
    why: `${kind}: ${reasons(signs, RISK_WEIGHTS)}`,
  }
}

function kindOf(signs: Signs): RiskKind | null {
  const worth = new Map<RiskKind, number>()
  for (const row of KINDS) {
    if (signs.has(row.sign)) worth.set(row.kind, Math.max(worth.get(row.kind) ?? 0, row.worth))
  }
  let best: RiskKind | null = null
  for (const [kind, value] of worth) if (best === null || value > (worth.get(best) ?? 0)) best = kind
  return best
}
