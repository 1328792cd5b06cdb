export type BenchResult = {
  name: string
  value: number
  unit: string
  /** such as `>=0.10` */
  goal: string
  met: boolean | null
  /** what the figure is compared to, measured in the same run */
  against: string
  n: number
}

/** One part of the bench. Throws when it cannot be measured; a missed goal is a result. */
export type BenchPart = (options: { full: boolean; progress: (line: string) => void }) => Promise<BenchResult[]>
