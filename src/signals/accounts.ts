import { loadForgotten } from '../access/forgotten.ts'
import { AppError } from '../lib/errors.ts'
import { appendEvent } from '../db/events.ts'
import type { Trx } from '../db/tables.ts'
import type { Account } from './corpus.ts'

export type StoredAccount = { id: string; name: string; domains: string[] }

/** The account that shares a domain with this one (or, where it has none, its name); made where there is none. */
export async function ensureAccount(trx: Trx, account: Account, actor: string): Promise<StoredAccount> {
  const domains = [...new Set(account.domains.map((domain) => domain.toLowerCase()))]
  const forgotten = await loadForgotten(trx)
  if (forgotten.has('account', account.name) || domains.some((domain) => forgotten.has('domain', domain)))
    throw new AppError(
      'conflict',
      'this account was forgotten and does not come back by itself: an administrator lets it in with baton forget <account> --lift',
    )
  const standing = (await listAccounts(trx)).find((known) =>
    domains.length > 0 ? known.domains.some((domain) => domains.includes(domain)) : sameName(known.name, account.name),
  )
  const id = standing?.id ?? (await addAccount(trx, account.name, actor))
  const fresh = domains.filter((domain) => !standing?.domains.includes(domain))
  if (fresh.length > 0) {
    const added = await trx
      .insertInto('account_domains')
      .values(fresh.map((domain) => ({ domain, account_id: id })))
      .onConflict((conflict) => conflict.column('domain').doNothing())
      .returning('domain')
      .execute()
    if (standing !== undefined && added.length > 0) {
      await appendEvent(trx, { kind: 'account.changed', subject: id, actor, data: { domains: added.length } })
    }
  }
  return { id, name: standing?.name ?? account.name, domains: [...(standing?.domains ?? []), ...fresh] }
}

/** Every account, by name. */
export async function listAccounts(trx: Trx): Promise<StoredAccount[]> {
  const accounts = await trx.selectFrom('accounts').select(['id', 'name']).orderBy('name').orderBy('id').execute()
  const domains = await trx.selectFrom('account_domains').select(['account_id', 'domain']).orderBy('domain').execute()
  return accounts.map(({ id, name }) => ({
    id,
    name,
    domains: domains.filter(({ account_id }) => account_id === id).map(({ domain }) => domain),
  }))
}

/** By id, domain or name, whole or its beginning. Throws `not_found` that names what there is, `bad_call` where several fit. */
export async function findAccount(trx: Trx, wanted: string): Promise<StoredAccount> {
  const accounts = await listAccounts(trx)
  const folded = wanted.trim().toLowerCase()
  const exact = accounts.filter(
    ({ id, name, domains }) => id === folded || domains.includes(folded) || name.toLowerCase() === folded,
  )
  const fits =
    exact.length > 0 ? exact : accounts.filter(({ name }) => folded !== '' && name.toLowerCase().startsWith(folded))
  const [first, second] = fits
  if (first !== undefined && second === undefined) return first
  const names = (fits.length > 0 ? fits : accounts)
    .map(({ name }) => name)
    .slice(0, 12)
    .join(', ')
  if (first !== undefined) throw new AppError('bad_call', `several accounts fit: ${names}; name one of them in full`)
  throw new AppError(
    'not_found',
    accounts.length === 0
      ? 'there is no account in this workspace yet: run baton import with a folder first'
      : `there is no account of this name or domain; there are: ${names}`,
  )
}

async function addAccount(trx: Trx, name: string, actor: string): Promise<string> {
  const { id } = await trx.insertInto('accounts').values({ name }).returning('id').executeTakeFirstOrThrow()
  await appendEvent(trx, { kind: 'account.added', subject: id, actor })
  return id
}

function sameName(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase()
}
