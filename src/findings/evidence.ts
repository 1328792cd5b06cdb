import type { Corpus } from '../signals/corpus.ts'
import type { Finding, Understanding } from './finding.ts'

export type Checked = { findings: Finding[]; rejected: Understanding['rejected'] }

/**
 * The first check of every finding (DESIGN E1): all the sentences that it points at are sentences of this corpus, and it points at one at least.
 * What fails is refused whole and named without its text, since nobody knows where that text came from.
 */
export function checkEvidence(corpus: Corpus, findings: readonly Finding[]): Checked {
  const known = new Set(corpus.sentences.map((sentence) => sentence.id))
  const people = new Set(corpus.identities.map((identity) => identity.id))
  const checked: Checked = { findings: [], rejected: [] }
  for (const finding of findings) {
    const reason = reasonAgainst(finding, known, people)
    if (reason === null) checked.findings.push(finding)
    else checked.rejected.push({ kind: finding.kind, text: null, reason })
  }
  return checked
}

function reasonAgainst(finding: Finding, known: ReadonlySet<string>, people: ReadonlySet<string>): string | null {
  const pointed = [...finding.sentences]
  if (finding.kind === 'pain' && finding.impact) pointed.push(...finding.impact.sentences)
  if (finding.kind === 'handling') pointed.push(...finding.covers)
  if (finding.sentences.length === 0) return 'points at no sentence'
  if (pointed.some((id) => !known.has(id))) return 'points at a sentence that is not in what was read'
  if ((finding.kind === 'role' || finding.kind === 'sentiment') && !people.has(finding.identity)) {
    return 'speaks of a person who is not known'
  }
  return null
}
