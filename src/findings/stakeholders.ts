import type { Corpus, Identity } from '../signals/corpus.ts'
import type { SentenceId } from '../signals/signal.ts'
import type { Finding, Role, RoleFinding, SentimentFinding, Stakeholder } from './finding.ts'

/** The order in which a reader looks for people: who decides first. */
const RANK: readonly Role[] = [
  'economic_buyer',
  'decision_maker',
  'champion',
  'executive_sponsor',
  'blocker',
  'skeptic',
  'technical_evaluator',
  'procurement',
  'legal',
  'influencer',
  'user',
]
const MOST_SENTENCES = 4

/** Everybody of the corpus as one stakeholder each, deciders first; evidence begins with title or role words. */
export function mergeStakeholders(corpus: Corpus, findings: readonly Finding[]): Stakeholder[] {
  const roles = findings.filter((finding): finding is RoleFinding => finding.kind === 'role')
  const moods = findings.filter((finding): finding is SentimentFinding => finding.kind === 'sentiment')
  return corpus.identities
    .map((identity) => stakeholderOf(identity, roles, moods))
    .filter((one) => one.sentences.length > 0)
    .toSorted((a, b) => rankOf(a) - rankOf(b) || (a.identity < b.identity ? -1 : 1))
}

function stakeholderOf(identity: Identity, roles: RoleFinding[], moods: SentimentFinding[]): Stakeholder {
  const own = roles.filter((finding) => finding.identity === identity.id)
  const mood = moods.find((finding) => finding.identity === identity.id)
  const sentences: SentenceId[] = [
    ...(identity.title?.sentences ?? []).slice(0, 1),
    ...own.flatMap((finding) => finding.sentences),
    ...(identity.left?.sentences ?? []).slice(0, 1),
    ...(mood?.sentences ?? []).slice(0, 1),
    ...identity.sentences.slice(0, 2),
  ]
  return {
    identity: identity.id,
    email: identity.emails[0] ?? null,
    name: identity.name,
    title: identity.title?.value ?? null,
    side: identity.side,
    roles: RANK.filter((role) => own.some((finding) => finding.role === role)),
    stated: own.some((finding) => finding.stated),
    sentiment: mood?.sentiment ?? 'neutral',
    inCrm: identity.crmRecords.length > 0,
    left: identity.left !== null,
    awayUntil: identity.awayUntil?.value ?? null,
    lastHeardAt: identity.lastHeardAt,
    sentences: [...new Set(sentences)].slice(0, MOST_SENTENCES),
  }
}

function rankOf(stakeholder: Stakeholder): number {
  const role = stakeholder.roles[0]
  const side = stakeholder.side === 'seller' ? 100 : 0
  return side + (role === undefined ? RANK.length : RANK.indexOf(role))
}
