import { foldName } from './fold.ts'
import { looksLikePerson, nameTokens, personName, startsWithFirstName } from './identity-names.ts'
import { hasTitleWord } from './identity-title.ts'
import {
  BANNER,
  BODY_TOO,
  DISCLAIMER_GROUPS,
  MEANT_FOR,
  MOBILE_LINE,
  SIGN_OFF,
  THIS_MESSAGE,
} from './segment-lexicon.ts'

/**
 * Roles for the lines of one author's block: `signature` and `disclaimer` where the block closes with them, else null.
 * `name` is the author's display name. A line is only taken away where its form says so; bodies stay whole.
 */
export function closeBlock(lines: string[], name: string | null, top: boolean): ('signature' | 'disclaimer' | null)[] {
  const roles: ('signature' | 'disclaimer' | null)[] = lines.map(() => null)
  const text = lines.map((line) => line.trim())
  if (top) {
    const first = text.findIndex((line) => line !== '')
    if (first !== -1 && BANNER.test(text[first]!)) roles[first] = 'disclaimer'
  }
  text.forEach((line, i) => {
    if (line.length >= 8 && line.length <= 130 && MOBILE_LINE.test(line)) roles[i] = 'signature'
  })
  const dashes = dashesStart(text, name)
  if (dashes !== -1) for (let i = dashes; i < lines.length; i++) roles[i] = 'signature'
  let end = dashes === -1 ? lines.length : dashes
  const ruled = dashes === -1 ? ruleStart(text, name) : null
  if (ruled !== null) {
    for (let i = ruled; i < lines.length; i++) roles[i] = 'signature'
    end = ruled
  }
  const tail = markDisclaimers(text, roles, end, name)
  const start = signatureStart(text, roles, tail, name)
  if (start !== null) for (let i = start; i < end; i++) if (roles[i] === null) roles[i] = 'signature'
  const inner = start === null && dashes === -1 ? innerBlock(text, roles, tail, name) : null
  if (inner !== null) for (let i = inner.from; i < inner.to; i++) roles[i] = 'signature'
  const last = text.findLastIndex((line, i) => line !== '' && roles[i] === null)
  const bare = last > 0 && text[last - 1] === '' && looksLikePerson(text[last]!) && startsWithFirstName(text[last]!)
  if (last > 0 && (bare || closesWithName(text[last]!, name))) roles[last] = 'signature'
  return roles
}

/** Two dashes alone on a line part a signature from the body by custom; longer ones also part the body's own sections. */
function dashesStart(text: string[], name: string | null): number {
  const near = (i: number) => text.length - i <= 30
  let at = text.findLastIndex((line, i) => /^(?:--|---|—|–-)$/.test(line) && near(i))
  if (at === -1) return -1
  if (text[at] !== '--' && !addressBelow(text, at, name)) return -1
  while (at > 0 && (text[at - 1] === '--' || (text[at - 1] === '' && text[at - 2] === '--'))) at--
  return at
}

/** A drawn line near the end under which an address or a name stands and no sentence (mailing-list feet, drawn signatures). */
function ruleStart(text: string[], name: string | null): number | null {
  const rule = text.findLastIndex(
    (line, i) => /^(?:_{10,}|-{6,}|={6,}|\*{6,})$/.test(line) || (line === '__' && LIST_FOOT.test(text[i + 1] ?? '')),
  )
  return rule > 0 && addressBelow(text, rule, name) ? rule : null
}

/** Whether only short lines stand below, and among them a name or a way to reach somebody. */
function addressBelow(text: string[], rule: number, name: string | null): boolean {
  const below = text.slice(rule + 1).filter((line) => line !== '')
  if (below.length === 0 || below.length > 14) return false
  if (!below.every((line) => line.length <= 90 && signatureLine(line))) return false
  if (looksLikePerson(below[0]!) && startsWithFirstName(below[0]!)) return true
  const tokens = name === null ? [] : nameTokens(personName(name))
  return below.some((line) => LIST_FOOT.test(line) || CONTACT.test(line) || namesAuthor(line, tokens))
}

