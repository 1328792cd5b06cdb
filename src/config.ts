import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from './lib/errors.ts'
import { Secret } from './lib/secret.ts'
import type { KeyPlace } from './access/keys.ts'

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
  /** the keys that secrets in the database are encrypted with */
  keys: KeyPlace
}

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
    keys: keysOf(set, cwd, databaseUrl === null ? resolve(workspace, 'secret.key') : null),
  }
}

const Environment = z
  .strictObject({
    BATON_WORKSPACE: z.string(),
    BATON_PERSON: z.string().regex(/@/, 'is no e-mail address'),
    BATON_OUTBOX: z.string(),
    BATON_SMTP_URL: z.string().regex(/^smtps?:\/\//, 'does not begin with smtp:// or smtps://'),
    BATON_SMTP_FROM: z.string().regex(/@/, 'is no e-mail address'),
    BATON_DEBUG: z.string(),
    BATON_SECRET_KEY: z.string(),
    BATON_SECRET_KEY_FILE: z.string(),
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'does not begin with postgres://'),
  })
  .partial()
  .refine((set) => (set.BATON_SMTP_URL === undefined) === (set.BATON_SMTP_FROM === undefined), {
    path: ['BATON_SMTP_URL and BATON_SMTP_FROM'],
    message: 'are set together or not at all',
  })
  .refine((set) => set.BATON_SECRET_KEY === undefined || set.BATON_SECRET_KEY_FILE === undefined, {
    path: ['BATON_SECRET_KEY and BATON_SECRET_KEY_FILE'],
    message: 'are two places for one thing: set one of them',
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
