import { asks, asksAnew, Scope } from './roles.ts'
import { AppError } from '../lib/errors.ts'
import type { Action } from './roles.ts'

/**
 * What stands for the person who acts. `machine`: the token of the process that holds the workspace, which only this user
 * can read. `session`: a browser that signed in; `recent` while that was no more than eight hours ago. `token`: a personal
 * token. What the person may do is asked of their roles afterwards: none of these adds to it.
 */
export type Credential =
  | { kind: 'machine' }
  | { kind: 'session'; person: string; id: string; signedInAt: Date; recent: boolean }
  | { kind: 'token'; person: string; id: string; scopes: readonly string[] }

/**
 * Throws `unauthorised` where a newer sign-in would do, `forbidden` where this credential never does. `changes`: the request
 * may change something, and then a token that only reads is not enough, whatever the action is called.
 */
export function assertCredential(credential: Credential, action: Action, changes = false): void {
  const asked = asks(action)
  const wanted = changes && asked === 'read' ? 'write' : asked
  if (credential.kind === 'machine') return
  if (wanted === 'machine')
    throw new AppError(
      'forbidden',
      `this (${action}) names files of the machine that holds the workspace: run it there`,
    )
  if (credential.kind === 'token') {
    if (wanted === 'person')
      throw new AppError('forbidden', `no token does this (${action}), whatever its scopes: sign in`)
    if (!credential.scopes.includes(wanted))
      throw new AppError(
        'forbidden',
        `this token lacks the scope ${wanted} (${action}); make another one with: baton token create --scopes ${wanted}`,
      )
  } else if (asksAnew(action) && !credential.recent)
    throw new AppError(
      'unauthorised',
      `this (${action}) needs a sign-in of the last eight hours: sign in again at /sign-in`,
    )
}

/** Whether it may stand for a decision at all (TRUST TA7); rooms ask again by `Viewer.decides`. */
export function mayDecide(credential: Credential): boolean {
  if (credential.kind === 'machine') return true
  return credential.kind === 'session' ? credential.recent : credential.scopes.includes(Scope.enum.decide)
}
