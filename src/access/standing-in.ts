import { sql } from 'kysely'
import { lookAs } from '../db/look-as.ts'
import { SYSTEM } from '../db/viewer.ts'
import type { Trx } from '../db/tables.ts'

/**
 * Whom the viewer acts for: themselves, whoever is away and named them, and whoever left and reported to one of these. What
 * waits for somebody who left above whom nobody is left either is for the administrators (`orphans`).
 */
export async function actsFor(trx: Trx): Promise<Set<string>> {
  const { rows } = await sql<{ people: string[] }>`select baton_stands_for() as people`.execute(trx)
  return new Set(rows[0]?.people)
}

/** Those who left without anybody above them who is still here. */
export async function orphans(trx: Trx): Promise<Set<string>> {
  const { rows } = await lookAs(trx, SYSTEM.person, () =>
    sql<{ people: string[] }>`select baton_orphans() as people`.execute(trx),
  )
  return new Set(rows[0]?.people)
}
