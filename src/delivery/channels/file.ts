import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, link, mkdir, open, readdir, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileHandle } from 'node:fs/promises'
import { AppError } from '../../lib/errors.ts'
import { sha256 } from '../../lib/json.ts'
import { mailOf } from '../channel.ts'
import type { Channel, Parcel } from '../channel.ts'

/**
 * An .eml in an outbox folder, for any mail program to open or a gateway to pick up.
 * The name comes from the delivery's key and is taken with `link`, which fails where it exists: two attempts leave one
 * file, and a file is there whole or not at all. Absence can be proved, since only we write there.
 */
export function fileChannel(outbox: string): Channel {
  const nameOf = (parcel: Pick<Parcel, 'key'>) => join(outbox, `${keyOf(parcel)}.eml`)
  return {
    name: 'file',
    lookupNote: 'by the file named after the delivery',

    async prepare() {
      try {
        await mkdir(outbox, { recursive: true, mode: 0o700 })
        await access(outbox, constants.W_OK)
        return { ready: true, ref: null }
      } catch (cause) {
        return { ready: false, reason: `the outbox folder cannot be written (${codeOf(cause)})` }
      }
    },

    async send(parcel) {
      const name = nameOf(parcel)
      const temporary = `${name}.${randomUUID()}.part`
      let created = false
      let linked = false
      try {
        const file = await open(temporary, 'wx', 0o600)
        created = true
        await writeDurably(file, mailOf(parcel))
        try {
          await link(temporary, name)
          linked = true
        } catch (cause) {
          if (codeOf(cause) !== 'EEXIST') throw cause
          return (await holds(name, parcel))
            ? { outcome: 'sent', ref: name, refused: [] }
            : { outcome: 'unsure', reason: `another file already bears the name of ${parcel.key}` }
        }
        await syncFolder(outbox)
        return { outcome: 'sent', ref: name, refused: [] }
      } catch (cause) {
        if (linked) return { outcome: 'unsure', reason: `the folder could not be made durable (${codeOf(cause)})` }
        return { outcome: 'refused', reason: `the file could not be written (${codeOf(cause)})` }
      } finally {
        if (created) await unlink(temporary)
      }
    },

    async lookup(parcel) {
      const name = nameOf(parcel)
      try {
        if (await holds(name, parcel)) return { outcome: 'found', ref: name }
        return { outcome: 'unknown', reason: `the file of ${parcel.key} does not hold what was approved` }
      } catch (cause) {
        if (codeOf(cause) !== 'ENOENT')
          return { outcome: 'unknown', reason: `the outbox cannot be read (${codeOf(cause)})` }
      }
      try {
        await access(outbox, constants.R_OK)
        return { outcome: 'absent', proof: `no file named ${parcel.key}.eml in the outbox` }
      } catch (cause) {
        // A folder that is gone proves nothing: it may be a disk that is not mounted.
        return { outcome: 'unknown', reason: `the outbox folder is not there (${codeOf(cause)})` }
      }
    },

    async recall(key) {
      try {
        const name = `${keyOf({ key })}.eml`
        const left = (await readdir(outbox)).filter((one) => one === name || one.startsWith(`${name}.`))
        for (const one of left) await unlink(join(outbox, one))
        await syncFolder(outbox)
        return { outcome: left.length > 0 ? 'recalled' : 'absent' }
      } catch (cause) {
        return { outcome: 'unknown', reason: `the outbox cannot be changed (${codeOf(cause)})` }
      }
    },
  }
}

function keyOf(parcel: Pick<Parcel, 'key'>): string {
  if (!/^d_[0-9a-f]{32}$/.test(parcel.key)) throw new AppError('internal', 'a delivery key of the wrong form')
  return parcel.key
}

/** Whether the file holds this parcel's approved bytes (the two headers in front differ between attempts). */
async function holds(name: string, parcel: Parcel): Promise<boolean> {
  const stored = await readFile(name)
  return sha256(stored.subarray(Math.max(0, stored.length - parcel.bytes.length))) === sha256(parcel.bytes)
}

async function writeDurably(file: FileHandle, bytes: Uint8Array): Promise<void> {
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A name is durable only when its folder is. Windows cannot open folders and needs no sync. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'unknown error'
}
