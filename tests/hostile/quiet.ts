import childProcess from 'node:child_process'
import dgram from 'node:dgram'
import dns from 'node:dns'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

/**
 * Loaded before everything else (`node --import`): while `watch` is on, every connection, look-up, program started and
 * file written is refused and written down. Reading is allowed.
 */
const attempts: string[] = []
let watching = false

/** Runs `work` with the world closed; answers what it tried to reach all the same. */
export async function quietly<T>(work: () => Promise<T>): Promise<{ value: T; attempts: string[] }> {
  watching = true
  try {
    const value = await work()
    return { value, attempts: attempts.splice(0) }
  } finally {
    watching = false
  }
}

type Holder = Record<string, unknown>

function close(holder: object, name: string, what: string, matters: (args: unknown[]) => boolean = () => true) {
  const original = (holder as Holder)[name]
  if (typeof original !== 'function') return
  ;(holder as Holder)[name] = function closed(this: unknown, ...args: unknown[]): unknown {
    if (watching && matters(args)) {
      attempts.push(`${what} ${name}(${String(args[0]).slice(0, 80)})`)
      throw new Error(`${what} is closed while reading`)
    }
    return Reflect.apply(original, this, args)
  }
}

const writes = (args: unknown[]) => {
  const flags = args[1]
  if (typeof flags === 'number')
    return (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT)) !== 0
  return typeof flags === 'string' && /[wa+]/.test(flags)
}

close(net.Socket.prototype, 'connect', 'a connection')
close(net.Server.prototype, 'listen', 'a server')
close(dgram.Socket.prototype, 'send', 'a datagram')
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveMx', 'resolveTxt', 'reverse']) {
  close(dns, name, 'a look-up')
  close(dns.promises, name, 'a look-up')
}
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'])
  close(childProcess, name, 'a program')
close(globalThis, 'fetch', 'a request')
for (const name of [
  'writeFile',
  'appendFile',
  'mkdir',
  'mkdtemp',
  'rename',
  'rm',
  'unlink',
  'symlink',
  'link',
  'copyFile',
  'chmod',
  'truncate',
  'utimes',
]) {
  close(fs, name, 'a file')
  close(fs, `${name}Sync`, 'a file')
  close(fs.promises, name, 'a file')
}
close(fs, 'createWriteStream', 'a file')
close(fs, 'open', 'a file', writes)
close(fs, 'openSync', 'a file', writes)
close(fs.promises, 'open', 'a file', writes)
syncBuiltinESMExports()
