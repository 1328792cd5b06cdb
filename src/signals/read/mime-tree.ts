import PostalMime, { addressParser, decodeWords } from 'postal-mime'
import type { Address, Header } from 'postal-mime'
import type { Party } from '../signal.ts'
import { visibleUnicode } from './unicode.ts'

/**
 * One part of a message, its body decoded from its transfer encoding and nothing else:
 * what the character set makes of it is decided by whoever reads the part.
 */
export type Part = {
  /** lower-cased `type/subtype` */
  type: string
  /** the Content-Type's parameters, names in lower case */
  params: Record<string, string>
  /** lower-cased Content-Disposition, or empty */
  disposition: string
  fileName: string | null
  contentId: string | null
  encoding: string
  headers: Header[]
  body: Uint8Array
  children: Part[]
}

/** The bounds of one message. What lies beyond them is named as unread, not guessed at. */
export const MIME_BOUNDS = {
  headerBytes: 512 * 1024,
  depth: 200,
  parts: 1000,
  /** a message of the size that servers take has half a million lines at most: attachments in lines of 76 signs */
  lines: 600_000,
  /** lines that are no packed attachment: more than any body or text file of which Baton reads all */
  plainLines: 100_000,
  /** lines that could part one piece from the next */
  dashLines: 20_000,
}

/**
 * Reads a raw RFC 5322 message into its tree of parts. Rejects where the bounds above are passed.
 *
 * postal-mime's public result joins all text parts, turns HTML into text without looking at styles and forgets
 * each part's character set; a reader who must know what was visible needs the parts themselves. So its own
 * assembly of the result is switched off and its tree taken as it is: these members are not in its types, the version is
 * pinned, and `tests/signals/read/mime-tree.test.ts` fails when a new version moves them.
 */
export async function readTree(raw: Uint8Array): Promise<{ root: Part; cut: 'parts' | 'lines' | null }> {
  const parser = new TreeParser({ maxNestingDepth: MIME_BOUNDS.depth, maxHeadersSize: MIME_BOUNDS.headerBytes })
  const whole = withoutLeadingBreaks(raw)
  const message = firstLines(whole)
  await parser.parse(message)
  const budget = { parts: MIME_BOUNDS.parts }
  const root = partOf((parser as unknown as { root: Node }).root, budget)
  const cut = budget.parts < 0 ? 'parts' : parser.cut || message.length < whole.length ? 'lines' : null
  return { root, cut }
}

/** The parser goes line by line: a message of nothing but line ends would keep it busy for minutes. */
function firstLines(message: Uint8Array): Uint8Array {
  let lines = 0
  for (let at = message.indexOf(0x0a); at >= 0; at = message.indexOf(0x0a, at + 1)) {
    if (++lines >= MIME_BOUNDS.lines) return message.subarray(0, at + 1)
  }
  return message
}

/** A file that was cut out of something else may begin with empty lines; its headers are headers all the same. */
function withoutLeadingBreaks(raw: Uint8Array): Uint8Array {
  let start = 0
  while (start < raw.length && (raw[start] === 0x0d || raw[start] === 0x0a)) start++
  return start === 0 ? raw : raw.subarray(start)
}

/** All parts of a tree in document order, the root first. */
export function* walk(part: Part): Generator<Part> {
  yield part
  for (const child of part.children) yield* walk(child)
}

/** First value of a header, unfolded and not decoded. */
export function headerOf(part: Part, name: string): string | null {
  return part.headers.find((header) => header.key === name)?.value ?? null
}

/** A header's text with encoded words decoded and white space folded; null where it is missing or empty. */
export function headerText(part: Part, name: string): string | null {
  const value = headerOf(part, name)
  if (value === null) return null
  return decodeWords(value.slice(0, 20_000)).replace(/\s+/g, ' ').trim() || null
}

/** Every mailbox of every header of this name, groups unwrapped, in order. Addresses are lower-cased. */
export function headerParties(part: Part, name: string, limit = 500): Party[] {
  const parties: Party[] = []
  for (const header of part.headers) {
    if (header.key !== name || !header.value) continue
    // an address list longer than this is no list that a person wrote, and parsing it costs seconds
    for (const address of addressParser(header.value.slice(0, 200_000))) collect(address, parties)
    if (parties.length >= limit) break
  }
  return parties.slice(0, limit)
}

