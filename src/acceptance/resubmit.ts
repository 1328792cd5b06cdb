import { edit } from '../review/edit.ts'
import { lockAcceptance, mismatch } from './answer.ts'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'
import type { DecisionOutcome } from '../review/decisions.ts'
import type { EditPorts } from '../review/edit.ts'
import type { Edit } from '../review/lines.ts'
import type { Acceptance } from './acceptance.ts'
import type { AnswerRequest } from './answer.ts'

/**
 * The sender mends what was declined: the next revision goes through review like any other, and when it has arrived the
 * receiver's clock starts anew. Until then the handoff stays declined.
 */
export async function resubmit(
  trx: Trx,
  viewer: Viewer,
  request: AnswerRequest & { edits: readonly Edit[]; requestKey?: string },
  ports: EditPorts,
): Promise<DecisionOutcome | { outcome: 'conflict'; why: string; acceptance: Acceptance }> {
  const acceptance = await lockAcceptance(trx, viewer, request, 'sender')
  const { briefId, state } = acceptance
  const why = mismatch(acceptance, request) ?? (state === 'declined' ? null : `${briefId} is ${state}, not declined`)
  if (why !== null) return { outcome: 'conflict', why, acceptance }
  return edit(trx, viewer, { ...request, declined: true }, ports)
}
