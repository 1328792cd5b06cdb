import { AppError } from '../lib/errors.ts'
import { loadForgotten } from './forgotten.ts'
import type { Role } from './roles.ts'
import { appendEvent } from '../db/events.ts'
import type { Trx } from '../db/tables.ts'

/** The company that hands over its deals: one for each workspace. */
export type SellerProfile = {
  name: string
  domains: readonly string[]
  people: readonly { name: string; email: string; role: string | null }[]
}

/**
 * Makes the workspace the seller's, or adds domains and people that are new. Nothing new: nothing is written.
 * Throws `bad_input` where the workspace is another company's: two sellers are two workspaces.
 */
export async function ensureWorkspace(trx: Trx, seller: SellerProfile, actor: string): Promise<void> {
  const domains = [...new Set(seller.domains.map((domain) => domain.toLowerCase()))]
  const standing = await trx.selectFrom('workspace').select(['seller_name', 'seller_domains']).executeTakeFirst()
  if (standing === undefined) {
    await trx.insertInto('workspace').values({ seller_name: seller.name, seller_domains: domains }).execute()
    await appendEvent(trx, { kind: 'workspace.created', subject: 'workspace', actor })
  } else {
    const known = new Set(standing.seller_domains)
    if (known.size > 0 && domains.length > 0 && !domains.some((domain) => known.has(domain))) {
      throw new AppError(
        'bad_input',
        `this workspace is ${standing.seller_name}'s and the folder's seller is ${seller.name}: choose another workspace with --workspace`,
      )
    }
    const added = domains.filter((domain) => !known.has(domain))
    if (added.length > 0) {
      await trx
        .updateTable('workspace')
        .set({ seller_domains: [...standing.seller_domains, ...added] })
        .execute()
      await appendEvent(trx, {
        kind: 'workspace.changed',
        subject: 'workspace',
        actor,
        data: { domains: added.length },
      })
    }
  }
  await ensurePeople(trx, seller.people, actor)
}

/** Throws `bad_call` where nobody has said yet whose workspace this is. */
export async function assertWorkspace(trx: Trx): Promise<void> {
  const standing = await trx.selectFrom('workspace').select('seller_name').executeTakeFirst()
  if (standing === undefined)
    throw new AppError(
      'bad_call',
      'whose workspace is this? Say it once with --seller and --domain, or import a folder',
    )
}

/** Adds who is not there yet; whoever is there keeps name, title and roles. */
export async function ensurePeople(trx: Trx, people: SellerProfile['people'], actor: string): Promise<void> {
  if (people.length === 0) return
  const forgotten = await loadForgotten(trx)
  const rows = new Map(
    people
      .filter(({ email }) => !forgotten.has('person', email))
      .map(({ name, email, role }) => [
        email.toLowerCase(),
        { email: email.toLowerCase(), name, title: role, roles: [roleOf(role)] },
      ]),
  )
  if (rows.size === 0) return
  const added = await trx
    .insertInto('people')
    .values([...rows.values()])
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('email')
    .execute()
  if (added.length > 0) {
    await appendEvent(trx, { kind: 'people.added', subject: 'workspace', actor, data: { people: added.length } })
  }
}

/** What a title in the seller's own words makes somebody here, until an administrator says otherwise. */
function roleOf(title: string | null): Role {
  if (title === null) return 'rep'
  if (/\b(?:csm|customer success|onboarding|implementation|account manag)/i.test(title)) return 'csm'
  return /\b(?:manager|head|lead|director|vp|chief|president|leiter)/i.test(title) ? 'manager' : 'rep'
}
