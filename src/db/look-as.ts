import { sql } from 'kysely'
import type { Trx } from './tables.ts'

/**
 * Runs `work` in the same transaction with the eyes of another person: the rows that it finds are those that the rules let
 * that person see, whatever the rules are. For asking what somebody may see, never for acting; nothing else may run in
 * the transaction meanwhile.
 */
export async function lookAs<T>(trx: Trx, person: string, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ person: string; roles: string }>`
    select coalesce(current_setting('baton.person', true), '') as person,
      coalesce(current_setting('baton.roles', true), '') as roles`.execute(trx)
  const before = rows[0] ?? { person: '', roles: '' }
  const become = (who: string, roles: string) =>
    sql`select set_config('baton.person', ${who}, true), set_config('baton.roles', ${roles}, true)`.execute(trx)
  await become(person, '')
  try {
    return await work()
  } finally {
    // After a failed statement the transaction is over anyway, and with it whom it looked as.
    await become(before.person, before.roles).catch(() => {})
  }
}
