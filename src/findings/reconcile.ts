import type { Corpus } from '../signals/corpus.ts'
import { foldName } from '../signals/fold.ts'
import { activityChecks } from './reconcile-activities.ts'
import { dealChecks } from './reconcile-deal.ts'
import { customChecks } from './reconcile-custom.ts'
import { peopleChecks } from './reconcile-people.ts'
import { saidOf } from './said-values.ts'
import type { Contradiction } from './finding.ts'
import type { Known } from './reconcile-known.ts'

/**
 * Where a CRM field says something else than the people do, or nothing although they have said it: the deal's own fields first,
 * then its custom fields, the people, the activities. One line a field; what is said later counts.
 */
export function reconcile(corpus: Corpus, made: Omit<Known, 'corpus' | 'said' | 'rivals'>): Contradiction[] {
  const known: Known = { corpus, said: saidOf(corpus), rivals: rivalsOf(made.findings), ...made }
  const seen = new Set<string>()
  const deal = dealChecks(known)
  const buyer = deal.some((one) => /buyer|decision/i.test(one.field))
  return [...deal, ...customChecks(known), ...peopleChecks(known, buyer), ...activityChecks(known)].filter((one) => {
    const key = `${one.record} ${one.field}`
    if (seen.has(key) || one.sentences.length === 0) return false
    seen.add(key)
    return true
  })
}

function rivalsOf(findings: Known['findings']): string[] {
  const rival = findings.find((one) => one.kind === 'qualification' && one.field === 'competition')
  return rival?.kind === 'qualification' ? rival.value.split(/,\s*/).map(foldName).filter(Boolean) : []
}
