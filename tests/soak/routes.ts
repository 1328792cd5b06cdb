import { fuzzRoutes } from '../http/fuzz.ts'
import { openTarget } from '../http/fuzz-target.ts'
import type { Soak } from './soak.ts'

/** Odd requests to every route, a thousand each from one seed, then from the next: one line, a code, and never a 500. */
const routes: Soak = async ({ seed, until }) => {
  const failures: string[] = []
  let runs = 0
  for (let part = 0; !until(); part++) {
    const target = await openTarget()
    try {
      const done = await fuzzRoutes({ ...target, seed: seed + part, perRoute: 1000, until })
      runs += done.runs
      failures.push(...done.failures.map((failure) => `seed ${seed + part}: ${failure}`))
    } finally {
      await target.close()
    }
  }
  return { runs, failures }
}

export default routes
