import type { Identity } from '../signals/corpus.ts'
import type { Sentence, SentenceId } from '../signals/signal.ts'
import type { Cell, Line } from './brief.ts'
import { clip, fold, wordCount } from './clause.ts'
import { supportOf, type Material } from './material.ts'
import { unsupported } from './specifics.ts'

/**
 * A line before it is said: our words, people, and stretches of source words, each kept apart so that names can be
 * shortened in reading order and every figure can be checked. Nothing here is prose of an engine.
 */
export type Piece = string | { person: Identity; titled?: boolean } | Quote

/** A source's sentence. It is shown whole where the line has room, else the clauses that say most. */
export type Quote = { quote: string; keep?: RegExp }

export type Wording = Piece[]

export type Draft = {
  kind: 'fact' | 'gap'
  wording: Wording
  sentences: SentenceId[]
  shows?: string[]
  /** typed values that the line shows and that were resolved before: due dates, names of who has to do it */
  shown?: { names?: string[]; days?: (string | null)[]; texts?: string[]; times?: string[] }
  cells?: { wording: Wording; sentences: SentenceId[] }[]
}

/** Who has been named so far, in reading order: full name first, the short one after. */
export type Mentions = Set<string>

/** A line is read in one go. */
export const LINE_WORDS = 30

/** A cell is a glance. */
const CELL_WORDS = 18

/** Somebody's own words: `Gwen: "…"`. */
export function spoken(material: Material, sentence: Sentence, keep?: RegExp): Wording {
  const by = material.people.find(sentence.by)
  return [...(by ? [{ person: by }, ': '] : []), quoted(sentence, keep)]
}

/** Two sentences, the speaker named once where it is the same one. */
export function spokenBoth(material: Material, first: Sentence, second: Sentence, keep?: RegExp): Wording {
  const same = material.people.find(first.by) === material.people.find(second.by)
  return [...spoken(material, first), ' ', ...(same ? [quoted(second, keep)] : spoken(material, second, keep))]
}

export function quoted(sentence: Sentence, keep?: RegExp): Quote {
  return { quote: sentence.text, ...(keep ? { keep } : {}) }
}

/** Says a wording. Names already met are shortened; a title is given with the first mention only. */
export function say(material: Material, wording: Wording, mentions: Mentions): string {
  const { people } = material
  const quotes: string[] = []
  const said = wording.map((piece) => {
    if (typeof piece === 'string') return piece.replaceAll(HOLD, '')
    if ('quote' in piece) {
      quotes.push(`"${fold(piece.quote)}"`)
      // Quotes are put back last: nothing below may touch a source's own spacing.
      return /[.!?…]$/.test(fold(piece.quote)) ? '\uE000' : '\uE001'
    }
    const { person, titled } = piece
    const first = !mentions.has(person.id)
    mentions.add(person.id)
    const name = first && person.side !== 'seller' ? people.full(person) : people.first(person)
    return titled && person.title ? `${name}, ${titleOf(material, person.title.value)},` : name
  })
  const line = fold(said.join(''))
    .replaceAll(/ ([,.;:])/g, '$1')
    .replaceAll(/,([.,:;])/g, '$1')
    // A quote that ends its own sentence needs no second full stop.
    .replaceAll('\uE000.', '\uE000')
  return line.replaceAll(HOLD, () => quotes.shift() ?? '')
}

/** A title as signed, without the house that everybody in the brief belongs to. */
export function titleOf(material: Material, title: string): string {
  const plain = fold(title)
  const house = material.corpus.account.name.toLowerCase()
  const at = plain.toLowerCase().lastIndexOf(house)
  return at > 0 && at + house.length === plain.length ? plain.slice(0, at).replace(/[\s,;|–—-]+$/u, '') : plain
}

const HOLD = /[\uE000\uE001]/g

