/** White space as a reader sees it: one space, no invisible characters. Quotes are compared and shown like this. */
export function fold(text: string): string {
  return text
    .replaceAll(/[\u200B-\u200D\uFEFF\u00AD]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

export function wordCount(text: string): number {
  return fold(text)
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

/**
 * The part of a sentence that says most in at most `limit` words: whole clauses where they fit, always one verbatim
 * stretch. Clauses with figures, and those that match `keep`, weigh most.
 */
export function clip(text: string, limit: number, keep?: RegExp): string {
  const whole = fold(text)
  if (wordCount(whole) <= limit) return trimEdges(whole)
  const coarse = best(whole, clausesOf(whole, BREAKS), limit, keep)
  const fine = best(whole, clausesOf(whole, FINE_BREAKS), limit, keep)
  // Half a clause is taken only where whole ones would leave most of the sentence unsaid.
  const chosen = coarse.weight * 1.6 >= fine.weight ? coarse : fine
  return trimEdges(chosen.weight >= 0 ? whole.slice(chosen.from, chosen.to) : firstWords(whole, limit))
}

function best(whole: string, clauses: { start: number; end: number }[], limit: number, keep?: RegExp) {
  let best = { weight: -1, from: 0, to: 0 }
  for (let from = 0; from < clauses.length; from += 1) {
    let weight = 0
    for (let to = from; to < clauses.length; to += 1) {
      const clause = clauses[to]
      const first = clauses[from]
      if (!clause || !first) break
      weight += weigh(whole.slice(clause.start, clause.end), keep)
      if (wordCount(whole.slice(first.start, clause.end)) > limit) break
      // An earlier, fuller stretch wins a draw: it is nearer to what the sentence sets out to say.
      if (weight > best.weight) best = { weight, from: first.start, to: clause.end }
    }
  }
  return best
}

/** At most `limit` words from the start, for text that is not quoted; says with … that it goes on. */
export function shorten(text: string, limit: number): string {
  const whole = fold(text)
  return wordCount(whole) <= limit ? whole : `${trimEdges(firstWords(whole, limit))} …`
}

/** A comma between digits is part of a number. */
const BREAKS = /[;:.!?](?=\s)|,(?=\s)|\s[–—-](?=\s)/g
const FINE_BREAKS =
  /[;:.!?](?=\s)|,(?=\s)|\s[–—-](?=\s)|\s(?=(?:and|but|or|so|because|which|where|unless|if|that|und|aber|oder|weil|dass|damit|wenn|et|mais|ou|car|donc|que|si|y|pero|o|porque|aunque)\s)/giu

function clausesOf(text: string, breaks: RegExp): { start: number; end: number }[] {
  const clauses: { start: number; end: number }[] = []
  let start = 0
  for (const match of text.matchAll(breaks)) {
    const end = match.index + match[0].length
    clauses.push({ start, end })
    start = end
  }
  if (start < text.length) clauses.push({ start, end: text.length })
  return clauses
}

function weigh(clause: string, keep?: RegExp): number {
  const figures = clause.match(/\p{Sc}\s?\d|\d[\d.,'’]*\s?(?:%|k\b|m\b|€|£)|\d/gu)?.length ?? 0
  return wordCount(clause) + Math.min(figures, 3) * 4 + (keep?.test(clause) ? 12 : 0)
}

function firstWords(text: string, limit: number): string {
  const words = text.split(' ').slice(0, limit)
  // A cut after "and the" leaves the reader waiting.
  while (words.length > 4 && /^\p{Ll}{1,3}$/u.test(words.at(-1) ?? '')) words.pop()
  return words.join(' ')
}

function trimEdges(text: string): string {
  return text.replaceAll(/^[\s,;:–—-]+|[\s,;:–—-]+$/gu, '')
}
