import { expect, test } from 'vitest'
import { crash } from './work.ts'

test(
  'a process killed at twenty random moments of import, draft, approve and deliver loses nothing and does nothing twice',
  { timeout: 600_000 },
  async () => {
    // Another slice of the moments every day; the long run takes them all in turn.
    const seed = Math.floor(Date.now() / 86_400_000)
    const { kills, failures, byStage } = await crash({ seed, until: (kills) => kills >= 20 })
    expect(failures, `seed ${seed}`).toEqual([])
    expect(kills).toBeGreaterThanOrEqual(20)
    expect(Object.keys(byStage).length).toBeGreaterThanOrEqual(4)
  },
)
