import { readFile } from 'node:fs/promises'
import { Secret } from '../lib/secret.ts'

/**
 * The access token of one mailbox from the file that an administrator named, read at every use: it lives for an hour, and
 * whoever renews it writes it there. Null for any other mailbox, and where the file is not there or empty.
 */
export function givenToken({ mailbox, tokenFile }: { mailbox: string; tokenFile: string }) {
  return async (wanted: string): Promise<Secret | null> => {
    if (wanted.toLowerCase() !== mailbox) return null
    const text = await readFile(tokenFile, 'utf8').catch(() => '')
    return text.trim() === '' ? null : new Secret(text.trim())
  }
}
