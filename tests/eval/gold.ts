import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORRECTIONS } from './corrections.ts'
import { QUALIFICATION_FIELDS } from '../../src/findings/finding.ts'

/** Words of an account, where they stand. `source` is an item id; a transcript may carry `#` and a time. */
export type Said = { quote: string; source?: string }

type Alternatives<K extends string> = { [P in `${K}_alt`]?: unknown }

export type GoldItem = Said & {
  also?: Said[]
  evidence?: Said[]
  impact?: string | null
  impact_source?: string
}
export type GoldCommitment = GoldItem & {
  by: string
  due: string | null
  status: string
  recorded_in_crm: boolean
} & Alternatives<'by' | 'due' | 'status' | 'recorded_in_crm'>
export type GoldRisk = GoldItem & { kind: string } & Alternatives<'kind'>
export type GoldStep = GoldItem & { owner: string | null } & Alternatives<'owner'>
export type GoldPerson = {
  email: string | null
  crm_email?: string | null
  name: string
  title: string | null
  roles: string[]
  sentiment: string
  in_crm: boolean
} & Alternatives<'role' | 'roles' | 'sentiment'>
export type GoldContradiction = GoldItem & { field: string; evidence_value: string }
export type Trap = Said & { why: string; as?: string }

/** What a careful reader says stands in an account (`gold.json` beside its mail). */
export type Gold = {
  commitments: GoldCommitment[]
  pains: GoldItem[]
  risks: GoldRisk[]
  next_steps: GoldStep[]
  stakeholders: GoldPerson[]
  qualification: Partial<Record<(typeof QUALIFICATION_FIELDS)[number], (GoldItem & { value: string }) | null>>
  contradictions: GoldContradiction[]
  traps: Trap[]
  /** may be reported or left out: counts neither way */
  borderline: Said[]
  neutral: Said[]
}

/** Answers of an account of which nothing is asked. */
export const EMPTY: Gold = {
  commitments: [],
  pains: [],
  risks: [],
  next_steps: [],
  stakeholders: [],
  qualification: {},
  contradictions: [],
  traps: [],
  borderline: [],
  neutral: [],
}

const GOLD = 'gold.json'

/** Null where nobody has written one. */
export function readGold(folder: string): Gold | null {
  const file = join(folder, GOLD)
  return existsSync(file) ? { ...EMPTY, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<Gold>) } : null
}

/** The accounts of a folder: those in it that somebody wrote a gold.json for or corrected, or the folder itself. */
export function accountsIn(folder: string): string[] {
  const known = (account: string) => [GOLD, CORRECTIONS].some((name) => existsSync(join(account, name)))
  if (known(folder)) return [folder]
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => join(folder, entry.name))
    .filter((account) => known(account))
    .sort()
}

/** The gold's own quote, what the thing costs, and every restatement. */
export function saidIn(gold: GoldItem): Said[] {
  const own = gold.quote ? [gold] : []
  const impact =
    typeof gold.impact === 'string' ? [{ quote: gold.impact, source: gold.impact_source ?? gold.source }] : []
  return [...own, ...impact, ...(gold.also ?? []), ...(gold.evidence ?? [])].map(({ quote, source }) =>
    source === undefined ? { quote } : { quote, source },
  )
}
