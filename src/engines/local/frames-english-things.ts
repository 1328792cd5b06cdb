import type { Frame } from './frame.ts'
import { clauseStart, type Parsed } from './parse.ts'
import { isOwnDepartment } from './subjects-english.ts'
import { FORM } from './verb-forms.ts'

/** What is on its way or has its day: it comes, ships, goes live, runs. */
const SCHEDULED = new Set([
  'come',
  'follow',
  'arrive',
  'go',
  'land',
  'reach',
  'ship',
  'start',
  'leave',
  'run',
  'begin',
  'launch',
])
/** at the other side's place */
const PLACE = /^(on|in|at|with) (your|you)$/
const BE = /^(is|are|'s|'re)$/

/** What an English sentence says will happen to a thing, or what our own people do: "the labels get reprinted", "Treasury releases it Monday". */
export function englishThings(parsed: Parsed): Frame[] {
  const frames: Frame[] = []
  for (let index = 1; index < parsed.tokens.length; index += 1) {
    const frame = thingAt(parsed, index) ?? ownPeopleAt(parsed, index)
    if (frame) frames.push(frame)
  }
  return frames
}

function thingAt(parsed: Parsed, index: number): Frame | null {
  const { tokens, verbs, cues } = parsed
  const head = headBefore(parsed, index)
  if (head === null) return null
  const word = tokens[head]?.w ?? ''
  if (cues.i.has(word) || cues.we.has(word) || cues.you.has(word) || cues.third.has(word) || parsed.people[head])
    return null
  const from = clauseStart(parsed, head)
  if (cues.foreign.has(tokens[from]?.w ?? '')) return null
  const base = { subject: 'thing', person: null, future: false, from } as const
  const verb = verbs[index]
  const next = verbs[index + 1]
  if (BE.test(tokens[index]?.w ?? '') && next && next.forms & FORM.ing && SCHEDULED.has(next.lemma))
    return { ...base, manner: 'going', verb: next, at: index + 1 }
  if (BE.test(tokens[index]?.w ?? '') && PLACE.test(`${tokens[index + 1]?.w} ${tokens[index + 2]?.w}`))
    return { ...base, manner: 'ready', verb: null, at: index + 1 }
  if (verb?.lemma === 'get' && verb.forms & (FORM.third | FORM.thirdPlural) && next && next.forms & FORM.participle)
    return { ...base, manner: 'passive', verb: next, at: index + 1 }
  if (verb?.lemma === 'go' && tokens[index + 1]?.w === 'live')
    return { ...base, manner: 'ready', verb: null, at: index + 1 }
  // the nearer subjects are read with the other clauses
  if (verb && verb.forms & FORM.third && SCHEDULED.has(verb.lemma) && head !== index - 1)
    return { ...base, manner: 'going', verb, at: index }
  return null
}

function ownPeopleAt(parsed: Parsed, index: number): Frame | null {
  const { tokens, verbs, cues } = parsed
  const head = headBefore(parsed, index)
  if (head === null) return null
  const from = clauseStart(parsed, head)
  const owned = [from, from + 1].some((at) => at < index && cues.own.has(tokens[at]?.w ?? '') && head - at <= 4)
  if (!owned && !isOwnDepartment(parsed, head, from)) return null
  const base = { subject: 'ours', person: null, future: false, from } as const
  const verb = verbs[index]
  const next = verbs[index + 1]
  // what a thing of ours does without a day is what it can
  if (parsed.dates.length === 0) return null
  if (BE.test(tokens[index]?.w ?? '') && next && next.forms & FORM.ing)
    return { ...base, manner: 'progressive', verb: next, at: index + 1 }
  if (BE.test(tokens[index]?.w ?? '') && tokens[index + 1]?.w === 'to' && verbs[index + 2])
    return { ...base, manner: 'will', future: true, verb: verbs[index + 2] ?? null, at: index + 2 }
  // years start and contracts run by themselves
  return verb && verb.forms & FORM.third && verb.lemma !== 'be' && !SCHEDULED.has(verb.lemma)
    ? { ...base, manner: 'present', verb, at: index }
    : null
}

/** The last word of what stands before a verb; asides between commas or in brackets are stepped over. */
function headBefore(parsed: Parsed, index: number): number | null {
  const { tokens, cues } = parsed
  let at = index - 1
  while (at > 0 && cues.adverb.has(tokens[at]?.w ?? '')) at -= 1
  const mark = tokens[at]?.w ?? ''
  if (mark === ',' || mark === ')') {
    const open = mark === ')' ? '(' : ','
    let back = at - 1
    while (back > 0 && tokens[back]?.w !== open) back -= 1
    if (back <= 0) return null
    at = back - 1
  }
  return at >= 0 && tokens[at]?.kind !== 'mark' ? at : null
}
