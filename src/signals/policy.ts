import { appendEvent } from '../db/events.ts'
import type { Sharing, Trx } from '../db/tables.ts'
import type { PrivateKind } from './private-kinds.ts'

/** Settles for the company how new mailboxes are shared, and which kinds are read though they are private by default. */
export async function settlePolicy(
  trx: Trx,
  change: { defaultSharing?: Sharing | undefined; readKinds?: readonly PrivateKind[] | undefined },
  actor: string,
): Promise<void> {
  const { defaultSharing, readKinds } = change
  if (defaultSharing === undefined && readKinds === undefined) return
  await trx
    .updateTable('workspace')
    .set({
      ...(defaultSharing !== undefined && { default_sharing: defaultSharing }),
      ...(readKinds !== undefined && { read_kinds: [...new Set(readKinds)].toSorted() }),
    })
    .execute()
  await appendEvent(trx, {
    kind: 'mailbox.policy_changed',
    subject: 'workspace',
    actor,
    data: { ...(defaultSharing && { defaultSharing }), ...(readKinds && { readKinds: [...readKinds] }) },
  })
}
