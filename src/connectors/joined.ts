import { bodyHashOf, renamed } from '../signals/same-id.ts'
import type { Became } from '../signals/read/copies.ts'
import type { CrmSignal, DocumentSignal, Unread } from '../signals/signal.ts'

/** Documents of copies of one message are one document; those of a renamed message follow its new id. */
export function joinDocuments(documents: DocumentSignal[], became: Became): DocumentSignal[] {
  const byId = new Map<string, DocumentSignal>()
  for (const document of documents) {
    const { message, bytesHash } = document
    const owner = message === null || bytesHash === undefined ? undefined : became.get(bytesHash)
    const named =
      owner === undefined || message === null
        ? document
        : { ...renamed(document, owner.id + document.id.slice(message.length)), bodyHash: bodyHashOf(owner) }
    const known = byId.get(named.id)
    const sources = [...new Set([...(known?.sources ?? []), ...document.sources])].sort()
    byId.set(named.id, { ...(known ?? named), sources })
  }
  return [...byId.values()].sort((a, b) => compare(a.id, b.id))
}

/** The same record in two files (JSON and CSV, two exports) is one; the one that was changed last, then the fuller one, speaks. */
export function joinRecords(records: CrmSignal[]): CrmSignal[] {
  const byId = new Map<string, CrmSignal>()
  const weight = ({ fields }: CrmSignal) =>
    [
      fields['LastModifiedDate'] ?? fields['updatedAt'] ?? fields['hs_lastmodifieddate'] ?? '',
      String(Object.keys(fields).length).padStart(6, '0'),
    ].join(' ')
  for (const record of records) {
    const known = byId.get(record.id)
    if (known === undefined || weight(record) > weight(known)) byId.set(record.id, record)
  }
  return [...byId.values()].sort((a, b) => compare(a.id, b.id))
}

/** A message found in two mailboxes is missing its attachment once. */
export function distinct(unread: Unread[]): Unread[] {
  return [...new Map(unread.map((one) => [`${one.item}\n${one.text}`, one])).values()]
}

/** By code units, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
