import PostalMime from 'postal-mime'
import { z } from 'zod'
import { AppError } from '../lib/errors.ts'
import { canonicalJson, sha256 } from '../lib/json.ts'
import { CHANGE_TYPE, changeText, readChange } from './change.ts'
import { NOTE_TYPE, noteText, readNote } from './note.ts'
import { composeMail } from './mail.ts'
import { parseRecipient } from './recipients.ts'
import type { Brief } from '../briefs/brief.ts'
import type { Trx } from '../db/tables.ts'
import type { Recipient } from './recipients.ts'

/** Who reads it: people of the seller, the customer, or whoever may see a CRM record. */
export const Audience = z.enum(['internal', 'customer', 'record'])
export type Audience = z.infer<typeof Audience>

const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/)

/** Exactly what an approval is of (DESIGN R1). Its canonical JSON is stored and hashed as these very characters. */
export const DispatchBody = z.strictObject({
  briefId: z.string(),
  revision: z.int(),
  contentHash: hash,
  audience: Audience,
  channel: z.string(),
  /** What the channel works through: the sending address of a mail. */
  target: z.string(),
  recipients: z.array(z.strictObject({ email: z.string(), name: z.string().nullable() })),
  subject: z.string(),
  rendered: hash,
  attachments: z.array(z.strictObject({ name: z.string(), mediaType: z.string(), sha256: hash })),
  fields: z.array(z.strictObject({ record: z.string(), field: z.string(), value: z.string().nullable() })),
})
export type DispatchBody = z.infer<typeof DispatchBody>

export type Dispatch = { body: DispatchBody; hash: string; mediaType: string; rendered: Uint8Array }

/** One rendering for one audience. `text` is what a plain reader sees, `html` the same for others. */
export type Rendering = {
  subject: string
  text: string
  html: string | null
  attachments?: readonly { name: string; mediaType: string; bytes: Uint8Array }[]
}

/** The seam to the renderers: the same brief and audience give the same rendering. */
export type Render = (brief: Brief, audience: Audience) => Rendering

/** Where a dispatch goes. `sender` is in whose name; its address is the target of mail channels. */
export type Addressing = {
  audience: Audience
  channel: string
  sender: Recipient
  recipients: readonly { email: string; name?: string | null }[]
}

/** Renders a brief for its audience into the bytes that will leave, and names them all by one hash. */
export async function makeDispatch(brief: Brief, addressing: Addressing, render: Render): Promise<Dispatch> {
  const { subject, text, html, attachments = [] } = render(brief, addressing.audience)
  const sender = parseRecipient(addressing.sender)
  const recipients = unique(addressing.recipients.map(parseRecipient))
  const rendered = await composeMail({ from: sender, to: recipients, subject, text, html, attachments })
  const body: DispatchBody = {
    briefId: brief.id,
    revision: brief.revision,
    contentHash: brief.contentHash,
    audience: addressing.audience,
    channel: addressing.channel,
    target: sender.email,
    recipients,
    subject,
    rendered: sha256(rendered),
    attachments: attachments.map(({ name, mediaType, bytes }) => ({ name, mediaType, sha256: sha256(bytes) })),
    fields: [],
  }
  return { body, hash: sha256(canonicalJson(body)), mediaType: 'message/rfc822', rendered }
}

/** Stores a dispatch; the same again changes nothing. Throws `conflict` where another one stands for this revision. */
export async function saveDispatch(trx: Trx, dispatch: Dispatch): Promise<void> {
  const { body, mediaType, rendered } = dispatch
  const stored = await trx
    .insertInto('dispatches')
    .values({
      brief_id: body.briefId,
      revision: body.revision,
      dispatch_hash: dispatch.hash,
      body: canonicalJson(body),
      media_type: mediaType,
      rendered,
    })
    .onConflict((conflict) => conflict.columns(['brief_id', 'revision']).doNothing())
    .returning('revision')
    .executeTakeFirst()
  if (stored !== undefined) return
  const standing = await loadDispatch(trx, body.briefId, body.revision)
  if (standing === null || 'altered' in standing || standing.hash !== dispatch.hash)
    throw new AppError(
      'conflict',
      `${body.briefId} revision ${body.revision} has another dispatch; edit it to make a new one`,
    )
}

/**
 * The dispatch of a revision with everything hashed again, or in what it no longer is what its hash was made from.
 * Null where there is none.
 */
export async function loadDispatch(
  trx: Trx,
  briefId: string,
  revision: number,
): Promise<Dispatch | { altered: string } | null> {
  const row = await trx
    .selectFrom('dispatches')
    .selectAll()
    .where('brief_id', '=', briefId)
    .where('revision', '=', revision)
    .executeTakeFirst()
  if (row === undefined) return null
  if (row.struck) return { altered: 'words that it held were taken out of the workspace' }
  if (sha256(row.body) !== row.dispatch_hash) return { altered: 'its addressing, subject or content hash was changed' }
  const body = DispatchBody.parse(JSON.parse(row.body))
  if (body.briefId !== briefId || body.revision !== revision) return { altered: 'it belongs to another revision' }
  const rendered = new Uint8Array(row.rendered)
  if (sha256(rendered) !== body.rendered) return { altered: 'the bytes that would leave were changed' }
  return { body, hash: row.dispatch_hash, mediaType: row.media_type, rendered }
}

/** What the approver is shown: read back from the very bytes that would leave, not from the draft. */
export async function shownOf(
  dispatch: Dispatch,
): Promise<{ from: string; to: string[]; subject: string; text: string }> {
  const { target, subject } = dispatch.body
  if (dispatch.mediaType === CHANGE_TYPE)
    return { from: 'Baton', to: [target], subject, text: changeText(readChange(dispatch.rendered)) }
  if (dispatch.mediaType === NOTE_TYPE)
    return { from: 'Baton', to: [target], subject, text: noteText(readNote(NOTE_TYPE, dispatch.rendered)) }
  const mail = await PostalMime.parse(dispatch.rendered)
  const say = (person: { name: string; address?: string } | undefined) =>
    person === undefined ? '' : person.name === '' ? (person.address ?? '') : `${person.name} <${person.address ?? ''}>`
  return {
    from: say(mail.from),
    to: (mail.to ?? []).map(say),
    subject: mail.subject ?? '',
    text: (mail.text ?? '').replaceAll('\r\n', '\n'),
  }
}

/** In whose name it goes, as the bytes say it. */
export async function senderOf(dispatch: Dispatch): Promise<Recipient> {
  const { from } = await PostalMime.parse(dispatch.rendered)
  return parseRecipient({ email: dispatch.body.target, name: from?.name ?? null })
}

function unique(recipients: Recipient[]): Recipient[] {
  return [...new Map(recipients.map((recipient) => [recipient.email, recipient])).values()]
}
