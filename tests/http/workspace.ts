import { readConfig } from '../../src/config.ts'
import { importFolder } from '../../src/connectors/import.ts'
import { buildApp } from '../../src/http/app.ts'
import { reviewPorts } from '../../src/http/open-services.ts'
import { fileChannel } from '../../src/delivery/channels/file.ts'
import { emptyTables } from '../db/database.ts'
import { smallFolder } from '../db/folder.ts'
import type { Database } from '../../src/db/open.ts'
import type { App, Services } from '../../src/http/request.ts'

const TOKEN = 'a'.repeat(64)

/** The whole API over a database, as any of its people. */
export type Api = {
  app: App
  services: Services
  /** Answers the status and the body, parsed. */
  call(
    method: 'GET' | 'POST',
    path: string,
    as: string,
    body?: unknown,
  ): Promise<{ status: number; body: Any; text: string }>
}
// oxlint-disable-next-line typescript/no-explicit-any -- bodies of every route, looked into by tests
type Any = any

export function openApi(database: Database & { folder: string }): Api {
  const outbox = `${database.folder}-outbox`
  const services: Services = {
    ...reviewPorts(database, null),
    config: readConfig({}, database.folder),
    courier: { database, channels: new Map([['file', fileChannel(outbox)]]), worker: 'test' },
  }
  const app = buildApp(services, { token: TOKEN, hosts: null })
  return {
    app,
    services,
    async call(method, path, as, body) {
      const answer = await app.request(path, {
        method,
        headers: { authorization: `Bearer ${TOKEN}`, 'baton-person': as, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      const json = answer.headers.get('content-type')?.includes('json') ?? false
      return { status: answer.status, body: json ? JSON.parse(text) : null, text }
    },
  }
}

/** Empties the workspace and brings one folder in. */
export async function refill(database: Database, files: Record<string, string>): Promise<void> {
  await emptyTables(database)
  await importFolder(database, smallFolder(files), { actor: 'system' })
}
