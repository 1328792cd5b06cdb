/** Counts of one measure: found and wanted, or so many right of so many. */
export type Counts = { right: number; extra: number; missed: number }
export type Share = { right: number; of: number }

export type Miss = { account: string; what: string; where: string; words: string }

/** Figures as they add up over accounts. */
export class Tally {
  readonly found = new Map<string, Counts>()
  readonly shares = new Map<string, Share>()
  readonly misses: Miss[] = []

  count(measure: string, { right = 0, extra = 0, missed = 0 }: Partial<Counts>): void {
    const now = this.found.get(measure) ?? { right: 0, extra: 0, missed: 0 }
    this.found.set(measure, {
      right: now.right + right,
      extra: now.extra + extra,
      missed: now.missed + missed,
    })
  }

  share(measure: string, right: boolean | number, of = 1): void {
    const now = this.shares.get(measure) ?? { right: 0, of: 0 }
    this.shares.set(measure, { right: now.right + Number(right), of: now.of + of })
  }

  add(other: Tally): void {
    for (const [measure, counts] of other.found) this.count(measure, counts)
    for (const [measure, { right, of }] of other.shares) this.share(measure, right, of)
    this.misses.push(...other.misses)
  }
}

/** One row of the table: a value between 0 and 1, and what it is made of. */
export type Figure = { measure: string; value: number; precision?: number; recall?: number; of: number }

export function figuresOf(tally: Tally): Figure[] {
  return [
    ...[...tally.found].map(([measure, counts]): Figure => ({ measure, ...fOf(counts) })),
    ...[...tally.shares]
      .filter(([, { of }]) => of > 0)
      .map(([measure, { right, of }]): Figure => ({ measure, value: right / of, of })),
  ]
}

function fOf({ right, extra, missed }: Counts): Omit<Figure, 'measure'> {
  const precision = right + extra === 0 ? 0 : right / (right + extra)
  const recall = right + missed === 0 ? 0 : right / (right + missed)
  const value = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { value, precision, recall, of: right + missed }
}
