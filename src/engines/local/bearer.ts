import type { Identity } from '../../signals/corpus.ts'

/**
 * May this person, who bears the name, be the one who writes from this address? An address that is not known is nobody's
 * because of the name over it, unless it is of the same company or no address of the person is known.
 */
export function mayWriteFrom(identity: Identity, email: string | null): boolean {
  if (email === null || identity.emails.length === 0) return true
  const company = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  return identity.emails.some((known) => known.toLowerCase().endsWith(`@${company}`))
}
