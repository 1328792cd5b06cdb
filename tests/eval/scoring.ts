import { QUALIFICATION_FIELDS } from '../../src/findings/finding.ts'
import { fit, fold, pair, quotesOf, shared, wordsOf } from './match.ts'
import { Tally } from './tally.ts'
import type { Brief } from '../../src/briefs/brief.ts'
import type { Signal } from '../../src/signals/signal.ts'
import type { Gold, GoldItem, GoldPerson, Said } from './gold.ts'
import type { Resting } from './match.ts'

type Commitment = Brief['commitments'][number]
type Person = Brief['stakeholders'][number]

/** How a brief does against what a careful reader found in the same account. */
export function scoreBrief(account: string, brief: Brief, gold: Gold, signals: readonly Signal[]): Tally {
  const tally = new Tally()
  const miss = (what: string, { source = '', quote }: Said) =>
    tally.misses.push({ account, what, where: source, words: fold(quote).slice(0, 160) })
  const task: Task = { brief, gold, tally, miss }

  promises(task)
  listed(task, 'pains', brief.pains, gold.pains)
  for (const [risk, want] of listed(task, 'risks', brief.risks, gold.risks))
    tally.share('risk kind', agrees(risk.kind, want, 'kind'))
  for (const [step, want] of listed(task, 'next steps', brief.nextSteps, gold.next_steps))
    tally.share('next step owner', agrees(step.owner, want, 'owner'))
  people(task)
  qualification(task)
  contradictions(task)
  traps(task)
  evidence(task, signals)
  return tally
}

type Task = { brief: Brief; gold: Gold; tally: Tally; miss: (what: string, said: Said) => void }

/** Finds, and names what was missed and what was invented. What may be said or not counts neither way. */
function listed<P extends Resting, G extends GoldItem>(
  { brief, gold, tally, miss }: Task,
  measure: string,
  found: readonly P[],
  wanted: readonly G[],
): [P, G][] {
  const { pairs, extra, missed } = pair(brief, found, wanted)
  const invented = extra.filter((one) => !isOpen(brief, one, gold))
  tally.count(measure, { right: pairs.length, extra: invented.length, missed: missed.length })
  for (const one of missed) miss(`${measure}: missed`, one)
  for (const one of invented) miss(`${measure}: not there`, carrying(brief, one))
  return pairs
}

function promises(task: Task): void {
  const { brief, gold, tally, miss } = task
  const { pairs, extra, missed } = pair(brief, brief.commitments, gold.commitments)
  const other = extra.filter((one) => !isOpen(brief, one, gold))
  // A promise shown a second time is a fault of its own and no invention.
  const again = other.filter((one) => gold.commitments.some((want) => fit(brief, one, want) > 0))
  const invented = other.filter((one) => !again.includes(one))
  tally.count('commitments', { right: pairs.length, extra: invented.length, missed: missed.length })
  for (const one of missed) miss('commitments: missed', one)
  for (const one of invented) miss('commitments: not there', carrying(brief, one))
  for (const one of again) miss('commitments: shown twice', carrying(brief, one))
  for (const [got, want] of pairs) {
    const right: [string, boolean][] = [
      ['by', agrees(got.by, want, 'by')],
      ['due', agrees(got.due, want, 'due')],
      ['status', agrees(got.status, want, 'status')],
      ['in CRM', agrees(got.inCrm, want, 'recorded_in_crm')],
    ]
    for (const [part, ok] of right) {
      tally.share(`commitment ${part}`, ok)
      if (!ok) miss(`commitment ${part}: ${shownPart(got, part)}`, want)
    }
    const [told, known] = [got.inCrm, want.recorded_in_crm]
    tally.count('commitments known to the CRM', {
      right: Number(told && known),
      extra: Number(told && !known),
      missed: Number(!told && known),
    })
  }
  tally.share('commitments shown twice', again.length, gold.commitments.length)
}

function shownPart(got: Commitment, part: string): string {
  const values: Record<string, unknown> = { by: got.by, due: got.due, status: got.status, 'in CRM': got.inCrm }
  return `says ${String(values[part])}`
}

function people({ brief, gold, tally, miss }: Task): void {
  const others = brief.stakeholders.filter(({ side }) => side !== 'seller')
  const taken = new Set<Person>()
  for (const want of gold.stakeholders) {
    const got = others.find((one) => !taken.has(one) && isSame(one, want))
    tally.count('stakeholders', { right: Number(got !== undefined), missed: Number(got === undefined) })
    if (got === undefined) {
      miss('stakeholders: missed', { quote: want.name, source: want.email ?? '' })
      continue
    }
    taken.add(got)
    const [has, due] = [new Set<string>(got.roles), new Set(want.roles)]
    const open = new Set([want.role_alt, want.roles_alt].flatMap((list) => (Array.isArray(list) ? list : [])))
    const wrong = [...has].filter((role) => !due.has(role) && !open.has(role))
    const absent = [...due].filter((role) => !has.has(role))
    tally.count('stakeholder roles', {
      right: [...has].filter((role) => due.has(role)).length,
      extra: wrong.length,
      missed: absent.length,
    })
    for (const role of absent) miss(`stakeholder roles: ${role} missed`, { quote: want.name })
    for (const role of wrong) miss(`stakeholder roles: ${role} not there`, { quote: want.name })
    if (want.title) {
      const ok = sameTitle(got.title, want.title)
      tally.share('stakeholder title', ok)
      if (!ok) miss(`stakeholder title: says ${got.title}`, { quote: `${want.name}, ${want.title}` })
    }
    const mood = agrees(got.sentiment, want, 'sentiment')
    tally.share('stakeholder sentiment', mood)
    if (!mood) miss(`stakeholder sentiment: says ${got.sentiment}`, { quote: `${want.name}, ${want.sentiment}` })
    tally.share('stakeholder in CRM', got.inCrm === want.in_crm)
  }
  const extra = others.filter((one) => !taken.has(one))
  tally.count('stakeholders', { extra: extra.length })
  for (const one of extra) miss('stakeholders: not there', { quote: one.name, source: one.email ?? '' })
}

