import type { Signal, Unread, Warning } from '../signal.ts'
import { documentSignal, readAttachments } from './attachments.ts'
import { readCalendar } from './calendar.ts'
import { decodeUnlabelled } from './charset.ts'
import { readCrmCsv } from './crm-csv.ts'
import { readCrmJson } from './crm.ts'
import type { CrmVendor } from './crm.ts'
import { readDocument } from './document.ts'
import { joinVersions } from './event-versions.ts'
import { readMail } from './mail.ts'
import { readTranscript } from './transcript.ts'

/** What one file held. Empty `signals` and something in `unread`: nothing of it could be read. */
export type ReadItem = { signals: Signal[]; unread: Unread[]; warnings: Warning[] }

/** What a file is by what stands in it; `unknown` is tried as a document. */
export type ItemKind = 'mail' | 'mbox' | 'calendar' | 'transcript' | 'crm_json' | 'crm_csv' | 'unknown'

/** Reads one file that may hold anything but an mbox, decided by its content. `path` only names things. Never throws. */
export async function readItem(bytes: Uint8Array, path: string): Promise<ReadItem> {
  try {
    return await readKind(bytes, path)
  } catch (error) {
    const reason = (error instanceof Error ? error.message : 'malformed').replace(/\s+/g, ' ').slice(0, 160)
    return nothing(path.split(/[/\\]/).at(-1) ?? path, `it could not be read (${reason})`)
  }
}

async function readKind(bytes: Uint8Array, path: string): Promise<ReadItem> {
  const name = path.split(/[/\\]/).at(-1) ?? path
  const stem = name.replace(/\.[^.]+$/, '')
  const kind = kindOfItem(bytes, path)
  switch (kind) {
    case 'mail':
      return await readMessage(bytes)
    case 'calendar': {
      const { events, discarded, unread } = readCalendar(decodeUnlabelled(bytes), name)
      const { meetings, warnings } = joinVersions(events)
      if (discarded > 0)
        unread.push({
          item: name,
          text: `${discarded} private ${discarded === 1 ? 'event was' : 'events were'} left out`,
        })
      return { signals: meetings, unread, warnings }
    }
    case 'transcript': {
      const call = readTranscript(decodeUnlabelled(bytes), name)
      return call === null
        ? nothing(name, 'no spoken words were found in this transcript')
        : { signals: [call], unread: [], warnings: [] }
    }
    case 'crm_json': {
      const text = decodeUnlabelled(bytes)
      return { ...readCrmJson(text, vendorOf(text, path), stem, name), warnings: [] }
    }
    case 'crm_csv': {
      const text = decodeUnlabelled(bytes)
      return { ...readCrmCsv(text, vendorOf(text, path), stem, name), warnings: [] }
    }
    case 'mbox':
    case 'unknown':
      return readOther(bytes, name)
    default:
      throw new TypeError(kind satisfies never)
  }
}

async function readOther(bytes: Uint8Array, name: string): Promise<ReadItem> {
  const read = await readDocument(bytes, name, '')
  if ('unread' in read) return nothing(name, `it was not read: ${read.unread}`)
  const partly = read.partly === null ? [] : [{ item: name, text: read.partly }]
  const signal = documentSignal(name, name, null, read, { path: null, sources: [], at: null })
  return { signals: [signal], unread: partly, warnings: [] }
}

/** One raw message with the documents that it carries. Rejects where it is none or passes the bounds. */
export async function readMessage(raw: Uint8Array): Promise<ReadItem> {
  const { signal, carried, unread } = await readMail(raw)
  const attached = await readAttachments(signal, carried)
  return { signals: [signal, ...attached.documents], unread: [...unread, ...attached.unread], warnings: [] }
}

export function kindOfItem(bytes: Uint8Array, path: string): ItemKind {
  const start = Buffer.from(bytes.subarray(0, 8192))
  const utf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)
  const head = utf16
    ? decodeUnlabelled(bytes.subarray(0, 8192))
    : start.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '')
  if (/^\s*BEGIN:V(?:CALENDAR|EVENT)/i.test(head)) return 'calendar'
  if (/^From \S+ .*\d{4}.*\r?\n/.test(head)) return 'mbox'
  if (head.startsWith('WEBVTT') || /^\s*(?:\d+\r?\n)?(?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3}\s*-->/.test(head))
    return 'transcript'
  if (/^\s*[[{]/.test(head) && !head.startsWith('{\\rtf')) return 'crm_json'
  if (looksLikeMail(head)) return 'mail'
  if (head.includes('\0')) return 'unknown'
  if (['%PDF-', 'PK\u0003\u0004', '{\\rtf'].some((sign) => head.startsWith(sign)) || /^\s*</.test(head))
    return 'unknown'
  if (/(?:^|\/)crm\//.test(path.replaceAll('\\', '/')) || /^"?(?:Id|Record ID)"?[,;\t]/.test(head)) return 'crm_csv'
  return spokenLines(head) ? 'transcript' : 'unknown'
}

/** Header lines at the very start, one of them known. Broken mail may begin with an empty line or a continuation. */
function looksLikeMail(head: string): boolean {
  const lines = head
    .replace(/^(?:\r?\n)+/, '')
    .split(/\r?\n/)
    .slice(0, 60)
  let fields = 0
  let known = false
  for (const [at, line] of lines.entries()) {
    if (line === '' && at > 0) break
    if (/^[ \t]/.test(line) || line === '') continue
    const name = /^([\x21-\x39\x3b-\x7e]{1,70})[ \t]*:/.exec(line)?.[1]
    if (name === undefined) {
      if (fields === 0) return false
      break
    }
    fields++
    known ||=
      /^(?:from|to|cc|subject|date|message-id|mime-version|content-type|content-transfer-encoding|received|return-path|sender|reply-to|delivered-to|dkim-signature|x-[\w-]+)$/i.test(
        name,
      )
  }
  return known
}

function spokenLines(head: string): boolean {
  const lines = head.split(/\r?\n/).filter((line) => line.trim() !== '')
  const spoken = lines.filter((line) =>
    /^(?:\[?\d{1,2}:\d{2}(?::\d{2})?\]?\s*)?\p{Lu}[\p{L}.'’-]+(?: \p{L}[\p{L}.'’-]+){0,4}(?:\s*[[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?)?\s*:\s+\S/u.test(
      line,
    ),
  )
  return spoken.length >= 2 && spoken.length >= lines.length * 0.4
}

function vendorOf(text: string, path: string): CrmVendor {
  if (/(?:^|\/)hubspot\//i.test(path.replaceAll('\\', '/'))) return 'hubspot'
  if (/(?:^|\/)salesforce\//i.test(path.replaceAll('\\', '/'))) return 'salesforce'
  return /"properties"\s*:|"hs_object_id"|^\ufeff?"?Record ID/m.test(text.slice(0, 20_000)) ? 'hubspot' : 'salesforce'
}

function nothing(item: string, text: string): ReadItem {
  return { signals: [], unread: [{ item, text }], warnings: [] }
}
