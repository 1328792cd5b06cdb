import { seenBy, seesAll } from '../briefs/seen.ts'
import { sightOf, sightOfAll } from '../briefs/sight.ts'
import { AppError } from '../lib/errors.ts'
import type { Sight } from '../briefs/seen.ts'
import type { Brief } from '../briefs/brief.ts'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'
import type { DispatchBody } from './dispatch.ts'

type Readers = Pick<DispatchBody, 'audience' | 'recipients'>

/** What all who receive it may see; null where they are none of the seller's people, and the audience alone decides. */
export async function sightOfReceivers(
  trx: Trx,
  { audience, recipients }: Readers,
  drawn: Brief,
): Promise<Sight | null> {
  if (audience !== 'internal') return null
  const people = recipients.map(({ email }) => email)
  return sightOfAll(trx, people, drawn)
}

/** Why this may not go to whoever receives it any more, or null where they may see all that it rests on. */
export async function notSharedWith(trx: Trx, readers: Readers, brief: Brief): Promise<string | null> {
  const sight = await sightOfReceivers(trx, readers, brief)
  if (sight === null || seesAll(brief, sight)) return null
  const { evidence } = seenBy(brief, sight).withheld
  const who = readers.recipients.map(({ email }) => email).join(', ')
  const what = evidence > brief.withheld.evidence ? `${evidence - brief.withheld.evidence} of its quotes` : 'some of it'
  return `${what} may not be shared with ${who} any more`
}

/** Refuses whoever may not see everything that a decision would be about (DESIGN R1). */
export async function assertSeesAll(trx: Trx, viewer: Viewer, brief: Brief): Promise<void> {
  if (seesAll(brief, await sightOf(trx, brief))) return
  throw new AppError(
    'forbidden',
    `${brief.id} rests on what ${viewer.person} may not see: somebody who may see all of it decides, or it is drafted anew`,
  )
}
