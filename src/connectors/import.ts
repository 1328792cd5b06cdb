import { sql } from 'kysely'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { loadForgotten } from '../access/forgotten.ts'
import { followRecords } from '../access/people.ts'
import { joinTeam } from '../access/team.ts'
import { ensurePeople, ensureWorkspace } from '../access/workspace.ts'
import { appendEvent } from '../db/events.ts'
import { SYSTEM } from '../db/viewer.ts'
import { AppError } from '../lib/errors.ts'
import { canonicalJson, hashOf } from '../lib/json.ts'
import { ensureAccount } from '../signals/accounts.ts'
import { colleaguesIn } from '../signals/colleagues.ts'
import { coverageOf } from '../signals/coverage.ts'
import { settleParties } from '../signals/derive.ts'
import { discardsOf, setDiscards } from '../signals/discard-store.ts'
import { totals } from '../signals/discards.ts'
import { redactedValue, withoutForgotten } from '../signals/forget.ts'
import { loadRules } from '../signals/rules.ts'
import { loadSignals, sourceIds, storeSignals } from '../signals/store.ts'
import { warningsOf } from '../signals/same-id.ts'
import { readFolder } from './folder.ts'
import type { Forgotten } from '../access/forgotten.ts'
import type { Database, Trx } from '../db/open.ts'
import type { StoredAccount } from '../signals/accounts.ts'
import type { Signal, Unread } from '../signals/signal.ts'
import type { FolderContents } from './folder.ts'

/** What one import did. All counts are zero where the folder was known already. */
export type ImportReport = {
  account: { id: string; name: string }
  items: number
  added: number
  changed: number
  sighted: number
  unread: Unread[]
  /** how many items were not kept, whatever the reason; their owners see which reasons */
  discarded: number
  /** what was derived because workspace.json did not say it */
  notes: string[]
}

export type Progress = { done: number; of: number }

/**
 * Brings an import folder into the workspace. Position and data move in one transaction each batch: an import that was
 * cut off is finished by the next one, and the same folder twice writes nothing, neither rows nor events.
 */
export async function importFolder(
  database: Database,
  folder: string,
  options: { actor: string; onProgress?: (progress: Progress) => void },
): Promise<ImportReport> {
  const { actor, onProgress = () => {} } = options
  const { rules, forgotten } = await database.as(SYSTEM, async (trx) => ({
    rules: await loadRules(trx),
    forgotten: await loadForgotten(trx),
  }))
  const read = await readFolder(folder, { rules })
  const contents = { ...withoutThem(read, forgotten), discarded: read.discarded }
  const { seller, account, notes } = settleParties(contents.workspace, contents.signals)
  const colleagues = colleaguesIn(contents.signals, seller, contents.workspace ?? {})
  const context = JSON.stringify(contextOf(contents))
  const fingerprint = hashOf([
    context,
    contents.signals.map(({ id, contentHash, sources, marks = {} }) => [id, contentHash, sources, marks]),
    [...contents.discarded].map(([source, reasons]) => [source, [...reasons]]),
  ])
  const discarded = [...totals(contents.discarded).values()].reduce((a, b) => a + b, 0)
  const counts = { items: contents.signals.length, added: 0, changed: 0, sighted: 0, discarded }
  const report = { ...counts, unread: contents.unread, notes }

  const begun = await database.as(SYSTEM, async (trx) => {
    await ensureWorkspace(trx, seller, actor)
    await ensurePeople(trx, colleagues.people, actor)
    await followRecords(trx, colleagues, actor)
    const stored = await ensureAccount(trx, account, actor)
    await joinTeam(trx, stored.id, colleagues.team, actor)
    const finished = await beginImport(trx, stored, fingerprint, context)
    if (!finished) {
      const told = contents.coverage.map(({ source }) => source)
      await sourceIds(trx, told)
      // What a left mailbox still holds is told as that and read no further.
      await setDiscards(trx, stored.id, told, contents.discarded)
    }
    return { account: stored, finished }
  })
  if (!begun.finished) {
    for (let from = 0; from < contents.signals.length; from += BATCH) {
      const batch = contents.signals.slice(from, from + BATCH)
      const { added, changed, sighted } = await database.as(SYSTEM, async (trx) => {
        const stored = await storeSignals(trx, begun.account, batch)
        if (stored.added + stored.changed + stored.sighted > 0) {
          await appendEvent(trx, { kind: 'signals.stored', subject: begun.account.id, actor, data: stored })
        }
        return stored
      })
      report.added += added
      report.changed += changed
      report.sighted += sighted
      onProgress({ done: from + batch.length, of: contents.signals.length })
      // The embedded database answers without leaving the turn: only here is Ctrl-C heard, and another request answered.
      await nextTurn()
    }
    await database.as(SYSTEM, async (trx) => {
      await finishImport(trx, begun.account.id, report.items, actor)
      await markRead(trx, [...new Set(contents.coverage.map(({ source }) => source))])
    })
  }
  return { account: { id: begun.account.id, name: begun.account.name }, ...report }
}

