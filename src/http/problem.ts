import { HTTPException } from 'hono/http-exception'
import { explainFailure } from '../db/failures.ts'
import { AppError, httpStatusOf } from '../lib/errors.ts'
import { oneLine } from '../lib/inert.ts'
import { logFailure } from '../lib/log.ts'

/** Every error as it is told to a caller. What is not ours to explain is `internal`; its text stays in the log. */
export function problemOf(thrown: unknown): { code: string; message: string } {
  const error = explainFailure(thrown)
  if (error instanceof AppError) return { code: error.code, message: oneLine(error.message) }
  if (error instanceof HTTPException)
    return { code: 'bad_call', message: oneLine(error.message) || 'the request cannot be read' }
  logFailure('request.failed', error)
  return { code: 'internal', message: 'something unexpected happened: see the log of the process' }
}

/** The same as an answer. */
export function problemResponse(thrown: unknown): Response {
  const error = explainFailure(thrown)
  const status =
    error instanceof AppError
      ? httpStatusOf(error.code)
      : error instanceof HTTPException
        ? error.status
        : httpStatusOf('internal')
  return Response.json(problemOf(error), { status })
}
