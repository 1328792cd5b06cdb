import { sql } from 'kysely'
import { appendEvent } from '../db/events.ts'
import { AppError } from '../lib/errors.ts'
import { addDiscards } from './discard-store.ts'
import { countDiscard } from './discards.ts'
import { excludedFrom, threadHash } from './exclusion.ts'
import { itemKey } from './keys.ts'
import { removeSightings, removeSignals } from './remove.ts'
import { loadRules } from './rules.ts'
import type { Sharing, Trx } from '../db/tables.ts'
import type { Discards } from './discards.ts'
import type { DiscardReason } from './exclusion.ts'
import type { Removal } from './remove.ts'
import type { Signal } from './signal.ts'

/** What may be excluded: somebody, a company by its domain, what bears a label, the conversation of a message. */
export type Exclusion = { what: 'person' | 'domain' | 'label' | 'thread'; value: string }

export type Mailbox = { id: number; name: string; sharing: Sharing; state: 'read' | 'left' }

/** The sources of one person; none where nothing of theirs was ever read. */
export function mailboxesOf(trx: Trx, owner: string): Promise<Mailbox[]> {
  return trx
    .selectFrom('sources')
    .select(['id', 'name', 'sharing', 'state'])
    .where('owner', '=', owner)
    .orderBy('name')
    .execute()
}

async function someMailboxesOf(trx: Trx, owner: string): Promise<Mailbox[]> {
  const sources = await mailboxesOf(trx, owner)
  if (sources.length === 0)
    throw new AppError('not_found', `no mailbox of ${owner} was read yet: it joins with the first import that holds it`)
  return sources
}

/**
 * Keeps an exclusion, for one person's mailboxes or (`owner` null) for all, and takes out what is stored already that it is
 * about. Answers what went; briefs are the caller's to strike. For a transaction of `system`, all of it.
 */
export async function exclude(trx: Trx, owner: string | null, exclusion: Exclusion, actor: string): Promise<Removal> {
  const boxes = owner === null ? null : await someMailboxesOf(trx, owner)
  const value = await valueOf(trx, boxes, exclusion)
  const removals: Removal[] = []
  for (const box of boxes ?? [null]) {
    const id = await keep(trx, box?.id ?? null, exclusion.what, value, actor)
    const cause = { reason: exclusion.what, exclusion: id }
    const found = await excludedNow(trx, box)
    if (found.ids.length === 0) continue
    removals.push(
      box === null ? await removeSignals(trx, found.ids, cause) : await removeSightings(trx, box, found.ids, cause),
    )
    for (const [account, discards] of found.counts) await addDiscards(trx, account, discards)
  }
  const removal = joined(removals)
  await appendEvent(trx, {
    kind: 'mailbox.excluded',
    subject: owner ?? 'workspace',
    actor,
    // whom or what, the log does not say: it outlives what is excluded
    data: { what: exclusion.what, signals: removal.signals },
  })
  return removal
}

/** Takes an exclusion back: what it kept out may be read again with the next import. Throws `not_found` where there is none of theirs. */
export async function admit(trx: Trx, owner: string | null, id: number, actor: string): Promise<void> {
  const boxes = owner === null ? null : (await someMailboxesOf(trx, owner)).map((box) => box.id)
  const row = await trx.selectFrom('exclusions').selectAll().where('id', '=', id).executeTakeFirst()
  const theirs = row !== undefined && (boxes === null ? row.source_id === null : boxes.includes(row.source_id ?? -1))
  if (!theirs)
    throw new AppError('not_found', `there is no exclusion ${id} here; see what there is with: baton mailbox`)
  // One act of a person, kept for each of their mailboxes.
  await trx
    .deleteFrom('exclusions')
    .where('what', '=', row.what)
    .where('value', '=', row.value)
    .where((is) => (boxes === null ? is('source_id', 'is', null) : is('source_id', 'in', boxes)))
    .execute()
  await readAgain(trx, boxes)
  await appendEvent(trx, { kind: 'mailbox.admitted', subject: owner ?? 'workspace', actor, data: { what: row.what } })
}

/** How far a person's mailboxes are seen from now on, by their own choice or somebody's for a group. */
export async function share(trx: Trx, owner: string, sharing: Sharing, actor: string): Promise<void> {
  const boxes = await someMailboxesOf(trx, owner)
  await trx
    .updateTable('sources')
    .set({ sharing, chosen_by: actor, chosen_at: sql<string>`baton_now()` })
    .where(
      'id',
      'in',
      boxes.map(({ id }) => id),
    )
    .execute()
  await appendEvent(trx, {
    kind: 'mailbox.shared',
    subject: owner,
    actor,
    data: { sharing, before: [...new Set(boxes.map((box) => box.sharing))].join(' ') },
  })
}

/** From now on nothing of these mailboxes is read. What is stored goes, or stays as it is shared. */
export async function leave(trx: Trx, owner: string, content: 'remove' | 'keep', actor: string): Promise<Removal> {
  const boxes = await someMailboxesOf(trx, owner)
  const removals: Removal[] = []
  for (const box of boxes) {
    await trx.updateTable('sources').set({ state: 'left' }).where('id', '=', box.id).execute()
    if (content === 'keep') continue
    const rows = await trx.selectFrom('sightings').select('signal_id').where('source_id', '=', box.id).execute()
    removals.push(
      await removeSightings(
        trx,
        box,
        rows.map(({ signal_id }) => signal_id),
        null,
      ),
    )
  }
  const removal = joined(removals)
  await appendEvent(trx, { kind: 'mailbox.left', subject: owner, actor, data: { content, signals: removal.signals } })
  return removal
}