/** What a folder holds and says of itself, without whom this workspace has forgotten. */
function withoutThem(contents: FolderContents, forgotten: Forgotten): FolderContents {
  if (forgotten.none) return contents
  const { workspace, coverage, unread, warnings } = contents
  const side = (email: string | null | undefined) => (email && forgotten.has('address', email) ? null : email)
  const said = workspace && { ...workspace, from: side(workspace.from), to: side(workspace.to) }
  // Names alone mean somebody within one account only; which one it is, is known when the signals are stored.
  return {
    ...contents,
    ...redactedValue({ workspace: said, coverage, unread, warnings }, [], forgotten),
    signals: withoutForgotten(contents.signals, [], forgotten),
  }
}

/** Small enough that a Ctrl-C loses little, large enough that the log's lock is not the work. */
const BATCH = 100

/** What a folder says beside its items; kept for the account, so that a later draft reads what the import read. */
type ImportContext = Pick<FolderContents, 'workspace' | 'coverage' | 'unread' | 'warnings'>

function contextOf({ workspace, coverage, unread, warnings }: FolderContents): ImportContext {
  return { workspace, coverage, unread, warnings }
}

/** When a mailbox was last read, for its owner. */
async function markRead(trx: Trx, sources: readonly string[]): Promise<void> {
  if (sources.length > 0)
    await trx
      .updateTable('sources')
      .set({ read_at: sql<string>`baton_now()` })
      .where('name', 'in', sources)
      .execute()
}

/** Answers true where this very folder was imported to its end already. */
async function beginImport(trx: Trx, account: StoredAccount, fingerprint: string, context: string): Promise<boolean> {
  const standing = await trx
    .selectFrom('imports')
    .select(['fingerprint', 'context', 'done'])
    .where('account_id', '=', account.id)
    .executeTakeFirst()
  if (standing?.fingerprint === fingerprint) return standing.done
  const merged = standing === undefined ? context : JSON.stringify(merge(standing.context, context))
  const row = { fingerprint, context: merged, done: false }
  await trx
    .insertInto('imports')
    .values({ account_id: account.id, ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute()
  return false
}

async function finishImport(trx: Trx, accountId: string, items: number, actor: string): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('imports')
    .set({ done: true })
    .where('account_id', '=', accountId)
    .where('done', '=', false)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) {
    await appendEvent(trx, { kind: 'import.completed', subject: accountId, actor, data: { items } })
  }
}

/** A second folder of the same account adds to the first; where both say a thing, the later one is right. */
function merge(before: string, after: string): ImportContext {
  const [old, now] = [JSON.parse(before) as ImportContext, JSON.parse(after) as ImportContext]
  const said = Object.entries(now.workspace ?? {}).filter(([, value]) => value !== null && value !== undefined)
  const told = new Set(now.coverage.map(({ source }) => source))
  return {
    // The moment belongs to the folder: an old one would hide what the new folder brought.
    workspace: { ...old.workspace, as_of: null, ...Object.fromEntries(said) },
    coverage: [...old.coverage.filter(({ source }) => !told.has(source)), ...now.coverage],
    unread: distinct([...old.unread, ...now.unread]),
    warnings: distinct([...old.warnings, ...now.warnings]),
  }
}

function distinct<T>(values: T[]): T[] {
  return [...new Map(values.map((value) => [canonicalJson(value), value])).values()]
}

/** What the imports of an account said and showed: the same that `readFolder` gave. */
export async function loadContents(trx: Trx, account: StoredAccount): Promise<FolderContents> {
  const row = await trx
    .selectFrom('imports')
    .select(['context', 'done'])
    .where('account_id', '=', account.id)
    .executeTakeFirst()
  if (row === undefined || !row.done) {
    throw new AppError(
      'conflict',
      `the import of ${account.name} was cut off: run baton import with its folder again first`,
    )
  }
  const signals = await loadSignals(trx, account.id)
  const context = JSON.parse(row.context) as ImportContext
  // Counted again from what is stored; what only the source could say is taken from it.
  const told = context.coverage
  const gaps = new Map(told.filter(({ complete }) => !complete).map(({ source, gaps }) => [source, gaps]))
  return {
    ...context,
    signals,
    warnings: warningsOf(signals, context.warnings),
    unread: [...context.unread, ...wordless(signals)],
    coverage: coverageOf(signals, gaps, totals(await discardsOf(trx, account.id))),
  }
}

/** What was read once and whose words are no longer kept: a draft does not rest on it, and says so. */
function wordless(signals: readonly Signal[]): Unread[] {
  const gone = signals.filter(({ expired }) => expired === true)
  const [first] = gone
  if (first === undefined) return []
  const last = gone.reduce((latest, { at }) => (at !== null && at > latest ? at : latest), '').slice(0, 10)
  return [{ item: first.id, text: `${gone.length} items up to ${last}: their words are no longer kept here` }]
}
