import type { Finding } from '../../findings/finding.ts'
import type { Corpus } from '../../signals/corpus.ts'
import type { Engine } from '../engine.ts'
import { readCompetitors } from './competitors.ts'
import { nameFinder } from './names.ts'
import { readNextSteps } from './next-steps.ts'
import { readPains } from './pains.ts'
import { readPassages } from './passages.ts'
import { readCommitments } from './promises.ts'
import { readQualification } from './qualification.ts'
import { readRisks } from './risks.ts'
import { readRoles } from './roles.ts'
import { readSentiment } from './sentiment.ts'
import { readStance } from './stance.ts'

/** The engine without a model: rules over words in four languages. The same corpus gives the same findings in the same order. */
export const localEngine: Engine = {
  name: 'local',
  version: '1',
  model: null,
  read: (corpus) => Promise.resolve(readFindings(corpus)),
}

/** Everything that can be said about a corpus without a model. */
export function readFindings(corpus: Corpus): Finding[] {
  const passages = readPassages(corpus)
  const namesIn = nameFinder(corpus)
  const rivals = readCompetitors(passages)
  const pains = readPains(passages, rivals)
  const risks = readRisks(passages, rivals)
  const stances = readStance(passages, namesIn, rivals)
  const roles = readRoles(passages, namesIn, stances)
  const held = new Map<string, Set<string>>()
  for (const { identity, role } of roles) held.set(identity, new Set([...(held.get(identity) ?? []), role]))
  return [
    ...readCommitments(corpus),
    ...pains,
    ...risks,
    ...readNextSteps(passages, namesIn),
    ...roles,
    ...readSentiment(passages.corpus, stances, held),
    ...readQualification(passages, { pains, risks, roles, rivals }),
  ]
}
