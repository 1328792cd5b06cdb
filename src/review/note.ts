import { z } from 'zod'
import { AppError } from '../lib/errors.ts'
import { canonicalJson } from '../lib/json.ts'

/**
 * What goes into a record, a channel or another program instead of a mail: a summary and a link (DESIGN D2). Plain text
 * throughout; whoever shows it escapes it for the place.
 */
export const Note = z.strictObject({
  schema: z.literal('baton.note/1'),
  title: z.string().min(1).max(200),
  lines: z.array(z.string().min(1).max(600)).max(40),
  /** the page of the brief; null where Baton is not told its public address */
  link: z.url().nullable(),
})
export type Note = z.infer<typeof Note>

export const NOTE_TYPE = 'application/vnd.baton.note+json'

/** The bytes that are hashed, approved and sent. */
export function noteBytes(note: Note): Uint8Array {
  return Buffer.from(canonicalJson(note))
}

/** Reads approved bytes back. Throws `bad_input` for what is no note. */
export function readNote(mediaType: string, bytes: Uint8Array): Note {
  const parsed = mediaType === NOTE_TYPE ? Note.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))) : null
  if (parsed?.success !== true) throw new AppError('bad_input', 'this way out carries notes, and this is none')
  return parsed.data
}

/** The whole of it as plain text, for the approver and for places that know nothing else. */
export function noteText({ title, lines, link }: Note): string {
  return [title, '', ...lines, ...(link === null ? [] : ['', link])].join('\n')
}
