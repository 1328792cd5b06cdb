import { createHash } from 'node:crypto'
import type { Parcel } from '../../src/delivery/channel.ts'

/** A mail whose lines are easily bent. */
export const LETTER = Buffer.from(
  'From: ines@seller.example\r\nTo: otto@buyer.example\r\nSubject: Hand-over\r\n\r\n.A line that begins with a dot\r\n..and two\r\nGr\u00fc\u00dfe\r\n',
)

/** The same seed gives the same parcel. */
export function parcel(seed: string, changes: Partial<Parcel> = {}): Parcel {
  return {
    key: `d_${createHash('sha256').update(seed).digest('hex').slice(0, 32)}`,
    target: 'ines@seller.example',
    recipients: ['otto@buyer.example'],
    mediaType: 'message/rfc822',
    bytes: LETTER,
    at: new Date('2026-03-02T10:00:00Z'),
    ...changes,
  }
}
