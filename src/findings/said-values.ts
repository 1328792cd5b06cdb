import { MONTHS } from '../signals/date-lexicon.ts'
import { foldName } from '../signals/fold.ts'
import type { Corpus } from '../signals/corpus.ts'
import type { Sentence } from '../signals/signal.ts'
import { gistOf } from './gist.ts'
import type { Gist } from './gist.ts'
import { CRM_TALK, HANDED_OVER } from './reconcile-words.ts'
import { numeralsOf } from './said-numerals.ts'

/** A number in a sentence. `value` in units (19k is 19000); `text` as it stands there, in digits; offsets in the sentence. */
export type SaidNumber = { value: number; text: string; start: number; end: number; money: boolean; percent: boolean }

/** A calendar day in a sentence, YYYY-MM-DD, and its words. */
export type SaidDate = { day: string; text: string; start: number }

/** A sentence that may contradict the CRM, with its values; in time order. */
export type Said = {
  sentence: Sentence
  /** folded text, for cues */
  text: string
  gist: Gist
  at: string | null
  /** 0 at the first, 1 at the last */
  age: number
  side: 'customer' | 'partner' | 'seller' | 'unknown'
  numbers: SaidNumber[]
  dates: SaidDate[]
  /** the seller's people speak of what stands in the CRM, in this sentence or one beside it */
  onRecord: boolean
  /** what the sentence is about with the subject, attachments and readers of its mail */
  about: Gist
  /** the sentence hands something over: it says so, in a mail that carries an attachment or by itself */
  handsOver: boolean
}

const MONEY_BEFORE = /(?:[$€£]|usd|eur|gbp|chf|mxn)\s?$/i
const MONEY_AFTER =
  /^\s?(?:[$€£]|usd\b|eur\b|euros?\b|gbp\b|chf\b|francs?\b|franken\b|pesos?\b|dollars?\b|pounds?\b|k\s?[€$£]|k€)/i
