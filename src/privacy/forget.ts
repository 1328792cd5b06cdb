import { appendEvent, ERASED } from '../db/events.ts'
import { enqueue } from '../db/jobs.ts'
import { AppError } from '../lib/errors.ts'
import { canonicalJson, hashOf } from '../lib/json.ts'
import { findAccount } from '../signals/accounts.ts'
import { forgettingKey, markOf } from '../access/forgotten.ts'
import { eraseAccount } from './forget-account.ts'
import { erasePerson } from './forget-person.ts'
import { takeBack } from './take-back.ts'
import type { Database, Trx, Viewer } from '../db/open.ts'
import type { OnStep } from '../db/rewrite.ts'
import type { Courier } from '../delivery/deliver.ts'
import type { Copy } from './forget-briefs.ts'
import type { Erased } from './forget-person.ts'
import type { TakenBack } from './take-back.ts'

/** Whom or what: an address, or an account by name or domain. `also`: other addresses and names of the same person. */
export type ForgetRequest = { what: string; also: readonly string[]; withMail: boolean }

/** What would go, counted by doing it and taking it back. */
export type ForgetPlan = {
  kind: 'person' | 'account'
  /** the names that were found, for whoever has to say whether this is meant */
  names: string[]
  /** rows by table; `(words)`: rows of which words are blocked out, `(no longer named)`: rows that point at nobody now */
  counts: Record<string, number>
  /** what went out or may have: only a channel that can take it back does */
  copies: (Pick<Copy, 'delivery' | 'channel' | 'state' | 'recipients'> & { canTakeBack: boolean })[]
  stays: string[]
  /** names exactly this: given back, it says that this is meant */
  hash: string
}

export type Forgot = {
  erasure: string
  counts: Record<string, number>
  copies: TakenBack[]
  /** where what was erased may still stand, and what to do about it: one line each */
  elsewhere: string[]
}

type Ports = { database: Database; courier: Courier }

/** Says what an erasure would take, without taking it. Throws `not_found` where nothing is known of whom is named. */
export async function planForgetting({ database, courier }: Ports, request: ForgetRequest): Promise<ForgetPlan> {
  let plan: ForgetPlan | null = null
  await database
    .asOwner(async (trx) => {
      plan = planOf(await erase(trx, request), request, courier)
      throw new NotMeant()
    })
    .catch((error: unknown) => {
      if (plan === null) throw error
    })
  if (plan === null) throw new AppError('internal', 'the erasure could not be planned')
  return plan
}

/**
 * Erases: rows, event and tombstones in one transaction, then the copies that can be taken back, then what remains is
 * written anew. Killed in between, the rest follows: copies by a job, the files at the next opening. Throws `conflict`
 * where it would now take something else than the plan of this hash said.
 */
export async function forget(
  { database, courier }: Ports,
  viewer: Viewer,
  request: ForgetRequest,
  hash: string,
  onStep?: OnStep,
): Promise<Forgot> {
  if (addressesOf(request).includes(viewer.person))
    throw new AppError('bad_call', 'somebody else has to do this: whoever erases is named in the log')
  const done = await database.asOwner(async (trx) => {
    const erased = await erase(trx, request)
    const plan = planOf(erased, request, courier)
    if (plan.hash !== hash)
      throw new AppError('conflict', 'it would take something else than the plan said: look at the plan again')
    assertNotOnItsWay(erased.copies, courier)
    return record(trx, viewer, erased, plan)
  })
  const copies = await takeBack({ database, courier }, done.erasure)
  await database.rewrite(onStep)
  return { ...done, copies, elsewhere: elsewhere(database, copies) }
}

/** Lets come back what was forgotten: the next import of its folder brings it. Answers how many erasures were lifted. */
export async function liftForgetting({ database }: Ports, viewer: Viewer, what: string): Promise<number> {
  return database.asOwner(async (trx) => {
    const key = await forgettingKey(trx)
    const kinds = what.includes('@') ? (['address', 'person'] as const) : (['account', 'domain'] as const)
    const hashes = kinds.map((kind) => markOf(key, kind, what).hash)
    const erasures = await trx
      .selectFrom('forgotten')
      .select('erasure_id')
      .distinct()
      .where('kind', 'in', kinds)
      .where('hash', 'in', hashes)
      .execute()
    if (erasures.length === 0) throw new AppError('not_found', 'nothing of this name was forgotten here')
    const ids = erasures.map(({ erasure_id }) => erasure_id)
    await trx.deleteFrom('forgotten').where('erasure_id', 'in', ids).execute()
    // Every folder is read again when it comes again.
    await trx.updateTable('imports').set({ fingerprint: '' }).execute()
    await appendEvent(trx, { kind: 'data.lifted', subject: 'workspace', actor: viewer.person, data: { erasures: ids } })
    return ids.length
  })
}

