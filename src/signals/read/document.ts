import { decodeUnlabelled } from './charset.ts'
import { withoutHidden } from './office-hidden.ts'
import { visibleUnicode } from './unicode.ts'
import { visibleHtml } from './visible-html.ts'

/** A document's text, or why there is none; `partly` says what of it was left out. */
export type ReadDocument = { text: string; hidden: number; partly: string | null } | { unread: string }

/** Bounds of one document; each is named to the reader where it is passed. */
export const DOCUMENT_BOUNDS = {
  bytes: 25_000_000,
  pages: 150,
  characters: 400_000,
  unpackedBytes: 80_000_000,
  entries: 3000,
  seconds: 8,
}

/**
 * Reads a document into its text. What it is is told by its bytes first and by its name only for plain text. Never throws;
 * the libraries are loaded when the first document of their kind is met.
 */
export async function readDocument(bytes: Uint8Array, name: string, mediaType: string): Promise<ReadDocument> {
  if (bytes.byteLength === 0) return { unread: 'it is empty' }
  if (bytes.byteLength > DOCUMENT_BOUNDS.bytes) return { unread: `it is larger than ${DOCUMENT_BOUNDS.bytes / 1e6} MB` }
  const kind = kindOf(bytes, name, mediaType)
  try {
    if (kind === 'pdf') return bounded(await readPdf(bytes))
    if (
      kind === 'docx' ||
      kind === 'xlsx' ||
      kind === 'pptx' ||
      kind === 'odt' ||
      kind === 'ods' ||
      kind === 'odp' ||
      kind === 'rtf'
    )
      return bounded(await readOffice(bytes, kind))
    if (kind === 'html') {
      const { text, hidden, cut } = visibleHtml(decodeUnlabelled(bytes))
      return bounded({ text, hidden, partly: cut ? 'only its beginning was read' : null })
    }
    if (kind === 'text') return bounded({ text: decodeUnlabelled(bytes), hidden: 0, partly: null })
    return { unread: kind.unread }
  } catch (error) {
    return { unread: reasonOf(error) }
  }
}

type Kind = 'pdf' | 'docx' | 'xlsx' | 'pptx' | 'odt' | 'ods' | 'odp' | 'rtf' | 'html' | 'text' | { unread: string }

function kindOf(bytes: Uint8Array, name: string, mediaType: string): Kind {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1')
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (head.slice(0, 1024).includes('%PDF-')) return 'pdf'
  if (head.startsWith('PK\u0003\u0004')) return zipKind(bytes)
  if (head.startsWith('{\\rtf')) return 'rtf'
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0'))
    return {
      unread: 'it is in an old Office format that Baton does not read; save it as PDF or as a current Office file',
    }
  const picture =
    /^(?:\u0089PNG|GIF8|\u00ff\u00d8\u00ff|BM|II\*\0|MM\0\*|RIFF....WEBP)/s.test(head) || mediaType.startsWith('image/')
  if (picture) return { unread: 'it is a picture, and Baton does not read pictures' }
  if (/^(?:audio|video)\//.test(mediaType))
    return { unread: 'it is a recording; put its transcript under transcripts/' }
  if (mediaType === 'message/external-body') return { unread: 'it lies somewhere else, and Baton fetches nothing' }
  if (mediaType === 'application/ms-tnef' || /^winmail\.dat$/i.test(name))
    return {
      unread:
        'it is an Outlook package (winmail.dat) that Baton does not open; ask the sender to send as HTML or plain text',
    }
  if (/^application\/(?:x-)?pkcs7-(?:mime|signature)$|^application\/pgp-/.test(mediaType))
    return { unread: 'it is a signature or encrypted' }
  if (
    mediaType === 'text/html' ||
    extension === 'html' ||
    extension === 'htm' ||
    /^\s*(?:<!doctype html|<html)/i.test(head)
  )
    return 'html'
  const textual =
    mediaType.startsWith('text/') ||
    ['txt', 'csv', 'tsv', 'md', 'log', 'text', 'json', 'xml', 'yaml', 'yml'].includes(extension)
  if (/^(?:pdf|docx?|xlsx?|pptx?|od[tsp]|zip)$/.test(extension))
    return { unread: 'it is damaged or not what its name says' }
  if (head.includes('\0') && !/^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(head))
    return { unread: 'it is in a format that Baton does not read' }
  return textual ? 'text' : { unread: 'it is in a format that Baton does not read' }
}

/** The kind of a zip file, by the names in its directory; none of them is unpacked for it. */
function zipKind(bytes: Uint8Array): Kind {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = buffer.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  if (end < 0 || end + 22 > buffer.length) return { unread: 'it is damaged: its directory is missing' }
  const entries = buffer.readUInt16LE(end + 10)
  if (entries > DOCUMENT_BOUNDS.entries) return { unread: `it holds more than ${DOCUMENT_BOUNDS.entries} files` }
  let at = buffer.readUInt32LE(end + 16)
  let unpacked = 0
  let kind: Kind = { unread: 'it is an archive, and Baton does not open archives' }
  for (let index = 0; index < entries && at + 46 <= buffer.length; index++) {
    if (buffer.readUInt32LE(at) !== 0x02014b50) break
    unpacked += buffer.readUInt32LE(at + 24)
    const length = buffer.readUInt16LE(at + 28)
    const entry = buffer.toString('latin1', at + 46, at + 46 + length)
    if (entry === 'word/document.xml') kind = 'docx'
    else if (entry === 'xl/workbook.xml' || entry === 'xl/workbook.bin') kind = 'xlsx'
    else if (entry === 'ppt/presentation.xml') kind = 'pptx'
    else if (entry === 'mimetype' && typeof kind !== 'string') kind = openDocument(buffer) ?? kind
    at += 46 + length + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32)
  }
  return unpacked > DOCUMENT_BOUNDS.unpackedBytes
    ? { unread: `unpacked it is larger than ${DOCUMENT_BOUNDS.unpackedBytes / 1e6} MB` }
    : kind
}

