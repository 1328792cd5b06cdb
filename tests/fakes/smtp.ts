import { SMTPServer } from 'smtp-server'
import type { AddressInfo, Socket } from 'node:net'

export type TakenMail = { from: string; to: string[]; bytes: Buffer }

/** How the next message is answered. */
export type SmtpMood = 'take' | 'refuse' | 'take-and-drop' | 'drop-before-data' | 'later' | 'stall-after-taking'

export type SmtpFake = {
  port: number
  taken: TakenMail[]
  /** How often a client began a mail. */
  attempts: number
  mood: SmtpMood
  /** Addresses that are answered with 550. */
  unknown: Set<string>
  end(): Promise<void>
}

/** A real SMTP server on loopback that keeps what it took and can misbehave at each step. */
export async function startSmtp(options: { user?: string; password?: string } = {}): Promise<SmtpFake> {
  const sockets = new Set<Socket>()
  const fake: SmtpFake = {
    port: 0,
    taken: [],
    attempts: 0,
    mood: 'take',
    unknown: new Set(),
    end: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
  const server = new SMTPServer({
    hideSTARTTLS: true,
    disabledCommands: options.user === undefined ? ['STARTTLS', 'AUTH'] : ['STARTTLS'],
    authOptional: options.user === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 10,
    onAuth(auth, _session, done) {
      const good = auth.username === options.user && auth.password === options.password
      done(good ? null : reply(535, 'Authentication failed'), good ? { user: auth.username ?? '' } : undefined)
    },
    onMailFrom(_address, _session, done) {
      fake.attempts++
      done(fake.mood === 'refuse' ? reply(550, 'We do not take mail from you') : null)
    },
    onRcptTo({ address }, _session, done) {
      if (fake.mood === 'drop-before-data') drop()
      else done(fake.unknown.has(address) ? reply(550, 'No such user here') : null)
    },
    onData(stream, session, done) {
      const { envelope } = session
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (fake.mood === 'later') return done(reply(451, 'Try again later'))
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        fake.taken.push({ from, to: envelope.rcptTo.map(({ address }) => address), bytes: Buffer.concat(chunks) })
        if (fake.mood === 'take-and-drop') drop()
        else if (fake.mood !== 'stall-after-taking') done(null)
      })
    },
  })
  const drop = () => {
    for (const socket of sockets) socket.destroy()
  }
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  fake.port = (server.server.address() as AddressInfo).port
  return fake
}

function reply(code: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode: code })
}
