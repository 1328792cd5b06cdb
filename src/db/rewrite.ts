import { renameSync, rmSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { AppError } from '../lib/errors.ts'

/** Where a data folder stands while another takes its place: the one that is to come, and the one that was. */
export type Places = { data: string; next: string; old: string }

/** Told before each step, for tests that end the process there. */
export type OnStep = (step: RewriteStep) => void
export type RewriteStep = 'copy' | 'close' | 'set aside' | 'put in place' | 'remove' | 'open'

/**
 * Copies what stands in a data folder into a new one, which then takes its place: nothing that was deleted is left in any
 * file, neither in rows that wait to be overwritten nor in the write-ahead log. `made` opens the new one, with its tables.
 * Killed at any step, the next opening (`recover`) finds the whole old one or the whole new one.
 */
export async function rewriteFolder(
  standing: PGlite,
  { data, next, old }: Places,
  made: (folder: string) => Promise<PGlite>,
  onStep: OnStep = () => {},
): Promise<PGlite> {
  onStep('copy')
  rmSync(next, { recursive: true, force: true })
  const fresh = await made(next)
  try {
    await copyRows(standing, fresh)
    await fresh.exec('update erasures set rewritten_at = clock_timestamp() where rewritten_at is null; checkpoint')
  } finally {
    await fresh.close()
  }
  onStep('close')
  await standing.close()
  onStep('set aside')
  renameSync(data, old)
  onStep('put in place')
  renameSync(next, data)
  onStep('remove')
  rmSync(old, { recursive: true, force: true })
  onStep('open')
  return PGlite.create({ dataDir: data })
}

/** After a death in the middle: `next` is whole only once `data` was set aside. */
export function recover({ data, next, old }: Places, exists: (folder: string) => boolean): void {
  if (!exists(data) && exists(old)) renameSync(exists(next) ? next : old, data)
  if (!exists(data)) return
  for (const folder of [next, old]) rmSync(folder, { recursive: true, force: true })
}

type Table = { name: string; columns: string }

/** Every row of every table of ours and of the queue, as it is: without triggers, which have run once already. */
async function copyRows(from: PGlite, to: PGlite): Promise<void> {
  const [tables, there] = [await tablesOf(from), await tablesOf(to)]
  const known = new Map(there.map(({ name, columns }) => [name, columns]))
  for (const { name, columns } of tables)
    if (known.get(name) !== columns)
      throw new AppError('internal', `${name} differs between the data folder and a new one; nothing was changed`)
  await to.exec('set session_replication_role = replica')
  await to.exec(`truncate ${there.map(({ name }) => name).join(', ')}`)
  for (const { name, columns } of tables) {
    const { blob } = await from.query(`copy ${name} (${columns}) to '/dev/blob' with (format binary)`)
    if (blob === undefined) throw new AppError('internal', `${name} could not be copied; nothing was changed`)
    await to.query(`copy ${name} (${columns}) from '/dev/blob' with (format binary)`, [], { blob })
  }
  const { rows } = await from.query<{ name: string; last: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(sequencename) as name, last_value::text as last
     from pg_sequences where schemaname in ('public', 'pgboss') and last_value is not null`,
  )
  for (const { name, last } of rows) await to.query('select setval($1::regclass, $2::bigint)', [name, last])
  await to.exec('set session_replication_role = default')
}

async function tablesOf(pglite: PGlite): Promise<Table[]> {
  const { rows } = await pglite.query<Table>(
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
       string_agg(quote_ident(a.attname), ', ' order by a.attname) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and n.nspname in ('public', 'pgboss') group by n.nspname, c.relname order by 1`,
  )
  return rows
}
