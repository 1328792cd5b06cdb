import { createSecretKey, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import type { KeyObject } from 'node:crypto'
import { AppError } from '../lib/errors.ts'
import type { Secret } from '../lib/secret.ts'

/** Where the keys are: said in the environment, in a file that somebody looks after, or in one of the workspace's own. */
export type KeyPlace = { given: Secret } | { file: string } | { own: string } | null

/** Keys by their versions; the one with the highest version writes, each reads what it wrote. */
export type Keys = { newest: number; byVersion: ReadonlyMap<number, KeyObject> }

/** The keys, or null where there are none yet. Throws `bad_call` with one line where they cannot be used. */
export function readKeys(place: KeyPlace): Keys | null {
  if (place === null) return null
  if ('given' in place) return parse(place.given.reveal(), 'BATON_SECRET_KEY')
  const file = 'own' in place ? place.own : place.file
  if ('own' in place && !existsSync(file)) return null
  try {
    if ('own' in place && process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
      throw new AppError('bad_call', `others may read the key file ${file}: make it yours alone with chmod 600`)
    return parse(readFileSync(file, 'utf8'), file)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('bad_call', `the key file ${file} cannot be read: mend BATON_SECRET_KEY_FILE`, { cause: error })
  }
}

/** The keys for something to be stored: an embedded workspace makes its first one now, a server has to be given one. */
export function ensureKeys(place: KeyPlace): Keys {
  const keys = readKeys(place)
  if (keys !== null) return keys
  if (place === null || !('own' in place))
    throw new AppError(
      'bad_call',
      'there is no key for secrets: set BATON_SECRET_KEY or BATON_SECRET_KEY_FILE (baton secrets key makes one)',
    )
  writeOwn(place.own, [newKeyLine(0)])
  return ensureKeys(place)
}

/**
 * A newer key in the workspace's own file, beside the last one and those that are `inUse`: what is stored may need them
 * until all of it is written anew, and that may fail half-way. Where the keys are somebody else's to look after they stay
 * as they are: the newest of them is the one to write with.
 */
export function renewKeys(place: KeyPlace, inUse: ReadonlySet<number>): Keys {
  const keys = ensureKeys(place)
  if (place === null || !('own' in place)) return keys
  const kept = [...keys.byVersion].filter(([version]) => version === keys.newest || inUse.has(version))
  writeOwn(place.own, [
    ...kept.map(([version, key]) => `${version}:${key.export().toString('base64')}`),
    newKeyLine(keys.newest),
  ])
  return ensureKeys(place)
}

/** A key of a version above `above`, as a line of a key file. */
export function newKeyLine(above: number): string {
  return `${above + 1}:${randomBytes(32).toString('base64')}`
}

function parse(text: string, where: string): Keys {
  const byVersion = new Map<number, KeyObject>()
  for (const line of text.split(/[\s,]+/).filter((part) => part !== '')) {
    const [, version = '', base64 = ''] = LINE.exec(line) ?? []
    const bytes = Buffer.from(base64, 'base64')
    if (bytes.length !== 32 || byVersion.has(Number(version)))
      throw new AppError(
        'bad_call',
        `${where} holds no keys as VERSION:BASE64 of 32 bytes, each version once; baton secrets key makes one`,
      )
    byVersion.set(Number(version), createSecretKey(bytes))
  }
  if (byVersion.size === 0) throw new AppError('bad_call', `${where} holds no key; baton secrets key makes one`)
  return { newest: Math.max(...byVersion.keys()), byVersion }
}

const LINE = /^([1-9]\d{0,8}):([A-Za-z\d+/]{43}=)$/

/** Aside, to the disk, then renamed: a key that is lost is every secret lost. */
function writeOwn(file: string, lines: readonly string[]): void {
  const aside = `${file}.new`
  const handle = openSync(aside, 'w', 0o600)
  try {
    writeSync(handle, `${lines.join('\n')}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(aside, file)
}
