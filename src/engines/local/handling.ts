import type { HandlingMark } from '../../findings/finding.ts'
import { HANDLING_CUES, type HandlingCues } from './lexica/handling-cues.ts'
import type { Parsed } from './parse.ts'
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
      const mark = spoken.signal.kind === 'meeting' ? null : markIn(spoken.parsed)
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

/** The mark that a sentence sets by its own words. */
export function markIn(parsed: Parsed): HandlingMark['mark'] | null {
  const cues = HANDLING_CUES[parsed.language]
  const { lower } = parsed
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

/**
 * The cue's paragraph; the one before it where the cue stands alone, the one after it where it ends in a colon;
 * everything where it stands alone at the head of the message; whatever the message passes on; in a call the
 * speaker's turn.
 */
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
  const paragraphs = paragraphsOf(spoken.signal.text, same)
  const here = paragraphs.findIndex((paragraph) => paragraph.includes(spoken))
  const own = paragraphs[here] ?? [spoken]
  const covered = new Set(own)
  const add = (paragraph: readonly Spoken[] | undefined) => paragraph?.forEach((one) => covered.add(one))
  if (WHOLE.test(spoken.parsed.lower)) add(same)
  else if (spoken === own.at(-1) && /:\s*$/.test(spoken.parsed.text)) add(paragraphs[here + 1])
  else if (own.length === 1) add(at < OPENING ? same : paragraphs[here - 1])
  // "Keep that to yourself": what stands before, also across a blank line
  else if (spoken === own[0] && POINTS_BACK.test(spoken.parsed.lower)) add(paragraphs[here - 1])
  // "See below, and keep it between us": what is passed on is what the confidence is about.
  const passedOn =
    spoken.sentence.role === 'authored' ? sentences.filter(({ sentence }) => sentence.role === 'forwarded') : []
  return [...same.filter((one) => covered.has(one)), ...passedOn].map(({ sentence }) => sentence.id)
}

/** the cue speaks of the message that it stands in */
const WHOLE =
  /(?<!\p{L})(this|the whole) (e-?mail|mail|message|note|letter|one)|(diese|die) (e-?mail|mail|nachricht|zeilen)|(ce|cet|ces) (mail|e-?mail|message|mot|courriel|lignes)|(este|estas) (correo|mensaje|mail|líneas)(?!\p{L})/u

const POINTS_BACK =
  /^\P{L}*(please |bitte |por favor,? |s'il (vous|te) plaît,? )?(so |also |alors |así que )?((don't|do not|keep|kept) (\p{L}+ )?(that|it|this|these|those|all)|behalt\p{L}* (sie |du )?(das|es|dies)|(das|es|dies) |(gardez|garde)[ -](ça|cela|le|la)|(ça|cela|ceci|c'est)|que no|no (se )?l[oa]|guárd|esto|eso|that|it|this)/u

/** Sentences of one hand, parted where the text has an empty line. */
function paragraphsOf(text: string, same: readonly Spoken[]): Spoken[][] {
  const paragraphs: Spoken[][] = []
  let last: Spoken | null = null
  for (const one of same) {
    const apart = last === null || /\n[ \t\r]*\n/.test(text.slice(last.sentence.end, one.sentence.start))
    if (apart) paragraphs.push([one])
    else paragraphs.at(-1)?.push(one)
    last = one
  }
  return paragraphs
}
