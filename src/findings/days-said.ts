// One import for each language: the package's root loads sixteen of them.
import * as german from 'chrono-node/de'
import * as english from 'chrono-node/en'
import * as spanish from 'chrono-node/es'
import * as french from 'chrono-node/fr'
import type { ParsedComponents } from 'chrono-node'
import type { Sentence } from '../signals/signal.ts'

const PARSERS = { en: english.GB, de: german, fr: french, es: spanish }

/** What reads the dates of a language. */
export function parserOf(language: Sentence['language']) {
  return PARSERS[language ?? 'en']
}

/** Every calendar day (YYYY-MM-DD) that a sentence names, resolved against the instant at which it was said. */
export function daysSaid(text: string, at: string, language: Sentence['language']): string[] {
  const days: string[] = []
  for (const parser of [parserOf(language), english]) {
    for (const result of parser.parse(text, new Date(at), { forwardDate: true })) {
      days.push(isoDay(result.start))
      if (result.end) days.push(isoDay(result.end))
    }
  }
  return days
}

function isoDay(at: ParsedComponents): string {
  const part = (name: 'year' | 'month' | 'day', width: number) => String(at.get(name) ?? 0).padStart(width, '0')
  return `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`
}
