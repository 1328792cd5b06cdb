/**
 * Learns what each sign of a pain and of a risk is worth and writes src/engines/local/lexica/weights.ts:
 * `npm run fit`, or `npm run fit -- --check [folder …]` to see how well accounts are read by weights that never saw them.
 * Folders named are accounts to learn from beside those of fixtures/ and tests/accounts/.
 */
import { writeFileSync } from 'node:fs'
import { readPains } from '../../src/engines/local/pains.ts'
import { readRisks } from '../../src/engines/local/risks.ts'
import { readAccount, readRows } from './examples.ts'
import { accountsIn } from './gold.ts'
import { fit, pair } from './match.ts'
import { fitWeights } from './regression.ts'
import type { Brief } from '../../src/briefs/brief.ts'
import type { RiskKind } from '../../src/findings/finding.ts'
import type { Account, Judged } from './examples.ts'
import type { GoldItem } from './gold.ts'
import type { Example } from './regression.ts'

const KINDS: readonly RiskKind[] = [
  'budget',
  'timeline',
  'competitor',
  'champion_left',
  'silent',
  'technical',
  'legal_security',
  'scope',
  'adoption',
  'pricing',
  'other',
]
/** The lexica were written with these at hand: their words tell more there than anywhere else. */
const FAMILIAR = new Set([
  'aldermoor-testing',
  'hale-desrosiers',
  'varnholt-eye-clinics',
  'bodegas-ibarzo',
  'geruestbau-maehrlein',
  'petits-sureaux',
])
const LEAST_SEEN = 4
const RIDGE = { pain: 20, risk: 40, kind: 1.5 }
const WITH = ['negated', 'customer', 'internal', 'condition']
const MATTERS =
  /pair$|\.talk$|\.danger$|^(?:fails|costs|manual|late|blind|harm|number|money|duration|still|we|nobody|until)$/

type Learned = {
  pain: Record<string, number>
  risk: Record<string, number>
  kinds: Record<RiskKind, Record<string, number>>
}

const check = process.argv.includes('--check')
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'))
/** `--unseen=folder`: accounts that are only read, never learned from */
const unseen = process.argv.flatMap((word) => (word.startsWith('--unseen=') ? accountsIn(word.slice(9)) : []))
const accounts: Account[] = []
for (const folder of ['fixtures', 'tests/accounts', ...named].flatMap(accountsIn)) {
  const account = await readAccount(folder)
  if (account) accounts.push(account)
}
const others: Account[] = []
for (const folder of unseen) {
  const account = await readAccount(folder)
  if (account) others.push(account)
}
const rows = [
  ...(await readRows(new URL('../engines/local/picture-rows.jsonl', import.meta.url))),
  ...(await readRows(new URL('../engines/local/sentences.jsonl', import.meta.url))),
]
const all = [...accounts.flatMap(({ judged }) => judged), ...rows]

if (check) report()
else write(learn(all))

function learn(judged: readonly Judged[]): Learned {
  const speaking = judged.filter(({ customer, seller }) => customer || seller)
  const pains = judged.filter(({ customer, pain }) => customer && pain !== null)
  const risks = speaking.filter(({ risk }) => risk !== null)
  const dangers = speaking.filter(({ kinds }) => kinds.length > 0)
  return {
    pain: fitWeights(
      pains.map((one) => example(one, one.pain === true)),
      seen(pains, false),
      RIDGE.pain,
    ),
    risk: fitWeights(
      risks.map((one) => example(one, one.risk === true)),
      [...seen(risks, false).filter((sign) => !sign.startsWith('beside ')), ...seen(risks, true)],
      RIDGE.risk,
    ),
    kinds: Object.fromEntries(
      KINDS.map((kind) => [
        kind,
        fitWeights(
          dangers.map((one) => example(one, one.kinds[0] === kind)),
          seen(dangers, false),
          RIDGE.kind,
        ),
      ]),
    ) as Learned['kinds'],
  }
}

function example({ signs, account }: Judged, yes: boolean): Example {
  return { signs, yes, worth: account === '' ? 1 : FAMILIAR.has(account) ? 0.5 : 1 }
}

