import type { Sentence, Unread } from '../signals/signal.ts'
import type { Brief, Line } from './brief.ts'
import type { Material } from './material.ts'
import { sentenceCase } from './promise-words.ts'
import type { SectionTask } from './sections.ts'
import { listed, plural } from './words.ts'

type Artefact = Brief['artefacts'][number]

/** Every document that was met: attachments and files of the folder, in time order, read or not. */
export function artefactsOf(material: Material): Artefact[] {
  const found: Artefact[] = []
  for (const signal of material.corpus.signals) {
    if (signal.kind === 'email') {
      for (const attachment of signal.attachments) {
        found.push({
          what: attachment.name,
          item: attachment.item ?? signal.id,
          at: signal.at,
          read: attachment.item !== null,
        })
      }
    } else if (signal.kind === 'document' && signal.message === null) {
      found.push({ what: signal.name, item: signal.id, at: signal.at, read: true })
    }
  }
  const seen = new Set<string>()
  return found.filter((one) => {
    const key = `${one.what} ${one.read}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** The documents as a reader looks for them: the newest first, with who has them and whether they were read. */
export function artefactLines({ material }: SectionTask): { lines: Line[] } {
  const all = artefactsOf(material)
  const lines = all
    .toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? 1 : -1))
    .slice(0, 12)
    .map((one): Line => {
      const day = one.at === null ? '' : `, ${material.days.dayOf(one.at)}`
      const carrying = carryingSentence(material, one.item)
      const evidence = material.book.cite(carrying ? [carrying.id] : [])
      const text = `${one.what}${day}${one.read ? '' : ' (not read)'}`
      return { kind: evidence.length > 0 ? 'fact' : 'gap', text, evidence, shows: [one.item] }
    })
  return { lines }
}

/** The words that hand the document over, else the first of what carried it. */
function carryingSentence(material: Material, item: string): Sentence | undefined {
  const own = material.sentencesOf(item).filter((sentence) => sentence.speaks)
  return own.find((sentence) => HANDS_OVER.test(sentence.text)) ?? own[0]
}

const HANDS_OVER =
  /attach|enclosed|anbei|anhang|beigefügt|im anlage|ci-joint|pi[eè]ce jointe|en annexe|adjunt|\bpdf\b|\bdocx?\b|\bxlsx?\b|\bpptx?\b/i

/** What a reader would look for and Baton has not read; the contract first. */
export function notReadOf(material: Material): string[] {
  const lines: string[] = []
  if (wantsContract(material)) lines.push('The signed contract: not found among what was read.')
  const unread = artefactsOf(material).filter((one) => !one.read)
  if (unread.length > 0) {
    const names = unread.slice(-3).map((one) => one.what)
    lines.push(`${plural(unread.length, 'attachment')} could not be read, among them ${listed(names)}.`)
  }
  const boxes = missingMailboxes(material)
  if (boxes.length > 0) lines.push(`Mailboxes not connected: ${listed(boxes)}.`)
  // An attachment is counted above; its own reason goes to whoever imports, not to whoever reads.
  const rest = material.corpus.unread.filter((one) => !unread.some((two) => one.text.includes(two.what)))
  lines.push(...meetingsWithoutNotes(material), ...unreadLines(rest))
  return [...new Set(lines)]
}

/** A file is named by its path; an item's own id would tell a reader nothing. */
function unreadLines(unread: Unread[]): string[] {
  const isFile = ({ item }: Unread) => /^(?:mail|calendar|transcripts|documents|crm)\//.test(item)
  const files = unread.filter(isFile).map(({ item, text }) => `${item}: ${text}`)
  const left = files.length - MOST_FILES
  return [
    ...unread.filter((one) => !isFile(one)).map(({ text }) => sentenceCase(text)),
    ...files.slice(0, MOST_FILES),
    ...(left > 0 ? [`${plural(left, 'more file')} could not be read.`] : []),
  ]
}

const MOST_FILES = 12

const CONTRACT_NAME =
  /contract|agreement|order.?form|\bmsa\b|vertrag|bestellung|auftrag|contrat|bon de commande|contrato|pedido|schedule/i

function wantsContract(material: Material): boolean {
  const wanted = material.handoff.required.some((need) =>
    need.anyOf.some((test) => 'part' in test && test.part === 'contract'),
  )
  return wanted && !hasContract(material)
}

/** A document whose text was read and whose name says that it is the contract. */
export function hasContract(material: Material): boolean {
  return artefactsOf(material).some((one) => one.read && CONTRACT_NAME.test(one.what))
}

/** Sellers who wrote or were written to, and whose mailbox nobody connected. */
function missingMailboxes(material: Material): string[] {
  const boxes = new Set(material.corpus.coverage.map((one) => one.source.replace(/^mail:/, '').toLowerCase()))
  if (![...material.corpus.coverage].some((one) => one.source.startsWith('mail:'))) return []
  const present = new Set<string>()
  for (const signal of material.corpus.signals) {
    if (signal.kind !== 'email') continue
    for (const party of [signal.from, ...signal.to, ...signal.cc]) if (party?.email) present.add(party.email)
  }
  return material.corpus.seller.people
    .filter((person) => present.has(person.email) && !hasBox(boxes, person.email))
    .map((person) => person.name)
}

/** A mailbox folder may be named by the address or by the part before the @. */
function hasBox(boxes: Set<string>, email: string): boolean {
  return boxes.has(email.toLowerCase()) || boxes.has((email.split('@')[0] ?? email).toLowerCase())
}

/** Meetings with the customer in the last month of which nothing was written down that was read. */
function meetingsWithoutNotes(material: Material): string[] {
  const { days, people, corpus } = material
  const called = new Set(
    corpus.signals.flatMap((signal) => (signal.kind === 'call' && signal.at !== null ? [days.dateOf(signal.at)] : [])),
  )
  return corpus.signals.flatMap((signal) => {
    if (signal.kind !== 'meeting' || signal.cancelled || signal.recurrence !== null) return []
    const date = days.dateOf(signal.startAt)
    const away = days.until(date)
    const outside = signal.attendees.some((one) => {
      const identity = people.find(one)
      return identity !== undefined && !people.isSeller(identity)
    })
    if (Date.parse(signal.startAt) > Date.parse(corpus.asOf) || away < -31 || !outside || called.has(date)) return []
    return [`No notes found of the meeting of ${days.day(date)}: ${signal.subject}.`]
  })
}
