import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { verifyEvents } from '../../src/db/events.ts'
import { openDatabase } from '../../src/db/open.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { deliver } from '../../src/delivery/deliver.ts'
import { fileChannel } from '../../src/delivery/channels/file.ts'
import { localEngine } from '../../src/engines/local/index.ts'
import { reviewPorts } from '../../src/http/open-services.ts'
import { approve } from '../../src/review/decide.ts'
import { loadReview } from '../../src/review/review.ts'
import { importFolder } from '../../src/connectors/import.ts'
import { draftFromWorkspace } from '../../src/storing.ts'
import { CHANNELS, paths } from './work.ts'
import { journalChannel } from './journal.ts'
import type { Head } from '../../src/db/events.ts'
import type { Channel } from '../../src/delivery/channel.ts'

/**
 * The work that is interrupted: imports every folder, drafts, approves and delivers a brief of each, and does again
 * whatever an earlier run did not finish. Says on standard output where it is; each head that it says was committed.
 */
const [root = '', known = ''] = process.argv.slice(2)
const { workspace, folders, outbox, journal } = paths(root)
const say = (what: string): void => void process.stdout.write(`${what}\n`)
const anna = { person: 'anna@seller.example', roles: ['rep'] }

const database = await openDatabase({ folder: workspace })
const head = (): Promise<Head> =>
  database.as(SYSTEM, async (trx) => {
    const { seq, hash } = await trx.selectFrom('event_head').select(['seq', 'hash']).executeTakeFirstOrThrow()
    return { seq, hash }
  })
const sayHead = async (): Promise<void> => say(`head ${JSON.stringify(await head())}`)

const verified = await database.as(SYSTEM, (trx) =>
  verifyEvents(trx, known === '' ? undefined : (JSON.parse(known) as Head)),
)
if (!verified.ok) {
  say(`broken event ${verified.seq} ${verified.why}`)
  process.exit(3)
}
say('opened')

/** Around the one moment that no transaction covers, so that kills find it. */
const pause = async (): Promise<void> => {
  say('calling')
  await wait(4)
}
const file = fileChannel(outbox)
const channels: Channel[] = [
  {
    ...file,
    send: async (parcel, ref) => {
      await pause()
      const result = await file.send(parcel, ref)
      await pause()
      return result
    },
  },
  journalChannel(journal, { lookup: true, pause }),
  journalChannel(`${journal}.mute`, { lookup: false, pause }),
]
const courier = {
  database,
  channels: new Map(channels.map((channel) => [channel.name, channel])),
  worker: `w${process.pid}`,
}
database.jobs.work('deliver', async ({ data }) => {
  await deliver(courier, String(data['delivery']))
})

for (const [index, name] of readdirSync(folders).sort().entries()) {
  say('importing')
  const { account } = await importFolder(database, join(folders, name), {
    actor: anna.person,
    onProgress: () => say('importing'),
  })
  await sayHead()
  say('drafting')
  const ports = { ...reviewPorts(database, null), channel: CHANNELS[index % CHANNELS.length]! }
  const { brief } = await draftFromWorkspace(ports, anna, { account: account.id }, localEngine)
  await sayHead()
  say('approving')
  await database.as(anna, async (trx) => {
    const { state, revision, dispatchHash } = await loadReview(trx, brief.id)
    if (state === 'pending') await approve(trx, anna, { briefId: brief.id, revision, dispatchHash }, ports.policy)
  })
  await sayHead()
  say('delivering')
  await database.jobs.drain({ evenIfNotDue: true })
  await sayHead()
}
await database.close()
say('done')
