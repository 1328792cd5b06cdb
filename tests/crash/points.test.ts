import { expect, it } from 'vitest'
import { crashAtPoints } from './points.ts'

// The long run is `npm run test:soak -- crash`; here a few kills by the seed of the day.
const seed = Math.floor(Date.now() / 86_400_000)

it.each(['file', 'email-smtp'] as const)(
  'kill -9 at any moment leaves each approved delivery by %s at its target once, or unsure where that channel cannot tell',
  { timeout: 240_000 },
  async (channel) => {
    const { failures, kills, deliveries } = await crashAtPoints({ channel, kills: 3, seed })
    expect(failures, `seed ${seed}`).toEqual([])
    expect(kills).toBe(3)
    expect(deliveries).toBeGreaterThan(0)
  },
)
