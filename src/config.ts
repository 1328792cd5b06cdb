import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from './lib/errors.ts'
import { checkedAddress } from './lib/outbound.ts'
import { Secret } from './lib/secret.ts'
import type { KeyPlace } from './access/keys.ts'
import type { SignInSettings } from './access/oidc-claims.ts'

/**
 * Everything that can be set from outside, read once. Wrong or unknown names are all reported in one error; a value is
 * never repeated, for it may be a secret.
 */
export type Config = {
  /** the embedded workspace's folder; not used with a server */
  workspace: string
  databaseUrl: string | null
  /** who acts where a command has no --as */
  person: string | null
  /** the outbox folder of the channel `file` */
  outbox: string
  smtp: { url: string; from: string } | null
  gmail: MailboxAccess | null
  outlook: MailboxAccess | null
  webhook: { url: string; secret: Secret } | null
  /** `channel`: the id of the one that messages go to */
  slack: { token: Secret; channel: string } | null
  /** the company's rules; `needed`: somebody named the file, so it has to be there */
  policies: { file: string; needed: boolean }
  hubspot: { token: Secret } | null
  /** `keyField`: a unique external id field of Task, where the org has one for Baton */
  salesforce: { instanceUrl: string; token: Secret; keyField: string | null } | null
  /** the fields of CRM records that a person may have written, `Opportunity.CloseDate`; no other one ever is */
  crmFields: readonly string[]
  /** the keys that secrets in the database are encrypted with */
  keys: KeyPlace
  /** the address under which browsers know Baton; null: only this machine does */
  publicUrl: URL | null
  /** how people sign in; null: only who sits at this machine acts */
  signIn: SignInSettings | null
  /** addresses of reverse proxies whose X-Forwarded-For is believed */
  proxies: readonly string[]
}

/** A mailbox that Baton may send from; the file holds what lets it, and whoever renews that writes it there. */
export type MailboxAccess = { mailbox: string; tokenFile: string; leaveDraft: boolean }

/** `flags` are what the command line says and win over the environment; relative paths are taken from `cwd`. */
export function readConfig(
  env: Record<string, string | undefined>,
  cwd: string,
  flags: { workspace?: string | undefined; as?: string | undefined } = {},
): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => value !== '' && concerns(name)))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const wrong = parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => `${key} is not known`)
        : [`${issue.path.join('.')} ${issue.message}`],
    )
    throw new AppError('bad_call', `wrong settings: ${wrong.join('; ')}; see .env.example`)
  }
  const set = parsed.data
  const workspace = absolute(cwd, flags.workspace ?? set.BATON_WORKSPACE ?? '.baton')
  const databaseUrl = flags.workspace === undefined ? (set.DATABASE_URL ?? null) : null
  return {
    workspace,
    databaseUrl,
    person: (flags.as ?? set.BATON_PERSON)?.trim().toLowerCase() ?? null,
    outbox: absolute(cwd, set.BATON_OUTBOX ?? resolve(workspace, 'outbox')),
    smtp:
      set.BATON_SMTP_URL === undefined || set.BATON_SMTP_FROM === undefined
        ? null
        : { url: set.BATON_SMTP_URL, from: set.BATON_SMTP_FROM },
    gmail: mailboxOf(cwd, set.BATON_GMAIL_MAILBOX, set.BATON_GMAIL_TOKEN_FILE, set.BATON_GMAIL_MODE),
    outlook: mailboxOf(cwd, set.BATON_OUTLOOK_MAILBOX, set.BATON_OUTLOOK_TOKEN_FILE, set.BATON_OUTLOOK_MODE),
    webhook:
      set.BATON_WEBHOOK_URL === undefined || set.BATON_WEBHOOK_SECRET === undefined
        ? null
        : { url: set.BATON_WEBHOOK_URL, secret: new Secret(set.BATON_WEBHOOK_SECRET) },
    slack:
      set.BATON_SLACK_TOKEN === undefined || set.BATON_SLACK_CHANNEL === undefined
        ? null
        : { token: new Secret(set.BATON_SLACK_TOKEN), channel: set.BATON_SLACK_CHANNEL },
    policies: {
      file: absolute(cwd, set.BATON_POLICIES ?? resolve(workspace, 'policies.yaml')),
      needed: set.BATON_POLICIES !== undefined,
    },
    hubspot: set.BATON_HUBSPOT_TOKEN === undefined ? null : { token: new Secret(set.BATON_HUBSPOT_TOKEN) },
    salesforce:
      set.BATON_SALESFORCE_URL === undefined || set.BATON_SALESFORCE_TOKEN === undefined
        ? null
        : {
            instanceUrl: set.BATON_SALESFORCE_URL.replace(/\/+$/, ''),
            token: new Secret(set.BATON_SALESFORCE_TOKEN),
            keyField: set.BATON_SALESFORCE_KEY_FIELD ?? null,
          },
    crmFields: (set.BATON_CRM_FIELDS ?? '').split(/[\s,]+/).filter((field) => field !== ''),
    keys: keysOf(set, cwd, databaseUrl === null ? resolve(workspace, 'secret.key') : null),
    publicUrl: set.BATON_PUBLIC_URL === undefined ? null : new URL(set.BATON_PUBLIC_URL),
    signIn: signInOf(set),
    proxies: listed(set.BATON_TRUSTED_PROXY),
  }
}

