import { wordKey } from './fold.ts'
import { languageOf } from './language.ts'
import { recoverAnswers, returnCopies } from './segment-answers.ts'
import { splitSentences, type Span } from './sentence.ts'
import type { CallSignal, CrmSignal, EmailSignal, Party, Segment, Sentence, Signal } from './signal.ts'

/** Who somebody is, as far as known: a resolved party for a name or address met in the text. */
export type Resolve = (party: Party | null) => Party | null

export type Furniture = Map<string, Span[]>

/**
 * The sentences of all signals, in their order. A sentence said once and quoted many times speaks once: where its author
 * first wrote it, or, if that is not at hand, in the first copy that names the author.
 */
export function buildSentences(signals: Signal[], furniture: Furniture, resolve: Resolve): Sentence[] {
  const sentences = signals.flatMap((signal) => sentencesOf(signal, furniture.get(signal.id) ?? [], resolve))
  recoverAnswers(signals, sentences)
  returnCopies(signals, sentences)
  silenceHouseLines(sentences)
  speakOnce(signals, sentences)
  return sentences
}

function sentencesOf(signal: Signal, skip: Span[], resolve: Resolve): Sentence[] {
  if (signal.kind === 'email') return ofEmail(signal, skip, resolve)
  if (signal.kind === 'call') return ofCall(signal, resolve)
  if (signal.kind === 'crm') return ofRecord(signal)
  if (signal.kind === 'meeting') return ofLines(signal, resolve(signal.organizer), !signal.cancelled)
  return ofLines(signal, null, false)
}

function ofEmail(signal: EmailSignal, skip: Span[], resolve: Resolve): Sentence[] {
  const fallback = languageOf(signal.text)
  const sender = resolve(signal.from)
  // A form's answers speak for who filled it in, though a machine sent them.
  const form = signal.automatic === 'other' && signal.segments.length === 1 && signal.segments[0]!.role === 'forwarded'
  return signal.segments.flatMap((segment) => {
    const by = segment.by === signal.from ? sender : resolve(segment.by)
    const foreign = segment.role === 'quoted' || segment.role === 'forwarded' || by?.email !== sender?.email
    return splitSegment(signal.text, segment, skip).map((span): Sentence => {
      const text = signal.text.slice(span.start, span.end)
      return {
        id: `${signal.id}@${span.start}`,
        item: signal.id,
        field: null,
        start: span.start,
        end: span.end,
        text,
        role: segment.role,
        by,
        forwardedBy: foreign ? (signal.from?.email ?? null) : null,
        at: foreign ? (segment.at ?? signal.at) : signal.at,
        cue: null,
        language: languageOf(text) ?? fallback,
        speaks: segment.role !== 'signature' && segment.role !== 'disclaimer' && (signal.automatic === null || form),
      }
    })
  })
}

function splitSegment(text: string, segment: Segment, skip: Span[]): Span[] {
  return splitSentences(text, segment.start, segment.end, { skip, lines: segment.role === 'signature' })
}

function ofCall(signal: CallSignal, resolve: Resolve): Sentence[] {
  const sentences: Sentence[] = []
  const fallback = languageOf(signal.text)
  let i = 0
  while (i < signal.cues.length) {
    const speaker = signal.cues[i]!.speaker
    let last = i
    while (last + 1 < signal.cues.length && signal.cues[last + 1]!.speaker === speaker) last++
    const by = speaker === null ? null : (resolve({ name: speaker, email: null }) ?? { name: speaker, email: null })
    let at = i
    for (const span of splitSentences(signal.text, signal.cues[i]!.start, signal.cues[last]!.end, { flow: true })) {
      // sentences and cues both stand in order: the cue of a sentence is never before that of the sentence before it
      while (at < last && signal.cues[at + 1]!.start <= span.start) at++
      const cue = signal.cues[at]
      const text = signal.text.slice(span.start, span.end)
      sentences.push({
        ...plain(signal, span, text, by),
        cue: cue?.at ?? null,
        language: languageOf(text) ?? fallback,
        speaks: true,
      })
    }
    i = last + 1
  }
  return sentences
}

