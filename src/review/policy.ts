import { sql } from 'kysely'
import { AppError } from '../lib/errors.ts'
import { wantsSecond } from './what-can-hurt.ts'
import type { Policies } from '../access/policies.ts'
import type { Hurt } from './what-can-hurt.ts'
import type { RawBuilder } from 'kysely'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'
import type { Audience, DispatchBody } from './dispatch.ts'

/** What the company wants before something leaves. Times in milliseconds. */
export type ReviewPolicy = {
  /** how many different people approve what stays inside, and what goes to a customer or into a record */
  approvals: { internal: number; customer: number; record: number }
  /** whether a second person looks, where there is one: where it promises anew, names a price, a day, a legal term or somebody new */
  second: Record<Audience, Second>
  /** how long an approved letter rests before its delivery starts (DESIGN R5) */
  letterRest: number
  /** how long a decision may wait, and after an approval the start of its delivery */
  expiry: Record<Audience, number>
  /** the company's own: each about what it names, later ones win */
  rules: Policies['review']
}
type Second = 'never' | 'when_it_matters' | 'always'

/** What a policy is asked about. `type`: of the handoff, null where it has none. */
export type PolicyAbout = Pick<DispatchBody, 'audience' | 'channel'> & { type: string | null }

/** The default policy with the company's rules over it. */
export function policyFrom({ review }: Policies): ReviewPolicy {
  return { ...DEFAULT_POLICY, rules: review }
}

function termsOf(policy: ReviewPolicy, { audience, channel, type }: PolicyAbout) {
  const terms = {
    approvals: policy.approvals[audience],
    second: policy.second[audience],
    rest: audience === 'customer' ? policy.letterRest : 0,
    expiry: policy.expiry[audience],
  }
  for (const rule of policy.rules) {
    if ((rule.audience ?? audience) !== audience || (rule.channel ?? channel) !== channel) continue
    if (rule.type !== undefined && rule.type !== type) continue
    terms.approvals = rule.approvals ?? terms.approvals
    terms.second = rule.second_person ?? terms.second
    terms.rest = rule.rest_minutes === undefined ? terms.rest : rule.rest_minutes * 60_000
    terms.expiry = rule.expires_days === undefined ? terms.expiry : rule.expires_days * DAY
  }
  return terms
}

const DAY = 86_400_000

export const DEFAULT_POLICY: ReviewPolicy = {
  approvals: { internal: 1, customer: 1, record: 1 },
  second: { internal: 'never', customer: 'when_it_matters', record: 'never' },
  letterRest: 120_000,
  expiry: { internal: 14 * DAY, customer: 7 * DAY, record: 7 * DAY },
  rules: [],
}

/** What is going out, as a policy looks at it. */
export type Judged = { body: DispatchBody; type: string | null; hurts: readonly Hurt[]; requestedBy: string }

/**
 * How many approvals this dispatch needs. None only for what goes to nobody but the person who asked for it, inside. Two where
 * a second person is wanted and there is one.
 */
export async function approvalsNeeded(trx: Trx, policy: ReviewPolicy, judged: Judged): Promise<number> {
  const { body, type, hurts, requestedBy } = judged
  const toThemselves = body.recipients.length === 1 && body.recipients[0]?.email === requestedBy
  if (body.audience === 'internal' && toThemselves) return 0
  const { approvals, second } = termsOf(policy, { ...body, type })
  const wanted = second === 'always' || (second === 'when_it_matters' && wantsSecond(hurts))
  if (!wanted) return Math.max(1, approvals)
  const people = await trx.selectFrom('people').select('email').where('active', '=', true).limit(2).execute()
  return Math.max(1, approvals, people.length)
}

/** How long a delivery of this dispatch waits after the approval. */
export function restOf(policy: ReviewPolicy, about: PolicyAbout): number {
  return termsOf(policy, about).rest
}

/** When a decision on this is too late, from now on by the database's clock: for `expires_at`. */
export function expiresAfter(policy: ReviewPolicy, about: PolicyAbout): RawBuilder<string> {
  return sql<string>`baton_now() + ${`${termsOf(policy, about).expiry} milliseconds`}::interval`
}

/**
 * Refuses whoever may not decide: `system` and programs, people who are not or no longer there, for a letter everybody but
 * the one in whose name it goes (`needed` above one: others only beside them), for a change of a record everybody but its
 * owner where the account has one. Called inside the transaction of the decision, from every entry point.
 */
export async function assertMayDecide(trx: Trx, viewer: Viewer, body: DispatchBody | null, needed = 1): Promise<void> {
  await assertDecides(trx, viewer)
  if (body === null) return
  if (body.fields.length > 0) await assertOwner(trx, viewer, body)
  if (body.audience === 'customer' && body.target !== viewer.person && needed < 2)
    throw new AppError('forbidden', `${body.briefId} goes out in the name of ${body.target}: only they approve it`)
}

async function assertOwner(trx: Trx, viewer: Viewer, { briefId }: DispatchBody): Promise<void> {
  const owners = await trx
    .selectFrom('deal_team')
    .innerJoin('handoffs', 'handoffs.account_id', 'deal_team.account_id')
    .innerJoin('briefs', 'briefs.handoff_id', 'handoffs.id')
    .select('person')
    .where('briefs.id', '=', briefId)
    .where('part', '=', 'owner')
    .execute()
  if (owners.length > 0 && !owners.some(({ person }) => person === viewer.person))
    throw new AppError('forbidden', `${briefId} changes a record: its owner approves that`)
}

/** How many more must approve; for a letter the one in whose name it goes is always one of them. */
export function missingOf(
  needed: number,
  approved: ReadonlySet<string>,
  body: Pick<DispatchBody, 'audience' | 'target'>,
): number {
  const own = body.audience === 'customer' && !approved.has(body.target) ? 1 : 0
  return Math.max(0, needed - approved.size, own)
}

/** The same, and what stands for them may decide: a key may not unless it was made to, an old sign-in not any more (TRUST TA7). */
export async function assertDecides(trx: Trx, viewer: Viewer): Promise<void> {
  if (viewer.decides === false)
    throw new AppError(
      'forbidden',
      'this key or sign-in decides nothing: sign in again, or use a token with the scope decide',
    )
  await assertPerson(trx, viewer)
}

/** Somebody has to act, and it has to be an active person of this workspace (DESIGN P2, TRUST TA7). */
export async function assertPerson(trx: Trx, viewer: Viewer): Promise<void> {
  if (viewer.person === 'system' || viewer.roles.includes('system'))
    throw new AppError('forbidden', 'a job decides nothing; a person has to')
  const person = await trx.selectFrom('people').select('active').where('email', '=', viewer.person).executeTakeFirst()
  if (person?.active !== true)
    throw new AppError('forbidden', `${viewer.person} is not an active person of this workspace; act as one who is`)
}
