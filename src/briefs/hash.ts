import { canonicalJson, hashOf, sha256 } from '../lib/json.ts'
import type { Corpus } from '../signals/corpus.ts'
import type { Brief } from './brief.ts'

/**
 * What an approval of a brief is an approval of: sha256 over its canonical JSON without `id`, `revision`,
 * `contentHash`, `rejected` and `usage` (DESIGN R1). The same words at another revision have the same hash.
 */
export function contentHashOf(brief: Brief): string {
  const { id: _id, revision: _revision, contentHash: _hash, rejected: _rejected, usage: _usage, ...content } = brief
  return hashOf(content)
}

/** The contract's id: content of what was read, for whom and as of when; the same folder gives the same id. */
export function briefIdOf(corpus: Corpus, handoff: string): string {
  const read = corpus.signals
    .map((signal) => [signal.id, signal.contentHash])
    .toSorted(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0))
  const basis = [corpus.account.domains.toSorted(), handoff, corpus.deal?.id ?? null, corpus.asOf, read]
  return `b_${sha256(canonicalJson(basis)).slice('sha256:'.length, 'sha256:'.length + 16)}`
}
