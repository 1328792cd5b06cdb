import { sha256 } from '../lib/json.ts'
import type { Signal } from './signal.ts'

/** An outside id as a key of the table: PostgreSQL refuses NUL and does not index what is very long. */
export function itemKey(id: string): string {
  return id.length > LONGEST_KEY || id.includes('\0') ? sha256(id.toWellFormed()) : id.toWellFormed()
}

const LONGEST_KEY = 500

/** Calls and loose documents are named by their path in the account's folder; everything else has an id of its own. */
export function scopeOf(accountId: string, signal: Signal): string {
  return signal.kind === 'call' || (signal.kind === 'document' && signal.message === null) ? accountId : ''
}
