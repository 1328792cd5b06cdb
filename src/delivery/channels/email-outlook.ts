import { openOutbound } from '../../lib/outbound.ts'
import { messageIdOf } from '../channel.ts'
import { answeredWith, effectOf, letterOf, NotConnected, notReady, notSeen, unanswered } from '../provider.ts'
import type { Client, Context } from '@microsoft/microsoft-graph-client'
import type { Channel, LookupResult, Parcel, Prepared, SendResult } from '../channel.ts'
import type { Asked, Failure, Letter, TokenOf } from '../provider.ts'

export type OutlookOptions = {
  /** needs User.Read, Mail.ReadWrite and Mail.Send */
  token: TokenOf
  /** leave the draft in the mailbox instead of sending it */
  leaveDraft?: boolean
  /** where the API is, if not at Microsoft's worldwide service */
  address?: string
  /** how long one call may take before its answer counts as lost */
  patienceMilliseconds?: number
  now?: () => Date
}

/**
 * A draft is made and its immutable id stored before it is sent: Graph's `sendMail` has no key and is known to have sent
 * after a 504 (CONNECTORS 3, 3.5). The draft bears the delivery's key as a property that stays on the sent copy, so that
 * it is found by id or by key. Exchange composes the message from subject, body and attachments of the approved mail.
 */
export function outlookChannel(options: OutlookOptions): Channel {
  const { leaveDraft = false, now = () => new Date() } = options
  const open = (mailbox: string) => connect(options, mailbox, now)
  return {
    name: 'email-outlook',
    lookupNote: 'by the id of its message, then by our key on it',

    async prepare(parcel, before): Promise<Prepared> {
      const letter = await sendable(parcel)
      if (typeof letter === 'string') return { ready: true, ref: null }
      const graph = await open(parcel.target)
      const me = await graph.get<{ mail?: string | null; userPrincipalName?: string | null }>('/me', {
        $select: 'mail,userPrincipalName',
      })
      if (!me.ok) return notReady('Outlook', me.failure)
      const names = [me.data.mail, me.data.userPrincipalName].map((name) => name?.toLowerCase())
      if (!names.includes(parcel.target.toLowerCase()))
        return { ready: false, reason: `the token for ${parcel.target} opens another mailbox; connect that one anew` }

      const known = before === null ? await byKey(graph, parcel.key) : await byId(graph, before)
      if (!known.ok) {
        // Gone since: sent or deleted by somebody. Sending will say so, and looking will tell which.
        if (known.failure.status === 404 && before !== null) return { ready: true, ref: before }
        return notReady('Outlook', known.failure)
      }
      if (known.data?.isDraft === false) return { ready: true, ref: known.data.id, done: true }
      const draft =
        known.data === null ? await make(graph, parcel, letter) : await write(graph, known.data.id, parcel, letter)
      return draft.ok ? { ready: true, ref: draft.data.id } : notReady('Outlook', draft.failure)
    },

    async send(parcel, ref): Promise<SendResult> {
      const letter = await sendable(parcel)
      if (typeof letter === 'string') return { outcome: 'refused', reason: `nothing was sent: ${letter}` }
      if (ref === null) return { outcome: 'refused', reason: 'nothing was sent: no draft was made for it' }
      if (leaveDraft) return { outcome: 'sent', ref, refused: [], draft: true }
      const graph = await open(parcel.target)
      const sent = await graph.post(`${messageAt(ref)}/send`)
      return sent.ok ? { outcome: 'sent', ref, refused: [] } : effectOf('Outlook', sent.failure)
    },

    async lookup(parcel, ref): Promise<LookupResult> {
      if (ref === null) return { outcome: 'absent', proof: 'no draft had been made, and only a draft is ever sent' }
      const graph = await open(parcel.target)
      let seen = await byId(graph, ref)
      if (!seen.ok && seen.failure.status === 404) seen = await byKey(graph, parcel.key)
      if (!seen.ok) return notSeen('Outlook', seen.failure)
      const age = now().getTime() - parcel.at.getTime()
      if (seen.data === null)
        return age < COPY_LAGS
          ? { outcome: 'unknown', reason: 'neither draft nor sent copy is shown yet', later: true }
          : { outcome: 'unknown', reason: 'the draft is gone and no sent copy is shown' }
      if (seen.data.isDraft === false) return { outcome: 'found', ref: seen.data.id }
      if (leaveDraft) return { outcome: 'found', ref: seen.data.id, draft: true }
      return age < SENDING_LAGS
        ? { outcome: 'unknown', reason: 'its draft is still there, but sending may be under way', later: true }
        : { outcome: 'absent', proof: 'its draft is still in the mailbox, unsent' }
    },
  }
}

/** Graph takes a message before it moves it: so long a draft that is still there proves nothing. */
const SENDING_LAGS = 60_000

/** So long the sent copy may take to be shown. */
const COPY_LAGS = 10 * 60_000

/** Our key on the message, in a namespace of our own; it stays when the draft becomes the sent copy. */
const PROPERTY = 'String {6b0c2c5e-7d0e-4b53-9a3e-1f6f0b6f4a11} Name BriefSendKey'

const IMMUTABLE = { Prefer: 'IdType="ImmutableId"' }

async function sendable(parcel: Parcel): Promise<Letter | string> {
  const letter = await letterOf(parcel)
  if (typeof letter !== 'string' && letter.inReplyTo !== null && letter.attachments.length > 0)
    return 'a reply with attachments cannot be made through Outlook; send it as a new message or without them'
  return letter
}

