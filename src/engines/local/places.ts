import type { Passage } from './passages.ts'
import { tellingWords } from './topics.ts'

/** A word that more passages use than this tells nothing of what one of them is about. */
const RARE = 6
const SELDOM = 2

/** What a passage is within the whole account: who else speaks of it, how often its speaker is heard, whether a conversation ends there. */
export function placeInAccount(all: readonly Passage[]): void {
  const items = new Map<string, number>()
  const heardIn = new Map<unknown, Set<string>>()
  const ends = new Map<string, string>()
  const users = new Map<string, Passage[]>()
  for (const passage of all) {
    const { item } = passage.sentence
    items.set(item, (items.get(item) ?? 0) + 1)
    if (passage.speaker) {
      const heard = heardIn.get(passage.speaker) ?? new Set()
      heardIn.set(passage.speaker, heard.add(item))
    }
    const { signal } = passage
    if (signal.kind === 'email' && signal.at !== null && signal.at > (ends.get(signal.thread) ?? ''))
      ends.set(signal.thread, signal.at)
    for (const word of tellingWords(passage)) {
      const using = users.get(word)
      if (using) using.push(passage)
      else users.set(word, [passage])
    }
  }
  for (const passage of all) {
    const { signal } = passage
    passage.among = items.get(passage.sentence.item) ?? 0
    passage.seldom = (heardIn.get(passage.speaker)?.size ?? SELDOM + 1) <= SELDOM
    passage.closing = signal.kind === 'email' && signal.at !== null && ends.get(signal.thread) === signal.at
    passage.echoes = echoesOf(passage, users)
  }
}

function echoesOf(passage: Passage, users: ReadonlyMap<string, readonly Passage[]>): number {
  const shared = new Map<Passage, number>()
  for (const word of tellingWords(passage)) {
    const using = users.get(word) ?? []
    if (using.length > RARE) continue
    for (const other of using)
      if (other.sentence.item !== passage.sentence.item) shared.set(other, (shared.get(other) ?? 0) + 1)
  }
  return [...shared.values()].filter((count) => count >= 2).length
}
