import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { joinTeam } from '../../src/access/team.ts'
import { makeToken } from '../../src/access/tokens.ts'
import { readConfig } from '../../src/config.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { buildApp } from '../../src/http/app.ts'
import { reviewPorts } from '../../src/http/open-services.ts'
import { INES, MILO, openDesk } from '../review/desk.ts'
import type { App } from '../../src/http/request.ts'

export type Target = {
  app: App
  headers: readonly Record<string, string>[]
  ids: Readonly<Record<string, readonly string[]>>
  close(): Promise<void>
}

/** A workspace with something of everything, an administrator who is in every team, and keys of several kinds to it. */
export async function openTarget(): Promise<Target> {
  const desk = await openDesk()
  await desk.clear()
  const { brief } = await desk.open(1)
  const chief = 'chief@seller.example'
  const ids = await desk.database.as(SYSTEM, async (trx) => {
    await trx
      .insertInto('people')
      .values({ email: chief, name: 'Chief', roles: ['admin', 'manager'] })
      .execute()
    await trx
      .insertInto('people')
      .values({ email: 'fuzz@seller.example', name: 'Fuzz', roles: ['rep'] })
      .execute()
    const account = await trx.selectFrom('accounts').select('id').executeTakeFirstOrThrow()
    await joinTeam(trx, account.id, [{ person: chief, part: 'member' }], 'system')
    // The desk's mail is a stub; routes read a whole one.
    const whole = { segments: [], from: null, to: [], cc: [], subject: null }
    for (const { id, body } of await trx.selectFrom('signals').select(['id', 'body']).execute()) {
      const stub = JSON.parse(body) as object
      await trx
        .updateTable('signals')
        .set({ body: JSON.stringify({ ...whole, ...stub }) })
        .where('id', '=', id)
        .execute()
    }
    return { brief: brief.id, account: account.id }
  })
  const { token } = await desk.database.as({ person: chief, roles: ['admin'] }, (trx) =>
    makeToken(trx, chief, { name: 'fuzz', scopes: ['read', 'write', 'decide', 'admin'], days: 365 }),
  )
  const machine = 'a'.repeat(64)
  const workspace = mkdtempSync(join(tmpdir(), 'baton-fuzz-'))
  const app = buildApp(
    {
      ...reviewPorts(desk.database, null),
      config: readConfig({}, workspace, { workspace }),
      courier: { database: desk.database, channels: new Map(), worker: 'fuzz' },
    },
    { token: machine, hosts: null },
  )
  const as = (person: string) => ({ authorization: `Bearer ${machine}`, 'baton-person': person })
  return {
    app,
    headers: [as(chief), as(INES.person), as(MILO.person), { authorization: `Bearer ${token}` }],
    ids: { id: [ids.brief, ids.account, '1'], email: ['fuzz@seller.example', chief] },
    close: async () => {
      await desk.close()
      rmSync(workspace, { recursive: true, force: true })
    },
  }
}
