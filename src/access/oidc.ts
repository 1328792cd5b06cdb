import * as oidc from 'openid-client'
import { AppError } from '../lib/errors.ts'
import { openOutbound } from '../lib/outbound.ts'
import { partOf } from './sign-in.ts'
import type { SignInSettings } from './oidc-claims.ts'
import type { Flow, Refusal } from './sign-in.ts'

/** The provider as sign-in sees it: where a browser is sent, and what its answer is worth. */
export type Provider = {
  settings: SignInSettings
  /** Where the browser goes. `again`: the person is to prove anew who they are. Throws `unavailable`. */
  begin(flow: Flow, options: { again: boolean; domains: readonly string[] }): Promise<URL>
  /** The claims of the ID token, with everything about it checked; `address` is where the browser came back. Throws `unavailable`. */
  finish(flow: Flow, query: URLSearchParams): Promise<{ claims: unknown } | { refused: Refusal }>
}

/** Nothing is asked of the provider before the first sign-in; what it says about itself is then kept while the process lives. */
export function openProvider(settings: SignInSettings): Provider {
  let known: Promise<oidc.Configuration> | null = null
  const configuration = (): Promise<oidc.Configuration> => {
    known ??= discover(settings).catch((error: unknown) => {
      known = null
      throw unreachable(settings, error)
    })
    return known
  }
  return {
    settings,
    begin: async (flow, { again, domains }) => {
      const [domain, another] = domains
      return oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: settings.redirectUri,
        scope: 'openid email profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(partOf(flow, 'verifier')),
        code_challenge_method: 'S256',
        state: partOf(flow, 'state'),
        nonce: partOf(flow, 'nonce'),
        ...(settings.provider === 'google' && domain !== undefined && another === undefined ? { hd: domain } : {}),
        // Google knows no `login`; choosing the account anew is the most that it can be asked for.
        ...(again ? { prompt: settings.provider === 'google' ? 'select_account' : 'login' } : {}),
      })
    },
    finish: async (flow, query) => {
      const config = await configuration()
      // The address that was registered, never one that the request makes up: the provider compares it to the letter.
      const address = new URL(settings.redirectUri)
      address.search = query.toString()
      try {
        const tokens = await oidc.authorizationCodeGrant(config, address, {
          pkceCodeVerifier: partOf(flow, 'verifier'),
          expectedState: partOf(flow, 'state'),
          expectedNonce: partOf(flow, 'nonce'),
          idTokenExpected: true,
        })
        return { claims: tokens.claims() }
      } catch (error) {
        const refused = refusalOf(error, query, partOf(flow, 'state'))
        if (refused === null) throw unreachable(settings, error)
        return { refused }
      }
    },
  }
}

/** Asked over the one way out: the issuer, and then the hosts that it names for tokens and keys; no other. */
async function discover({ issuer, clientId, clientSecret }: SignInSettings): Promise<oidc.Configuration> {
  const address = new URL(issuer)
  const fetchFrom = (...hosts: string[]): oidc.CustomFetch => {
    const outbound = openOutbound({
      hosts,
      loopback: isLoopback(address),
      timeoutMs: TIMEOUT_SECONDS * 1000,
      maxBytes: 1_000_000,
    })
    return (url, init) => outbound.fetch(url, init)
  }
  // The signature is checked too, although the token comes over TLS from the provider itself: nothing rests on one check.
  const execute = [oidc.enableNonRepudiationChecks]
  if (address.protocol === 'http:') execute.push(oidc.allowInsecureRequests)
  const config = await oidc.discovery(
    address,
    clientId,
    { [oidc.clockTolerance]: 30 },
    oidc.ClientSecretPost(clientSecret.reveal()),
    { execute, timeout: TIMEOUT_SECONDS, [oidc.customFetch]: fetchFrom(address.host) },
  )
  const { token_endpoint: tokens, jwks_uri: keys } = config.serverMetadata()
  const named = [tokens, keys].flatMap((url) => (url === undefined ? [] : [new URL(url).host]))
  config[oidc.customFetch] = fetchFrom(address.host, ...named)
  return config
}

function isLoopback({ hostname }: URL): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}

const TIMEOUT_SECONDS = 10

/** Null where the provider did not answer at all: that is nobody's wrong sign-in. */
function refusalOf(error: unknown, query: URLSearchParams, state: string): Refusal | null {
  if (query.get('state') !== state) return 'state'
  if (error instanceof oidc.AuthorizationResponseError) return 'provider'
  if (error instanceof oidc.ResponseBodyError) return error.status < 500 ? 'code' : null
  if (error instanceof oidc.ClientError) {
    if (error.cause instanceof AppError) return null
    const status = answeredStatus(error.cause)
    if (status >= 400) return status < 500 ? 'code' : null
    return error.code === 'OAUTH_TIMEOUT' ? null : 'token'
  }
  return null
}

/** Of a provider that does not refuse in the shape that OAuth has for it; 0 where the fault is not in the status. */
function answeredStatus(cause: unknown): number {
  // Not by class: the server that we run under puts one of its own in the place of the global Response.
  return cause instanceof Object && 'status' in cause && typeof cause.status === 'number' ? cause.status : 0
}

function unreachable({ issuer }: SignInSettings, cause: unknown): AppError {
  return new AppError(
    'unavailable',
    `the sign-in provider ${issuer} does not answer as one should: check BATON_OIDC_ISSUER, then try again`,
    { cause },
  )
}
