import { expect, test } from 'vitest'
import { crash } from './work.ts'

test(
  'a process killed at twenty random moments of import, draft, approve and deliver loses nothing and does nothing twice',
  { timeout: 600_000 },
  async () => {
    const { kills, failures, byStage } = await crash({ seed: 20, until: (kills) => kills >= 20 })
    expect(failures).toEqual([])
    expect(kills).toBeGreaterThanOrEqual(20)
    expect(Object.keys(byStage).length).toBeGreaterThanOrEqual(4)
  },
)
