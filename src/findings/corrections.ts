import { sha256 } from '../lib/json.ts'
import type { Corpus } from '../signals/corpus.ts'
import type { Sentence, SentenceId } from '../signals/signal.ts'
import type { Commitment, Contradiction, Finding, Understanding } from './finding.ts'

export const CORRECTED_KINDS = [
  'commitment',
  'heard_as_promise',
  'ask',
  'pain',
  'risk',
  'next_step',
  'contradiction',
  'qualification',
] as const
export type CorrectedKind = (typeof CORRECTED_KINDS)[number]

export const VERDICTS = ['not_a_promise', 'wrong', 'done', 'by', 'due', 'duplicate', 'not_this_deal'] as const
export type Verdict = (typeof VERDICTS)[number]

/**
 * Words as a correction remembers them: which item, and what they say, not where they stand, so that they are known again
 * when the item is read again or turns up in another mailbox. `copy`: quoted or forwarded, the original was not at hand.
 */
export type Words = { item: string; field: string | null; hash: string; by: string | null; copy: boolean }

/** What a person said of a finding (DESIGN E5). It outlives the brief that showed the finding. */
export type Correction = {
  id: number
  kind: CorrectedKind
  verdict: Verdict
  /** the right person for `by`, the right day for `due` */
  value: string | null
  /** which field, of a contradiction and of a qualification */
  about: string | null
  /** the deal that it is not of, for `not_this_deal` */
  deal: string | null
  /** everything that the finding rested on */
  words: Words[]
  /** what the finding rests on that it is a duplicate of */
  other: Words[]
  madeBy: string
}

/** Said anywhere: a sentence of a corpus, or the evidence of a brief. */
type Uttered = {
  item: string
  field?: string | null
  text: string
  by: string | null
  forwardedBy: string | null
}

export function wordsOf({ item, field = null, text, by, forwardedBy }: Uttered): Words {
  return { item, field, hash: sha256(folded(text)), by: by?.toLowerCase() ?? null, copy: forwardedBy !== null }
}

/** The same words of the same item; a copy is also known by what it says and who said it. */
export function sameWords(left: Words, right: Words): boolean {
  if (left.hash !== right.hash || left.field !== right.field) return false
  if (itemOf(left) === itemOf(right)) return true
  return (left.copy || right.copy) && left.by !== null && left.by === right.by
}

/** What no longer counts is left out before the ledger is made, and a new person or day is what the words say from then on. */
export function correctFindings(corpus: Corpus, findings: readonly Finding[], corrections: Standing): Finding[] {
  if (corrections.length === 0) return [...findings]
  return findings.flatMap((finding): Finding[] => {
    const said = corrections.filter((one) => touches(one.correction, finding) && one.rests(finding.sentences[0]))
    if (said.some(({ correction }) => drops(correction, finding))) return []
    if (finding.kind !== 'commitment' && finding.kind !== 'next_step') return [finding]
    let now: Finding = finding
    for (const { correction } of said) {
      if (correction.verdict === 'due') now = { ...now, due: correction.value }
      else if (correction.verdict === 'by')
        now =
          now.kind === 'next_step'
            ? { ...now, owner: correction.value }
            : { ...now, by: personOf(corpus, correction.value) }
    }
    return [now]
  })
}

/** Puts a person's word over what the ledger made of later mails, and joins what they called the same. */
export function correctLedger(
  corpus: Corpus,
  { commitments, asks }: Pick<Understanding, 'commitments' | 'asks'>,
  corrections: Standing,
): void {
  const today = corpus.asOf.slice(0, 10)
  for (const { correction, rests, restsOnOther } of corrections) {
    const { kind, verdict, value, madeBy } = correction
    if (kind === 'ask' && verdict === 'done')
      for (const ask of asks) if (ask.sentences.some((id) => rests(id))) ask.answered = true
    if (kind !== 'commitment') continue
    if (verdict === 'duplicate') join(commitments, rests, restsOnOther)
    for (const commitment of commitments) {
      if (!commitment.sentences.some((id) => rests(id))) continue
      if (verdict === 'done') {
        commitment.status = 'done'
        commitment.supersededBy = null
      } else if (verdict === 'due') commitment.due = value
      else if (verdict === 'by') commitment.by = personOf(corpus, value)
      else continue
      commitment.overdue = commitment.status === 'open' && commitment.due !== null && commitment.due < today
      commitment.corrected = [...(commitment.corrected ?? []), { by: madeBy, how: verdict }]
    }
  }
}

