import {
  ATTRIBUTION_START,
  FORWARD_LINE,
  HEADER_LABELS,
  ORIGINAL_LINE,
  WROTE,
  type HeaderLabel,
} from './segment-lexicon.ts'
import { blank, nextFilled, type Line } from './segment-lines.ts'
import type { Party } from './signal.ts'

/** A line that separates: `header` is the index where a header block may begin; `alone`: it says by itself what follows. */
export function separatorAt(
  lines: Line[],
  i: number,
  to: number,
): { header: number; forward: boolean; alone: boolean } | null {
  const text = lines[i]!.body.trim()
  if (text === '') return null
  const rule = /^(?:_{3,}|-{3,}|={3,}|\*{3,})$/.test(text)
  const short = text.length < 100
  const forward = short && FORWARD_LINE.test(text)
  const original = short && !forward && ORIGINAL_LINE.test(text)
  const framed = short && /^-{2,}\s*\p{L}[^-]{2,50}-{2,}$/u.test(text)
  if (!rule && !forward && !original && !framed) return null
  const next = nextFilled(lines, i + 1, Math.min(to, i + 4))
  return { header: next ?? i + 1, forward, alone: forward || original }
}

const LABEL_OF = new Map<string, HeaderLabel>(
  Object.entries(HEADER_LABELS).flatMap(([label, words]) => words.map((word) => [word, label as HeaderLabel] as const)),
)
const LABEL_LINE = /^[\s*_]*([\p{L}][\p{L} -]{0,14}?)[\s*_\u00a0]*:[\s*_]*(?=\S|$)(.*)$/u

function labelOf(body: string): { label: HeaderLabel; value: string } | null {
  const match = LABEL_LINE.exec(body)
  if (!match) return null
  const label = LABEL_OF.get(match[1]!.toLowerCase().trim())
  return label === undefined ? null : { label, value: match[2]!.replace(/[*_]+$/, '').trim() }
}

/**
 * A block of header lines ("From: … Sent: … To: … Subject: …") in any of the known languages and orders.
 * `announced`: a separator says that one follows, so that a name and a date suffice.
 */
export function headerAt(
  lines: Line[],
  i: number,
  to: number,
  announced = false,
): { end: number; from: Party | null; sent: string | null } | null {
  const first = lines[i]
  if (!first) return null
  const start = labelOf(first.body)
  if (!start) return null
  const seen = new Map<HeaderLabel, string>()
  let current: HeaderLabel = start.label
  let end = i
  for (let k = i; k < Math.min(to, i + 30); k++) {
    const line = lines[k]!
    if (line.depth !== first.depth) break
    if (blank(line)) {
      // HTML paragraphs and Apple Mail leave blank lines between header lines.
      const next = nextFilled(lines, k, Math.min(to, k + 2))
      const more = next === null ? null : labelOf(lines[next]!.body)
      if (more && !seen.has(more.label) && lines[next!]!.depth === first.depth) continue
      break
    }
    const found = labelOf(line.body)
    if (found && (!seen.has(found.label) || found.label === 'cc')) {
      current = found.label
      seen.set(current, [seen.get(current), found.value].filter(Boolean).join(' '))
    } else if (
      k > i &&
      (current === 'to' || current === 'cc' || current === 'from') &&
      !found &&
      seen.get(current) !== undefined &&
      continues(line.body, current)
    ) {
      seen.set(current, `${seen.get(current)} ${line.body.trim()}`)
    } else break
    end = k + 1
  }
  const others = ['sent', 'to', 'subject'].filter((label) => seen.has(label as HeaderLabel)).length
  const from = seen.get('from')
  const sent = seen.get('sent') ?? null
  if (from === undefined || from === '') {
    // "Date: … To: …" alone: only with a full date and an address.
    const sure = sent !== null && DATE_HINT.test(sent) && /@/.test(seen.get('to') ?? '')
    return sure ? { end, from: null, sent } : null
  }
  if (others < 1 || (others < 2 && !/@/.test(from) && !(announced && seen.has('sent')))) return null
  return { end, from: partyOf(from), sent }
}

