import { z } from 'zod'
import { fold } from '../briefs/clause.ts'
import { LIGHT_WORDS } from '../briefs/light-words.ts'
import { daysSaid } from '../findings/days-said.ts'
import { datesOf, numbersOf } from '../findings/said-values.ts'
import { looksLike } from '../signals/identity-lookalike.ts'
import { shownOf } from './dispatch.ts'
import { LEGAL_TERMS } from './legal-terms.ts'
import type { Brief } from '../briefs/brief.ts'
import type { Trx } from '../db/tables.ts'
import type { OutgoingText, PromiseMade } from '../findings/outgoing.ts'
import type { Dispatch } from './dispatch.ts'

/** Something that this very text does and a person should know before it leaves. `text` stands in it; `note` is about it. */
export const Hurt = z.strictObject({
  kind: z.enum([
    'promise',
    'known_promise',
    'differs',
    'price',
    'date',
    'term',
    'confidence',
    'new_recipient',
    'lookalike',
  ]),
  text: z.string(),
  note: z.string().nullable(),
})
export type Hurt = z.infer<typeof Hurt>

/** The seam to the engine. */
export type PromisesIn = (outgoing: OutgoingText) => Promise<PromiseMade[]>

/**
 * What can hurt about sending this. A text for a customer or a record is read whole, from the very bytes; of a brief for
 * colleagues only what people wrote into it, for the rest of it reports what others said and cites them. `at`: now, ISO.
 */
export async function whatCanHurt(
  trx: Trx,
  dispatch: Dispatch,
  brief: Brief,
  { promisesIn, at }: { promisesIn: PromisesIn; at: string },
): Promise<Hurt[]> {
  const { audience, target, recipients } = dispatch.body
  const text = audience === 'internal' ? wordsOfPeople(brief).join('\n\n') : (await shownOf(dispatch)).text
  const workspace = await trx.selectFrom('workspace').select(['seller_name', 'seller_domains']).executeTakeFirst()
  const people = await trx.selectFrom('people').select(['email', 'name']).where('active', '=', true).execute()
  const from = { email: target, name: people.find(({ email }) => email === target)?.name ?? null }
  const domains = workspace?.seller_domains ?? []
  const seller = {
    name: workspace?.seller_name ?? '',
    domains: domains.length > 0 ? domains : [domainOf(target)],
    people: people.map((person) => ({ ...person, role: null })),
  }
  const promises = await promisesIn({ text, from, to: recipients, at, seller, account: brief.account })
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return [
    ...promises.map((made) => againstLedger(made, brief, seller.domains)),
    ...lines.flatMap((line) => specificsOf(line, at)),
    ...confidencesIn(text, brief),
    ...(await newAmong(trx, dispatch, brief, new Set(people.map(({ email }) => email)))),
    ...recipients.flatMap(({ email }) => {
      const twin = [...brief.account.domains, ...seller.domains].find((known) => looksLike(domainOf(email), known))
      return twin === undefined ? [] : [{ kind: 'lookalike' as const, text: email, note: `looks like ${twin}` }]
    }),
  ]
}

/** Whether a second person should look (TRUST TA7): it promises anew, names a price, a day or a legal term, or somebody new. */
export function wantsSecond(hurts: readonly Hurt[]): boolean {
  return hurts.some(({ kind }) => kind !== 'known_promise' && kind !== 'confidence')
}

function wordsOfPeople(brief: Brief): string[] {
  return [
    ...[...brief.headline, ...brief.sections.flatMap(({ lines }) => lines)].flatMap(({ kind, text }) =>
      kind === 'human' ? [text] : [],
    ),
    ...brief.next.flatMap(({ by, what }) => (by === undefined ? [] : [what])),
    ...brief.careful.flatMap(({ by, text }) => (by === undefined ? [] : [text])),
  ]
}

