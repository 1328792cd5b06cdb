import { parseArgs } from 'node:util'
import { checkObeyed } from './obeyed.ts'
import { checkRenderings } from './renderings.ts'
import { groups } from './rows.ts'
import { batchesOf, newReport, runBatch } from './run.ts'
import type { More } from './run.ts'

/** One share of all rows in a process of its own, with the world closed while it reads; the report is one line of JSON. */
const { values } = parseArgs({
  options: {
    part: { type: 'string', default: '0' },
    parts: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    /** one in how many goes through every rendering too; 0: none */
    whole: { type: 'string', default: '0' },
    /** one in how many goes before a model that obeys it; 0: none */
    obeyed: { type: 'string', default: '0' },
    seed: { type: 'string', default: '0' },
  },
})
const report = newReport()
const whole = Number(values.whole)
const obeyed = Number(values.obeyed)
let number = Number(values.seed)
const more = (): More => {
  const place = number++
  return async (each, contents) => [
    ...(whole > 0 && place % whole === 0 ? await checkRenderings(each) : []),
    ...(obeyed > 0 && place % obeyed === 0
      ? (await checkObeyed(each, contents)).map((what) => `an obedient model: ${what}`)
      : []),
  ]
}
for (const group of groups({ part: Number(values.part), parts: Number(values.parts), only: values.only }))
  for (const batch of batchesOf(group)) await runBatch(batch, report, { more })
process.stdout.write(`${JSON.stringify(report)}\n`)
