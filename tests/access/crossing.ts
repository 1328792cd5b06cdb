import { readdirSync, readFileSync, rmSync } from 'node:fs'
import PostalMime from 'postal-mime'
import { sql } from 'kysely'
import { SYSTEM } from '../../src/db/viewer.ts'
import { openTestDatabase } from '../db/database.ts'
import { CARA, mail, WORKSPACE } from '../db/folder.ts'
import { openApi, refill } from '../http/workspace.ts'
import type { Database } from '../../src/db/open.ts'
import type { Api } from '../http/workspace.ts'

/** Anna hands over to Ben or Carl; Dora is of the team, Ruth is Anna's manager and not in it, Eve is nothing to it. */
export const PEOPLE = ['anna', 'ben', 'dora', 'ruth', 'carl', 'eve'].map((name) => `${name}@seller.example`)
const [ANNA = '', BEN = '', DORA = '', RUTH = ''] = PEOPLE
export const OWNERS = [ANNA, BEN, DORA]
/** `later` and `sent`: shared with the team, and made private after the draft or after the approval. */
export const POLICIES = ['private', 'hidden', 'team', 'everyone', 'later', 'sent'] as const
export type Policy = (typeof POLICIES)[number]

export type Crossing = {
  database: Database & { folder: string }
  api: Api
  /** Takes back all that was drafted and shared; then one mailbox gets its policy. */
  share(owner: string, policy: Policy): Promise<void>
  makePrivate(owner: string): Promise<void>
  /** the bytes that have left, as a reader and a program see them */
  sent(): Promise<string>
  close(): Promise<void>
}

/** Words that only the mailbox of this person holds: a promise in the body, and in the subject. */
export const canaryOf = (owner: string): string => `canary${owner.split('@')[0] ?? ''}`

/** What each of the three owners promised, so different that nobody takes two for one. */
const THINGS = ['security paper', 'price list', 'migration plan']

export const FILES: Record<string, string> = {
  'workspace.json': JSON.stringify({
    ...WORKSPACE,
    to: null,
    seller: {
      ...WORKSPACE.seller,
      people: PEOPLE.map((email) => ({ name: `${email.split('@')[0]} Seller`, email, role: 'AE' })),
    },
  }),
  'transcripts/call.vtt':
    'WEBVTT\n\nNOTE 2026-02-04T10:00:00Z\n\n00:00:01.000 --> 00:00:05.000\n<v Cara Buyer>The audit in March is what worries us most.\n',
  ...Object.fromEntries(
    OWNERS.map((owner, index) => [
      `mail/${owner}/1.eml`,
      mail(
        `${canaryOf(owner)}@seller.example`,
        `<${owner}>`,
        CARA,
        `The ${canaryOf(owner)} ${THINGS[index]}`,
        `Hello Cara,\r\n\r\nI will send you the ${canaryOf(owner)} ${THINGS[index]} by ${9 + index} February.\r\n\r\nBest`,
        `Mon, ${2 + index} Feb 2026 10:00:00 +0000`,
      ),
    ]),
  ),
}

export async function openCrossing(): Promise<Crossing> {
  const database = await openTestDatabase()
  const outbox = `${database.folder}-outbox`
  const api = openApi(database)
  await refill(database, FILES)
  await database.as(SYSTEM, async (trx) => {
    await trx.updateTable('people').set({ manager: RUTH }).where('email', '=', ANNA).execute()
    await trx
      .updateTable('people')
      .set({ roles: ['manager'] })
      .where('email', '=', RUTH)
      .execute()
    await trx
      .updateTable('people')
      .set({ roles: ['rep'] })
      .where('email', '<>', RUTH)
      .execute()
    await trx.deleteFrom('deal_team').where('person', 'not in', [ANNA, DORA]).execute()
    for (const person of [ANNA, DORA])
      await sql`insert into deal_team (account_id, person, part) select id, ${person}, 'member' from accounts
        on conflict do nothing`.execute(trx)
  })
  const makePrivate = (owner: string) =>
    database.as(SYSTEM, async (trx) => {
      await trx.updateTable('sources').set({ sharing: 'private' }).where('owner', '=', owner).execute()
    })
  return {
    database,
    api,
    makePrivate,
    async share(owner, policy) {
      rmSync(outbox, { recursive: true, force: true })
      await database.asOwner(async (trx) => {
        await sql`truncate handoffs cascade`.execute(trx)
        await trx.deleteFrom('deal_team').where('person', 'not in', [ANNA, DORA]).execute()
        await sql`update sources set sharing = 'team'`.execute(trx)
        await sql`update sightings set hidden = false`.execute(trx)
      })
      if (policy === 'private') await makePrivate(owner)
      if (policy === 'everyone')
        await database.as(SYSTEM, (trx) =>
          trx.updateTable('sources').set({ sharing: 'everyone' }).where('owner', '=', owner).execute(),
        )
      if (policy === 'hidden')
        await database.as(SYSTEM, (trx) =>
          sql`update sightings set hidden = true where source_id in (select id from sources where owner = ${owner})`.execute(
            trx,
          ),
        )
    },
    async sent() {
      const files = readable(outbox)
      const texts = await Promise.all(
        files.map(async (bytes) => {
          const { text, html, subject } = await PostalMime.parse(bytes)
          return [subject, text, html].join('\n')
        }),
      )
      return texts.join('\n')
    },
    close: () => database.close(),
  }
}

/** What the rules say, by hand: whether somebody may see what lies in a mailbox under a policy. */
export function maySee(person: string, owner: string, policy: Policy, team: readonly string[]): boolean {
  if (person === owner) return true
  if (policy === 'everyone') return true
  const eyes = person === RUTH ? [RUTH, ANNA] : [person]
  return policy === 'team' && eyes.some((one) => team.includes(one))
}

function readable(folder: string): Buffer[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.eml'))
      .map((name) => readFileSync(`${folder}/${name}`))
  } catch {
    return []
  }
}
