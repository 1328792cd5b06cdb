import { z } from '@hono/zod-openapi'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { actingPerson, listPeople, signedInPerson } from '../access/acting.ts'
import { mayDecide } from '../access/credential.ts'
import { SYSTEM } from '../db/viewer.ts'
import { AppError } from '../lib/errors.ts'
import type { Credential } from '../access/credential.ts'
import type { Config } from '../config.ts'
import type { Viewer } from '../db/open.ts'
import type { Courier } from '../delivery/deliver.ts'
import type { ReviewPorts } from '../storing.ts'

/** What routes and jobs are handed: the workspace and how it is set. */
export type Services = ReviewPorts & { config: Config; courier: Courier }

/** `credential`: what stands for whoever acts. `viewer`: who that is, once a gate has asked. `address`: where the request came from. */
export type Env = {
  Variables: { address: string; credential: Credential; services: Services; viewer: Viewer | undefined }
}
export type App = OpenAPIHono<Env>

/** One file of `routes/` adds its routes; nothing else happens there than reading the request and calling a room. */
export type AddRoutes = (app: App, services: Services) => void

/**
 * The one person this request acts as. Whoever holds this machine's token names them: the header `baton-person` of a program,
 * `?as=` of a page, else the configured one, else the only one there is. A sign-in and a personal token act as their own person
 * alone, with the roles that the database has for them now.
 */
export async function viewerOf(context: Context<Env>, services: Services): Promise<Viewer> {
  const asked = context.get('viewer')
  if (asked !== undefined) return asked
  const credential = context.get('credential')
  const named = personNamed(context, services)
  const found = await services.database.as(SYSTEM, (trx) =>
    credential.kind === 'machine' ? actingPerson(trx, named) : signedInPerson(trx, credential.person),
  )
  const viewer = mayDecide(credential) ? found : { ...found, decides: false }
  context.set('viewer', viewer)
  return viewer
}

/**
 * The same where nobody need be known yet: what fills an empty workspace is recorded under the name that was given;
 * bringing signals in where nobody is named, under `system`.
 */
export async function actorOf(context: Context<Env>, services: Services): Promise<string> {
  const named = personNamed(context, services)
  const people = await services.database.as(SYSTEM, (trx) => listPeople(trx))
  if (people.length === 0) return named?.toLowerCase() ?? SYSTEM.person
  if (named !== null) return (await viewerOf(context, services)).person
  return people.length === 1 ? (people[0]?.email ?? SYSTEM.person) : SYSTEM.person
}

/** Whom the request names to act, if it names anybody. Throws `forbidden` where it may name nobody else. */
export function personNamed(context: Context<Env>, services: Services): string | null {
  const credential = context.get('credential')
  const named = context.req.header('baton-person') ?? context.req.query('as') ?? null
  if (credential.kind === 'machine') return named ?? services.config.person
  if (named !== null && named.trim().toLowerCase() !== credential.person)
    throw new AppError('forbidden', `this ${credential.kind} acts as ${credential.person} and as nobody else`)
  return credential.person
}

/** A JSON body that must be there, for `createRoute`. */
export function jsonBody<T extends z.ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } } as const
}

/** The answers of a route: what it gives, and the one shape that every error has. */
export function answers<T extends z.ZodType>(description: string, schema: T) {
  return {
    200: { description, content: { 'application/json': { schema } } },
    default: { description: 'what went wrong, and the way out', content: { 'application/json': { schema: Problem } } },
  } as const
}

export const Problem = z.strictObject({ code: z.string(), message: z.string() }).openapi('Problem')

/** Nothing happened: somebody else was first, or what was seen is no longer so. What stands is in the answer. */
export function refused(code: 'conflict' | 'already_decided', message: string, standing: object): never {
  return Response.json({ code, message, ...standing }, { status: 409 }) as never
}
