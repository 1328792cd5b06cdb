import { decodeUnlabelled } from './charset.ts'
import { PACKED_BOUNDS, Unreadable } from './packed-document.ts'
import type { PackedKind, PackedText } from './packed-document.ts'
import { newAllowance, readApart } from './packed-thread.ts'
import type { Allowance } from './packed-thread.ts'
import { visibleUnicode } from './unicode.ts'
import { visibleHtml } from './visible-html.ts'

/** A document's text, or why there is none; `partly` says what of it was left out. */
export type ReadDocument = { text: string; hidden: number; partly: string | null } | { unread: string }

/** Bounds of one document; each is named to the reader where it is passed. */
export const DOCUMENT_BOUNDS = { bytes: 25_000_000, ...PACKED_BOUNDS }

/**
 * Reads a document into its text. What it is is told by its bytes first and by its name only for plain text. Never throws;
 * the libraries are loaded when the first document of their kind is met.
 */
export async function readDocument(
  bytes: Uint8Array,
  name: string,
  mediaType: string,
  allowance: Allowance = newAllowance(),
): Promise<ReadDocument> {
  if (bytes.byteLength === 0) return { unread: 'it is empty' }
  if (bytes.byteLength > DOCUMENT_BOUNDS.bytes) return { unread: `it is larger than ${DOCUMENT_BOUNDS.bytes / 1e6} MB` }
  const kind = kindOf(bytes, name, mediaType)
  try {
    if (typeof kind === 'object') return kind
    if (kind === 'html') {
      const { text, hidden, cut } = visibleHtml(decodeUnlabelled(bytes))
      return bounded({ text, hidden, partly: cut ? 'only its beginning was read' : null })
    }
    if (kind === 'text') return bounded({ text: decodeUnlabelled(bytes), hidden: 0, partly: null })
    return bounded(await readApart(bytes, kind, allowance))
  } catch (error) {
    return { unread: reasonOf(error) }
  }
}

type Kind = PackedKind | 'html' | 'text' | { unread: string }

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

function bounded({ text, hidden, partly }: PackedText): ReadDocument {
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
  return 'it is damaged or not what its name says'
}
