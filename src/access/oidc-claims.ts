import { z } from 'zod'
import { domainOf } from './sign-in.ts'
import type { Secret } from '../lib/secret.ts'
import type { Identity, Refusal } from './sign-in.ts'

/** How people sign in. `other`: any issuer that verifies addresses and says so. */
export type SignInSettings = {
  provider: 'google' | 'entra' | 'other'
  issuer: string
  clientId: string
  clientSecret: Secret
  /** the directory (tenant) id at Entra; null elsewhere */
  tenant: string | null
  /** whose accounts are let in; empty: those of the seller's domains */
  domains: readonly string[]
  /** `known`: only who is one of the people here already. `domain`: others of the domains join as viewers */
  joining: 'known' | 'domain'
  /** the address that was registered with the provider, to the letter */
  redirectUri: string
}

const Claims = z.object({
  iss: z.string().max(500),
  sub: z.string().min(1).max(300),
  email: z.string().max(320).optional(),
  email_verified: z.union([z.boolean(), z.string()]).optional(),
  name: z.string().max(200).optional(),
  auth_time: z.number().optional(),
  hd: z.string().max(300).optional(),
  tid: z.string().max(100).optional(),
  idp: z.string().max(500).optional(),
  acct: z.union([z.number(), z.string()]).optional(),
  preferred_username: z.string().max(320).optional(),
  xms_edov: z.union([z.boolean(), z.string(), z.number()]).optional(),
})

/**
 * Whom a checked ID token names, by the rules of its provider; what a claim is worth differs between them.
 * Google: `hd` is the organisation, and absent for private accounts. Entra: `tid` is the organisation; the `email` of an account
 * may be anything (its owner's tenant sets it) unless `xms_edov` says that the domain's owner verified it, so the sign-in name
 * counts instead, whose domain the tenant had to prove.
 */
export function identityOf(
  given: unknown,
  { provider, tenant }: Pick<SignInSettings, 'provider' | 'tenant'>,
  domains: readonly string[],
): { identity: Identity } | { refused: Refusal } {
  const parsed = Claims.safeParse(given)
  if (!parsed.success) return { refused: 'token' }
  const claims = parsed.data
  if (provider === 'entra') {
    if (claims.tid === undefined || claims.tid.toLowerCase() !== tenant?.toLowerCase()) return { refused: 'tenant' }
    if (isGuest(claims, tenant)) return { refused: 'guest' }
  }
  if (provider === 'google' && (claims.hd === undefined || !domains.includes(claims.hd.toLowerCase())))
    return { refused: 'domain' }
  const verified = provider === 'entra' ? yes(claims.xms_edov) : yes(claims.email_verified)
  const address = provider === 'entra' && !verified ? claims.preferred_username : verified ? claims.email : undefined
  const email = z.email().toLowerCase().safeParse(address)
  if (!email.success) return { refused: 'mail' }
  // At Google the organisation decides: it may have more domains than the one that `hd` names.
  if (provider !== 'google' && !domains.includes(domainOf(email.data))) return { refused: 'domain' }
  return {
    identity: {
      issuer: claims.iss,
      subject: claims.sub,
      email: email.data,
      name: claims.name?.trim() || email.data,
      authTime: claims.auth_time === undefined ? null : new Date(claims.auth_time * 1000),
    },
  }
}

/** Somebody of another directory, or with a private Microsoft account, who was invited into this one. */
function isGuest({ idp, acct, preferred_username: name }: z.infer<typeof Claims>, tenant: string | null): boolean {
  if (Number(acct ?? 0) === 1 || /#ext#/i.test(name ?? '')) return true
  return idp !== undefined && (tenant === null || !idp.toLowerCase().includes(tenant.toLowerCase()))
}

function yes(claim: boolean | string | number | undefined): boolean {
  return claim === true || claim === 1 || claim === 'true' || claim === '1'
}
