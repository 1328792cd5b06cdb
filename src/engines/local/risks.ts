import type { Risk, RiskKind } from '../../findings/finding.ts'
import { KIND_WEIGHTS, RISK_WEIGHTS } from './lexica/weights.ts'
import type { Weights } from './lexica/weights.ts'
import { isCustomers } from './passages.ts'
import type { Passage, Passages } from './passages.ts'
import { isNeighbour, sameTopic } from './topics.ts'
import { reasons, signsOf, weigh } from './weigh.ts'
import type { Signs } from './weigh.ts'

type Candidate = { passage: Passage; kind: RiskKind; score: number; why: string }

export type RiskWeights = { risk: Weights; kinds: Readonly<Record<RiskKind, Weights>> }

/** How many risks of a kind a brief can carry before they repeat themselves. */
const MOST_OF_KIND = 2
/** Few sentences hold few risks: a reader of a short correspondence is told less. */
const most = (passages: number): number => Math.min(9, Math.floor(5 + passages / 100))
const LEAST = -2
const LEARNED: RiskWeights = { risk: RISK_WEIGHTS, kinds: KIND_WEIGHTS }

/** What can stop or spoil the deal, worst first, a few of each kind. Colleagues' own warnings count as well as the customer's words. */
export function readRisks(passages: Passages, rivals: ReadonlySet<string>, weights = LEARNED): Risk[] {
  const ranked = passages.all
    .flatMap((passage) => scoreRisk(passage, rivals, weights) ?? [])
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
    if (ofKind.length >= MOST_OF_KIND) {
      ofKind[0]?.more.push(one)
      continue
    }
    if (chosen.length < most(passages.all.length)) chosen.push({ lead: one, more: [] })
  }
  return chosen.map(({ lead, more }) => ({
    kind: 'risk',
    risk: lead.kind,
    text: lead.passage.sentence.text,
    sentences: [lead, ...more.slice(0, 2)].map((one) => one.passage.sentence.id),
    why: lead.why,
  }))
}

/** How much a sentence sounds like danger to the deal, and which; null where nobody of either side says it. */
export function scoreRisk(passage: Passage, rivals: ReadonlySet<string>, weights = LEARNED): Candidate | null {
  if (!isCustomers(passage) && passage.side !== 'seller') return null
  const signs = signsOf(passage, rivals)
  const kind = kindOf(signs, weights.kinds)
  return { passage, kind, score: weigh(signs, weights.risk), why: `${kind}: ${reasons(signs, weights.risk)}` }
}

function kindOf(signs: Signs, kinds: RiskWeights['kinds']): RiskKind {
  let best: RiskKind = 'other'
  let highest = -Infinity
  for (const [kind, weights] of Object.entries(kinds) as [RiskKind, Weights][]) {
    const score = weigh(signs, weights)
    if (score <= highest) continue
    best = kind
    highest = score
  }
  return best
}
