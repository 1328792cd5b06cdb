import { openDatabase } from '../db/open.ts'
import type { Config } from '../config.ts'
import type { Services } from './request.ts'

/** Opens the workspace and names who runs its jobs. */
export async function openServices(config: Config): Promise<Services> {
  const database = await openDatabase(
    config.databaseUrl === null ? { folder: config.workspace } : { url: config.databaseUrl },
  )
  return { database, config }
}
