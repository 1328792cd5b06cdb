import { AppError } from '../lib/errors.ts'

/** Turns what a driver throws for reasons outside the program into one line that says the way out; leaves the rest alone. */
export function explainFailure(error: unknown): unknown {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : String(error)
  if (code === 'ENOSPC' || code === DISK_FULL || /no space left on device|disk quota exceeded/i.test(message)) {
    return new AppError(
      'disk',
      'the disk is full: free some space and run the command again; what was stored before stands',
      {
        cause: error,
      },
    )
  }
  if (code === 'EACCES' || code === 'EROFS') {
    return new AppError(
      'disk',
      'the workspace cannot be written: make it writable or choose another with --workspace',
      {
        cause: error,
      },
    )
  }
  if (code !== null && (CONNECTION.has(code) || code.startsWith('08'))) {
    return new AppError(
      'unavailable',
      `the database server does not answer (${code}): check DATABASE_URL and the server`,
      {
        cause: error,
      },
    )
  }
  if (code !== null && LOGIN.has(code)) {
    return new AppError('unavailable', `the database server refuses the connection (${code}): check DATABASE_URL`, {
      cause: error,
    })
  }
  if (code !== null && UNSTORABLE.has(code)) {
    return new AppError('bad_call', 'what was given holds a character that no text has (NUL): take it out', {
      cause: error,
    })
  }
  return error
}

/** A NUL or half a character: PostgreSQL keeps none in any text. */
const UNSTORABLE = new Set(['22021', '22P05'])

/** Deadlock and serialisation failure: the database undid this transaction in favour of another one. */
export function worthAnotherTry(error: unknown): boolean {
  const code = codeOf(error)
  return code === '40001' || code === '40P01'
}

const DISK_FULL = '53100'
const CONNECTION = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  '57P01',
  '57P03',
  '53300',
])
const LOGIN = new Set(['28000', '28P01', '3D000'])

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
