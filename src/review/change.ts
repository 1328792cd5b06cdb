import { z } from 'zod'
import { AppError } from '../lib/errors.ts'
import { canonicalJson } from '../lib/json.ts'

/** A proposed write of fields of one CRM record: what stands there, what shall, and the words that prove it. */
export const Change = z.strictObject({
  schema: z.literal('baton.change/1'),
  title: z.string().min(1).max(200),
  /** item id of the record: `salesforce:Opportunity/006…` */
  record: z.string().regex(/^(?:salesforce|hubspot):[A-Za-z0-9_]+\/[A-Za-z0-9]+$/),
  changes: z
    .array(
      z.strictObject({ field: z.string().min(1).max(120), from: z.string().nullable(), to: z.string().max(2_000) }),
    )
    .min(1)
    .max(20),
  /** shown to who approves it; never written */
  words: z.array(z.strictObject({ quote: z.string(), by: z.string().nullable(), at: z.string().nullable() })),
})
export type Change = z.infer<typeof Change>

export const CHANGE_TYPE = 'application/vnd.baton.change+json'

/** The bytes that are hashed, approved and written from. */
export function changeBytes(change: Change): Uint8Array {
  return Buffer.from(canonicalJson(change))
}

/** Reads approved bytes back. Throws `bad_input` for what is no change. */
export function readChange(bytes: Uint8Array): Change {
  const parsed = Change.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  if (!parsed.success) throw new AppError('bad_input', 'this is no change of a record')
  return parsed.data
}

/** What the approver reads. */
export function changeText({ title, record, changes, words }: Change): string {
  return [
    title,
    '',
    ...changes.map(({ field, from, to }) => `${field}: ${from ?? '(empty)'} → ${to}`),
    `in ${record}`,
    '',
    ...words.map(({ quote, by, at }) => `"${quote}" (${[by, at?.slice(0, 10)].filter((one) => one).join(', ')})`),
  ].join('\n')
}
