import type { HandlingMark } from '../../findings/finding.ts'
import { HANDLING_CUES, type HandlingCues } from './lexica/handling-cues.ts'
import { partyOf, type Reading, type Spoken } from './reading.ts'

/** A cue within the first sentences of a message speaks for the whole message. */
const OPENING = 2
/** In a call it reaches this many sentences of the same speaker back and on. */
const REACH = 3

/** Marks what was said in confidence, must not be quoted, and whom not to contact. */
export function readHandling(reading: Reading): HandlingMark[] {
  const marks: HandlingMark[] = []
  for (const sentences of reading.byItem.values()) {
    const subjectMark = ofSubject(sentences)
    if (subjectMark) marks.push(subjectMark)
    for (const spoken of sentences) {
      const mark = markOf(spoken)
      if (!mark) continue
      marks.push({
        kind: 'handling',
        mark,
        by: partyOf(spoken.author),
        from: keptFrom(spoken),
        covers: mark === 'in_confidence' || mark === 'do_not_quote' ? coverOf(spoken, sentences) : [spoken.sentence.id],
        sentences: [spoken.sentence.id],
        why: `cue: ${mark.replaceAll('_', ' ')}`,
      })
    }
  }
  return marks
}

function markOf({ parsed, signal }: Spoken): HandlingMark['mark'] | null {
  const cues = HANDLING_CUES[parsed.language]
  const { lower } = parsed
  if (signal.kind === 'meeting') return null
  if (cues.optedOut.test(lower)) return 'opted_out'
  if (cues.doNotQuote.test(lower)) return 'do_not_quote'
  if (cues.inConfidence.test(lower) && !cues.notMeant.test(lower) && !parsed.question) return 'in_confidence'
  if (cues.doNotContact.test(lower) && !parsed.question) return 'do_not_contact'
  return null
}

/** "Subject: between us" speaks for everything its author writes below. */
function ofSubject(sentences: readonly Spoken[]): HandlingMark | null {
  const [first] = sentences
  if (!first || first.signal.kind !== 'email' || first.sentence.role !== 'authored') return null
  const { subject } = first.signal
  // an answer that keeps the subject keeps the confidence
  const lower = subject.toLowerCase().replaceAll('’', "'")
  const marked = Object.values(HANDLING_CUES).some(
    (cues: HandlingCues) => cues.inConfidence.test(lower) && !cues.notMeant.test(lower),
  )
  if (!marked) return null
  return {
    kind: 'handling',
    mark: 'in_confidence',
    by: partyOf(first.author),
    from: [],
    covers: sentences.map(({ sentence }) => sentence.id),
    sentences: [first.sentence.id],
    why: 'cue in the subject',
  }
}

function keptFrom({ parsed }: Spoken): string[] {
  const text = parsed.text.replaceAll('’', "'")
  const match = HANDLING_CUES[parsed.language].keptFrom.exec(text)
  const name = match?.[1] ?? match?.[2]
  return name ? [name.trim()] : []
}

/** The cue's paragraph; the whole message where it opens with the cue; in a call the speaker's turn. */
function coverOf(spoken: Spoken, sentences: readonly Spoken[]): string[] {
  const same = sentences.filter(
    ({ author, sentence }) => author === spoken.author && sentence.role === spoken.sentence.role,
  )
  const at = same.indexOf(spoken)
  if (spoken.signal.kind === 'call') {
    let from = at
    let to = at
    while (from > 0 && at - from < REACH && same[from - 1]?.position === (same[from]?.position ?? 0) - 1) from -= 1
    while (to < same.length - 1 && to - at < REACH && same[to + 1]?.position === (same[to]?.position ?? 0) + 1) to += 1
    return same.slice(from, to + 1).map(({ sentence }) => sentence.id)
  }
  if (at < OPENING) return same.map(({ sentence }) => sentence.id)
  const { text } = spoken.signal
  const from = Math.max(
    text.lastIndexOf('\n\n', spoken.sentence.start),
    text.lastIndexOf('\r\n\r\n', spoken.sentence.start),
    0,
  )
  const next = text.slice(spoken.sentence.end).search(/\r?\n\s*\r?\n/)
  const to = next < 0 ? text.length : spoken.sentence.end + next
  const inParagraph = same.filter(({ sentence }) => sentence.start >= from && sentence.end <= to)
  // a cue that stands alone speaks of the paragraph before it
  const alone = inParagraph.length <= 1 && at > 0
  return (alone ? [...same.slice(Math.max(0, at - 2), at), ...inParagraph] : inParagraph).map(
    ({ sentence }) => sentence.id,
  )
}
