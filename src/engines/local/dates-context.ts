import type { Day } from './days.ts'
import type { Language } from './language.ts'
import type { DateWords, Preposition } from './lexica/date-words.ts'
import type { Token } from './tokens.ts'

export type DateContext = {
  language: Language
  /** the writer's day */
  today: Day
  /** 4/5 is the fourth of May */
  dayFirst: boolean
}

export type Found = { to: number; day: Day; preposition?: Preposition } | null

export const wordAt = (tokens: readonly Token[], at: number): string => tokens[at]?.w ?? ''

/** What up to three words before a date say about it; articles between are skipped. */
export function prepositionBefore(tokens: readonly Token[], at: number, words: DateWords): Preposition | null {
  let end = at
  for (let skipped = 0; skipped <= 3 && end > 0; skipped += 1) {
    for (let length = Math.min(3, end); length >= 1; length -= 1) {
      let key = wordAt(tokens, end - length)
      for (let k = end - length + 1; k < end; k += 1) key += ` ${wordAt(tokens, k)}`
      const found = words.prepositions[key]
      if (found !== undefined) {
        // "d'ici le", "bis zum", "antes del": the stronger word may stand before the article
        if (found !== 'by' && skipped < 3) {
          const stronger = prepositionBeforeExact(tokens, end - length, words)
          if (stronger === 'by' || stronger === 'from') return stronger
        }
        return found
      }
    }
    if (!SKIPPED.has(wordAt(tokens, end - 1))) return null
    end -= 1
  }
  return null
}

function prepositionBeforeExact(tokens: readonly Token[], end: number, words: DateWords): Preposition | null {
  for (let length = Math.min(3, end); length >= 1; length -= 1) {
    let key = wordAt(tokens, end - length)
    for (let k = end - length + 1; k < end; k += 1) key += ` ${wordAt(tokens, k)}`
    const found = words.prepositions[key]
    if (found !== undefined) return found
  }
  return null
}

export const SKIPPED = new Set(
  'the of this next following coming end , our your about around let say me maybe der den dem des dieser diesen dieses nächster nächsten kommenden nächste kommende le la les du des cette ce de prochaine prochain los las el la próximo próxima del día dia mes latest spätestens ende fin week woche'.split(
    ' ',
  ),
)

/** "the 14th at the latest", "14. spätestens", "au plus tard", "a más tardar" */
export function prepositionAfter(tokens: readonly Token[], at: number): Preposition | null {
  const next = `${wordAt(tokens, at)} ${wordAt(tokens, at + 1)} ${wordAt(tokens, at + 2)}`
  return /^(latest|at the latest|spätestens|au plus tard|a más tardar|a mas tardar|como muy tarde|, at the)/.test(next)
    ? 'by'
    : null
}
