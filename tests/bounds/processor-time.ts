/**
 * Milliseconds that this thread has worked. Bounds are held against this and not against the clock on the wall, which
 * counts what everything else on the machine does.
 */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
