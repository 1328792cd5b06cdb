import { Events, OAuth2Server } from 'oauth2-mock-server'
import type { MutableResponse, MutableToken } from 'oauth2-mock-server'

/** A sign-in provider on loopback: real discovery, keys, codes and PKCE; what it says of people is set by the test. */
export type FakeProvider = {
  issuer: string
  /** laid over every token that it signs from now on */
  says(claims: Record<string, unknown>): void
  /** the next answers of the token endpoint */
  answers(change: ((response: MutableResponse) => void) | null): void
  /** signs with a key that it does not publish */
  forges(forge: boolean): Promise<void>
  stop(): Promise<void>
}

export async function fakeProvider(): Promise<FakeProvider> {
  const server = new OAuth2Server()
  await server.issuer.keys.generate('RS256')
  await server.start(0, '127.0.0.1')
  const other = new OAuth2Server()
  await other.issuer.keys.generate('RS256')
  other.issuer.url = server.issuer.url
  let claims: Record<string, unknown> = {}
  let change: ((response: MutableResponse) => void) | null = null
  let forged: string | null = null
  server.service.on(Events.BeforeTokenSigning, (token: MutableToken) => {
    Object.assign(token.payload, claims)
    for (const [name, value] of Object.entries(claims)) if (value === undefined) delete token.payload[name]
  })
  server.service.on(Events.BeforeResponse, (response: MutableResponse) => {
    if (forged !== null && typeof response.body === 'object' && response.body !== null)
      Object.assign(response.body, { id_token: forged })
    change?.(response)
  })
  return {
    issuer: server.issuer.url ?? '',
    says: (next) => {
      claims = next
    },
    answers: (next) => {
      change = next
    },
    forges: async (forge) => {
      forged = forge
        ? await other.issuer.buildToken({ scopesOrTransform: (_, payload) => Object.assign(payload, claims) })
        : null
    },
    stop: () => server.stop(),
  }
}
