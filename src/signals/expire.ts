import { nowOf } from '../db/now.ts'
import type { Trx } from '../db/tables.ts'
import type { Signal } from './signal.ts'

/** The moment before which an item keeps no text; null: all keep theirs. */
export async function expiryOf(trx: Trx): Promise<Date | null> {
  const row = await trx.selectFrom('retention').select('days').where('kind', '=', 'text').executeTakeFirst()
  return row === undefined ? null : new Date((await nowOf(trx)).getTime() - row.days * 86_400_000)
}

/**
 * The item without its words where it is older than that: who, when, and the hash of what was read stay. Records of the CRM
 * are what holds now, not what was said once, and stay as they are. The very same object where nothing goes.
 */
export function withoutOldText(signal: Signal, expiry: Date | null): Signal {
  if (expiry === null || signal.kind === 'crm' || signal.expired === true) return signal
  if (signal.at === null || new Date(signal.at) >= expiry) return signal
  const bare = { text: '', segments: [], warnings: [], expired: true as const }
  if (signal.kind === 'email') return { ...signal, ...bare, subject: '', quotes: [] }
  if (signal.kind === 'meeting') return { ...signal, ...bare, subject: '', location: null }
  if (signal.kind === 'call') return { ...signal, ...bare, subject: '', cues: [] }
  return { ...signal, ...bare }
}
