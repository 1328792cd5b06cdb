import { sha256 } from '../lib/json.ts'
import type { DocumentSignal, EmailSignal, Signal, Warning } from './signal.ts'

/**
 * Two messages with one Message-ID. The second is called by it with `#2` (contract, "Item ids"), and what it carried follows.
 * Numbers are given among the messages of one account that the readers of a draft see, in the order in which they came in:
 * whoever sees only the second is told of no first.
 */

/** What a message says, white space aside: mailing lists and gateways change that, never the words. It outlives the text. */
export function bodyHashOf(mail: EmailSignal): string {
  return mail.bodyHash ?? sha256(mail.text.replace(/\s+/g, ' ').trim())
}

/** The same signal under the id that its source gave it. */
export function asBorne<Kind extends Signal>(signal: Kind): Kind {
  if (signal.bears === undefined) return signal
  const { bears: _bears, ...rest } = renamed(signal, signal.bears)
  return rest as Kind
}

/** The id that the source gave it. */
export function borneId({ id, bears }: Signal): string {
  return bears ?? id
}

/** The Message-ID, as it was borne, of the message that carried a document. */
export function borneMessage(document: DocumentSignal): string | null {
  const { id, bears, message } = document
  if (message === null || bears === undefined) return message
  return bears.slice(0, bears.length - (id.length - message.length))
}

/** The same signal called otherwise, with its files and warnings. A document's message is renamed with it. */
export function renamed<Kind extends Signal>(signal: Kind, id: string): Kind {
  if (signal.id === id) return signal
  const bears = borneId(signal)
  const warnings = signal.warnings.map((warning) => ({ ...warning, item: id }))
  const base = { ...signal, id, warnings, bears }
  if (base.kind === 'email') {
    const attachments = base.attachments.map((attachment) => ({
      ...attachment,
      item: attachment.item === null ? null : id + attachment.item.slice(signal.id.length),
    }))
    return { ...base, attachments }
  }
  if (base.kind !== 'document' || signal.kind !== 'document' || signal.message === null) return base
  const rest = signal.id.slice(signal.message.length)
  return { ...base, message: id.endsWith(rest) ? id.slice(0, id.length - rest.length) : signal.message }
}

/** `id`, or the first of `id#2`, `id#3` … that nothing else is called. */
export function freeName(id: string, taken: (name: string) => boolean): string {
  let name = id
  for (let number = 2; taken(name); number++) name = `${id}#${number}`
  return name
}

/** Numbers anew what is left after some were taken away, in the same order. The very same list where nothing changes. */
export function renumbered(signals: readonly Signal[]): Signal[] {
  if (!signals.some((signal) => isNumbered(signal))) return [...signals]
  const taken = new Set(signals.filter((signal) => !isNumbered(signal)).map(({ id }) => id))
  const messages = new Map<string, string>()
  const numbered = signals.filter((signal) => isNumbered(signal)).sort((a, b) => numberOf(a) - numberOf(b))
  for (const mail of numbered) {
    if (mail.kind !== 'email') continue
    const name = freeName(borneId(mail), (candidate) => taken.has(candidate))
    taken.add(name)
    messages.set(mail.id, name)
  }
  return signals.map((signal) => {
    const name = messages.get(signal.kind === 'document' && signal.message !== null ? signal.message : signal.id)
    if (name === undefined || !isNumbered(signal)) return signal
    const id = signal.kind === 'document' ? name + signal.id.slice((signal.message ?? '').length) : name
    const called = renamed(signal, id)
    return called.id === called.bears ? asBorne(called) : called
  })
}

function isNumbered(signal: Signal): boolean {
  return signal.bears !== undefined && signal.bears !== signal.id
}

function numberOf(signal: Signal): number {
  return Number(signal.id.slice(borneId(signal).length + 1)) || Number.MAX_SAFE_INTEGER
}

/** What the approver is told of each message that bears the Message-ID of another. */
export function sameIdWarnings(signals: readonly Signal[]): Warning[] {
  return signals.flatMap((signal): Warning[] =>
    signal.kind === 'email' && isNumbered(signal) ? [{ kind: 'same_id', item: signal.id, text: SAME_ID }] : [],
  )
}

/** All that is told of these items: what was found in each, and what `said` tells of several (another's version of a meeting). */
export function warningsOf(signals: readonly Signal[], said: readonly Warning[]): Warning[] {
  return [
    ...signals.flatMap(({ warnings }) => warnings),
    ...sameIdWarnings(signals),
    ...said.filter(({ kind, text }) => kind === 'same_id' && text !== SAME_ID),
  ]
}

const SAME_ID = 'another message has the same Message-ID and says something else; both were read'
