/**
 * Do the plain text and the HTML of one message say different things? Compared by words, because every mail program
 * wraps, bullets, links and quotes differently. A few words more on one side are no difference; a statement is.
 */
export function differInSubstance(plain: string, html: string): boolean {
  const [left, right] = [wordsOf(plain), wordsOf(html)]
  return unmatched(right, left) || unmatched(left, right) || otherNumbers(left, right)
}

/** One other figure is another offer. Single digits are left out: lists are numbered in one part and not in the other. */
function otherNumbers(one: string[], other: string[]): boolean {
  const numbers = (words: string[]) => new Set(words.filter((word) => /^\p{N}{2,}$/u.test(word)))
  const [left, right] = [numbers(one), numbers(other)]
  return [...left].some((word) => !right.has(word)) || [...right].some((word) => !left.has(word))
}

/** Does one text hold (nearly) all the words of the other, in whatever order? */
export function sameWords(one: string, other: string): boolean {
  const [short, long] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length) as [string[], string[]]
  if (short.length === 0) return true
  const known = counted(long)
  return short.filter((word) => take(known, word)).length >= short.length * 0.9
}

/**
 * A plain text that says nothing but that the message wants another program or a browser: not the letter's words.
 * Such a text is short, names the thing, and the HTML says several times as much.
 */
export function isStub(plain: string, html: string): boolean {
  const words = wordsOf(plain)
  if (words.length > 45 || wordsOf(html).length < words.length * 2) return false
  return (
    /\bhtml\b/i.test(plain) &&
    /\b(?:view|display|see|read|show|support|capable|enable|browser|client|anzeig|darstell|unterst|afficher|affich|visuali|navegador|navigateur|ver)/i.test(
      plain,
    )
  )
}

/** This many words of one side in a row, none of them left on the other, are a statement of their own. */
const STATEMENT_WORDS = 4

function unmatched(words: string[], other: string[]): boolean {
  const known = counted(other)
  let run = 0
  let missing = 0
  for (const word of words) {
    if (take(known, word)) run = 0
    else {
      missing++
      run++
      if (run >= STATEMENT_WORDS) return true
    }
  }
  return missing >= STATEMENT_WORDS && missing > words.length * 0.15
}

function counted(words: string[]): Map<string, number> {
  const known = new Map<string, number>()
  for (const word of words) known.set(word, (known.get(word) ?? 0) + 1)
  return known
}

function take(known: Map<string, number>, word: string): boolean {
  const left = known.get(word) ?? 0
  if (left > 0) known.set(word, left - 1)
  return left > 0
}

function wordsOf(text: string): string[] {
  return (
    text
      .slice(0, 200_000)
      // links and pictures are written out in one part and not in the other
      .replace(/https?:\/\/\S+|www\.\S+|mailto:\S+|<[^\s<>]*@[^\s<>]*>|\[(?:cid|image)[^\]]*\]/gi, ' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
