import { sql } from 'kysely'
import { appendEvent } from '../db/events.ts'
import { AppError } from '../lib/errors.ts'
import { canonicalJson } from '../lib/json.ts'
import { signalIdsOf } from '../signals/store.ts'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'
import type { Correction, CorrectedKind, Words } from './corrections.ts'

/** A correction with what a person wants to know of it. */
export type StoredCorrection = Correction & {
  account: { id: string; name: string; domains: string[] }
  brief: string
  /** as that brief named it */
  finding: string
  /** the words, as far as the viewer may see them */
  quotes: string[]
  madeAt: string
}

export type NewCorrection = Omit<Correction, 'id' | 'madeBy'> & {
  accountId: string
  briefId: string
  finding: string
  quotes: { item: string; quote: string }[]
}

/** Keeps a correction, with its line in the log. The same again, while it stands, keeps nothing and answers the one that stands. */
export async function saveCorrection(trx: Trx, viewer: Viewer, correction: NewCorrection): Promise<number> {
  const { accountId, briefId, finding, kind, verdict, value, about, deal, quotes } = correction
  const row = {
    account_id: accountId,
    kind,
    verdict,
    value,
    about,
    deal,
    words: canonicalJson(correction.words),
    other: canonicalJson(correction.other),
  }
  const standing = await trx
    .selectFrom('corrections')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('undone_by', 'is', null)
    .where('kind', '=', kind)
    .where('words', '=', row.words)
    .orderBy('id', 'desc')
    .execute()
  const same = standing.find((one) => one.verdict === verdict)
  if (same?.value === value && same.about === about && same.deal === deal && same.other === row.other) return same.id
  const { id } = await trx
    .insertInto('corrections')
    .values({ ...row, brief_id: briefId, finding, made_by: viewer.person })
    .returning('id')
    .executeTakeFirstOrThrow()
  const signals = await signalIdsOf(
    trx,
    accountId,
    quotes.map(({ item }) => item),
  )
  const seen = quotes.flatMap(({ item, quote }, place) => {
    const signal = signals.get(item)
    return signal === undefined ? [] : [{ correction_id: id, signal_id: signal, place, quote }]
  })
  if (seen.length > 0) await trx.insertInto('correction_quotes').values(seen).execute()
  await appendEvent(trx, {
    kind: 'correction.made',
    subject: briefId,
    actor: viewer.person,
    data: { correction: id, account: accountId, finding, kind, verdict },
  })
  return id
}

/** Takes one back; taken back already, nothing happens. Throws `not_found` where there is none. */
export async function undoCorrection(trx: Trx, viewer: Viewer, id: number): Promise<void> {
  const row = await trx
    .selectFrom('corrections')
    .select(['brief_id', 'account_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined)
    throw new AppError('not_found', `there is no correction ${id}; baton dismiss --list shows what there is`)
  const { numUpdatedRows } = await trx
    .updateTable('corrections')
    .set({ undone_by: viewer.person, undone_at: sql<string>`baton_now()` })
    .where('id', '=', id)
    .where('undone_by', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return
  await appendEvent(trx, {
    kind: 'correction.undone',
    subject: row.brief_id,
    actor: viewer.person,
    data: { correction: id, account: row.account_id },
  })
}

/** What stands, of one account or of all, in the order in which it was said. */
export async function listCorrections(trx: Trx, accountId?: string): Promise<StoredCorrection[]> {
  let query = trx
    .selectFrom('corrections')
    .innerJoin('accounts', 'accounts.id', 'account_id')
    .selectAll('corrections')
    .select('accounts.name as account_name')
    .where('undone_by', 'is', null)
    .orderBy('corrections.id')
  if (accountId !== undefined) query = query.where('account_id', '=', accountId)
  const rows = await query.execute()
  if (rows.length === 0) return []
  const quotes = await trx
    .selectFrom('correction_quotes')
    .select(['correction_id', 'quote'])
    .where(
      'correction_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('place')
    .execute()
  const domains = await trx.selectFrom('account_domains').select(['account_id', 'domain']).orderBy('domain').execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as CorrectedKind,
    verdict: row.verdict,
    value: row.value,
    about: row.about,
    deal: row.deal,
    words: JSON.parse(row.words) as Words[],
    other: JSON.parse(row.other) as Words[],
    madeBy: row.made_by,
    account: {
      id: row.account_id,
      name: row.account_name,
      domains: domains.filter(({ account_id }) => account_id === row.account_id).map(({ domain }) => domain),
    },
    brief: row.brief_id,
    finding: row.finding,
    quotes: quotes.filter(({ correction_id }) => correction_id === row.id).map(({ quote }) => quote),
    madeAt: row.made_at.toISOString(),
  }))
}

/**
 * Of these, those whose words the viewer may all see, for showing: a correction tells of the finding that it is about, and a
 * finding of its words. Drafting takes all of them, since what a draft does not hold they do not touch.
 */
export async function visibleOf(
  trx: Trx,
  corrections: readonly StoredCorrection[],
): Promise<{ corrections: StoredCorrection[]; withheld: number }> {
  const seen = new Map<string, ReadonlySet<string>>()
  for (const [accountId, ofAccount] of Map.groupBy(corrections, ({ account }) => account.id)) {
    const items = ofAccount.flatMap(({ words, other }) => [...words, ...other].map(({ item }) => item))
    seen.set(accountId, new Set((await signalIdsOf(trx, accountId, [...new Set(items)])).keys()))
  }
  const open = corrections.filter(({ account, words, other }) =>
    [...words, ...other].every(({ item }) => seen.get(account.id)?.has(item)),
  )
  return { corrections: open, withheld: corrections.length - open.length }
}

/** Whether something was said or taken back since then. */
export async function correctedSince(trx: Trx, accountId: string, moment: Date): Promise<boolean> {
  const at = moment.toISOString()
  const row = await trx
    .selectFrom('corrections')
    .select('id')
    .where('account_id', '=', accountId)
    .where((one) => one.or([one('made_at', '>=', at as never), one('undone_at', '>=', at as never)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
