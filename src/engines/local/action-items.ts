import { conceptOf, foldWord } from '../../lib/business-words.ts'
import type { CommitmentMention } from '../../findings/finding.ts'
import type { Identity } from '../../signals/corpus.ts'
import { conditionOf, dueOf } from './commitment-parts.ts'
import { addresseeOf } from './commitment-people.ts'
import { isoOf } from './days.ts'
import { partyOf, type Reading, type Spoken } from './reading.ts'

const LABEL =
  /^\W*(?:\d+[.)]\s*)?(?:\[.?\]\s*)?(\p{Lu}[\p{L}.-]+(?: \p{Lu}[\p{L}-]+)?)(?:\s*(?:&|\+|and|und|et|y|\/)\s*\p{Lu}[\p{L}-]+)?\s*(?::|–|—|\s-\s|\||\t|→|=>?|->)\s*(.+)$/su
const TAIL = /[([]\s*(\p{Lu}[\p{L}-]+)\s*(?:,[^)\]]{1,30})?[)\]]\W*$/u
const TASK = /^\W*(?:\d+[.)]\s*)?(\p{Lu}[\p{L}-]+) (?:to|soll|sollte|doit|debe|zu) (\p{Ll}+)/u
const MIDDLE = /(?:–|—|\s-\s|\||\t|→|->|:)\s*(\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?)\s*(?:–|—|\s-\s|\||\t|→|->|,|$)/u

/** "Oda: seating plan – Mon 3 March", "New keys by 4 Oct (Piet)", "Oda to order the skips": a line of a list. */
export function actionItem(reading: Reading, spoken: Spoken): CommitmentMention | null {
  const { parsed, author } = spoken
  if (parsed.question || spoken.signal.kind === 'call' || parsed.tokens.length > 32) return null
  // what a meeting is called
  if (spoken.signal.kind === 'meeting' && spoken.sentence.start < spoken.signal.subject.length) return null
  // a tab is the border of a cell
  const text = parsed.text.replaceAll(/[^\S\t]+/g, ' ')
  const label = LABEL.exec(text)
  const named = (words: string | undefined): Identity | null => {
    if (!words) return null
    for (const word of words.split(' ')) {
      const person = reading.people.named(word.toLowerCase())
      if (person) return person
    }
    return null
  }
  let by = named(label?.[1])
  let rest = label?.[2] ?? ''
  let why = 'list: name and thing'
  if (by && by === author && /^(hi|hello|dear)/i.test(text)) by = null
  if (!by) {
    const tail = TAIL.exec(text)
    by = named(tail?.[1])
    rest = text
    why = 'list: thing and name in brackets'
    if (!by && tail && /^(me|us|ich|wir|moi|nous|yo|nosotros)$/i.test(tail[1] ?? '')) by = author
  }
  if (!by) {
    by = named(TASK.exec(text)?.[1])
    why = 'list: name to do'
  }
  if (!by && parsed.dates.length > 0) {
    by = named(MIDDLE.exec(text)?.[1])
    why = 'list: thing, name, date'
  }
  if (!by || (why === 'list: name and thing' && tellsTheNamed(rest))) return null
  const due = dueOf(parsed, null)
  const thing = parsed.tokens.some((token) => token.kind === 'word' && conceptOf(foldWord(token.w)) !== null)
  const deed = parsed.verbs.some(
    (verb) => verb !== undefined && (verb.classes[0] === 'transfer' || verb.classes[0] === 'make'),
  )
  if (rest.length < 6 || (due === null && !thing && !deed)) return null
  if (
    parsed.cues.unreal.test(parsed.lower) ||
    parsed.cues.past.test(parsed.lower) ||
    parsed.tokens.some((token) => parsed.cues.negation.has(token.w) && !parsed.cues.terms.test(parsed.lower))
  )
    return null
  if (due === null && why !== 'list: name to do' && !inList(reading, spoken)) return null
  return {
    kind: 'commitment',
    by: partyOf(by),
    to: by === author ? addresseeOf(reading, spoken, by) : partyOf(author),
    what: rest.slice(0, 120).trim(),
    due: due === null ? null : isoOf(due),
    conditional: conditionOf(parsed),
    sentences: [spoken.sentence.id],
    why,
  }
}

/** "Bonnie - I am copying you", "Mike: you know that": the name is whom the sentence speaks to. */
const tellsTheNamed = (rest: string): boolean =>
  /^(?:\S+ ){0,4}(?:i|we|you|i'm|we're|i'll|we'll|ich|wir|sie|je|nous|vous|yo|nosotros)\b(?!['’-])|^(?:\S+ ){0,3}(?:has|have|is|are|was|were) /iu.test(
    rest,
  )

/** Neighbours that look like list lines too, or a bullet of its own. */
function inList(reading: Reading, spoken: Spoken): boolean {
  const before = spoken.signal.text.slice(Math.max(0, spoken.sentence.start - 6), spoken.sentence.start)
  if (/(^|\n)\s*(?:[-*•–·]|\d+[.)])\s*$/.test(before) || /^\s*(?:[-*•–·]|\d+[.)])\s/.test(spoken.sentence.text))
    return true
  const items = reading.byItem.get(spoken.sentence.item) ?? []
  return [items[spoken.position - 1], items[spoken.position + 1]].some(
    (near) => near !== undefined && LABEL.test(near.parsed.text),
  )
}