type Graph = {
  get<T>(path: string, query: Record<string, string>): Promise<Asked<T>>
  post<T>(path: string, body?: object): Promise<Asked<T>>
  patch<T>(path: string, body: object): Promise<Asked<T>>
}

/**
 * Microsoft's own client for one mailbox, loaded at its first use. Its chain of middleware is ours alone: the retries of
 * the usual one would send again by themselves.
 */
async function connect(options: OutlookOptions, mailbox: string, now: () => Date): Promise<Graph> {
  const { address = 'https://graph.microsoft.com/', patienceMilliseconds = 60_000 } = options
  const { Client } = await import('@microsoft/microsoft-graph-client')
  const { host, hostname } = new URL(address)
  const loopback = hostname === '127.0.0.1'

  async function ask<T>(call: (client: Client) => Promise<unknown>): Promise<Asked<T>> {
    const outbound = openOutbound({ hosts: [host], loopback, timeoutMs: patienceMilliseconds })
    let failed: unknown = null
    const execute = async (context: Context) => {
      const { method, headers, body } = context.options ?? {}
      const token = await options.token(mailbox)
      if (token === null) throw (failed = new NotConnected(mailbox))
      try {
        const answer = await outbound.fetch(String(context.request), {
          method: method ?? 'GET',
          headers: { ...Object.fromEntries(new Headers(headers)), authorization: `Bearer ${token.reveal()}` },
          ...(typeof body === 'string' ? { body } : {}),
        })
        context.response = answer as unknown as Response
      } catch (error) {
        throw (failed = error)
      }
    }
    try {
      const client = Client.initWithMiddleware({ baseUrl: address, middleware: { execute } })
      return { ok: true, data: (await call(client)) as T }
    } catch (error) {
      // The client makes its own error of what a connection ended with, and keeps none of it.
      return { ok: false, failure: failed === null ? failureOf(error, now()) : unanswered(failed) }
    } finally {
      await outbound.close()
    }
  }

  return {
    get: (path, query) => ask((client) => client.api(path).headers(IMMUTABLE).query(encoded(query)).get()),
    post: (path, body) => ask((client) => client.api(path).headers(IMMUTABLE).post(body)),
    patch: (path, body) => ask((client) => client.api(path).headers(IMMUTABLE).patch(body)),
  }
}

/** The client puts what it is given into the address as it stands. */
function encoded(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, encodeURIComponent(value)]))
}

function failureOf(error: unknown, now: Date): Failure {
  const {
    statusCode = -1,
    code,
    message,
    headers,
  } = error as {
    statusCode?: number
    code?: string | null
    message?: string
    headers?: Headers
  }
  if (statusCode < 0) return unanswered(error)
  const retryAfter = headers?.get('retry-after') ?? null
  return answeredWith({ status: statusCode, code: code ?? '', message: message ?? '', retryAfter }, now)
}

type Seen = { id: string; isDraft?: boolean | null }

const SEEN = { $select: 'id,isDraft' }

function messageAt(id: string): string {
  return `/me/messages/${encodeURIComponent(id)}`
}

function byId(graph: Graph, id: string): Promise<Asked<Seen | null>> {
  return graph.get<Seen>(messageAt(id), SEEN)
}

/** Any message with our key, the sent one first. */
async function byKey(graph: Graph, key: string): Promise<Asked<Seen | null>> {
  const $filter = `singleValueExtendedProperties/any(ep: ep/id eq '${PROPERTY}' and ep/value eq '${key}')`
  const found = await graph.get<{ value: Seen[] }>('/me/messages', { ...SEEN, $filter })
  if (!found.ok) return found
  const { value } = found.data
  return { ok: true, data: value.find(({ isDraft }) => isDraft === false) ?? value[0] ?? null }
}

/** A draft in the conversation of the message that it answers, where this mailbox has that; else one of its own. */
async function make(graph: Graph, parcel: Parcel, letter: Letter): Promise<Asked<Seen>> {
  if (letter.inReplyTo !== null) {
    const $filter = `internetMessageId eq '${letter.inReplyTo.replaceAll("'", "''")}'`
    const answered = await graph.get<{ value: Seen[] }>('/me/messages', { $select: 'id', $filter })
    if (!answered.ok) return answered
    const [original] = answered.data.value
    if (original !== undefined) {
      const reply = await graph.post<Seen>(`${messageAt(original.id)}/createReply`)
      return reply.ok ? write(graph, reply.data.id, parcel, letter) : reply
    }
  }
  const attachments = letter.attachments.map(({ name, mediaType, bytes }) => ({
    '@odata.type': '#microsoft.graph.fileAttachment',
    name,
    contentType: mediaType,
    contentBytes: Buffer.from(bytes).toString('base64'),
  }))
  return graph.post('/me/messages', {
    ...contentOf(parcel, letter),
    internetMessageId: messageIdOf(parcel),
    ...(attachments.length === 0 ? {} : { attachments }),
  })
}

/** Writes what was approved over whatever became of the draft; its attachments stay as they were made. */
function write(graph: Graph, id: string, parcel: Parcel, letter: Letter): Promise<Asked<Seen>> {
  return graph.patch(messageAt(id), contentOf(parcel, letter))
}

function contentOf({ key, recipients }: Parcel, { subject, text, html }: Letter) {
  return {
    subject,
    body: html === null ? { contentType: 'text', content: text } : { contentType: 'html', content: html },
    toRecipients: recipients.map((address) => ({ emailAddress: { address } })),
    ccRecipients: [],
    bccRecipients: [],
    singleValueExtendedProperties: [{ id: PROPERTY, value: key }],
  }
}
