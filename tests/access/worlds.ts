import { sql } from 'kysely'
import { loadSeen } from '../../src/briefs/sight.ts'
import { saveRevision } from '../../src/briefs/store.ts'
import { queueOf } from '../../src/http/queue.ts'
import { sampleBrief } from '../review/desk.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import type { Database, Trx, Viewer } from '../../src/db/open.ts'

/** A random workspace with the rules of sight applied to it by hand: what the database answers is held against it. */
export type World = {
  people: { email: string; manager: string | null }[]
  absences: { person: string; delegate: string; now: boolean }[]
  accounts: { id: string; team: string[] }[]
  sources: { id: number; owner: string | null; sharing: 'private' | 'team' | 'everyone' }[]
  signals: { id: number; accounts: string[]; sightings: { source: number; hidden: boolean }[] }[]
  briefs: { id: string; account: string; items: number[] }[]
}

/** Numbers from a seed, the same every time. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1
  return (below) => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state % below
  }
}

/** Makes a world and puts it into an empty database. */
export async function makeWorld(database: Database, seed: number): Promise<World> {
  const roll = dice(seed)
  const pick = <T>(all: readonly T[]): T => all[roll(all.length)] as T
  const some = <T>(all: readonly T[], chance: number): T[] => all.filter(() => roll(100) < chance)
  const emails = Array.from({ length: 6 + roll(4) }, (_, index) => `p${index}@seller.example`)
  // managers only upwards, so that there is no circle
  const people = emails.map((email, index) => ({
    email,
    manager: index > 0 && roll(100) < 40 ? (emails[roll(index)] ?? null) : null,
  }))
  const world: World = { people, absences: [], accounts: [], sources: [], signals: [], briefs: [] }
  await database.as(SYSTEM, async (trx) => {
    await trx
      .insertInto('people')
      .values(people.map(({ email }) => ({ email, name: email })))
      .execute()
    for (const { email, manager } of people)
      if (manager !== null) await trx.updateTable('people').set({ manager }).where('email', '=', email).execute()
    for (const person of some(emails, 25)) {
      const delegate = pick(emails)
      if (delegate === person) continue
      const now = roll(2) === 0
      const [from_day, to_day] = now ? ['2000-01-01', '2100-01-01'] : ['2000-01-01', '2000-01-05']
      await trx.insertInto('absences').values({ person, delegate, from_day, to_day }).execute()
      world.absences.push({ person, delegate, now })
    }
    for (let index = 0; index < 2 + roll(3); index++) {
      const { id } = await trx
        .insertInto('accounts')
        .values({ name: `A${index}` })
        .returning('id')
        .executeTakeFirstOrThrow()
      const team = some(emails, 30)
      if (team.length > 0)
        await trx
          .insertInto('deal_team')
          .values(team.map((person) => ({ account_id: id, person, part: 'member' as const })))
          .execute()
      world.accounts.push({ id, team })
    }
    for (let index = 0; index < 4 + roll(4); index++) {
      const owner = roll(100) < 70 ? pick(emails) : null
      const sharing = pick(['private', 'team', 'team', 'everyone'] as const)
      const { id } = await trx
        .insertInto('sources')
        .values({ name: `mail:${index}`, owner, sharing })
        .returning('id')
        .executeTakeFirstOrThrow()
      world.sources.push({ id, owner, sharing })
    }
    for (let index = 0; index < 15; index++) await addSignal(trx, world, index, roll, some)
    for (const [index, account] of world.accounts.entries()) await addBrief(trx, world, account.id, index)
  })
  return world
}

async function addSignal(
  trx: Trx,
  world: World,
  index: number,
  roll: (below: number) => number,
  some: <T>(all: readonly T[], chance: number) => T[],
): Promise<void> {
  const { id } = await trx
    .insertInto('signals')
    .values({ item: `m${index}`, kind: 'email', at: null, content_hash: 'x', body: `{"canary":"m${index}"}` })
    .returning('id')
    .executeTakeFirstOrThrow()
  const accounts = some(world.accounts, 45).map((account) => account.id)
  const sightings = some(world.sources, 40).map((source) => ({ source: source.id, hidden: roll(100) < 20 }))
  const link = async () => {
    for (const account of accounts)
      await trx.insertInto('account_signals').values({ account_id: account, signal_id: id, path: null }).execute()
  }
  // either may come first; one account may be taken away again
  const early = roll(2) === 0
  if (early) await link()
  for (const { source, hidden } of sightings)
    await trx.insertInto('sightings').values({ signal_id: id, source_id: source, hidden }).execute()
  if (!early) await link()
  if (accounts.length > 1 && roll(3) === 0) {
    const gone = accounts.pop() ?? ''
    await trx.deleteFrom('account_signals').where('signal_id', '=', id).where('account_id', '=', gone).execute()
  }
  world.signals.push({ id, accounts, sightings })
}

