/** What reading one message or file may take. */
export const LIMIT = {
  milliseconds: 2000,
  /** of the whole process, of which the libraries are a fifth */
  bytes: 1.5e9,
  /** four times the length may take so many times the time: linear, with room for what a machine does beside */
  growth: 6,
  /** growth is not asked of less: the first runs of anything are slow */
  least: 400,
}

/** What is wrong with the milliseconds at a quarter, a half and all of the length. */
export function faultsOf(times: readonly number[]): string[] {
  const [quarter = 0, , whole = 0] = times
  const faults: string[] = []
  if (whole > LIMIT.milliseconds) faults.push(`takes ${whole} ms`)
  if (whole > LIMIT.least && whole > LIMIT.growth * Math.max(quarter, 20))
    faults.push(`grows from ${quarter} to ${whole} ms`)
  return faults
}
