import type { Pain } from '../../findings/finding.ts'
import { PAIN_WEIGHTS } from './lexica/weights.ts'
import { isCustomers } from './passages.ts'
import type { Passage, Passages } from './passages.ts'
import { isNeighbour, sameTopic } from './topics.ts'
import { reasons, signsOf, weigh } from './weigh.ts'

/** Few sentences hold few pains: a reader of a short correspondence is told less. */
const most = (passages: number): number => Math.min(5, Math.floor(2.6 + passages / 150))
const LEAST = -2.8

type Scored = { passage: Passage; score: number; why: string }

/** What hurts the customer now, in the customer's own words, worst first; at most five, with the words that say what it costs. */
export function readPains(passages: Passages, rivals: ReadonlySet<string>, weights = PAIN_WEIGHTS): Pain[] {
  const ranked = passages.all
    .map((passage) => scorePain(passage, rivals, weights))
    .filter((one): one is Scored => one !== null && one.score >= LEAST)
    .toSorted((a, b) => b.score - a.score)
  const chosen: { lead: Scored; impact: Scored | null; more: Scored[] }[] = []
  for (const one of ranked) {
    const near = chosen.find((pain) => isNeighbour(pain.lead.passage, one.passage) && pain.impact === null)
    if (near) {
      near.impact = one
      continue
    }
    const same = chosen.find((pain) => sameTopic(pain.lead.passage, one.passage))
    if (same) {
      same.more.push(one)
      continue
    }
    if (chosen.length < most(passages.all.length)) chosen.push({ lead: one, impact: null, more: [] })
  }
  return chosen.map(({ lead, impact, more }) => {
    const cost = impact?.passage ?? costBeside(lead.passage)
    return {
      kind: 'pain',
      text: lead.passage.sentence.text,
      impact: cost ? { text: cost.sentence.text, sentences: [cost.sentence.id] } : null,
      by: lead.passage.sentence.by,
      sentences: [
        lead.passage.sentence.id,
        ...(cost ? [cost.sentence.id] : []),
        ...more.slice(0, 2).map((one) => one.passage.sentence.id),
      ],
      why: `the customer's words: ${lead.why}`,
    }
  })
}

/** How much a sentence sounds like something that hurts the one who says it; null where it cannot be one. */
export function scorePain(passage: Passage, rivals: ReadonlySet<string>, weights = PAIN_WEIGHTS): Scored | null {
  if (!isCustomers(passage)) return null
  const signs = signsOf(passage, rivals)
  return { passage, score: weigh(signs, weights), why: reasons(signs, weights) }
}

/** The next or previous sentence of the same speaker, where it holds an amount, a share or a duration. */
function costBeside(lead: Passage): Passage | null {
  for (const passage of [lead.after, lead.before]) {
    if (!passage || passage.speaker !== lead.speaker || passage.words.question || passage.cues.has('promise')) continue
    if (passage.words.money || passage.words.percent || passage.words.duration) return passage
  }
  return null
}
