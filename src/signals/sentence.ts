import { ABBREVIATIONS, BEFORE_NUMBER, BULLET, GOES_ON } from './sentence-lexicon.ts'

export type Span = { start: number; end: number }

/**
 * The sentences of `text[start, end)`, in order, without the white space between them.
 * Lines that a mail program wrapped are read on; a list item, a table row, a heading and a paragraph end stand alone.
 * `skip` are stretches that hold none (attribution lines, header blocks). Quote marks at the start of a line are stepped over.
 * `flow`: every line break is a wrap (transcripts). `lines`: every line is one sentence (signatures).
 * `hard`: every line break ends a sentence (invites).
 */
export function splitSentences(
  text: string,
  start: number,
  end: number,
  options: { skip?: Span[]; flow?: boolean; lines?: boolean; hard?: boolean } = {},
): Span[] {
  const spans: Span[] = []
  if (options.lines === true) {
    for (const row of rowsOf(text, start, end)) {
      if (!options.skip?.some((span) => row.start >= span.start && row.start < span.end))
        push(text, row.start, row.end, spans)
    }
    return spans
  }
  for (const paragraph of paragraphs(
    text,
    start,
    end,
    options.skip ?? [],
    options.flow === true,
    options.hard === true,
  )) {
    cut(text, paragraph, spans)
  }
  return spans
}

type Row = { start: number; end: number; body: string; depth: number }

/** Stretches in which a line break is only a wrap. */
function paragraphs(text: string, start: number, end: number, skip: Span[], flow: boolean, hard: boolean): Span[] {
  const rows = rowsOf(text, start, end)
  const width = wrapWidth(rows)
  const out: Span[] = []
  let open: Span | null = null
  let previous: Row | null = null
  for (const row of rows) {
    const furniture = skip.some((span) => row.start >= span.start && row.start < span.end)
    if (row.body.trim() === '' || furniture) {
      open = null
      previous = null
      continue
    }
    const bullet = BULLET.test(row.body)
    if (open !== null && previous !== null && !bullet && !hard && (flow || wraps(previous, row, width))) {
      open.end = row.end
    } else {
      const lead: number =
        bullet && !flow ? (BULLET.exec(row.body)?.[0].length ?? 0) : row.body.length - row.body.trimStart().length
      open = { start: row.start + lead, end: row.end }
      out.push(open)
    }
    previous = row
  }
  return out
}

function rowsOf(text: string, start: number, end: number): Row[] {
  const rows: Row[] = []
  let from = start
  while (from < end) {
    const newline = text.indexOf('\n', from)
    const stop = newline === -1 || newline > end ? end : newline
    const raw = text.slice(from, stop)
    const mark = /^[ \t\u00a0]{0,3}(?:>[ \t\u00a0]?)+/.exec(raw)?.[0] ?? ''
    rows.push({ start: from + mark.length, end: stop, body: raw.slice(mark.length), depth: mark.split('>').length - 1 })
    from = stop + 1
  }
  return rows
}

/** The column at which this text was wrapped by hand or by a program; 0 where its lines are whole paragraphs. */
function wrapWidth(rows: Row[]): number {
  let longest = 0
  for (const row of rows) longest = Math.max(longest, row.body.trimEnd().length)
  return longest > 86 ? 0 : longest
}

