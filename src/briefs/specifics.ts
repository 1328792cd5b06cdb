import type { Sentence } from '../signals/signal.ts'
import { fold } from './clause.ts'
import { daysSaid } from '../findings/days-said.ts'
import { figureSet, figuresIn } from '../findings/numbers.ts'
import { foldName } from './people.ts'

/**
 * DESIGN E3: every number, date, amount and name in a line occurs in that line's evidence. `Support` is that evidence
 * as the check sees it; the drafter fills it from the sentences a line points at and from the typed fields it shows.
 */
export type Support = {
  /** quotes, subjects, places, CRM field names and values */
  texts: string[]
  /** calendar days (YYYY-MM-DD) that the evidence carries: of its items, of meetings, of dated promises */
  days: string[]
  /** instants against which "Friday" in a quote is resolved, with the quote */
  dated: { text: string; at: string; language: Sentence['language'] }[]
  /** clock times, `13:00` */
  times: string[]
  /** any known name of an author, a recipient, a participant, or of who is shown */
  names: string[]
  /** every known name of every known person: a line that uses one must have it in `names` or in `texts` */
  known: string[]
}

const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec'
const OUR_DAY = new RegExp(String.raw`(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\b(\d{1,2}) (${MONTHS})\b(?: (\d{4}))?`, 'g')
const CLOCK = /\b\d{1,2}:\d{2}\b/g

/** The specifics of `text` that nothing supports, as they stand in it; empty: the line may stand. */
export function unsupported(text: string, support: Support): string[] {
  const missing: string[] = []
  const evidence = support.texts.map(fold)
  let rest = withoutQuotes(fold(text), evidence)

  // Resolving what a quote says is dear, so the days that the evidence carries by itself are asked first.
  const resolved = lazy(() => resolvedDays(support))
  rest = rest.replaceAll(OUR_DAY, (raw, day: string, month: string, year: string | undefined) => {
    const wanted = `${String(MONTHS.split('|').indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`
    const fits = (date: string) => date.slice(5) === wanted && (year === undefined || date.startsWith(year))
    const known = support.days.some(fits) || evidence.some((quote) => quote.includes(raw)) || resolved().some(fits)
    if (!known) missing.push(raw)
    return ' '
  })
  rest = rest.replaceAll(CLOCK, (raw) => {
    if (!support.times.includes(raw) && !evidence.some((quote) => quote.includes(raw))) missing.push(raw)
    return ' '
  })
  const figures = lazy(() => figureSet([...evidence, ...support.names]))
  for (const figure of figuresIn(rest)) {
    if (!figure.values.some((value) => figures().has(value))) missing.push(figure.raw)
  }
  return [...missing, ...unknownNames(rest, evidence, support)]
}

/** The line without the stretches in quotation marks that are verbatim in its evidence. */
function withoutQuotes(text: string, evidence: readonly string[]): string {
  return text.replaceAll(/"([^"]+)"/g, (whole, inner: string) =>
    evidence.some((quote) => quote.includes(inner)) ? ' ' : whole,
  )
}

function unknownNames(text: string, evidence: readonly string[], support: Support): string[] {
  const words = new Set(text.match(/\p{L}[\p{L}\p{M}'’-]*/gu)?.map(foldName))
  const allowed = new Set([...support.names, ...evidence].flatMap(nameWords))
  const missing: string[] = []
  for (const name of support.known) {
    for (const word of nameWords(name)) {
      if (word.length > 2 && words.has(word) && !allowed.has(word) && isCapitalised(text, word)) missing.push(word)
    }
  }
  return [...new Set(missing)]
}

/** Names are capitalised; "may" and "mark" in the middle of a sentence are not names. */
function isCapitalised(text: string, folded: string): boolean {
  return (text.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? []).some(
    (word) => foldName(word) === folded && /^\p{Lu}/u.test(word),
  )
}

function nameWords(name: string): string[] {
  return (name.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? []).map(foldName)
}

function resolvedDays(support: Support): string[] {
  return support.dated.flatMap(({ text, at, language }) => daysSaid(text, at, language))
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
