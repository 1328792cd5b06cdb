import type { Passage } from './passages.ts'

const TELLING = 5

/** The words of a passage that tell what it is about: long words and numbers, plural endings cut. */
export function tellingWords(passage: Passage): Set<string> {
  const found = new Set<string>()
  passage.words.list.forEach((word, at) => {
    if (word.length >= TELLING || passage.words.numeric[at] === true) found.add(word.replace(/(en|es|s|n)$/, ''))
  })
  return found
}

/** Two passages that say the same thing: they share half the telling words of the shorter one, at least two. */
export function sameTopic(a: Passage, b: Passage): boolean {
  const left = tellingWords(a)
  const right = tellingWords(b)
  let shared = 0
  for (const word of left) if (right.has(word)) shared += 1
  return shared >= 2 && shared >= 0.5 * Math.min(left.size, right.size)
}

/** One stands right before the other in the same item. */
export function isNeighbour(a: Passage, b: Passage): boolean {
  return a.before === b || a.after === b
}