const NUMBER =
  /(?<![\p{L}\d.,])\d{1,3}(?:(?:[.,'’ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d{1,2})?|\d*(?:[.,]\d{1,2})?)\s?(?:k|m|mio|tsd)?(?![\p{L}\d])/giu
const DAY_MONTH =
  /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?([\p{L}]{3,10})\.?(?:\s+(?:de\s+)?(\d{4}))?/giu
const MONTH_DAY = /(?<!\p{L})([\p{L}]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?!\d|[.,]\d|\s?(?:k|%))(?:,?\s+(\d{4}))?/giu
const NUMERIC_DAY = /(?<![\d.,/])(\d{1,2})[./](\d{1,2})(?:[./](\d{2,4})|\.)?(?![\d/])/g
const ISO_DAY = /\b(\d{4})-(\d{2})-(\d{2})\b/g

/** Sentences that may be set against the CRM: spoken words, meetings, and notices of other systems (a signature received). */
export function saidOf(corpus: Corpus): Said[] {
  const signals = new Map(corpus.signals.map((signal) => [signal.id, signal]))
  const sides = new Map<string, Said['side']>()
  for (const identity of corpus.identities) {
    for (const email of identity.emails) sides.set(email, identity.side)
    for (const name of identity.names) sides.set(name.toLowerCase(), identity.side)
  }
  const times = corpus.signals.flatMap((signal) =>
    signal.kind === 'crm' || signal.at === null ? [] : [Date.parse(signal.at)],
  )
  const first = Math.min(...times)
  const span = Math.max(1, Math.max(...times) - first)
  const said: Said[] = []
  for (const sentence of corpus.sentences) {
    const signal = signals.get(sentence.item)
    if (!signal || signal.kind === 'crm' || signal.kind === 'document') continue
    const notice = signal.kind === 'email' && signal.automatic === 'other' && sentence.role === 'authored'
    if ((!sentence.speaks && !notice) || sentence.toMachine === true) continue
    const at = sentence.at ?? signal.at
    const by = sentence.by?.email ?? sentence.by?.name?.toLowerCase() ?? ''
    said.push({
      sentence,
      text: foldName(sentence.text),
      gist: gistOf(sentence.text),
      at,
      age: at === null ? 0.5 : span === 1 ? 1 : (Date.parse(at) - first) / span,
      side: sides.get(by) ?? 'unknown',
      dates: datesOf(sentence.text, at ?? corpus.asOf),
      numbers: undated(numbersOf(sentence.text), sentence.text, at ?? corpus.asOf),
      onRecord: false,
      about:
        signal.kind === 'email'
          ? gistOf(
              [
                sentence.text,
                signal.subject,
                ...signal.attachments.map((file) => file.name),
                ...signal.to.map((party) => party.name ?? ''),
              ].join(' '),
            )
          : gistOf(sentence.text),
      handsOver: HANDED_OVER.test(foldName(sentence.text)),
    })
  }
  markRecordTalk(said)
  return said
}

/** Whoever corrects the CRM says so once and then goes through it: three sentences after the word, one before. */
function markRecordTalk(said: Said[]): void {
  said.forEach((one, at) => {
    if (one.side !== 'seller' || !CRM_TALK.test(one.text)) return
    for (const near of said.slice(Math.max(0, at - 1), at + 4)) {
      if (near.sentence.item === one.sentence.item && near.side === 'seller') near.onRecord = true
    }
  })
}

/** Without the figures that are part of a date: the 16 of "January 16". */
function undated(numbers: SaidNumber[], text: string, at: string): SaidNumber[] {
  const dates = datesOf(text, at, true)
  return numbers.filter(
    (number) =>
      number.money ||
      number.percent ||
      !dates.some((date) => number.start < date.start + date.text.length && date.start < number.end),
  )
}

export function numbersOf(text: string): SaidNumber[] {
  const found: SaidNumber[] = []
  for (const match of text.matchAll(NUMBER)) {
    const figure = parseNumber(match[0])
    if (figure === null) continue
    const thousand = /^\s?(?:thousand|grand|tausend|mille|mil)(?!\p{L})/iu.exec(
      text.slice(match.index + match[0].length),
    )
    const value = thousand && figure < 1000 ? figure * 1000 : figure
    const end = match.index + match[0].length + (thousand?.[0].length ?? 0)
    found.push({
      value,
      text: match[0].trim(),
      start: match.index,
      end,
      money:
        MONEY_BEFORE.test(text.slice(0, match.index)) ||
        MONEY_AFTER.test(text.slice(end)) ||
        /\dk$/i.test(match[0].trim()),
      percent: /^\s?(?:%|percent|prozent|pour ?cent|por ciento)/i.test(text.slice(end)),
    })
  }
  for (const { value, start, end } of numeralsOf(text)) {
    found.push({
      value,
      text: String(value),
      start,
      end,
      money: MONEY_AFTER.test(text.slice(end)),
      percent: /^\s?(?:%|percent|prozent|pour ?cent|por ciento)/i.test(text.slice(end)),
    })
  }
  return found.toSorted((a, b) => a.start - b.start)
}

/** Days named with a day and a month. Without a year: the nearest to `at`, rather after it than long before. `slashes`: 30/09 is a day too. */
export function datesOf(text: string, at: string, slashes = false): SaidDate[] {
  const found: SaidDate[] = []
  const add = (day: number, month: number, year: string | undefined, words: string, start: number): void => {
    if (day < 1 || day > 31 || month < 1 || month > 12) return
    const full =
      year === undefined ? nearestYear(day, month, at) : Number(year) < 100 ? 2000 + Number(year) : Number(year)
    const iso = `${full}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    if (!Number.isNaN(Date.parse(iso)) && !found.some((one) => one.day === iso))
      found.push({ day: iso, text: words.trim(), start })
  }
  for (const match of text.matchAll(DAY_MONTH)) {
    const month = MONTHS[(match[2] ?? '').toLowerCase()]
    if (month) add(Number(match[1]), month, match[3], match[0], match.index)
  }
  for (const match of text.matchAll(MONTH_DAY)) {
    const month = MONTHS[(match[1] ?? '').toLowerCase()]
    if (month) add(Number(match[2]), month, match[3], match[0], match.index)
  }
  for (const match of text.matchAll(NUMERIC_DAY)) {
    if (match[3] !== undefined || match[0].endsWith('.') || (slashes && match[0].includes('/')))
      add(Number(match[1]), Number(match[2]), match[3], match[0], match.index)
  }
  for (const match of text.matchAll(ISO_DAY)) add(Number(match[3]), Number(match[2]), match[1], match[0], match.index)
  return found
}

export function nearestYear(day: number, month: number, at: string): number {
  const year = Number(at.slice(0, 4))
  const now = Date.parse(at)
  let best = year
  let least = Infinity
  for (const candidate of [year - 1, year, year + 1]) {
    const days = (Date.UTC(candidate, month - 1, day) - now) / 86_400_000
    const distance = days >= 0 ? days : -days * 2
    if (distance < least) {
      least = distance
      best = candidate
    }
  }
  return best
}

function parseNumber(raw: string): number | null {
  const scale = /(?:k|tsd)$/i.test(raw) ? 1000 : /(?:m|mio)$/i.test(raw) ? 1_000_000 : 1
  let digits = raw.replace(/[^\d.,]/g, '')
  const thousands = /^\d{1,3}(?:[.,]\d{3})+$/.test(digits)
  if (thousands) digits = digits.replace(/[.,]/g, '')
  else digits = digits.replace(/[.,](?=\d{3}(?:\D|$))/g, '').replace(',', '.')
  const value = Number(digits)
  return Number.isFinite(value) ? value * scale : null
}
