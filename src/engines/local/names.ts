import type { Corpus, Identity } from '../../signals/corpus.ts'
import { fold } from './words.ts'
import type { Passage } from './passages.ts'

/** Who is spoken of in a sentence: by full name, or by a first or last name that only one person of the deal bears. */
export type NameFinder = (passage: Passage) => Identity[]

const HONORIFIC = /^(mr|mrs|ms|dr|herr|herrn|frau|monsieur|madame|m|mme|sr|sra|senor|senora|don|dona|prof|ing|lic)$/

export function nameFinder(corpus: Corpus): NameFinder {
  const bearers = new Map<string, Set<Identity>>()
  for (const identity of corpus.identities) {
    for (const name of identity.names) {
      for (const part of nameWords(name)) {
        const known = bearers.get(part) ?? new Set()
        known.add(identity)
        bearers.set(part, known)
      }
    }
  }
  return (passage) => {
    const found = new Set<Identity>()
    for (const word of passage.words.list) {
      const known = bearers.get(word.replace(/'s$/, ''))
      if (known?.size === 1) for (const identity of known) found.add(identity)
    }
    return [...found]
  }
}

/** The words of a name that can stand for the person: no titles, no initials, no particles. */
export function nameWords(name: string): string[] {
  return fold(name)
    .split(/[^\p{L}'-]+/u)
    .filter((part) => part.length > 2 && !HONORIFIC.test(part) && !/^(von|van|der|den|del|las|los|the|and)$/.test(part))
}
