import type { HandlingMark } from '../findings/finding.ts'
import type { Identity } from '../signals/corpus.ts'
import type { Sentence, SentenceId } from '../signals/signal.ts'
import type { CarefulItem } from './brief.ts'
import { wordCount } from './clause.ts'
import { anyWordOf, overlap, type Material, type Promise as Owed } from './material.ts'
import { foldName } from './people.ts'
import { contentWords } from './referent.ts'
import { setsCondition, speaksOfLeaving } from './standalone.ts'
import { lineOf, quoted, type Draft, type Mentions, type Wording } from './wording.ts'
import { namesIn } from './words.ts'

/** As many as a reader keeps in mind; each kind keeps its place in BRIEF rule 4's order. */
const EACH = 4

/** What would do harm if it were said, done or believed. */
export function carefulOf(material: Material, mentions: Mentions): CarefulItem[] {
  const items: CarefulItem[] = []
  const add = (kind: CarefulItem['kind'], drafts: Draft[]) => {
    let count = 0
    for (const draft of drafts) {
      const line = lineOf(material, draft, mentions)
      if (!line) continue
      items.push({ kind, text: line.text, evidence: line.evidence })
      count += 1
      if (count === EACH) return
    }
  }
  const marks = distinct(material)
  add(
    'in_confidence',
    marks.filter((mark) => mark.mark === 'in_confidence').flatMap((mark) => confidence(material, mark)),
  )
  add(
    'do_not',
    marks.filter((mark) => mark.mark !== 'in_confidence').flatMap((mark) => rule(material, mark)),
  )
  add('heard_as_promise', heard(material))
  add(
    'corrected',
    material.promises.flatMap((owed) => corrected(material, owed)),
  )
  return items
}

