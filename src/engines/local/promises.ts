import type { Finding } from '../../findings/finding.ts'
import type { Corpus } from '../../signals/corpus.ts'
import { readMentions } from './commitments.ts'
import { readResolutions } from './resolutions.ts'
import { readSentences } from './reading.ts'

/** Promises, what was heard as one, asks, what became of promises, and marks of confidence, in the order of the corpus. */
export function readCommitments(corpus: Corpus): Finding[] {
  const reading = readSentences(corpus)
  const mentions = readMentions(reading)
  return [...mentions, ...readResolutions(reading)]
}
