import { joinTeam } from '../../src/access/team.ts'
import process from 'node:process'
import { openAcceptance } from '../../src/acceptance/open.ts'
import { saveRevision } from '../../src/briefs/store.ts'
import { openDatabase } from '../../src/db/open.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { smtpChannel } from '../../src/delivery/channels/email-smtp.ts'
import { fileChannel } from '../../src/delivery/channels/file.ts'
import { deliver, resume } from '../../src/delivery/deliver.ts'
import { approve } from '../../src/review/decide.ts'
import { makeDispatch } from '../../src/review/dispatch.ts'
import { openReview } from '../../src/review/open.ts'
import { DEFAULT_POLICY } from '../../src/review/policy.ts'
import { listReviews } from '../../src/review/review.ts'
import { INES, INTERNAL, MILO, render, RUTH, sampleBrief, storeQuoted } from '../review/desk.ts'
import type { Database } from '../../src/db/open.ts'
import type { Channel } from '../../src/delivery/channel.ts'

/**
 * A whole program that drafts, approves, delivers and opens acceptances, and ends itself with SIGKILL at the n-th point:
 * before each commit, after it, before each call of a channel and after it. `killAt` 0: lives to its end.
 */
const plan = JSON.parse(process.argv[2] ?? '{}') as {
  folder: string
  outbox: string
  smtpPort: number | null
  from: number
  count: number
  killAt: number
}

let points = 0
function point(): void {
  if (++points === plan.killAt) process.kill(process.pid, 'SIGKILL')
}

const real = await openDatabase({ folder: plan.folder })
const database: Database = {
  ...real,
  as: async (viewer, work) => {
    const done = await real.as(viewer, async (trx) => {
      const result = await work(trx)
      point()
      return result
    })
    point()
    return done
  },
}

const channel =
  plan.smtpPort === null
    ? fileChannel(plan.outbox)
    : smtpChannel({
        host: '127.0.0.1',
        port: plan.smtpPort,
        secure: false,
        plain: true,
        auth: null,
        patienceMilliseconds: 5_000,
      })
const watched: Channel = {
  ...channel,
  send: async (parcel, ref) => {
    point()
    const result = await channel.send(parcel, ref)
    point()
    return result
  },
}
const courier = { database, channels: new Map([[channel.name, watched]]), worker: `${process.pid}` }
database.jobs.work('deliver', async ({ data }) => void (await deliver(courier, String(data['delivery']))))
database.jobs.work('open-acceptance', async ({ data }) => {
  await database.as(SYSTEM, (trx) => openAcceptance(trx, String(data['brief']), String(data['delivery'])))
})

const handoff = await database.as(SYSTEM, async (trx) => {
  const people = [INES, MILO, RUTH].map(({ person }) => ({ email: person, name: person }))
  await trx
    .insertInto('people')
    .values(people)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const standing = await trx.selectFrom('handoffs').select('id').executeTakeFirst()
  if (standing !== undefined) return standing.id
  const account = await trx
    .insertInto('accounts')
    .values({ name: 'Orchard Rail' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await joinTeam(
    trx,
    account.id,
    people.map(({ email }) => ({ person: email, part: 'member' })),
    SYSTEM.person,
  )
  await storeQuoted(trx, account.id)
  const made = await trx
    .insertInto('handoffs')
    .values({ account_id: account.id, type: 'sdr-to-ae' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
})
for (let seed = plan.from; seed < plan.from + plan.count; seed++) {
  const brief = sampleBrief(seed)
  const dispatch = await makeDispatch(brief, { ...INTERNAL, channel: channel.name }, render)
  await database.as(SYSTEM, async (trx) => {
    await saveRevision(trx, handoff, brief, SYSTEM.person)
    await openReview(trx, SYSTEM, { dispatch, requestedBy: RUTH.person, type: null, hurts: [] }, DEFAULT_POLICY)
  })
}
for (const { briefId, revision, dispatchHash } of await database.as(INES, (trx) => listReviews(trx, ['pending'])))
  await database.as(INES, (trx) => approve(trx, INES, { briefId, revision, dispatchHash }, DEFAULT_POLICY))
await resume(courier)
await database.jobs.drain({ evenIfNotDue: true })
await database.close()
console.log(JSON.stringify({ points }))
