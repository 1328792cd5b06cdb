import type { Sharing } from '../db/tables.ts'

/** Why something was not kept, as its owner reads it. */
export const REASONS: Readonly<Record<string, string>> = {
  label: 'marked private by a label, a folder or its sensitivity',
  private_event: 'a private or confidential event',
  person: 'somebody who is excluded',
  domain: 'a company that is excluded',
  thread: 'a conversation that is hidden',
  attorney: 'attorney and client',
  hr: 'human resources',
  health: 'health',
  payroll: 'payroll',
  bank: 'personal bank',
  jobs: 'job offers',
  automated: 'sent by a machine, of no account',
  internal: 'among colleagues, of no account',
  left: 'this mailbox is read no longer',
  taken_out: 'taken out before',
}

export const SHARED: Readonly<Record<Sharing, string>> = {
  private: 'you alone',
  team: 'the deal team of each account',
  everyone: 'everybody here',
}
