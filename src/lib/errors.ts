/**
 * The closed set of ways in which work fails. Each has one exit code and one HTTP status,
 * so that a script, a browser and a log read the same failure the same way.
 */
export type ErrorCode =
  | 'bad_call'
  | 'bad_input'
  | 'not_found'
  | 'unauthorised'
  | 'forbidden'
  | 'too_large'
  | 'too_many'
  | 'conflict'
  | 'already_decided'
  | 'workspace_busy'
  | 'unavailable'
  | 'disk'
  | 'internal'

const TABLE: Record<
  ErrorCode,
  { exit: 1 | 2; status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503 | 507 }
> = {
  bad_call: { exit: 2, status: 400 },
  bad_input: { exit: 1, status: 422 },
  not_found: { exit: 1, status: 404 },
  unauthorised: { exit: 1, status: 401 },
  forbidden: { exit: 1, status: 403 },
  too_large: { exit: 2, status: 413 },
  too_many: { exit: 1, status: 429 },
  conflict: { exit: 1, status: 409 },
  already_decided: { exit: 1, status: 409 },
  workspace_busy: { exit: 1, status: 503 },
  unavailable: { exit: 1, status: 503 },
  disk: { exit: 1, status: 507 },
  internal: { exit: 1, status: 500 },
}

/**
 * Thrown for everything that a caller does not branch on.
 * The message is one line: what happened, to which thing, what to do. Never customer text.
 */
export class AppError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
  }
}

/** The process exit code for an error of this code. */
export function exitCodeOf(code: ErrorCode): 1 | 2 {
  return TABLE[code].exit
}

/** The HTTP status for an error of this code. */
export function httpStatusOf(code: ErrorCode) {
  return TABLE[code].status
}

/** Whether something from outside names one of the codes. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(TABLE, value)
}
