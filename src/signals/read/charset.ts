import iconv from 'iconv-lite'

/** Text of some bytes, and the name of the character set where it was unknown and had to be guessed. */
export type Decoded = { text: string; unknown: string | null }

const UTF8 = new TextDecoder('utf-8', { fatal: true })
const CONTROL = /\0/g

/**
 * Decodes bytes by the character set that the part names. Without a name: UTF-8 where the bytes are that, else
 * windows-1252, which is what such mail is in practice. A name that nobody knows is decoded the same way and reported.
 * Bytes that contradict the name US-ASCII or UTF-8 are read as what they are. Never throws; the result is well-formed
 * UTF-16 without NUL and with `\n` as the only line break.
 */
export function decodeText(bytes: Uint8Array, label: string | undefined): Decoded {
  const name = (label ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '')
  const { text, unknown } = decodeRaw(bytes, name)
  return { text: tidy(text), unknown }
}

/** Bytes without a label: a byte order mark decides, else UTF-8, else windows-1252. */
export function decodeUnlabelled(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return tidy(iconv.decode(Buffer.from(bytes), 'utf16-le'))
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return tidy(iconv.decode(Buffer.from(bytes), 'utf16-be'))
  return tidy(utf8Or1252(bytes))
}

function decodeRaw(bytes: Uint8Array, name: string): Decoded {
  if (name === '' || name === 'us-ascii' || name === 'ascii' || name === 'utf-8' || name === 'utf8') {
    return { text: utf8Or1252(bytes), unknown: null }
  }
  // what mail calls Latin 1 is windows-1252 wherever it uses the difference
  const known = name === 'iso-8859-1' || name === 'latin1' ? 'windows-1252' : name
  if (iconv.encodingExists(known) && !NOT_A_CHARSET.has(known)) {
    return { text: iconv.decode(Buffer.from(bytes), known), unknown: null }
  }
  try {
    return { text: new TextDecoder(name).decode(bytes), unknown: null }
  } catch {
    return { text: utf8Or1252(bytes), unknown: name.slice(0, 40) }
  }
}

/** iconv-lite also offers Node's own encodings, which are not character sets */
const NOT_A_CHARSET = new Set(['base64', 'hex', 'base64url', 'binary'])

function utf8Or1252(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes)
  } catch {
    // one broken byte in a long UTF-8 text must not turn all its accents into pairs of signs
    const lenient = new TextDecoder('utf-8').decode(bytes)
    const broken = lenient.split('\ufffd').length - 1
    const intact = lenient.match(/[\u0080-\ufffc]/g)?.length ?? 0
    return intact > broken * 4 ? lenient : iconv.decode(Buffer.from(bytes), 'windows-1252')
  }
}

function tidy(text: string): string {
  const clean = text.toWellFormed()
  const lines = clean.includes('\r') ? clean.replace(/\r\n?/g, '\n') : clean
  const bare = lines.includes('\0') ? lines.replace(CONTROL, '\ufffd') : lines
  return bare.charCodeAt(0) === 0xfeff ? bare.slice(1) : bare
}
