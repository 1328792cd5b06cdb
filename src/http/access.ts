import type { Context, MiddlewareHandler } from 'hono'
import { assertCredential } from '../access/credential.ts'
import { may } from '../access/roles.ts'
import { standingTo } from '../access/team.ts'
import { listPeople } from '../access/acting.ts'
import { SYSTEM } from '../db/viewer.ts'
import { AppError } from '../lib/errors.ts'
import { changes } from './origin.ts'
import { personNamed, viewerOf } from './request.ts'
import type { Action } from '../access/roles.ts'
import type { Subject } from '../access/team.ts'
import type { Viewer } from '../db/viewer.ts'
import type { App, Env, Services } from './request.ts'

/**
 * Who may call a route: what it does and to what thing. `public`: whoever is known, for it tells and does nothing. `anybody`:
 * strangers too, for it stands before the door.
 */
export type Access = { action: Action; about: Subject['kind'] } | 'public' | 'anybody'

/** A handler that stands before a route's own and lets nobody through who may not. */
export type Gate = MiddlewareHandler<Env> & { access: Access }

/**
 * The gate of a route: resolves who acts, how they stand to the thing named by the path parameter `param`, and asks the one
 * table of `access/roles`. A thing that the viewer may not know of is `not_found`, like one that is not there.
 */
export function needs(action: Action, about: Subject['kind'] = 'workspace', param = 'id'): Gate {
  const gate: MiddlewareHandler<Env> = async (context, next) => {
    const services = context.get('services')
    assertCredential(context.get('credential'), action, changes(context))
    if (FOUNDING.has(action) && (await needsNobody(context, services, action))) return next()
    const viewer = await viewerOf(context, services)
    const id = BARE.has(about) ? '' : (context.req.param(param) ?? '')
    await assertMay(services, viewer, action, subjectOf(about, id))
    return next()
  }
  return Object.assign(gate, { access: { action, about } as const })
}

/** What stands before each route, by `METHOD /path` as the router writes it; null where nothing does. */
export function gatesOf(app: App): Map<string, Access | null> {
  const gates = new Map<string, Access | null>()
  for (const { method, path, handler } of app.routes) {
    if (method === 'ALL') continue
    const name = `${method} ${path}`
    const access = 'access' in handler ? (handler as unknown as Gate).access : null
    gates.set(name, gates.get(name) ?? access)
  }
  return gates
}

/** A route without a gate is a mistake of ours: the program does not start with one. */
export function assertGated(app: App): void {
  const bare = [...gatesOf(app)].filter(([, access]) => access === null).map(([name]) => name)
  if (bare.length > 0) throw new Error(`routes without a rule of who may call them: ${bare.join(', ')}`)
}

/** A route that everybody who is known may call. */
export function open(): Gate {
  return Object.assign(passing(), { access: 'public' as const })
}

/** A route that stands before the door: it is answered without any token or sign-in. */
export function anybody(): Gate {
  return Object.assign(passing(), { access: 'anybody' as const })
}

function passing(): MiddlewareHandler<Env> {
  return (_context, next) => next()
}

/** Throws `forbidden` where the viewer's roles do not allow it, `not_found` where the thing is not theirs to know of. */
export async function assertMay(services: Services, viewer: Viewer, action: Action, subject: Subject): Promise<void> {
  const standing = await services.database.as(viewer, (trx) => standingTo(trx, viewer, subject))
  if (standing === null)
    throw new AppError(
      'not_found',
      `there is no ${subject.kind} of this name here; see what there is with: baton queue`,
    )
  if (!may(viewer.roles, action, standing))
    throw new AppError(
      'forbidden',
      `${viewer.person} (${viewer.roles.join(', ')}) may not do this (${action}); ask somebody of the deal team, or an administrator`,
    )
}

/** What fills a workspace in which nobody is known yet. */
const FOUNDING: ReadonlySet<Action> = new Set(['import.run', 'workspace.change', 'workspace.read', 'queue.read'])

/** In an empty workspace; and for bringing signals in as long as nobody was made the one who looks after it. */
async function needsNobody(context: Context<Env>, services: Services, action: Action): Promise<boolean> {
  if (context.get('credential').kind !== 'machine') return false
  const people = await services.database.as(SYSTEM, (trx) => listPeople(trx))
  if (people.length === 0) return true
  const looked = people.some(({ roles }) => roles.includes('admin'))
  return action === 'import.run' && !looked && personNamed(context, services) === null
}

/** Subjects that no parameter of the path names. */
const BARE: ReadonlySet<Subject['kind']> = new Set(['workspace', 'self', 'named'])

function subjectOf(about: Subject['kind'], id: string): Subject {
  if (about === 'workspace' || about === 'self' || about === 'named') return { kind: about }
  return about === 'person' ? { kind: about, email: id } : { kind: about, id }
}
