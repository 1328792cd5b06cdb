import { sql } from 'kysely'
import { forgettingKey, forgottenBy, markOf } from '../access/forgotten.ts'
import { changeTexts, deleteTree, textTables, withoutStrictRules } from '../db/erase-rows.ts'
import { AppError } from '../lib/errors.ts'
import { sha256 } from '../lib/json.ts'
import { isTheirs, isTheirSource, redacted, redactedValue } from '../signals/forget.ts'
import { removeSightings, removeSignals } from '../signals/remove.ts'
import { eraseBriefs } from './forget-briefs.ts'
import { everySignal, knownAs, marksOfKnown } from './known-as.ts'
import type { Forgotten, Mark } from '../access/forgotten.ts'
import type { Counts } from '../db/erase-rows.ts'
import type { Trx } from '../db/tables.ts'
import type { Copy } from './forget-briefs.ts'

/** What went, before it is recorded. */
export type Erased = {
  /** how the person is called, for whoever is asked whether this is meant */
  names: string[]
  marks: Mark[]
  /** tokens of the log that stand for nobody any more */
  tokens: string[]
  counts: Counts
  copies: Copy[]
  /** what stays on purpose, in words */
  stays: string[]
}

/**
 * Erases one person from every row. One of the seller's people keeps their company's mail unless `withMail` says so: then
 * only what they are here goes, and what they did stands under no name.
 */
export async function erasePerson(
  trx: Trx,
  { addresses, alsoNames, withMail }: { addresses: string[]; alsoNames: string[]; withMail: boolean },
): Promise<Erased> {
  const ours = await trx.selectFrom('people').select('email').where('email', 'in', addresses).execute()
  const erased: Erased = { names: [], marks: [], tokens: [], counts: new Map(), copies: [], stays: [] }
  const tokens = await trx.deleteFrom('log_names').where('address', 'in', addresses).returning('token').execute()
  erased.tokens = tokens.map(({ token }) => token).sort()
  // What they did here stays, by somebody of whom nothing is known.
  const nobody = `forgotten_${sha256(erased.tokens.join(' ')).slice('sha256:'.length, 'sha256:'.length + 12)}`
  await withoutStrictRules(trx, async () => {
    if (ours.length > 0 && !withMail) await eraseColleague(trx, addresses, nobody, erased)
    else await eraseEverywhere(trx, addresses, alsoNames, nobody, erased)
  })
  return erased
}

/** What somebody is here: their row and all that hangs on it, sign-ins and teams included. */
async function eraseColleague(trx: Trx, addresses: string[], nobody: string, erased: Erased): Promise<void> {
  const key = await forgettingKey(trx)
  erased.marks = addresses.map((address) => markOf(key, 'person', address))
  erased.stays.push(
    "the company's mail from and to them, and briefs made of it; with --with-mail that goes too",
    'what they decided, under no name',
  )
  await deleteTree(trx, 'people', sql<boolean>`email = any (${addresses})`, erased.counts)
  const rename = (value: unknown): unknown =>
    typeof value === 'string' && addresses.includes(value.toLowerCase()) ? nobody : value
  await changeTexts(trx, await textTables(trx, [...KEPT, 'signals']), rename, erased.counts)
}

async function eraseEverywhere(
  trx: Trx,
  addresses: string[],
  alsoNames: readonly string[],
  nobody: string,
  erased: Erased,
): Promise<void> {
  const { counts } = erased
  const key = await forgettingKey(trx)
  const known = await knownAs(trx, new Set(addresses), alsoNames)
  erased.names = known.names
  erased.marks = [
    ...addresses.flatMap((address) => [markOf(key, 'address', address), markOf(key, 'person', address)]),
    ...marksOfKnown(key, known),
  ]
  const items = await removeTheirs(trx, forgottenBy(key, erased.marks), counts)
  erased.marks.push(...items.map((item) => markOf(key, 'item', item)))
  const forgotten = forgottenBy(key, erased.marks)
  await redactOthers(trx, forgotten, counts)
  erased.copies = await eraseBriefs(
    trx,
    (brief, account) => redactedValue(brief, [account], forgotten) !== brief || mentionsItem(brief, new Set(items)),
    counts,
  )
  await eraseCorrections(trx, addresses, new Set(items), forgotten, known.accounts, counts)
  await deleteTree(trx, 'people', sql<boolean>`email = any (${addresses})`, counts)

  const change = (value: unknown): unknown =>
    typeof value === 'string' && addresses.includes(value.toLowerCase())
      ? nobody
      : redactedValue(value, known.accounts, forgotten)
  for (const table of await textTables(trx, [...KEPT, 'signals'])) {
    const left = await changeTexts(trx, [table], change, counts)
    let still = left.length > 0
    const look = (value: unknown): unknown => {
      still ||= change(value) !== value
      return value
    }
    await changeTexts(trx, [table], look, new Map())
    if (still) throw new AppError('internal', `${table.table} still names them: nothing was erased; report this`)
  }
  if (known.accounts.length > 0)
    await trx.updateTable('imports').set({ fingerprint: '' }).where('account_id', 'in', known.accounts).execute()
}

