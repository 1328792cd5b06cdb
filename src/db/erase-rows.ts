import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Trx } from './tables.ts'

/**
 * Erasing reaches tables that it does not know by name: it asks the catalogue what points at what, and where text stands.
 * So a table that is added later is reached too. For transactions of the owner.
 */

/** How many rows went, or were changed, by table. */
export type Counts = Map<string, number>

/**
 * Deletes rows and first whatever points at them; where a row may do without the one it points at, only that goes.
 * `where` must not ask those that point here: they are gone before the rows themselves are looked for.
 */
export async function deleteTree(trx: Trx, table: string, where: RawBuilder<boolean>, counts: Counts): Promise<void> {
  for (const { child, columns, parents, spare } of await pointingAt(trx, table)) {
    const pointing = sql<boolean>`(${sql.raw(columns)}) in (select ${sql.raw(parents)} from ${sql.raw(table)} where ${where})`
    if (spare || child === table) {
      const { numAffectedRows } =
        await sql`update ${sql.raw(child)} set ${sql.raw(columns)} = null where ${pointing}`.execute(trx)
      count(counts, `${child} (no longer named)`, numAffectedRows)
    } else await deleteTree(trx, child, pointing, counts)
  }
  const { numAffectedRows } = await sql`delete from ${sql.raw(table)} where ${where}`.execute(trx)
  count(counts, table, numAffectedRows)
}

type Pointing = { child: string; columns: string; parents: string; spare: boolean }

async function pointingAt(trx: Trx, table: string): Promise<Pointing[]> {
  const { rows } = await sql<Pointing>`
    select k.conrelid::regclass::text as child,
      (select string_agg(quote_ident(a.attname), ', ' order by u.n) from unnest(k.conkey) with ordinality u(c, n)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.c) as columns,
      (select string_agg(quote_ident(a.attname), ', ' order by u.n) from unnest(k.confkey) with ordinality u(c, n)
        join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.c) as parents,
      k.confdeltype <> 'c' and cardinality(k.conkey) = 1 and not (
        select a.attnotnull from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1]) as spare
    from pg_constraint k where k.contype = 'f' and k.confrelid = ${table}::regclass order by 1, 2`.execute(trx)
  return rows
}

export type TextTable = { table: string; columns: { name: string; type: 'text' | 'text[]' | 'json' | 'bytea' }[] }

/** Every table of ours and of the queue that holds text or bytes. */
export async function textTables(trx: Trx, except: readonly string[]): Promise<TextTable[]> {
  const { rows } = await sql<{ table: string; name: string; type: string }>`
    select c.oid::regclass::text as table, quote_ident(a.attname) as name, format_type(a.atttypid, null) as type
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and n.nspname in ('public', 'pgboss')
      and format_type(a.atttypid, null) in ('text', 'character varying', 'text[]', 'json', 'jsonb', 'bytea')
    order by 1, a.attnum`.execute(trx)
  const kinds: Record<string, 'text' | 'text[]' | 'json' | 'bytea'> = {
    'text[]': 'text[]',
    json: 'json',
    jsonb: 'json',
    bytea: 'bytea',
  }
  const tables = Map.groupBy(
    rows.filter(({ table }) => !except.includes(table)),
    ({ table }) => table,
  )
  return [...tables].map(([table, columns]) => ({
    table,
    columns: columns.map(({ name, type }) => ({ name, type: kinds[type] ?? 'text' })),
  }))
}

/**
 * Runs `change` over every text of these tables, parsed where it is JSON, and stores what comes back changed. Answers the
 * columns of bytes in which `change` would have found something: those are not for it to mend.
 */
export async function changeTexts(
  trx: Trx,
  tables: readonly TextTable[],
  change: (value: unknown) => unknown,
  counts: Counts,
): Promise<string[]> {
  const left: string[] = []
  for (const { table, columns } of tables) {
    const names = sql.raw(columns.map(({ name }) => name).join(', '))
    const { rows } = await sql<{ at: string } & Record<string, unknown>>`
      select ctid::text as at, ${names} from ${sql.raw(table)}`.execute(trx)
    let changed = 0
    for (const { at, ...row } of rows) {
      const sets: RawBuilder<unknown>[] = []
      for (const { name, type } of columns) {
        const value = row[name.replaceAll('"', '')]
        if (value === null || value === undefined) continue
        if (type === 'bytea') {
          const text = Buffer.from(value as Uint8Array).toString('utf8')
          if (change(text) !== text) left.push(`${table}.${name}`)
          continue
        }
        const now = type === 'text' ? changedText(value as string, change) : change(value)
        if (now === value) continue
        const stored = type === 'json' ? JSON.stringify(now) : now
        sets.push(sql`${sql.raw(name)} = ${stored}`)
      }
      if (sets.length === 0) continue
      changed++
      await sql`update ${sql.raw(table)} set ${sql.join(sets)} where ctid = ${at}::tid`.execute(trx)
    }
    count(counts, `${table} (words)`, BigInt(changed))
  }
  return left
}

/** Lets the owner of the tables change what a stricter rule keeps from everybody, within this transaction. */
export async function withoutStrictRules<T>(trx: Trx, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ name: string }>`
    select distinct quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_policies
    where permissive = 'RESTRICTIVE'`.execute(trx)
  for (const { name } of rows) await sql`alter table ${sql.raw(name)} no force row level security`.execute(trx)
  const done = await work()
  for (const { name } of rows) await sql`alter table ${sql.raw(name)} force row level security`.execute(trx)
  return done
}

function changedText(text: string, change: (value: unknown) => unknown): unknown {
  if (!/^[[{]/.test(text)) return change(text)
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return change(text)
  }
  const now = change(parsed)
  return now === parsed ? text : JSON.stringify(now)
}

function count(counts: Counts, name: string, rows: bigint | undefined): void {
  const number = Number(rows ?? 0n)
  if (number > 0) counts.set(name, (counts.get(name) ?? 0) + number)
}
