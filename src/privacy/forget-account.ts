import { sql } from 'kysely'
import { forgettingKey, markOf } from '../access/forgotten.ts'
import { deleteTree, withoutStrictRules } from '../db/erase-rows.ts'
import { eraseBriefs } from './forget-briefs.ts'
import type { Trx } from '../db/tables.ts'
import type { StoredAccount } from '../signals/accounts.ts'
import type { Erased } from './forget-person.ts'

/** Erases an account with all that is of it alone. What belongs to another account too stays there. */
export async function eraseAccount(trx: Trx, account: StoredAccount): Promise<Erased> {
  const key = await forgettingKey(trx)
  const erased: Erased = { names: [account.name], marks: [], tokens: [], counts: new Map(), copies: [], stays: [] }
  const { counts } = erased
  erased.marks = [
    markOf(key, 'account', account.name),
    ...account.domains.map((domain) => markOf(key, 'domain', domain)),
  ]
  await withoutStrictRules(trx, async () => {
    erased.copies = await eraseBriefs(trx, (_, id) => id === account.id, counts)
    const alone = await sql<{ id: number }>`
      select signal_id as id from account_signals a where account_id = ${account.id} and not exists (
        select from account_signals o where o.signal_id = a.signal_id and o.account_id <> ${account.id})`.execute(trx)
    const ids = alone.rows.map(({ id }) => id)
    await deleteTree(trx, 'signals', sql<boolean>`id = any (${ids}::bigint[])`, counts)
    await deleteTree(trx, 'accounts', sql<boolean>`id = ${account.id}`, counts)
    // The customer's people whom the log names.
    for (const domain of account.domains) {
      const tokens = await trx
        .deleteFrom('log_names')
        .where(sql<boolean>`address like ${`%@${domain.replaceAll(/[\\%_]/g, '\\$&')}`}`)
        .returning('token')
        .execute()
      erased.tokens.push(...tokens.map(({ token }) => token))
    }
  })
  erased.tokens.sort()
  erased.stays.push("where mail of other accounts speaks of this company, its name; and the seller's own people")
  return erased
}
