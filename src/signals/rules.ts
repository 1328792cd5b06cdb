import { markOf } from './exclusion.ts'
import type { Trx } from '../db/tables.ts'
import type { Rules, Scope } from './exclusion.ts'

/**
 * What holds now, for `excludedFrom`: the company's rules, each mailbox's, and what was taken out (of these hashes only,
 * where they are named). For a transaction of `system`: another viewer sees only some of the rules.
 */
export async function loadRules(trx: Trx, hashes?: readonly string[]): Promise<Rules> {
  const settled = await trx.selectFrom('workspace').select('read_kinds').executeTakeFirst()
  const exclusions = await trx
    .selectFrom('exclusions')
    .leftJoin('sources', 'sources.id', 'source_id')
    .select(['what', 'value', 'name'])
    .orderBy('exclusions.id')
    .execute()
  const left = await trx.selectFrom('sources').select('name').where('state', '=', 'left').execute()
  let graves = trx.selectFrom('tombstones').select(['item_hash', 'source'])
  if (hashes !== undefined) graves = graves.where('item_hash', 'in', hashes)
  const buried = new Set(
    hashes?.length === 0 ? [] : (await graves.execute()).map(({ item_hash, source }) => `${item_hash}\n${source}`),
  )
  const byMailbox = Map.groupBy(exclusions, ({ name }) => name)
  return {
    company: scopeOf(byMailbox.get(null) ?? []),
    mailboxes: new Map([...byMailbox].flatMap(([name, all]) => (name === null ? [] : [[name, scopeOf(all)] as const]))),
    left: new Set(left.map(({ name }) => name)),
    readKinds: new Set(settled?.read_kinds),
    buried: (hash, source) => buried.has(`${hash}\n${source}`) || buried.has(`${hash}\n`),
  }
}

function scopeOf(all: readonly { what: string; value: string }[]): Scope {
  const values = (what: string) => all.filter((one) => one.what === what).map(({ value }) => value)
  return {
    people: new Set(values('person')),
    domains: values('domain'),
    marks: new Set(values('label').flatMap((label) => [markOf('label', label), markOf('part', label)])),
    threads: new Set(values('thread')),
  }
}
