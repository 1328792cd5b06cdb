import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/**
 * Canonical JSON after RFC 8785, of well-formed UTF-16: a lone surrogate would come back from
 * PostgreSQL as U+FFFD and change every hash over it, so it is replaced before hashing.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(JSON.parse(JSON.stringify(value)))
  if (text === undefined) throw new TypeError('nothing to canonicalise')
  return text.toWellFormed()
}

/** `sha256:` and 64 hex digits over a string's UTF-8 or over raw bytes. */
export function sha256(data: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(data).digest('hex')}`
}

/** sha256 of the canonical JSON of a value. */
export function hashOf(value: unknown): string {
  return sha256(canonicalJson(value))
}
