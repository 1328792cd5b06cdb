import { z } from 'zod'
import { openOutbound } from '../../lib/outbound.ts'
import { answeredWith, effectOf, notReady, notSeen, notThere, unanswered } from '../failure.ts'
import { noteText, readNote } from '../note.ts'
import type { Secret } from '../../lib/secret.ts'
import type { Channel } from '../channel.ts'
import type { Failure } from '../failure.ts'
import type { Note } from '../note.ts'

export type SlackOptions = {
  /** asked for at every call; of a bot with `chat:write`, and with `channels:history` for looking up */
  token: () => Promise<Secret>
  /** of the Web API; another one only in tests */
  base?: string
  timeoutMs?: number
}

/**
 * One message in the channel that the parcel's target names by id. Its metadata holds the delivery's key, by which it is
 * found again where the bot may read the channel; where it may not, nothing is ever called absent.
 */
export function slackChannel({ token, base = 'https://slack.com', timeoutMs = 30_000 }: SlackOptions): Channel {
  const outbound = openOutbound({ hosts: [new URL(base).host], loopback: true, timeoutMs, maxBytes: 4 * 1024 * 1024 })

  const ask = async (method: string, body: object): Promise<Answer | { failure: Failure }> => {
    try {
      const answer = await outbound.fetch(`${base}/api/${method}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${(await token()).reveal()}`,
          'content-type': 'application/json; charset=utf-8',
        },
        body: JSON.stringify(body),
      })
      const read = Answer.safeParse(await answer.json().catch(() => null))
      if (read.success && read.data.ok) return read.data
      const error = (read.data?.error ?? '') + (read.data?.needed === undefined ? '' : ` (${read.data.needed})`)
      // Slack says no with 200 and a word; of these words it tells itself that something may have been done.
      const status = answer.status !== 200 ? answer.status : LEFT_OPEN.has(error) ? 500 : 403
      return { failure: answeredWith(read.success ? status : 502, error, answer.headers.get('retry-after')) }
    } catch (cause) {
      return { failure: unanswered(cause) }
    }
  }

  return {
    name: 'slack',
    lookupNote: 'by the key in the message’s metadata, where the bot may read the channel (channels:history)',

    async prepare() {
      const answer = await ask('auth.test', {})
      return 'failure' in answer ? notReady('Slack', answer.failure) : { ready: true, ref: null }
    },

    async send({ key, target, mediaType, bytes }) {
      const message = messageOf(readNote(mediaType, bytes))
      const metadata = { event_type: EVENT, event_payload: { key } }
      const answer = await ask('chat.postMessage', { channel: target, ...message, ...INERT, metadata })
      if ('failure' in answer) return effectOf('Slack', answer.failure)
      return { outcome: 'sent', ref: `${answer.channel ?? target}/${answer.ts ?? ''}`, refused: [] }
    },

    async lookup({ key, target, at }) {
      const oldest = String(Math.floor(at.getTime() / 1000) - CLOCKS_APART)
      let cursor: string | undefined
      for (let page = 0; page < PAGES; page++) {
        const answer = await ask('conversations.history', {
          channel: target,
          oldest,
          include_all_metadata: true,
          limit: 200,
          ...(cursor === undefined ? {} : { cursor }),
        })
        if ('failure' in answer) return notSeen('Slack', answer.failure)
        const found = answer.messages?.find(({ metadata }) => metadata?.event_payload?.['key'] === key)
        if (found !== undefined) return { outcome: 'found', ref: `${target}/${found.ts}` }
        cursor = answer.response_metadata?.next_cursor
        if (cursor === undefined || cursor === '')
          return notThere(at, 'no message of the channel since then bears the key')
      }
      return { outcome: 'unknown', reason: 'the channel has too many messages since then to look through' }
    },

    async recall(_key, ref) {
      const [channel, ts] = (ref ?? '').split('/')
      if (channel === undefined || ts === undefined || ts === '')
        return { outcome: 'unknown', reason: 'it is not known which message it was' }
      const answer = await ask('chat.update', { channel, ts, ...TAKEN_BACK })
      if (!('failure' in answer)) return { outcome: 'recalled' }
      return answer.failure.words.includes('message_not_found')
        ? { outcome: 'absent' }
        : notSeen('Slack', answer.failure)
    },
  }
}

/** Plain text throughout: nothing in it names a person, opens a link or draws anything; the one button opens our page. */
function messageOf(note: Note): { text: string; blocks: object[] } {
  const lines = note.lines.map((line) => escaped(line, 2_900))
  return {
    text: escaped(noteText({ ...note, link: null }), 2_900),
    blocks: [
      { type: 'header', text: plain(escaped(note.title, 150)) },
      ...lines.map((line) => ({ type: 'section', text: plain(line) })),
      ...(note.link === null
        ? []
        : [
            {
              type: 'actions',
              elements: [{ type: 'button', action_id: 'open', url: note.link, text: plain('Open the brief') }],
            },
          ]),
    ],
  }
}

function plain(text: string) {
  return { type: 'plain_text', text, emoji: false }
}

/** Slack's three signs; what is too long ends in an ellipsis, never in half an escape. */
function escaped(text: string, most: number): string {
  const cut =
    text.length > most / 5 && escape(text).length > most ? `${text.slice(0, Math.floor((most - 1) / 5))}…` : text
  return escape(cut)
}

function escape(text: string): string {
  return text.toWellFormed().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const EVENT = 'baton_delivery'

/** Also the plain line that notifications show is read as plain text: no channel is called, no preview fetched. */
const INERT = { mrkdwn: false, parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false }

const TAKEN_BACK = {
  text: 'This message was taken back.',
  blocks: [{ type: 'section', text: plain('This message was taken back.') }],
  metadata: { event_type: 'baton_recalled', event_payload: {} },
}

const LEFT_OPEN = new Set(['fatal_error', 'internal_error', 'service_unavailable', 'request_timeout'])

/** Seconds by which our clock and theirs may differ. */
const CLOCKS_APART = 120
const PAGES = 25

const Answer = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  needed: z.string().optional(),
  channel: z.string().optional(),
  ts: z.string().optional(),
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z.object({ event_payload: z.record(z.string(), z.unknown()).optional() }).optional(),
      }),
    )
    .optional(),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})
type Answer = z.infer<typeof Answer>
