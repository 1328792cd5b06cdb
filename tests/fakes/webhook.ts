import { startFake } from './http-fake.ts'
import type { Asked, HttpFake } from './http-fake.ts'

/** `moved`: where `/moved` says that it has gone to. */
export type WebhookFake = HttpFake & { taken: Asked[]; moved: string }

/** A receiver that keeps what it is sent; checking the signature is the test's. */
export async function startWebhook(): Promise<WebhookFake> {
  const taken: Asked[] = []
  const fake = await startFake({
    writes: ({ method }) => method === 'POST',
    refusal: { status: 403, body: 'not from you' },
    limit: { status: 429, body: 'later', headers: { 'retry-after': '30' } },
    answer(asked) {
      if (asked.method === 'HEAD') return { status: 405 }
      if (asked.method !== 'POST') return null
      if (asked.url.pathname === '/moved') return { status: 307, headers: { location: whole.moved } }
      taken.push(asked)
      return { status: 204 }
    },
  })
  const whole: WebhookFake = Object.assign(fake, { taken, moved: '' })
  return whole
}
