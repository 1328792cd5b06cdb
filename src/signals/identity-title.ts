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
  const [shown, ...rest] = split(lines[at]!)
  const beside = rest
    .map((part) => part.trim())
    .filter((part) => part !== '' && !CONTACT_LINE.test(part) && !/^(?:she|he|they|er|sie|elle|il)\b.*\//i.test(part))
  const title =
    beside.find((part) => hasTitleWord(part)) ??
    beside.find((part) => !COMPANY_LINE.test(part) && !/^\d/.test(part) && part.length > 1)
  if (title !== undefined) {
    // "Name, Director, IT": what a comma split off belongs together again.
    const joined = lines[at]!.includes('|') ? title : lines[at]!.slice(lines[at]!.indexOf(beside[0]!))
    return { name: shown!.trim(), title: tidy(joined), line: at }
  }
  const below = lines.slice(at + 1, at + 5)
  const worded = below.findIndex((line) => hasTitleWord(line) && !CONTACT_LINE.test(line) && line.length <= 90)
  const plain = below.findIndex(
    (line) =>
      !CONTACT_LINE.test(line) &&
      !COMPANY_LINE.test(line) &&
      !SLOGAN_LINE.test(line) &&
      line.length <= 70 &&
      !/\d{3,}/.test(line) &&
      /\p{L}{3}/u.test(line),
  )
  const pick = worded !== -1 && (plain === -1 || worded <= plain + 1) ? worded : plain
  if (pick === -1 || (pick !== worded && pick > 0)) return { name: shown!.trim(), title: null, line: null }
  return { name: shown!.trim(), title: tidy(below[pick]!), line: at + 1 + pick }
}

function split(line: string): string[] {
  return line
    .replace(/\s*\((?:she|he|they|sie|er|elle|il|ella|él)\b[^)]*\)/gi, '')
    .split(/\s*(?:\||\/\/|•|·|—|–|\s-\s|,(?=\s))\s*/)
}

/** Drops what follows the title behind a bar ("SDR, Central Region | Company"). */
function tidy(line: string): string {
  const parts = line.split(/\s*(?:\||•|·)\s*/).filter((part) => part !== '')
  const best = parts.find((part) => hasTitleWord(part)) ?? parts[0] ?? line
  return best.replace(/^[-–—*\s]+|[\s,;.]+$/g, '').trim()
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
