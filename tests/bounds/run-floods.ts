import { FLOODS } from './floods/index.ts'
import { measure } from './measure.ts'

/** A process of its own for the floods of one carrier: one line of JSON for each length that was read. */
const [, , carrier = '', ...names] = process.argv
for (let warm = 0; warm < 3; warm++)
  await measure({ path: 'mail/anna/1.eml', make: () => 'From: a@buyer.example\r\n\r\nWe need it by Friday.\r\n' }, 1)
for (const flood of FLOODS[carrier] ?? []) {
  if (names.length > 0 && !names.includes(flood.name)) continue
  for (const part of [4, 2, 1]) {
    const { ms } = await measure(flood, Math.floor(flood.most / part))
    console.log(JSON.stringify({ name: flood.name, ms, bytes: process.memoryUsage().rss }))
  }
}
process.exit(0)
