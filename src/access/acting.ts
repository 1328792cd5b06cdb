import { sql } from 'kysely'
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

export type Somebody = Person & { active: boolean; manager: string | null }

/** Everybody, those who left too. */
export async function listEverybody(trx: Trx): Promise<Somebody[]> {
  return trx
    .selectFrom('people')
    .select(['email', 'name', 'title', 'roles', 'active', 'manager'])
    .orderBy('email')
    .execute()
}

export type Absence = { id: number; person: string; delegate: string; from: string; to: string }

/** Who is or will be away, and who stands in; past ones are left out. Days as YYYY-MM-DD. */
export async function listAbsences(trx: Trx): Promise<Absence[]> {
  const rows = await trx
    .selectFrom('absences')
    .select([
      'id',
      'person',
      'delegate',
      sql<string>`to_char(from_day, 'YYYY-MM-DD')`.as('from'),
      sql<string>`to_char(to_day, 'YYYY-MM-DD')`.as('to'),
    ])
    .where('ended_at', 'is', null)
    .where(sql<boolean>`to_day >= baton_now()::date`)
    .orderBy('from_day')
    .orderBy('id')
    .execute()
  return rows
}

/**
 * The one person a command or request acts as: who is named, else the only person there is (DESIGN P2).
 * Throws `bad_call` that names the people to choose from.
 */
export async function actingPerson(trx: Trx, named: string | null): Promise<Viewer> {
  const people = await listPeople(trx)
  if (named !== null) {
    const person = people.find(({ email }) => email === named.toLowerCase())
    if (person !== undefined) return viewerFrom(person, people)
    throw new AppError('bad_call', `${named} is not one of the people here: ${choices(people)}`)
  }
  const [only, second] = people
  if (only !== undefined && second === undefined) return viewerFrom(only, people)
  throw new AppError('bad_call', `who acts? Name one with --as or BATON_PERSON: ${choices(people)}`)
}

/**
 * Whoever signed in, or whose token it is, with the roles that stand now. That everybody administers a workspace which has no
 * administrator yet holds on its own machine alone, never for the network. Throws `unauthorised` for somebody who left.
 */
export async function signedInPerson(trx: Trx, email: string): Promise<Viewer> {
  const person = await trx
    .selectFrom('people')
    .select(['email', 'roles'])
    .where('email', '=', email)
    .where('active', '=', true)
    .executeTakeFirst()
  if (person === undefined) throw new AppError('unauthorised', `${email} no longer has access to this workspace`)
  return { person: person.email, roles: person.roles }
}

/** Until somebody is an administrator, everybody may do what one may: nobody has said yet who looks after this workspace. */
function viewerFrom({ email, roles }: Person, people: readonly Person[]): Viewer {
  const looked = people.some((person) => person.roles.includes('admin'))
  return { person: email, roles: looked ? roles : [...roles, 'admin'] }
}

function choices(people: readonly Person[]): string {
  if (people.length === 0) return 'nobody is known yet, so import a folder or run baton init first'
  const shown = people.slice(0, SHOWN).map(({ email }) => email)
  return people.length > SHOWN ? `${shown.join(', ')} and ${people.length - SHOWN} more` : shown.join(', ')
}

const SHOWN = 12
