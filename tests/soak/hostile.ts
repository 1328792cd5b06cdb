import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import type { Report } from '../hostile/run.ts'
import type { Soak } from './soak.ts'

/** Every hostile row through everything that is rendered, share by share until the time is over; a share takes about a minute. */
const SHARES = 12

const soak: Soak = ({ seed, until }) => {
  const failures: string[] = []
  let runs = 0
  for (let share = 0; share < SHARES && !until(); share++) {
    const part = (seed + share) % SHARES
    const child = spawnSync(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        '--import',
        resolve('tests/hostile/quiet.ts'),
        resolve('tests/hostile/program.ts'),
        `--part=${part}`,
        `--parts=${SHARES}`,
        '--whole=1',
        '--obeyed=1',
      ],
      { encoding: 'utf8', maxBuffer: 512_000_000 },
    )
    if (child.status !== 0) {
      failures.push(`share ${part} of ${SHARES} ended with ${child.status}: ${child.stderr.slice(-300)}`)
      continue
    }
    const report = JSON.parse(child.stdout) as Report
    runs += report.rows
    failures.push(...report.broken.map(({ row, invariant, what }) => `${row}: ${invariant}: ${what}`))
    failures.push(...report.attempts.map((attempt) => `while reading: ${attempt}`))
  }
  return Promise.resolve({ runs, failures })
}

export default soak
