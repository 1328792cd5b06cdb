import { AppError } from '../lib/errors.ts'
import type { Database } from '../db/open.ts'
import type { Courier } from '../delivery/deliver.ts'

/** One delivered copy: taken back, or why it lives on. */
export type TakenBack = { delivery: string; channel: string; taken: boolean; why: string }

type Pending = { delivery: string; channel: string; ref: string | null }

/**
 * Takes delivered copies back where their channel can. What is settled, one way or the other, is not asked about again;
 * what the channel could not say now stays for the job, which tries again.
 */
export async function takeBack(
  { database, courier }: { database: Database; courier: Courier },
  erasure: string,
): Promise<TakenBack[]> {
  const row = await database.asOwner((trx) =>
    trx.selectFrom('erasures').select('pending').where('id', '=', erasure).executeTakeFirst(),
  )
  const told: TakenBack[] = []
  const open: Pending[] = []
  for (const one of JSON.parse(row?.pending ?? '[]') as Pending[]) {
    const { delivery, channel, ref } = one
    const way = courier.channels.get(channel)
    if (way?.recall === undefined) {
      told.push({ delivery, channel, taken: false, why: 'this channel cannot take anything back' })
      continue
    }
    const answer = await way.recall(delivery, ref)
    if (answer.outcome === 'unknown') open.push(one)
    told.push({
      delivery,
      channel,
      taken: answer.outcome !== 'unknown',
      why: answer.outcome === 'unknown' ? `${answer.reason}; it is tried again` : answer.outcome,
    })
  }
  await database.asOwner((trx) =>
    trx
      .updateTable('erasures')
      .set({ pending: JSON.stringify(open) })
      .where('id', '=', erasure)
      .execute(),
  )
  return told
}

/** The job: throws `unavailable` where something is still open, so that it comes again. */
export async function finishTakingBack(
  ports: { database: Database; courier: Courier },
  erasure: string,
): Promise<void> {
  const open = (await takeBack(ports, erasure)).filter(({ why }) => why.endsWith('tried again'))
  if (open.length > 0) throw new AppError('unavailable', `${open.length} delivered copies could not be taken back yet`)
}
