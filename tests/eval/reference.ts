import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Brief } from '../../src/briefs/brief.ts'

export type Drafted = { folder: string; brief: Brief }

/** What another scorer says of the same briefs; `why` where it could not be asked. */
export type Reference =
  | { ok: true; folder: string; figures: Record<string, unknown>; misses: string }
  | { ok: false; folder: string; why: string }

/** Asks `score.py` about briefs that are drafted already: it reads them from a folder instead of starting a command for each. */
export function askReference(script: string, folder: string, drafted: readonly Drafted[]): Reference {
  if (!existsSync(script)) return { ok: false, folder, why: `${script} is not there` }
  const briefs = mkdtempSync(join(tmpdir(), 'baton-eval-'))
  try {
    for (const one of drafted) writeFileSync(join(briefs, `${basename(one.folder)}.json`), JSON.stringify(one.brief))
    const run = spawnSync('python3', [script, folder, '--briefs', briefs, '--json', '--misses'], {
      encoding: 'utf8',
      maxBuffer: 64_000_000,
    })
    if (run.error !== undefined) return { ok: false, folder, why: `python3 did not start (${run.error.message})` }
    if (run.status !== 0) return { ok: false, folder, why: run.stderr.trim().split('\n').at(-1) ?? 'it failed' }
    return { ok: true, folder, figures: JSON.parse(run.stdout) as Record<string, unknown>, misses: run.stderr }
  } finally {
    rmSync(briefs, { recursive: true, force: true })
  }
}

/** Its figures as numbers between 0 and 1, by measure. */
export function referenceValues(figures: Record<string, unknown>): Map<string, number> {
  const values = new Map<string, number>()
  for (const [measure, value] of Object.entries(figures)) {
    if (typeof value !== 'object' || value === null) continue
    const { f1, rate } = value as { f1?: number; rate?: number | null }
    const number = f1 ?? rate
    if (typeof number === 'number') values.set(measure, number)
  }
  return values
}
