import PostalMime from 'postal-mime'
import { openMailbox } from './mailbox.ts'
import { startProvider } from './mail-api.ts'
import { loadSpec } from './specs.ts'
import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/v1.js'
import type { Kept, Mailbox } from './mailbox.ts'
import type { Answer, Fault, Operation, ProviderFake } from './mail-api.ts'

/** A message as it was put in: its bytes, and its headers read from them. */
export type Mime = { raw: Buffer; headers: { name: string; value: string }[] }

export type GmailFake = ProviderFake & {
  mailbox: Mailbox<Mime>
  /** What went out, with the addresses that its headers name. */
  delivered: { raw: Buffer; to: string[] }[]
  /** Addresses whose mail comes back as a bounce into the thread. */
  unknown: Set<string>
  /** Puts a message from outside into the inbox. */
  receive(raw: string, thread?: string): Kept<Mime>
  /** Deletes a draft, as its owner may. */
  discard(draft: string): void
  /** Units that may be used from now on; then the limit of a minute is reached. */
  unitsLeft: number
}

const COMPOSE = 'https://www.googleapis.com/auth/gmail.compose'
const READONLY = 'https://www.googleapis.com/auth/gmail.readonly'
export const GMAIL_SCOPES = { compose: COMPOSE, readonly: READONLY }

const ME = '/gmail/v1/users/{userId}'
export const GMAIL = {
  profile: `GET ${ME}/profile`,
  create: `POST ${ME}/drafts`,
  update: `PUT ${ME}/drafts/{id}`,
  get: `GET ${ME}/drafts/{id}`,
  list: `GET ${ME}/drafts`,
  send: `POST ${ME}/drafts/send`,
  thread: `GET ${ME}/threads/{id}`,
  messages: `GET ${ME}/messages`,
} as const

/** What each call costs (CONNECTORS 1). Drafts are not in that list: as the read or the write they stand for. */
const UNITS: Record<string, number> = {
  [GMAIL.profile]: 1,
  [GMAIL.create]: 10,
  [GMAIL.update]: 15,
  [GMAIL.get]: 20,
  [GMAIL.list]: 5,
  [GMAIL.send]: 100,
  [GMAIL.thread]: 40,
  [GMAIL.messages]: 5,
}

