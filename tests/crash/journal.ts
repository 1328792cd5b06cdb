import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { Channel } from '../../src/delivery/channel.ts'

/**
 * A stand-in for a provider that takes every mail it is given, twice if it is given twice: one line for each call that
 * took effect. `lookup`: whether it can be asked afterwards; one that cannot is like SMTP.
 */
export function journalChannel(
  file: string,
  { lookup, pause }: { lookup: boolean; pause: () => Promise<void> },
): Channel {
  const channel: Channel = {
    name: lookup ? 'asked' : 'mute',
    lookupNote: lookup ? 'by the delivery' : null,
    async send({ key }) {
      await pause()
      appendFileSync(file, `${key}\n`)
      await pause()
      return { outcome: 'sent', ref: null, refused: [] }
    },
  }
  if (!lookup) return channel
  return {
    ...channel,
    lookup: async ({ key }) =>
      readJournal(file).includes(key)
        ? { outcome: 'found', ref: null }
        : { outcome: 'absent', proof: 'the provider has no such message' },
  }
}

/** The keys of all calls that took effect, in their order. */
export function readJournal(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
}