function ofLines(signal: Signal, by: Party | null, speaks: boolean): Sentence[] {
  const fallback = languageOf(signal.text)
  return splitSentences(signal.text, 0, signal.text.length, { hard: signal.kind === 'meeting' }).map((span) => {
    const text = signal.text.slice(span.start, span.end)
    return { ...plain(signal, span, text, by), language: languageOf(text) ?? fallback, speaks }
  })
}

function ofRecord(signal: CrmSignal): Sentence[] {
  return Object.entries(signal.fields).flatMap(([field, value]) => {
    const spans =
      value.length > 100 || value.includes('\n') || /[.!?]\s/.test(value)
        ? splitSentences(value, 0, value.length)
        : [{ start: 0, end: value.length }]
    return spans
      .filter((span) => span.end > span.start)
      .map((span): Sentence => {
        const text = value.slice(span.start, span.end)
        return {
          ...plain(signal, span, text, null),
          id: `${signal.id}@${field}@${span.start}`,
          field,
          language: languageOf(text),
          speaks: false,
        }
      })
  })
}

function plain(signal: Signal, span: Span, text: string, by: Party | null): Omit<Sentence, 'language' | 'speaks'> {
  return {
    id: `${signal.id}@${span.start}`,
    item: signal.id,
    field: null,
    start: span.start,
    end: span.end,
    text,
    role: 'authored',
    by,
    forwardedBy: null,
    at: signal.at,
    cue: null,
  }
}

/** What one sender repeats under the signature of several mails is a line of the house and says nothing. */
function silenceHouseLines(sentences: Sentence[]): void {
  const below = new Map<string, Sentence[]>()
  let signed: string | null = null
  let item = ''
  for (const sentence of sentences) {
    if (sentence.item !== item) signed = null
    item = sentence.item
    if (sentence.role === 'signature') signed = sentence.by?.email ?? ''
    else if (sentence.role === 'authored' && signed !== null && signed === (sentence.by?.email ?? '')) {
      const key = `${signed} ${wordKey(sentence.text)}`
      const list = below.get(key)
      if (list) list.push(sentence)
      else below.set(key, [sentence])
    }
  }
  for (const list of below.values()) {
    if (new Set(list.map((sentence) => sentence.item)).size < 2) continue
    for (const sentence of list) {
      sentence.role = 'disclaimer'
      sentence.speaks = false
    }
  }
}

/** Quoted and forwarded words whose original is at hand do not speak again, and are known for their author's. */
function speakOnce(signals: Signal[], sentences: Sentence[]): void {
  const originals = new Map<string, Sentence>()
  for (const sentence of sentences) {
    if (sentence.role !== 'authored' || sentence.field !== null) continue
    const key = wordKey(sentence.text)
    if (!originals.has(key)) originals.set(key, sentence)
  }
  // Sentences that a program split or joined otherwise are looked for in what the conversation says as a whole.
  const threads = new Map<string, string>()
  const threadOf = new Map<string, string>()
  for (const signal of signals) {
    if (signal.kind !== 'email') continue
    threadOf.set(signal.id, signal.thread)
    const own = signal.segments.filter((segment) => segment.role === 'authored')
    const text = own.map((segment) => ` ${wordKey(signal.text.slice(segment.start, segment.end))} `).join('\n')
    threads.set(signal.thread, `${threads.get(signal.thread) ?? ''}\n${text}`)
  }
  const spoken = new Set<string>()
  for (const sentence of sentences) {
    if (sentence.role !== 'quoted' && sentence.role !== 'forwarded') continue
    const key = wordKey(sentence.text)
    const original = originals.get(key)
    if (original && original.item !== sentence.item && sentence.by === null) {
      sentence.by = original.by
      sentence.at = original.at
    }
    const said = original !== undefined || spoken.has(key)
    if (said || threads.get(threadOf.get(sentence.item) ?? '')?.includes(` ${key} `)) sentence.speaks = false
    // Quoted words of nobody known cannot be anybody's statement.
    if (sentence.by === null) sentence.speaks = false
    spoken.add(key)
  }
}
