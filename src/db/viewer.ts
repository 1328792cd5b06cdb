/** Who looks and acts in one transaction: an address of the seller's people, or `system` for jobs. */
export type Viewer = { person: string; roles: readonly string[] }

/** The named viewer of jobs and imports; sees every row, and may never decide (DESIGN P1, TRUST TA7). */
export const SYSTEM: Viewer = { person: 'system', roles: ['system'] }
