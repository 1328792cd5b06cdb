import type { Corpus, Identity } from '../signals/corpus.ts'
import { foldName } from '../signals/fold.ts'
import type { Party, Sentence, SentenceId, Signal } from '../signals/signal.ts'
import { daysSaid } from './days-said.ts'
import type { Checked } from './evidence.ts'
import { Finding } from './finding.ts'
import { figureSet, figuresIn } from './numbers.ts'

/** More statements than this are read by nobody; what a model says beyond is not looked at. */
const MOST = 20_000

/**
 * The gate for what a model answers, whoever wrote its answer in truth: mail that it read may have told it what to say.
 * A finding stands only if it has the shape of one; points at sentences that people spoke; says no figure, day, name, link
 * or address that is not in the words it points at (DESIGN E3); and lets act only who wrote those words, is named in them,
 * or is spoken to (E2). What fails is refused whole, and told without its text. The local engine's findings are made of
 * the sentences' own words by code and need none of this.
 */
export function acceptAnswer(corpus: Corpus, answer: unknown): Checked {
  const refused = new Map<string, { kind: string; reason: string; times: number }>()
  const refuse = (kind: string, reason: string, times = 1) => {
    const known = refused.get(`${kind}\n${reason}`)
    if (known === undefined) refused.set(`${kind}\n${reason}`, { kind, reason, times })
    else known.times += times
  }
  const findings: Finding[] = []
  const given: unknown[] = Array.isArray(answer) ? answer : []
  if (!Array.isArray(answer)) refuse('answer', 'is no list of findings')
  if (given.length > MOST) refuse('answer', `is longer than ${MOST} findings`, given.length - MOST)
  const read = readingOf(corpus)
  for (const one of given.slice(0, MOST)) {
    const parsed = Finding.safeParse(one)
    if (!parsed.success) {
      refuse('answer', 'has not the shape of a finding')
      continue
    }
    const reason = reasonAgainst(parsed.data, read)
    if (reason === null) findings.push(parsed.data)
    else refuse(parsed.data.kind, reason)
  }
  return {
    findings,
    rejected: [...refused.values()].map(({ kind, reason, times }) => ({
      kind,
      text: null,
      reason: times === 1 ? reason : `${reason} (${times} times)`,
    })),
  }
}

type Reading = {
  sentences: ReadonlyMap<SentenceId, Sentence>
  signals: ReadonlyMap<string, Signal>
  identities: readonly Identity[]
  /** folded words of every known name: to be in the evidence wherever they stand in a finding */
  names: ReadonlySet<string>
  find: (party: Party) => Identity | undefined
}

function readingOf(corpus: Corpus): Reading {
  const byEmail = new Map(corpus.identities.flatMap((one) => one.emails.map((email) => [email, one])))
  const byName = new Map(
    corpus.identities.flatMap((one) => [one.name, ...one.names].map((name) => [foldName(name), one])),
  )
  return {
    sentences: new Map(corpus.sentences.map((sentence) => [sentence.id, sentence])),
    signals: new Map(corpus.signals.map((signal) => [signal.id, signal])),
    identities: corpus.identities,
    names: new Set(
      [...corpus.identities.flatMap(({ names }) => names), corpus.account.name, corpus.seller.name].flatMap((name) =>
        foldName(name).split(' '),
      ),
    ),
    find: ({ email, name }) =>
      email !== null ? byEmail.get(email.toLowerCase()) : name === null ? undefined : byName.get(foldName(name)),
  }
}

function reasonAgainst(finding: Finding, read: Reading): string | null {
  const { said, unknown } = pointedAt(finding, read)
  if (unknown) return 'points at a sentence that is not in what was read'
  if (CONTROL.test(finding.why)) return 'holds control characters'
  if (said.some(({ toMachine }) => toMachine)) return 'rests on words that give orders to machines'
  if (SPOKEN.has(finding.kind) && said[0]?.speaks !== true) return 'rests on words that nobody speaks there'
  if (finding.kind === 'handling' && said.some(({ item }) => item !== said[0]?.item))
    return 'marks words of another item'
  const people = peopleOf(said, read)
  const evidence = evidenceOf(said, people, read)
  for (const text of textsOf(finding)) {
    const reason = wordsAgainst(text, evidence, read)
    if (reason !== null) return reason
  }
  return actsAgainst(finding, said, people, read) ?? dayAgainst(finding, said, read)
}

