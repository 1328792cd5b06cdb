import { sql } from 'kysely'
import { forgettingKey, forgottenBy, markOf } from '../access/forgotten.ts'
import { appendEvent, readEvents } from '../db/events.ts'
import { AppError } from '../lib/errors.ts'
import { hashOf } from '../lib/json.ts'
import { findAccount } from '../signals/accounts.ts'
import { isTheirs, redactedValue } from '../signals/forget.ts'
import { everySignal, knownAs, marksOfKnown } from './known-as.ts'
import { SYSTEM } from '../db/viewer.ts'
import type { Forgotten } from '../access/forgotten.ts'
import type { Database, Trx, Viewer } from '../db/open.ts'

/**
 * One line of an export. `kind` says what it is; an item or a brief that the asker may not see stands there by its id,
 * `withheld`, so that nothing is passed over in silence.
 */
export type ExportLine = { kind: string; [field: string]: unknown }

export type ExportRequest = { person: string } | { account: string }

/**
 * All that is held about a person or an account, as lines. What there is, is looked for with all eyes; what it says is told
 * as far as the asker may see it. Leaves an event. Throws `not_found` where nothing is held.
 */
export async function exportData(database: Database, viewer: Viewer, request: ExportRequest): Promise<ExportLine[]> {
  const found = await database.as(SYSTEM, (trx) =>
    'person' in request ? ofPerson(trx, request.person) : ofAccount(trx, request.account),
  )
  const seen = await database.as(viewer, async (trx) => ({
    signals: new Set((await trx.selectFrom('signals').select('id').execute()).map(({ id }) => id)),
    accounts: new Set((await trx.selectFrom('accounts').select('id').execute()).map(({ id }) => id)),
  }))
  const lines = found.map(({ line, needs }): ExportLine => {
    const may =
      needs === null || ('signal' in needs ? seen.signals.has(needs.signal) : seen.accounts.has(needs.account))
    return may ? line : { kind: line.kind, id: line['id'], withheld: true }
  })
  if (lines.length === 0) throw new AppError('not_found', 'nothing is held here under this name')
  const withheld = lines.filter((line) => line['withheld'] === true).length
  const data = {
    of: 'person' in request ? request.person : 'account',
    lines: lines.length,
    withheld,
    hash: hashOf(lines),
  }
  await database.as(viewer, (trx) =>
    appendEvent(trx, { kind: 'data.exported', subject: 'workspace', actor: viewer.person, data }),
  )
  return lines
}

/** A line, and what one has to see to be told it. */
type Held = { line: ExportLine; needs: null | { signal: number } | { account: string } }

async function ofPerson(trx: Trx, given: string): Promise<Held[]> {
  const address = given.trim().toLowerCase()
  const key = await forgettingKey(trx)
  const known = await knownAs(trx, new Set([address]), [])
  const about = forgottenBy(key, [markOf(key, 'address', address), ...marksOfKnown(key, known)])
  const held: Held[] = []
  const tell = (kind: string, rows: readonly object[]) => {
    for (const row of rows) held.push({ line: { ...row, kind }, needs: null })
  }
  tell('person', await trx.selectFrom('people').selectAll().where('email', '=', address).execute())
  tell('team', await trx.selectFrom('deal_team').selectAll().where('person', '=', address).execute())
  tell('absence', await trx.selectFrom('absences').selectAll().where('person', '=', address).execute())
  tell(
    'mailbox',
    await trx.selectFrom('sources').select(['id', 'name', 'sharing']).where('owner', '=', address).execute(),
  )
  tell('decision', await trx.selectFrom('decisions').selectAll().where('actor', '=', address).execute())
  tell('delivery', await deliveriesTo(trx, address))
  for await (const { id, signal, accounts } of everySignal(trx)) {
    const theirs = isTheirs(signal, about)
    if (!theirs && redactedValue(signal, accounts, about) === signal) continue
    const line = { kind: 'item', id: signal.id, part: theirs ? 'theirs' : 'names them', accounts, item: signal }
    held.push({ line, needs: { signal: id } })
  }
  held.push(...(await briefsOf(trx, (brief, account) => linesAbout(brief, account, about))))
  for (const correction of await trx.selectFrom('corrections').selectAll().execute())
    if (JSON.stringify(correction).toLowerCase().includes(address))
      held.push({
        line: { ...correction, kind: 'correction', finding_kind: correction.kind },
        needs: { account: correction.account_id },
      })
  tell('event', await eventsNaming(trx, address))
  return held
}

