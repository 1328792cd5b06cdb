import type { Brief } from './brief.ts'

/** The contract's JSON: the same brief gives the same bytes; well-formed UTF-16, a line break at the end. */
export function renderJson(brief: Brief): string {
  return `${JSON.stringify(brief, null, 2).toWellFormed()}\n`
}
