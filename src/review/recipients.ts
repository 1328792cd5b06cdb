import { domainToASCII } from 'node:url'
import { AppError } from '../lib/errors.ts'

/** Somebody whom a dispatch goes to. The address in lower case, its domain in ASCII, so that equal means equal. */
export type Recipient = { email: string; name: string | null }

/**
 * Reads one address strictly: exactly one mailbox, no group, no comment, no quoting, no control character.
 * What is refused here can never become a second recipient or a header.
 */
export function parseRecipient(input: { email: string; name?: string | null }): Recipient {
  const email = parseAddress(input.email)
  const name = input.name ?? null
  if (name !== null) assertHeaderSafe('the name of a recipient', name)
  return { email, name: name === null || name.trim() === '' ? null : name.trim() }
}

/** One bare address, or `bad_input`. The message repeats nothing of it: a refused address may hold anything. */
export function parseAddress(address: string): string {
  if (address.length > 254) throw refuse('longer than 254 characters')
  const match = /^([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64})@([^\s@<>()[\]",;:\\]+)$/.exec(address.trim())
  if (!match) throw refuse('not exactly one mailbox')
  const [, local = '', domain = ''] = match
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) throw refuse('dots in the wrong place')
  const ascii = domainToASCII(domain)
  if (!/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/.test(ascii)) throw refuse('not a domain name')
  return `${local.toLowerCase()}@${ascii}`
}

/** CR, LF, NUL and the other controls end or bend a header: refused, not cleaned, since somebody put them there. */
export function assertHeaderSafe(what: string, value: string): void {
  // oxlint-disable-next-line no-control-regex -- controls are what this looks for
  if (/[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(value))
    throw new AppError('bad_input', `${what} holds a line break or a control character; take it out`)
}

function refuse(why: string): AppError {
  return new AppError('bad_input', `an address is refused: ${why}; give one as name@domain`)
}
