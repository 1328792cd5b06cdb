import { englishFrames } from './frames-english.ts'
import { germanFrames } from './frames-german.ts'
import { frenchFrames } from './frames-french.ts'
import { spanishFrames } from './frames-spanish.ts'
import type { Frame } from './frame.ts'
import type { Parsed } from './parse.ts'

/** The clauses of a sentence that may promise something, by the grammar of its language. */
export function framesOf(parsed: Parsed): Frame[] {
  if (parsed.language === 'en') return englishFrames(parsed)
  if (parsed.language === 'de') return germanFrames(parsed)
  return parsed.language === 'fr' ? frenchFrames(parsed) : spanishFrames(parsed)
}
