import type { Sentence } from '../signals/signal.ts'
import { fold, wordCount } from './clause.ts'
import { BARE_OBJECT, LIGHT_WORDS, POINTS_AT_ALL, POINTS_BACK, WHEN_PHRASE } from './light-words.ts'
import type { Material, Promise as Owed } from './material.ts'
import { foldName } from './people.ts'

/**
 * What a promise is about where its own words do not tell ("I'll send it round"): words of a source that name the
 * thing, with the sentence they stand in, or the subject of the mail that carries the promise.
 */
export type Referent = { quote: Sentence } | { subject: string }

/** Words that name a thing or an act: no pronouns, light verbs, names of people or days. */
export function contentWords(material: Material, text: string): string[] {
  const names = new Set(material.people.all.flatMap((one) => [one.name, ...one.names].flatMap((name) => wordsOf(name))))
  return wordsOf(fold(text))
    .filter((word) => word.length > 2 && !/^\d/.test(word) && !LIGHT_WORDS.has(word) && !names.has(word))
    .concat(text.match(SHORT_NAME) ?? [])
}

/** "SF", "PO", "QA": two capitals are a thing. */
const SHORT_NAME = /(?<!\p{L})\p{Lu}{2}(?!\p{L})/gu

/** Do these words of a promise tell nobody what was promised? */
export function saysNothing(material: Material, what: string): boolean {
  const plain = fold(what).replace(WHEN_PHRASE, '')
  const left = contentWords(material, plain).length
  return left === 0 || (left === 1 && BARE_OBJECT.test(plain))
}

/** Another mention that tells; the sentence before it; the request it answers; the subject of the mail. */
export function referentOf(material: Material, owed: Owed): Referent | null {
  const { book } = material
  const said = book.first(owed.commitment.sentences)
  if (!said) return null
  const own = contentWords(material, owed.commitment.what).length
  const restated = owed.commitment.sentences
    .map((id) => book.sentence(id))
    .find((one) => one !== undefined && one.item !== said.item && tells(material, one))
  if (restated) return { quote: restated }
  if (contentWords(material, said.text).length >= own + 2 && wordCount(said.text) <= 24) return { quote: said }
  const before = precedingOf(material, owed, said) ?? requestOf(material, owed, said)
  if (before) return { quote: before }
  const signal = book.signal(said.item)
  const subject = signal?.kind === 'email' || signal?.kind === 'call' ? topicOf(signal.subject) : ''
  return contentWords(material, subject).length > 0 && wordCount(subject) <= 10 ? { subject } : null
}

/** The question it answers, a turn or two before; else the speaker's own sentence before it, where "it" points there. */
function precedingOf(material: Material, owed: Owed, said: Sentence): Sentence | undefined {
  const all = material.sentencesOf(said.item).filter((one) => one.speaks && one.field === null)
  const at = all.findIndex((one) => one.id === said.id)
  const asked = all
    .slice(Math.max(0, at - 4), Math.max(0, at))
    .findLast((one) => isOther(material, one, said) && one.text.includes('?') && tells(material, one))
  if (asked) return asked
  const before = all[at - 1]
  if (!before || isOther(material, before, said) || !tells(material, before)) return undefined
  const { what } = owed.commitment
  return POINTS_BACK.test(what) && !POINTS_AT_ALL.test(what) ? before : undefined
}

function isOther(material: Material, one: Sentence, said: Sentence): boolean {
  return material.people.find(one.by) !== material.people.find(said.by)
}

/** What the other side asked for last, in the same exchange of mails. */
function requestOf(material: Material, owed: Owed, said: Sentence): Sentence | undefined {
  const { book, people, understanding } = material
  const signal = book.signal(said.item)
  if (signal?.kind !== 'email') return undefined
  return understanding.asks
    .filter((ask) => owed.to !== undefined && people.find(ask.by) === owed.to)
    .flatMap((ask) => ask.sentences)
    .map((id) => book.sentence(id))
    .filter((one) => one !== undefined && tells(material, one))
    .filter((one) => {
      const other = one && book.signal(one.item)
      return (
        other?.kind === 'email' &&
        foldName(topicOf(other.subject)) === foldName(topicOf(signal.subject)) &&
        (one?.at ?? '') < (said.at ?? '')
      )
    })
    .toSorted((a, b) => ((a?.at ?? '') < (b?.at ?? '') ? 1 : -1))[0]
}

function tells(material: Material, sentence: Sentence): boolean {
  return fits(sentence) && contentWords(material, sentence.text).length >= 2
}

/** Longer ones would be cut, and what is cut may be the thing. */
function fits(sentence: Sentence): boolean {
  return wordCount(sentence.text) <= 16
}

function topicOf(subject: string): string {
  return fold(subject)
    .replace(/^(?:(?:re|fwd?|aw|wg|tr|rv|antw|sv)\s*:\s*)+/iu, '')
    .replace(/[\s,–—-]*(?:\d{4}-\d{2}-\d{2}|\d{1,2}\.? \p{L}+ \d{4})$/u, '')
}

function wordsOf(text: string): string[] {
  return foldName(text).match(/[\p{L}\p{N}]+/gu) ?? []
}
