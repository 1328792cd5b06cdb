import { conceptOf, foldWord } from '../../lib/business-words.ts'
import type { HeardAsPromise } from '../../findings/finding.ts'
import { shorten } from './commitment-parts.ts'
import { addresseeOf } from './commitment-people.ts'
import { FLOATS } from './lexica/floated-cues.ts'
import { partyOf, type Reading, type Spoken } from './reading.ts'

/** What the seller floated before the customer without promising it: the customer may count on it all the same. */
export function readHeard(reading: Reading, promised: ReadonlySet<string>): HeardAsPromise[] {
  const heard: HeardAsPromise[] = []
  for (const spoken of reading.spoken) {
    const { parsed, author, sentence, signal } = spoken
    if (author.side !== 'seller' || signal.kind === 'meeting' || promised.has(sentence.id) || parsed.question) continue
    if (!FLOATS[parsed.language].test(parsed.lower) || parsed.cues.courtesy.test(parsed.lower)) continue
    if (!reachesCustomer(reading, spoken)) continue
    const negated = parsed.tokens.some((token) => parsed.cues.negation.has(token.w))
    const thing = parsed.tokens.some((token) => token.kind === 'word' && conceptOf(foldWord(token.w)) !== null)
    if (negated || (!thing && parsed.dates.length === 0)) continue
    heard.push({
      kind: 'heard_as_promise',
      by: partyOf(author),
      to: addresseeOf(reading, spoken, author),
      what: shorten(parsed.text, 22),
      sentences: [sentence.id],
      why: 'floated, not promised',
    })
  }
  return heard
}

function reachesCustomer(reading: Reading, { signal, position }: Spoken): boolean {
  if (signal.kind === 'email')
    return [...signal.to, ...signal.cc].some((party) => reading.people.of(party)?.side === 'customer')
  return (reading.byItem.get(signal.id) ?? []).some(
    (other) => other.author.side === 'customer' && Math.abs(other.position - position) < 40,
  )
}
