import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { FLOODS } from '../bounds/floods/index.ts'
import { faultsOf, LIMIT } from '../bounds/hold.ts'
import type { Soak } from './soak.ts'

/** On the wall; one that is not answered by then does not end. */
const MOST_WAIT = 120_000

type Line = { name: string; ms: number; bytes: number }

/** Every flood at a quarter, a half and all of its length, each carrier in a process of its own. The table has no seed. */
const soak: Soak = async ({ until }) => {
  const failures: string[] = []
  let runs = 0
  for (const [carrier, floods] of Object.entries(FLOODS)) {
    let left = floods.map(({ name }) => name)
    while (left.length > 0 && !until()) {
      const { lines, hung } = await measured(carrier, left)
      runs += lines.length
      for (const [name, own] of Map.groupBy(lines, (line) => line.name)) {
        for (const fault of faultsOf(own.map(({ ms }) => ms))) failures.push(`${carrier}, ${name}: ${fault}`)
        const most = Math.max(...own.map(({ bytes }) => bytes))
        if (most > LIMIT.bytes) failures.push(`${carrier}, ${name}: ${Math.round(most / 1e6)} MB of memory`)
      }
      const done = left.findIndex((name) => lines.filter((line) => line.name === name).length < 3)
      if (done >= 0) failures.push(`${carrier}, ${left[done]}: ${hung ? 'does not end' : 'ends the process'}`)
      left = done < 0 ? [] : left.slice(done + 1)
    }
    if (left.length > 0) console.log(`bounds: ${left.length} floods of ${carrier} were left for want of time`)
  }
  return { runs, failures }
}

async function measured(carrier: string, names: string[]): Promise<{ lines: Line[]; hung: boolean }> {
  const script = new URL('../bounds/run-floods.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, carrier, ...names], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const lines: Line[] = []
  let hung = false
  const kill = () => {
    hung = true
    child.kill('SIGKILL')
  }
  let timer = setTimeout(kill, MOST_WAIT)
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(timer)
    timer = setTimeout(kill, MOST_WAIT)
    lines.push(JSON.parse(line) as Line)
  }
  clearTimeout(timer)
  return { lines, hung }
}

export default soak
