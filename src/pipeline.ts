import { appendEvent } from './db/events.ts'
import { SYSTEM } from './db/viewer.ts'
import { ensurePeople, ensureWorkspace } from './access/workspace.ts'
import { draftBrief } from './briefs/draft.ts'
import { readFolder } from './connectors/folder.ts'
import { understand } from './findings/understand.ts'
import { handoffOf } from './handoffs/index.ts'
import { canonicalJson, hashOf } from './lib/json.ts'
import { assembleCorpus } from './signals/assemble.ts'
import { ensureAccount } from './signals/accounts.ts'
import { settleParties } from './signals/derive.ts'
import { storeSignals } from './signals/store.ts'
import type { Brief } from './briefs/brief.ts'
import type { Database, Trx } from './db/open.ts'
import type { Engine } from './engines/engine.ts'
import type { FolderContents } from './connectors/folder.ts'
import type { StoredAccount } from './signals/accounts.ts'
import type { Unread } from './signals/signal.ts'

/** What a caller may say instead of workspace.json. */
export type DraftOptions = { handoff?: string | undefined; deal?: string | undefined; asOf?: string | undefined }

export type Drafted = {
  brief: Brief
  /** what was assumed, and what could not be read: one line each, for standard error */
  notes: string[]
  unread: Unread[]
}

/** From a folder to a draft, in memory: nothing is stored and nothing is left behind. */
export async function draftFromFolder(folder: string, engine: Engine, options: DraftOptions = {}): Promise<Drafted> {
  return draft(await readFolder(folder, { asOf: options.asOf ?? null }), engine, options)
}

/** The steps from signals to a draft, in order; the same values give the same draft, wherever they were kept. */
export async function draft(contents: FolderContents, engine: Engine, options: DraftOptions = {}): Promise<Drafted> {
  const corpus = assembleCorpus(contents, options)
  const handoff = handoffOf(corpus.handoff.type)
  const findings = await engine.read(corpus)
  const understanding = understand(corpus, findings)
  const { name, version, model } = engine
  const brief = draftBrief({
    corpus,
    understanding,
    handoff,
    engine: { name, version, model, prompts: {} },
    revision: 1,
  })
  return { brief, notes: corpus.notes, unread: contents.unread }
}

/** What one import did. All counts are zero where the folder was known already. */
export type ImportReport = {
  account: { id: string; name: string }
  items: number
  added: number
  changed: number
  sighted: number
  unread: Unread[]
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
  const contents = await readFolder(folder)
  const { seller, account, notes } = settleParties(contents.workspace, contents.signals)
  const context = canonicalJson(contextOf(contents))
  const fingerprint = hashOf([
    context,
    contents.signals.map(({ id, contentHash, sources }) => [id, contentHash, sources]),
  ])
  const report = { items: contents.signals.length, added: 0, changed: 0, sighted: 0, unread: contents.unread, notes }

  const begun = await database.as(SYSTEM, async (trx) => {
    await ensureWorkspace(trx, seller, actor)
    await ensurePeople(trx, mailboxOwners(contents, seller.domains), actor)
    const stored = await ensureAccount(trx, account, actor)
    return { account: stored, finished: await beginImport(trx, stored, fingerprint, context) }
  })
  if (!begun.finished) {
    for (let from = 0; from < contents.signals.length; from += BATCH) {
      const batch = contents.signals.slice(from, from + BATCH)
      const { added, changed, sighted } = await database.as(SYSTEM, async (trx) => {
        const stored = await storeSignals(trx, begun.account.id, batch)
        if (stored.added + stored.changed + stored.sighted > 0) {
          await appendEvent(trx, { kind: 'signals.stored', subject: begun.account.id, actor, data: stored })
        }
        return stored
      })
      report.added += added
      report.changed += changed
      report.sighted += sighted
      onProgress({ done: from + batch.length, of: contents.signals.length })
    }
    await database.as(SYSTEM, (trx) => finishImport(trx, begun.account.id, report.items, actor))
  }
  return { account: { id: begun.account.id, name: begun.account.name }, ...report }
}

/** Small enough that a Ctrl-C loses little, large enough that the log's lock is not the work. */
const BATCH = 100

/** What a folder says beside its items; kept for the account, so that a later draft reads what the import read. */
export type ImportContext = Pick<FolderContents, 'workspace' | 'coverage' | 'unread' | 'warnings'>

function contextOf({ workspace, coverage, unread, warnings }: FolderContents): ImportContext {
  return { workspace, coverage, unread, warnings }
}

/** Answers true where this very folder was imported to its end already. */
async function beginImport(trx: Trx, account: StoredAccount, fingerprint: string, context: string): Promise<boolean> {
  const standing = await trx
    .selectFrom('imports')
    .select(['fingerprint', 'context', 'done'])
    .where('account_id', '=', account.id)
    .executeTakeFirst()
  if (standing?.fingerprint === fingerprint) return standing.done
  const merged = standing === undefined ? context : canonicalJson(merge(standing.context, context))
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

/** Whoever has a mailbox in the folder is one of the seller's people, also where workspace.json names nobody. */
function mailboxOwners(contents: FolderContents, domains: readonly string[]) {
  const owners = new Set(
    contents.signals.flatMap(({ sources }) =>
      sources.filter((name) => name.startsWith('mail:')).map((name) => name.slice(5)),
    ),
  )
  const names = new Map<string, string>()
  for (const signal of contents.signals) {
    if (signal.kind === 'email' && signal.from?.email && signal.from.name)
      names.set(signal.from.email, signal.from.name)
  }
  return [...owners]
    .filter((email) => domains.some((domain) => email.endsWith(`@${domain}`) || email.endsWith(`.${domain}`)))
    .sort()
    .map((email) => ({ email, name: names.get(email) ?? email, role: null }))
}