function againstLedger({ what, due, quote }: PromiseMade, brief: Brief, seller: readonly string[]): Hurt {
  const known = brief.commitments.find(
    (one) => one.status === 'open' && one.by !== null && seller.includes(domainOf(one.by)) && alike(one.what, what),
  )
  if (known === undefined) return { kind: 'promise', text: quote, note: due === null ? null : `by ${due}` }
  if (due !== null && known.due !== null && known.due !== due)
    return { kind: 'differs', text: quote, note: `${known.id} in the ledger is due ${known.due}, this says ${due}` }
  return { kind: 'known_promise', text: quote, note: `${known.id} in the ledger` }
}

function specificsOf(line: string, at: string): Hurt[] {
  const days = new Set([...datesOf(line, at).map(({ day }) => day), ...daysSaid(line, at, null)])
  const prices = numbersOf(line).filter(({ money }) => money)
  const terms = line.match(LEGAL_TERMS) ?? []
  return [
    ...(prices.length === 0 ? [] : [{ kind: 'price' as const, text: line.trim(), note: null }]),
    ...(days.size === 0 ? [] : [{ kind: 'date' as const, text: line.trim(), note: [...days].join(', ') }]),
    ...(terms.length === 0 ? [] : [{ kind: 'term' as const, text: line.trim(), note: terms.join(', ') }]),
  ]
}

/** Words that somebody asked to keep to themselves, where four of them in a row stand in the text. */
function confidencesIn(text: string, brief: Brief): Hurt[] {
  const said = ` ${wordsIn(text).join(' ')} `
  return Object.values(brief.evidence).flatMap(({ handling, quote, by }) => {
    const words = wordsIn(quote)
    const shared = words.some((_, at) => {
      const run = words.slice(at, at + SHINGLE)
      return run.length === SHINGLE && said.includes(` ${run.join(' ')} `)
    })
    const marked = handling.some((mark) => mark === 'in_confidence' || mark === 'do_not_quote')
    return marked && shared ? [{ kind: 'confidence' as const, text: quote, note: `kept by ${by ?? 'somebody'}` }] : []
  })
}
const SHINGLE = 4

/** Who has never been written to through Baton about this account, and is not known from its mail. */
async function newAmong(trx: Trx, { body }: Dispatch, brief: Brief, people: ReadonlySet<string>): Promise<Hurt[]> {
  const sent = await trx
    .selectFrom('deliveries')
    .innerJoin('dispatches', (join) =>
      join
        .onRef('dispatches.brief_id', '=', 'deliveries.brief_id')
        .onRef('dispatches.revision', '=', 'deliveries.revision'),
    )
    .innerJoin('briefs', 'briefs.id', 'deliveries.brief_id')
    .innerJoin('handoffs', 'handoffs.id', 'briefs.handoff_id')
    .select('body')
    .where('deliveries.state', '=', 'sent')
    .where('handoffs.account_id', '=', (is) =>
      is
        .selectFrom('briefs as mine')
        .innerJoin('handoffs as its', 'its.id', 'mine.handoff_id')
        .select('its.account_id')
        .where('mine.id', '=', body.briefId),
    )
    .execute()
  const known = new Set([
    ...sent.flatMap((row) => (JSON.parse(row.body) as typeof body).recipients.map(({ email }) => email)),
    ...brief.stakeholders.flatMap(({ email }) => email?.toLowerCase() ?? []),
    ...Object.values(brief.evidence).flatMap(({ by }) => by?.toLowerCase() ?? []),
    ...(body.audience === 'internal' ? people : []),
  ])
  return body.recipients
    .filter(({ email }) => !known.has(email))
    .map(({ email }) => ({
      kind: 'new_recipient' as const,
      text: email,
      note: 'nothing of theirs, and nothing to them, is known here',
    }))
}

/** Whether two promises are of one thing: half the longer words of the shorter one stand in both. */
function alike(one: string, other: string): boolean {
  const [a, b] = [one, other].map(
    (text) => new Set(wordsIn(text).filter((word) => word.length > 3 && !LIGHT_WORDS.has(word))),
  )
  if (a === undefined || b === undefined || a.size === 0 || b.size === 0) return false
  const both = [...a].filter((word) => b.has(word)).length
  return both / Math.min(a.size, b.size) >= 0.5
}

function wordsIn(text: string): string[] {
  return (
    fold(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1)
}
