import { crashAtPoints } from '../crash/points.ts'
import { crash } from '../crash/work.ts'
import type { Soak } from './soak.ts'

/** Kills at random moments of whole commands, and at each write of approval and delivery, in turn. */
const soak: Soak = async ({ seed, until }) => {
  let runs = 0
  const failures: string[] = []
  // A workspace is thrown away after some kills: a fresh one is a moment of its own, and a small one kills faster.
  for (let part = 0; !until(); part++) {
    const report = await crash({ seed: seed + part, until: (kills) => kills >= 40 || until() })
    runs += report.kills
    failures.push(...report.failures.map((failure) => `seed ${seed + part}: ${failure}`))
    const channel = part % 2 === 0 ? 'file' : 'email-smtp'
    const points = await crashAtPoints({ channel, kills: 20, seed: seed + part, until })
    runs += points.kills
    failures.push(...points.failures.map((failure) => `seed ${seed + part}, points, ${channel}: ${failure}`))
  }
  return { runs, failures }
}

export default soak
