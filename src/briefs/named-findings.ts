import { aboutContradiction, wordsOf } from '../findings/corrections.ts'
import { AppError } from '../lib/errors.ts'
import type { CorrectedKind, Verdict, Words } from '../findings/corrections.ts'
import type { Brief } from './brief.ts'

/** A finding of a brief by the name under which people may say something of it. */
export type NamedFinding = {
  /** c3 promise, h1 floated, a2 ask, p1 pain, r4 risk, n2 step, x1 the CRM says otherwise, q.budget */
  id: string
  kind: CorrectedKind
  text: string
  /** who has to do it, or said it */
  by: string | null
  due: string | null
  /** which field, of the CRM or of the framework */
  about: string | null
  evidence: string[]
}

/** Everything in a brief that can be dismissed or corrected. A step that is a promise is named as that promise. */
export function namedFindings(brief: Brief): NamedFinding[] {
  const said = (evidence: readonly string[]) => brief.evidence[evidence[0] ?? '']?.by ?? null
  const some = <T extends { evidence: string[] }>(
    letter: string,
    kind: CorrectedKind,
    all: readonly T[],
    rest: (one: T) => { text: string } & Partial<NamedFinding>,
  ): NamedFinding[] =>
    all.map((one, index) => ({
      id: `${letter}${index + 1}`,
      kind,
      by: said(one.evidence),
      due: null,
      about: null,
      evidence: one.evidence,
      ...rest(one),
    }))
  return [
    ...some('c', 'commitment', brief.commitments, ({ id, what, by, due }) => ({ id, text: what, by, due })),
    ...some(
      'h',
      'heard_as_promise',
      brief.careful.filter((item) => item.kind === 'heard_as_promise' && item.by === undefined),
      ({ text }) => ({ text }),
    ),
    ...some('a', 'ask', brief.asks, ({ what, by }) => ({ text: what, by })),
    ...some('p', 'pain', brief.pains, ({ text }) => ({ text })),
    ...some('r', 'risk', brief.risks, ({ text }) => ({ text })),
    ...some('n', 'next_step', brief.nextSteps, ({ what, owner, due }) => ({ text: what, by: owner, due })).filter(
      (_, index) => brief.nextSteps[index]?.commitment === null,
    ),
    ...some('x', 'contradiction', brief.contradictions, (one) => ({
      text: `${one.field}: ${one.evidenceValue}`,
      about: aboutContradiction(one),
    })),
    ...Object.entries(brief.qualification.fields).flatMap(([field, value]) =>
      value === null
        ? []
        : some('q', 'qualification', [value], (one) => ({ id: `q.${field}`, text: one.value, about: field })),
    ),
  ]
}

/** What a person may say of each kind. */
const SAID_OF: Record<Verdict, readonly CorrectedKind[] | 'all'> = {
  not_a_promise: ['commitment', 'heard_as_promise'],
  done: ['commitment', 'ask', 'next_step'],
  by: ['commitment', 'next_step'],
  due: ['commitment', 'next_step'],
  duplicate: ['commitment'],
  wrong: 'all',
  not_this_deal: 'all',
}

function maySay(verdict: Verdict, { kind }: NamedFinding): boolean {
  const kinds = SAID_OF[verdict]
  return kinds === 'all' || kinds.includes(kind)
}

/** The findings that a name means: one by its own, or what a piece of evidence carries. Throws where that is nothing. */
export function findingsNamed(brief: Brief, name: string, verdict: Verdict): NamedFinding[] {
  const all = namedFindings(brief)
  const see = `baton dismiss ${brief.id} lists what there is`
  if (/^e\d+$/.test(name)) {
    const fitting = all.filter((one) => maySay(verdict, one) && one.evidence.includes(name))
    const carried = fitting.filter(({ evidence }) => evidence[0] === name)
    const found = carried.length > 0 ? carried : fitting
    if (found.length > 0) return found
    throw new AppError('not_found', `${name} of ${brief.id} carries nothing of which that can be said; ${see}`)
  }
  const one = all.find(({ id }) => id === name)
  if (one === undefined) throw new AppError('not_found', `${brief.id} has no ${name.slice(0, 40)}; ${see}`)
  if (!maySay(verdict, one))
    throw new AppError(
      'bad_call',
      `that cannot be said of ${name}, which is no promise; say --wrong or --not-this-deal of it`,
    )
  return [one]
}

/** What a finding rests on, as a correction remembers it. */
export function wordsUnder(brief: Brief, { evidence }: NamedFinding): Words[] {
  return evidence
    .flatMap((key) => brief.evidence[key] ?? [])
    .map(({ quote, ...rest }) => wordsOf({ ...rest, text: quote, field: rest.field ?? null }))
}
