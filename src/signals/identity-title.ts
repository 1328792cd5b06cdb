import { foldName } from './fold.ts'
import { nameTokens } from './identity-names.ts'
import { COMPANY_LINE, CONTACT_LINE, SLOGAN_LINE, TITLE_WORDS } from './title-lexicon.ts'

/** A signature as read: the name it shows and the title with the line that holds it. */
export type Signed = { name: string | null; title: string | null; line: number | null }

/** Whether a line names a function: "Head of Cold Chain", "Leiterin Einkauf", "Directrice adjointe". */
export function hasTitleWord(text: string): boolean {
  return TITLE_WORDS.test(text)
}

/**
 * Reads the lines of one signature block of a person called `name` (null: not known, a shared box).
 * Titles stand behind the name or on the line below; companies, phones, addresses and slogans are stepped over.
 */
export function readSignature(lines: string[], name: string | null): Signed {
  const tokens = name === null ? [] : nameTokens(name)
  let at = lines.findIndex((line) => (tokens.length > 0 ? showsName(line, tokens) : false))
  if (at === -1) at = tokens.length === 0 ? lines.findIndex((line) => personLine(line)) : -1
  if (at === -1) {
    const first = lines.findIndex((line) => hasTitleWord(line) && !CONTACT_LINE.test(line))
    return first === -1
      ? { name: null, title: null, line: null }
      : { name: null, title: tidy(lines[first]!), line: first }
  }
  const { shown, beside, credential } = besideName(lines[at]!)
  const worded = lines
    .slice(at + 1, at + 5)
    .findIndex((line) => hasTitleWord(line) && !CONTACT_LINE.test(line) && line.length <= 90)
  if (
    beside !== null &&
    (hasTitleWord(beside) || (worded === -1 && !COMPANY_LINE.test(beside.split(', ')[0]!) && !credential))
  ) {
    return { name: shown, title: tidy(beside), line: at }
  }
  const below = lines.slice(at + 1, at + 5)
  const plain = below.findIndex(
    (line) =>
      !CONTACT_LINE.test(line) &&
      !COMPANY_LINE.test(line) &&
      !SLOGAN_LINE.test(line) &&
      line.length <= 70 &&
      !/\d{3,}/.test(line) &&
      /\p{L}{3}/u.test(line),
  )
  const pick = worded === -1 ? plain : worded
  const above = lines[at - 1]
  if (worded === -1 && above !== undefined && standsAbove(above))
    return { name: shown, title: tidy(above), line: at - 1 }
  if (pick === -1 || (pick !== worded && pick > 0)) return { name: shown, title: null, line: null }
  return { name: shown, title: tidy(below[pick]!), line: at + 1 + pick }
}

/** A title set over the name: short, names a function, and is neither a greeting nor the end of a sentence. */
function standsAbove(line: string): boolean {
  return hasTitleWord(line) && !CONTACT_LINE.test(line) && !SLOGAN_LINE.test(line) && line.split(' ').length <= 6
}

/** Letters behind a name that say what somebody passed, not what they do. */
const CREDENTIAL = /^(?:[A-Z][A-Za-z]{0,2}[A-Z][A-Za-z-]{0,8}|Ph\.D\.?|Esq\.?)$/
/** word by word: one expression for the list takes time that doubles with each word */
const areCredentials = (line: string) => line.split(/[,\s]+/).every((word) => CREDENTIAL.test(word))
const PRONOUNS = /\s*[([](?:she|he|they|sie|er|elle|il|ella|él)\b[^)\]]*[)\]]/gi

/** The name on a signature line and what stands beside it; `credential`: only letters that somebody passed. */
function besideName(raw: string): { shown: string; beside: string | null; credential: boolean } {
  const line = raw.replace(PRONOUNS, '').replace(/^[-–—*~\s]+/, '')
  const bracket = /^([^(|,]{3,40})\s\(([^()]{3,60})\)/.exec(line)
  if (bracket && hasTitleWord(bracket[2]!)) return { shown: bracket[1]!.trim(), beside: bracket[2]!, credential: false }
  const [first, ...rest] = split(line)
  const shown = first!.trim()
  const parts = rest.filter(
    (part) => part !== '' && !CONTACT_LINE.test(part) && !/^(?:she|he|they|elle|ella)\b/i.test(part),
  )
  if (parts.length === 0) return { shown, beside: null, credential: false }
  const comma = line.slice(shown.length).trimStart().startsWith(',')
  const start = comma ? parts.findIndex((part) => !areCredentials(part) || hasTitleWord(part)) : 0
  if (start === -1) return { shown, beside: parts.join(', '), credential: true }
  if (/\s[|•·]\s/.test(line) || (!comma && !hasTitleWord(parts[start]!)))
    return { shown, beside: parts.slice(start).find(hasTitleWord) ?? parts[start]!, credential: false }
  // A comma may stand inside a title ("Director, IT & Infrastructure"): two parts at most.
  const from = line.indexOf(parts[start]!, shown.length)
  const second = parts[start + 1]
  const end = second === undefined ? line.length : line.indexOf(second, from + parts[start]!.length) + second.length
  return { shown, beside: line.slice(from, end).trim(), credential: false }
}

function split(line: string): string[] {
  return line.split(/\s*(?:\||\/\/|\s\/\s|•|·|—|–|\s-\s|,(?=\s))\s*/).map((part) => part.trim())
}

/** Drops what follows the title behind a bar ("SDR, Central Region | Company"). */
function tidy(line: string): string {
  const parts = line.split(/\s*(?:\||•|·)\s*/).filter((part) => part !== '')
  const best = parts.find((part) => hasTitleWord(part)) ?? parts[0] ?? line
  const [head, ...rest] = best.split(/,(?=\s)/)
  // Behind the title the company and its street: "Estate Manager, Kunde Ltd, 12 High Street".
  const end = rest.findIndex((part) => COMPANY_LINE.test(part) || /\d/.test(part))
  const kept = hasTitleWord(head!) && end !== -1 ? [head, ...rest.slice(0, end)].join(',') : best
  return kept.replace(/^[-–—*_(\s]+|[\s,;.*_–—-]+$/g, '').trim()
}

/** Whether a signature line shows this person's name: in full, with an initial, in another short form, or as initials alone. */
function showsName(line: string, tokens: string[]): boolean {
  const words = nameTokens(split(line)[0] ?? '')
  if (words.length === 0 || words.length > tokens.length + 5) return false
  const hits = tokens.filter((token) => words.includes(token)).length
  if (hits >= Math.min(2, tokens.length)) return true
  const last = tokens.find((token) => token.length > 2 && words.includes(token))
  if (last !== undefined && words.length <= 4) {
    return (
      words.length === 1 ||
      words.some((word) => word !== last && tokens.some((token) => token !== last && token[0] === word[0]))
    )
  }
  const initials = tokens.map((token) => token[0]).join('')
  return words.length === 1 && words[0] === initials && initials.length >= 2
}

function personLine(line: string): boolean {
  const first = split(line)[0] ?? ''
  const words = first.split(' ')
  return (
    words.length >= 2 &&
    words.length <= 4 &&
    words.every((word) => /^\p{Lu}[\p{L}.'’-]+$/u.test(word)) &&
    !hasTitleWord(first) &&
    !COMPANY_LINE.test(first) &&
    foldName(first).length > 4
  )
}
