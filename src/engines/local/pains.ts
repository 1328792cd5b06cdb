import type { Pain } from '../../findings/finding.ts'
import { isCustomers } from './passages.ts'
import type { Passage, Passages } from './passages.ts'
import { isNeighbour, sameTopic } from './topics.ts'

const WEIGHT: Record<string, number> = {
  fails: 1.6,
  costs: 1.6,
  manual: 1.6,
  late: 1.2,
  blind: 1.3,
  harm: 1.5,
  sunset: 2,
  strain: 1.2,
}
const MOST = 5
const LEAST = 3

type Scored = { passage: Passage; score: number; why: string[] }

/** What hurts the customer now, in the customer's own words, worst first; at most five, with the words that say what it costs. */
export function readPains(passages: Passages): Pain[] {
  const scored = passages.all.map(scorePain).filter((one): one is Scored => one !== null)
  const ranked = scored.toSorted((a, b) => b.score - a.score)
  const chosen: { lead: Scored; impact: Scored | null; more: Scored[] }[] = []
  for (const one of ranked) {
    if (one.score < LEAST) break
    const near = chosen.find((pain) => isNeighbour(pain.lead.passage, one.passage))
    if (near) {
      if (near.impact === null) near.impact = one
      continue
    }
    const same = chosen.find((pain) => sameTopic(pain.lead.passage, one.passage))
    if (same) {
      same.more.push(one)
      continue
    }
    if (chosen.length < MOST) chosen.push({ lead: one, impact: null, more: [] })
  }
  return chosen.map(({ lead, impact, more }) => {
    const cost = impact ?? costBeside(lead)
    return {
      kind: 'pain',
      text: lead.passage.sentence.text,
      impact: cost ? { text: cost.passage.sentence.text, sentences: [cost.passage.sentence.id] } : null,
      by: lead.passage.sentence.by,
      sentences: [lead, ...(cost ? [cost] : []), ...more.slice(0, 2)].map((one) => one.passage.sentence.id),
      why: `customer's words: ${lead.why.join(', ')}`,
    }
  })
}

/** How much a sentence sounds like something that hurts the one who says it; null where it cannot be one. */
export function scorePain(passage: Passage): Scored | null {
  if (!isCustomers(passage) || passage.signal.kind === 'meeting') return null
  const { cues, words } = passage
  const why: string[] = []
  let score = 0
  for (const [cue, weight] of Object.entries(WEIGHT)) {
    if (!cues.has(cue)) continue
    score += score === 0 ? weight : weight * 0.6
    why.push(cue)
  }
  if (score === 0) return null
  if (cues.has('tools')) score += 0.5
  if (words.money) score += 1.3
  else if (words.percent || words.duration) score += 0.8
  else if (words.number) score += 0.5
  if (words.money || words.percent || words.duration) why.push('a number')
  if (cues.has('we')) score += 0.8
  if (cues.has('people')) score += 0.4
  if (cues.has('you')) score -= 1
  if (words.question) score -= 2.5
  if (cues.has('fine')) score -= 2.5
  if (cues.has('promise')) score -= 2
  if (cues.has('request')) score -= 1.2
  if (cues.has('courtesy')) score -= 1
  if (cues.has('meeting_talk')) score -= 1
  if (cues.has('hypothetical')) score -= 0.8
  if (cues.has('good')) score -= 0.8
  if (cues.has('contract_talk')) score -= 1.2
  if (words.list.length < 5) score -= 1.2
  if (words.list.length > 45) score -= 0.5
  score += 0.8 * (0.5 - passage.age)
  return { passage, score, why }
}

/** The next or previous sentence, where it holds an amount, a share or a duration. */
function costBeside(lead: Scored): Scored | null {
  for (const passage of [lead.passage.after, lead.passage.before]) {
    if (!passage || passage.speaker !== lead.passage.speaker || passage.words.question) continue
    if (passage.words.money || passage.words.percent || passage.words.duration) {
      return { passage, score: 0, why: ['beside'] }
    }
  }
  return null
}
