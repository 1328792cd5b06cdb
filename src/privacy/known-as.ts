import { sql } from 'kysely'
import { marksOfName, marksOfPart, wordsOf } from '../access/forgotten.ts'
import type { Mark } from '../access/forgotten.ts'
import type { Trx } from '../db/tables.ts'
import type { Party, Signal } from '../signals/signal.ts'

/** A stored signal with the accounts that it belongs to. */
export type StoredSignal = { id: number; scope: string; accounts: string[]; signal: Signal }

/** Every signal there is, a page at a time: a workspace may hold more than fits. */
export async function* everySignal(trx: Trx): AsyncGenerator<StoredSignal> {
  for (let after = 0; ;) {
    const { rows } = await sql<{ id: number; scope: string; body: string; accounts: string[] }>`
      select id, scope, body, array(
        select account_id::text from account_signals where signal_id = signals.id order by 1) as accounts
      from signals where id > ${after} order by id limit 200`.execute(trx)
    for (const { id, scope, body, accounts } of rows) yield { id, scope, accounts, signal: JSON.parse(body) as Signal }
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
  }
}

export type KnownAs = {
  /** every spelling of their name that stands beside one of their addresses */
  names: string[]
  /** the accounts in which they occur */
  accounts: string[]
  /** words of their name that alone mean them in these accounts */
  parts: string[]
}

/**
 * How the people behind these addresses are called. A word of a name counts alone only where nobody else bears it, no
 * company here is called so, and it is not met in small letters in the same accounts: `Will` and `May` are words too.
 */
export async function knownAs(
  trx: Trx,
  addresses: ReadonlySet<string>,
  alsoNames: readonly string[],
): Promise<KnownAs> {
  const names = new Set(alsoNames)
  const others = new Set<string>()
  const accounts = new Set<string>()
  for (const { email, name } of await trx.selectFrom('people').select(['email', 'name']).execute())
    if (addresses.has(email)) names.add(name)
    else for (const word of wordsOf(name)) others.add(word)
  for await (const { signal, accounts: theirs } of everySignal(trx)) {
    for (const { name, email } of partiesOf(signal)) {
      if (email === null) continue
      if (addresses.has(email.toLowerCase())) {
        for (const account of theirs) accounts.add(account)
        if (name !== null && !name.includes('@')) names.add(name)
      } else for (const word of wordsOf(name ?? '')) others.add(word)
    }
  }
  for (const word of await companyWords(trx)) others.add(word)
  const wanted = new Set([...names].flatMap(wordsOf).filter((word) => word.length >= 3 && !others.has(word)))
  const whole = new Set([...names].map((name) => wordsOf(name).join(' ')))
  const common = new Set<string>()
  for await (const { signal, accounts: theirs } of everySignal(trx)) {
    if (signal.kind === 'call' && signal.speakers.some((speaker) => whole.has(wordsOf(speaker).join(' '))))
      for (const account of theirs) accounts.add(account)
    if (!theirs.some((account) => accounts.has(account))) continue
    for (const [word] of signal.text.replaceAll(/\S+[@/]\S+/g, ' ').matchAll(/(?<!\p{L})\p{Ll}{3,}/gu))
      if (wanted.has(word)) common.add(word)
  }
  return {
    names: [...names].sort(),
    accounts: [...accounts].sort(),
    parts: [...wanted].filter((word) => !common.has(word)).sort(),
  }
}

/** What is kept of them so that they do not come back. */
export function marksOfKnown(key: string, { names, accounts, parts }: KnownAs): Mark[] {
  return [
    ...names.flatMap((name) => marksOfName(key, name)),
    ...parts.flatMap((part) => accounts.flatMap((account) => marksOfPart(key, part, account))),
  ]
}

function partiesOf(signal: Signal): Party[] {
  const quoted = signal.segments.flatMap(({ by }) => (by === null ? [] : [by]))
  if (signal.kind === 'email')
    return [...quoted, ...(signal.from === null ? [] : [signal.from]), ...signal.to, ...signal.cc]
  if (signal.kind === 'meeting')
    return [...quoted, ...(signal.organizer === null ? [] : [signal.organizer]), ...signal.attendees]
  return signal.kind === 'crm' ? recordParties(signal.fields) : quoted
}

/** The person that a CRM record is. */
function recordParties(fields: Record<string, string>): Party[] {
  const email = fields['Email'] ?? fields['email'] ?? null
  if (email === null || !email.includes('@')) return []
  const parts = [fields['FirstName'] ?? fields['firstname'], fields['LastName'] ?? fields['lastname']]
  const spelled = parts.filter((part) => part !== undefined && part !== '').join(' ')
  return [fields['Name'], fields['name'], spelled]
    .filter((name) => name !== undefined && name !== '')
    .map((name) => ({ name: name ?? null, email }))
}

async function companyWords(trx: Trx): Promise<string[]> {
  const accounts = await trx.selectFrom('accounts').select('name').execute()
  const domains = await trx.selectFrom('account_domains').select('domain').execute()
  const workspace = await trx.selectFrom('workspace').select('seller_name').execute()
  return [
    ...accounts.map(({ name }) => name),
    ...domains.map(({ domain }) => domain),
    ...workspace.map((one) => one.seller_name),
  ].flatMap(wordsOf)
}