/** A brief that quotes every other signal of its account and was drawn from all of them. */
async function addBrief(trx: Trx, world: World, account: string, seed: number): Promise<void> {
  const handoff = await trx
    .insertInto('handoffs')
    .values({ account_id: account, type: 'sdr-to-ae' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const drawn = world.signals.filter(({ accounts }) => accounts.includes(account)).map(({ id }) => id)
  const items = drawn.filter((_, index) => index % 2 === 0)
  const rows = await trx.selectFrom('signals').select(['id', 'item']).execute()
  const itemOf = (id: number) => rows.find((row) => row.id === id)?.item ?? ''
  const [model] = Object.values(sampleBrief(1).evidence)
  if (model === undefined) throw new Error('the sample has no evidence')
  const brief = sampleBrief(seed, {
    evidence: Object.fromEntries(items.map((one, index) => [`e${index + 1}`, { ...model, item: itemOf(one) }])),
    headline: items.slice(0, 5).map((one, index) => ({
      kind: 'fact' as const,
      text: `It says ${itemOf(one)}.`,
      evidence: [`e${index + 1}`],
      shows: [],
    })),
    next: [],
    careful: [],
    commitments: [],
  })
  const { id } = brief
  await saveRevision(trx, handoff.id, brief, 'system', { items: drawn.map(itemOf) })
  await trx
    .insertInto('reviews')
    .values({ brief_id: id, revision: 1, state: 'pending', approvals_needed: 1, requested_by: 'system' })
    .execute()
  world.briefs.push({ id, account, items })
}

/** Whose eyes a person has: their own, those of their reports, and of whoever they stand in for. */
function eyesOf(world: World, person: string): Set<string> {
  const eyes = new Set([person])
  for (let before = -1; before !== eyes.size;) {
    before = eyes.size
    for (const { email, manager } of world.people) if (manager !== null && eyes.has(manager)) eyes.add(email)
  }
  for (const { person: away, delegate, now } of world.absences) if (now && delegate === person) eyes.add(away)
  return eyes
}

/** What the rules say that a person sees, by table: the reference. */
export function sightOf(world: World, person: string) {
  const eyes = eyesOf(world, person)
  const accounts = world.accounts.filter(({ team }) => team.some((one) => eyes.has(one))).map(({ id }) => id)
  const signals = world.signals
    .filter(({ accounts: own, sightings }) =>
      sightings.some(({ source, hidden }) => {
        const from = world.sources.find(({ id }) => id === source)
        if (from?.owner === person) return true
        if (hidden || from === undefined) return false
        return from.sharing === 'everyone' || (from.sharing === 'team' && own.some((id) => accounts.includes(id)))
      }),
    )
    .map(({ id }) => id)
  const briefs = world.briefs.filter(({ account }) => accounts.includes(account)).map(({ id }) => id)
  const sources = world.sources.filter(({ owner, sharing }) => owner === person || sharing !== 'private')
  return {
    sources: sources.map(({ id }) => id),
    accounts: accounts.toSorted(),
    signals: signals.toSorted((a, b) => a - b),
    briefs: briefs.toSorted(),
    // inside each brief: what is quoted, and how much is withheld
    quoted: world.briefs
      .filter(({ account }) => accounts.includes(account))
      .map(({ id, items }) => {
        const open = items.filter((item) => signals.includes(item))
        return { id, quoted: open.length, withheld: items.length - open.length }
      })
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

/** What the database shows a person, by table. */
export async function seenBy(database: Database, viewer: Viewer) {
  return database.as(viewer, async (trx) => {
    const accounts = await trx.selectFrom('accounts').select('id').execute()
    const signals = await trx.selectFrom('signals').select('id').orderBy('id').execute()
    const sources = await trx.selectFrom('sources').select('id').orderBy('id').execute()
    const briefs = await trx.selectFrom('briefs').select('id').execute()
    const [revisions, reviews] = [
      await trx.selectFrom('brief_revisions').select('brief_id as id').execute(),
      await trx.selectFrom('reviews').select('brief_id as id').execute(),
    ]
    const links = await sql<{ id: number }>`select distinct signal_id as id from account_signals order by 1`.execute(
      trx,
    )
    const quoted = []
    for (const { id } of briefs.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const seen = (await loadSeen(trx, id))?.seen
      const evidence = Object.values(seen?.evidence ?? {})
      const unseen = (seen?.headline ?? []).filter(
        ({ text }) => !evidence.some(({ item }) => text.includes(`${item}.`)),
      )
      quoted.push({ id, quoted: evidence.length + unseen.length * 1000, withheld: seen?.withheld.evidence ?? -1 })
    }
    const queue = await queueOf(trx, viewer)
    return {
      quoted,
      queued: queue.map(({ id }) => id).toSorted(),
      sources: sources.map(({ id }) => id),
      accounts: accounts.map(({ id }) => id).toSorted(),
      signals: signals.map(({ id }) => id),
      briefs: briefs.map(({ id }) => id).toSorted(),
      revisions: revisions.map(({ id }) => id).toSorted(),
      reviews: reviews.map(({ id }) => id).toSorted(),
      linked: links.rows.map(({ id }) => id),
    }
  })
}
