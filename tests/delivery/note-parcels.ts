import { NOTE_TYPE, noteBytes } from '../../src/review/note.ts'
import { parcel } from '../contracts/channel.ts'
import type { Parcel } from '../../src/delivery/channel.ts'
import type { Note } from '../../src/review/note.ts'

/** A note with what people write who want to be heard by machines. */
export const NOTE: Note = {
  schema: 'baton.note/1',
  title: 'Handover: Orchard & Rail <sdr-to-ae>',
  lines: [
    'They need it before the depot opens.',
    'Ask <!channel> and <@U1>: *now* or `never` & https://evil.example/x',
  ],
  link: 'https://baton.seller.example/briefs/b_0000000000000001',
}

/** A parcel that carries a note through `target`. */
export function noteParcel(target: string, seed: string, changes: Partial<Parcel> = {}): Parcel {
  return parcel(seed, { target, recipients: [], mediaType: NOTE_TYPE, bytes: noteBytes(NOTE), ...changes })
}
