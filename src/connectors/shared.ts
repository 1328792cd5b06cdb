import { sql } from 'kysely'
import { lookAs } from '../db/look-as.ts'
import { SYSTEM } from '../db/viewer.ts'
import { coverageOf } from '../signals/coverage.ts'
import { nameThreads } from '../signals/read/threads.ts'
import { renumbered, warningsOf } from '../signals/same-id.ts'
import { pathFor, sightingsOf } from '../signals/store.ts'
import { loadContents } from './import.ts'
import type { Trx } from '../db/tables.ts'
import type { StoredAccount } from '../signals/accounts.ts'
import type { Signal } from '../signals/signal.ts'
import type { FolderContents } from './folder.ts'

/** What is there of an account, whoever may see it. For counting; what is shown is made of `shareContents` alone. */
export async function allContents(trx: Trx, account: StoredAccount): Promise<FolderContents> {
  return lookAs(trx, SYSTEM.person, () => loadContents(trx, account))
}

/**
 * What all of these people may see of an account: signals, the sources that showed them, and what is said of either. A draft
 * for them is made of it and of nothing else, so that it is what it would be if the rest had never been there. `receiver`
 * counts as one of the deal team, which naming them makes them. Where they may see all of it, it is `all` itself.
 */
export async function shareContents(
  trx: Trx,
  account: StoredAccount,
  all: FolderContents,
  { readers, receiver }: { readers: readonly string[]; receiver: string | null },
): Promise<FolderContents> {
  const known = await lookAs(trx, SYSTEM.person, () => sourceNames(trx))
  const eyes = await asIfInTeam(trx, account.id, receiver, async () => {
    const found: Eyes[] = []
    for (const reader of new Set([...readers, ...(receiver === null ? [] : [receiver])]))
      found.push(
        await lookAs(trx, reader, async () => ({
          sightings: await sightingsOf(trx, account.id),
          sources: await sourceNames(trx),
        })),
      )
    return found
  })
  const seen = all.signals.flatMap((signal) => seenWith(signal, eyes))
  const hidden = new Set(all.signals.map(({ id }) => id))
  for (const { id } of seen) hidden.delete(id)
  const signals = renumbered(seen)
  nameThreads(signals.filter((signal) => signal.kind === 'email'))
  const open = (source: string) => !known.has(source) || eyes.every(({ sources }) => sources.has(source))
  const said = ({ item }: { item: string }) => !isOf(item, hidden) && open(sourceOfPath(item, known))
  const told = all.coverage.filter(({ source }) => open(source))
  const shared: FolderContents = {
    ...all,
    signals,
    coverage: coverageOf(
      signals,
      new Map(told.filter(({ complete }) => !complete).map(({ source, gaps }) => [source, gaps])),
      new Map(told.map(({ source, discarded }) => [source, discarded])),
    ),
    unread: all.unread.filter(said),
    warnings: warningsOf(signals, all.warnings.filter(said)),
  }
  const copies = (contents: FolderContents) => contents.signals.reduce((sum, { sources }) => sum + sources.length, 0)
  return signals.length === all.signals.length && copies(shared) === copies(all) ? all : shared
}

/** What one person sees of an account: the sources by signal, and every source that they may know of. */
type Eyes = { sightings: ReadonlyMap<number, readonly string[]>; sources: ReadonlySet<string> }

function seenWith(signal: Signal, eyes: readonly Eyes[]): Signal[] {
  const { row } = signal
  if (row === undefined) return []
  const sources = signal.sources.filter((source) => eyes.every(({ sightings }) => sightings.get(row)?.includes(source)))
  // Two people may know the same message from two mailboxes that neither shares.
  return eyes.every(({ sightings }) => sightings.has(row))
    ? [{ ...signal, sources, path: pathFor(signal.path, sources) }]
    : []
}

/** Whether a thing is one of these items or a file that one of them carried, read or not. */
function isOf(item: string, items: ReadonlySet<string>): boolean {
  if (items.has(item)) return true
  for (let end = item.indexOf('/'); end > 0; end = item.indexOf('/', end + 1))
    if (items.has(item.slice(0, end))) return true
  return false
}

/** The mailbox that a file of an import folder lies in, by its path; the folder may bear the first part of its address alone. */
function sourceOfPath(path: string, known: ReadonlySet<string>): string {
  const [room, box] = path.split('/')
  if (room !== 'mail' || box === undefined) return ''
  const name = `mail:${box.toLowerCase()}`
  return known.has(name) ? name : ([...known].find((source) => source.startsWith(`${name}@`)) ?? name)
}

async function sourceNames(trx: Trx): Promise<Set<string>> {
  const rows = await trx.selectFrom('sources').select('name').execute()
  return new Set(rows.map(({ name }) => name))
}

/** Looks as if somebody were in the team, and leaves no trace of it. */
async function asIfInTeam<T>(trx: Trx, accountId: string, person: string | null, work: () => Promise<T>): Promise<T> {
  if (person === null) return work()
  await sql`savepoint as_if`.execute(trx)
  await trx
    .insertInto('deal_team')
    .values({ account_id: accountId, person, part: 'handoff' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const result = await work()
  await sql`rollback to savepoint as_if`.execute(trx)
  return result
}