/** The log has its own way of forgetting; the rest is how Baton remembers that it forgot, and holds no text. */
const KEPT = [
  'events',
  'event_head',
  'migrations',
  'log_names',
  'forgotten',
  'forgetting_key',
  'erasures',
  'pgboss.version',
]

/** Takes out what is theirs. Answers the ids of the items that went. */
async function removeTheirs(trx: Trx, forgotten: Forgotten, counts: Counts): Promise<string[]> {
  const items: string[] = []
  for (const source of await trx.selectFrom('sources').select(['id', 'name']).execute()) {
    if (!isTheirSource(source.name, forgotten)) continue
    const seen = await trx.selectFrom('sightings').select('signal_id').where('source_id', '=', source.id).execute()
    const gone = await removeSightings(
      trx,
      source,
      seen.map(({ signal_id }) => signal_id),
      null,
    )
    items.push(...gone.items)
    await deleteTree(trx, 'sources', sql<boolean>`id = ${source.id}`, counts)
  }
  const theirs: number[] = []
  for await (const { id, signal } of everySignal(trx)) if (isTheirs(signal, forgotten)) theirs.push(id)
  const gone = await removeSignals(trx, theirs, null)
  items.push(...gone.items)
  if (items.length > 0) counts.set('signals', (counts.get('signals') ?? 0) + items.length)
  return items
}

/** Blocks them out in what is not theirs. */
async function redactOthers(trx: Trx, forgotten: Forgotten, counts: Counts): Promise<void> {
  let changed = 0
  for await (const { id, signal, accounts } of everySignal(trx)) {
    const now = redacted(signal, accounts, forgotten)
    if (now === signal) continue
    changed++
    const body = JSON.stringify(now)
    const item = now.id !== signal.id && signal.id.length <= LONGEST_KEY ? { item: now.id } : {}
    await trx
      .updateTable('signals')
      .set({ body, content_hash: sha256(body), ...item })
      .where('id', '=', id)
      .execute()
  }
  if (changed > 0) counts.set('signals (words)', changed)
}

/** A longer id is a key by its hash, which stays as it is. */
const LONGEST_KEY = 500

async function eraseCorrections(
  trx: Trx,
  addresses: readonly string[],
  items: ReadonlySet<string>,
  forgotten: Forgotten,
  accounts: readonly string[],
  counts: Counts,
): Promise<void> {
  const rows = await trx.selectFrom('corrections').select(['id', 'words', 'other', 'value']).execute()
  const quotes = await trx.selectFrom('correction_quotes').select(['correction_id', 'quote']).execute()
  const quoted = new Set(
    quotes.filter(({ quote }) => forgotten.text(quote, accounts) !== quote).map(({ correction_id }) => correction_id),
  )
  const about = (words: string) =>
    (JSON.parse(words) as { item: string; by: string | null }[]).some(
      ({ item, by }) => items.has(item) || (by !== null && addresses.includes(by)),
    )
  const gone = rows
    .filter(
      ({ id, words, other, value }) =>
        quoted.has(id) || about(words) || about(other) || (value !== null && addresses.includes(value)),
    )
    .map(({ id }) => id)
  await deleteTree(trx, 'corrections', sql<boolean>`id = any (${gone})`, counts)
}

function mentionsItem(brief: unknown, items: ReadonlySet<string>): boolean {
  if (typeof brief !== 'object' || brief === null) return false
  return Object.values(brief).some((value) =>
    typeof value === 'string' ? items.has(value) : mentionsItem(value, items),
  )
}
