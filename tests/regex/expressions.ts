import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { check } from 'recheck'

export type Expression = { pattern: string; flags: string; file: string; key: string }

/** Every regular expression that stands as a literal below a folder, each once. Those put together at run time are not seen. */
export function expressionsIn(root: string): Expression[] {
  const found = new Map<string, Expression>()
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.ts')) continue
    const visitor = new Visitor({
      Literal: (node) => {
        if (!('regex' in node)) return
        const { pattern, flags } = node.regex
        const key = createHash('sha256').update(`/${pattern}/${flags}`).digest('hex').slice(0, 16)
        if (!found.has(key)) found.set(key, { pattern, flags, file, key })
      },
    })
    visitor.visit(parseSync(file, readFileSync(join(root, file), 'utf8')).program)
  }
  return [...found.values()]
}

/** How the time of an expression grows at worst: `exponential`, the power of the length (1, 2, 3 …), or `unknown`. */
export async function growthOf({
  pattern,
  flags,
}: Pick<Expression, 'pattern' | 'flags'>): Promise<number | 'exponential' | 'unknown'> {
  const verdict = await check(pattern, flags, { timeout: 1500 })
  if (verdict.status === 'unknown') return 'unknown'
  if (verdict.status === 'safe') return 1
  return verdict.complexity.type === 'exponential' ? 'exponential' : verdict.complexity.degree
}
