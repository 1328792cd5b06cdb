import type { Day } from './days.ts'
import type { Frame } from './frame.ts'
import type { Parsed } from './parse.ts'

const RANK = { by: 4, within: 3, on: 2, about: 0, from: 0 } as const

/** When it is due: the date that stands nearest to what is promised; dates of conditions, of the past and of names do not count. */
export function dueOf(parsed: Parsed, frame: Frame | null): Day | null {
  let best: { day: Day; rank: number } | null = null
  for (const hit of parsed.dates) {
    // "from Friday on you have a badge": the day begins it
    if (hit.preposition === 'from' && frame?.manner !== 'receive' && !begins(parsed, hit.from, frame)) continue
    let rank: number = hit.preposition === null ? 2 : RANK[hit.preposition]
    if (hit.preposition === 'about') rank = 0.5
    if (frame && parsed.clause[hit.from] === parsed.clause[frame.at]) rank += 1.5
    if (frame && hit.from > frame.at) rank += 0.5
    // the date of a condition is the date of what hangs on it, if nothing better is said
    if (parsed.conditional[hit.from]) rank = hit.preposition === 'by' ? 1 : 0
    else if (
      frame &&
      hit.preposition !== 'by' &&
      hit.to <= frame.from &&
      hit.to < frame.from - 1 &&
      clauseBefore(parsed, hit.to, frame.from)
    )
      rank = 0.5
    if (best === null || rank > best.rank) best = { day: hit.day, rank }
  }
  return best !== null && best.rank >= 1 ? best.day : null
}

/** "dès mercredi", "ab Montag": what is there, ready or done from a day on is due on it. */
function begins({ tokens }: Parsed, at: number, frame: Frame | null): boolean {
  return (
    (frame?.manner === 'passive' || frame?.manner === 'ready' || frame?.manner === 'going') &&
    [1, 2].some((back) => /^(ab|dès|from)$/.test(tokens[at - back]?.w ?? ''))
  )
}

/** A date in an earlier clause that says more than the date does not date the promise. */
function clauseBefore(parsed: Parsed, hit: number, frame: number): boolean {
  const clause = parsed.clause[hit - 1]
  if (clause === parsed.clause[frame]) return false
  return parsed.tokens.filter((token, index) => parsed.clause[index] === clause && token.kind === 'word').length > 5
}

/** The thing promised in the sentence's own words: from the verb on, without greeting and closing mark, at most 18 words. */
export function whatOf(parsed: Parsed, frame: Frame | null): string {
  const { tokens, text } = parsed
  if (!frame) return shorten(text, 18)
  const whole =
    frame.subject === 'thing' || frame.manner === 'receive' || parsed.language !== 'en' || frame.subject === 'named'
  const first = tokens[whole ? Math.max(0, Math.min(frame.from, frame.at)) : frame.at]
  const start =
    whole && parsed.language !== 'en' && frame.from > frame.at - 3
      ? clauseStart(parsed, Math.min(frame.from, frame.at))
      : (first?.start ?? 0)
  return shorten(text.slice(start), 18)
}

function clauseStart(parsed: Parsed, at: number): number {
  let index = at
  while (index > 0 && parsed.clause[index - 1] === parsed.clause[at]) index -= 1
  const token = parsed.tokens[index]?.kind === 'mark' ? parsed.tokens[index + 1] : parsed.tokens[index]
  return token?.start ?? 0
}

/** The words on one line, without bullet and closing mark, cut after so many words. */
export function shorten(text: string, words: number): string {
  const list = text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^[-*•–·\d.)\s]+(?=\p{L})/u, '')
    .split(' ')
  const cut = list.slice(0, words).join(' ')
  return (list.length > words ? `${cut} …` : cut).replace(/[.;,:!]+$/, '')
}

/** The condition in its own words, or null. */
export function conditionOf(parsed: Parsed): string | null {
  const { tokens, conditional, text, cues } = parsed
  const first = tokens.findIndex((token, index) => conditional[index] && cues.condition.has(token.w))
  const start = tokens[first]
  if (!start) return oneOf(parsed)
  let last = first
  while (last + 1 < tokens.length && conditional[last + 1]) last += 1
  return text
    .slice(start.start, tokens[last]?.end ?? text.length)
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const ONCE =
  /(?<!\p{L})(once|as soon as|provided|subject to|sobald|vorausgesetzt|dès que|sous réserve|à condition|una vez que|en cuanto|ni bien|apenas|siempre que)(?!\p{L})[^,.;]*/iu

const oneOf = (parsed: Parsed): string | null => ONCE.exec(parsed.text)?.[0].replaceAll(/\s+/g, ' ').trim() ?? null
