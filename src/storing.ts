import { appendEvent } from './db/events.ts'
import { joinTeam } from './access/team.ts'
import { loadContents } from './connectors/import.ts'
import { AppError } from './lib/errors.ts'
import { listCorrections } from './findings/correction-store.ts'
import { findAccount } from './signals/accounts.ts'
import { loadRevision, saveRevision } from './briefs/store.ts'
import { draft } from './pipeline.ts'
import { makeDispatch } from './review/dispatch.ts'
import { openReview } from './review/open.ts'
import { redraftCorrected } from './review/redraft.ts'
import { loadReview } from './review/review.ts'
import { listPeople } from './access/acting.ts'
import type { Brief } from './briefs/brief.ts'
import type { Database, Trx, Viewer } from './db/open.ts'
import type { Engine } from './engines/engine.ts'
import type { DraftOptions } from './pipeline.ts'
import type { Addressing, Render } from './review/dispatch.ts'
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
}

export type DraftReport = {
  brief: Brief
  /** what was derived because nobody said it */
  notes: string[]
  /** where the brief stands now and what to type next, in one line */
  standing: string
}

/**
 * Drafts from what the workspace holds, keeps the draft and puts it into review. The same data give the same brief, so
 * asking again changes nothing; a brief that people have edited since is answered as it stands.
 */
export async function draftFromWorkspace(
  { database, render, policy, channel, sender }: ReviewPorts,
  viewer: Viewer,
  { account: wanted, ...options }: DraftRequest,
  engine: Engine,
): Promise<DraftReport> {
  const { account, contents, corrections } = await database.as(viewer, async (trx) => {
    const account = await findAccount(trx, wanted)
    return {
      account,
      contents: await loadContents(trx, account),
      corrections: await listCorrections(trx, account.id),
    }
  })
  // Whoever asks for a handover and is not its receiver hands over, unless the folder or the caller says otherwise.
  const receiver = options.to ?? contents.workspace?.to
  const from = contents.workspace?.from ?? (receiver === viewer.person ? undefined : viewer.person)
  const { brief, notes } = await draft(contents, engine, { ...(from && { from }), ...options }, corrections)
  if (brief.handoff.to === null) {
    const standing = 'this draft is for you alone and is not kept: name who receives it with --to to hand it over'
    return { brief, notes, standing }
  }
  return database.as(viewer, async (trx) => {
    const standing = await loadRevision(trx, brief.id)
    if (standing !== null && (await isUnderReview(trx, brief.id))) {
      const now = await redraftCorrected(trx, viewer, { accountId: account.id, standing, brief }, { render, policy })
      return { brief: now.brief, notes, standing: `${await wordsOf(trx, brief.id)}${now.why}` }
    }
    const handoff = await ensureHandoff(trx, viewer, account.id, brief)
    await saveRevision(trx, handoff, brief, viewer.person)
    await appendEvent(trx, {
      kind: 'brief.drafted',
      subject: brief.id,
      actor: viewer.person,
      data: { revision: brief.revision, contentHash: brief.contentHash, handoff, account: account.id },
    })
    const dispatch = await makeDispatch(brief, await addressing(trx, viewer, brief, { channel, sender }), render)
    await openReview(trx, viewer, { dispatch, requestedBy: viewer.person }, policy)
    return { brief, notes, standing: await wordsOf(trx, brief.id) }
  })
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
  const receiver = known(to)
  if (receiver === undefined) {
    throw new AppError(
      'bad_call',
      `${to} is not one of the people here: name a receiver with --to, or add them with baton init --person "Name <${to}>"`,
    )
  }
  const giver = known(from) ?? asking
  return {
    audience: 'internal',
    channel,
    sender: { email: sender ?? giver.email, name: giver.name },
    recipients: [{ email: receiver.email, name: receiver.name }],
  }
}

async function wordsOf(trx: Trx, briefId: string): Promise<string> {
  const { state, revision, dispatchHash } = await loadReview(trx, briefId)
  const what = `${briefId} revision ${revision}`
  if (state !== 'pending') return `${what} is ${state}; see baton show ${briefId}`
  const prefix = dispatchHash.replace(/^sha256:/, '').slice(0, 12)
  return `${what} waits in review; next: baton approve ${briefId} --revision ${revision} --hash ${prefix}`
}
