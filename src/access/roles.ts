import { z } from 'zod'

/** What a person is here. One person may be several. */
export const Role = z.enum(['admin', 'manager', 'rep', 'csm', 'approver', 'viewer'])
export type Role = z.infer<typeof Role>

/** How a person stands to a thing: a side of the handoff or its owner; one of its deal team; anybody else of the workspace. */
export type Standing = 'own' | 'team' | 'foreign'

/** Everything that can be done here, as `noun.verb`. */
export type Action =
  | 'workspace.read'
  | 'workspace.change'
  | 'people.change'
  | 'absence.change'
  | 'team.change'
  | 'import.run'
  | 'account.read'
  | 'brief.draft'
  | 'brief.read'
  | 'queue.read'
  | 'finding.correct'
  | 'review.decide'
  | 'delivery.run'
  | 'delivery.resolve'
  | 'acceptance.answer'
  | 'mailbox.read'
  | 'mailbox.change'
  | 'audit.read'
  | 'data.export'
  | 'data.forget'

/** For each role what it may do and to whose things. What is not here is refused. */
const RULES: Record<Role, Partial<Record<Action, readonly Standing[]>>> = {
  viewer: reads(),
  rep: works(),
  csm: works(),
  approver: {
    ...reads(),
    'review.decide': ['own', 'team'],
    'delivery.run': ['own', 'team'],
    'delivery.resolve': ['own', 'team'],
  },
  manager: {
    ...works(),
    'team.change': ['own', 'team'],
    'absence.change': ['own', 'team'],
    'audit.read': ['own', 'team', 'foreign'],
  },
  // Keys, people and rules, not mail: an administrator who has to see a deal puts themselves into its team, which the log shows.
  admin: {
    ...reads(),
    'workspace.change': ['own', 'team', 'foreign'],
    'people.change': ['own', 'team', 'foreign'],
    'absence.change': ['own', 'team', 'foreign'],
    'team.change': ['own', 'team', 'foreign'],
    'import.run': ['own', 'team', 'foreign'],
    'audit.read': ['own', 'team', 'foreign'],
    'data.export': ['own', 'team', 'foreign'],
    'data.forget': ['own', 'team', 'foreign'],
  },
}

/** The one place that answers whether somebody with these roles, who stands so to a thing, may do this to it. */
export function may(roles: readonly string[], action: Action, standing: Standing): boolean {
  return roles.some((role) => {
    const known = Role.safeParse(role)
    return known.success && (RULES[known.data][action]?.includes(standing) ?? false)
  })
}

function reads(): Partial<Record<Action, readonly Standing[]>> {
  return {
    'workspace.read': ['own', 'team', 'foreign'],
    'account.read': ['own', 'team'],
    'brief.read': ['own', 'team'],
    'queue.read': ['own', 'team', 'foreign'],
    'mailbox.read': ['own'],
    'mailbox.change': ['own'],
    'absence.change': ['own'],
  }
}

function works(): Partial<Record<Action, readonly Standing[]>> {
  return {
    ...reads(),
    'brief.draft': ['own', 'team'],
    'finding.correct': ['own', 'team'],
    'review.decide': ['own', 'team'],
    'delivery.run': ['own', 'team'],
    'delivery.resolve': ['own', 'team'],
    'acceptance.answer': ['own', 'team'],
    'team.change': ['own'],
  }
}
