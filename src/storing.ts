import { appendEvent } from './db/events.ts'
import { joinTeam } from './access/team.ts'
import { allContents, shareContents } from './connectors/shared.ts'
import { AppError } from './lib/errors.ts'
import { listCorrections } from './findings/correction-store.ts'
import { findAccount } from './signals/accounts.ts'
import { contentHashOf } from './briefs/hash.ts'
import { seenBy } from './briefs/seen.ts'
import { sightOf } from './briefs/sight.ts'
import { loadRevision, saveRevision } from './briefs/store.ts'
import { withhold } from './briefs/withhold.ts'
import { draft } from './pipeline.ts'
import { makeDispatch } from './review/dispatch.ts'
import { replaceOlder } from './review/newer.ts'
import { nowOf } from './db/now.ts'
import { whatCanHurt } from './review/what-can-hurt.ts'
import { openReview } from './review/open.ts'
import { redraftCorrected } from './review/redraft.ts'
import { loadReview } from './review/review.ts'
import { listPeople } from './access/acting.ts'
import type { Person } from './access/acting.ts'
import type { Brief } from './briefs/brief.ts'
import type { FolderContents } from './connectors/folder.ts'
import type { Database, Trx, Viewer } from './db/open.ts'
import type { Engine } from './engines/engine.ts'
import type { DraftOptions } from './pipeline.ts'
import type { Addressing, Render } from './review/dispatch.ts'
import type { PromisesIn } from './review/what-can-hurt.ts'
import type { ReviewPolicy } from './review/policy.ts'

export type DraftRequest = DraftOptions & { account: string }

/** What putting a draft before people needs beside the database. */
export type ReviewPorts = {
  database: Database
  render: Render
  policy: ReviewPolicy
  /** the way out for what stays inside the company, and the address it is sent from where that is not the person's own */
  channel: string
  sender: string | null
  /** reads what a text would promise, before it leaves */
  promisesIn: PromisesIn
}

export type DraftReport = {
  brief: Brief
  /** what was derived because nobody said it */
  notes: string[]
  /** where the brief stands now and what to type next, in one line */
  standing: string
}

/**
 * Drafts from what the workspace holds, keeps the draft and puts it into review. Only what both its receiver and whoever
 * asks may see goes into it; what else there is, is counted. The same data give the same brief, so asking again changes
 * nothing; a brief that people have edited since is answered as it stands.
 */
export async function draftFromWorkspace(
  { database, render, policy, channel, sender, promisesIn }: ReviewPorts,
  viewer: Viewer,
  { account: wanted, ...asked }: DraftRequest,
  engine: Engine,
): Promise<DraftReport> {
  const { account, all, shared, options, corrections } = await database.as(viewer, async (trx) => {
    const account = await findAccount(trx, wanted)
    const all = await allContents(trx, account)
    const { workspace } = all
    // Whoever asks for a handover and is not its receiver hands over, unless the folder or the caller says otherwise.
    const to = asked.to ?? workspace?.to ?? null
    const from = workspace?.from ?? (to === viewer.person ? undefined : viewer.person)
    const receiver = to === null ? null : (await receiverOf(trx, to)).email
    return {
      account,
      all,
      shared: await shareContents(trx, account, all, { readers: [viewer.person], receiver }),
      options: { ...(from && { from }), ...asked },
      corrections: await listCorrections(trx, account.id),
    }
  })
  const drafted = await draft(shared, engine, options, corrections)
  const { notes } = drafted
  const brief =
    shared === all
      ? drafted.brief
      : await withCount(drafted.brief, { shared, all }, (asOf) => draft(all, engine, { ...options, asOf }, corrections))
  if (brief.handoff.to === null) {
    const standing = 'this draft is for you alone and is not kept: name who receives it with --to to hand it over'
    return { brief, notes, standing }
  }
  return database.as(viewer, async (trx) => {
    const standing = await loadRevision(trx, brief.id)
    if (standing !== null && (await isUnderReview(trx, brief.id))) {
      const now = await redraftCorrected(
        trx,
        viewer,
        { accountId: account.id, standing, brief },
        { render, policy, promisesIn },
      )
      return {
        brief: seenBy(now.brief, await sightOf(trx, now.brief)),
        notes,
        standing: `${await wordsOf(trx, brief.id)}${now.why}`,
      }
    }
    const handoff = await ensureHandoff(trx, viewer, account.id, brief)
    const rows = new Map(shared.signals.flatMap(({ id, row }) => (row === undefined ? [] : [[id, row] as const])))
    const drawn = { items: shared.signals.map(({ id }) => id), rows }
    await saveRevision(trx, handoff, brief, viewer.person, drawn)
    await appendEvent(trx, {
      kind: 'brief.drafted',
      subject: brief.id,
      actor: viewer.person,
      data: { revision: brief.revision, contentHash: brief.contentHash, handoff, account: account.id },
    })
    const dispatch = await makeDispatch(brief, await addressing(trx, viewer, brief, { channel, sender }), render)
    const at = (await nowOf(trx)).toISOString()
    const hurts = await whatCanHurt(trx, dispatch, brief, { promisesIn, at })
    const opening = { dispatch, requestedBy: viewer.person, type: brief.handoff.type, hurts }
    await openReview(trx, viewer, opening, policy)
    await replaceOlder(trx, viewer, brief.id)
    return { brief: seenBy(brief, await sightOf(trx, brief)), notes, standing: await wordsOf(trx, brief.id) }
  })
}