/** Read again from the next import on, by the owner's own act. */
export async function rejoin(trx: Trx, owner: string, actor: string): Promise<void> {
  const boxes = await someMailboxesOf(trx, owner)
  if (boxes.every(({ state }) => state === 'read')) return
  const ids = boxes.map(({ id }) => id)
  await trx.updateTable('sources').set({ state: 'read' }).where('id', 'in', ids).execute()
  await readAgain(trx, ids)
  await appendEvent(trx, { kind: 'mailbox.rejoined', subject: owner, actor })
}

async function valueOf(trx: Trx, boxes: readonly Mailbox[] | null, { what, value }: Exclusion): Promise<string> {
  if (what !== 'thread') return value.normalize('NFC').trim().toLowerCase()
  const rows = await trx
    .selectFrom('signals')
    .innerJoin('sightings', 'sightings.signal_id', 'signals.id')
    .select(['body', 'source_id'])
    .where('item', '=', itemKey(value.trim().replace(/^<|>$/g, '')))
    .where('kind', '=', 'email')
    .execute()
  const found = rows.find(({ source_id }) => boxes === null || boxes.some(({ id }) => id === source_id))
  if (found === undefined)
    throw new AppError('not_found', 'there is no such message in this mailbox; baton mailbox --threads lists them')
  const mail = JSON.parse(found.body) as Extract<Signal, { kind: 'email' }>
  return threadHash(mail.thread)
}

async function keep(
  trx: Trx,
  sourceId: number | null,
  what: Exclusion['what'],
  value: string,
  actor: string,
): Promise<number> {
  await trx
    .insertInto('exclusions')
    .values({ source_id: sourceId, what, value, made_by: actor })
    .onConflict((conflict) => conflict.columns(['source_id', 'what', 'value']).doNothing())
    .execute()
  const { id } = await trx
    .selectFrom('exclusions')
    .select('id')
    .where('what', '=', what)
    .where('value', '=', value)
    .where((is) => (sourceId === null ? is('source_id', 'is', null) : is('source_id', '=', sourceId)))
    .executeTakeFirstOrThrow()
  return id
}

type Found = { ids: number[]; counts: Map<string, Discards> }

/** What is stored and would not be kept as the rules stand now: of one source, or of all that anybody's mailbox showed. */
async function excludedNow(trx: Trx, box: Mailbox | null): Promise<Found> {
  const rules = await loadRules(trx, [])
  let query = trx
    .selectFrom('sightings')
    .innerJoin('signals', 'signals.id', 'signal_id')
    .innerJoin('sources', 'sources.id', 'source_id')
    .select(['signal_id', 'body', 'marks', 'accounts', 'sources.name as name'])
    .where('kind', 'in', ['email', 'meeting'])
    .orderBy('signal_id')
  if (box !== null) query = query.where('source_id', '=', box.id)
  const domains = Map.groupBy(await trx.selectFrom('account_domains').selectAll().execute(), (one) => one.account_id)
  const found: Found = { ids: [], counts: new Map() }
  for (const { signal_id, body, marks, accounts, name } of await query.execute()) {
    const signal = { ...(JSON.parse(body) as Signal), marks: { [name]: marks } }
    const accountDomains = accounts.flatMap((id) => (domains.get(id) ?? []).map(({ domain }) => domain))
    const reason = excludedFrom(signal, name, rules, { accountDomains, scope: '' })
    if (reason === null || reason === 'left') continue
    found.ids.push(signal_id)
    for (const account of accounts) count(found.counts, account, name, reason)
  }
  return { ...found, ids: [...new Set(found.ids)] }
}

function count(counts: Map<string, Discards>, account: string, source: string, reason: DiscardReason): void {
  const discards: Discards = counts.get(account) ?? new Map()
  countDiscard(discards, source, reason, 1)
  counts.set(account, discards)
}

/** What an import holds is no longer what is stored of it: the same folder is read again when it comes again. */
async function readAgain(trx: Trx, boxes: readonly number[] | null): Promise<void> {
  if (boxes === null) return void (await trx.updateTable('imports').set({ fingerprint: '' }).execute())
  await trx
    .updateTable('imports')
    .set({ fingerprint: '' })
    .where('account_id', 'in', (from) =>
      from
        .selectFrom('discards')
        .innerJoin('sources', 'sources.name', 'discards.source')
        .select('discards.account_id')
        .where('sources.id', 'in', boxes)
        .where('discards.account_id', 'is not', null)
        .$castTo<{ account_id: string }>(),
    )
    .execute()
}

function joined(removals: readonly Removal[]): Removal {
  return {
    signals: removals.reduce((sum, { signals }) => sum + signals, 0),
    items: [...new Set(removals.flatMap(({ items }) => items))],
    accounts: [...new Set(removals.flatMap(({ accounts }) => accounts))],
  }
}
