import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError } from '../lib/errors.ts'

/**
 * The lock of an embedded workspace. PGlite does not guard its folder: two processes that open it both succeed
 * and one side's rows vanish. `BEGIN EXCLUSIVE` on a SQLite file is a kernel lock; it is freed at death.
 */
export type Lock = {
  /** Says where the holder answers; the file is readable by this user only, for it holds the token. */
  publish(address: { url: string; token: string }): void
  release(): void
}

/** Who holds a workspace: `url` and `token` are null while the holder is a short command that serves nobody. */
export type Owner = { pid: number; command: string; url: string | null; token: string | null }

/** Takes the lock of a workspace folder (made if need be), or answers null where another process holds it. */
export function takeLock(folder: string): Lock | null {
  const held = tryExclusive(folder)
  if (held === null) return null
  const owner: Owner = { pid: process.pid, command: process.argv.slice(2, 3).join(' '), url: null, token: null }
  writeOwner(folder, owner)
  return {
    publish: (address) => writeOwner(folder, { ...owner, ...address }),
    release: () => {
      rmSync(ownerFile(folder), { force: true })
      HELD.delete(held)
      held.close()
    },
  }
}

/** What the holder wrote about itself; null where nothing (or half a line) stands there. */
export function readOwner(folder: string): Owner | null {
  try {
    return JSON.parse(readFileSync(ownerFile(folder), 'utf8')) as Owner
  } catch {
    return null
  }
}

function tryExclusive(folder: string): DatabaseSync | null {
  let held: DatabaseSync | null = null
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    held = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 })
    held.exec('BEGIN EXCLUSIVE')
    HELD.add(held)
    return held
  } catch (error) {
    held?.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return null
    throw new AppError(
      'disk',
      `cannot write to the workspace ${folder}: make it writable, free some space or choose another with --workspace`,
      { cause: error },
    )
  }
}

const SQLITE_BUSY = 5

/** A connection that nothing refers to is collected, and its lock is gone with it while the process lives on. */
const HELD = new Set<DatabaseSync>()

function ownerFile(folder: string): string {
  return join(folder, 'owner.json')
}

/** Written aside and renamed, so that a reader never meets half of it. */
function writeOwner(folder: string, owner: Owner): void {
  const aside = `${ownerFile(folder)}.new`
  writeFileSync(aside, JSON.stringify(owner), { mode: 0o600 })
  chmodSync(aside, 0o600)
  renameSync(aside, ownerFile(folder))
}