/** The draft with a count of what the same moment would have given over everything that is there. */
async function withCount(
  brief: Brief,
  { shared, all }: { shared: FolderContents; all: FolderContents },
  draftWhole: (asOf: string) => Promise<{ brief: Brief }>,
): Promise<Brief> {
  const rows = new Set(shared.signals.map(({ row }) => row))
  const open = new Set(all.signals.flatMap(({ id, row }) => (rows.has(row) ? [id] : [])))
  const { brief: whole } = await draftWhole(brief.asOf)
  const hidden = Object.entries(whole.evidence).filter(([, { item }]) => !open.has(item))
  const { withheld } = withhold(whole, new Set(hidden.map(([key]) => key)))
  const counted = { ...brief, withheld }
  return { ...counted, contentHash: contentHashOf(counted) }
}

async function isUnderReview(trx: Trx, briefId: string): Promise<boolean> {
  const row = await trx.selectFrom('reviews').select('state').where('brief_id', '=', briefId).executeTakeFirst()
  return row !== undefined
}

/** One transfer of one account or deal, of one type: its briefs follow each other under it. */
async function ensureHandoff(trx: Trx, viewer: Viewer, accountId: string, brief: Brief): Promise<string> {
  const key = { account_id: accountId, deal: brief.deal?.id ?? '', type: brief.handoff.type }
  const parties = { from_person: brief.handoff.from, to_person: brief.handoff.to }
  const { id } = await trx
    .insertInto('handoffs')
    .values({ ...key, ...parties })
    .onConflict((conflict) => conflict.columns(['account_id', 'deal', 'type']).doUpdateSet(parties))
    .returning('id')
    .executeTakeFirstOrThrow()
  const sides = [brief.handoff.from, brief.handoff.to].filter((person) => person !== null)
  await joinTeam(
    trx,
    accountId,
    sides.map((person) => ({ person, part: 'handoff' })),
    viewer.person,
  )
  return id
}

/** To the receiver, who is one of the seller's people, in the name of whoever hands over, else of the person who asked. */
async function addressing(
  trx: Trx,
  viewer: Viewer,
  brief: Brief,
  { channel, sender }: Pick<ReviewPorts, 'channel' | 'sender'>,
): Promise<Addressing> {
  const people = await listPeople(trx)
  const known = (email: string | null) => people.find((person) => person.email === email)
  const asking = { email: viewer.person, name: known(viewer.person)?.name ?? null }
  const { from, to } = brief.handoff
  const receiver = await receiverOf(trx, to ?? '')
  const giver = known(from) ?? asking
  return {
    audience: 'internal',
    channel,
    sender: { email: sender ?? giver.email, name: giver.name },
    recipients: [{ email: receiver.email, name: receiver.name }],
  }
}

async function receiverOf(trx: Trx, to: string): Promise<Person> {
  const receiver = (await listPeople(trx)).find(({ email }) => email === to.toLowerCase())
  if (receiver !== undefined) return receiver
  throw new AppError(
    'bad_call',
    `${to} is not one of the people here: name a receiver with --to, or add them with baton init --person "Name <${to}>"`,
  )
}

async function wordsOf(trx: Trx, briefId: string): Promise<string> {
  const { state, revision, dispatchHash, newer } = await loadReview(trx, briefId)
  if (newer !== null) return `${briefId} was replaced; newer: ${newer}; see baton show ${newer}`
  const what = `${briefId} revision ${revision}`
  if (state !== 'pending') return `${what} is ${state}; see baton show ${briefId}`
  const prefix = dispatchHash.replace(/^sha256:/, '').slice(0, 12)
  return `${what} waits in review; next: baton approve ${briefId} --revision ${revision} --hash ${prefix}`
}