function mailboxOf(
  cwd: string,
  mailbox: string | undefined,
  tokenFile: string | undefined,
  mode: 'send' | 'draft' = 'send',
): MailboxAccess | null {
  if (mailbox === undefined || tokenFile === undefined) return null
  return { mailbox: mailbox.trim().toLowerCase(), tokenFile: absolute(cwd, tokenFile), leaveDraft: mode === 'draft' }
}

/** The named providers are all but configured; any other one is named by its issuer. */
function signInOf(set: z.infer<typeof Environment>): SignInSettings | null {
  const { BATON_OIDC_PROVIDER: provider = 'other', BATON_OIDC_TENANT: tenant, BATON_PUBLIC_URL: publicUrl } = set
  if (set.BATON_OIDC_CLIENT_ID === undefined || publicUrl === undefined) return null
  const issuer = { google: GOOGLE, entra: `${ENTRA}/${tenant}/v2.0`, other: set.BATON_OIDC_ISSUER ?? '' }[provider]
  return {
    provider,
    issuer,
    clientId: set.BATON_OIDC_CLIENT_ID,
    clientSecret: new Secret(set.BATON_OIDC_CLIENT_SECRET ?? ''),
    tenant: provider === 'entra' ? (tenant ?? null) : null,
    domains: listed(set.BATON_OIDC_DOMAINS),
    joining: set.BATON_OIDC_JOIN ?? 'known',
    redirectUri: new URL('/sign-in/callback', publicUrl).href,
  }
}

const GOOGLE = 'https://accounts.google.com'
const ENTRA = 'https://login.microsoftonline.com'

function listed(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(/[\s,]+/)
    .filter((one) => one !== '')
    .map((one) => one.toLowerCase())
}

/** An https address, or plain http where it never leaves this machine. */
function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname)
  return username === '' && password === '' && (protocol === 'https:' || (protocol === 'http:' && loopback))
}

/** https, or this machine. */
const webAddress = z.string().refine(
  (address) => {
    const host = URL.parse(address)?.host
    if (host === undefined) return false
    try {
      return checkedAddress(address, { hosts: [host], loopback: true }).hash === ''
    } catch {
      return false
    }
  },
  {
    error:
      'is no address that may be asked: it begins with https://, without a name or password, outside private networks',
  },
)

