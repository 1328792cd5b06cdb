import { sha256 } from '../lib/json.ts'
import { bodyHashOf, borneId, borneMessage } from './same-id.ts'
import type { Signal } from './signal.ts'

/** An outside id as a key of the table: PostgreSQL refuses NUL and does not index what is very long. */
export function itemKey(id: string): string {
  return id.length > LONGEST_KEY || id.includes('\0') ? sha256(id.toWellFormed()) : id.toWellFormed()
}

const LONGEST_KEY = 500

/** Meetings, calls and loose documents are known within their account; everything else has an id of its own. */
export function scopeOf(accountId: string, signal: Signal): string {
  const { kind } = signal
  return kind === 'call' || kind === 'meeting' || (kind === 'document' && signal.message === null) ? accountId : ''
}

/** The key of a signal's row: what it says counts where its id is only what a sender wrote. */
export type Identity = { scope: string; item: string; variant: string }

export function identityOf(accountId: string, signal: Signal): Identity {
  return { scope: scopeOf(accountId, signal), item: itemKey(borneId(signal)), variant: variantOf(signal) }
}

/** The key of the message that carried a document; null of everything else. */
export function carrierOf(signal: Signal): Identity | null {
  if (signal.kind !== 'document') return null
  const message = borneMessage(signal)
  return message === null ? null : { scope: '', item: itemKey(message), variant: signal.bodyHash ?? '' }
}

function variantOf(signal: Signal): string {
  if (signal.kind === 'email') return bodyHashOf(signal)
  return signal.kind === 'document' && signal.message !== null ? (signal.bodyHash ?? '') : ''
}

/** One string of it. */
export function keyOf({ scope, item, variant }: Identity): string {
  return `${scope}\n${item}\n${variant}`
}
