import { addressParser, decodeWords } from 'postal-mime'
import { openOutbound } from '../../lib/outbound.ts'
import { mailOf } from '../channel.ts'
import {
  answeredWith,
  effectOf,
  letterOf,
  NotConnected,
  notReady,
  notSeen,
  sameAddresses,
  unanswered,
} from '../provider.ts'
import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/v1.js'
import type { Channel, LookupResult, Parcel, Prepared, SendResult } from '../channel.ts'
import type { Asked, TokenOf } from '../provider.ts'

export type GmailOptions = {
  /** needs gmail.compose, and gmail.readonly to find what was sent and the thread that is answered */
  token: TokenOf
  /** leave the draft in the mailbox instead of sending it */
  leaveDraft?: boolean
  /** where the API is, if not at Google */
  address?: string
  /** how long one call may take before its answer counts as lost */
  patienceMilliseconds?: number
}

/**
 * A draft is made and its name stored before it is sent, because Gmail has no key that tells two sends apart and puts
 * its own Message-ID on what it sends (CONNECTORS 2, 3.5). A draft that is still there was not sent; one that is gone
 * was, if its thread shows a message of ours among the sent ones since. Never a second call without having looked.
 */
export function gmailChannel(options: GmailOptions): Channel {
  const { leaveDraft = false } = options
  const open = (mailbox: string) => connect(options, mailbox)
  return {
    name: 'email-gmail',
    lookupNote: 'by the draft: still there, or its thread among the sent mail',

    async prepare(parcel, before): Promise<Prepared> {
      const letter = await letterOf(parcel)
      if (typeof letter === 'string') return { ready: true, ref: null }
      const gmail = await open(parcel.target)
      const profile = await gmail.ask(({ users }) => users.getProfile({ userId: 'me' }))
      if (!profile.ok) return notReady('Gmail', profile.failure)
      if (profile.data.emailAddress?.toLowerCase() !== parcel.target.toLowerCase())
        return { ready: false, reason: `the token for ${parcel.target} opens another mailbox; connect that one anew` }

      const known = before === null ? await orphan(gmail, parcel) : placed(before)
      if (known === undefined) return { ready: true, ref: before }
      if (!known.ok) return notReady('Gmail', known.failure)
      const place = known.data
      const message = { raw: Buffer.from(marked(parcel)).toString('base64url') }
      if (place !== null) {
        // Written anew, so that whatever became of it in the mailbox, what goes is what was approved.
        const requestBody = { message: { ...message, threadId: place.thread } }
        const rewritten = await gmail.ask(({ users }) =>
          users.drafts.update({ userId: 'me', id: place.draft, requestBody }),
        )
        if (rewritten.ok) return placeOf(rewritten.data)
        // Gone since: sent or deleted by somebody. Sending will say so, and looking will tell which.
        if (rewritten.failure.status === 404 && before !== null) return { ready: true, ref: before }
        return notReady('Gmail', rewritten.failure)
      }
      const thread = letter.inReplyTo === null ? OF_ITS_OWN : await threadOf(gmail, letter.inReplyTo)
      if (!thread.ok) return notReady('Gmail', thread.failure)
      const requestBody = { message: { ...message, ...thread.data } }
      const made = await gmail.ask(({ users }) => users.drafts.create({ userId: 'me', requestBody }))
      return made.ok ? placeOf(made.data) : notReady('Gmail', made.failure)
    },

    async send(parcel, ref): Promise<SendResult> {
      const letter = await letterOf(parcel)
      if (typeof letter === 'string') return { outcome: 'refused', reason: `nothing was sent: ${letter}` }
      const place = placed(ref)
      if (place === undefined) return { outcome: 'refused', reason: 'nothing was sent: no draft was made for it' }
      const id = place.data.draft
      if (leaveDraft) return { outcome: 'sent', ref: id, refused: [], draft: true }
      const gmail = await open(parcel.target)
      const sent = await gmail.ask(({ users }) => users.drafts.send({ userId: 'me', requestBody: { id } }))
      if (!sent.ok) return effectOf('Gmail', sent.failure)
      return { outcome: 'sent', ref: sent.data.id ?? null, refused: [] }
    },

    async lookup(parcel, ref): Promise<LookupResult> {
      const place = placed(ref)
      if (place === undefined)
        return { outcome: 'absent', proof: 'no draft had been made, and only a draft is ever sent' }
      const { draft: id, thread } = place.data
      const gmail = await open(parcel.target)
      const draft = await gmail.ask(({ users }) => users.drafts.get({ userId: 'me', id, format: 'minimal' }))
      if (draft.ok)
        return leaveDraft
          ? { outcome: 'found', ref: id, draft: true }
          : { outcome: 'absent', proof: 'its draft is still in the mailbox, unsent' }
      if (draft.failure.status !== 404) return notSeen('Gmail', draft.failure)
      const seen = await gmail.ask(({ users }) => users.threads.get({ userId: 'me', id: thread, format: 'metadata' }))
      if (!seen.ok && seen.failure.status !== 404) return notSeen('Gmail', seen.failure)
      const letter = await letterOf(parcel)
      const sent = (seen.ok ? (seen.data.messages ?? []) : []).find(
        (message) => typeof letter !== 'string' && isOurs(message, parcel, letter.subject),
      )
      if (sent !== undefined) return { outcome: 'found', ref: sent.id ?? null }
      return { outcome: 'unknown', reason: 'the draft is gone and its thread shows no sent message of ours' }
    },
  }
}

/** The header that tells our drafts from others; Message-ID does not, for Gmail writes its own. */
const MARK = 'X-Baton-Delivery'

function marked(parcel: Parcel): Uint8Array {
  return Buffer.concat([Buffer.from(`${MARK}: ${parcel.key}\r\n`), mailOf(parcel)])
}

