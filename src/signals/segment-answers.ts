import { wordKey } from './fold.ts'
import { INLINE_CUE } from './segment-lexicon.ts'
import type { EmailSignal, Segment, Sentence, Signal } from './signal.ts'

/**
 * Gives back answers that were written into a quoted message without any mark ("my answers in red"): where the quoted
 * message itself is at hand, a sentence of the quote that stands neither there nor in any earlier mail is the sender's own.
 * Changes the sentences and the segments of their items in place.
 */
export function recoverAnswers(signals: Signal[], sentences: Sentence[]): void {
  const mails = signals.filter((signal): signal is EmailSignal => signal.kind === 'email')
  const texts = new Map<string, string>()
  const textOf = (mail: EmailSignal): string => {
    const known = texts.get(mail.id)
    if (known !== undefined) return known
    const text = ` ${wordKey(mail.text)} `
    texts.set(mail.id, text)
    return text
  }
  const byId = new Map(mails.map((mail) => [mail.id, mail]))
  for (const [id, quoted] of unmarkedQuotes(sentences, byId)) {
    const mail = byId.get(id)!
    const earlier = mails.filter((one) => one !== mail && before(one, mail))
    const announced = mail.segments.some(
      (segment) => segment.role === 'authored' && INLINE_CUE.test(mail.text.slice(segment.start, segment.end)),
    )
    for (const group of Map.groupBy(quoted, (sentence) => sentence.by?.email ?? '').values()) {
      const original = originalOf(group, earlier, mail, textOf)
      if (!original) continue
      const whole = textOf(original)
      const words = new Set(whole.split(' '))
      for (const sentence of group) {
        const key = wordKey(sentence.text)
        if (whole.includes(` ${key} `) || key.length < 3) continue
        if (!announced && likeOriginal(key, words)) continue
        if (earlier.some((one) => textOf(one).includes(` ${key} `))) continue
        sentence.role = 'authored'
        sentence.by = mail.from
        sentence.forwardedBy = null
        sentence.at = mail.at
        carve(mail, sentence)
      }
    }
  }
}

/** Quoted sentences that stand on lines without a quote mark, by item; only those of an author with an address. */
function unmarkedQuotes(sentences: Sentence[], byId: Map<string, EmailSignal>): Map<string, Sentence[]> {
  const found = new Map<string, Sentence[]>()
  for (const sentence of sentences) {
    if ((sentence.role !== 'quoted' && sentence.role !== 'forwarded') || !sentence.by?.email) continue
    const text = byId.get(sentence.item)?.text
    if (text === undefined) continue
    const line = text.lastIndexOf('\n', sentence.start - 1) + 1
    if (text[line] === '>') continue
    const list = found.get(sentence.item)
    if (list) list.push(sentence)
    else found.set(sentence.item, [sentence])
  }
  return found
}

/** The message that a quote repeats: by its author, earlier, holding two fifths of the quote's sentences. */
function originalOf(
  group: Sentence[],
  earlier: EmailSignal[],
  mail: EmailSignal,
  textOf: (mail: EmailSignal) => string,
): EmailSignal | null {
  const email = group[0]!.by!.email!
  const keys = group.map((sentence) => wordKey(sentence.text)).filter((key) => key !== '')
  let best: EmailSignal | null = null
  let most = Math.max(1, keys.length * 0.4)
  for (const one of earlier) {
    if (one.from?.email !== email) continue
    if (one.thread !== mail.thread && !mail.references.includes(one.id)) continue
    const text = textOf(one)
    const hits = keys.filter((key) => text.includes(` ${key} `)).length
    if (hits >= most) [best, most] = [one, hits]
  }
  return best
}

function before(one: EmailSignal, mail: EmailSignal): boolean {
  return one.at !== null && mail.at !== null && one.at <= mail.at
}

/** Nearly all its words stand in the original: the same sentence with a link or a line lost on the way. */
function likeOriginal(key: string, words: Set<string>): boolean {
  const own = key.split(' ').filter((word) => word.length >= 3)
  return own.length > 0 && own.filter((word) => words.has(word)).length / own.length >= 0.75
}

/** A sentence of fewer words two people may well write by themselves. */
const MOST_CHANCE_WORDS = 5

/**
 * Gives copies back to who wrote them: where nothing in a mail told the quote from the answer, a sentence that somebody else
 * wrote earlier in the conversation is theirs. Changes the sentences and the segments of their items in place.
 */
export function returnCopies(signals: Signal[], sentences: Sentence[]): void {
  const mails = new Map(signals.flatMap((signal) => (signal.kind === 'email' ? [[signal.id, signal] as const] : [])))
  const first = new Map<string, Sentence>()
  const own = sentences.flatMap((sentence) => {
    const mail = mails.get(sentence.item)
    if (mail === undefined || sentence.role !== 'authored' || sentence.at === null || !sentence.by?.email) return []
    const key = wordKey(sentence.text)
    return key.split(' ').length > MOST_CHANCE_WORDS ? [{ sentence, mail, key: `${mail.thread} ${key}` }] : []
  })
  for (const { sentence, key } of own) {
    const known = first.get(key)
    if (known === undefined || sentence.at! < known.at!) first.set(key, sentence)
  }
  for (const { sentence, mail, key } of own) {
    const original = first.get(key)!
    if (original.by!.email === sentence.by!.email || original.at! >= sentence.at!) continue
    sentence.role = 'quoted'
    sentence.by = original.by
    sentence.forwardedBy = mail.from?.email ?? null
    sentence.at = original.at
    carve(mail, sentence)
  }
}

/** Cuts a sentence out of its segment by its role and author. */
function carve(mail: EmailSignal, sentence: Sentence): void {
  const own = sentence.role === 'authored'
  mail.segments = mail.segments.flatMap((segment): Segment[] => {
    if (sentence.start < segment.start || sentence.start >= segment.end) return [segment]
    const end = Math.min(sentence.end, segment.end)
    return [
      { ...segment, end: sentence.start },
      {
        role: sentence.role,
        start: sentence.start,
        end,
        by: own ? mail.from : sentence.by,
        at: own ? mail.at : sentence.at,
      } satisfies Segment,
      { ...segment, start: end },
    ].filter((piece) => piece.end > piece.start)
  })
}