const Environment = z
  .strictObject({
    BATON_WORKSPACE: z.string(),
    BATON_PERSON: z.string().regex(/@/, 'is no e-mail address'),
    BATON_OUTBOX: z.string(),
    BATON_SMTP_URL: z.string().regex(/^smtps?:\/\//, 'does not begin with smtp:// or smtps://'),
    BATON_SMTP_FROM: z.string().regex(/@/, 'is no e-mail address'),
    BATON_GMAIL_MAILBOX: z.string().regex(/@/, 'is no e-mail address'),
    BATON_GMAIL_TOKEN_FILE: z.string(),
    BATON_GMAIL_MODE: z.enum(['send', 'draft'], 'is neither send nor draft'),
    BATON_OUTLOOK_MAILBOX: z.string().regex(/@/, 'is no e-mail address'),
    BATON_OUTLOOK_TOKEN_FILE: z.string(),
    BATON_OUTLOOK_MODE: z.enum(['send', 'draft'], 'is neither send nor draft'),
    BATON_WEBHOOK_URL: webAddress,
    BATON_WEBHOOK_SECRET: z.string().min(16, 'is shorter than 16 signs'),
    BATON_SLACK_TOKEN: z.string(),
    BATON_SLACK_CHANNEL: z.string().regex(/^[CGD][A-Z0-9]{5,}$/, 'is no id of a channel, such as C0123456789'),
    BATON_HUBSPOT_TOKEN: z.string(),
    BATON_SALESFORCE_URL: webAddress,
    BATON_SALESFORCE_TOKEN: z.string(),
    BATON_SALESFORCE_KEY_FIELD: z.string().regex(/^[A-Za-z]\w{0,38}__c$/, 'is no custom field, such as Baton_Key__c'),
    BATON_CRM_FIELDS: z
      .string()
      .regex(
        /^[\s,]*[A-Za-z]\w*\.[A-Za-z]\w*(?:[\s,]+[A-Za-z]\w*\.[A-Za-z]\w*)*[\s,]*$/,
        'is no list of fields, such as Opportunity.CloseDate, deals.amount',
      ),
    BATON_DEBUG: z.string(),
    BATON_POLICIES: z.string(),
    BATON_SECRET_KEY: z.string(),
    BATON_SECRET_KEY_FILE: z.string(),
    BATON_PUBLIC_URL: z
      .string()
      .refine(isSafeAddress, 'is no https address (http only for localhost)')
      .refine(
        (text) => !URL.canParse(text) || new URL(text).pathname + new URL(text).search === '/',
        'is more than https and a host',
      ),
    BATON_TRUSTED_PROXY: z.string(),
    BATON_OIDC_PROVIDER: z.enum(['google', 'entra'], 'is neither google nor entra; name others by BATON_OIDC_ISSUER'),
    BATON_OIDC_ISSUER: z.string().refine(isSafeAddress, 'is no https address (http only for localhost)'),
    BATON_OIDC_TENANT: z.guid('is no directory id'),
    BATON_OIDC_CLIENT_ID: z.string(),
    BATON_OIDC_CLIENT_SECRET: z.string(),
    BATON_OIDC_DOMAINS: z.string().regex(/^[\w\s.,-]+$/, 'is no list of domains'),
    BATON_OIDC_JOIN: z.enum(['known', 'domain'], 'is neither known nor domain'),
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'does not begin with postgres://'),
  })
  .partial()
  .refine((set) => (set.BATON_SMTP_URL === undefined) === (set.BATON_SMTP_FROM === undefined), {
    path: ['BATON_SMTP_URL and BATON_SMTP_FROM'],
    message: 'are set together or not at all',
  })
  .refine((set) => (set.BATON_GMAIL_MAILBOX === undefined) === (set.BATON_GMAIL_TOKEN_FILE === undefined), {
    path: ['BATON_GMAIL_MAILBOX and BATON_GMAIL_TOKEN_FILE'],
    message: 'are set together or not at all',
  })
  .refine((set) => (set.BATON_OUTLOOK_MAILBOX === undefined) === (set.BATON_OUTLOOK_TOKEN_FILE === undefined), {
    path: ['BATON_OUTLOOK_MAILBOX and BATON_OUTLOOK_TOKEN_FILE'],
    message: 'are set together or not at all',
  })
  .refine(
    (set) =>
      [set.BATON_GMAIL_MAILBOX, set.BATON_OUTLOOK_MAILBOX, set.BATON_SMTP_URL].filter((one) => one !== undefined)
        .length <= 1,
    {
      path: ['BATON_GMAIL_MAILBOX, BATON_OUTLOOK_MAILBOX and BATON_SMTP_URL'],
      message: 'are ways out for the same mail: set one of them',
    },
  )
  .refine((set) => (set.BATON_WEBHOOK_URL === undefined) === (set.BATON_WEBHOOK_SECRET === undefined), {
    path: ['BATON_WEBHOOK_URL and BATON_WEBHOOK_SECRET'],
    message: 'are set together or not at all',
  })
  .refine((set) => (set.BATON_SLACK_TOKEN === undefined) === (set.BATON_SLACK_CHANNEL === undefined), {
    path: ['BATON_SLACK_TOKEN and BATON_SLACK_CHANNEL'],
    message: 'are set together or not at all',
  })
  .refine((set) => (set.BATON_SALESFORCE_URL === undefined) === (set.BATON_SALESFORCE_TOKEN === undefined), {
    path: ['BATON_SALESFORCE_URL and BATON_SALESFORCE_TOKEN'],
    message: 'are set together or not at all',
  })
  .refine((set) => set.BATON_SECRET_KEY === undefined || set.BATON_SECRET_KEY_FILE === undefined, {
    path: ['BATON_SECRET_KEY and BATON_SECRET_KEY_FILE'],
    message: 'are two places for one thing: set one of them',
  })
  .superRefine((set, context) => {
    const names = Object.keys(set).filter((name) => name.startsWith('BATON_OIDC_'))
    if (names.length === 0) return
    const needed = ['BATON_OIDC_CLIENT_ID', 'BATON_OIDC_CLIENT_SECRET', 'BATON_PUBLIC_URL'] as const
    const wrong: [string, string][] = needed
      .filter((name) => set[name] === undefined)
      .map((name) => [name, 'is needed for sign-in'])
    const named = set.BATON_OIDC_PROVIDER !== undefined
    if (named === (set.BATON_OIDC_ISSUER !== undefined))
      wrong.push(['BATON_OIDC_PROVIDER', 'or BATON_OIDC_ISSUER is needed for sign-in, one of the two'])
    if ((set.BATON_OIDC_PROVIDER === 'entra') !== (set.BATON_OIDC_TENANT !== undefined))
      wrong.push(['BATON_OIDC_TENANT', 'is the directory id at Entra: needed there, and only there'])
    for (const [name, message] of wrong) context.addIssue({ code: 'custom', path: [name], message })
  })

function keysOf(set: z.infer<typeof Environment>, cwd: string, own: string | null): KeyPlace {
  if (set.BATON_SECRET_KEY !== undefined) return { given: new Secret(set.BATON_SECRET_KEY) }
  if (set.BATON_SECRET_KEY_FILE !== undefined) return { file: absolute(cwd, set.BATON_SECRET_KEY_FILE) }
  return own === null ? null : { own }
}

function concerns(name: string): boolean {
  return name === 'DATABASE_URL' || name.startsWith('BATON_')
}

function absolute(cwd: string, path: string): string {
  return isAbsolute(path) ? path : resolve(cwd, path)
}
