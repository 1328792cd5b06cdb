import { checkedAddress } from './outbound.ts'
import type { Secret } from './secret.ts'

export type HubspotOptions = {
  /** asked for at every call, since tokens last half an hour */
  token: () => Promise<Secret>
  /** of the API; another one only in tests */
  base?: string
  timeoutMs?: number
}

/** An answer, whatever its status: this client does not throw for those. */
export type HubspotAnswer = { status: number; body: unknown; retryAfter: string | null }

export type Hubspot = { ask(method: string, path: string, body?: object): Promise<HubspotAnswer> }

/**
 * HubSpot's own client, without its retries, which send creates again (numberOfApiCallRetries stays 0). It cannot be
 * handed a fetch, so the one address that it may ask is looked at before. Throws where no answer came.
 */
export function openHubspot({ token, base = HUBSPOT, timeoutMs = 30_000 }: HubspotOptions): Hubspot {
  const { host } = checkedAddress(base, { hosts: [new URL(base).host], loopback: base !== HUBSPOT })
  return {
    async ask(method, path, body) {
      const { Client } = await import('@hubspot/api-client')
      const client = new Client({ accessToken: (await token()).reveal(), basePath: base, numberOfApiCallRetries: 0 })
      const request = { method, path, ...(body === undefined ? {} : { body }) }
      const answer = await within(timeoutMs, host, client.apiRequest(request))
      const text = await within(timeoutMs, host, answer.text())
      return { status: answer.status, body: jsonOf(text), retryAfter: answer.headers.get('retry-after') }
    },
  }
}

const HUBSPOT = 'https://api.hubapi.com'

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function within<T>(milliseconds: number, host: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${host} did not answer in time`)), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
