import { fold, opened } from './words.ts'
import type { Words } from './words.ts'

/**
 * The cue grammar. A phrase is words divided by blanks; it matches anywhere in a sentence:
 * `word` itself, `word*` a beginning, `*word` an end, `*word*` a part (German compounds), `a|b` either,
 * `#` a number, `_` any one word, `~` up to three words, `~~` up to seven.
 * Phrases are folded like the text, so accents may be written or not.
 */
export type CueLanguage = 'en' | 'de' | 'fr' | 'es'

/** Phrases of one cue, by language; `any` holds what every language uses (SSO, GDPR, Excel). */
export type CueTable = Record<string, Partial<Record<CueLanguage | 'any', readonly string[]>>>

/** Which cues a sentence holds, and where each was met first (word position). */
export type CueHits = ReadonlyMap<string, number>

export type CueMatcher = (words: Words, language: CueLanguage | null) => CueHits

type Element = {
  exact: Set<string>
  starts: string[]
  ends: string[]
  parts: string[]
  number: boolean
  any: boolean
  gap: number
}
type Phrase = { cue: string; first: Element; rest: Element[] }
type Grammar = (word: string) => Phrase[]

const LANGUAGES: readonly CueLanguage[] = ['en', 'de', 'fr', 'es']
const REMEMBERED_WORDS = 20_000

/** Compiles tables into a matcher whose cost hangs on the length of the sentence, not on the size of the lexicon. */
export function compileCues(tables: readonly CueTable[]): CueMatcher {
  const grammars = new Map<CueLanguage | 'all', Grammar>()
  const grammarFor = (language: CueLanguage | 'all'): Grammar => {
    const known = grammars.get(language)
    if (known) return known
    const made = grammarOf(tables, language === 'all' ? [...LANGUAGES, 'any'] : [language, 'any'])
    grammars.set(language, made)
    return made
  }
  return (words, language) => {
    const grammar = grammarFor(language ?? 'all')
    const hits = new Map<string, number>()
    for (let at = 0; at < words.list.length; at += 1) {
      for (const phrase of grammar(words.list[at] ?? '')) {
        if (!hits.has(phrase.cue) && matches(phrase.rest, 0, words, at + 1)) hits.set(phrase.cue, at)
      }
    }
    return hits
  }
}

function grammarOf(tables: readonly CueTable[], languages: readonly (CueLanguage | 'any')[]): Grammar {
  const exact = new Map<string, Phrase[]>()
  const loose: Phrase[] = []
  for (const table of tables) {
    for (const [cue, byLanguage] of Object.entries(table)) {
      for (const language of languages) {
        for (const text of byLanguage[language] ?? []) {
          const phrase = phraseOf(cue, text)
          for (const word of phrase.first.exact) exact.set(word, [...(exact.get(word) ?? []), phrase])
          const { starts, ends, parts, number } = phrase.first
          if (starts.length + ends.length + parts.length > 0 || number) loose.push(phrase)
        }
      }
    }
  }
  const remembered = new Map<string, Phrase[]>()
  return (word) => {
    const known = remembered.get(word)
    if (known) return known
    const found = [...(exact.get(word) ?? []), ...loose.filter((phrase) => looselyFits(phrase.first, word))]
    if (remembered.size > REMEMBERED_WORDS) remembered.clear()
    remembered.set(word, found)
    return found
  }
}

function phraseOf(cue: string, text: string): Phrase {
  const [first, ...rest] = fold(text).split(' ').filter(Boolean).map(opened).map(elementOf)
  if (!first || first.gap > 0) throw new Error(`cue ${cue}: a phrase starts with a word, not with "${text}"`)
  return { cue, first, rest }
}

function elementOf(text: string): Element {
  const element: Element = {
    exact: new Set(),
    starts: [],
    ends: [],
    parts: [],
    number: text === '#',
    any: text === '_',
    gap: text === '~' ? 3 : text === '~~' ? 7 : 0,
  }
  if (element.number || element.any || element.gap > 0) return element
  for (const word of text.split('|')) {
    if (word.length > 2 && word.startsWith('*') && word.endsWith('*')) element.parts.push(word.slice(1, -1))
    else if (word.endsWith('*')) element.starts.push(word.slice(0, -1))
    else if (word.startsWith('*')) element.ends.push(word.slice(1))
    else element.exact.add(word)
  }
  return element
}

function looselyFits(element: Element, word: string): boolean {
  return (
    element.starts.some((start) => word.startsWith(start)) ||
    element.ends.some((end) => word.endsWith(end)) ||
    element.parts.some((part) => word.includes(part)) ||
    (element.number && /^\d/.test(word))
  )
}

function matches(rest: readonly Element[], index: number, words: Words, at: number): boolean {
  const element = rest[index]
  if (!element) return true
  if (element.gap > 0) {
    for (let skip = 0; skip <= element.gap; skip += 1) {
      if (matches(rest, index + 1, words, at + skip)) return true
    }
    return false
  }
  const word = words.list[at]
  if (word === undefined) return false
  const fits =
    element.any || (element.number ? words.numeric[at] === true : element.exact.has(word) || looselyFits(element, word))
  return fits && matches(rest, index + 1, words, at + 1)
}
