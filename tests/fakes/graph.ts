import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { makeCertificate } from './certificate.ts'
import { startProvider } from './mail-api.ts'
import { openMailbox } from './mailbox.ts'
import { loadSpec } from './specs.ts'
import type { Message, User } from '@microsoft/microsoft-graph-types'
import type { Answer, Call, Fault, Operation, ProviderFake } from './mail-api.ts'
import type { Kept, Mailbox } from './mailbox.ts'

export type GraphFake = ProviderFake & {
  mailbox: Mailbox<Message>
  /** What went out. */
  delivered: Message[]
  /** For so many looks the sent copy of a message is not shown. */
  copyLag: number
  /** Puts a message from outside into the inbox. */
  receive(content: Message): Kept<Message>
  discard(id: string): void
}

const ME = '/v1.0/me'
export const GRAPH = {
  me: `GET ${ME}`,
  find: `GET ${ME}/messages`,
  get: `GET ${ME}/messages/{id}`,
  create: `POST ${ME}/messages`,
  write: `PATCH ${ME}/messages/{id}`,
  reply: `POST ${ME}/messages/{id}/createReply`,
  send: `POST ${ME}/messages/{id}/send`,
} as const

export const GRAPH_SCOPES = ['User.Read', 'Mail.ReadWrite', 'Mail.Send', 'Mail.Read'] as const