/** Gmail's drafts, threads and search by message id, for one mailbox, as CONNECTORS 2, 3.1, 3.3 and 3.5 tell of them. */
export async function startGmail(address: string, now: () => number = Date.now): Promise<GmailFake> {
  const mailbox = openMailbox<Mime>(address, now)
  const drafts = new Map<string, string>()
  const delivered: GmailFake['delivered'] = []
  const unknown = new Set<string>()
  let names = 0

  /** Into the thread that was asked for only where reference and subject fit it, too (CONNECTORS 3.5, "all needed"). */
  const threadFor = (mime: Mime, asked: string | null | undefined) => {
    const [first] = asked ? mailbox.inThread(asked) : []
    if (first === undefined || !asked) return undefined
    const bare = (message: Mime) => header(message, 'Subject')?.replace(/^(?:re|aw):\s*/i, '')
    const refers = [header(mime, 'In-Reply-To'), header(mime, 'References')].every((value) => value !== undefined)
    const own = mailbox.inThread(asked).some(({ folder }) => folder === 'drafts')
    return bare(first.content) === bare(mime) && (refers || own) ? asked : undefined
  }
  const draftOf = (id: string): gmail_v1.Schema$Draft | null => {
    const message = mailbox.kept.get(drafts.get(id) ?? '')
    return message === undefined ? null : { id, message: brief(message) }
  }
  const put = (body: unknown, before?: Kept<Mime>): Kept<Mime> => {
    const { message } = body as gmail_v1.Schema$Draft
    const mime = mimeOf(Buffer.from(message?.raw ?? '', 'base64url'))
    const thread = threadFor(mime, message?.threadId)
    if (before !== undefined) mailbox.kept.delete(before.id)
    return mailbox.add('drafts', mime, thread)
  }

  const operations: Operation[] = [
    {
      route: GMAIL.profile,
      scopes: [COMPOSE, READONLY],
      handle: () => {
        const total = mailbox.kept.size
        const body = {
          emailAddress: address,
          messagesTotal: total,
          threadsTotal: total,
          historyId: '18446744073709551615',
        }
        return ok<gmail_v1.Schema$Profile>(body)
      },
    },
    {
      route: GMAIL.create,
      scopes: [COMPOSE],
      handle({ body }) {
        const id = `r-${7_000_000_000 + ++names}`
        drafts.set(id, put(body).id)
        return ok<gmail_v1.Schema$Draft>(draftOf(id) ?? {})
      },
    },
    {
      route: GMAIL.update,
      scopes: [COMPOSE],
      handle({ params, body }) {
        const before = mailbox.kept.get(drafts.get(params['id'] ?? '') ?? '')
        if (before === undefined) return GONE
        drafts.set(params['id'] ?? '', put(body, before).id)
        return ok<gmail_v1.Schema$Draft>(draftOf(params['id'] ?? '') ?? {})
      },
    },
    {
      route: GMAIL.get,
      query: ['format'],
      scopes: [COMPOSE, READONLY],
      handle({ params, query }) {
        const draft = draftOf(params['id'] ?? '')
        const message = mailbox.kept.get(drafts.get(params['id'] ?? '') ?? '')
        if (draft === null || message === undefined) return GONE
        return ok<gmail_v1.Schema$Draft>({ ...draft, message: inFormat(message, query.get('format')) })
      },
    },
    {
      route: GMAIL.list,
      query: ['q', 'maxResults'],
      scopes: [COMPOSE, READONLY],
      handle({ query }) {
        const to = /^to:(\S+)$/.exec(query.get('q') ?? '')?.[1]
        if (to === undefined) return NOT_HERE
        const found = [...drafts.keys()]
          .filter((id) => header(mailbox.kept.get(drafts.get(id) ?? '')?.content, 'To')?.includes(to) === true)
          .reverse()
          .slice(0, Number(query.get('maxResults') ?? 100))
        const listed = found
          .flatMap((id) => draftOf(id) ?? [])
          .map(({ id = null, message = {} }) => {
            return { id, message: { id: message.id ?? null, threadId: message.threadId ?? null } }
          })
        // `drafts` is not there when there are none.
        return ok<gmail_v1.Schema$ListDraftsResponse>({
          ...(listed.length > 0 ? { drafts: listed } : {}),
          resultSizeEstimate: listed.length,
        })
      },
    },
    {
      route: GMAIL.send,
      scopes: [COMPOSE],
      handle({ body }) {
        const { id = '' } = body as gmail_v1.Schema$Draft
        const draft = mailbox.kept.get(drafts.get(id ?? '') ?? '')
        if (draft === undefined) return GONE
        const to = addressesOf(draft.content)
        if (to.length === 0) return failed(400, 'invalidArgument', 'Recipient address required')
        drafts.delete(id ?? '')
        mailbox.kept.delete(draft.id)
        // The draft is gone, a new message is there in the same thread, and its Message-ID is Gmail's own.
        const raw = withMessageId(draft.content.raw, `<CA${draft.id}@mail.gmail.com>`)
        const sent = mailbox.add('sent', mimeOf(raw), draft.thread)
        delivered.push({ raw, to })
        for (const lost of to.filter((one) => unknown.has(one)))
          mailbox.add('inbox', mimeOf(Buffer.from(bounceOf(address, lost))), draft.thread)
        return ok<gmail_v1.Schema$Message>(brief(sent))
      },
    },
    {
      route: GMAIL.thread,
      query: ['format'],
      scopes: [READONLY],
      handle({ params, query }) {
        const messages = mailbox.inThread(params['id'] ?? '')
        if (messages.length === 0) return GONE
        const format = query.get('format')
        return ok<gmail_v1.Schema$Thread>({
          id: params['id'] ?? '',
          historyId: '18446744073709551615',
          messages: messages.map((message) => inFormat(message, format)),
        })
      },
    },
    {
      route: GMAIL.messages,
      query: ['q', 'maxResults'],
      scopes: [READONLY],
      handle({ query }) {
        const wanted = /^rfc822msgid:(\S+)$/.exec(query.get('q') ?? '')?.[1]
        if (wanted === undefined) return NOT_HERE
        const found = [...mailbox.kept.values()].filter(
          ({ folder, content }) => folder !== 'drafts' && header(content, 'Message-ID') === `<${wanted}>`,
        )
        const messages = found.map(({ id, thread }) => ({ id, threadId: thread }))
        return ok<gmail_v1.Schema$ListMessagesResponse>({
          ...(messages.length > 0 ? { messages } : {}),
          resultSizeEstimate: messages.length,
        })
      },
    },
  ]

  const fake = await startProvider({
    operations,
    spec: loadSpec('gmail'),
    error: (status, reason, message) => errorOf(status, reason, message),
    noToken: { code: 'authError', message: 'Invalid Credentials' },
    noScope: { code: 'insufficientPermissions', message: 'Insufficient Permission' },
    limit: (route): Fault | null => {
      gmail.unitsLeft -= UNITS[route] ?? 0
      return gmail.unitsLeft >= 0 ? null : RATE_LIMITED
    },
  })
  const gmail: GmailFake = Object.assign(fake, {
    mailbox,
    delivered,
    unknown,
    unitsLeft: Number.POSITIVE_INFINITY,
    receive: (raw: string, thread?: string) => mailbox.add('inbox', mimeOf(Buffer.from(raw)), thread),
    discard(draft: string) {
      mailbox.kept.delete(drafts.get(draft) ?? '')
      drafts.delete(draft)
    },
  })
  return gmail
}

