import type { Corpus } from '../signals/corpus.ts'
import type { Commitment, Finding, Stakeholder } from './finding.ts'
import type { Said } from './said-values.ts'

/** What the CRM is compared with: what the people said, the findings that passed, and what was made of them. */
export type Known = {
  corpus: Corpus
  said: Said[]
  findings: readonly Finding[]
  commitments: readonly Commitment[]
  stakeholders: readonly Stakeholder[]
  /** folded names of other vendors in this deal */
  rivals: readonly string[]
}
