import { AppError } from '../lib/errors.ts'
import { expansion } from './expansion.ts'
import type { HandoffName, HandoffType } from './handoff.ts'
import { mqlToSql } from './mql-to-sql.ts'
import { renewalRisk } from './renewal-risk.ts'
import { repTransition } from './rep-transition.ts'
import { salesToCs } from './sales-to-cs.ts'
import { sdrToAe } from './sdr-to-ae.ts'

/** Every type, in the order in which a customer's life meets them. */
export const HANDOFFS: readonly HandoffType[] = [mqlToSql, sdrToAe, salesToCs, repTransition, expansion, renewalRisk]

export const HANDOFF_NAMES: readonly HandoffName[] = HANDOFFS.map((handoff) => handoff.type)

/** The type of this name. An unknown name is the caller's mistake and the answer lists the six. */
export function handoffOf(name: string): HandoffType {
  const found = HANDOFFS.find((handoff) => handoff.type === name)
  if (!found) {
    const shown = name.length > 40 ? `${name.slice(0, 40)}…` : name
    throw new AppError('bad_call', `unknown handoff ${JSON.stringify(shown)}: use one of ${HANDOFF_NAMES.join(', ')}`)
  }
  return found
}
