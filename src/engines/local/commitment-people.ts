import type { Identity } from '../../signals/corpus.ts'
import type { Party } from '../../signals/signal.ts'
import type { Judged } from './commitment-score.ts'
import type { Parsed } from './parse.ts'
import { PLEDGE, SAID_BACK } from './undertakings.ts'
import { partyOf, type Reading, type Spoken } from './reading.ts'

const CONFIRMS =
  /^\W*(and )?(so|great|perfect|good|ok|okay|fine|then|thanks|thank you|also|gut|super|prima|dann|perfekt|parfait|donc|très bien|entendu|perfecto|entonces|muy bien|bien)(?!\p{L})/u
const TAKES = new Set(['get', 'receive', 'bekommen', 'erhalten', 'recevoir', 'recibir'])

/** The one who has to do it: the named person, the colleague in apposition, else who says it. */
export function doerOf(reading: Reading, spoken: Spoken, judged: Judged): Identity | null {
  const { frame } = judged
  const { author } = spoken
  if (judged.why === SAID_BACK) return otherSide(reading, spoken)
  if (!frame && judged.why === PLEDGE) return pledged(spoken) ?? author
  if (!frame) return judged.why === 'thing and date' ? (sender(reading, spoken) ?? author) : author
  // "so I get the report by Friday" confirms what the other one has to do
  if (
    (frame.subject === 'first' || frame.subject === 'plural') &&
    frame.manner === 'present' &&
    TAKES.has(frame.verb?.lemma ?? '')
  ) {
    if (!CONFIRMS.test(spoken.parsed.lower)) return null
    return otherSide(reading, spoken)
  }
  if (frame.subject === 'named') return frame.person
  if (frame.subject === 'pronoun') return lastNamed(reading, spoken, frame.from)
  if (frame.subject === 'ours') {
    for (let index = frame.from; index < frame.at; index += 1) {
      const person = spoken.parsed.people[index]
      if (person && person.side === author.side) return person
    }
    return author
  }
  if (frame.manner === 'passive' || frame.manner === 'receive' || frame.manner === 'ready') {
    if (/(?<!\p{L})(and|und|et|y) (me|mir|moi|yo|myself)(?!\p{L})/u.test(spoken.parsed.lower)) return author
    const person = sender(reading, spoken)
    if (person) return person
  }
  return author
}

/** "Ana has agreed that …": the colleague who gave the word. */
function pledged({ parsed, author }: Spoken): Identity | null {
  const at = parsed.people.findIndex((person) => person !== null && person.side === author.side)
  const surname = parsed.people[at + 1] === parsed.people[at] ? at + 1 : at
  return /^(has|'s|hat|a|s'est|ha)$/.test(parsed.tokens[surname + 1]?.w ?? '') ? (parsed.people[at] ?? null) : null
}

/** "from Ana by Friday": a colleague of the writer's. */
function sender(reading: Reading, { parsed, author }: Spoken): Identity | null {
  const from = /(?<!\p{L})(?:from|by|von|durch|de|por|par)\s+(\p{Lu}\p{L}+)/u.exec(parsed.text)
  const person = from?.[1] ? reading.people.named(from[1].toLowerCase()) : null
  return person && person.side === author.side && person !== author ? person : null
}

/** The one spoken to, where it is somebody of the other side. */
function otherSide(reading: Reading, spoken: Spoken): Identity | null {
  const other = reading.people.of(addresseeOf(reading, spoken, spoken.author))
  return other && other.side !== spoken.author.side ? other : null
}

/** Whom "he", "she" or "they" means: the person named last, in this sentence or the two before. */
function lastNamed(reading: Reading, spoken: Spoken, before: number): Identity | null {
  const find = (parsed: Parsed, until: number): Identity | null => {
    for (let index = until - 1; index >= 0; index -= 1) {
      const person = parsed.people[index]
      if (person && person !== spoken.author && person.side === spoken.author.side) return person
    }
    return null
  }
  const here = find(spoken.parsed, before)
  if (here) return here
  const items = reading.byItem.get(spoken.sentence.item) ?? []
  for (let back = 1; back <= 2; back += 1) {
    const earlier = items[spoken.position - back]
    if (!earlier) break
    const person = find(earlier.parsed, earlier.parsed.tokens.length)
    if (person) return person
  }
  return null
}

export function addresseeOf(reading: Reading, spoken: Spoken, by: Identity): Party | null {
  const { parsed, signal, author } = spoken
  for (const [index, person] of parsed.people.entries()) {
    if (person && person !== by && /^(to|for|an|für|à|pour|a|para)$/.test(parsed.tokens[index - 1]?.w ?? ''))
      return partyOf(person)
  }
  if (by !== author) return partyOf(author)
  if (signal.kind === 'email') {
    for (const party of signal.to) {
      const identity = reading.people.of(party)
      if (identity && identity !== by) return partyOf(identity)
    }
    return null
  }
  const items = reading.byItem.get(signal.id) ?? []
  for (let back = spoken.position - 1; back >= Math.max(0, spoken.position - 8); back -= 1) {
    const earlier = items[back]
    if (earlier && earlier.author !== by && earlier.author.side !== by.side) return partyOf(earlier.author)
  }
  return null
}
