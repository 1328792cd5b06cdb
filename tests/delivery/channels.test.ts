import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { smtpChannel } from '../../src/delivery/channels/email-smtp.ts'
import { fileChannel } from '../../src/delivery/channels/file.ts'
import { channelContract, LETTER, parcel } from '../contracts/channel.ts'
import { startSmtp } from '../fakes/smtp.ts'

channelContract('file', async () => {
  const base = await mkdtemp(join(tmpdir(), 'outbox-'))
  const outbox = join(base, 'outbox')
  const list = async () => (await readdir(outbox).catch(() => [])).map((name) => join(outbox, name))
  const replaceWithFile = async () => {
    await rm(outbox, { recursive: true, force: true })
    await writeFile(outbox, 'not a folder')
  }
  return {
    channel: fileChannel(outbox),
    arrived: async () => Promise.all((await list()).map((name) => readFile(name))),
    vanish: replaceWithFile,
    refuse: replaceWithFile,
    end: () => rm(base, { recursive: true, force: true }),
  }
})

channelContract('email-smtp', async () => {
  const server = await startSmtp()
  const options = { host: '127.0.0.1', port: server.port, secure: false, plain: true, auth: null }
  return {
    channel: smtpChannel({ ...options, patienceMilliseconds: 2_000 }),
    arrived: async () => server.taken.map(({ bytes }) => bytes),
    vanish: () => server.end(),
    refuse: async () => void (server.mood = 'refuse'),
    takeAndDrop: async () => void (server.mood = 'take-and-drop'),
    end: () => server.end(),
  }
})

describe('a mail over SMTP', () => {
  const rig = async (options: { user?: string; password?: string } = {}) => {
    const server = await startSmtp(options)
    onTestFinished(() => server.end())
    const auth = options.user === undefined ? null : { user: options.user, password: options.password ?? '' }
    const to = { host: '127.0.0.1', port: server.port, secure: false, plain: true, auth, patienceMilliseconds: 1_000 }
    return { server, to, channel: smtpChannel(to) }
  }

  it('goes to those who were taken and names those who were refused, in the words of the server', async () => {
    const { server, channel } = await rig()
    server.unknown.add('gone@buyer.example')
    const sent = await channel.send(parcel('two', { recipients: ['otto@buyer.example', 'gone@buyer.example'] }), null)
    expect(sent).toMatchObject({ outcome: 'sent', refused: [{ recipient: 'gone@buyer.example' }] })
    expect(JSON.stringify(sent)).toContain('No such user here')
    expect(server.taken.map(({ to }) => to)).toEqual([['otto@buyer.example']])
  })

  it('is refused, not unsure, when the connection breaks before the message or the server puts it off after it', async () => {
    const { server, channel } = await rig()
    server.mood = 'drop-before-data'
    expect(await channel.send(parcel('early'), null)).toMatchObject({ outcome: 'refused' })
    server.mood = 'later'
    expect(await channel.send(parcel('later'), null)).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('451'),
    })
    expect(server.taken).toEqual([])
    expect(server.attempts).toBe(2)
  })

  it('is unsure when the server took it and never answers', async () => {
    const { server, channel } = await rig()
    server.mood = 'stall-after-taking'
    expect(await channel.send(parcel('stall'), null)).toMatchObject({ outcome: 'unsure' })
    expect(server.attempts).toBe(1)
  })

  it('has the envelope that was approved, whatever the headers say', async () => {
    const { server, channel } = await rig()
    const bytes = Buffer.concat([Buffer.from('Bcc: thief@elsewhere.example\r\n'), LETTER])
    await channel.send(parcel('envelope', { bytes }), null)
    expect(server.taken[0]).toMatchObject({ from: 'ines@seller.example', to: ['otto@buyer.example'] })
  })

  it('signs in where the server wants it, and never shows the password when that fails', async () => {
    const { server, to, channel } = await rig({ user: 'ines', password: 'correct horse' })
    expect(await channel.send(parcel('auth'), null)).toMatchObject({ outcome: 'sent' })
    const wrong = smtpChannel({ ...to, auth: { user: 'ines', password: 'battery staple' } })
    const prepared = await wrong.prepare?.(parcel('auth-2'), null)
    expect(prepared).toMatchObject({ ready: false, reason: expect.stringContaining('535') })
    expect(JSON.stringify(prepared)).not.toContain('battery')
    expect(server.taken).toHaveLength(1)
  })

  it('does not leave without encryption unless that was allowed', async () => {
    const { server, to } = await rig()
    const strict = smtpChannel({ ...to, plain: false })
    expect(await strict.prepare?.(parcel('tls'), null)).toMatchObject({ ready: false })
    expect(await strict.send(parcel('tls'), null)).toMatchObject({ outcome: 'refused' })
    expect(server.taken).toEqual([])
  })
})

describe('a file in the outbox', () => {
  const outbox = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'outbox-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    return folder
  }

  it('is one file after two attempts, even at the same time', async () => {
    const folder = await outbox()
    const channel = fileChannel(folder)
    const results = await Promise.all(Array.from({ length: 8 }, () => channel.send(parcel('twice'), null)))
    expect(results.map(({ outcome }) => outcome)).toEqual(Array(8).fill('sent'))
    expect(await readdir(folder)).toEqual([`${parcel('twice').key}.eml`])
  })

  it('is unsure about a file of its name that holds something else, and leaves it alone', async () => {
    const folder = await outbox()
    const name = join(folder, `${parcel('taken').key}.eml`)
    await writeFile(name, 'somebody else')
    expect(await fileChannel(folder).send(parcel('taken'), null)).toMatchObject({ outcome: 'unsure' })
    expect(await fileChannel(folder).lookup?.(parcel('taken'), null)).toMatchObject({ outcome: 'unknown' })
    expect(await readFile(name, 'utf8')).toBe('somebody else')
  })

  it('cannot be led out of its folder by a key', async () => {
    await expect(fileChannel(await outbox()).send(parcel('x', { key: '../../escape' }), null)).rejects.toThrow('key')
  })
})
