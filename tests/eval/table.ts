/** One column of figures; `values` by row. */
export type Column = { head: string; values: Map<string, number> }

/** A table of figures with what changed since the last run; rows in the order in which they first occur. */
export function tableOf(
  columns: readonly Column[],
  before: Readonly<Record<string, number>>,
  key: (head: string, row: string) => string,
): string[] {
  const rows = [...new Set(columns.flatMap(({ values }) => [...values.keys()]))]
  const first = Math.max(10, ...rows.map((row) => row.length)) + 2
  const width = (head: string) => Math.max(12, head.length + 2)
  const lines = [' '.repeat(first) + columns.map(({ head }) => head.padStart(width(head))).join('')]
  for (const row of rows)
    lines.push(
      row.padEnd(first) +
        columns.map(({ head, values }) => cell(values.get(row), before[key(head, row)]).padStart(width(head))).join(''),
    )
  return lines
}

/** `.87 +.02`: the figure, and the difference where it would show. */
function cell(value: number | undefined, before: number | undefined): string {
  if (value === undefined) return '-'
  const change = before === undefined ? 0 : Math.round(100 * value) - Math.round(100 * before)
  return change === 0 ? short(value) : `${short(value)} ${change > 0 ? '+' : '-'}${short(Math.abs(change) / 100)}`
}

function short(value: number): string {
  return value.toFixed(2).replace(/^0/, '')
}
