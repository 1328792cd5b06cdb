import { sql } from 'kysely'
import type { Trx } from './tables.ts'

/** The time as the database counts it, or the clock that it was opened with: the one clock of every decision. */
export async function nowOf(trx: Trx): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select baton_now() as now`.execute(trx)
  return rows[0]?.now ?? new Date()
}
