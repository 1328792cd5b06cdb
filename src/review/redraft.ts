import { correctedSince } from '../findings/correction-store.ts'
import { edit } from './edit.ts'
import { loadReview } from './review.ts'
import type { Brief } from '../briefs/brief.ts'
import type { StoredRevision } from '../briefs/store.ts'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'
import type { EditPorts } from './edit.ts'

/**
 * Where people corrected findings after the standing revision was made, `brief` becomes the next one, pending like any edit,
 * unless people have written in it or decided on it: then it stays and `why` says so. The brief that stands is answered.
 */
export async function redraftCorrected(
  trx: Trx,
  viewer: Viewer,
  { accountId, standing, brief }: { accountId: string; standing: StoredRevision; brief: Brief },
  ports: EditPorts,
): Promise<{ brief: Brief; why: string }> {
  const { revision, id: briefId, contentHash } = standing.brief
  if (contentHash === brief.contentHash) return { brief: { ...brief, revision }, why: '' }
  if (!(await correctedSince(trx, accountId, standing.createdAt))) return { brief: standing.brief, why: '' }
  const { state } = await loadReview(trx, briefId)
  const edits = await trx
    .selectFrom('decisions')
    .select('reason')
    .where('brief_id', '=', briefId)
    .where('decision', '=', 'edit')
    .execute()
  if (state !== 'pending' || edits.some(({ reason }) => reason !== REASON))
    return { brief: standing.brief, why: '; findings were corrected after it was made, which it does not show' }
  const redrafted = { ...brief, revision: revision + 1 }
  await edit(trx, viewer, { briefId, revision, edits: [], redrafted, reason: REASON }, ports)
  return { brief: redrafted, why: '' }
}

const REASON = 'findings were corrected'