async function ofAccount(trx: Trx, wanted: string): Promise<Held[]> {
  const account = await findAccount(trx, wanted)
  const needs = { account: account.id }
  const held: Held[] = [{ line: { ...account, kind: 'account' }, needs: null }]
  for (const row of await trx.selectFrom('deal_team').selectAll().where('account_id', '=', account.id).execute())
    held.push({ line: { kind: 'team', ...row }, needs: null })
  for await (const { id, signal, accounts } of everySignal(trx))
    if (accounts.includes(account.id))
      held.push({ line: { kind: 'item', id: signal.id, accounts, item: signal }, needs: { signal: id } })
  const briefs = await briefsOf(trx, (brief, id) => (id === account.id ? brief : null))
  held.push(...briefs)
  for (const row of await trx.selectFrom('corrections').selectAll().where('account_id', '=', account.id).execute())
    held.push({ line: { ...row, kind: 'correction', finding_kind: row.kind }, needs })
  const subjects = [account.id, ...new Set(briefs.map(({ line }) => String(line['id'])))]
  for (const subject of subjects)
    for (const event of await readEvents(trx, { subject, limit: 10_000 }))
      held.push({ line: { ...event, kind: 'event', event: event.kind }, needs: null })
  return held
}

/** Each revision of which `told` gives something, with where its handoff stands. */
async function briefsOf(trx: Trx, told: (brief: unknown, account: string) => unknown): Promise<Held[]> {
  const rows = await trx
    .selectFrom('brief_revisions')
    .innerJoin('briefs', 'briefs.id', 'brief_revisions.brief_id')
    .innerJoin('handoffs', 'handoffs.id', 'handoff_id')
    .select([
      'brief_revisions.brief_id as id',
      'revision',
      'body',
      'account_id as account',
      'type',
      'from_person',
      'to_person',
    ])
    .orderBy('brief_revisions.brief_id')
    .orderBy('revision')
    .execute()
  return rows.flatMap(({ body, ...row }): Held[] => {
    const brief = told(JSON.parse(body), row.account)
    return brief === null ? [] : [{ line: { kind: 'brief', ...row, brief }, needs: { account: row.account } }]
  })
}

/** The smallest parts of a brief that name them, with where they stand; null where none does. */
function linesAbout(brief: unknown, account: string, about: Forgotten): { at: string; text: string }[] | null {
  const found: { at: string; text: string }[] = []
  const walk = (value: unknown, at: string): void => {
    if (typeof value === 'string') {
      if (about.text(value, [account]) !== value) found.push({ at, text: value })
    } else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) walk(one, at === '' ? name : `${at}.${name}`)
  }
  walk(brief, '')
  return found.length === 0 ? null : found
}

async function deliveriesTo(trx: Trx, address: string): Promise<object[]> {
  const rows = await trx
    .selectFrom('deliveries')
    .innerJoin('dispatches', (join) =>
      join
        .onRef('dispatches.brief_id', '=', 'deliveries.brief_id')
        .onRef('dispatches.revision', '=', 'deliveries.revision'),
    )
    .select(['id', 'deliveries.brief_id as brief', 'deliveries.channel', 'state', 'settled_at', 'body'])
    .execute()
  return rows
    .filter(({ body }) => body.toLowerCase().includes(address))
    .map(({ id, brief, channel, state, settled_at }) => ({ id, brief, channel, state, settled_at }))
}

/** Log entries in which the person's token stands, as actor or in what was recorded. */
async function eventsNaming(trx: Trx, address: string): Promise<object[]> {
  const { rows } = await sql<{ seq: number }>`
    select seq from events where position((select token from log_names where address = ${address}) in body) > 0
    order by seq limit 100000`.execute(trx)
  const found: object[] = []
  for (const { seq } of rows) {
    const [event] = await readEvents(trx, { after: seq - 1, limit: 1 })
    if (event !== undefined) found.push({ ...event, kind: 'event', event: event.kind })
  }
  return found
}