/** The first form of a rate limit; the second is the same with 403. */
const RATE_LIMITED: Fault = { answer: 429, code: 'rateLimitExceeded', message: 'Rate Limit Exceeded' }
const GONE = failed(404, 'notFound', 'Requested entity was not found.')
const NOT_HERE = failed(501, 'notImplemented', 'this search is not in this fake')

/** Held to Google's own types at compile time. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it says which of those types an answer is
function ok<T extends object>(body: T): Answer {
  return { status: 200, body }
}

function failed(status: number, reason: string, message: string): Answer {
  return { status, body: errorOf(status, reason, message) }
}

function errorOf(code: number, reason: string, message: string) {
  return { error: { code, message, errors: [{ message, domain: 'global', reason }] } }
}

const LABELS = { drafts: 'DRAFT', sent: 'SENT', inbox: 'INBOX' } as const

function brief({ id, thread, folder }: Kept<Mime>): gmail_v1.Schema$Message {
  return { id, threadId: thread, labelIds: [LABELS[folder]] }
}

function inFormat(message: Kept<Mime>, format: string | null): gmail_v1.Schema$Message {
  const small = { ...brief(message), internalDate: String(message.at), historyId: '18446744073709551615' }
  if (format === 'minimal') return small
  if (format === 'raw') return { ...small, raw: message.content.raw.toString('base64url') }
  return { ...small, payload: { headers: message.content.headers } }
}

function mimeOf(raw: Buffer): Mime {
  const head = raw.subarray(0, Math.max(0, raw.indexOf('\r\n\r\n'))).toString()
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
  const headers = lines.map((line) => ({
    name: line.slice(0, line.indexOf(':')),
    value: line.slice(line.indexOf(':') + 1).trim(),
  }))
  return { raw, headers }
}

function header(mime: Mime | undefined, name: string): string | undefined {
  return mime?.headers.find((one) => one.name.toLowerCase() === name.toLowerCase())?.value
}

function addressesOf(mime: Mime): string[] {
  const named = ['To', 'Cc', 'Bcc'].map((name) => header(mime, name) ?? '').join(',')
  return [...named.matchAll(/[^\s<>,"]+@[^\s<>,"]+/g)].map(([address]) => address.toLowerCase())
}

function withMessageId(raw: Buffer, id: string): Buffer {
  const text = raw.toString('latin1').replace(/^Message-ID: .*\r\n/im, `Message-ID: ${id}\r\n`)
  return Buffer.from(text, 'latin1')
}

function bounceOf(address: string, lost: string): string {
  return `From: mailer-daemon@googlemail.com\r\nTo: ${address}\r\nSubject: Delivery Status Notification (Failure)\r\n\r\nNo such user: ${lost}\r\n`
}

/** What a recipient reads of a message. */
export function readMime(raw: Buffer) {
  return PostalMime.parse(raw)
}