const LIST_FOOT = /\bmailing list\b|\bunsubscribe\b/i
/** How a person or a house is reached. */
const CONTACT =
  /[^\s@]@[^\s@]+\.\p{L}{2,}|\bwww\.|https?:\/\/|(?:\+|\b(?:tel|phone|mobile|fax|fon|mobil|tél|móvil)\b[^\d\n]{0,6}|\(\d)\d[\d\s()/.-]{6,}/iu

/**
 * Whether a paragraph is boilerplate: three kinds of legal phrase in it, or two of which one speaks of this very message or
 * of who it is meant for. Register numbers, confidentiality and liability alone are what bodies speak of too; two phrases
 * suffice only where the mail was `closed` above, by a farewell or a name.
 */
export function isDisclaimer(paragraph: string, closed: () => boolean): boolean {
  if (paragraph.length < 40) return false
  const groups = DISCLAIMER_GROUPS.filter((group) => group.test(paragraph))
  if (groups.length >= 3) return true
  if (groups.length !== 2 || paragraph.length > 1500) return false
  if (groups.some((group) => BODY_TOO.includes(group))) return false
  return (groups.includes(MEANT_FOR) || groups.includes(THIS_MESSAGE)) && closed()
}

/** No boilerplate is longer by itself; what stands above is not tried, so that a page of short lines stays cheap. */
const DISCLAIMER_LINES = 60
const DISCLAIMER_LENGTH = 6000

/** Marks boilerplate paragraphs at the end of `text[0..end)`; answers where the rest ends. */
function markDisclaimers(text: string[], roles: (string | null)[], end: number, name: string | null): number {
  let last = end
  // Asked for only where it decides: most mails have no boilerplate.
  let closing: number | null = null
  const closed = (from: number) => last < end || from > (closing ??= closingLine(text, end, name))
  while (last > 0) {
    let stop = last
    while (stop > 0 && text[stop - 1] === '') stop--
    let start = stop
    while (start > 0 && text[start - 1] !== '') start--
    if (start === stop) break
    // The shortest end of the paragraph that is boilerplate by itself, then upwards what plainly belongs to it:
    // HTML texts have no blank lines, and a body must not be drawn in.
    const highest = Math.max(start, stop - DISCLAIMER_LINES)
    let from = stop - 1
    let paragraph = text[from]!
    while (!isDisclaimer(paragraph, () => closed(from))) {
      from--
      if (from < highest || paragraph.length > DISCLAIMER_LENGTH) return last
      paragraph = `${text[from]!} ${paragraph}`
    }
    while (from > start && belongs(text[from - 1]!, text[from]!)) from--
    for (let i = from; i < last; i++) roles[i] = 'disclaimer'
    last = from
  }
  return last
}

/** The first line that closes the mail: a farewell, a name of its own line, a mark before the signature. */
function closingLine(text: string[], end: number, name: string | null): number {
  const tokens = name === null ? [] : nameTokens(personName(name))
  for (let i = 1; i < end; i++) {
    const line = text[i]!
    if (line === '' || line.length > 60) continue
    if (isSignOff(line) || MOBILE_LINE.test(line) || namesAuthor(line, tokens) || introduces(line, text[i + 1]))
      return i
    if (text[i - 1] === '' && looksLikePerson(line) && startsWithFirstName(line)) return i
  }
  return end < text.length ? 0 : end
}

/** Whether a line above boilerplate is part of it: it has a legal phrase itself, or was wrapped in the middle of one. */
function belongs(line: string, below: string): boolean {
  const hits = DISCLAIMER_GROUPS.filter((group) => group.test(line)).length
  if (hits >= 2 || (hits === 1 && line.length < 110 && !/[.!?]$/.test(line))) return true
  return line.length >= 55 && line.length <= 100 && !/[.!?:]$/.test(line) && /^\p{Ll}/u.test(below)
}

const SIGN_OFF_LINE = new RegExp(
  `^(?:${SIGN_OFF.join('|')})(?:\\s*[/|,]\\s*(?:${SIGN_OFF.join('|')}))*[\\s,.!;:–-]*(?:[:;]-?\\))?$`,
  'iu',
)

const SIGN_OFF_START = new RegExp(`^(?:${SIGN_OFF.join('|')})[,.!]?\\s+(?=\\S)`, 'iu')

/** "Best, Steph", "Gruß Annika": the farewell and the name on one line. */
function signOffWithName(line: string): boolean {
  const start = SIGN_OFF_START.exec(line)
  return start !== null && /^\p{Lu}[\p{L}.-]{0,14}(?:\s\p{Lu}[\p{L}-]{1,16})?[.,]?$/u.test(line.slice(start[0].length))
}

/** A line that closes a mail and says nothing else: "Kind regards", "Mit freundlichen Grüßen / Kind regards". */
export function isSignOff(line: string): boolean {
  return (
    line.length >= 2 && line.length <= 70 && /^\p{L}/u.test(line) && (SIGN_OFF_LINE.test(line) || signOffWithName(line))
  )
}

function signatureStart(text: string[], roles: (string | null)[], tail: number, name: string | null): number | null {
  const filled: number[] = []
  for (let i = 0; i < tail; i++) if (text[i] !== '' && roles[i] === null) filled.push(i)
  const tokens = name === null ? [] : nameTokens(personName(name))
  // From the bottom: at most twelve short lines, the first of which is the author's name or follows a sign-off.
  let best: number | null = null
  for (let back = 0; back < Math.min(filled.length, 14); back++) {
    const index = filled[filled.length - 1 - back]!
    const line = text[index]!
    if (isSignOff(line)) {
      const below = filled.slice(filled.length - back)
      if (below.every((i) => signatureLine(text[i]!)) && (index > 0 || below.length === 0)) best = index
      break
    }
    if (back === 0 && index > 0 && loneDashed(text, index)) best = index
    if (!signatureLine(line)) break
    if (
      index > 0 &&
      (namesAuthor(line, tokens) ||
        (back === 0 && dashedName(line, tokens)) ||
        introduces(line, text[filled[filled.length - back] ?? -1]))
    )
      best = index
  }
  return best
}

/** A whole name block (name over title) under which more follows: a postscript, a notice of the house. That stays authored. */
function innerBlock(
  text: string[],
  roles: (string | null)[],
  tail: number,
  name: string | null,
): { from: number; to: number } | null {
  const tokens = name === null ? [] : nameTokens(personName(name))
  const filled = [0]
  for (let i = 0; i < tail; i++) filled.push(filled[i]! + (text[i] === '' ? 0 : 1))
  for (let i = 1; i < tail - 1; i++) {
    if (roles[i] !== null || text[i - 1] !== '' || text[i]!.length > 60) continue
    const below = text[i + 1]!
    if (
      !(
        introduces(text[i]!, below) ||
        (tokens.length >= 2 && namesAuthor(text[i]!, tokens) && below !== '' && signatureLine(below))
      )
    )
      continue
    let to = i
    while (to < tail && text[to] !== '' && signatureLine(text[to]!)) to++
    if (to < tail && text[to] !== '') continue
    if (filled[tail]! - filled[to]! > 6) continue
    let from = i
    while (from > 0 && (text[from - 1] === '' || isSignOff(text[from - 1]!))) from--
    return { from: Math.max(1, from), to }
  }
  return null
}

/** "Milo", "J", "P.", "-Cal": the author's first name or initials alone. */
function closesWithName(line: string, name: string | null): boolean {
  const bare = foldName(line.replace(/^[-–—~/\s]+|[\s.,!]+$/g, ''))
  if (name === null || bare === '' || line.length > 24) return false
  const tokens = nameTokens(personName(name))
  const initials = tokens.map((token) => token[0]).join('')
  return tokens.includes(bare) || bare.replace(/ /g, '') === initials || tokens[0]?.startsWith(bare) === true
}

/** Short, and not a sentence of the body. */
function signatureLine(line: string): boolean {
  if (line.length > 120) return false
  if (/[?]\s*$/.test(line)) return false
  if (
    /[.!]\s*$/.test(line) &&
    line.split(/\s+/).length > 6 &&
    !/\b(?:gmbh|inc|ltd|co|corp|s\.a|s\.l|b\.v|e\.v)\.\s*$/i.test(line)
  )
    return false
  return !/^(?:[-*•]|\d+[.)])\s/.test(line) && !saysSomething(line)
}

