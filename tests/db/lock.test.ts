import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readOwner, takeLock } from '../../src/db/lock.ts'
import { openDatabase } from '../../src/db/open.ts'

const fresh = (): string => mkdtempSync(join(tmpdir(), 'baton-lock-'))

/** A process of its own that holds a workspace until it is killed, whatever its garbage collector takes. */
async function holder(folder: string) {
  const code = `import { takeLock } from ${JSON.stringify(new URL('../../src/db/lock.ts', import.meta.url).href)}
    const held = takeLock(process.argv[1]) !== null; globalThis.gc(); await new Promise((done) => setTimeout(done, 50)); globalThis.gc()
    process.stdout.write(held ? 'held' : 'refused'); setInterval(() => {}, 1000)`
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--expose-gc', '--input-type=module', '-e', code, folder],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    said: said.toString(),
    pid: child.pid,
    kill: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

test('a workspace that another process holds is refused with its name, and is free the moment that process is killed', async () => {
  const folder = fresh()
  const other = await holder(folder)
  expect(other.said).toBe('held')
  expect(takeLock(folder)).toBeNull()
  await expect(openDatabase({ folder })).rejects.toMatchObject({
    code: 'workspace_busy',
    message: expect.stringContaining(`process ${other.pid}`),
  })
  await other.kill()
  // What the dead process wrote about itself stays behind and means nothing.
  expect(readOwner(folder)?.pid).toBe(other.pid)
  const lock = takeLock(folder)
  expect(lock).not.toBeNull()
  expect(readOwner(folder)?.pid).toBe(process.pid)
  lock?.release()
})

test('the address and the token of the holder stand in a file for this user only, and go with it', () => {
  const folder = fresh()
  const lock = takeLock(folder)
  lock?.publish({ url: 'http://127.0.0.1:1', token: 'secret' })
  expect(statSync(join(folder, 'owner.json')).mode & 0o777).toBe(0o600)
  expect(readOwner(folder)).toMatchObject({ url: 'http://127.0.0.1:1', token: 'secret' })
  lock?.release()
  expect(readOwner(folder)).toBeNull()
})

test('half a line about the holder is no line', () => {
  const folder = fresh()
  writeFileSync(join(folder, 'owner.json'), '{"pid": 12')
  expect(readOwner(folder)).toBeNull()
})

test('a place that cannot be a workspace is named with a way out', async () => {
  const file = join(fresh(), 'file')
  writeFileSync(file, '')
  await expect(openDatabase({ folder: join(file, 'below') })).rejects.toMatchObject({
    code: 'disk',
    message: expect.stringContaining('--workspace'),
  })
})

test('a first opening that died half-way is begun again', async () => {
  const folder = fresh()
  const { mkdirSync } = await import('node:fs')
  mkdirSync(join(folder, 'data.new', 'base'), { recursive: true })
  const database = await openDatabase({ folder })
  await database.close()
  const again = await openDatabase({ folder })
  await again.close()
})
