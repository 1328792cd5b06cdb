import { existsSync, readFileSync } from 'node:fs'
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { AppError } from '../lib/errors.ts'
import type { Document } from 'yaml'

/** What a rule of review is about; what it leaves out it says of all. Later rules win over earlier ones, each by what it sets. */
const ReviewRule = z.strictObject({
  type: z.string().optional(),
  audience: z.enum(['internal', 'customer', 'record']).optional(),
  channel: z.string().optional(),
  approvals: z.int().min(1).max(9).optional(),
  second_person: z.enum(['never', 'when_it_matters', 'always']).optional(),
  rest_minutes: z
    .number()
    .min(0)
    .max(7 * 24 * 60)
    .optional(),
  expires_days: z.number().min(0.01).max(365).optional(),
})

/** The company's rules, one file for all of them: each part has its own key. */
export const Policies = z.strictObject({ review: z.array(ReviewRule).default([]) })
export type Policies = z.infer<typeof Policies>

/**
 * Reads the file; none: no rules, the defaults hold. `needed`: somebody named it, so it has to be there. Throws `bad_call`
 * with line and reason.
 */
export function readPolicies(file: string, { needed = false } = {}): Policies {
  if (!needed && !existsSync(file)) return Policies.parse({})
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new AppError('bad_call', `${file} cannot be read: BATON_POLICIES names the rules of this workspace`, {
      cause: error,
    })
  }
  return parsePolicies(text, file)
}

/** The same from its text; `name` is for the error. */
export function parsePolicies(text: string, name: string): Policies {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [broken] = document.errors
  if (broken !== undefined)
    throw wrong(name, broken.linePos?.[0].line ?? 1, broken.message.split('\n')[0]?.replace(/ at line .*$/, '') ?? '')
  const parsed = Policies.safeParse(document.toJS({ maxAliasCount: 20 }) ?? {})
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = [...(issue?.path ?? [])]
  if (issue?.code === 'unrecognized_keys') path.push(issue.keys[0] ?? '')
  const why = issue?.code === 'unrecognized_keys' ? 'is not known' : (issue?.message ?? 'is not as expected')
  throw wrong(name, lines.linePos(offsetOf(document, path)).line, `${path.join('.')}: ${why}`)
}

/** Where the innermost part of a path stands that the file has. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
      return Number(node.range[0])
  }
  return 0
}

function wrong(name: string, line: number, why: string): AppError {
  return new AppError('bad_call', `${name} line ${line}: ${why}; docs/policies.md says what may stand there`)
}
