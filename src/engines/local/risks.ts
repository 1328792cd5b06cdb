import type { Risk, RiskKind } from '../../findings/finding.ts'
import { isCustomers } from './passages.ts'
import type { Passage, Passages } from './passages.ts'
import { isNeighbour, sameTopic } from './topics.ts'

type Candidate = { passage: Passage; kind: RiskKind; score: number; why: string }

/** How many risks of a kind a brief can carry before they repeat themselves. */
const MOST_OF_KIND: Partial<Record<RiskKind, number>> = { technical: 2, legal_security: 2, adoption: 2, other: 1 }
const MOST = 9
const LEAST = 2.6

/** A topic alone is talk; with words of danger it is a risk. Weights: what the pair is worth, and the danger alone. */
const PAIRED: readonly { kind: RiskKind; topic: string; danger: string; worth: number }[] = [
  { kind: 'budget', topic: 'budget.topic', danger: 'budget.danger', worth: 2.6 },
  { kind: 'pricing', topic: 'pricing.topic', danger: 'pricing.danger', worth: 2.2 },
  { kind: 'timeline', topic: 'timeline.topic', danger: 'timeline.danger', worth: 2.2 },
  { kind: 'technical', topic: 'technical.topic', danger: 'technical.danger', worth: 2.1 },
  { kind: 'legal_security', topic: 'legal.topic', danger: 'legal.danger', worth: 2.2 },
  { kind: 'adoption', topic: 'adoption.topic', danger: 'adoption.danger', worth: 2.4 },
]
const PLAIN: readonly { kind: RiskKind; cue: string; worth: number }[] = [
  { kind: 'champion_left', cue: 'leaving.talk', worth: 2.6 },
  { kind: 'silent', cue: 'silent.talk', worth: 2 },
  { kind: 'scope', cue: 'scope.talk', worth: 1.5 },
  { kind: 'other', cue: 'exit.talk', worth: 1.8 },
]

/** What can stop or spoil the deal, worst first, a few of each kind. Colleagues' own warnings count as well as the customer's words. */
export function readRisks(passages: Passages, competitors: ReadonlySet<string>): Risk[] {
  const candidates = passages.all.flatMap((passage) => scoreRisks(passage, competitors))
  const chosen: { lead: Candidate; more: Candidate[] }[] = []
  const ofKind = new Map<RiskKind, number>()
  for (const one of candidates.toSorted((a, b) => b.score - a.score)) {
    if (one.score < LEAST) break
    if (chosen.some((risk) => risk.lead.passage === one.passage)) continue
    const same = chosen.find(
      (risk) =>
        (risk.lead.kind === one.kind || isNeighbour(risk.lead.passage, one.passage)) &&
        (isNeighbour(risk.lead.passage, one.passage) || sameTopic(risk.lead.passage, one.passage)),
    )
    if (same) {
      same.more.push(one)
      continue
    }
    const count = ofKind.get(one.kind) ?? 0
    if (count >= (MOST_OF_KIND[one.kind] ?? 1)) {
      chosen.find((risk) => risk.lead.kind === one.kind)?.more.push(one)
      continue
    }
    if (chosen.length >= MOST) continue
    ofKind.set(one.kind, count + 1)
    chosen.push({ lead: one, more: [] })
  }
  return chosen.map(({ lead, more }) => ({
    kind: 'risk',
    risk: lead.kind,
    text: lead.passage.sentence.text,
    sentences: [lead, ...more.slice(0, 2)].map((one) => one.passage.sentence.id),
    why: lead.why,
  }))
}

/** Every kind of risk that a sentence may be, scored; empty where it is none. */
export function scoreRisks(passage: Passage, competitors: ReadonlySet<string>): Candidate[] {
  const { cues } = passage
  const manner = scoreManner(passage)
  if (manner <= -2) return []
  const found: Candidate[] = []
  for (const { kind, topic, danger, worth } of PAIRED) {
    if (cues.has(topic) && cues.has(danger)) {
      found.push({ passage, kind, score: worth + manner, why: `${kind}: a topic with a danger word` })
    }
  }
  for (const { kind, cue, worth } of PLAIN) {
    if (cues.has(cue)) found.push({ passage, kind, score: worth + manner, why: `${kind}: ${cue}` })
  }
  const named = passage.words.list.some((word) => competitors.has(word))
  if (named) {
    const talk = cues.has('competitor.talk') ? 2 : 0.8
    const priced = passage.words.money || passage.words.percent ? 1 : 0
    found.push({ passage, kind: 'competitor', score: 1 + talk + priced + manner, why: 'competitor: named' })
  }
  return found
}

/** What the way of saying adds or takes: conditions, stops and warnings up; questions, courtesies and good news down. */
function scoreManner(passage: Passage): number {
  const { cues, words, internal } = passage
  let score = 0
  if (isCustomers(passage)) score += 0.8
  else if (internal) score += 0.5
  else score -= 1.2
  if (passage.signal.kind === 'meeting') score -= 0.8
  if (cues.has('stop.talk')) score += 0.8
  if (cues.has('doubt.talk')) score += 0.6
  if (cues.has('negated')) score += 0.4
  if (words.money || words.percent) score += 0.4
  else if (words.number || cues.has('date')) score += 0.2
  if (words.question) score -= 1.5
  if (cues.has('fine')) score -= 2
  if (cues.has('promise')) score -= 1.2
  if (cues.has('request')) score -= 0.6
  if (cues.has('courtesy')) score -= 1
  if (cues.has('good')) score -= 0.6
  if (cues.has('meeting_talk')) score -= 0.8
  if (words.list.length < 5) score -= 1
  if (words.list.length > 45) score -= 0.6
  score += 0.5 * (passage.age - 0.5)
  return score
}