/** Thrown to take back what was only done to be counted. */
class NotMeant extends Error {}

async function erase(trx: Trx, request: ForgetRequest): Promise<Erased> {
  if (!request.what.includes('@')) return eraseAccount(trx, await findAccount(trx, request.what))
  const addresses = addressesOf(request)
  const alsoNames = request.also.filter((one) => !one.includes('@'))
  const erased = await erasePerson(trx, { addresses, alsoNames, withMail: request.withMail })
  if (erased.counts.size === 0 && erased.tokens.length === 0)
    throw new AppError('not_found', 'nothing here is of a person of this address: check how it is written')
  return erased
}

function addressesOf({ what, also }: ForgetRequest): string[] {
  const all = [what, ...also].map((one) => one.trim().toLowerCase())
  return [...new Set(all.filter((one) => one.includes('@')))].sort()
}

function planOf(erased: Erased, request: ForgetRequest, courier: Courier): ForgetPlan {
  const counts = Object.fromEntries([...erased.counts].sort(([a], [b]) => (a < b ? -1 : 1)))
  const copies = erased.copies.map(({ delivery, channel, state, recipients }) => ({
    delivery,
    channel,
    state,
    recipients,
    canTakeBack: courier.channels.get(channel)?.recall !== undefined,
  }))
  const kind = request.what.includes('@') ? ('person' as const) : ('account' as const)
  const said = { kind, names: erased.names, counts, copies, stays: erased.stays }
  return { ...said, hash: hashOf({ ...said, ...request, tokens: erased.tokens }) }
}

/** What a living program is sending right now would arrive after it was forgotten. */
function assertNotOnItsWay(copies: readonly Copy[], { worker, database }: Courier): void {
  const recent = (startedAt: string | null) => Date.now() - Date.parse(startedAt ?? '') < STILL_AT_IT
  for (const copy of copies)
    if (copy.state === 'sending' && (copy.worker === worker || (database.kind === 'server' && recent(copy.startedAt))))
      throw new AppError('unavailable', `${copy.delivery} is being delivered: try again when that has ended`)
}

/** No channel takes longer than this over one call. */
const STILL_AT_IT = 15 * 60_000

async function record(
  trx: Trx,
  viewer: Viewer,
  { marks, tokens, copies }: Erased,
  { kind, counts, hash }: ForgetPlan,
): Promise<{ erasure: string; counts: Record<string, number> }> {
  const pending = copies.map(({ delivery, channel, ref }) => ({ delivery, channel, ref }))
  const { id } = await trx
    .insertInto('erasures')
    .values({ kind, counts: canonicalJson(counts), pending: canonicalJson(pending) })
    .returning('id')
    .executeTakeFirstOrThrow()
  const rows = [...new Map(marks.map((mark) => [`${mark.kind} ${mark.hash}`, { erasure_id: id, ...mark }])).values()]
  for (let from = 0; from < rows.length; from += 5000)
    await trx
      .insertInto('forgotten')
      .values(rows.slice(from, from + 5000))
      .execute()
  const data = { erasure: id, what: kind, plan: hash, counts, names: tokens, copies: copies.length, marks: rows.length }
  await appendEvent(trx, { kind: ERASED, subject: 'workspace', actor: viewer.person, data })
  if (pending.length > 0) await enqueue(trx, 'take-back', { erasure: id }, { key: id })
  return { erasure: id, counts }
}

function elsewhere({ kind }: Database, copies: readonly TakenBack[]): string[] {
  return [
    ...copies
      .filter(({ taken }) => !taken)
      .map(({ delivery, channel, why }) => `${delivery} went out by ${channel} and lives on there: ${why}`),
    ...(kind === 'server'
      ? [
          'the write-ahead log of the PostgreSQL server holds the rows until its segments are recycled, its replicas and archives longer',
        ]
      : []),
    'backups and exports that were made before hold all of it: erase it there too, or let them expire',
    'the folders that were imported, and the mailboxes and CRM that they came from, are not ours to change',
  ]
}