/** Their words are statements; a part that somebody plays may also stand in a signature. */
const SPOKEN: ReadonlySet<Finding['kind']> = new Set([
  'commitment',
  'heard_as_promise',
  'ask',
  'resolution',
  'pain',
  'risk',
  'next_step',
])

function pointedAt(finding: Finding, { sentences }: Reading): { said: Sentence[]; unknown: boolean } {
  const ids = new Set(finding.sentences)
  if (finding.kind === 'pain') for (const id of finding.impact?.sentences ?? []) ids.add(id)
  if (finding.kind === 'handling') for (const id of finding.covers) ids.add(id)
  const said = [...ids].flatMap((id) => sentences.get(id) ?? [])
  return { said, unknown: said.length < ids.size }
}

function textsOf(finding: Finding): string[] {
  if (finding.kind === 'pain') return [finding.text, ...(finding.impact === null ? [] : [finding.impact.text])]
  if (finding.kind === 'risk') return [finding.text]
  if (finding.kind === 'qualification') return [finding.value]
  if (finding.kind === 'handling') return finding.from
  if (finding.kind === 'role' || finding.kind === 'sentiment') return []
  const conditional = finding.kind === 'commitment' ? finding.conditional : null
  return [finding.what, ...(conditional === null ? [] : [conditional])]
}

/** Who wrote the words, who got them, and who is named in them. */
type Present = { authors: Set<Identity>; spokenTo: Set<Identity>; named: Set<Identity> }

function peopleOf(said: readonly Sentence[], { signals, identities, find }: Reading): Present {
  const known = (parties: readonly (Party | null)[]) =>
    new Set(parties.flatMap((party) => (party === null ? [] : (find(party) ?? []))))
  const around = [...new Set(said.map(({ item }) => item))].flatMap((item) => signals.get(item) ?? [])
  const words = new Set(said.flatMap(({ text }) => foldName(text).split(' ')))
  return {
    authors: known(said.map(({ by }) => by)),
    spokenTo: known(around.flatMap(partiesOf)),
    named: new Set(
      identities.filter(({ names, emails }) =>
        [...names, ...emails].some((name) =>
          foldName(name)
            .split(' ')
            .some((word) => word.length > 2 && words.has(word)),
        ),
      ),
    ),
  }
}

function partiesOf(signal: Signal): (Party | null)[] {
  if (signal.kind === 'email') return [signal.from, ...signal.to, ...signal.cc]
  if (signal.kind === 'call') return signal.speakers.map((name) => ({ name, email: null }))
  return signal.kind === 'meeting' ? [signal.organizer, ...signal.attendees] : []
}

type Evidence = { texts: string[]; words: Set<string>; figures: Set<string> }

function evidenceOf(said: readonly Sentence[], { authors, spokenTo, named }: Present, { signals }: Reading): Evidence {
  const texts = said.flatMap(({ text, item, field, at }) => {
    const signal = signals.get(item)
    return [
      text,
      field ?? '',
      at ?? '',
      ...(signal === undefined || !('subject' in signal) ? [] : [signal.subject]),
      ...(signal?.kind === 'email' ? signal.attachments.map(({ name }) => name) : []),
      ...(signal?.kind === 'document' ? [signal.name] : []),
    ]
  })
  const people = [...authors, ...spokenTo, ...named].flatMap(({ names, name, title, organization }) => [
    ...names,
    name,
    title?.value ?? '',
    organization ?? '',
  ])
  return {
    texts: texts.map(flat),
    words: new Set([...texts, ...people].flatMap((text) => foldName(text).split(' '))),
    figures: figureSet([...texts, ...people]),
  }
}

