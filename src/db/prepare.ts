import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { openDatabase } from './open.ts'
import { readMigrations } from './migrations.ts'
import { preparedName } from './prepared.ts'

/** Makes the prepared data folder where it is missing and takes away outdated ones. Answers its path. */
export async function prepareFolder(): Promise<string> {
  const target = preparedName(readMigrations())
  if (existsSync(target)) return target
  const parent = dirname(target)
  mkdirSync(parent, { recursive: true })
  const aside = join(parent, `preparing-${process.pid}`)
  try {
    const database = await openDatabase({ folder: aside })
    await database.close()
    for (const name of readdirSync(parent)) {
      if (name.startsWith('workspace-') && name !== basename(target))
        rmSync(join(parent, name), { recursive: true, force: true })
    }
    if (!existsSync(target)) renameSync(join(aside, 'data'), target)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
  return target
}

if (process.argv[1] === import.meta.filename) {
  try {
    await prepareFolder()
  } catch (error) {
    // Not fatal: a workspace can start without it, only some seconds later.
    console.error(
      `baton: no prepared workspace (${error instanceof Error ? error.message : String(error)}); the first command will take longer`,
    )
  }
}