function openDocument(buffer: Buffer): Kind | null {
  const kind = /application\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)/.exec(
    buffer.toString('latin1', 0, 200),
  )?.[1]
  return kind === undefined ? null : kind === 'text' ? 'odt' : kind === 'spreadsheet' ? 'ods' : 'odp'
}

type Text = { text: string; hidden: number; partly: string | null }

async function readPdf(bytes: Uint8Array): Promise<Text> {
  const { getDocumentProxy } = await import('unpdf')
  // pdf.js takes the buffer over, so it gets a copy; errors in a font are not worth a line on standard error
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
  const deadline = Date.now() + DOCUMENT_BOUNDS.seconds * 1000
  const pages = Math.min(pdf.numPages, DOCUMENT_BOUNDS.pages)
  let text = ''
  let read = 0
  try {
    for (; read < pages && text.length < DOCUMENT_BOUNDS.characters && Date.now() < deadline; read++) {
      const page = await pdf.getPage(read + 1)
      const { items } = await page.getTextContent()
      const lines = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')
      text += `${text === '' ? '' : '\n\n'}${lines.trimEnd()}`
      page.cleanup()
    }
  } finally {
    await pdf.loadingTask.destroy()
  }
  if (pdf.numPages === 0) throw new Unreadable('it is damaged: it has no pages')
  if (text.trim() === '')
    throw new Unreadable(`it has ${pdf.numPages} ${pdf.numPages === 1 ? 'page' : 'pages'} and no text: probably a scan`)
  return { text, hidden: 0, partly: read < pdf.numPages ? `only ${read} of its ${pdf.numPages} pages were read` : null }
}

async function readOffice(
  bytes: Uint8Array,
  kind: 'docx' | 'xlsx' | 'pptx' | 'odt' | 'ods' | 'odp' | 'rtf',
): Promise<Text> {
  const { OfficeParser } = await import('officeparser')
  const seen = kind === 'docx' || kind === 'xlsx' || kind === 'pptx' ? withoutHidden(bytes, kind) : { bytes, hidden: 0 }
  const ast = await OfficeParser.parseOffice(Buffer.from(seen.bytes), {
    fileType: kind,
    ignoreComments: true,
    ignoreSlideMasters: true,
    ignorePageGeometry: true,
    abortSignal: AbortSignal.timeout(DOCUMENT_BOUNDS.seconds * 1000),
  })
  const { value: text } = await ast.to('text')
  if (text.trim() === '') throw new Unreadable('it holds no text')
  return { text, hidden: seen.hidden, partly: null }
}

class Unreadable extends Error {}

function bounded({ text, hidden, partly }: Text): ReadDocument {
  const seen = visibleUnicode(text.toWellFormed().replace(/\r\n?/g, '\n').replace(/\0/g, '\ufffd'))
  const long = seen.text.length > DOCUMENT_BOUNDS.characters
  const kept = long ? seen.text.slice(0, DOCUMENT_BOUNDS.characters).toWellFormed() : seen.text
  return {
    text: kept.trimEnd(),
    hidden: hidden + seen.hidden,
    partly: partly ?? (long ? `only its first ${DOCUMENT_BOUNDS.characters} characters were read` : null),
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Unreadable) return error.message
  const message = error instanceof Error ? `${error.name} ${error.message}` : ''
  if (/password|encrypt/i.test(message)) return 'it is protected by a password'
  if (/abort|timeout/i.test(message)) return `reading it took longer than ${DOCUMENT_BOUNDS.seconds} seconds`
  return 'it is damaged or not what its name says'
}