const CONTROL = /(?![\t\n])\p{Cc}|[\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u
/** A link, an address, markup or a formula: never a model's to write. */
const ACTIVE = /[a-z][a-z\d+.-]{1,20}:(?:\/\/|\S)|\bwww\.|\S@\S|<\/?[a-z!]|\]\s*[([:]|^[=+@|-]/iu
/** A host or the name of a file, which may stand as the evidence says it. */
const DOTTED = /[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.\p{L}{2,}/giu

function wordsAgainst(text: string, { texts, words, figures }: Evidence, { names }: Reading): string | null {
  if (CONTROL.test(text) && !texts.includes(text)) return 'holds control characters'
  const plain = flat(text)
  // Said so by the sentence itself, word for word: every reader of it shows its links dead.
  if (texts.some((one) => one.includes(plain))) return null
  const dotted = (plain.match(DOTTED) ?? []).some((name) => !texts.some((one) => one.includes(name)))
  if (dotted || ACTIVE.test(plain)) return 'holds a link, an address or markup of its own'
  for (const { values } of figuresIn(plain))
    if (!values.some((value) => figures.has(value))) return 'holds a figure that the words it points at do not hold'
  for (const [index, raw] of (plain.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []).entries()) {
    const word = foldName(raw)
    // The first word of a text is written large whatever it is.
    const particular = /\p{N}/u.test(raw) || (/\p{Lu}/u.test(raw) && (index > 0 || names.has(word) || BIG.test(raw)))
    if (particular && !words.has(word) && !figures.has(raw))
      return 'holds a name that the words it points at do not hold'
  }
  return null
}

const BIG = /^\P{Lu}*\p{Lu}.*\p{Lu}/u

function flat(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim()
}

/** Who acts is who wrote the words, or is named there; who got them, only where the words speak to somebody. */
function actsAgainst(finding: Finding, said: readonly Sentence[], present: Present, read: Reading): string | null {
  const { authors, spokenTo, named } = present
  const addressed = said.some(({ text }) => TO_SOMEBODY.test(text))
  const known = (party: Party, toToo: boolean) => {
    const identity = read.find(party)
    if (identity === undefined) return false
    return authors.has(identity) || named.has(identity) || ((toToo || addressed) && spokenTo.has(identity))
  }
  if ('by' in finding && finding.by !== null && !known(finding.by, false))
    return 'lets somebody act who neither wrote nor is named in the words it points at'
  if ('to' in finding && finding.to !== null && !known(finding.to, true))
    return 'is to somebody who neither got nor is named in the words it points at'
  if (finding.kind === 'next_step' && finding.owner !== null && !known({ name: null, email: finding.owner }, false))
    return 'lets somebody act who neither wrote nor is named in the words it points at'
  if (finding.kind === 'role' || finding.kind === 'sentiment') {
    const identity = read.identities.find(({ id }) => id === finding.identity)
    if (identity === undefined) return 'speaks of a person who is not known'
    if (!authors.has(identity) && !named.has(identity)) return 'speaks of a person whom its words do not name'
  }
  return null
}

/** You, in four languages, or a request. */
const TO_SOMEBODY =
  /\b(?:you|your|please|could|can|sie|ihr|ihre[nrms]?|du|dir|dich|euch|bitte|vous|votre|vos|tu|te|ton|ta|merci|veuillez|usted(?:es)?|vosotr[oa]s|os|tú|su|por favor)\b|\?/iu

/** A day is one that the words name, or that of a meeting they stand in. */
function dayAgainst(finding: Finding, said: readonly Sentence[], { signals }: Reading): string | null {
  if (!('due' in finding) || finding.due === null) return null
  const { due } = finding
  const named = said.some(({ text, at, language, item }) => {
    const signal = signals.get(item)
    if (signal?.kind === 'meeting' && signal.startAt.startsWith(due)) return true
    return text.includes(due) || (at !== null && daysSaid(text, at, language).includes(due))
  })
  return named ? null : 'holds a day that the words it points at do not name'
}
