/** One hostile (or harmless) input with what must and must not come of it. */
export type Row = {
  id: string
  /** what kind of place it comes in by */
  carrier: Carrier
  technique: string
  /** `hidden`: no reader of the item would see the injected words; `none`: nothing is wrong with it */
  visibility: 'hidden' | 'visible' | 'ambiguous' | 'none'
  /** files of an import folder, by path below it */
  files: Record<string, string | Uint8Array>
  /** what may appear nowhere: neither before an engine nor in anything that is shown, stored as text or sent */
  never: string[]
  /** addresses that may stand as words of a quote and lead nowhere */
  neverActive: string[]
  /** marks by which the row's words are known again, hidden or not */
  canaries: string[]
  /** true words of the same item that must be found as if nothing were wrong */
  facts: string[]
  /** addresses of those whose words this item may not become, whatever it says */
  notBy: string[]
  /** the approver must be told that something is wrong with it */
  warns: boolean
  /** the account it belongs to, where it is not the one that is drafted: nothing of it may show there */
  elsewhere?: boolean
  /** it changes what the account's own items are by design (an answer to a meeting), so it is read without company */
  alone?: boolean
}

export type Carrier = 'mail' | 'calendar' | 'transcript' | 'document' | 'crm' | 'file name'

/** The parties of the account that a row is put into. */
export type Parties = {
  account: string
  contact: { name: string; email: string }
  giver: { name: string; email: string }
  receiver: { name: string; email: string }
}

/** What a row of our own leaves open is harmless. */
export function rowOf(row: Partial<Row> & Pick<Row, 'id' | 'carrier' | 'technique' | 'files'>): Row {
  return {
    visibility: 'visible',
    never: [],
    neverActive: [],
    canaries: [],
    facts: [],
    notBy: [],
    warns: false,
    ...row,
  }
}

/** A mark like those of other corpora: made from the row's name, so that it stays the same. */
export function canaryOf(name: string): string {
  let hash = 0x811c9dc5
  for (const sign of name) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return `QZ${hash.toString(16).padStart(8, '0')}`
}

export function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}
