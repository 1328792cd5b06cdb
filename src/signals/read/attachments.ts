import { hashOf } from '../../lib/json.ts'
import type { DocumentSignal, EmailSignal, Unread, Warning } from '../signal.ts'
import { readDocument } from './document.ts'
import type { ReadDocument } from './document.ts'
import { readMail } from './mail.ts'
import type { Carried } from './mail.ts'
import { newAllowance } from './packed-thread.ts'

/** Together, of one message: three documents of the longest sort. */
const ATTACHED = { characters: 1_200_000 }

/**
 * Reads the files of one message into documents named `<message id>/<file name>`, and writes into the message's own list
 * which was read and why another was not.
 */
export async function readAttachments(
  mail: EmailSignal,
  carried: Carried[],
): Promise<{ documents: DocumentSignal[]; unread: Unread[] }> {
  const documents: DocumentSignal[] = []
  const unread: Unread[] = []
  const names = new Map<string, number>()
  const allowance = newAllowance()
  let room = ATTACHED.characters
  for (const { attachment, bytes } of carried) {
    const again = names.get(attachment.name) ?? 0
    names.set(attachment.name, again + 1)
    const id = `${mail.id}/${attachment.name}${again === 0 ? '' : `#${again + 1}`}`
    const read =
      room <= 0
        ? { unread: `the attachments before it hold more than ${ATTACHED.characters} characters` }
        : await (attachment.mediaType === 'message/rfc822'
            ? readForwarded(bytes)
            : readDocument(bytes, attachment.name, attachment.mediaType, allowance))
    if ('unread' in read) {
      attachment.unread = read.unread
      // a logo or a photograph is no loss that a reader must be told of
      if (!attachment.mediaType.startsWith('image/'))
        unread.push({ item: id, text: `the attachment "${attachment.name}" was not read: ${read.unread}` })
      continue
    }
    attachment.item = id
    room -= read.text.length
    const from = { path: mail.path, sources: mail.sources, at: mail.at }
    const { bytesHash } = mail
    documents.push({ ...documentSignal(id, attachment.name, mail.id, read, from), ...(bytesHash && { bytesHash }) })
    if (read.partly !== null) {
      attachment.unread = read.partly
      unread.push({ item: id, text: `of the attachment "${attachment.name}" ${read.partly}` })
    }
  }
  return { documents, unread }
}

/** A document as a signal. `message` is the mail that carried it, or null for a file of the folder. */
export function documentSignal(
  id: string,
  name: string,
  message: string | null,
  read: Exclude<ReadDocument, { unread: string }>,
  from: { path: string | null; sources: string[]; at: string | null },
): DocumentSignal {
  const warnings: Warning[] =
    read.hidden > 0
      ? [
          {
            kind: 'hidden_text',
            item: id,
            text: `${read.hidden} letters that no reader of this document would see were left out`,
          },
        ]
      : []
  return {
    kind: 'document',
    id,
    path: from.path,
    sources: from.sources,
    at: from.at,
    text: read.text,
    segments: [],
    contentHash: hashOf({ name, message, text: read.text }),
    warnings,
    name,
    message,
  }
}

/**
 * A message that was attached to another is that other's document: who attaches it can write what he likes into it, so
 * its sender never speaks as the author of a mail of the account.
 */
async function readForwarded(bytes: Uint8Array): Promise<ReadDocument> {
  try {
    const { signal } = await readMail(bytes)
    const who = (party: { name: string | null; email: string | null } | null) =>
      [party?.name, party?.email === null || party?.email === undefined ? null : `<${party.email}>`]
        .filter((word) => word !== null)
        .join(' ')
    const head = [
      `From: ${who(signal.from)}`,
      `To: ${signal.to.map(who).join(', ')}`,
      `Date: ${signal.at ?? 'unknown'}`,
      `Subject: ${signal.subject}`,
    ]
    return { text: `${head.join('\n')}\n\n${signal.text}`, hidden: 0, partly: null }
  } catch {
    return { unread: 'it is damaged or no message' }
  }
}
