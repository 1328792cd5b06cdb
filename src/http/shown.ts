import { loadSeen } from '../briefs/sight.ts'
import { listDeliveries } from '../delivery/delivery.ts'
import { AppError } from '../lib/errors.ts'
import { deskOf, reviewOf, stateNow } from './desk.ts'
import { loadDispatch, shownOf } from '../review/dispatch.ts'
import type { Brief } from '../briefs/brief.ts'
import type { Desk } from './desk.ts'
import type { Trx } from '../db/open.ts'

/** A stored brief with where it stands: what `baton show` and the page of a brief need. */
export type Shown = {
  /** as far as the viewer may see it */
  brief: Brief
  /** of the review; `draft` where it never was in one */
  state: string
  /** false: the stored text is not what its hash was made from */
  intact: boolean
  /** words that it held were taken out of the workspace, and out of it */
  struck: boolean
  createdBy: string
  createdAt: string
  /** what goes out when this revision is approved, read back from the very bytes; null where nothing would */
  dispatch: { hash: string; channel: string; from: string; to: string[]; subject: string } | null
  deliveries: { id: string; state: string; channel: string; reason: string | null }[]
  acceptance: string | null
  /** null where it never was under review */
  desk: Desk | null
}

/** One revision, the newest where none is named. Throws `not_found` where there is none that the viewer may see. */
export async function shownBrief(trx: Trx, id: string, revision?: number): Promise<Shown> {
  const stored = await loadSeen(trx, id, revision)
  if (stored === null) throw new AppError('not_found', `there is no brief ${id}; see what there is with: baton queue`)
  const { seen: brief, intact, struck, createdBy, createdAt } = stored
  const review = await reviewOf(trx, id)
  const dispatch = await loadDispatch(trx, id, brief.revision)
  const acceptance = await trx.selectFrom('acceptances').select('state').where('brief_id', '=', id).executeTakeFirst()
  const current = review !== null && review.revision === brief.revision
  return {
    brief,
    state: current ? stateNow(review) : review === null ? 'draft' : 'replaced',
    intact: intact && (dispatch === null || struck || !('altered' in dispatch)),
    struck,
    createdBy,
    createdAt: createdAt.toISOString(),
    dispatch: dispatch === null || 'altered' in dispatch ? null : await outgoing(dispatch),
    deliveries: (await listDeliveries(trx, { briefId: id })).map(({ id, state, channel, reason }) => ({
      id,
      state,
      channel,
      reason,
    })),
    acceptance: acceptance?.state ?? null,
    desk: review === null ? null : await deskOf(trx, review),
  }
}

async function outgoing(dispatch: Parameters<typeof shownOf>[0]): Promise<NonNullable<Shown['dispatch']>> {
  const { from, to, subject } = await shownOf(dispatch)
  return { hash: dispatch.hash, channel: dispatch.body.channel, from, to, subject }
}
