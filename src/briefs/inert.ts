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
    else if (!(code >= 0xe0000 && code <= 0xe007f) && !INVISIBLE.has(code)) shown += character
  }
  return shown
}

/** Stretches of a text that some viewer would turn into a link, and the rest. */
export function linkParts(text: string): { link: boolean; text: string }[] {
  const parts: { link: boolean; text: string }[] = []
  let from = 0
  for (const match of text.matchAll(LINK)) {
    if (match.index > from) parts.push({ link: false, text: text.slice(from, match.index) })
    parts.push({ link: true, text: match[0] })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push({ link: false, text: text.slice(from) })
  return parts
}

/** An address that no viewer follows: the scheme and the @ are set apart. */
export function broken(link: string): string {
  return link
    .replaceAll(/:(?=\/\/)/g, ': ')
    .replaceAll(/^(mailto|javascript|data|vbscript|file|tel):(?! )/gi, '$1: ')
    .replaceAll(/^www\./gi, 'www .')
}

/** Any scheme, bare www hosts, mail addresses, and hosts with a path. */
const LINK =
  /(?:\b[a-z][a-z\d+.-]{1,20}:\/\/|\b(?:mailto|javascript|data|vbscript|file|tel):|\bwww\.)[^\s"<>]+|[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+|\b(?:[a-z\d-]+\.)+[a-z]{2,}\/[^\s"<>]*/giu

const DIRECTION = new Set([
  0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069,
])

const INVISIBLE = new Set([
  0x00ad, 0x034f, 0x115f, 0x1160, 0x180e, 0x200b, 0x200c, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x3164, 0xfeff,
  0xffa0,
])
