import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { givenToken } from '../../src/access/given-token.ts'
import { readConfig } from '../../src/config.ts'

const GMAIL = { BATON_GMAIL_MAILBOX: 'Anna@seller.example', BATON_GMAIL_TOKEN_FILE: 'token' }
const OUTLOOK = { BATON_OUTLOOK_MAILBOX: 'anna@seller.example', BATON_OUTLOOK_TOKEN_FILE: '/run/token' }

it('a mailbox to send from is named together with its token, in place of any other way out for mail', () => {
  expect(readConfig(GMAIL, '/here').gmail).toEqual({
    mailbox: 'anna@seller.example',
    tokenFile: resolve('/here', 'token'),
    leaveDraft: false,
  })
  expect(readConfig({ ...OUTLOOK, BATON_OUTLOOK_MODE: 'draft' }, '/here').outlook).toMatchObject({ leaveDraft: true })
  for (const [wrong, why] of [
    [{ BATON_GMAIL_MAILBOX: 'anna@seller.example' }, /together/],
    [{ BATON_OUTLOOK_TOKEN_FILE: '/run/token' }, /together/],
    [{ ...GMAIL, ...OUTLOOK }, /one of them/],
    [{ ...GMAIL, BATON_SMTP_URL: 'smtp://localhost', BATON_SMTP_FROM: 'a@seller.example' }, /one of them/],
    [{ ...GMAIL, BATON_GMAIL_MODE: 'maybe' }, /neither send nor draft/],
  ] as const)
    expect(() => readConfig(wrong, '/here')).toThrow(why)
})

it('a token is read at every use, for its own mailbox alone, and none is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'token-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const tokenFile = join(folder, 'token')
  const token = givenToken({ mailbox: 'anna@seller.example', tokenFile })
  expect(await token('anna@seller.example')).toBeNull()
  await writeFile(tokenFile, 'first\n')
  expect((await token('Anna@seller.example'))?.reveal()).toBe('first')
  await writeFile(tokenFile, 'second\n')
  expect((await token('anna@seller.example'))?.reveal()).toBe('second')
  expect(await token('ben@seller.example')).toBeNull()
})

it('the clients of Google and Microsoft are loaded when the first mail goes, not when Baton starts', () => {
  const program = `
    await import('./src/http/open-services.ts')
    const { createRequire } = await import('node:module')
    const loaded = Object.keys(createRequire(import.meta.url).cache ?? {})
    console.log(loaded.filter((name) => /googleapis|gaxios|microsoft-graph/.test(name)).length)`
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program]
  expect(execFileSync(process.execPath, args, { encoding: 'utf8' }).trim()).toBe('0')
})
