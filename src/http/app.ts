import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { AppError } from '../lib/errors.ts'
import { anybody, assertGated, open } from './access.ts'
import { knownCaller } from './credential.ts'
import { safeHeaders } from './headers.ts'
import { counter, DEFAULT_LIMITS } from './limits.ts'
import { knownPlace } from './origin.ts'
import { problemResponse } from './problem.ts'
import { ROUTES } from './routes/index.ts'
import { addSelf } from './routes/self.ts'
import { addSignIn } from './routes/sign-in.ts'
import type { Guard } from './guard.ts'
import type { App, Env, Services } from './request.ts'

/** The API and the plain pages: routes only, each a call into a room. The same in process and over HTTP. */
export function buildApp(services: Services, guard: Guard): App {
  const app: App = new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) {
        const issue = result.error.issues[0]
        const where = issue?.path.join('.') ?? ''
        throw new AppError(
          'bad_call',
          `${where === '' ? 'the request' : where}: ${issue?.message ?? 'is not as expected'}`,
        )
      }
    },
  })
  const count = counter(guard.limits === undefined ? (guard.hosts === null ? null : DEFAULT_LIMITS) : guard.limits)
  app.use(safeHeaders(guard))
  app.use((context, next) => {
    context.set('services', services)
    return next()
  })
  app.use(knownPlace(guard))
  app.get('/healthz', anybody(), (context) => context.json({ ok: true }))
  addSignIn(app, services, guard, count)
  app.use(knownCaller(services, guard, count))
  app.use(
    bodyLimit({
      maxSize: BODY_LIMIT,
      onError: () => problemResponse(new AppError('too_large', `the request is larger than ${BODY_LIMIT} bytes`)),
    }),
  )
  addSelf(app, services, guard)
  for (const add of ROUTES) add(app, services)
  app.get('/api/openapi.json', open(), (context) =>
    context.json(app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Baton', version: '1' } })),
  )
  assertGated(app)
  app.notFound((context) =>
    problemResponse(new AppError('not_found', `there is no ${context.req.method} ${context.req.path}`)),
  )
  app.onError((error) => problemResponse(error))
  return app
}

const BODY_LIMIT = 2 * 1024 * 1024