/** "You get it on Monday." under a farewell: names, titles and addresses are written with capitals and small connecting words. */
function saysSomething(line: string): boolean {
  if (!/[.!]$/.test(line) || CONTACT.test(line)) return false
  const small = line.split(/[\s,;]+/).filter((word) => /^\p{Ll}/u.test(word) && !CONNECTING.has(word))
  return small.length >= 2 && !MOBILE_LINE.test(line)
}

const CONNECTING = new Set(
  'of and for the at de la las los du des et und für der die das des dem y e del della di do da dos van von zu zur zum in im am i het'.split(
    ' ',
  ),
)

/** "-roman", "- Ana", "/Jo": a closing name behind a dash. */
function dashedName(line: string, tokens: string[]): boolean {
  const match = /^(?:[-–—~/]|-- )\s?(\p{L}[\p{L}.' ]{1,28})$/u.exec(line)
  if (!match) return false
  const words = foldName(match[1]!).split(' ')
  return (
    words.length <= 3 &&
    (tokens.length === 0 ? !/^[-–—]\s/.test(line) || words.length === 1 : words.some((word) => tokens.includes(word)))
  )
}

/** "-roman" under the last sentence, whatever the sender is called: a point of a list has others beside it or a colon above. */
function loneDashed(text: string[], index: number): boolean {
  if (!/^[-–—~]\s?\p{L}[\p{L}.']{1,16}(?:\s\p{Lu}[\p{L}.'-]{1,16})?$/u.test(text[index]!)) return false
  const above = text.slice(0, index).findLast((line) => line !== '')
  return (
    above !== undefined && /[.!?)]$/.test(above) && !text.slice(0, index).some((line) => /^[-–—*•]\s?\p{L}/u.test(line))
  )
}

/** A person's name with a title on the line below: whoever wrote it, this closes a message. */
function introduces(line: string, below: string | undefined): boolean {
  return (
    below !== undefined &&
    line.length <= 40 &&
    looksLikePerson(line) &&
    !hasTitleWord(line) &&
    below.length <= 80 &&
    hasTitleWord(below) &&
    !/[.!?:]$/.test(below)
  )
}

/** Whether a short line shows the author's name, in full or as initials before a dash. */
export function namesAuthor(line: string, tokens: string[]): boolean {
  if (tokens.length === 0) return false
  const initials = tokens.map((token) => token[0]).join('')
  if (initials.length >= 2 && new RegExp(`^${initials}(?:\\s*[-–|/,]|$)`, 'i').test(line) && line.length <= 60)
    return true
  const words = nameTokens(line)
  const hits = tokens.filter((token) => words.includes(token)).length
  return hits >= Math.min(2, tokens.length) && words.length <= tokens.length + 10
}
