/** Who looks and acts in one transaction: an address of the seller's people, or `system` for jobs. */
export type Viewer = {
  person: string
  roles: readonly string[]
  /** false: reads and prepares, but decides nothing: a key without that right, or a sign-in of too long ago (TRUST TA7) */
  decides?: boolean
}

/** The named viewer of jobs and imports; sees every row, and may never decide (DESIGN P1, TRUST TA7). */
export const SYSTEM: Viewer = { person: 'system', roles: ['system'] }
