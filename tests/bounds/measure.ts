import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readFolder } from '../../src/connectors/folder.ts'
import { localEngine } from '../../src/engines/local/index.ts'
import { AppError } from '../../src/lib/errors.ts'
import { draft } from '../../src/pipeline.ts'
import { packedTime } from '../../src/signals/read/packed-thread.ts'
import { WORKSPACE } from '../db/folder.ts'
import type { Flood } from './flood.ts'
import { processorTime } from './processor-time.ts'

/** Milliseconds that this thread and the one of the documents worked, and what a reader was told was left out. */
export type Measured = { ms: number; warnings: string[] }

/** From a folder that holds this one file to the brief. An input that is refused in one line is measured too. */
export async function measure({ path, make }: Pick<Flood, 'path' | 'make'>, n: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-flood-'))
  try {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, 'workspace.json'), JSON.stringify(WORKSPACE))
    writeFileSync(join(folder, path), make(n))
    return await timed(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function timed(folder: string): Promise<Measured> {
  const [began, documents] = [processorTime(), packedTime()]
  const warnings: string[] = []
  try {
    const { brief, unread } = await draft(await readFolder(folder), localEngine)
    warnings.push(...brief.warnings.map(({ text }) => text), ...unread.map(({ text }) => text))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    warnings.push(error.message)
  }
  return { ms: Math.round(processorTime() - began + packedTime() - documents), warnings }
}
