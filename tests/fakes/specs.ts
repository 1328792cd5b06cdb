import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

type Schema = {
  $ref?: string
  type?: string
  properties?: Record<string, Schema>
  patternProperties?: Record<string, Schema>
  additionalProperties?: boolean
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  enum?: unknown[]
  pattern?: string
}
export type SpecOperation = {
  id: string
  method: string
  path: string
  params?: Record<string, { location: string; enum?: string[] }>
  request: string | null
  responses: Record<string, string | null>
  scopes: string[]
}
export type Spec = { operations: SpecOperation[]; $defs: Record<string, Schema> }

/** What a vendor publishes about its calls, where the folder that holds it is at hand; null says so loudly, once. */
export function loadSpec(vendor: 'gmail' | 'graph'): Spec | null {
  const file = resolve(`../shared/specs/${vendor}.json`)
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Spec
  console.warn(`NOT CHECKED: ${file} is not here; the ${vendor} fake is held to the vendor's types alone`)
  return null
}

/** The operation that a request is, by the vendor's own list. */
export function operationOf(spec: Spec, method: string, path: string): SpecOperation | undefined {
  return spec.operations.find((operation) => {
    const form = operation.path.replaceAll(/[.$]/g, String.raw`\$&`).replaceAll(/\{\w+\}/g, '[^/]+')
    return operation.method === method && new RegExp(`^${form}$`).test(path)
  })
}

/** What of a value the schema does not know, as paths; a vendor's objects allow nothing that is not published. */
export function strangeIn(spec: Spec, schema: Schema, value: unknown, at = '$'): string[] {
  if (schema.$ref !== undefined) {
    const known = spec.$defs[schema.$ref.replace('#/$defs/', '')]
    return known === undefined ? [`${at}: no ${schema.$ref}`] : strangeIn(spec, known, value, at)
  }
  if (schema.anyOf !== undefined) {
    const tried = schema.anyOf.map((one) => strangeIn(spec, one, value, at))
    return tried.some((found) => found.length === 0) ? [] : (tried[0] ?? [])
  }
  if (schema.enum !== undefined && !schema.enum.includes(value)) return [`${at}: ${JSON.stringify(value)} is no choice`]
  if (schema.type !== undefined && !isA(schema.type, value)) return [`${at}: not ${schema.type}`]
  if (typeof value === 'string' && schema.pattern !== undefined && !new RegExp(schema.pattern).test(value))
    return [`${at}: does not look like ${schema.pattern}`]
  if (Array.isArray(value))
    return value.flatMap((item, i) => (schema.items ? strangeIn(spec, schema.items, item, `${at}[${i}]`) : []))
  if (typeof value !== 'object' || value === null) return []
  return strangeInObject(spec, derived(spec, schema, value), value as Record<string, unknown>, at)
}

function strangeInObject(spec: Spec, schema: Schema, value: Record<string, unknown>, at: string): string[] {
  const missing = (schema.required ?? []).filter((name) => !(name in value)).map((name) => `${at}.${name}: missing`)
  const strange = Object.entries(value).flatMap(([name, inner]) => {
    const known = schema.properties?.[name]
    if (known !== undefined) return strangeIn(spec, known, inner, `${at}.${name}`)
    const patterned = Object.keys(schema.patternProperties ?? {}).some((pattern) => new RegExp(pattern).test(name))
    return patterned || schema.additionalProperties !== false ? [] : [`${at}.${name}: not published`]
  })
  return [...missing, ...strange]
}

/** `@odata.type` names which kind of the thing it is. */
function derived(spec: Spec, schema: Schema, value: object): Schema {
  const named = '@odata.type' in value ? String(value['@odata.type']).replace('#microsoft.graph.', '') : ''
  return spec.$defs[named] ?? schema
}

function isA(type: string, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}
