import type { Finding } from '../../findings/finding.ts'
import type { Corpus } from '../../signals/corpus.ts'
import { acceptedRequests, readAsks } from './asks.ts'
import { readMentions, withoutBareYes } from './commitments.ts'
import { readHandling } from './handling.ts'
import { readHeard } from './heard.ts'
import { readSentences } from './reading.ts'
import { readResolutions } from './resolutions.ts'

/** Promises, what was heard as one, asks, what became of promises, and marks of confidence, in the order of the corpus. */
export function readCommitments(corpus: Corpus): Finding[] {
  const reading = readSentences(corpus)
  const mentions = withoutBareYes(reading, readMentions(reading))
  const promised = new Set(mentions.flatMap(({ sentences }) => sentences))
  const accepted = acceptedRequests(reading, promised)
  return [
    ...mentions,
    ...accepted,
    ...readHeard(reading, promised),
    ...readAsks(reading),
    ...readResolutions(reading),
    ...readHandling(reading),
  ]
}
