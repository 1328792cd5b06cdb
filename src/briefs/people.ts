import type { Corpus, Identity } from '../signals/corpus.ts'
import type { Party } from '../signals/signal.ts'

/** Who is who, and the shortest name by which each can be called without doubt. */
export type People = {
  all: Identity[]
  byId: (id: string) => Identity | undefined
  find: (party: Party | string | null) => Identity | undefined
  /** "You" is never returned here; the reader's own list says it */
  first: (identity: Identity) => string
  full: (identity: Identity) => string
  isReader: (identity: Identity | undefined) => boolean
  isSeller: (identity: Identity | undefined) => boolean
}

export function createPeople(corpus: Corpus, reader: string | null): People {
  const byId = new Map(corpus.identities.map((identity) => [identity.id, identity]))
  const byEmail = new Map<string, Identity>()
  const byName = new Map<string, Identity | null>()
  for (const identity of corpus.identities) {
    for (const email of identity.emails) byEmail.set(email.toLowerCase(), identity)
    for (const name of new Set([identity.name, ...identity.names].map(foldName))) {
      byName.set(name, byName.has(name) && byName.get(name) !== identity ? null : identity)
    }
  }
  const shared = new Map<string, number>()
  for (const identity of corpus.identities) {
    const first = foldName(firstWord(identity.name))
    shared.set(first, (shared.get(first) ?? 0) + 1)
  }

  const find = (party: Party | string | null) => {
    if (party === null) return undefined
    const email = typeof party === 'string' ? party : party.email
    const found = email === null ? undefined : byEmail.get(email.toLowerCase())
    if (found) return found
    const name = typeof party === 'string' ? party : party.name
    return name === null ? undefined : (byName.get(foldName(name)) ?? undefined)
  }
  const readerIdentity = find(reader)
  return {
    all: corpus.identities,
    byId: (id) => byId.get(id) ?? byEmail.get(id.toLowerCase()),
    find,
    first: (identity) => {
      const first = firstWord(identity.name)
      const plain = /^\p{L}[\p{L}’'-]+$/u.test(first)
      return plain && shared.get(foldName(first)) === 1 ? first : identity.name
    },
    full: (identity) => identity.name,
    isReader: (identity) => identity !== undefined && identity === readerIdentity,
    isSeller: (identity) => identity?.side === 'seller',
  }
}

export function foldName(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}

const CAPITALS = /^\p{Lu}[\p{Lu}’'-]+$/u

/** The given name: what stands first after "Dr." and its like. */
function firstWord(name: string): string {
  const plain = name.trim().replace(/^(?:[\p{L}-]{2,6}\.\s+|(?:Herr|Frau|Mme|Mlle|Mr|Mrs|Ms|Don|Doña)\s+)+/u, '')
  const words = plain.split(/\s+/)
  // "CASTANG Hélène": a family name in capitals stands before or after the given one.
  const given = words.find((word) => !CAPITALS.test(word))
  return (CAPITALS.test(words[0] ?? '') ? given : words[0]) ?? words[0] ?? name
}
