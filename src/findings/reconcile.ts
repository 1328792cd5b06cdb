import type { Corpus } from '../signals/corpus.ts'
import type { Commitment, Contradiction, Finding, Stakeholder } from './finding.ts'

/** What the CRM is compared with: the findings that passed, and what was made of them. */
export type Said = {
  findings: readonly Finding[]
  commitments: readonly Commitment[]
  stakeholders: readonly Stakeholder[]
}

/** Where a CRM field says something else than the people do, or nothing although they have said it. */
export function reconcile(corpus: Corpus, said: Said): Contradiction[] {
  void corpus
  void said
  return []
}
