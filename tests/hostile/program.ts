import { parseArgs } from 'node:util'
import { checkRenderings } from './renderings.ts'
import { groups } from './rows.ts'
import { batchesOf, newReport, runBatch } from './run.ts'

/** One share of all rows in a process of its own, with the world closed while it reads; the report is one line of JSON. */
const { values } = parseArgs({
  options: {
    part: { type: 'string', default: '0' },
    parts: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    /** one in how many goes through every rendering too; 0: none */
    whole: { type: 'string', default: '0' },
    seed: { type: 'string', default: '0' },
  },
})
const report = newReport()
const whole = Number(values.whole)
let number = Number(values.seed)
const more = () => (whole > 0 && number++ % whole === 0 ? checkRenderings : null)
for (const group of groups({ part: Number(values.part), parts: Number(values.parts), only: values.only }))
  for (const batch of batchesOf(group)) await runBatch(batch, report, { more })
process.stdout.write(`${JSON.stringify(report)}\n`)
