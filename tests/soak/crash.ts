import { crash } from '../crash/work.ts'
import type { Soak } from './soak.ts'

/** The kills of the crash test, for as long as there is time. */
const soak: Soak = async ({ seed, until }) => {
  let runs = 0
  const failures: string[] = []
  // A workspace is thrown away after some kills: a fresh one is a moment of its own, and a small one kills faster.
  for (let part = 0; !until(); part++) {
    const report = await crash({ seed: seed + part, until: (kills) => kills >= 40 || until() })
    runs += report.kills
    failures.push(...report.failures.map((failure) => `seed ${seed + part}: ${failure}`))
  }
  return { runs, failures }
}

export default soak
