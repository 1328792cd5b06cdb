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
    const floats = FLOATS[parsed.language].exec(parsed.lower)
    if (!floats || parsed.cues.courtesy.test(parsed.lower)) continue
    if (!reachesCustomer(reading, spoken)) continue
    // "no guarantees" and "but I don't have that yet" are what is not heard
    const said = parsed.lower.slice(0, floats.index + floats[0].length + SAID_AFTER).split(/[,;:–(]\s/)
    const clause = said.find((_, index) => said.slice(0, index + 1).join(', ').length > floats.index) ?? ''
    const negated = clause.split(/[^\p{L}']+/u).some((word) => parsed.cues.negation.has(word))
    const thing = parsed.tokens.some((token) => token.kind === 'word' && conceptOf(foldWord(token.w)) !== null)
    const deed = parsed.verbs.some((verb) => verb !== undefined && DEEDS.has(verb.classes[0] ?? 'state'))
    if (negated || (!thing && !deed && parsed.dates.length === 0)) continue
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

const SAID_AFTER = 60
const DEEDS: ReadonlySet<string> = new Set(['transfer', 'make', 'grant', 'attend'])

function reachesCustomer(reading: Reading, { signal, position }: Spoken): boolean {
  if (signal.kind === 'email')
    return [...signal.to, ...signal.cc].some((party) => reading.people.of(party)?.side === 'customer')
  return (reading.byItem.get(signal.id) ?? []).some(
    (other) => other.author.side === 'customer' && Math.abs(other.position - position) < 40,
  )
}
