import { describe, expect, test } from 'vitest'
import { identityOf } from '../../src/access/oidc-claims.ts'

const TENANT = '6f1d2c3b-0000-4000-8000-00000000abcd'
const DOMAINS = ['seller.example']

describe('an account at Google', () => {
  const google = (claims: object) => identityOf({ ...GOOGLE, ...claims }, { provider: 'google', tenant: null }, DOMAINS)
  const GOOGLE = {
    iss: 'https://accounts.google.com',
    sub: '1',
    email: 'Anna@seller.example',
    email_verified: true,
    hd: 'seller.example',
    name: ' Anna ',
  }
  test('of the company is somebody', () => {
    expect(google({})).toEqual({
      identity: {
        issuer: 'https://accounts.google.com',
        subject: '1',
        email: 'anna@seller.example',
        name: 'Anna',
        authTime: null,
      },
    })
  })
  test('of the company may have an address of its second domain', () => {
    expect(google({ email: 'anna@seller-group.example' })).toMatchObject({
      identity: { email: 'anna@seller-group.example' },
    })
  })
  test.each([
    ['that is private, also with an address of the company', { hd: undefined }, 'domain'],
    ['of another company', { hd: 'evil.example' }, 'domain'],
    ['of another company, with an address of ours', { hd: 'evil.example', email: 'anna@seller.example' }, 'domain'],
    ['whose address is not verified', { email_verified: false }, 'mail'],
    ['whose address is verified in words only', { email_verified: 'no' }, 'mail'],
    ['without subject', { sub: '' }, 'token'],
  ])('%s is nobody', (_, claims, refused) => {
    expect(google(claims)).toEqual({ refused })
  })
})

describe('an account at Entra', () => {
  const ENTRA = {
    iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
    sub: 's',
    tid: TENANT,
    preferred_username: 'Anna@seller.example',
    name: 'Anna',
  }
  const entra = (claims: object, tenant: string | null = TENANT) =>
    identityOf({ ...ENTRA, ...claims }, { provider: 'entra', tenant }, DOMAINS)
  test('of the directory is whoever its sign-in name says', () => {
    expect(entra({})).toMatchObject({ identity: { email: 'anna@seller.example' } })
    expect(entra({ email: 'ruth@seller.example' })).toMatchObject({ identity: { email: 'anna@seller.example' } })
    expect(entra({ tid: TENANT.toUpperCase(), acct: 0, auth_time: 1_700_000_000 })).toMatchObject({
      identity: { authTime: new Date(1_700_000_000_000) },
    })
  })
  test('is whom its address names where the owner of the domain verified it', () => {
    const claims = { preferred_username: 'a4711@seller.example', email: 'anna@seller.example' }
    expect(entra({ ...claims, xms_edov: true })).toMatchObject({ identity: { email: 'anna@seller.example' } })
    expect(entra({ ...claims, xms_edov: '1' })).toMatchObject({ identity: { email: 'anna@seller.example' } })
    expect(entra({ ...claims, xms_edov: false })).toMatchObject({ identity: { email: 'a4711@seller.example' } })
  })
  test.each([
    ['of another directory', { tid: '00000000-0000-4000-8000-000000000000' }, 'tenant'],
    ['of no directory', { tid: undefined }, 'tenant'],
    ['of a guest', { acct: 1 }, 'guest'],
    ['of a guest by name', { preferred_username: 'anna_seller.example#EXT#@evil.example' }, 'guest'],
    ['of a guest with a private account', { idp: 'live.com' }, 'guest'],
    ['of a guest from elsewhere', { idp: 'https://sts.windows.net/00000000-0000-4000-8000-000000000000/' }, 'guest'],
    ['with a sign-in name of another domain', { preferred_username: 'anna@evil.example' }, 'domain'],
    ['whose sign-in name is no address', { preferred_username: '+4917000000' }, 'mail'],
    ['without sign-in name', { preferred_username: undefined, email: 'anna@seller.example' }, 'mail'],
  ])('%s is nobody', (_, claims, refused) => {
    expect(entra(claims)).toEqual({ refused })
  })
  test('is nobody where no directory was configured', () => {
    expect(entra({ tid: 'null' }, null)).toEqual({ refused: 'tenant' })
  })
})

test.each([null, 7, 'token', [], { iss: 1 }, { iss: 'x', sub: { toString: 'x' } }])('%j is no token', (claims) => {
  expect(identityOf(claims, { provider: 'other', tenant: null }, DOMAINS)).toEqual({ refused: 'token' })
})
