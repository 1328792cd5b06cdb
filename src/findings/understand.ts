import type { Corpus } from '../signals/corpus.ts'
import { buildLedger } from './commitments.ts'
import { correctContradictions, correctFindings, correctLedger, standingIn } from './corrections.ts'
import type { Correction } from './corrections.ts'
import { checkEvidence } from './evidence.ts'
import type { Finding, NextStep, QualificationField, Understanding } from './finding.ts'
import { reconcile } from './reconcile.ts'
import { mergeStakeholders } from './stakeholders.ts'
import { stepsToCome } from './steps.ts'

/** From what an engine found to what is known: checked, corrected by people, merged over time, set beside the CRM. Deterministic. */
export function understand(
  corpus: Corpus,
  findings: Finding[],
  corrections: readonly Correction[] = [],
): Understanding {
  const { findings: checked, rejected } = checkEvidence(corpus, findings)
  const corrected = standingIn(corpus, corrections)
  const held = correctFindings(corpus, checked, corrected)
  const { commitments, asks, heardAsPromise, handling } = buildLedger(corpus, held)
  correctLedger(corpus, { commitments, asks }, corrected)
  const stakeholders = mergeStakeholders(corpus, held)
  const qualification: Understanding['qualification'] = {}
  for (const finding of held)
    if (finding.kind === 'qualification') qualification[finding.field satisfies QualificationField] ??= finding
  return {
    commitments,
    heardAsPromise,
    asks,
    handling,
    pains: held.filter((finding) => finding.kind === 'pain'),
    risks: held.filter((finding) => finding.kind === 'risk'),
    nextSteps: stepsToCome(
      corpus,
      commitments,
      held.filter((finding): finding is NextStep => finding.kind === 'next_step'),
    ),
    stakeholders,
    qualification,
    contradictions: correctContradictions(reconcile(corpus, { findings: held, commitments, stakeholders }), corrected),
    corrections: corrected.map(({ correction: { madeBy, verdict } }) => ({ by: madeBy, verdict })),
    rejected,
  }
}
