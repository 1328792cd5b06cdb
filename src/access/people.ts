import { sql } from 'kysely'
import { appendEvent } from '../db/events.ts'
import { AppError } from '../lib/errors.ts'
import type { Trx } from '../db/tables.ts'
import type { Role } from './roles.ts'

export type PersonChange = {
  roles?: readonly Role[] | undefined
  manager?: string | null | undefined
  active?: boolean | undefined
}

/**
 * Changes what somebody is here. Whoever is made inactive may do nothing from the next request on, and what waits for them
 * is shown to their manager. Throws `not_found` for somebody who is not here, `bad_call` where it would leave nobody who
 * looks after the workspace, or a circle of managers.
 */
export async function changePerson(trx: Trx, email: string, change: PersonChange, actor: string): Promise<void> {
  const person = await trx.selectFrom('people').selectAll().where('email', '=', email.toLowerCase()).executeTakeFirst()
  if (person === undefined) throw new AppError('not_found', `${email} is not one of the people here; see baton people`)
  const roles = change.roles ?? person.roles
  const active = change.active ?? person.active
  const manager = change.manager === undefined ? person.manager : (change.manager?.toLowerCase() ?? null)
  if (person.roles.includes('admin') && person.active && !(roles.includes('admin') && active))
    await assertAnotherAdmin(trx, person.email)
  if (manager !== null) await assertNoCircle(trx, person.email, manager)
  await trx
    .updateTable('people')
    .set({
      roles: [...roles],
      manager,
      active,
      left_at: active ? null : (person.left_at?.toISOString() ?? sql`baton_now()`),
    })
    .where('email', '=', person.email)
    .execute()
  await appendEvent(trx, {
    kind: active || !person.active ? 'person.changed' : 'person.deactivated',
    subject: 'workspace',
    actor,
    data: { person: person.email, roles: [...roles], manager, active },
  })
}

/** What the CRM says of the seller's people: who left is deactivated, who reports to whom is filled in where nobody said so. */
export async function followRecords(
  trx: Trx,
  told: { left: readonly string[]; managers: readonly { person: string; manager: string }[] },
  actor: string,
): Promise<void> {
  const people = await trx.selectFrom('people').select(['email', 'active', 'manager', 'roles']).execute()
  const known = new Map(people.map((person) => [person.email, person]))
  const admins = people.filter(({ active, roles }) => active && roles.includes('admin'))
  for (const email of told.left) {
    const person = known.get(email)
    // The last one who looks after the workspace is not locked out by a record of somebody else's system.
    if (person?.active && !(admins.length === 1 && admins[0]?.email === email))
      await changePerson(trx, email, { active: false }, actor)
  }
  for (const { person, manager } of told.managers)
    if (known.get(person)?.manager === null && known.has(manager) && !(await reportsTo(trx, manager, person)))
      await changePerson(trx, person, { manager }, actor)
}

/** Somebody is away from one day to another (YYYY-MM-DD, both included), and who stands in for them. */
export async function recordAbsence(
  trx: Trx,
  absence: { person: string; delegate: string; from: string; to: string },
  actor: string,
): Promise<number> {
  const { person, delegate, from, to } = absence
  if (to < from) throw new AppError('bad_call', `the absence ends on ${to}, before it begins on ${from}`)
  if (person === delegate)
    throw new AppError('bad_call', 'nobody stands in for themselves: name another person with --for')
  for (const email of [person, delegate]) {
    const row = await trx.selectFrom('people').select('active').where('email', '=', email).executeTakeFirst()
    if (row?.active !== true) throw new AppError('not_found', `${email} is not an active person here; see baton people`)
  }
  const { id } = await trx
    .insertInto('absences')
    .values({ person, delegate, from_day: from, to_day: to })
    .returning('id')
    .executeTakeFirstOrThrow()
  await appendEvent(trx, {
    kind: 'absence.recorded',
    subject: 'workspace',
    actor,
    data: { id, person, delegate, from, to },
  })
  return id
}

/** Ends what absences of theirs there are, now and to come; answers how many. */
export async function endAbsence(trx: Trx, person: string, actor: string): Promise<number> {
  const ended = await trx
    .updateTable('absences')
    .set({ ended_at: sql`baton_now()` })
    .where('person', '=', person)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`to_day >= baton_now()::date`)
    .returning('id')
    .execute()
  if (ended.length > 0)
    await appendEvent(trx, {
      kind: 'absence.ended',
      subject: 'workspace',
      actor,
      data: { person, ended: ended.length },
    })
  return ended.length
}

async function assertAnotherAdmin(trx: Trx, email: string): Promise<void> {
  const other = await trx
    .selectFrom('people')
    .select('email')
    .where('email', '<>', email)
    .where('active', '=', true)
    .where(sql<boolean>`'admin' = any (roles)`)
    .executeTakeFirst()
  if (other === undefined)
    throw new AppError('bad_call', `${email} is the only administrator here: make somebody else one first`)
}

async function assertNoCircle(trx: Trx, person: string, manager: string): Promise<void> {
  const there = await trx.selectFrom('people').select('email').where('email', '=', manager).executeTakeFirst()
  if (there === undefined) throw new AppError('not_found', `${manager} is not one of the people here; see baton people`)
  if (person === manager || (await reportsTo(trx, manager, person)))
    throw new AppError(
      'bad_call',
      `${manager} reports to ${person} already: two people cannot be each other's managers`,
    )
}

/** Whether `person` reports to `manager`, over however many steps. */
async function reportsTo(trx: Trx, person: string, manager: string): Promise<boolean> {
  const { rows } = await sql<{ email: string }>`
    with recursive above(email) as (
      select manager from people where email = ${person}
      union select people.manager from people join above on people.email = above.email
    ) select email from above where email = ${manager}`.execute(trx)
  return rows.length > 0
}
