import { setImmediate as nextTurn } from 'node:timers/promises'
import { appendEvent } from './db/events.ts'
import { SYSTEM } from './db/viewer.ts'
import { joinTeam } from './access/team.ts'
import { followRecords } from './access/people.ts'
import { ensurePeople, ensureWorkspace } from './access/workspace.ts'
import { readFolder } from './connectors/folder.ts'
import { AppError } from './lib/errors.ts'
import { canonicalJson, hashOf } from './lib/json.ts'
import { listCorrections } from './findings/correction-store.ts'
import { ensureAccount, findAccount } from './signals/accounts.ts'
import { colleaguesIn } from './signals/colleagues.ts'
import { settleParties } from './signals/derive.ts'
import { coverageOf } from './signals/coverage.ts'
import { loadSignals, storeSignals } from './signals/store.ts'
import { loadRevision, saveRevision } from './briefs/store.ts'
import { draft } from './pipeline.ts'
import { makeDispatch } from './review/dispatch.ts'
import { openReview } from './review/open.ts'
import { redraftCorrected } from './review/redraft.ts'
import { loadReview } from './review/review.ts'
import { listPeople } from './access/acting.ts'
import type { Brief } from './briefs/brief.ts'
import type { Database, Trx, Viewer } from './db/open.ts'
import type { Engine } from './engines/engine.ts'
import type { DraftOptions } from './pipeline.ts'
import type { Addressing, Render } from './review/dispatch.ts'
import type { ReviewPolicy } from './review/policy.ts'
import type { FolderContents } from './connectors/folder.ts'
import type { StoredAccount } from './signals/accounts.ts'
import type { Unread } from './signals/signal.ts'

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
  const colleagues = colleaguesIn(contents.signals, seller, contents.workspace ?? {})
  const context = JSON.stringify(contextOf(contents))
  const fingerprint = hashOf([
    context,
    contents.signals.map(({ id, contentHash, sources }) => [id, contentHash, sources]),
  ])
  const report = { items: contents.signals.length, added: 0, changed: 0, sighted: 0, unread: contents.unread, notes }

  const begun = await database.as(SYSTEM, async (trx) => {
    await ensureWorkspace(trx, seller, actor)
    await ensurePeople(trx, colleagues.people, actor)
    await followRecords(trx, colleagues, actor)
    const stored = await ensureAccount(trx, account, actor)
    await joinTeam(trx, stored.id, colleagues.team, actor)
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
      // The embedded database answers without leaving the turn: only here is Ctrl-C heard, and another request answered.
      await nextTurn()
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

export type DraftRequest = DraftOptions & { account: string }

/** What putting a draft before people needs beside the database. */
export type ReviewPorts = {
  database: Database
  render: Render
  policy: ReviewPolicy
  /** the way out for what stays inside the company, and the address it is sent from where that is not the person's own */
  channel: string
  sender: string | null
}

export type DraftReport = {
  brief: Brief
  /** what was derived because nobody said it */
  notes: string[]
  /** where the brief stands now and what to type next, in one line */
  standing: string
}

/**
 * Drafts from what the workspace holds, keeps the draft and puts it into review. The same data give the same brief, so
 * asking again changes nothing; a brief that people have edited since is answered as it stands.
 */
export async function draftFromWorkspace(
  { database, render, policy, channel, sender }: ReviewPorts,
  viewer: Viewer,
  { account: wanted, ...options }: DraftRequest,
  engine: Engine,
): Promise<DraftReport> {
  const { account, contents, corrections } = await database.as(viewer, async (trx) => {
    const account = await findAccount(trx, wanted)
    return {
      account,
      contents: await loadContents(trx, account),
      corrections: await listCorrections(trx, account.id),
    }
  })
  // Whoever asks for a handover and is not its receiver hands over, unless the folder or the caller says otherwise.
  const receiver = options.to ?? contents.workspace?.to
  const from = contents.workspace?.from ?? (receiver === viewer.person ? undefined : viewer.person)
  const { brief, notes } = await draft(contents, engine, { ...(from && { from }), ...options }, corrections)
  if (brief.handoff.to === null) {
    const standing = 'this draft is for you alone and is not kept: name who receives it with --to to hand it over'
    return { brief, notes, standing }
  }
  return database.as(viewer, async (trx) => {
    const standing = await loadRevision(trx, brief.id)
    if (standing !== null && (await isUnderReview(trx, brief.id))) {
      const now = await redraftCorrected(trx, viewer, { accountId: account.id, standing, brief }, { render, policy })
      return { brief: now.brief, notes, standing: `${await wordsOf(trx, brief.id)}${now.why}` }
    }
    const handoff = await ensureHandoff(trx, viewer, account.id, brief)
    await saveRevision(trx, handoff, brief, viewer.person)
    await appendEvent(trx, {
      kind: 'brief.drafted',
      subject: brief.id,
      actor: viewer.person,
      data: { revision: brief.revision, contentHash: brief.contentHash, handoff, account: account.id },
    })
    const dispatch = await makeDispatch(brief, await addressing(trx, viewer, brief, { channel, sender }), render)
    await openReview(trx, viewer, { dispatch, requestedBy: viewer.person }, policy)
    return { brief, notes, standing: await wordsOf(trx, brief.id) }
  })
}

async function isUnderReview(trx: Trx, briefId: string): Promise<boolean> {
  const row = await trx.selectFrom('reviews').select('state').where('brief_id', '=', briefId).executeTakeFirst()
  return row !== undefined
}

/** One transfer of one account or deal, of one type: its briefs follow each other under it. */
async function ensureHandoff(trx: Trx, viewer: Viewer, accountId: string, brief: Brief): Promise<string> {
  const key = { account_id: accountId, deal: brief.deal?.id ?? '', type: brief.handoff.type }
  const parties = { from_person: brief.handoff.from, to_person: brief.handoff.to }
  const { id } = await trx
    .insertInto('handoffs')
    .values({ ...key, ...parties })
    .onConflict((conflict) => conflict.columns(['account_id', 'deal', 'type']).doUpdateSet(parties))
    .returning('id')
    .executeTakeFirstOrThrow()
  const sides = [brief.handoff.from, brief.handoff.to].filter((person) => person !== null)
  await joinTeam(
    trx,
    accountId,
    sides.map((person) => ({ person, part: 'handoff' })),
    viewer.person,
  )
  return id
}

/** To the receiver, who is one of the seller's people, in the name of whoever hands over, else of the person who asked. */
async function addressing(
  trx: Trx,
  viewer: Viewer,
  brief: Brief,
  { channel, sender }: Pick<ReviewPorts, 'channel' | 'sender'>,
): Promise<Addressing> {
  const people = await listPeople(trx)
  const known = (email: string | null) => people.find((person) => person.email === email)
  const asking = { email: viewer.person, name: known(viewer.person)?.name ?? null }
  const { from, to } = brief.handoff
  const receiver = known(to)
  if (receiver === undefined) {
    throw new AppError(
      'bad_call',
      `${to} is not one of the people here: name a receiver with --to, or add them with baton init --person "Name <${to}>"`,
    )
  }
  const giver = known(from) ?? asking
  return {
    audience: 'internal',
    channel,
    sender: { email: sender ?? giver.email, name: giver.name },
    recipients: [{ email: receiver.email, name: receiver.name }],
  }
}

async function wordsOf(trx: Trx, briefId: string): Promise<string> {
  const { state, revision, dispatchHash } = await loadReview(trx, briefId)
  const what = `${briefId} revision ${revision}`
  if (state !== 'pending') return `${what} is ${state}; see baton show ${briefId}`
  const prefix = dispatchHash.replace(/^sha256:/, '').slice(0, 12)
  return `${what} waits in review; next: baton approve ${briefId} --revision ${revision} --hash ${prefix}`
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
  const context = JSON.parse(row.context) as ImportContext
  const signals = await loadSignals(trx, account.id)
  // Counted again from what is stored; what only the source could say is taken from it.
  const told = context.coverage
  const gaps = new Map(told.filter(({ complete }) => !complete).map(({ source, gaps }) => [source, gaps]))
  const discarded = new Map(told.map(({ source, discarded }) => [source, discarded]))
  return { ...context, signals, coverage: coverageOf(signals, gaps, discarded) }
}
