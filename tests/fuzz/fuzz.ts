import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processorTime } from '../bounds/processor-time.ts'
import { openCoverage } from './coverage.ts'
import { mutate, pick, randomOf } from './mutate.ts'
import { TARGETS } from './targets.ts'
import type { Target } from './targets.ts'

const MOST_MILLISECONDS = 4000
const MOST_MEMORY = 2e9
/** Asking for the counters costs more than one run: inputs are kept by the handful that reached something new. */
const HANDFUL = 8

export type Fuzzed = { runs: number; blocks: number; kept: number; failures: string[] }

/**
 * Changes inputs at random, keeps those that reach code that none reached before, and holds each against what the reader
 * promises. The same seed tries the same inputs, as long as the machine is as fast. Finds are made small and written
 * into `keepIn`, one file each, where a unit test reads them ever after.
 */
export async function fuzz(options: { seed: number; until: () => boolean; keepIn: string | null }): Promise<Fuzzed> {
  const random = randomOf(options.seed)
  const coverage = await openCoverage()
  const corpora = new Map(TARGETS.map((target) => [target, target.seeds.map((seed): Uint8Array => Buffer.from(seed))]))
  const failures = new Map<string, string>()
  let runs = 0
  try {
    while (!options.until()) {
      const target = pick(random, TARGETS)
      const corpus = corpora.get(target) ?? []
      const tried: Uint8Array[] = []
      for (let at = 0; at < HANDFUL && !options.until(); at++) {
        const input = mutate(random, pick(random, corpus), pick(random, corpus), target.tokens)
        tried.push(input)
        runs++
        const fault = await faultOf(target, input)
        if (fault === null || failures.has(`${target.name}: ${fault}`)) continue
        failures.set(`${target.name}: ${fault}`, await keep(target, input, fault, options.keepIn))
      }
      if ((await coverage.take()) > 0) corpus.push(...tried)
    }
  } finally {
    await coverage.close()
  }
  return {
    runs,
    blocks: coverage.seen(),
    kept: [...corpora.values()].reduce((sum, { length }) => sum + length, 0),
    failures: [...failures].map(([fault, file]) => `${fault} (${file})`),
  }
}

/** What broke, in one line without the input's words; null where all held. */
export async function faultOf(target: Target, input: Uint8Array): Promise<string | null> {
  const began = processorTime()
  try {
    await target.run(input)
  } catch (error) {
    const { name, message, stack = '' } = error instanceof Error ? error : new Error('something that is no error')
    const place = /\/src\/([\w/.-]+:\d+)/.exec(stack)?.[1] ?? ''
    return `${name} ${message.replace(/\s+/g, ' ').slice(0, 100)} ${place}`.trim()
  }
  if (processorTime() - began > MOST_MILLISECONDS) return 'it takes too long'
  return process.memoryUsage().rss > MOST_MEMORY ? 'it takes too much memory' : null
}

async function keep(target: Target, input: Uint8Array, fault: string, folder: string | null): Promise<string> {
  let least = input
  let tries = 200
  for (let size = Math.ceil(input.length / 2); size >= 1 && tries > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < least.length && tries > 0; tries--) {
      const shorter = Buffer.concat([least.subarray(0, at), least.subarray(at + size)])
      if ((await faultOf(target, shorter)) === fault) least = shorter
      else at += size
    }
    if (size === 1) break
  }
  const name = `${target.name}-${createHash('sha256').update(least).digest('hex').slice(0, 8)}`
  if (folder !== null) writeFileSync(join(folder, name), least)
  return name
}
