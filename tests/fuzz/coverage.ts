import { Session } from 'node:inspector/promises'

/** Which blocks of src ran, by V8's own counters; `take` answers how many ran for the first time since `open`. */
export async function openCoverage(): Promise<{
  take: () => Promise<number>
  seen: () => number
  close: () => Promise<void>
}> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const seen = new Set<string>()
  return {
    take: async () => {
      const { result } = await session.post('Profiler.takePreciseCoverage')
      const before = seen.size
      for (const { url, scriptId, functions } of result) {
        if (!url.includes('/src/') || url.includes('node_modules')) continue
        for (const { ranges } of functions)
          for (const { startOffset, endOffset, count } of ranges)
            if (count > 0) seen.add(`${scriptId}:${startOffset}:${endOffset}`)
      }
      return seen.size - before
    },
    seen: () => seen.size,
    close: async () => {
      await session.post('Profiler.stopPreciseCoverage')
      session.disconnect()
    },
  }
}
