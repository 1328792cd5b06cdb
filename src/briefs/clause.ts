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
 * The part of a sentence that says most in at most `limit` words: whole clauses, one verbatim stretch. Clauses with
 * figures, and those that match `keep`, weigh most. A stretch that would lose its condition, or that hangs on words
 * before it, is never taken: where no other fits, the whole sentence comes back, longer than asked for.
 */
export function clip(text: string, limit: number, keep?: RegExp): string {
  const whole = fold(text)
  if (wordCount(whole) <= limit) return trimEdges(whole)
  const coarse = best(whole, clausesOf(whole, BREAKS), limit, keep)
  const fine = best(whole, clausesOf(whole, FINE_BREAKS), limit, keep)
  // Half a clause is taken only where whole ones would leave most of the sentence unsaid.
  const chosen = coarse.weight * 1.6 >= fine.weight ? coarse : fine
  if (chosen.weight < 0) return trimEdges(whole)
  return trimEdges(whole.slice(chosen.from, chosen.to)).replace(COORDINATOR, '')
}

const SLACK = 4

/** Fewer words than this are a crumb, not a statement. */
const LEAST = 3

type Clause = { start: number; end: number }

function best(whole: string, clauses: Clause[], limit: number, keep?: RegExp) {
  let best = { weight: -1, from: 0, to: 0 }
  let hanging = false
  // A clause ends before or after white space, so that words and marks of a stretch are the sums of its clauses'.
  const measured = clauses.map(({ start, end }) => {
    const said = whole.slice(start, end)
    return {
      words: wordCount(said),
      weight: weigh(said, keep),
      ...marksIn(said),
      limits: CONDITION.test(said),
      predicate: PREDICATE.test(said),
      // ", and he," waits for its verb; "so if it slips," waits for what then happens.
      waits: (COORDINATOR.test(said.trim()) && wordCount(said) < LEAST) || (INNER_IF.test(said) && /,\s*$/.test(said)),
    }
  })
  const main = mainClause(whole, clauses)
  for (const [from, first] of clauses.entries()) {
    const opening = whole.slice(first.start, first.end).trim()
    // "unless it is live and I have seen it": what follows the "and" hangs on the same word.
    hanging =
      from > 0 &&
      (HANGS.test(whole.slice(first.start)) || REASON.test(opening) || (hanging && COORDINATOR.test(opening)))
    // "…, our head of finance, has to sign": what stands between commas is not the subject.
    if (hanging || (from > 0 && (PREDICATE.test(opening) || measured[from + 1]?.predicate === true))) continue
    let [weight, words, open, quotes] = [0, 0, 0, 0]
    for (let to = from; to < clauses.length; to++) {
      const clause = measured[to]!
      weight += clause.weight
      words += clause.words
      open += clause.open
      quotes += clause.quotes
      if (words > limit) break
      const next = measured[to + 1]
      if (words < LEAST || next?.limits === true || next?.predicate === true || open !== 0 || quotes % 2 !== 0) continue
      if (next !== undefined && (clause.waits || (from === 0 && to < main))) continue
      // An earlier, fuller stretch wins a draw: it is nearer to what the sentence sets out to say.
      if (weight > best.weight) best = { weight, from: first.start, to: clauses[to]!.end }
    }
  }
  return best
}

/** The first clause that says what holds, where a sentence opens with its condition: "If the plan moves again, …". */
function mainClause(whole: string, clauses: Clause[]): number {
  const condition = OPENS_CONDITION.exec(whole)?.[0].length
  if (condition === undefined) return 0
  const main = clauses.findIndex((clause) => clause.start > condition && /,\s*$/.test(whole.slice(0, clause.start)))
  return main < 0 ? clauses.length - 1 : main
}

/** At most `limit` words from the start, for text that is not quoted; says with … that it goes on. */
export function shorten(text: string, limit: number): string {
  const whole = fold(text)
  return wordCount(whole) <= limit ? whole : `${trimEdges(firstWords(whole, limit))} …`
}

