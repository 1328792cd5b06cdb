import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import type { BenchPart } from './part.ts'

/** `npm run -s bench -- [NAME …] [--json] [--full]`: prints `baton.bench/1` (contract, section 5). */
const PARTS: Record<string, () => Promise<{ default: BenchPart }>> = {
  reading: () => import('./reading.ts'),
}
const NAMES = ['reading', 'brief', 'tokens', 'sync', 'pages', 'workers', 'memory']

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, full: { type: 'boolean' }, help: { type: 'boolean' } },
})
if (values.help) {
  console.log(`bench [NAME …] [--json] [--full]\nparts: ${Object.keys(PARTS).join(', ')}`)
  process.exit(0)
}
const unknown = positionals.filter((name) => !NAMES.includes(name))
if (unknown.length > 0) {
  console.error(`bench: no part is called ${unknown.join(', ')}; there are ${NAMES.join(', ')}`)
  process.exit(2)
}

const results = []
let unmeasured = 0
for (const name of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
  const load = PARTS[name]
  if (!load) {
    console.error(`bench: ${name} has nothing to measure yet`)
    unmeasured++
    continue
  }
  const began = performance.now()
  try {
    const part = await (await load()).default({ full: values.full ?? false, progress: (line) => console.error(line) })
    results.push(...part.map((r) => ({ ...r, seconds: Math.round((performance.now() - began) / 100) / 10 })))
  } catch (error) {
    console.error(`bench: ${name} could not be measured: ${(error as Error).message.split('\n')[0]}`)
    unmeasured++
  }
}

if (values.json)
  console.log(
    JSON.stringify({
      schema: 'baton.bench/1',
      at: new Date().toISOString(),
      cores: cpus().length,
      node: process.version,
      results,
    }),
  )
else
  for (const r of results)
    console.log(
      `${r.name.padEnd(24)} ${r.value} ${r.unit}  goal ${r.goal}  ${r.met ? 'met' : 'MISSED'}  (${r.n} items, ${r.seconds} s; ${r.against})`,
    )
process.exitCode = unmeasured > 0 ? 1 : 0