/** Whether `next` goes on where `row` was broken. */
function wraps(row: Row, next: Row, width: number): boolean {
  if (next.depth !== row.depth) return false
  const body = row.body.trimEnd()
  const follow = next.body.trimStart()
  const lower = /^[\p{Ll}(&/]/u.test(follow)
  if (/^(?:https?:|www\.|\p{Lu}[\p{L} ]{1,20}:\s)/u.test(follow)) return false
  if (/[.!?…:][)"'»”’]*$/.test(body)) {
    // A full stop at the end of a line that was wrapped: "am 19.⏎März". Where a sentence ends is told later.
    return !body.endsWith(':') && width >= 50 && width <= 85 && fills(body, follow, width)
  }
  if (/[,;(–—-]$/.test(body) && body.length > 25) return true
  if (body.length > 25 && GOES_ON.test(body.slice(-12))) return true
  if (width >= 50) {
    if (fills(body, follow, width)) return true
    return lower && body.length >= 40
  }
  return lower && body.length >= 40
}

/** Whether the next line's first word had no more room on this one. */
function fills(body: string, follow: string, width: number): boolean {
  const word = follow.split(/\s/, 1)[0] ?? ''
  const column = /^[\p{Lu}\d]/u.test(word) ? 68 : 64
  return width > 0 && body.length >= 45 && word.length + 1 > Math.max(width, column) - body.length
}

/** Before a full stop only the last word is looked at. */
const LONGEST_WORD = 200

/** Whatever is longer without a full stop is no sentence, and is read piece by piece. */
const LONGEST = 1500

const ENDING = /[.!?…]+[)\]"'”’»“]*(?=\s|$)|[。！？]/gu

function cut(text: string, paragraph: Span, out: Span[]): void {
  const body = text.slice(paragraph.start, paragraph.end)
  ENDING.lastIndex = 0
  let from = 0
  for (let match = ENDING.exec(body); match !== null; match = ENDING.exec(body)) {
    const stop = match.index + match[0].length
    if (stop >= body.length) break
    if (!endsHere(body, from, match.index, match[0], stop)) continue
    push(text, paragraph.start + from, paragraph.start + stop, out)
    from = stop
  }
  push(text, paragraph.start + from, paragraph.end, out)
}

function endsHere(body: string, from: number, index: number, mark: string, stop: number): boolean {
  const rest = body.slice(stop)
  const next = /\S/.exec(rest)?.[0] ?? ''
  if (mark.startsWith('?') || mark.startsWith('!')) {
    // "(really?) yes", "Hey! that": a lower-case word after a closing bracket goes on.
    return !(mark.length > 1 && /[)\]]$/.test(mark) && /\p{Ll}/u.test(next)) && !/^[,;]/.test(next)
  }
  if (/^(?:\.{2,}|…)/.test(mark)) return !/\p{Ll}/u.test(next)
  const before = body.slice(Math.max(from, index - LONGEST_WORD), index)
  const word = /(\S+)$/.exec(before)?.[1] ?? ''
  const bare = word.replace(/^[("'«„“[]+/, '')
  if (bare === '') return false
  if (ABBREVIATIONS.has(bare.toLowerCase())) return false
  if (BEFORE_NUMBER.has(bare.toLowerCase()) && /\d/.test(next)) return false
  if (/^\d{1,2}\.\d{1,2}$/.test(bare) && /\p{Ll}/u.test(next)) return false
  // "z. B.", "d. h.", "p. ej.": spaced abbreviations.
  if (/^\p{L}$/u.test(bare) && /^\s\p{L}{1,2}\./u.test(rest)) return false
  // Initials ("T. Quimby") and lettered lists.
  if (/^\p{Lu}$/u.test(bare) && /\p{L}/u.test(next)) return /[)"'”’»]$/.test(mark)
  if (/^(?:\p{L}\.)+\p{L}$/u.test(bare)) return /\p{Lu}/u.test(next) && !/^\p{Ll}/u.test(bare)
  // Ordinals: "14. März", "3. Februar", "2. Quartal"; a number that closes a sentence is followed by a capital all the same,
  // so only short numbers without a preceding decimal are held together.
  if (/^\d{1,2}$/.test(bare) && mark === '.') {
    if (/\p{Ll}/u.test(next)) return false
    if (/\p{Lu}/u.test(next) && ORDINAL_NEXT.test(rest)) return false
    if (from === 0 && before.trim() === bare) return false
  }
  if (/^[,;:)]/.test(next)) return false
  return true
}

/** A German month or period after an ordinal. */
const ORDINAL_NEXT =
  /^\s+(?:Jan|Jän|Feb|März|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Quartal|Halbjahr|Woche|KW|Stock|OG|Etage|Platz|Juni|Juli|Januar|Februar|April|August|September|Oktober|November|Dezember)/u

function push(text: string, start: number, end: number, out: Span[]): void {
  let from = start
  let to = end
  while (from < to && /[\s\u00a0\u200b]/.test(text[from]!)) from++
  while (to > from && /[\s\u00a0\u200b]/.test(text[to - 1]!)) to--
  if (to <= from) return
  // A stretch of punctuation alone says nothing.
  if (!/[\p{L}\p{N}]/u.test(text.slice(from, to))) return
  // Line starts inside quoted text carry their marks; the first line's are stepped over.
  const mark = /^(?:>[ \t\u00a0]?)+/.exec(text.slice(from, to))
  if (mark) from += mark[0].length
  while (to - from > LONGEST) {
    const space = text.slice(from, from + LONGEST).lastIndexOf(' ')
    let stop = space > LONGEST / 2 ? from + space : from + LONGEST
    // Never between the two halves of one character.
    if (/[\udc00-\udfff]/.test(text[stop]!)) stop--
    out.push({ start: from, end: stop })
    from = text[stop] === ' ' ? stop + 1 : stop
  }
  out.push({ start: from, end: to })
}
