import { createHmac } from 'node:crypto'
import type { Trx } from '../db/tables.ts'

/**
 * Whom and what this workspace has forgotten: hashes under its own key. Text can be asked whether it names somebody who was
 * forgotten, so that the same words are taken out when they are erased and when the same folder is imported again.
 */
export type Mark = { kind: MarkKind; hash: string }

/**
 * `address`, `name`: somebody of whom nothing is kept. `word`: a word of such a name, which only says where to look closer.
 * `part`: one word of a name that alone means the person, within one account. `person`: one of the seller's people who is
 * not to be added again, while the company's mail of theirs stays. `item`, `domain`, `account`: what must not come back.
 */
export type MarkKind = 'address' | 'name' | 'word' | 'part' | 'person' | 'item' | 'domain' | 'account'

export type Forgotten = {
  /** nobody and nothing was ever forgotten */
  none: boolean
  has(kind: MarkKind, value: string): boolean
  /** a party of a message, by its address, or by its name where it has no address */
  party(party: { name: string | null; email: string | null }): boolean
  /** The text with what names them blocked out, unit by unit, so that every offset into it stays right. */
  text(text: string, accounts: readonly string[]): string
}

export function markOf(key: string, kind: MarkKind, value: string): Mark {
  return {
    kind,
    hash: createHmac('sha256', key)
      .update(`${kind}\n${folded(kind, value)}`)
      .digest('base64url'),
  }
}

/** A name's marks: the whole of it in either order, and its words. One of a single word is a part of every account. */
export function marksOfName(key: string, name: string): Mark[] {
  const words = wordsOf(name)
  if (words.length < 2) return []
  const turned = [...words.slice(1), ...words.slice(0, 1)]
  const last = [...words.slice(-1), ...words.slice(0, -1)]
  return [
    ...[words, turned, last].map((order) => markOf(key, 'name', order.join(' '))),
    ...words.map((word) => markOf(key, 'word', word)),
  ]
}

/** A word that alone means the person in one account. */
export function marksOfPart(key: string, word: string, account: string): Mark[] {
  return [markOf(key, 'part', `${account} ${fold(word)}`), markOf(key, 'word', word)]
}

export function forgottenBy(key: string, marks: readonly Mark[]): Forgotten {
  const known = new Set(marks.map(({ kind, hash }) => `${kind} ${hash}`))
  const has = (kind: MarkKind, value: string): boolean => {
    if (known.size === 0) return false
    const mark = markOf(key, kind, value)
    return known.has(`${mark.kind} ${mark.hash}`)
  }
  const seen = new Map<string, string | null>()
  /** The word as it stands in a name, also where it bears a genitive's s. */
  const nameWord = (word: string): string | null => {
    const cached = seen.get(word)
    if (cached !== undefined) return cached
    const forms = word.length > 3 && word.endsWith('s') ? [word, word.slice(0, -1)] : [word]
    const found = forms.find((form) => has('word', form)) ?? null
    seen.set(word, found)
    return found
  }
  return {
    none: known.size === 0,
    has,
    party: ({ name, email }) => (email === null ? name !== null && has('name', name) : has('address', email)),
    text(text, accounts) {
      if (known.size === 0 || text === '') return text
      const spans: Span[] = []
      for (const found of text.matchAll(ADDRESS)) {
        const address = found[0].replace(/%40/i, '@').replace(/[.']+$/, '')
        if (has('address', address)) spans.push({ start: found.index, end: found.index + found[0].length })
      }
      for (const run of runsOf(text, nameWord)) spans.push(...namesIn(run, accounts, has))
      return blockOut(text, spans)
    },
  }
}

export async function loadForgotten(trx: Trx): Promise<Forgotten> {
  const marks = await trx.selectFrom('forgotten').select(['kind', 'hash']).execute()
  return forgottenBy(await forgettingKey(trx), marks)
}

export async function forgettingKey(trx: Trx): Promise<string> {
  return (await trx.selectFrom('forgetting_key').select('key').executeTakeFirstOrThrow()).key
}

export type Span = { start: number; end: number }

/** The text with these stretches blocked out; lines stay lines. */
export function blockOut(text: string, spans: readonly Span[]): string {
  let out = ''
  let at = 0
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (end <= at) continue
    out += text.slice(at, Math.max(at, start)) + text.slice(Math.max(at, start), end).replace(/[^\r\n\t ]/g, BLOCK)
    at = end
  }
  return out + text.slice(at)
}

/** The words of a name, as they are compared. */
export function wordsOf(name: string): string[] {
  return [...name.matchAll(WORD)].map(([word]) => fold(word))
}

const BLOCK = '█'
const WORD = /[\p{L}\p{M}]+/gu
const ADDRESS = /[\p{L}\p{N}._%+'-]+(?:@|%40)[\p{L}\p{N}.-]+\.\p{L}{2,}/giu

type Word = Span & { word: string }

/** Words of names that stand beside each other, with nothing but a few signs between. */
function* runsOf(text: string, nameWord: (word: string) => string | null): Generator<Word[]> {
  let run: Word[] = []
  for (const found of text.matchAll(WORD)) {
    const word = nameWord(fold(found[0]))
    const last = run.at(-1)
    if (last !== undefined && (word === null || !/^[^\p{L}\p{N}]{0,4}$/u.test(text.slice(last.end, found.index)))) {
      yield run
      run = []
    }
    if (word !== null) run.push({ word, start: found.index, end: found.index + found[0].length })
  }
  if (run.length > 0) yield run
}

function namesIn(run: readonly Word[], accounts: readonly string[], has: Forgotten['has']): Span[] {
  const spans: Span[] = []
  for (let at = 0; at < run.length;) {
    const length = longestAt(run, at, accounts, has)
    const [first, last] = [run[at], run[at + length - 1]]
    if (first !== undefined && last !== undefined) spans.push({ start: first.start, end: last.end })
    at += Math.max(1, length)
  }
  return spans
}

function longestAt(run: readonly Word[], at: number, accounts: readonly string[], has: Forgotten['has']): number {
  for (let length = Math.min(6, run.length - at); length > 1; length--) {
    const words = run.slice(at, at + length).map(({ word }) => word)
    if (has('name', words.join(' '))) return length
  }
  const word = run[at]?.word ?? ''
  return accounts.some((account) => has('part', `${account} ${word}`)) ? 1 : 0
}

function folded(kind: MarkKind, value: string): string {
  if (kind === 'name' || kind === 'word' || kind === 'account') return wordsOf(value).join(' ')
  return kind === 'item' || kind === 'part' ? value : value.toLowerCase()
}

function fold(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss')
}
