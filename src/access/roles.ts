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
  | 'review.discuss'
  | 'delivery.run'
  | 'delivery.resolve'
  | 'acceptance.answer'
  | 'mailbox.read'
  | 'mailbox.change'
  | 'audit.read'
  | 'data.export'
  | 'data.forget'
  | 'self.read'
  | 'self.change'
  | 'token.make'

/** For each role what it may do and to whose things. What is not here is refused. */
const RULES: Record<Role, Partial<Record<Action, readonly Standing[]>>> = {
  viewer: reads(),
  rep: works(),
  csm: works(),
  approver: {
    ...reads(),
    'review.decide': ['own', 'team'],
    'review.discuss': ['own', 'team'],
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

/** What a personal token may be given. */
export const Scope = z.enum(['read', 'write', 'decide', 'admin'])
export type Scope = z.infer<typeof Scope>

/**
 * What each action asks of whatever stands for the person. A scope: a personal token needs it, a browser's sign-in and this
 * machine's own token have them all. `person`: no token does it, whatever its scopes. `machine`: only commands on the machine
 * that holds the workspace, for it names files there.
 */
const ASKS: Record<Action, Scope | 'person' | 'machine'> = {
  'workspace.read': 'read',
  'account.read': 'read',
  'brief.read': 'read',
  'queue.read': 'read',
  'mailbox.read': 'read',
  'audit.read': 'read',
  'self.read': 'read',
  'absence.change': 'write',
  'team.change': 'write',
  'brief.draft': 'write',
  'finding.correct': 'write',
  'review.discuss': 'write',
  'mailbox.change': 'write',
  'review.decide': 'decide',
  'delivery.run': 'decide',
  'delivery.resolve': 'decide',
  'acceptance.answer': 'decide',
  'workspace.change': 'admin',
  'people.change': 'admin',
  'data.export': 'admin',
  'data.forget': 'person',
  'self.change': 'person',
  'token.make': 'person',
  'import.run': 'machine',
}

/** What this action asks for: one table for every route. */
export function asks(action: Action): Scope | 'person' | 'machine' {
  return ASKS[action]
}

/** Whether a browser's sign-in must be recent for it: what decides, rules over others or makes a key that lives on. */
export function asksAnew(action: Action): boolean {
  return ['decide', 'admin'].includes(ASKS[action]) || action === 'token.make' || action === 'data.forget'
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
    'self.read': ['own'],
    'self.change': ['own'],
    'token.make': ['own'],
  }
}

function works(): Partial<Record<Action, readonly Standing[]>> {
  return {
    ...reads(),
    'brief.draft': ['own', 'team'],
    'finding.correct': ['own', 'team'],
    'review.decide': ['own', 'team'],
    'review.discuss': ['own', 'team'],
    'delivery.run': ['own', 'team'],
    'delivery.resolve': ['own', 'team'],
    'acceptance.answer': ['own', 'team'],
    'team.change': ['own'],
  }
}