export function correctContradictions(found: readonly Contradiction[], corrections: Standing): Contradiction[] {
  return found.filter(
    (one) =>
      !corrections.some(
        ({ correction, rests }) =>
          correction.kind === 'contradiction' &&
          correction.about === aboutContradiction(one) &&
          rests(one.sentences[0]),
      ),
  )
}

export function aboutContradiction({ record, field }: Pick<Contradiction, 'record' | 'field'>): string {
  return `${record} ${field}`
}

/** The corrections whose words stand in a corpus, each with what it is about there. */
export type Standing = readonly {
  correction: Correction
  rests: (id: SentenceId | undefined) => boolean
  restsOnOther: (id: SentenceId | undefined) => boolean
}[]

export function standingIn(corpus: Corpus, corrections: readonly Correction[]): Standing {
  if (corrections.length === 0) return []
  const wanted = new Set(corrections.flatMap(({ words, other }) => [...words, ...other]).map(({ hash }) => hash))
  const known = corpus.sentences
    .map((sentence) => ({ id: sentence.id, words: wordsOf(utteredIn(sentence)) }))
    .filter(({ words }) => wanted.has(words.hash))
  const idsOf = (words: readonly Words[]) =>
    new Set(known.filter((one) => words.some((word) => sameWords(word, one.words))).map(({ id }) => id))
  const deal = corpus.deal?.id ?? null
  return corrections
    .filter(({ verdict, deal: not }) => verdict !== 'not_this_deal' || not === deal)
    .map((correction) => ({ correction, own: idsOf(correction.words), other: idsOf(correction.other) }))
    .filter(({ own }) => own.size > 0)
    .map(({ correction, own, other }) => ({
      correction,
      rests: (id) => id !== undefined && own.has(id),
      restsOnOther: (id) => id !== undefined && other.has(id),
    }))
}

function utteredIn(sentence: Sentence): Uttered {
  return { ...sentence, by: sentence.by?.email ?? null }
}

/** A step that rests on the words of a promise is that promise; a new day told in its own words is one too. */
function touches({ kind, about }: Correction, finding: Finding): boolean {
  if (kind === 'commitment')
    return (
      finding.kind === 'commitment' ||
      finding.kind === 'next_step' ||
      (finding.kind === 'resolution' && finding.how === 'superseded')
    )
  return finding.kind === kind && (finding.kind !== 'qualification' || finding.field === about)
}

function drops({ verdict }: Correction, finding: Finding): boolean {
  if (verdict === 'done') return finding.kind === 'next_step'
  return verdict === 'not_a_promise' || verdict === 'wrong' || verdict === 'not_this_deal'
}

/** One promise of two: the words of the second are restatements of the first. */
function join(
  commitments: Commitment[],
  rests: (id: SentenceId) => boolean,
  restsOnOther: (id: SentenceId) => boolean,
): void {
  const kept = commitments.find(({ sentences }) => restsOnOther(sentences[0] ?? ''))
  const again = commitments.find((one) => one !== kept && rests(one.sentences[0] ?? ''))
  if (kept === undefined || again === undefined) return
  const [into, gone] = [commitments.indexOf(kept), commitments.indexOf(again)]
  kept.sentences.push(...again.sentences.filter((id) => !kept.sentences.includes(id)))
  if (kept.supersededBy === gone) {
    kept.status = again.status
    kept.resolvedBy = again.resolvedBy
    kept.supersededBy = again.supersededBy
  }
  commitments.splice(gone, 1)
  for (const one of commitments) {
    if (one.supersededBy === null) continue
    if (one.supersededBy === gone) one.supersededBy = into
    if (one.supersededBy > gone) one.supersededBy -= 1
  }
}

function personOf(corpus: Corpus, email: string | null) {
  const known = corpus.identities.find(({ emails }) => emails.some((one) => one.toLowerCase() === email))
  const seller = corpus.seller.people.find((one) => one.email.toLowerCase() === email)
  return { name: known?.name ?? seller?.name ?? null, email }
}

/** A second message of the same id is another copy of it. */
function itemOf({ item }: Words): string {
  return item.replace(/#\d+(?=\/|$)/, '')
}

function folded(text: string): string {
  return text
    .replaceAll(/[\u200B-\u200D\uFEFF\u00AD]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}