/** Ids of a Message-ID, References or In-Reply-To value, without angle brackets and white space. */
export function idsOf(value: string | null): string[] {
  if (!value) return []
  const bracketed = [...value.slice(0, 100_000).matchAll(/<([^<>]+)>/g)].map((match) =>
    (match[1] ?? '').replace(/\s+/g, ''),
  )
  if (bracketed.length > 0) return bracketed.filter((id) => id !== '')
  return value
    .trim()
    .split(/[\s,]+/)
    .filter((id) => /^[^\s<>]+@[^\s<>]+$/.test(id))
}

type Node = {
  contentType: { parsed: { value: string; params: Record<string, string> } }
  contentDisposition: { parsed: { value: string; params: Record<string, string> } }
  contentTransferEncoding: { encoding: string }
  contentId?: string
  headers: Header[]
  content: ArrayBuffer | null
  childNodes: Node[]
}

type Lines = {
  currentNode: { state: string; contentTransferEncoding: { encoding: string } }
  processLine: (line: Uint8Array, last: boolean) => Promise<void>
  finalize: () => Promise<void>
}

class TreeParser extends PostalMime {
  cut = false
  #plain = 0
  #dashes = 0

  /** Lets the lines beyond the bounds fall, which cost far more to keep than those of packed files. */
  processLine(line: Uint8Array, last: boolean): Promise<void> {
    const lines = PostalMime.prototype as unknown as Lines
    if (this.#beyond(line)) {
      this.cut = true
      return last ? lines.finalize.call(this) : Promise.resolve()
    }
    return lines.processLine.call(this, line, last)
  }

  #beyond(line: Uint8Array): boolean {
    const { currentNode } = this as unknown as Lines
    if (line[0] === 0x2d && line[1] === 0x2d) return ++this.#dashes > MIME_BOUNDS.dashLines
    if (currentNode.state !== 'body' || currentNode.contentTransferEncoding.encoding === 'base64') return false
    return ++this.#plain > MIME_BOUNDS.plainLines
  }

  collectNode() {
    return Promise.resolve()
  }

  renderTextContent() {}

  buildMessage() {
    return { headers: [], headerLines: [], attachments: [] }
  }
}

function partOf(node: Node, budget: { parts: number }): Part {
  const { params } = node.contentType.parsed
  const name = node.contentDisposition.parsed.params['filename'] || params['name'] || null
  const children: Part[] = []
  for (const child of node.childNodes) {
    if (budget.parts-- <= 0) break
    children.push(partOf(child, budget))
  }
  return {
    type: node.contentType.parsed.value || 'text/plain',
    params,
    disposition: node.contentDisposition.parsed.value,
    fileName: name === null ? null : fileNameOf(decodeWords(name.slice(0, 2000))),
    contentId: node.contentId ?? null,
    encoding: node.contentTransferEncoding.encoding,
    headers: node.headers,
    body: new Uint8Array(node.content ?? new ArrayBuffer(0)),
    children,
  }
}

/** A name for people: no folders, no control characters, bounded. */
function fileNameOf(name: string): string | null {
  const last =
    name
      .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
      .split(/[/\\]/)
      .at(-1) ?? ''
  return last.trim().slice(0, 200) || null
}

function collect(address: Address, into: Party[]) {
  if (address.group !== undefined) {
    for (const member of address.group) collect(member, into)
    return
  }
  const email = plainAddress(address.address.trim().toLowerCase())
  const name = visibleUnicode(address.name.slice(0, 500)).text.replace(/\s+/g, ' ').trim()
  if (email || name) into.push({ name: name || null, email: email.includes('@') ? email : null })
}

/** A local part with a space or a second `@` is only legal in quotes; without them its domain would be misread. */
function plainAddress(address: string): string {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  return at > 0 && !local.startsWith('"') && /[\s@,;:<>"]/.test(local)
    ? `"${local.replaceAll('"', '')}"${address.slice(at)}`
    : address
}