/** Graph's drafts, replies and sends, over https, for one mailbox, as CONNECTORS 2, 3.3 and 3.5 tell of them. */
export async function startGraph(address: string, now: () => number = Date.now): Promise<GraphFake> {
  const mailbox = openMailbox<Message>(address, now)
  const delivered: Message[] = []
  let hidden: { id: string; looks: number } | null = null

  /** An immutable id lasts; the other kind changes with the folder (CONNECTORS 2). */
  const nameOf = ({ id, folder }: Kept<Message>, headers: Call['headers']) =>
    String(headers['prefer'] ?? '').includes('IdType="ImmutableId"') ? `AAkA/${id}+=` : `AAMk-${folder}-${id}`
  const find = (id: string | undefined, headers: Call['headers']) => {
    const found = [...mailbox.kept.values()].find((message) => nameOf(message, headers) === id)
    return found === undefined || isHidden(found) ? undefined : found
  }
  const isHidden = ({ id }: Kept<Message>) => hidden?.id === id && hidden.looks-- > 0
  const shown = (message: Kept<Message>, headers: Call['headers'], select: string | null): Message => {
    const { singleValueExtendedProperties: _kept, attachments: _apart, ...content } = message.content
    const whole: Message = {
      ...content,
      id: nameOf(message, headers),
      conversationId: message.thread,
      isDraft: message.folder === 'drafts',
    }
    if (select === null) return whole
    const wanted = new Set(['id', ...select.split(',')])
    return Object.fromEntries(Object.entries(whole).filter(([name]) => wanted.has(name)))
  }

  const operations: Operation[] = [
    {
      route: GRAPH.me,
      query: ['$select'],
      scopes: ['User.Read'],
      handle: () => {
        const body: User = { mail: address, userPrincipalName: address }
        return { status: 200, body }
      },
    },
    {
      route: GRAPH.find,
      query: ['$filter', '$select'],
      scopes: ['Mail.Read', 'Mail.ReadWrite'],
      handle({ query, headers }) {
        const test = filterOf(query.get('$filter') ?? '')
        if (test === null) return { status: 501, body: errorOf('notImplemented', 'this filter is not in this fake') }
        const found = [...mailbox.kept.values()].filter((message) => test(message.content) && !isHidden(message))
        const body: { value: Message[] } = {
          value: found.map((message) => shown(message, headers, query.get('$select'))),
        }
        return { status: 200, body }
      },
    },
    {
      route: GRAPH.get,
      query: ['$select'],
      scopes: ['Mail.Read', 'Mail.ReadWrite'],
      handle({ params, query, headers }) {
        const message = find(params['id'], headers)
        return message === undefined ? GONE : { status: 200, body: shown(message, headers, query.get('$select')) }
      },
    },
    {
      route: GRAPH.create,
      scopes: ['Mail.ReadWrite'],
      handle({ body, headers }) {
        const message = mailbox.add('drafts', body as Message)
        return { status: 201, body: shown(message, headers, null) }
      },
    },
    {
      route: GRAPH.write,
      scopes: ['Mail.ReadWrite'],
      handle({ params, body, headers }) {
        const message = find(params['id'], headers)
        if (message === undefined) return GONE
        Object.assign(message.content, body)
        return { status: 200, body: shown(message, headers, null) }
      },
    },
    {
      route: GRAPH.reply,
      scopes: ['Mail.ReadWrite'],
      handle({ params, headers }) {
        const original = find(params['id'], headers)
        if (original === undefined) return GONE
        const { subject = '', from } = original.content
        const draft: Message = { subject: `RE: ${subject ?? ''}`, toRecipients: from ? [from] : [] }
        return { status: 201, body: shown(mailbox.add('drafts', draft, original.thread), headers, null) }
      },
    },
    {
      route: GRAPH.send,
      scopes: ['Mail.Send'],
      handle({ params, headers }): Answer {
        const message = find(params['id'], headers)
        if (message === undefined) return GONE
        if ((message.content.toRecipients ?? []).length === 0)
          return { status: 400, body: errorOf('ErrorInvalidRecipients', 'At least one recipient is not valid.') }
        // Whether a second send of one id does nothing is not known (CONNECTORS 3.5): the worst is taken for true.
        delivered.push(structuredClone(message.content))
        message.folder = 'sent'
        if (graph.copyLag > 0) hidden = { id: message.id, looks: graph.copyLag }
        return { status: 202 }
      },
    },
  ]

  const secure = makeCertificate()
  setDefaultCACertificates([...getCACertificates('default'), secure.cert])
  const fake = await startProvider({
    operations,
    spec: loadSpec('graph'),
    error: (_status, code, message) => errorOf(code, message),
    noToken: { code: 'InvalidAuthenticationToken', message: 'Access token has expired or is not yet valid.' },
    noScope: { code: 'ErrorAccessDenied', message: 'Access is denied. Check credentials and try again.' },
    limit: (_route, inFlight): Fault | null => (inFlight > 4 ? THROTTLED : null),
    secure,
  })
  const graph: GraphFake = Object.assign(fake, {
    mailbox,
    delivered,
    copyLag: 0,
    receive: (content: Message) => mailbox.add('inbox', content),
    discard(id: string) {
      mailbox.kept.delete(id.replace(/^AAkA\/|\+=$/g, ''))
    },
  })
  return graph
}

export const THROTTLED: Fault = {
  answer: 429,
  code: 'ApplicationThrottled',
  message: 'Application is over its MailboxConcurrency limit.',
  retryAfter: '10',
}
const GONE: Answer = {
  status: 404,
  body: errorOf('ErrorItemNotFound', 'The specified object was not found in the store.'),
}

function errorOf(code: string, message: string) {
  return { error: { code, message, innerError: { date: '2026-03-02T10:00:30', 'request-id': 'fake' } } }
}

/** The two filters that the channel asks with, over the whole mailbox. */
function filterOf(filter: string): ((message: Message) => boolean) | null {
  const id = /^internetMessageId eq '(.+)'$/.exec(filter)?.[1]
  if (id !== undefined) return (message) => message.internetMessageId === id.replaceAll("''", "'")
  const [, name, value] =
    /^singleValueExtendedProperties\/any\(ep: ep\/id eq '([^']+)' and ep\/value eq '([^']+)'\)$/.exec(filter) ?? []
  if (name === undefined) return null
  return ({ singleValueExtendedProperties: properties }) =>
    properties?.some((property) => property.id === name && property.value === value) === true
}
