import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { mailOf } from '../channel.ts'
import type { Channel, Parcel, SendResult } from '../channel.ts'

export type SmtpOptions = {
  host: string
  port: number
  /** TLS from the first byte; else STARTTLS is demanded, unless `plain` */
  secure: boolean
  /** Allow an unencrypted connection: for a server on the same machine. */
  plain: boolean
  auth: { user: string; password: string } | null
  /** Certificates of the company's own authority, in PEM. */
  ca?: string
  /** How long each step may take before the answer counts as lost. */
  patienceMilliseconds?: number
}

/**
 * One SMTP session for one mail, nothing kept open and nothing repeated.
 * Once the first byte of the message has been given to the server, only its own answer to that message decides:
 * a server may have taken a mail whose answer never came, and SMTP has no way to ask (RFC 1047). So there is no look-up,
 * and a lost answer stays `unsure` until a person says what the recipient has.
 */
export function smtpChannel(options: SmtpOptions): Channel {
  return {
    name: 'email-smtp',
    lookupNote: null,

    async prepare() {
      const connection = connectionTo(options)
      try {
        await open(connection, options)
        connection.quit()
        return { ready: true, ref: null }
      } catch (cause) {
        connection.close()
        return { ready: false, reason: `the mail server ${options.host}:${options.port} ${inWords(cause)}` }
      }
    },

    async send(parcel) {
      const connection = connectionTo(options)
      try {
        await open(connection, options)
      } catch (cause) {
        connection.close()
        return { outcome: 'refused', reason: `nothing was sent: the mail server ${inWords(cause)}` }
      }
      const result = await hand(connection, parcel)
      connection.close()
      return result
    },
  }
}

/** Gives the message to the server and reads what is certain from its answer. */
function hand(connection: SMTPConnection, parcel: Parcel): Promise<SendResult> {
  let begun = false
  const bytes = mailOf(parcel)
  const message = new Readable({
    read() {
      begun = true
      this.push(bytes)
      this.push(null)
    },
  })
  return new Promise((resolve) => {
    const fail = (cause: unknown) => {
      // `EMESSAGE` with a reply code is the server's answer to this very message; any other end leaves it open.
      const answered = codeOf(cause) === 'EMESSAGE' && replyOf(cause) >= 400
      if (!begun || answered)
        resolve({ outcome: 'refused', reason: `nothing was sent: the mail server ${inWords(cause)}` })
      else resolve({ outcome: 'unsure', reason: `the mail server may have taken it: it ${inWords(cause)}` })
    }
    connection.once('error', fail)
    const envelope = { from: parcel.target, to: [...parcel.recipients], size: bytes.length }
    connection.send(envelope, message, (error, info) => {
      if (error) return fail(error)
      const refused = (info.rejectedErrors ?? []).map((rejection) => ({
        recipient: rejection.recipient ?? '',
        reason: inWords(rejection),
      }))
      resolve({ outcome: 'sent', ref: info.serverMessageId ?? null, refused })
    })
  })
}

function connectionTo(options: SmtpOptions): SMTPConnection {
  const patience = options.patienceMilliseconds ?? 60_000
  const connection = new SMTPConnection({
    host: options.host,
    port: options.port,
    secure: options.secure,
    requireTLS: !options.secure && !options.plain,
    ignoreTLS: options.plain,
    allowInternalNetworkInterfaces: true,
    connectionTimeout: patience,
    greetingTimeout: patience,
    dnsTimeout: patience,
    socketTimeout: patience,
    socketCloseTimeout: 0,
    ...(options.ca === undefined ? {} : { tls: { ca: options.ca } }),
  })
  // A server that hangs up after the last answer changes nothing; without a listener it would end the process.
  connection.on('error', () => {})
  return connection
}

function open(connection: SMTPConnection, { auth }: SmtpOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject)
    connection.connect((error) => {
      if (error) return reject(error)
      const done = () => {
        connection.removeListener('error', reject)
        resolve()
      }
      if (auth === null) return done()
      connection.login({ credentials: { user: auth.user, pass: auth.password } }, (refused) =>
        refused ? reject(refused) : done(),
      )
    })
  })
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
}

function replyOf(cause: unknown): number {
  return cause instanceof Error && 'responseCode' in cause && typeof cause.responseCode === 'number'
    ? cause.responseCode
    : 0
}

/** The server's own words where it answered, else what became of the connection. On one line, without secrets. */
function inWords(cause: unknown): string {
  const response = cause instanceof Error && 'response' in cause ? cause.response : undefined
  if (typeof response === 'string' && response !== '')
    return `answered ${JSON.stringify(response.replaceAll(/\s+/g, ' ').slice(0, 200))}`
  switch (codeOf(cause)) {
    case 'ETIMEDOUT':
      return 'did not answer in time'
    case 'EDNS':
      return 'has a name that cannot be found'
    case 'ETLS':
      return 'offers no trusted encryption'
    case 'EAUTH':
      return 'did not accept the sign-in'
    case 'EMESSAGE':
      return 'takes no message of this size'
    case 'EENVELOPE':
      return 'was given an address it cannot use'
    default:
      return 'closed or refused the connection'
  }
}