/** One mark for an item and kind: a mail that says it twice says it once. */
function distinct(material: Material): HandlingMark[] {
  const seen = new Set<string>()
  return material.understanding.handling.filter((mark) => {
    const item = material.book.first(mark.sentences)?.item ?? ''
    const key = `${mark.mark} ${item}`
    if (item === '' || seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function confidence(material: Material, mark: HandlingMark): Draft[] {
  const cues = mark.sentences.map((id) => material.book.sentence(id)).filter((one) => one !== undefined)
  // "Ilse," is whom it is said to, not what is said.
  const cue = cues.find((one) => !isAddress(material, one.text)) ?? cues[0]
  if (!cue) return []
  const covered = mark.covers
    .filter((id) => !mark.sentences.includes(id))
    .filter((id) => !isAddress(material, material.book.sentence(id)?.text ?? ''))
  const secret = best(material, covered)
  const by = material.people.find(mark.by) ?? material.people.find(cue.by)
  const who: Wording = by ? [{ person: by }, ': '] : []
  if (isAddress(material, cue.text)) {
    return secret
      ? [{ kind: 'fact', wording: [...who, quoted(secret)], sentences: [secret.id, cue.id], shown: shownOf(by) }]
      : []
  }
  // "Between us." is only the seal; a mark that says the thing itself stands first.
  const tells = contentWords(material, cue.text).filter((word) => !SEAL.test(word)).length >= 4
  const wording: Wording = !secret
    ? [...who, quoted(cue)]
    : tells
      ? [...who, quoted(cue), ' It covers: ', quoted(secret)]
      : [...who, quoted(secret), ' Said with: ', quoted(cue)]
  return [{ kind: 'fact', wording, sentences: secret ? [cue.id, secret.id] : [cue.id], shown: shownOf(by) }]
}

/** Words of the seal itself, folded. */
const SEAL =
  /^(?:confiden|secret|privat|vertraul|behandel|vorenthalt|unter uns|discret|diskret|reserv|entre|sceau|garde|keep|quiet|between|nobody|repeat|mention)/u

/** A name, a greeting, or both, and nothing else. */
function isAddress(material: Material, text: string): boolean {
  const names = new Set(material.people.all.flatMap((one) => [one.name, ...one.names].flatMap(nameParts)))
  return nameParts(text).every((word) => names.has(word) || GREETING.test(word))
}

function nameParts(text: string): string[] {
  return foldName(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

const GREETING =
  /^(?:hi|hello|hey|dear|hallo|liebe[rs]?|sehr|geehrte[rs]?|guten|tag|moin|frau|herr|bonjour|salut|cher|chere|madame|monsieur|hola|buenos|dias|estimad[oa]|querid[oa]|senora?|mr|mrs|ms|dr)$/u

function rule(material: Material, mark: HandlingMark): Draft[] {
  const cue = first(material, mark.sentences)
  if (!cue) return []
  const by = material.people.find(mark.by) ?? material.people.find(cue.by)
  const secret = mark.mark === 'do_not_quote' ? before(material, cue, mark.covers) : undefined
  const about: Wording = secret ? [' It covers: ', quoted(secret)] : []
  return [
    {
      kind: 'fact',
      wording: [...ruleLead(material, mark, by), quoted(cue), ...about],
      sentences: [...mark.sentences.slice(0, 2), ...(secret ? [secret.id] : [])],
      shown: shownOf(by),
    },
  ]
}

function ruleLead(material: Material, mark: HandlingMark, by: Identity | undefined): Wording {
  if (mark.mark === 'opted_out') return by ? [{ person: by }, ' wants no more mail: '] : ['No more mail: ']
  const rule = mark.mark === 'do_not_quote' ? 'Do not quote' : 'Do not contact'
  if (!by) return [`${rule}: `]
  // A rule of ours is about somebody else's words; a rule of theirs is about their own.
  const own = mark.mark === 'do_not_quote' && !material.people.isSeller(by)
  return own ? [`${rule} `, { person: by }, ': '] : [`${rule}, says `, { person: by }, ': ']
}

function heard(material: Material): Draft[] {
  return material.understanding.heardAsPromise.flatMap((one): Draft[] => {
    const said = first(material, one.sentences)
    if (!said) return []
    const by = material.people.find(one.by) ?? material.people.find(said.by)
    const answer = one.sentences
      .slice(1)
      .map((id) => material.book.sentence(id))
      .find((next) => next !== undefined)
    const wording: Wording = [
      ...(by ? [{ person: by } as const, ': '] : []),
      quoted(said),
      ...(answer ? [' Then: ', quoted(answer)] : []),
    ]
    return [{ kind: 'fact', wording, sentences: one.sentences.slice(0, 2), shown: shownOf(by) }]
  })
}

/** Taken back: what was said, what is said now, and who heard the first and was not told the second. */
function corrected(material: Material, owed: Owed): Draft[] {
  if (owed.commitment.status !== 'withdrawn' || !owed.ours) return []
  const said = first(material, owed.commitment.sentences)
  const now = first(material, owed.commitment.resolvedBy)
  if (!said || !now) return []
  const told = audienceOf(material, now)
  const unaware = [...audienceOf(material, said)].filter((one) => !told.has(one) && one.side !== 'seller')
  const still = unaware.filter((one) => !toldLater(material, one, now))
  const by = owed.by ? [owed.by.name, ...owed.by.names] : []
  return [
    {
      kind: 'fact',
      wording: [
        ...dated(material, said),
        quoted(said),
        ' ',
        ...dated(material, now),
        quoted(now, anyWordOf(material.topic(said.text))),
        ...(still.length > 0 ? [` No word of it to ${namesIn(material, still.slice(0, 3))} found.`] : []),
      ],
      sentences: [said.id, now.id],
      shown: { names: [...by, ...still.flatMap((one) => [one.name, ...one.names])] },
    },
  ]
}

function dated(material: Material, sentence: Sentence): Wording {
  const by = material.people.find(sentence.by)
  const day = sentence.at === null ? '' : `, ${material.days.dayOf(sentence.at)}`
  return by ? [{ person: by }, `${day}: `] : []
}

/** Everybody who was addressed by, or present at, what carried the sentence. */
function audienceOf(material: Material, sentence: Sentence): Set<Identity> {
  const signal = material.book.signal(sentence.item)
  const parties =
    signal?.kind === 'email'
      ? [...signal.to, ...signal.cc]
      : signal?.kind === 'call'
        ? signal.speakers.map((name) => ({ name, email: null }))
        : []
  return new Set(parties.map((party) => material.people.find(party)).filter((one) => one !== undefined))
}

/** Did a later message of ours to this person speak of the same thing? */
function toldLater(material: Material, person: Identity, correction: Sentence): boolean {
  const topic = material.topic(correction.text)
  return material.corpus.signals.some(
    (signal) =>
      signal.kind === 'email' &&
      signal.at !== null &&
      correction.at !== null &&
      signal.at > correction.at &&
      material.people.isSeller(material.people.find(signal.from)) &&
      [...signal.to, ...signal.cc].some((party) => material.people.find(party) === person) &&
      overlap(topic, material.topic(signal.text)) >= 0.5,
  )
}

function first(material: Material, ids: readonly SentenceId[]): Sentence | undefined {
  return material.book.first(ids)
}

/** What a rule about quoting is about, where only one figure stands before it: of two, "it" may mean either. */
function before(material: Material, cue: Sentence, ids: readonly SentenceId[]): Sentence | undefined {
  const figures = ids
    .map((id) => material.book.sentence(id))
    .filter((one) => one !== undefined && one.item === cue.item && one.start < cue.start && /\d/.test(one.text))
  return figures.length === 1 ? figures[0] : undefined
}

/** The number of a law is no figure of theirs. */
const PARAGRAPH = /(?:§+|\b(?:art(?:icle|ículo|ikel)?|abs|nr|no|section)\.?) ?\d+/giu

/** How somebody takes it: what most secrets are about. */
const FEELS =
  /(?<!\p{L})(?:angry|upset|annoyed|furious|unhappy|worried|against|verärgert|wütend|sauer|enttäuscht|dagegen|fâché\w*|furieu\w*|déçu\w*|inquiet\w*|contre|enfadad[oa]|molest[oa]|furios[oa]|preocupad[oa]|decepcionad[oa]|en contra)(?!\p{L})/iu

/** The covered sentence that says most: what binds, figures and length before order. */
function best(material: Material, ids: readonly SentenceId[]): Sentence | undefined {
  const weigh = (one: Sentence) =>
    Math.min(wordCount(one.text), 25) +
    (/\d/.test(one.text.replaceAll(PARAGRAPH, '')) ? 15 : 0) +
    (setsCondition(one.text) || speaksOfLeaving(one.text) ? 20 : 0) +
    (FEELS.test(one.text) ? 12 : 0)
  return ids
    .map((id) => material.book.sentence(id))
    .filter((one) => one !== undefined)
    .toSorted((a, b) => weigh(b) - weigh(a))[0]
}

function shownOf(by: Identity | undefined): Draft['shown'] {
  return by ? { names: [by.name, ...by.names] } : {}
}
