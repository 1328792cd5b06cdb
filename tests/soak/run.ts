import { parseArgs } from 'node:util'
import type { Soak } from './soak.ts'

/** `npm run test:soak [-- NAME …] [--minutes N] [--seed S]` (contract, section 7). */
const SOAKS: Record<string, () => Promise<{ default: Soak }>> = {
  crash: () => import('./crash.ts'),
  authz: () => import('./authz.ts'),
  hostile: () => import('./hostile.ts'),
  fuzz: () => import('./fuzz.ts'),
  sends: () => import('./sends.ts'),
  routes: () => import('./routes.ts'),
  bounds: () => import('./bounds.ts'),
}
const NAMES = ['sync', 'crash', 'races', 'fuzz', 'clock', 'authz', 'routes', 'hostile', 'sends', 'bounds']

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } },
})
const minutes = Number(values.minutes)
const seed = Number(values.seed ?? Math.floor(Date.now() / 86_400_000))
const unknown = positionals.filter((name) => !NAMES.includes(name))
if (unknown.length > 0 || !(minutes > 0) || !Number.isSafeInteger(seed)) {
  console.error(`test:soak: names are ${NAMES.join(', ')}; --minutes and --seed take numbers`)
  process.exit(2)
}

const names = positionals.length > 0 ? positionals : Object.keys(SOAKS)
let failed = 0
for (const [i, name] of names.entries()) {
  const load = SOAKS[name]
  if (!load) {
    console.log(`${name}: nothing to run yet`)
    continue
  }
  // What is left of the time is shared evenly by what is left to run.
  const until = Date.now() + (minutes * 60_000) / (names.length - i)
  const { runs, failures } = await (await load()).default({ seed, until: () => Date.now() >= until })
  failed += failures.length
  for (const failure of failures) console.log(`${name}: FAILED ${failure}`)
  console.log(`${name}: ${runs} runs, seed ${seed}, ${failures.length} failures`)
}
process.exitCode = failed > 0 ? 1 : 0
