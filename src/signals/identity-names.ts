import { foldName } from './fold.ts'
import { FIRST_NAMES, HONORIFICS, ROLE_ADDRESSES, ROLE_NAMES } from './identity-lexicon.ts'

/** "Strachan, Paul" → "Paul Strachan"; pronouns, departments in brackets and quotes go. */
export function personName(raw: string): string {
  // no name is longer, and white space without end would take the square of its length
  const bare = raw
    .slice(0, 300)
    .replace(/^["'\s]+|["'\s]+$/g, '')
    .replace(/\s*[([][^)\]]*[)\]]/g, '')
    .replace(/\s+(?:via|über|par l'intermédiaire de)\s+.*$/i, '')
    .replace(/\s*[|/]\s.*$/, '')
    .replace(/[\s,;]+$/g, '')
    .replace(/\s+/g, ' ')
  const comma = /^([^,]+),\s*([^,]+)$/.exec(bare)
  if (!comma) return bare
  const suffix = /^(?:jr|sr|ii|iii|phd|ph\.d|md|mba|cpa|esq|msc|bsc|ing|m\.a|b\.a|cissp|pmp)\.?$/i.test(comma[2]!)
  return suffix || comma[2]!.split(' ').length > 3 ? comma[1]! : `${comma[2]} ${comma[1]}`
}

/** The words of a name under which spellings meet: no case, accents, titles; `ö` and `oe` are the same. */
export function nameTokens(name: string): string[] {
  const known = TOKENS.get(name)
  if (known) return known
  const tokens = tokensOf(name)
  if (TOKENS.size > 50_000) TOKENS.clear()
  TOKENS.set(name, tokens)
  return tokens
}

/** Names are folded again and again; the answer depends on nothing else. */
const TOKENS = new Map<string, string[]>()

function tokensOf(name: string): string[] {
  return foldName(name)
    .split(' ')
    .filter((word) => word !== '' && !HONORIFICS.has(word))
    .map((word) => word.replace(/ae/g, 'a').replace(/oe/g, 'o').replace(/ue/g, 'u'))
}

/** Key of a whole name, whatever order its words stand in. */
export function nameKey(name: string): string {
  return nameTokens(name).toSorted().join(' ')
}

/**
 * Whether two names can be one person's: all words of the shorter stand in the longer (two at least), or the same last word with
 * a short form before it ("Walt"/"Walter", "J."/"Jörg"), or a spelling that differs by two letters at most.
 */
export function sameName(a: string, b: string): boolean {
  const left = nameTokens(a)
  const right = nameTokens(b)
  if (left.length < 2 || right.length < 2) return false
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  if (short.every((word) => long.includes(word))) return true
  if (short.every((word) => long.some((other) => near(word, other)))) return true
  const glued = short.join('')
  return glued === long.join('')
}

function near(a: string, b: string): boolean {
  if (a === b) return true
  if (a.length === 1 || b.length === 1) return a[0] === b[0]
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length >= 3 && long.startsWith(short)) return true
  return Math.min(a.length, b.length) >= 5 && distance(a, b) <= (long.length >= 8 ? 2 : 1)
}

/** Edits between two words, as far as three. What both begin and end with costs nothing. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  let [left, right] = [a.length, b.length]
  while (left > from && right > from && a[left - 1] === b[right - 1]) [left, right] = [left - 1, right - 1]
  if (left === from || right === from) return Math.max(left, right) - from
  let row = Array.from({ length: right - from + 1 }, (_, index) => index)
  for (let i = 1; i <= left - from; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= right - from; j++) {
      const edits = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[from + i - 1] === b[from + j - 1] ? 0 : 1))
      next[j] = edits
      if (edits < least) least = edits
    }
    if (least > 2) return 3
    row = next
  }
  return row[right - from]!
}

/** Two to five capitalised words, none of them a department's or a company's. */
export function looksLikePerson(name: string): boolean {
  const words = name.split(' ').filter((word) => !HONORIFICS.has(foldName(word)))
  if (words.length < 2 || words.length > 5 || /[\d@:;!?/&|]/.test(name)) return false
  if (
    !words.every((word) =>
      /^(?:\p{Lu}[\p{L}'’.-]*|de|del|de la|von|van|der|den|di|da|dos|la|le|du|y|zu|bin|al)$/u.test(word),
    )
  )
    return false
  return !words.some((word) => ROLE_NAMES.has(foldName(word)))
}

/** Whether the first word is a common first name in the languages that Baton reads. */
export function startsWithFirstName(name: string): boolean {
  return FIRST_NAMES.has(foldName(name.split(/[ -]/)[0] ?? ''))
}

/** "a.vogt", "kip", "gk", "dana.prescottliu" for a person of that name. */
function localFits(local: string, tokens: string[]): number {
  const bare = local.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/\d+$/, '')
  const flat = bare
    .replace(/ae/g, 'a')
    .replace(/oe/g, 'o')
    .replace(/ue/g, 'u')
    .replace(/[^a-z]/g, '')
  const whole = tokens.filter((token) => token.length >= 3 && flat.includes(token)).length
  const initials = tokens.map((token) => token[0]).join('')
  if (whole >= 2 || (flat.length <= 3 && flat === initials)) return 2
  const rest = tokens.find((token) => token.length >= 3 && flat.includes(token))
  if (rest !== undefined) {
    const left = flat.replace(rest, '')
    if (left.length >= 1 && left.length <= 3 && tokens.some((token) => token !== rest && token.startsWith(left[0]!)))
      return 2
    return 1
  }
  return tokens.some((token) => token.length >= 3 && token.startsWith(flat) && flat.length >= 3) ? 1 : 0
}

/**
 * Whether nobody of flesh and blood stands behind an address: a team, a list, a shared box.
 * `companies` are the folded words of the companies' names and domains.
 */
export function isGroup(email: string, name: string | null, companies: Set<string>): boolean {
  const local = email.split('@')[0]!.toLowerCase()
  if (/@(?:resource|group)\.calendar\.google\.com$/.test(email)) return true
  const roleLocal =
    local.split(/[._-]/).some((part) => ROLE_ADDRESSES.has(part)) || ROLE_ADDRESSES.has(local.replace(/[._-]/g, ''))
  if (name === null || name.includes('@')) return roleLocal
  const tokens = nameTokens(name)
  const fit = localFits(local, tokens)
  const roleName = tokens.some((token) => ROLE_NAMES.has(token))
  if (roleName && !tokens.some((token) => FIRST_NAMES.has(token))) return true
  if (fit === 2) return false
  const label = email
    .split('@')[1]!
    .split('.')[0]!
    .replace(/[^a-z]/g, '')
  const fromCompany = tokens.filter(
    (token) => companies.has(token) || (token.length >= 4 && label.includes(token)),
  ).length
  const startsCompany =
    tokens.length > 0 && (companies.has(tokens[0]!) || (tokens[0]!.length >= 4 && label.includes(tokens[0]!)))
  if (startsCompany && (fromCompany >= 2 || tokens.length === 1 || fit === 0 || roleLocal)) return true
  if (startsCompany && !FIRST_NAMES.has(tokens[0]!) && fit < 2 && tokens.length > 1) return true
  return roleLocal && (!looksLikePerson(name) || fromCompany > 0)
}

export function nameFromEmail(email: string): string {
  return email
    .split('@')[0]!
    .split(/[._-]+/)
    .filter((part) => part !== '')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ')
}
