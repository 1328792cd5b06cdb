import { randomBytes } from 'node:crypto'
import { hashOf } from '../lib/json.ts'
import type { Trx } from './tables.ts'

/**
 * Addresses in the log. The chain holds a token for each, a salted hash; the address and the salt stand in a table beside
 * it. Taking that row away makes the token say nothing, and the chain is as whole as before.
 */

const ADDRESS = /[^\s@<>",;:()[\]\\]+@[^\s@<>",;:()[\]\\]+/gu
const TOKEN = /p_[0-9a-f]{40}/gu

/** The same value with a token for each address in it, at any depth. */
export async function tokensFor<T>(trx: Trx, value: T): Promise<T> {
  const text = JSON.stringify(value)
  const addresses = [...new Set(text.match(ADDRESS)?.map((address) => address.toLowerCase()))].sort()
  if (addresses.length === 0) return value
  const known = await trx
    .selectFrom('log_names')
    .select(['address', 'token'])
    .where('address', 'in', addresses)
    .execute()
  const tokens = new Map(known.map(({ address, token }) => [address, token]))
  const fresh = addresses.filter((address) => !tokens.has(address)).map(named)
  if (fresh.length > 0) {
    await trx
      .insertInto('log_names')
      .values(fresh)
      .onConflict((conflict) => conflict.column('address').doNothing())
      .execute()
    const stored = await trx
      .selectFrom('log_names')
      .select(['address', 'token'])
      .where('address', 'in', addresses)
      .execute()
    for (const { address, token } of stored) tokens.set(address, token)
  }
  return walk(value, (words) => words.replace(ADDRESS, (address) => tokens.get(address.toLowerCase()) ?? address)) as T
}

/** The same value with the address for each token whose row is still there. */
export async function addressesIn<T>(trx: Trx, values: readonly T[]): Promise<T[]> {
  const tokens = [...new Set(values.flatMap((value) => JSON.stringify(value).match(TOKEN) ?? []))]
  if (tokens.length === 0) return [...values]
  const known = new Map<string, string>()
  for (let from = 0; from < tokens.length; from += PAGE) {
    const rows = await trx
      .selectFrom('log_names')
      .select(['address', 'token'])
      .where('token', 'in', tokens.slice(from, from + PAGE))
      .execute()
    for (const { address, token } of rows) known.set(token, address)
  }
  return values.map((value) => walk(value, (words) => words.replace(TOKEN, (token) => known.get(token) ?? token)) as T)
}

/** Every token of a hashed body. */
export function tokensIn(body: string): string[] {
  return body.match(TOKEN) ?? []
}

/** The token under which the log knows an address; what is no address is answered as it is. */
export async function tokenFor(trx: Trx, text: string): Promise<string> {
  if (!text.includes('@')) return text
  const row = await trx
    .selectFrom('log_names')
    .select('token')
    .where('address', '=', text.toLowerCase())
    .executeTakeFirst()
  return row?.token ?? text
}

/** The tokens that stand for somebody, and those that no longer give the address in their row: it was changed. */
export async function namesKept(trx: Trx): Promise<{ known: Set<string>; altered: Set<string> }> {
  const rows = await trx.selectFrom('log_names').selectAll().execute()
  const altered = rows.filter(({ token, address, salt }) => tokenOf(address, salt) !== token).map(({ token }) => token)
  return { known: new Set(rows.map(({ token }) => token)), altered: new Set(altered) }
}

const PAGE = 1000

function named(address: string): { address: string; salt: string; token: string } {
  const salt = randomBytes(16).toString('hex')
  return { address, salt, token: tokenOf(address, salt) }
}

function tokenOf(address: string, salt: string): string {
  return `p_${hashOf({ address, salt }).slice('sha256:'.length, 'sha256:'.length + 40)}`
}

function walk(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((one) => walk(one, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, change)]))
}