type Gmail = { ask<T>(call: (api: gmail_v1.Gmail) => Promise<{ data: T }>): Promise<Asked<T>> }

/** Google's own client for one mailbox, loaded at its first use. It makes every request once and through our way out. */
async function connect(options: GmailOptions, mailbox: string): Promise<Gmail> {
  const { address = 'https://gmail.googleapis.com/', patienceMilliseconds = 60_000 } = options
  const { gmail } = await import('googleapis/build/src/apis/gmail/index.js')
  const { host, hostname } = new URL(address)
  const loopback = hostname === '127.0.0.1'
  return {
    async ask(call) {
      const outbound = openOutbound({ hosts: [host], loopback, timeoutMs: patienceMilliseconds })
      const fetchImplementation = async (url: unknown, init?: RequestInit) => {
        const token = await options.token(mailbox)
        if (token === null) throw new NotConnected(mailbox)
        const headers = { ...Object.fromEntries(new Headers(init?.headers)), authorization: `Bearer ${token.reveal()}` }
        const body = typeof init?.body === 'string' ? { body: init.body } : {}
        const answer = await outbound.fetch(String(url), { method: init?.method ?? 'GET', headers, ...body })
        return answer as unknown as Response
      }
      try {
        const api = gmail({ version: 'v1', rootUrl: address, retry: false, fetchImplementation })
        const { data } = await call(api)
        return { ok: true, data }
      } catch (error) {
        return { ok: false, failure: failureOf(error) }
      } finally {
        await outbound.close()
      }
    },
  }
}

/** Gaxios hangs the answer on its error; the reason stands deeper than its own fields say (CONNECTORS 6). */
function failureOf(error: unknown) {
  const { response } = error as { response?: { status: number; headers: Headers; data?: unknown } }
  if (response === undefined) return unanswered(error)
  const { error: said } = (response.data ?? {}) as { error?: { message?: string; errors?: { reason?: string }[] } }
  const message = typeof said?.message === 'string' ? said.message : ''
  const code = said?.errors?.[0]?.reason ?? ''
  return answeredWith(
    { status: response.status, code, message, retryAfter: response.headers.get('retry-after') },
    new Date(),
  )
}

/** What is stored of a draft: it takes both names to settle an attempt. */
type Place = { draft: string; thread: string }

function placeOf({ id, message }: gmail_v1.Schema$Draft): Prepared {
  return { ready: true, ref: `draft:${id ?? ''} thread:${message?.threadId ?? ''}` }
}

function placed(ref: string | null): { ok: true; data: Place } | undefined {
  const [, draft, thread] = /^draft:(\S+) thread:(\S+)$/.exec(ref ?? '') ?? []
  return draft === undefined || thread === undefined ? undefined : { ok: true, data: { draft, thread } }
}

/** A draft of this delivery whose name was never stored, since the program ended in between. It cannot have been sent. */
async function orphan(gmail: Gmail, { key, recipients }: Parcel): Promise<Asked<Place | null>> {
  const q = `to:${recipients[0] ?? ''}`
  const listed = await gmail.ask(({ users }) => users.drafts.list({ userId: 'me', q, maxResults: 25 }))
  if (!listed.ok) return listed
  for (const { id } of listed.data.drafts ?? []) {
    const draft = await gmail.ask(({ users }) => users.drafts.get({ userId: 'me', id: id ?? '', format: 'metadata' }))
    if (!draft.ok && draft.failure.status !== 404) return draft
    if (draft.ok && headerOf(draft.data.message, MARK) === key)
      return { ok: true, data: { draft: draft.data.id ?? '', thread: draft.data.message?.threadId ?? '' } }
  }
  return { ok: true, data: null }
}

const OF_ITS_OWN: Asked<{ threadId?: string }> = { ok: true, data: {} }

/** The thread of the message that is answered. Where this mailbox does not have it, the headers alone make the reply. */
async function threadOf(gmail: Gmail, inReplyTo: string): Promise<Asked<{ threadId?: string }>> {
  const q = `rfc822msgid:${inReplyTo.replace(/^<|>$/g, '')}`
  const found = await gmail.ask(({ users }) => users.messages.list({ userId: 'me', q, maxResults: 1 }))
  if (!found.ok) return found.failure.code === 'insufficientPermissions' ? OF_ITS_OWN : found
  const threadId = found.data.messages?.[0]?.threadId
  return threadId ? { ok: true, data: { threadId } } : OF_ITS_OWN
}

/** Clocks here and there differ by so much at most. */
const CLOCKS_DIFFER = 60_000

/** Sent since this attempt began, to the approved recipients, under the approved subject, and not marked as another's. */
function isOurs(message: gmail_v1.Schema$Message, parcel: Parcel, subject: string): boolean {
  if (message.labelIds?.includes('SENT') !== true) return false
  if (Number(message.internalDate ?? 0) < parcel.at.getTime() - CLOCKS_DIFFER) return false
  if ((headerOf(message, MARK) ?? parcel.key) !== parcel.key) return false
  const named = ['To', 'Cc', 'Bcc'].flatMap((name) => addressParser(headerOf(message, name) ?? '', { flatten: true }))
  const plain = (text: string) => decodeWords(text).replaceAll(/\s+/g, ' ').trim()
  return (
    sameAddresses(
      named.map((one) => one.address ?? ''),
      parcel.recipients,
    ) && plain(headerOf(message, 'Subject') ?? '') === plain(subject)
  )
}

function headerOf(message: gmail_v1.Schema$Message | undefined, name: string): string | undefined {
  const wanted = name.toLowerCase()
  return message?.payload?.headers?.find((header) => header.name?.toLowerCase() === wanted)?.value ?? undefined
}
