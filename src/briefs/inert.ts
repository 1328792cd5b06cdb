import { getPublicSuffix, parse } from 'tldts'

/**
 * Outside text made safe to show (DESIGN E6): nothing in it moves the cursor, turns the reading direction, hides, or
 * becomes a link. Words stay as they were written; what cannot be seen is shown as a sign.
 */

/** Control and direction characters as visible signs; tag characters and other invisible fillers dropped. */
export function visible(text: string): string {
  let shown = ''
  for (const character of text.toWellFormed()) {
    const code = character.codePointAt(0) ?? 0
    if (code === 0x0a || code === 0x09) shown += ' '
    else if (code < 0x20) shown += String.fromCodePoint(0x2400 + code)
    else if (code === 0x7f) shown += '\u2421'
    else if (code >= 0x80 && code < 0xa0) shown += '\uFFFD'
    else if (DIRECTION.has(code)) shown += `\u27EAU+${code.toString(16).toUpperCase()}\u27EB`
    else if (code === 0x2028 || code === 0x2029) shown += ' '
    else if (!isInvisible(code)) shown += character
  }
  return shown
}

/** Stretches of a text that some viewer would turn into a link, and the rest. */
export function linkParts(text: string): { link: boolean; text: string }[] {
  const parts: { link: boolean; text: string }[] = []
  let from = 0
  for (const match of text.matchAll(LINK)) {
    if (match.groups?.['host'] !== undefined && !isHost(match.groups['host'])) continue
    if (match.index > from) parts.push({ link: false, text: text.slice(from, match.index) })
    parts.push({ link: true, text: match[0] })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push({ link: false, text: text.slice(from) })
  return parts
}

/**
 * An address that no viewer follows, still legible: the scheme is set apart, and the dots of its host stand in brackets, as
 * people write addresses that must not be opened. Mail programs link bare hosts and mail addresses on their own.
 */
export function broken(link: string): string {
  return link
    .replaceAll(/:(?=\/\/)/g, ': ')
    .replaceAll(/^(mailto|javascript|data|vbscript|file|tel|sms):(?! )/gi, '$1: ')
    .replaceAll(/(?<=[\p{L}\p{N}-])[.\u3002\uFF0E\uFF61](?=[\p{L}\p{N}])/gu, '[.]')
}

/** "Opportunity.CloseDate" and "e.g.this" are no hosts; what ends as a host can end is one. */
function isHost(text: string): boolean {
  const host = text.replaceAll(/[\u3002\uFF0E\uFF61]/g, '.').toLowerCase()
  return parse(host, PARSING).isIcann === true || RESERVED.has(getPublicSuffix(host, PARSING) ?? '')
}

const PARSING = { validateHostname: false, extractHostname: false }
/** Endings that no registry gives out and that some networks, tests and programs resolve all the same. */
const RESERVED = new Set([
  'example',
  'test',
  'invalid',
  'local',
  'localhost',
  'onion',
  'internal',
  'lan',
  'home',
  'corp',
])

/** Any scheme, mail addresses, and whatever has the form of a host; the last is asked whether it ends like one. */
const LINK =
  /(?:\b[a-z][a-z\d+.-]{1,20}:\/\/|\b(?:mailto|javascript|data|vbscript|file|tel|sms):|\bwww\.)[^\s"<>]+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:[.\u3002\uFF0E\uFF61][\p{L}\p{N}-]+)+|(?<![\p{L}\p{N}])(?<host>(?:[\p{L}\p{N}-]{1,63}[.\u3002\uFF0E\uFF61]){1,10}(?:\p{L}{2,63}|xn--[a-z\d-]{2,59}))(?![\p{L}\p{N}])(?:\/[^\s"<>]*)?/giu

const DIRECTION = new Set([
  0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069,
])

function isInvisible(code: number): boolean {
  if (code < 0x00ad) return false
  return INVISIBLE.has(code) || INVISIBLE_BLOCKS.some(([first, last]) => code >= first && code <= last)
}

/** Formats that are not used any more, annotations, controls of music and shorthand, tags, selectors beyond the first sixteen. */
const INVISIBLE_BLOCKS = [
  [0x206a, 0x206f],
  [0xfff9, 0xfffb],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
] as const

const INVISIBLE = new Set([
  0x00ad, 0x034f, 0x115f, 0x1160, 0x180e, 0x200b, 0x200c, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x3164, 0xfeff,
  0xffa0,
])
