import { AppError } from '../lib/errors.ts'
import type { Trx, Viewer } from '../db/open.ts'

export type Person = { email: string; name: string; title: string | null; roles: string[] }

/** Everybody of the seller who may act, by address. */
export async function listPeople(trx: Trx): Promise<Person[]> {
  return trx
    .selectFrom('people')
    .select(['email', 'name', 'title', 'roles'])
    .where('active', '=', true)
    .orderBy('email')
    .execute()
}

/**
 * The one person a command or request acts as: who is named, else the only person there is (DESIGN P2).
 * Throws `bad_call` that names the people to choose from.
 */
export async function actingPerson(trx: Trx, named: string | null): Promise<Viewer> {
  const people = await listPeople(trx)
  if (named !== null) {
    const person = people.find(({ email }) => email === named.toLowerCase())
    if (person !== undefined) return { person: person.email, roles: person.roles }
    throw new AppError('bad_call', `${named} is not one of the people here: ${choices(people)}`)
  }
  const [only, second] = people
  if (only !== undefined && second === undefined) return { person: only.email, roles: only.roles }
  throw new AppError('bad_call', `who acts? Name one with --as or BATON_PERSON: ${choices(people)}`)
}

function choices(people: readonly Person[]): string {
  if (people.length === 0) return 'nobody is known yet, so import a folder or run baton init first'
  const shown = people.slice(0, SHOWN).map(({ email }) => email)
  return people.length > SHOWN ? `${shown.join(', ')} and ${people.length - SHOWN} more` : shown.join(', ')
}

const SHOWN = 12