function continues(body: string, label: HeaderLabel): boolean {
  const text = body.trim()
  if (label === 'from') return /^<?[^\s<>@]+@[^\s<>@]+>?$/.test(text)
  return /[@;<>]/.test(text) || /^[\p{Lu}'"][\p{L}.'" -]+(?:,|;|$)/u.test(text)
}

/** "Name <a@b.c>", "a@b.c", "Name [mailto:a@b.c]", "Name". */
export function partyOf(value: string): Party | null {
  const text = value.replace(/\s+/g, ' ').trim()
  const email = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u.exec(text)?.[0].toLowerCase() ?? null
  const name = text
    .replace(/\[?<?(?:mailto:)?[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+>?\]?/giu, '')
    .replace(/[<>[\]()]+\s*$/g, '')
    .replace(/^["'\s*,;]+|["'\s*,;:]+$/g, '')
    .replace(/\s+via\s+.+$/i, '')
    .trim()
  if (name === '' && email === null) return null
  return { name: name === '' ? null : name, email }
}

/** "On … X wrote:" over up to four lines. `sure`: date and author both stand there, so unmarked text below is quoted. */
export function attributionAt(
  lines: Line[],
  i: number,
  to: number,
): { end: number; text: string; by: Party | null; sure: boolean } | null {
  const first = lines[i]!
  if (first.body.trim() === '') return null
  let text = ''
  for (let k = i; k < Math.min(to, i + 6); k++) {
    const line = lines[k]!
    if (line.depth !== first.depth) return null
    if (blank(line)) {
      // Some programs leave a blank line inside: "… John Smith⏎⏎< mailto:…> wrote:".
      if (
        text.length > 12 &&
        ATTRIBUTION_START.test(text) &&
        DATE_HINT.test(text) &&
        /^\s*</.test(lines[k + 1]?.body ?? '')
      )
        continue
      return null
    }
    // The reply's last sentence is no part of the line that names the quote's author.
    if (k > i && ATTRIBUTION_START.test(line.body.trim()) && DATE_HINT.test(line.body)) return null
    text = `${text} ${line.body.trim()}`.trim()
    if (text.length > 400) return null
    const clean = text.replace(/^-{2,}\s*|\s*-{2,}$/g, '')
    const last = k + 1 >= to || !/^\s*(?:<|\S+@)/.test(lines[k + 1]!.body)
    if (
      /[:：]\s*$/.test(clean) ||
      (last && WROTE_END.test(clean) && (ATTRIBUTION_START.test(clean) || clean !== text)) ||
      (last && GMAIL_OLD.test(clean))
    ) {
      const found = readAttribution(clean)
      return found ? { end: k + 1, text: clean, ...found } : null
    }
    if (!plausibleStart(clean)) return null
  }
  return null
}

const WROTE_END = new RegExp(`(?<!\\p{L})${WROTE.source}\\s*$`, 'iu')
/** Gmail's old form, without a verb: "2012/10/16 Name <a@b.c>". */
const GMAIL_OLD =
  /^\d{4}[-/]\d{1,2}[-/]\d{1,2} .{2,80}<[^<>\s]+(?:@| at )[^<>\s]+>:?$|^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2} (?:GMT|UTC)[+-]\d{1,2}(?::?\d{2})? \p{Lu}[\p{L}.' -]{1,40}:?$/u
/** "Ada Quimby <ada@buyer.example> wrote:" and nothing else: no sentence of a body has this form. */
const NAMED_ONLY = new RegExp(
  `^["“]?[^<>"“”.:?!]{2,60}["”]?\\s<[^<>\\s]+@[^<>\\s]+>,?\\s(?:${WROTE.source})\\s?:$`,
  'iu',
)
const WROTE_WORD = new RegExp(`(?<!\\p{L})${WROTE.source}(?!\\p{L})`, 'iu')
const DATE_HINT = /\b\d{4}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}[:h]\d{2}\b/

function plausibleStart(text: string): boolean {
  return ATTRIBUTION_START.test(text) || /@/.test(text) || DATE_HINT.test(text) || WROTE_WORD.test(text)
}

function readAttribution(text: string): { by: Party | null; sure: boolean } | null {
  const wrote = WROTE_WORD.exec(text)
  const dated = DATE_HINT.test(text)
  const mail = /[^\s<>"]+(?:@| at )[^\s<>"]+\.\p{L}+/u.test(text)
  if (!wrote) {
    // Without a verb we know, in whatever language: a date, an address, and the colon at the end.
    const whole =
      dated &&
      mail &&
      text.length < 200 &&
      (/^.{0,40}\d/.test(text) || GMAIL_OLD.test(text)) &&
      /[>)"'\w]\s*:?$/.test(text)
    if (!whole || !/\b\d{4}\b/.test(text)) return null
    return { by: authorIn(text.replace(/[:：]\s*$/, '')), sure: true }
  }
  const starts = ATTRIBUTION_START.test(text)
  const framed = /^\p{Lu}[\p{L}. -]{2,40}$/u.test(text)
  if (!starts && !mail && !dated && !framed) return null
  if (text.length > 60 && !dated && !mail) return null
  const head = text.slice(0, wrote.index).trim()
  const tail = text
    .slice(wrote.index + wrote[0].length)
    .replace(/[:：]\s*$/, '')
    .trim()
  const by = authorIn(head) ?? authorIn(tail)
  return {
    by,
    sure:
      NAMED_ONLY.test(text) ||
      (dated && (starts || mail) && (mail || /\d{1,2}[:h.]\d{2}/.test(text) || /\b\d{4}\b/.test(text))),
  }
}

/** The author in the part of an attribution that is not the date. */
function authorIn(part: string): Party | null {
  const mail =
    /["“']?([^<>"”']*?)["”']?\s*[<[(]?\s*(?:mailto:)?([\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/u.exec(
      part,
    )
  const stripped = stripDate(mail ? mail[1]! : part)
  const name = stripped
    .replace(
      /^(?:(?:am|pm|a\.m\.|p\.m\.|um|at|à|a las?|alle|às|kl\.?|om|ore|uhr|heeft|ha|a|hat|por|von|by)(?:[\s,]+|$))+/iu,
      '',
    )
    .replace(/^[\s,;:"'*]+|[\s,;:"'*<([]+$/g, '')
  if (mail) return { name: name === '' || /\d/.test(name) ? null : name, email: mail[2]!.toLowerCase() }
  return /^\p{Lu}/u.test(name) && !/\d/.test(name) && name.split(' ').length <= 5 ? { name, email: null } : null
}

function stripDate(text: string): string {
  // Everything up to the last digit group belongs to the date: "Tue, 28 Jan 2025 at 16:12, Ada Quimby".
  const match =
    /^.*(?:\d{1,2}[:h.]\d{2}(?::\d{2})?(?:\s?(?:am|pm|a\.\s?m\.|p\.\s?m\.|uhr|h))?(?:\s*(?:\(?[A-Z]{2,5}(?![A-Z])\)?|[+-]\d{4}|(?:GMT|UTC)[+-]?[\d:]*)){0,4}|\b\d{4}|\d{1,2}\.?)(?=[\s,;]|$)/iu.exec(
      text,
    )
  return (match ? text.slice(match[0].length) : text).trim()
}