/** The signs that are met often enough to learn from, alone or two together. */
function seen(judged: readonly Judged[], together: boolean): string[] {
  const counts = new Map<string, number>()
  for (const { signs } of judged)
    for (const sign of signs) {
      if (!together) counts.set(sign, (counts.get(sign) ?? 0) + 1)
      else if (MATTERS.test(sign))
        for (const other of WITH)
          if (signs.has(other)) counts.set(`${other}+${sign}`, (counts.get(`${other}+${sign}`) ?? 0) + 1)
    }
  return [...counts].flatMap(([name, count]) => (count >= LEAST_SEEN ? [name] : [])).sort()
}

/** Each account read by weights that never saw it. */
function report(): void {
  const sums = new Map<string, number[]>()
  const whole = others.length > 0 ? learn(all) : null
  for (const account of [...accounts, ...others]) {
    const { pain, risk, kinds } =
      whole && others.includes(account) ? whole : learn(all.filter((one) => one.account !== account.name))
    const { gold, passages, rivals, name } = account
    const risks = readRisks(passages, rivals, { risk, kinds })
    const [of, right] = [
      compare(account, risks, gold.risks),
      compare(account, readPains(passages, rivals, pain), gold.pains),
    ]
    const kind = of.pairs.filter(([got, want]) => [want.kind, ...[want.kind_alt].flat()].includes(got.risk)).length
    const group = others.includes(account) ? 'unseen' : FAMILIAR.has(name) ? 'familiar' : 'other'
    for (const [what, figures] of [
      ['pains', right.counts],
      ['risks', of.counts],
      ['kind', [kind, of.pairs.length - kind, 0]],
    ] as const) {
      console.log(name.padEnd(24), what.padEnd(6), figures.join(' '))
      const key = `${group} ${what}`
      sums.set(
        key,
        (sums.get(key) ?? [0, 0, 0]).map((sum, at) => sum + figures[at]!),
      )
    }
  }
  for (const [key, [right = 0, extra = 0, missed = 0]] of sums)
    console.log(
      key.padEnd(24),
      key.endsWith('kind') ? right / (right + extra) : (2 * right) / (2 * right + extra + missed),
    )
}

function compare<F extends { sentences: string[] }, G extends GoldItem>(
  { gold, passages }: Account,
  found: F[],
  wanted: G[],
) {
  const texts = passages.corpus.sentences.map(({ id, text, item }) => [id, { quote: text, item }])
  const brief = { evidence: Object.fromEntries(texts) as Brief['evidence'] } as Brief
  const { pairs, extra, missed } = pair(
    brief,
    found.map((one) => ({ ...one, evidence: one.sentences })),
    wanted,
  )
  const open = [...gold.borderline, ...gold.neutral]
  const invented = extra.filter((one) => !open.some((said) => fit(brief, one, said, { strict: true }) > 0))
  return { pairs, counts: [pairs.length, invented.length, missed.length] as const }
}

function write({ pain, risk, kinds }: Learned): void {
  const table = (weights: Record<string, number>): string =>
    Object.entries(weights)
      .filter(([name, weight]) => name === 'bias' || Math.abs(weight) >= 0.02)
      .map(([name, weight]) => `${/^[a-z_]+$/i.test(name) ? name : `'${name}'`}: ${Number(weight.toFixed(2))},`)
      .join('\n')
  writeFileSync(
    new URL('../../src/engines/local/lexica/weights.ts', import.meta.url),
    `import type { RiskKind } from '../../../findings/finding.ts'

/**
 * What each sign is worth, for the judgements that weigh many signs. A sign is a cue of the lexica, a fact of the passage
 * (\`customer\`, \`money\`, …), what stands beside it, or two together (\`a+b\`); \`x pair\` is a topic of risk with its own words
 * of danger. Scores add up; above zero is more likely yes than no. Learned by \`npm run fit\` (tests/eval/fit-picture.ts) from
 * the accounts of fixtures/ and tests/accounts/ and from labelled sentences: not to be changed by hand.
 */
export type Weights = Readonly<Record<string, number>>

export const PAIN_WEIGHTS: Weights = {
${table(pain)}
}

export const RISK_WEIGHTS: Weights = {
${table(risk)}
}

/** Which kind a risk is of: the highest sum. */
export const KIND_WEIGHTS: Readonly<Record<RiskKind, Weights>> = {
${KINDS.map((kind) => `${kind}: {\n${table(kinds[kind])}\n},`).join('\n')}
}
`,
  )
}
