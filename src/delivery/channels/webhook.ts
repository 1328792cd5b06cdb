import { createHmac } from 'node:crypto'
import { openOutbound } from '../../lib/outbound.ts'
import { answeredWith, effectOf, notReady, unanswered } from '../failure.ts'
import type { Secret } from '../../lib/secret.ts'
import type { Channel, Parcel } from '../channel.ts'

export type WebhookOptions = {
  url: string
  /** what both sides know: requests are signed with it */
  secret: Secret
  timeoutMs?: number
}

/**
 * The approved bytes by POST to an address of the company's own, signed, under a key that every attempt shares. What it
 * did with them cannot be asked, so a lost answer stays `unsure`; a receiver that honours the key may be sent to again.
 */
export function webhookChannel({ url, secret, timeoutMs = 30_000 }: WebhookOptions): Channel {
  const { host } = new URL(url)
  const outbound = openOutbound({ hosts: [host], loopback: true, timeoutMs, maxBytes: 64 * 1024 })
  return {
    name: 'webhook',
    lookupNote: null,

    async prepare() {
      try {
        const answer = await outbound.fetch(url, { method: 'HEAD' })
        await answer.body?.cancel()
        // Whatever it says of HEAD, it is there; only what is closed for now will not take the POST either.
        if (answer.status !== 429 && answer.status !== 503) return { ready: true, ref: null }
        return notReady(host, answeredWith(answer.status, '', answer.headers.get('retry-after')))
      } catch (cause) {
        return notReady(host, unanswered(cause))
      }
    },

    async send(parcel) {
      try {
        const headers = signedHeaders(parcel, secret, new Date())
        const answer = await outbound.fetch(url, { method: 'POST', headers, body: parcel.bytes })
        const said = await answer.text().catch(() => '')
        if (answer.ok) return { outcome: 'sent', ref: null, refused: [] }
        return effectOf(host, answeredWith(answer.status, said, answer.headers.get('retry-after')))
      } catch (cause) {
        return effectOf(host, unanswered(cause))
      }
    },
  }
}

/**
 * `baton-signature` is HMAC-SHA256 over time, key and body with full stops between; a receiver refuses a time that is
 * minutes off, so that nobody plays an old request again.
 */
function signedHeaders({ key, mediaType, bytes }: Parcel, secret: Secret, now: Date): Record<string, string> {
  const time = String(Math.floor(now.getTime() / 1000))
  const signature = createHmac('sha256', secret.reveal()).update(`${time}.${key}.`).update(bytes).digest('hex')
  return {
    'content-type': mediaType,
    'idempotency-key': key,
    'baton-timestamp': time,
    'baton-signature': `v1=${signature}`,
  }
}
