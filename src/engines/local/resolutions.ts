import type { Resolution } from '../../findings/finding.ts'
import type { Party } from '../../signals/signal.ts'
import { dueOf } from './commitment-parts.ts'
import { judge, THRESHOLD } from './commitment-score.ts'
import { isoOf } from './days.ts'
import { RESOLUTION_CUES } from './lexica/resolution-cues.ts'
import { partyOf, type Reading, type Spoken } from './reading.ts'

const PAPER = /\.(pdf|docx?|xlsx?|pptx?|csv|zip|odt|ods|txt|vsdx?|dwg|dxf|md|rtf)$/i

const ANSWERS = /^\s*(re|aw|sv|antw|fw|fwd|wg|tr|rv|réf)\s*:/i

/** Words that say a promise was kept, moved or taken back, and attachments that keep one. Which promise is the ledger's to tell. */
export function readResolutions(reading: Reading): Resolution[] {
  const found: Resolution[] = []
  for (const [item, sentences] of reading.byItem) {
    const first = sentences[0]
    if (!first || first.signal.kind === 'meeting') continue
    for (const spoken of sentences) found.push(...resolutionsOf(reading, spoken))
    if (first.signal.kind !== 'email' || first.sentence.role !== 'authored') continue
    const { attachments, subject } = first.signal
    const carrier = sentences.find(({ parsed }) => RESOLUTION_CUES[parsed.language].hands.test(parsed.lower)) ?? first
    for (const { name } of attachments) {
      if (PAPER.test(name))
        found.push({
          kind: 'resolution',
          how: 'done',
          by: partyOf(first.author),
          what: spaced(name),
          due: null,
          sentences: [carrier.sentence.id],
          why: 'attachment of that name',
        })
    }
    if (attachments.some(({ name }) => PAPER.test(name)) && !ANSWERS.test(subject)) {
      found.push({
        kind: 'resolution',
        how: 'done',
        by: partyOf(first.author),
        what: subject,
        due: null,
        sentences: [carrier.sentence.id],
        why: 'attachment under that subject',
      })
    }
    // a message that starts a thread under the thing's name, as notes of a call do
    if (!ANSWERS.test(subject) && sentences.length >= 3 && item !== '') {
      found.push({
        kind: 'resolution',
        how: 'done',
        by: partyOf(first.author),
        what: subject,
        due: null,
        sentences: [first.sentence.id],
        why: 'subject of a new message',
      })
    }
  }
  return found
}

function resolutionsOf(reading: Reading, spoken: Spoken): Resolution[] {
  const { parsed, author } = spoken
  const { lower } = parsed
  const cues = RESOLUTION_CUES[parsed.language]
  if (parsed.question || parsed.tokens.length > 60) return []
  const make = (how: Resolution['how'], by: Party | null, why: string, due: string | null = null): Resolution[] => [
    {
      kind: 'resolution',
      how,
      by,
      what: parsed.text.replaceAll(/\s+/g, ' ').slice(0, 160),
      due,
      sentences: withContext(reading, spoken),
      why,
    },
  ]
  const firm = judge(parsed)
  const promises = firm !== null && firm.score >= THRESHOLD - 1e-9
  if (cues.withdraws.test(lower) && !promises) return make('withdrawn', partyOf(author), 'takes it back')
  const moves = cues.moves.test(lower)
  const due = dueOf(parsed, firm?.frame ?? null)
  if (moves && due !== null && spoken.today !== null && due > spoken.today)
    return make('superseded', partyOf(author), 'another date', isoOf(due))
  if (promises && !cues.hands.test(lower)) return []
  if (cues.hands.test(lower) && !cues.received.test(lower))
    return make('done', partyOf(author), 'comes with the message')
  if (cues.notDone.test(lower) && !cues.received.test(lower)) return []
  if (cues.received.test(lower)) {
    const other = otherSide(reading, spoken)
    return other ? make('done', other, 'the other side has it') : []
  }
  if (cues.did.test(lower)) {
    const named = parsed.people.find((person, index) => person !== null && person !== author && index < 6) ?? null
    const own = /(^|[^\p{L}])(i|we|ich|wir|je|j'|nous|on|he|hemos)([^\p{L}]|$)/u.test(lower)
    return make('done', named && !own ? partyOf(named) : partyOf(author), 'says it is done')
  }
  return []
}

/** A bare "Done." or "New date is Friday." is about what the sentence before speaks of. */
function withContext(reading: Reading, spoken: Spoken): string[] {
  const ids = [spoken.sentence.id]
  const previous = reading.byItem.get(spoken.sentence.item)?.[spoken.position - 1]
  if (previous && spoken.parsed.tokens.length <= 7 && previous.author === spoken.author) ids.push(previous.sentence.id)
  return ids
}

function otherSide(reading: Reading, spoken: Spoken): Party | null {
  const { signal, author } = spoken
  if (signal.kind === 'email') {
    for (const party of [...signal.to, ...signal.cc]) {
      const identity = reading.people.of(party)
      if (identity && identity !== author) return partyOf(identity)
    }
    return null
  }
  const items = reading.byItem.get(signal.id) ?? []
  for (let back = spoken.position - 1; back >= 0; back -= 1) {
    const other = items[back]?.author
    if (other && other !== author) return partyOf(other)
  }
  return null
}

const spaced = (name: string): string =>
  name
    .replace(/\.[a-z0-9]{2,5}$/i, '')
    .replaceAll(/[_\-.]+/g, ' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
