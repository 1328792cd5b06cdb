import type { Identity } from '../../signals/corpus.ts'
import { findDates, type DateHit } from './dates.ts'
import type { Day } from './days.ts'
import type { Language } from './language.ts'
import { CUES, type Cues } from './lexica/promise-cues.ts'
import { tokenize, type Token } from './tokens.ts'
import { verbOf, type Verb } from './verb-forms.ts'

/** A sentence taken apart once: what every rule of promises, asks and resolutions reads. */
export type Parsed = {
  text: string
  /** lower case, straight apostrophes, one space */
  lower: string
  /** the same without what stands in if-clauses */
  main: string
  language: Language
  cues: Cues
  tokens: Token[]
  verbs: (Verb | undefined)[]
  /** per token: the person it names */
  people: (Identity | null)[]
  dates: DateHit[]
  /** per token: number of the clause, parted by marks */
  clause: number[]
  /** per token: inside an if-clause */
  conditional: boolean[]
  question: boolean
}

export type ParseContext = {
  language: Language
  today: Day | null
  dayFirst: boolean
  personOf: (word: string) => Identity | null
}

export function parse(text: string, context: ParseContext): Parsed {
  const { language } = context
  const cues = CUES[language]
  const tokens = tokenize(text, language)
  const verbs = tokens.map((token) => (token.kind === 'word' ? verbOf(token.w, language) : undefined))
  const people = tokens.map((token) => (token.upper ? context.personOf(token.w) : null))
  const dates =
    context.today === null
      ? []
      : findDates(tokens, { language, today: context.today, dayFirst: context.dayFirst }).map((hit) =>
          // a day that lies behind is when something was
          hit.day < (context.today ?? 0) ? { ...hit, preposition: 'about' as const } : hit,
        )
  const { clause, conditional } = clauses(tokens, cues)
  const lower = plain(text)
  return {
    text,
    lower,
    main: conditional.includes(true) ? outside(text, tokens, conditional) : lower,
    language,
    cues,
    tokens,
    verbs,
    people,
    dates,
    clause,
    conditional,
    question: /\?["'»”)\s]*$/.test(text),
  }
}

/** The words of a sentence that no condition governs. */
function outside(text: string, tokens: readonly Token[], conditional: readonly boolean[]): string {
  let out = ''
  let from = 0
  for (const [index, token] of tokens.entries()) {
    if (conditional[index] === true && conditional[index - 1] !== true) out += text.slice(from, token.start)
    if (conditional[index] === true) from = token.end
  }
  return plain(out + text.slice(from))
}

const plain = (text: string): string => text.replaceAll(/[’ʼ]/g, "'").replaceAll(/\s+/g, ' ').toLowerCase()

const BREAK = new Set([',', ';', ':', '–', '—', '-', '(', ')', '/', '|', '.', '!', '?', '…', '→', '•'])
const THEN = new Set(['then', 'dann', 'so', 'alors', 'entonces'])
/** words that begin a main clause and so end an if-clause without a comma */
const RESUME = new Set(["'ll", 'will', 'wo'])

const BEFORE = new Set([
  'before',
  'until',
  'because',
  'bevor',
  'weil',
  'ob',
  'damit',
  'avant',
  'parce',
  'porque',
  'whether',
  'where',
  'when',
  'als',
  'quand',
])
const isPronoun = (word: string | undefined, cues: Cues): boolean =>
  word !== undefined &&
  (cues.i.has(word) ||
    cues.we.has(word) ||
    cues.you.has(word) ||
    cues.third.has(word) ||
    word === 'it' ||
    word === 'que')

function clauses(tokens: readonly Token[], cues: Cues): { clause: number[]; conditional: boolean[] } {
  const clause: number[] = []
  const conditional: boolean[] = []
  let number = 0
  let last = 0
  const open: number[] = []
  let inCondition = false
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'mark' && BREAK.has(token.w)) {
      if (token.w === '(') open.push(number)
      last += 1
      number = last
      if (token.w !== '-' && token.w !== '/') inCondition = false
    }
    if (token.kind === 'word') {
      // "s'il", not "s'engage"
      if (
        (cues.condition.has(token.w) && (token.w !== "s'" || /^ils?$/.test(tokens[index + 1]?.w ?? ''))) ||
        (BEFORE.has(token.w) && isPronoun(tokens[index + 1]?.w, cues))
      )
        inCondition = true
      else if (
        inCondition &&
        (THEN.has(token.w) ||
          (RESUME.has(tokens[index + 1]?.w ?? '') && !cues.condition.has(tokens[index - 1]?.w ?? '')))
      )
        inCondition = false
    }
    clause.push(number)
    // what follows a bracket goes on where the sentence was
    if (token.w === ')') number = open.pop() ?? number
    conditional.push(inCondition)
  }
  return { clause, conditional }
}

/** The first word of the clause that a word stands in. */
export function clauseStart(parsed: Parsed, at: number): number {
  let start = at
  while (start > 0 && parsed.clause[start - 1] === parsed.clause[at]) start -= 1
  return parsed.tokens[start]?.kind === 'mark' ? start + 1 : start
}
