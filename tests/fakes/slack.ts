import type {
  AuthTestResponse,
  ChatPostMessageArguments,
  ChatPostMessageResponse,
  ChatUpdateResponse,
  ConversationsHistoryResponse,
} from '@slack/web-api'
import { jsonOf, startFake } from './http-fake.ts'
import type { Answered, HttpFake } from './http-fake.ts'

/** What is kept of a message: what was asked for, and Slack's own number of it. */
export type SlackMessage = { channel: string; ts: string; asked: Record<string, unknown> }

export type SlackFake = HttpFake & { messages: SlackMessage[]; scopes: Set<string> }

export const SLACK_TOKEN = 'slack-token-of-a-test'

/** Slack's own answers are 200 with `ok`; these hold their shapes to the types that Slack publishes. */
type Said = AuthTestResponse | ChatPostMessageResponse | ChatUpdateResponse | ConversationsHistoryResponse

/** The Web API as far as messages of a bot go: post, update, read back with metadata where the scope is there. */
export async function startSlack(): Promise<SlackFake> {
  const messages: SlackMessage[] = []
  const scopes = new Set(['chat:write', 'channels:history'])
  let last = 0
  const ok = (body: Said): Answered => ({ status: 200, body })
  const no = (error: string, needed?: string): Answered =>
    ok({ ok: false, error, ...(needed === undefined ? {} : { needed, provided: [...scopes].join(',') }) })

  const METHODS: Record<string, { scope?: string; fields: readonly string[]; run(body: Body): Answered }> = {
    'auth.test': { fields: [], run: () => ok({ ok: true, team: 'T', user: 'baton', user_id: 'U1', bot_id: 'B1' }) },
    'chat.postMessage': {
      scope: 'chat:write',
      fields: POST satisfies readonly KeysOf<ChatPostMessageArguments>[],
      run(body) {
        const channel = String(body['channel'])
        if (!channel.startsWith('C')) return no('channel_not_found')
        last = Math.max(last + 1, Math.floor(Date.now() / 1000))
        const ts = `${last}.000100`
        messages.push({ channel, ts, asked: body })
        return ok({ ok: true, channel, ts, message: { ts, text: String(body['text']), bot_id: 'B1', type: 'message' } })
      },
    },
    'chat.update': {
      scope: 'chat:write',
      fields: ['channel', 'ts', 'text', 'blocks', 'metadata'],
      run(body) {
        const found = messages.find(({ channel, ts }) => channel === body['channel'] && ts === body['ts'])
        if (found === undefined) return no('message_not_found')
        found.asked = body
        return ok({ ok: true, channel: found.channel, ts: found.ts, text: String(body['text']) })
      },
    },
    'conversations.history': {
      scope: 'channels:history',
      fields: ['channel', 'oldest', 'include_all_metadata', 'limit', 'cursor'],
      run(body) {
        const from = Number(body['cursor'] ?? 0)
        const all = messages.filter(
          ({ channel, ts }) => channel === body['channel'] && Number(ts) >= Number(body['oldest'] ?? 0),
        )
        // Newest first, and pages smaller than asked for: a client that stops early misses the oldest.
        const page = all.toReversed().slice(from, from + 2)
        const next = from + 2 < all.length ? String(from + 2) : ''
        return ok({
          ok: true,
          has_more: next !== '',
          messages: page.map(({ ts, asked }) => ({
            ts,
            type: 'message',
            text: String(asked['text']),
            ...(body['include_all_metadata'] === true
              ? { metadata: asked['metadata'] as { event_type: string; event_payload: Record<string, string> } }
              : {}),
          })),
          response_metadata: { next_cursor: next },
        })
      },
    },
  }

  const fake = await startFake({
    writes: ({ url }) => url.pathname.startsWith('/api/chat.'),
    refusal: { status: 200, body: { ok: false, error: 'not_in_channel' } },
    limit: { status: 429, body: { ok: false, error: 'ratelimited' }, headers: { 'retry-after': '30' } },
    answer(asked) {
      const method = METHODS[asked.url.pathname.replace('/api/', '')]
      if (method === undefined || asked.method !== 'POST') return null
      if (asked.headers['authorization'] !== `Bearer ${SLACK_TOKEN}`) return no('invalid_auth')
      if (method.scope !== undefined && !scopes.has(method.scope)) return no('missing_scope', method.scope)
      const body = (jsonOf(asked) ?? {}) as Body
      const unknown = Object.keys(body).filter((name) => !method.fields.includes(name))
      return unknown.length > 0 ? { status: 501, body: `no such argument: ${unknown.join(', ')}` } : method.run(body)
    },
  })
  return Object.assign(fake, { messages, scopes })
}

type Body = Record<string, unknown>

/** Every key of every form that a union of arguments has. */
type KeysOf<T> = T extends unknown ? keyof T & string : never

const POST = [
  'channel',
  'text',
  'blocks',
  'metadata',
  'mrkdwn',
  'parse',
  'link_names',
  'unfurl_links',
  'unfurl_media',
] as const
