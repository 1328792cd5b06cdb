/**
 * Learns what each sign of how somebody stands is worth and writes src/engines/local/lexica/stance-weights.ts:
 * `npm run fit:stance`, or `npm run fit:stance -- --check` to see how well the people of an account are read by weights that
 * never saw it. Folders named are accounts to learn from instead of those of fixtures/ and tests/accounts/.
 */
import { writeFileSync } from 'node:fs'
import { HARD, SOFT } from '../../src/engines/local/sentiment.ts'
import { readAccount } from './examples.ts'
import { accountsIn } from './gold.ts'
import { fitLevels } from './levels.ts'
import { readStandings } from './people.ts'
import type { Graded } from './levels.ts'

const LEAST_SEEN = 3
const RIDGE = 2
const BELIEF = 0.3
const STEPS = ['not negative', 'positive'] as const

const named = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const folders = named.length > 0 ? named : ['fixtures', 'tests/accounts']
const accounts: { name: string; people: Graded[] }[] = []
for (const folder of folders.flatMap(accountsIn)) {
  const account = await readAccount(folder)
  if (account)
    accounts.push({ name: account.name, people: readStandings(account.gold, account.passages, account.rivals) })
}

if (process.argv.includes('--check')) report()
else write(learn(accounts.flatMap(({ people }) => people)))

function learn(people: readonly Graded[]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const { signs } of people) for (const sign of signs.keys()) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  const features = [...counts].flatMap(([name, count]) => (count >= LEAST_SEEN ? [name] : [])).sort()
  return fitLevels(people, features, STEPS, RIDGE, believed)
}

/** Few people show any one sign: what it means counts until many show otherwise. */
function believed(feature: string): number {
  const means = (signs: readonly string[]): boolean => signs.some((sign) => feature === `sign ${sign}`)
  return means(HARD) ? -BELIEF : means(SOFT) ? BELIEF : 0
}

function report(): void {
  let all = 0
  let right = 0
  for (const account of accounts) {
    const weights = learn(accounts.flatMap((other) => (other === account ? [] : other.people)))
    const good = account.people.filter(({ signs, levels }) => levels.includes(levelOf(signs, weights)))
    console.log(account.name.padEnd(24), `${good.length} of ${account.people.length}`)
    all += account.people.length
    right += good.length
  }
  console.log('all'.padEnd(24), (right / all).toFixed(3))
}

function levelOf(signs: ReadonlyMap<string, number>, weights: Record<string, number>): number {
  let score = 0
  for (const [sign, strength] of signs) score += strength * (weights[sign] ?? 0)
  return STEPS.filter((step) => score + weights[step]! > 0).length
}

function write(weights: Record<string, number>): void {
  const rows = Object.entries(weights)
    .filter(([name, weight]) => STEPS.some((step) => step === name) || Math.abs(weight) >= 0.02)
    .map(([name, weight]) => `  ${/^[a-z_]+$/i.test(name) ? name : `'${name}'`}: ${Number(weight.toFixed(2))},`)
  writeFileSync(
    new URL('../../src/engines/local/lexica/stance-weights.ts', import.meta.url),
    `import type { Weights } from './weights.ts'

/**
 * What each sign of how somebody stands is worth: what they do by their words and what is said of them (\`sign …\`, by how
 * strongly it was seen), their parts (\`role …\`), how many kinds of hard and of soft signs there were. The sum and one of the
 * two steps is above zero where they are rather not against us, or for us. Learned by \`npm run fit:stance\`
 * (tests/eval/fit-stance.ts) from the accounts of fixtures/ and tests/accounts/: not to be changed by hand.
 */
export const STANCE_WEIGHTS: Weights = {
${rows.join('\n')}
}
`,
  )
}
