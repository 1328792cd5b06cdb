/**
 * Do the plain text and the HTML of one message say different things? Compared by words, because every mail program
 * wraps, bullets, links and quotes differently. A few words more on one side are no difference; a sentence is.
 */
export function differInSubstance(plain: string, html: string): boolean {
  return unmatched(html, plain) || unmatched(plain, html)
}

/** At least this many words in a row, none of them on the other side, are a statement of their own. */
const STATEMENT_WORDS = 4

function unmatched(text: string, other: string): boolean {
  const known = new Map<string, number>()
  for (const word of wordsOf(other)) known.set(word, (known.get(word) ?? 0) + 1)
  let run = 0
  let missing = 0
  const words = wordsOf(text)
  for (const word of words) {
    const left = known.get(word) ?? 0
    if (left > 0) {
      known.set(word, left - 1)
      run = 0
    } else {
      missing++
      run++
      if (run >= STATEMENT_WORDS) return true
    }
  }
  return missing >= STATEMENT_WORDS && missing > words.length * 0.15
}

function wordsOf(text: string): string[] {
  return (
    text
      .slice(0, 200_000)
      // links are written out in one part and not in the other
      .replace(/https?:\/\/\S+|www\.\S+|mailto:\S+|<[^\s<>]*@[^\s<>]*>|\[(?:cid|image)[^\]]*\]/gi, ' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
