import { z } from '@hono/zod-openapi'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { actingPerson, listPeople } from '../access/acting.ts'
import { SYSTEM } from '../db/viewer.ts'
import type { Config } from '../config.ts'
import type { Viewer } from '../db/open.ts'
import type { Courier } from '../delivery/deliver.ts'
import type { ReviewPorts } from '../storing.ts'

/** What routes and jobs are handed: the workspace and how it is set. */
export type Services = ReviewPorts & { config: Config; courier: Courier }

/** `viewer`: who acts, once a gate has asked. */
export type Env = { Variables: { byCookie: boolean; services: Services; viewer: Viewer | undefined } }
export type App = OpenAPIHono<Env>

/** One file of `routes/` adds its routes; nothing else happens there than reading the request and calling a room. */
export type AddRoutes = (app: App, services: Services) => void

/**
 * The one person this request acts as: the header `baton-person` of a program, `?as=` of a page, else the configured
 * one, else the only one there is.
 */
export async function viewerOf(context: Context<Env>, services: Services): Promise<Viewer> {
  const asked = context.get('viewer')
  if (asked !== undefined) return asked
  const viewer = await services.database.as(SYSTEM, (trx) => actingPerson(trx, personNamed(context, services)))
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

/** Whom the request names to act, if it names anybody. */
export function personNamed(context: Context<Env>, services: Services): string | null {
  return context.req.header('baton-person') ?? context.req.query('as') ?? services.config.person
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
