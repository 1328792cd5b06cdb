import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Answered, Asked } from './http-fake.ts'

type Reference = string | null
type Operation = {
  method: string
  path: string
  params: Record<string, { location: string }>
  request: Reference
  responses: Record<string, Reference>
}
type Spec = { operations: Operation[]; $defs: Record<string, unknown> }

/** What in a request, or in the answer to it, no vendor publishes; null where the descriptions are not at hand. */
export type SpecCheck = {
  request(asked: Asked): string[]
  response(asked: Asked, answered: Answered): string[]
}

const FOLDER = join(import.meta.dirname, '../../../shared/specs')

/** Holds a fake to the vendor's own description, where it lies beside the project; says loudly where it does not. */
export function specCheck(file: string): SpecCheck | null {
  const path = join(FOLDER, file)
  if (!existsSync(path)) {
    console.warn(`SKIPPED: ${file} is not here, so requests and answers are held to types alone`)
    return null
  }
  const spec = JSON.parse(readFileSync(path, 'utf8')) as Spec
  const schemas = new Map<string, z.ZodType>()
  const problems = (reference: Reference | undefined, value: unknown, what: string): string[] => {
    if (reference === null || reference === undefined) return []
    let schema = schemas.get(reference)
    if (schema === undefined) {
      schema = z.fromJSONSchema({ $ref: reference, $defs: spec.$defs } as Parameters<typeof z.fromJSONSchema>[0])
      schemas.set(reference, schema)
    }
    const { error } = schema.safeParse(value)
    return (error?.issues ?? []).map((issue) => `${what} ${issue.path.join('.')}: ${issue.message}`)
  }
  const operationOf = ({ method, url }: Asked) =>
    spec.operations.find(
      (one) => one.method === method && new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(url.pathname),
    )
  const parsed = ({ body }: Asked): unknown => (body.length === 0 ? undefined : JSON.parse(body.toString('utf8')))
  return {
    request(asked) {
      const operation = operationOf(asked)
      if (operation === undefined) return [`no such operation: ${asked.method} ${asked.url.pathname}`]
      const unknown = [...asked.url.searchParams.keys()].filter((name) => operation.params[name]?.location !== 'query')
      return [
        ...unknown.map((name) => `no such parameter: ${name}`),
        ...problems(operation.request, parsed(asked), 'request'),
      ]
    },
    response(asked, { status, body }) {
      const { responses = {} } = operationOf(asked) ?? {}
      const reference = String(status) in responses ? responses[String(status)] : responses['default']
      return problems(reference, body, `answer ${status}`)
    },
  }
}
