import { z } from 'zod'
import { AppError } from '../lib/errors.ts'

const instant = z.string().refine((value) => !Number.isNaN(Date.parse(value)), 'is no ISO 8601 time')
const address = z.string().trim().toLowerCase()

/** `workspace.json` of an import folder (contract, section 1). Every part is optional; unknown keys are not kept. */
export const WorkspaceFile = z.object({
  seller: z
    .object({
      name: z.string().optional(),
      domains: z.array(address).optional(),
      people: z.array(z.object({ name: z.string(), email: address, role: z.string().nullish() })).optional(),
    })
    .nullish(),
  account: z.object({ name: z.string().optional(), domains: z.array(address).optional() }).nullish(),
  handoff: z.string().nullish(),
  as_of: instant.nullish(),
  deal: z.string().nullish(),
  from: address.nullish(),
  to: address.nullish(),
})
export type WorkspaceFile = z.infer<typeof WorkspaceFile>

/** Parses the text of a workspace.json. Throws one line that names the first wrong key. */
export function parseWorkspaceFile(text: string, path: string): WorkspaceFile {
  let data: unknown
  try {
    data = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  } catch (error) {
    throw new AppError(
      'bad_call',
      `${path} is no valid JSON${placeIn(error)}; correct it or leave it out, and Baton derives what it says`,
      { cause: error },
    )
  }
  const parsed = WorkspaceFile.safeParse(data)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const key = issue?.path.join('.') || 'the whole file'
  throw new AppError(
    'bad_call',
    `${path}: ${key}: ${(issue?.message ?? 'is not as expected').replace(/\s+/g, ' ')}; correct this key or leave it out`,
  )
}

/** " (line 3)", where the parser says it; its own words would quote the file. */
function placeIn(error: unknown): string {
  const line = error instanceof Error ? /line (\d+)/.exec(error.message)?.[1] : undefined
  return line === undefined ? '' : ` (line ${line})`
}
