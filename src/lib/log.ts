import process from 'node:process'
import { AppError } from './errors.ts'
import { escapeControls } from './inert.ts'

/** What a record may hold besides its event and the error: ids, counts, names of ours. There is no field for text. */
export type LogFields = {
  job?: string
  jobId?: string
  method?: string
  /** the pattern of a route, never an address that was asked for */
  route?: string
  status?: number
  durationMs?: number
}

/**
 * One record: a JSON object on one line, whatever an error holds. A message that is not ours may quote what it was given,
 * which may be a customer's mail, so of such an error only its kind, its code and where it happened are kept.
 */
export function logRecord(event: `${string}.${string}`, error: unknown, fields: LogFields = {}): string {
  const kept = Object.fromEntries(
    FIELDS.flatMap((name) => {
      const value = fields[name]
      return value === undefined ? [] : [[name, typeof value === 'number' ? value : short(value)]]
    }),
  )
  const record = { at: new Date().toISOString(), level: 'error', event, ...kept, ...toldOf(error) }
  return escapeControls(JSON.stringify(record))
}

/** Writes a record to standard error. */
export function logFailure(event: `${string}.${string}`, error: unknown, fields: LogFields = {}): void {
  process.stderr.write(`${logRecord(event, error, fields)}\n`)
}

/** An error in one line for whoever ran the command: ours as it says, another by kind and place. */
export function describe(error: unknown): string {
  if (error instanceof AppError) return error.message
  const { kind, code, frames } = toldOf(error)
  return [kind, ...(code === undefined ? [] : [code]), ...(frames[0] === undefined ? [] : [frames[0]])].join(' ')
}

/** Kind, code and places of an error and of what caused it. */
export function toldOf(error: unknown): {
  kind: string
  code?: string
  message?: string
  frames: string[]
  cause?: object
} {
  if (!(error instanceof Error)) return { kind: typeof error, frames: [] }
  const code = 'code' in error && typeof error.code === 'string' ? short(error.code) : undefined
  return {
    kind: short(error.name),
    ...(code !== undefined && { code }),
    ...(error instanceof AppError && { message: error.message }),
    frames: framesOf(error),
    ...(error.cause instanceof Error && { cause: toldOf(error.cause) }),
  }
}

const FIELDS = ['job', 'jobId', 'method', 'route', 'status', 'durationMs'] as const satisfies (keyof LogFields)[]

/** Names of ours are words without spaces; anything else came from outside. */
function short(value: string): string {
  return /^[\w.:/*-]{1,120}$/.test(value) ? value : '[withheld]'
}

/** The lines of a stack that name a place. Kind and message stand before them and may hold lines that look the same. */
function framesOf(error: Error): string[] {
  const { stack = '', message } = error
  const head = [String(error), `${error.constructor.name}: ${message}`, `Error: ${message}`, message].find((text) =>
    stack.startsWith(text),
  )
  if (head === undefined) return []
  return stack
    .slice(head.length)
    .split('\n')
    .filter((line) => FRAME.test(line))
    .map((line) => line.trim())
    .slice(0, 12)
}

const FRAME = /^ {4}at (?:(?:async |new )?[\w.$<>[\] ]+ \()?(?:file:\/\/|node:|\/|[A-Z]:\\)[^\s()]+:\d+:\d+\)?$/