function isSame(got: Person, want: GoldPerson): boolean {
  const addresses = [want.email, want.crm_email].flatMap((one) => (one ? [one.toLowerCase()] : []))
  return (
    (got.email !== null && addresses.includes(got.email.toLowerCase())) ||
    got.name.toLowerCase() === want.name.toLowerCase()
  )
}

function sameTitle(got: string | null, want: string): boolean {
  const [said, due] = [new Set(wordsOf(got)), new Set(wordsOf(want))]
  if (said.size === 0 || said.size > due.size + 4) return false
  return [...said].filter((word) => due.has(word)).length / Math.min(said.size, due.size) >= 0.75
}

function qualification({ brief, gold, tally, miss }: Task): void {
  for (const field of QUALIFICATION_FIELDS) {
    const got = brief.qualification.fields[field]
    const want = gold.qualification[field] ?? null
    if (got === null && want === null) continue
    const right = got !== null && want !== null && (fit(brief, got, want) > 0 || sameValue(got.value, want.value))
    tally.count('qualification', {
      right: Number(right),
      extra: Number(got !== null && !right),
      missed: Number(want !== null && !right),
    })
    if (!right)
      miss(`qualification ${field}: says ${got?.value.slice(0, 80) ?? 'nothing'}`, {
        quote: want?.value ?? 'nothing of it stands there',
        source: want?.source ?? '',
      })
  }
}

function sameValue(got: string, want: string): boolean {
  const [said, due] = [[...new Set(wordsOf(got))], [...new Set(wordsOf(want))]]
  return said.length > 0 && said.length <= 40 && (2 * shared(said, due)) / (said.length + due.length) >= 0.5
}

function contradictions({ brief, gold, tally, miss }: Task): void {
  const { pairs, extra, missed } = pair(brief, brief.contradictions, gold.contradictions)
  // Other words may prove the same field wrong: then the field and the value have to be the gold's.
  const rest = [...missed]
  const wrong = extra.filter((got) => {
    const at = rest.findIndex(
      (want) => tail(want.field) === tail(got.field) && sameValue(got.evidenceValue, want.evidence_value),
    )
    if (at >= 0) rest.splice(at, 1)
    return at < 0
  })
  const right = pairs.length + extra.length - wrong.length
  tally.count('contradictions', { right, extra: wrong.length, missed: rest.length })
  for (const one of rest) miss(`contradictions ${one.field}: missed`, one)
  for (const one of wrong) miss(`contradictions ${one.field}: not there`, carrying(brief, one))
}

/** A trap is what looks like a finding and is none: it is hit by whatever rests on it and on nothing that is true. */
function traps({ brief, gold, tally, miss }: Task): void {
  const kinds: [string, readonly Resting[], readonly GoldItem[]][] = [
    ['commitment', brief.commitments, gold.commitments],
    ['pain', brief.pains, gold.pains],
    ['risk', brief.risks, gold.risks],
  ]
  for (const trap of gold.traps) {
    const hit = kinds.find(
      ([kind, found, wanted]) =>
        [undefined, 'any', kind].includes(trap.as) &&
        found.some(
          (one) =>
            fit(brief, one, trap, { strict: true, most: Infinity }) > 0 &&
            !wanted.some((want) => fit(brief, one, want) > 0),
        ),
    )
    tally.share('traps hit', hit !== undefined)
    if (hit !== undefined) miss(`trap taken for a ${hit[0]} (${trap.why})`, trap)
  }
}

/** Every quote is exactly what stands at its offsets in the visible text. */
function evidence({ brief, tally, miss }: Task, signals: readonly Signal[]): void {
  const byId = new Map(signals.map((signal) => [signal.id, signal]))
  for (const { item, field, start, end, quote } of Object.values(brief.evidence)) {
    const signal = byId.get(item)
    const text = signal?.kind === 'crm' ? signal.fields[field ?? ''] : signal?.text
    const valid = text?.slice(start, end) === quote
    tally.share('evidence valid', valid)
    if (!valid) miss('evidence: not at its place', { quote, source: item })
  }
}

function isOpen(brief: Brief, item: Resting, { borderline, neutral }: Gold): boolean {
  return [...borderline, ...neutral].some((one) => fit(brief, item, one, { strict: true }) > 0)
}

function carrying(brief: Brief, item: Resting): Said {
  return quotesOf(brief, item, 1)[0] ?? { quote: '' }
}

/** The gold's value or one of those that it accepts beside it. */
function agrees(value: unknown, gold: object, key: string): boolean {
  const of = (name: string): unknown => (gold as Record<string, unknown>)[name]
  const plain = (one: unknown) => (typeof one === 'string' ? one.trim().toLowerCase() : (one ?? null))
  const others = of(`${key}_alt`)
  return [of(key), ...(Array.isArray(others) ? others : others === undefined ? [] : [others])].some(
    (one) => plain(one) === plain(value),
  )
}

function tail(field: string): string {
  return (field.split('.').at(-1) ?? '').toLowerCase()
}