/** People that a wording names, with the sentences that carry a title it gives. */
export function named(wording: Wording): { names: string[]; titles: SentenceId[] } {
  const names: string[] = []
  const titles: SentenceId[] = []
  for (const piece of wording) {
    if (typeof piece === 'string' || 'quote' in piece) continue
    names.push(piece.person.name, ...piece.person.names)
    if (piece.titled && piece.person.title) titles.push(...piece.person.title.sentences.slice(0, 1))
  }
  return { names, titles }
}

/** Why a draft may not stand, or null. People are checked by what the evidence says, not by what the wording says. */
export function refusal(material: Material, draft: Draft, text: string, limit = LINE_WORDS): string | null {
  if (draft.kind === 'gap') return null
  const known = draft.sentences.filter((id) => material.book.sentence(id) !== undefined)
  if (known.length === 0) return 'no evidence'
  const words = wordCount(text)
  if (words > limit) return `${words} words`
  const missing = unsupported(text, supportOf(material, [...known, ...named(draft.wording).titles], draft.shown))
  return missing.length === 0 ? null : `not in its evidence: ${missing.join(', ')}`
}

/** Shortens the longest quote, clause by clause, until the line can be read in one go. */
export function fitted(material: Material, wording: Wording, mentions: Mentions, limit: number): Wording {
  let current = wording
  // A quote that cannot be shortened without losing its sense stays as it is; the line may then be refused.
  const whole = new Set<number>()
  for (;;) {
    if (wordCount(say(material, current, new Set(mentions))) <= limit) return current
    const longest = longestQuote(current, whole)
    const piece = longest === null ? undefined : wording[longest.index]
    if (longest === null || piece === undefined || typeof piece === 'string' || !('quote' in piece)) return current
    const quote = clip(piece.quote, Math.min(longest.words - 1, limit * 2), piece.keep)
    if (wordCount(quote) >= longest.words) whole.add(longest.index)
    else current = current.map((one, index) => (index === longest.index ? { ...piece, quote } : one))
  }
}

function longestQuote(wording: Wording, except: Set<number>): { index: number; words: number } | null {
  let found: { index: number; words: number } | null = null
  for (const [index, piece] of wording.entries()) {
    if (except.has(index) || typeof piece === 'string' || !('quote' in piece)) continue
    const words = wordCount(piece.quote)
    if (words > (found?.words ?? 4)) found = { index, words }
  }
  return found
}

/** The text of a draft that may stand; a refused one goes to `rejected`. Names are noted only where it stands. */
export function standing(material: Material, draft: Draft, mentions: Mentions, limit = LINE_WORDS): string | null {
  const trial = new Set(mentions)
  const text = say(material, fitted(material, draft.wording, mentions, limit), trial)
  const reason = text === '' ? 'empty' : refusal(material, draft, text, limit)
  if (reason !== null) {
    material.rejected.push({ kind: 'line', text: text === '' ? null : text, reason })
    return null
  }
  for (const id of trial) mentions.add(id)
  return text
}

/** Says a draft, checks it, and turns it into a line; a refused draft goes to `rejected` and null comes back. */
export function lineOf(material: Material, draft: Draft, mentions: Mentions, limit = LINE_WORDS): Line | null {
  const text = standing(material, draft, mentions, limit)
  if (text === null) return null
  const sentences = [...draft.sentences, ...named(draft.wording).titles]
  const cells = draft.cells?.map((cell): Cell => ({
    text: say(material, fitted(material, cell.wording, mentions, CELL_WORDS), new Set(mentions)),
    evidence: material.book.cite(cell.sentences),
  }))
  return {
    kind: draft.kind,
    text,
    evidence: material.book.cite(sentences),
    shows: draft.shows ?? [],
    ...(cells ? { cells } : {}),
  }
}

/** Two drafts as one line. */
export function joined(first: Draft, second: Draft): Draft {
  const texts = [...(first.shown?.texts ?? []), ...(second.shown?.texts ?? [])]
  const names = [...(first.shown?.names ?? []), ...(second.shown?.names ?? [])]
  return {
    kind: 'fact',
    wording: [...first.wording, ' ', ...second.wording],
    sentences: [...new Set([...first.sentences, ...second.sentences])],
    shown: { texts, names },
  }
}
