import { conceptOf, foldWord } from '../lib/business-words.ts'
import { COUNTED } from './reconcile-words.ts'

/** A thing that is counted or priced, by one key whatever its language, number and ending. */
export function keyOf(word: string): string {
  const folded = foldWord(word)
  const row = COUNTED.find((one) => one.test(folded))
  if (row) return row.source
  return conceptOf(folded) ?? folded.replace(/(?:ies|es|s|en|e)$/, '').slice(0, 7)
}