/** The start of a text, up to the last whole clause that fits in `limit` words; cut between words where none does. */
export function leadOf(text: string, limit: number): string {
  const whole = fold(text).replace(/[\s.]*…$/u, '')
  // A few words more are easier to read than a cut.
  if (wordCount(whole) <= limit + SLACK) return trimEdges(whole)
  // No more is read than can be shown.
  const near = whole.split(' ', limit * 3).join(' ')
  let end = 0
  const clauses = clausesOf(near, FINE_BREAKS)
  const main = mainClause(near, clauses)
  for (const [index, clause] of clauses.entries()) {
    const head = near.slice(0, clause.end)
    const rest = near.slice(clause.end)
    if (wordCount(head) > limit) break
    if (index < main) continue
    // "if fewer than …" and "that …" belong to what stands before them.
    if (wordCount(head) >= LEAST && balanced(head) && !CONDITION.test(rest) && !HANGS.test(rest)) end = clause.end
  }
  return end > 0 ? trimEdges(whole.slice(0, end)) : shorten(whole, limit)
}

/** A comma between digits is part of a number. */
const BREAKS = /[;:.!?](?=\s)|,(?=\s)|\s[–—-](?=\s)/g
const FINE_BREAKS =
  /[;:.!?](?=\s)|,(?=\s)|\s[–—-](?=\s)|\s(?=(?:and|but|or|so|because|which|where|unless|until|if|that|und|aber|oder|weil|dass|damit|wenn|falls|bis|et|mais|ou|car|donc|que|si|sauf|y|pero|o|porque|aunque|salvo|hasta)\s)(?!(?:y (?:media|pico|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)|et (?:demie?|quart|une?))(?!\p{L}))/giu

/** What says under which condition the words before it hold. */
const CONDITION =
  /^[\s,;:–—-]*(?:unless|until|till|if|except|provided|as long as|once|but only|wenn|falls|sofern|außer|es sei denn|solange|bis|erst|si|sauf|à moins|tant que|à condition|a menos|salvo|siempre que|hasta|mientras)\b/iu

/** What means nothing, or something else, without the words before it. */
const HANGS =
  /^[\s,;:–—-]*(?:that|which|who|whose|where|whether|unless|until|till|if|or|nor|than|dass|ob|welche\w*|wenn|falls|bis|oder|noch|als|que|qui|dont|où|si|ou|ni|cuyo|donde|o|lo que|lo cual|ce qui|ce que|wodurch|womit|weshalb)\b/iu

/** Within the first words, what makes the first clause a condition, a time or a reason of the next. */
const OPENS_CONDITION =
  /^(?:(?:sollten?|should)|(?:\p{L}+[\s,]+){0,3}(?:if|unless|once|until|when|while|because|since|wenn|falls|sofern|solange|sobald|weil|bevor|si|tant que|quand|lorsque|puisque|cuando|mientras|hasta que|en cuanto))(?!\p{L})/iu

const INNER_IF = /^[\s,;:–—-]*(?:so|and|but|that|und|aber|dass|et|mais|que|y|pero)?\s*(?:if|wenn|falls|si)\b/iu

/** Gives the reason for what stands before it. */
const REASON = /^[\s,;:–—-]*(?:because|since|weil|denn|da|parce que|puisque|car|porque|ya que|puesto que)\b/iu

/** A verb that waits for its subject: it stands before the cut. */
const PREDICATE =
  /^[\s,;:–—-]*(?:is|are|was|were|has|have|had|will|would|does|did|ist|sind|war|waren|hat|wird|werden|est|sont|était|ont|sera|es|son|era|fue|está|ha|han|será)\b/iu

const COORDINATOR = /^(?:and|so|but|und|aber|et|mais|y|pero)\s+/iu

function balanced(text: string): boolean {
  const { open, quotes } = marksIn(text)
  return open === 0 && quotes % 2 === 0
}

function marksIn(text: string): { open: number; quotes: number } {
  const count = (mark: string) => text.split(mark).length - 1
  return { open: count('(') - count(')'), quotes: count('"') }
}

function clausesOf(text: string, breaks: RegExp): Clause[] {
  const clauses: Clause[] = []
  let start = 0
  for (const match of text.matchAll(breaks)) {
    const end = match.index + match[0].length
    // A comma before "unless" is one break, not two with nothing between them.
    if (text.slice(start, end).trim() === '') continue
    // "14. März" and "No. 3" are no ends of sentences.
    if (match[0].startsWith('.') && /\d$/.test(text.slice(0, match.index))) continue
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
